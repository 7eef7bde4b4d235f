"""The graph's gradients are those of mathbits and of differences, and it is for everyone."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from mathbits import Tensor, autodiff
from tests.site.figures import assert_is_light, assert_is_sound, figure, from_model, opened

NAME = "computation-graph"
URL = "/learning/backpropagation/"

Numbers = dict[str, float]


def reuse(a: Any, b: Any) -> dict[str, Any]:
    u = a * b
    return {"a": a, "b": b, "u": u, "z": u + a}


def order(a: Any) -> dict[str, Any]:
    u = a * a
    v = u + u
    return {"a": a, "u": u, "v": v, "z": u + v}


def unit(x: Any, w: Any, b: Any, y: Any) -> dict[str, Any]:
    p = w * x
    s = p + b
    r = autodiff.relu(s)
    e = r - y
    return {"x": x, "w": w, "b": b, "y": y, "p": p, "s": s, "r": r, "e": e, "L": e * e}


COMPUTATIONS: dict[str, Callable[..., dict[str, Any]]] = {
    "reuse": reuse,
    "order": order,
    "unit": unit,
}


def by_mathbits(name: str, inputs: Numbers) -> tuple[Numbers, Numbers]:
    """All values and all gradients of a computation."""
    nodes = COMPUTATIONS[name](**{key: Tensor(value) for key, value in inputs.items()})
    list(nodes.values())[-1].backward()
    values = {key: float(node.value) for key, node in nodes.items()}
    # What no gradient came to has none, and slope 0.
    return values, {
        key: 0.0 if node.grad is None else float(node.grad) for key, node in nodes.items()
    }


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    with opened(reader, address, URL) as (page, _):
        yield page


def generated(page: Page, name: str) -> list[Numbers]:
    names = from_model(page, NAME, f"Object.keys(model.GRAPHS.{name}.inputs)")
    rows = np.random.default_rng(0).uniform(-3, 3, (100, len(names))).tolist()
    return [dict(zip(names, row, strict=True)) for row in rows]


@pytest.mark.parametrize("name", COMPUTATIONS)
def test_values_and_gradients_are_those_of_mathbits(page: Page, name: str) -> None:
    cases = generated(page, name)
    graph = f"model.GRAPHS.{name}"
    values = from_model(page, NAME, f"x.map((x) => model.forward({graph}, x))", cases)
    gradients = from_model(page, NAME, f"x.map((x) => model.backward({graph}, x).gradients)", cases)
    for inputs, value, gradient in zip(cases, values, gradients, strict=True):
        expected_values, expected = by_mathbits(name, inputs)
        assert value == pytest.approx(expected_values, rel=1e-12, abs=1e-12)
        assert gradient == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("name", COMPUTATIONS)
def test_gradients_are_central_differences(page: Page, name: str) -> None:
    cases = generated(page, name)
    names = list(cases[0])
    result = list(by_mathbits(name, cases[0])[0])[-1]
    graph = f"model.GRAPHS.{name}"

    def of_model(rows: list[list[float]]) -> list[float]:
        inputs = [dict(zip(names, row, strict=True)) for row in rows]
        expression = f"x.map((x) => model.forward({graph}, x).{result})"
        return list(from_model(page, NAME, expression, inputs))

    e = 6e-6
    rows = np.array([list(case.values()) for case in cases])
    gradients = from_model(page, NAME, f"x.map((x) => model.backward({graph}, x).gradients)", cases)
    for i, key in enumerate(names):
        nudge = e * np.eye(len(names))[i]
        above, below = (np.array(of_model((rows + sign * nudge).tolist())) for sign in (1, -1))
        shown = np.array([gradient[key] for gradient in gradients])
        assert np.abs(shown - (above - below) / (2 * e)).max() < 1e-6


def node(page: Page, name: str) -> Locator:
    return figure(page, NAME).locator(f".node[aria-label^='{name} = ']")


def press(page: Page, name: str, times: int = 1) -> None:
    for _ in range(times):
        figure(page, NAME).get_by_role("button", name=name, exact=True).click()


def test_values_come_first_and_then_each_gradient_is_asked_for(page: Page) -> None:
    place = figure(page, NAME)
    said = place.get_by_role("status")
    expect(node(page, "u")).to_have_attribute("aria-label", "u = ?")
    expect(place.get_by_text("Step forward until")).to_have_count(1)
    node(page, "z").click()
    expect(said).to_have_text("Values come first. Step forward.")
    press(page, "Step")
    expect(said).to_have_text("u = 3 · 2 = 6")
    press(page, "Step")
    expect(node(page, "z")).to_have_attribute("aria-label", "z = 9")

    guess = place.get_by_role("textbox", name="What is the gradient of z")
    guess.fill("9")
    guess.press("Enter")
    expect(said).to_have_text("No. z is the result itself: its gradient is 1.")
    guess = place.get_by_role("textbox", name="What is the gradient of u")
    guess.fill("one")
    press(page, "Check")
    expect(said).to_contain_text("Type a number")
    guess.fill("1.0")
    press(page, "Check")
    expect(said).to_have_text("Yes. u gets 1 · 1 = 1 from z.")
    # The reader may take another one first.
    node(page, "a").focus()
    page.keyboard.press("Enter")
    expect(said).to_have_text("a gets 1 · 1 = 1 from z and 1 · 2 = 2 from u, together 3.")
    expect(node(page, "a")).to_have_attribute("aria-label", "a = 3 g = 3")
    node(page, "b").click()
    expect(place).to_contain_text("Every value has its gradient.")
    expect(guess).to_be_hidden()


def test_the_focus_is_kept_when_there_is_no_gradient_left(page: Page) -> None:
    press(page, "Step", 2)
    guess = figure(page, NAME).get_by_role("textbox", name="What is the gradient of")
    for _ in "zuab":
        guess.fill("1")
        guess.press("Enter")
    expect(figure(page, NAME).get_by_role("button", name="Reset")).to_be_focused()


def test_a_node_waits_for_all_that_was_computed_from_it(page: Page) -> None:
    place = figure(page, NAME)
    place.locator("select").select_option("order")
    press(page, "Step", 4)  # three values, and the gradient of z
    node(page, "u").click()
    said = place.get_by_role("status")
    expect(said).to_have_text("u must wait: v was computed from it, and has no gradient yet.")
    node(page, "v").click()
    node(page, "u").click()
    expect(said).to_contain_text("together 3.")
    node(page, "a").click()
    expect(node(page, "a")).to_have_attribute("aria-label", "a = 3 g = 18")


def test_inputs_can_be_changed(page: Page) -> None:
    place = figure(page, NAME)
    place.locator("select").select_option("unit")
    press(page, "Step", 5 + 9)
    inputs = {"x": -1.5, "w": 2.0, "b": 4.25, "y": 0.5}
    for name, value in inputs.items():
        field = place.get_by_role("textbox", name=f"{name} =")
        field.fill(f"{value:g}".replace("-", "−"))
        field.press("Enter")
        field.press("Tab")
    values, gradients = by_mathbits("unit", inputs)
    for name in values:
        expect(node(page, name)).to_have_attribute(
            "aria-label",
            f"{name} = {values[name]:.4g} g = {gradients[name]:.4g}".replace("-", "−"),
        )
    field = place.get_by_role("textbox", name="w =")
    field.fill("nothing")
    field.press("Tab")
    expect(field).to_have_value("2")
    press(page, "Reset")
    expect(field).to_have_value("1.5")
    expect(node(page, "L")).to_have_attribute("aria-label", "L = ?")


def test_play_goes_to_the_end_at_once_for_who_wants_no_motion(
    reader: BrowserContext, address: str
) -> None:
    with opened(reader, address, URL, reduced_motion="reduce") as (page, _):
        press(page, "Play")
        expect(node(page, "a")).to_have_attribute("aria-label", "a = 3 g = 3")
        expect(figure(page, NAME).get_by_role("button", name="Step")).to_be_disabled()
        figure(page, NAME).locator("select").select_option("order")
        expect(figure(page, NAME).get_by_role("button", name="Step")).to_be_enabled()


@pytest.mark.parametrize("url", [URL, f"/ko{URL}"])
@pytest.mark.parametrize("name", COMPUTATIONS)
def test_it_is_for_everyone_in_use(
    reader: BrowserContext, address: str, url: str, name: str
) -> None:
    with opened(reader, address, url) as (page, _):
        place = figure(page, NAME)
        place.locator("select").select_option(name)
        for _ in range(6):
            place.locator(".live-controls").last.locator("button").first.click()
        assert_is_sound(page, NAME)


def test_it_is_light() -> None:
    assert_is_light(NAME)
