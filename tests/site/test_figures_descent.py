"""The paths of the optimizers' figure are those of mathbits, and it is for everyone."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import BrowserContext, Page, expect

from mathbits import Tensor, optimizers
from tests.site.figures import assert_is_light, assert_is_sound, figure, from_model, opened

URL = "/learning/optimizers/"
RULES: dict[str, Callable[[float, float], optimizers.Optimizer]] = {
    "sgd": lambda rate, mu: optimizers.SGD(rate),
    "momentum": lambda rate, mu: optimizers.SGD(rate, momentum=mu),
    "nesterov": lambda rate, mu: optimizers.SGD(rate, momentum=mu, nesterov=True),
    "adagrad": lambda rate, mu: optimizers.Adagrad(rate),
    "rmsprop": lambda rate, mu: optimizers.RMSprop(rate),
    "adam": lambda rate, mu: optimizers.Adam(rate),
}
NAMES = ("SGD", "momentum", "Nesterov", "Adagrad", "RMSprop", "Adam")
FAR = 1e6
DEFAULTS = {"rate": 0.03, "momentum": 0.9, "noise": 0.0, "seed": 1, "start": [-9.0, 0.9]}

Array = NDArray[np.float64]


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    with opened(reader, address, URL) as (page, _):
        yield page


def loss(w: Array) -> float:
    return float((w[0] ** 2 + 100 * w[1] ** 2) / 2)


def walk(name: str, settings: dict[str, Any], pushes: Array) -> Array:
    """The places of mathbits' own optimizer, in float64, until it has flown away."""
    rule = RULES[name](settings["rate"], settings["momentum"])
    w = Tensor(np.array(settings["start"], dtype="float64"))
    places = [w.numpy().copy()]
    for push in pushes:
        if not loss(w.numpy()) <= FAR:
            break
        rule.apply([w.numpy() * (1.0, 100.0) + settings["noise"] * push], [w])
        places.append(w.numpy().copy())
    assert places[-1].dtype == np.float64
    return np.array(places)


def shown(page: Page, name: str, settings: dict[str, Any], steps: int) -> Array:
    expression = f"model.path('{name}', x, {steps})"
    return np.array(from_model(page, "descent", expression, settings))


@pytest.mark.parametrize("name", RULES)
def test_end_points_are_those_of_mathbits(page: Page, name: str) -> None:
    for rate in (0.003, 0.01, 0.018, 0.03, 0.3, 1.0):
        settings = DEFAULTS | {"rate": rate}
        for steps in (1, 10, 100):
            places = shown(page, name, settings, steps)
            expected = walk(name, settings, np.zeros((steps, 2)))
            assert places.shape == expected.shape
            # Both in float64. Only Adam's powers may differ, in the last bit.
            assert np.allclose(places[-1], expected[-1], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", RULES)
def test_all_settings_lead_where_mathbits_goes(page: Page, name: str) -> None:
    rng = np.random.default_rng(0)
    for seed in range(20):
        settings = {
            "rate": 10 ** rng.uniform(-3, 0),
            "momentum": rng.choice([0.0, 0.5, 0.9, 0.99]),
            "noise": rng.uniform(0, 30),
            "seed": seed,
            "start": [rng.uniform(-9.5, 3.5), rng.uniform(-1, 1)],
        }
        pushes = np.array(from_model(page, "descent", f"model.normal({seed}, 60)"))
        expected = walk(name, settings, pushes)
        places = shown(page, name, settings, 60)
        assert places.shape == expected.shape
        size = np.abs(expected).max()
        assert np.allclose(places, expected, rtol=1e-10, atol=1e-10 * size)


def losses(page: Page) -> dict[str, str]:
    panels = figure(page, "descent").locator(".live-small p")
    expect(panels).to_have_count(len(NAMES))
    texts = [text.partition(" ") for text in panels.all_text_contents()]
    return {name: said for name, _, said in texts}


def expected_losses(steps: int, **changed: Any) -> dict[str, str]:
    settings = DEFAULTS | changed
    found = {}
    for name, rule in zip(NAMES, RULES, strict=True):
        now = loss(walk(rule, settings, np.zeros((steps, 2)))[-1])
        found[name] = f"loss {float(f'{now:.1e}'):g}" if now <= FAR else "flew away"
    return found


def test_it_asks_first_and_steps_show_what_holds(page: Page) -> None:
    place = figure(page, "descent")
    said = place.get_by_role("status").last
    expect(said).to_have_text("All six are at the start, with a loss of 81.")
    place.get_by_role("button", name="SGD, momentum and Nesterov").click()
    answer = place.locator(".live-prediction").get_by_role("status")
    expect(answer).to_contain_text("No. SGD and Nesterov do.")
    place.get_by_role("button", name="SGD and Nesterov", exact=True).click()
    expect(answer).to_contain_text("Yes. ")
    for _ in range(10):
        place.get_by_role("button", name="Step").click()
    assert losses(page) == expected_losses(10)
    expect(said).to_have_text(
        "After 10 steps the lowest loss is 20, by momentum. Flown away: SGD, Nesterov."
    )


def test_settings_change_the_paths_so_far(page: Page) -> None:
    place = figure(page, "descent")
    step = place.get_by_role("button", name="Step")
    for _ in range(3):
        step.click()
    place.get_by_label("learning rate η").press("ArrowLeft")
    place.get_by_label("learning rate η").press("ArrowLeft")
    assert losses(page) == expected_losses(3, rate=0.02)
    place.get_by_label("momentum μ").press("Home")
    assert losses(page) == expected_losses(3, rate=0.02, momentum=0.0)
    place.get_by_role("button", name="Reset").click()
    assert losses(page) == expected_losses(0)
    step.click()
    assert losses(page) == expected_losses(1)


def test_the_same_noise_comes_again(page: Page) -> None:
    place = figure(page, "descent")
    for _ in range(5):
        place.get_by_role("button", name="Step").click()
    still = losses(page)
    noise = place.get_by_label("noise").and_(page.locator("input"))
    noise.press("End")
    first = losses(page)
    assert first != still
    place.get_by_role("button", name="Other noise").click()
    assert losses(page) not in (first, still)
    noise.press("Home")
    assert losses(page) == still


def test_the_start_moves_by_keys_and_pointer(page: Page) -> None:
    place = figure(page, "descent")
    place.get_by_role("button", name="Step").click()
    handles = place.get_by_role("slider", name="Start of all six")
    handles.first.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowDown")
    assert losses(page) == expected_losses(1, start=[-8.0, 0.8])

    handle = handles.last
    handle.scroll_into_view_if_needed()
    box = handle.locator("circle").last.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 70, y + 56)  # 14 pixels for one of the first weight, 56 of the second
    page.mouse.up()
    for handle in handles.all():
        expect(handle).to_be_attached()
    assert losses(page) == expected_losses(1, start=[-3.0, -0.2])


def test_play_goes_to_the_end_at_once_for_who_wants_no_motion(
    reader: BrowserContext, address: str
) -> None:
    with opened(reader, address, URL, reduced_motion="reduce") as (page, _):
        place = figure(page, "descent")
        place.get_by_role("button", name="Play").click()
        expect(place.get_by_role("button", name="Step")).to_be_disabled()
        assert losses(page) == expected_losses(100)


@pytest.mark.parametrize("url", [URL, f"/ko{URL}"])
def test_it_is_for_everyone_in_use(reader: BrowserContext, address: str, url: str) -> None:
    with opened(reader, address, url) as (page, _):
        place = figure(page, "descent")
        place.locator(".live-answers button").nth(1).click()
        for _ in range(9):
            place.locator(".live-controls button").first.click()
        assert_is_sound(page, "descent")


def test_it_is_light() -> None:
    assert_is_light("descent")
