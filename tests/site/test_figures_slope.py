"""The slope's figure shows what NumPy computes, and is for everyone."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.figures import assert_is_light, assert_is_sound, figure, from_model, opened

URL = "/learning/derivative/"
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    with opened(reader, address, URL) as (page, _):
        yield page


def cube(x: Any) -> Any:
    return x * x * x


def differences(x: Any, e: Any) -> tuple[Any, Any]:
    forward = (cube(x + e) - cube(x)) / e
    return forward, (cube(x + e) - cube(x - e)) / (2 * e)


def test_differences_are_numpys_to_the_bit(page: Page) -> None:
    nudges = np.array(from_model(page, "slope", "model.NUDGES"))
    digits = sorted((float(f"{d}e-{k}") for d in (1, 2, 5) for k in range(1, 13)), reverse=True)
    assert nudges.tolist() == [1.0, *digits]
    x = np.random.default_rng(0).uniform(0.5, 1.5, (100, 1))
    shown = from_model(
        page,
        "slope",
        "x.map((x) => ['forward', 'central'].map("
        "(kind) => model.NUDGES.map((e) => model.difference(kind, x, e))))",
        x[:, 0].tolist(),
    )
    expected = np.stack(differences(x, nudges), axis=1)
    assert np.array_equal(np.array(shown), expected)


def test_the_rule_and_the_errors_are_the_analytic_ones(page: Page) -> None:
    x = np.linspace(0.5, 1.5, 101).round(2)
    shown = from_model(
        page,
        "slope",
        "x.map((x) => [model.slope(x), model.error('forward', x, 1e-8), model.best('central', x)])",
        x.tolist(),
    )
    slopes, errors, best = np.array(shown).T
    assert np.allclose(slopes, 3 * x**2, rtol=1e-15)
    assert np.allclose(errors, np.abs(differences(x, 1e-8)[0] - 3 * x * x), atol=1e-15)
    nudges = np.array(from_model(page, "slope", "model.NUDGES"))
    central = np.abs(differences(x[:, np.newaxis], nudges)[1] - 3 * x[:, np.newaxis] ** 2)
    assert np.array_equal(best, nudges[central.argmin(axis=1)])


def test_it_asks_first_and_then_shows_the_errors(page: Page) -> None:
    place = figure(page, "slope")
    line = place.locator("svg[role=img] path.line").first
    expect(line).to_be_hidden()
    place.get_by_role("button", name="at 10⁻¹², the smallest").click()
    expect(line).to_be_visible()
    last = abs(differences(0.9, 1e-12)[0] - 3 * 0.9 * 0.9)
    answer = place.locator(".live-prediction").get_by_role("status")
    text = (answer.text_content() or "").translate(SUPERSCRIPTS).replace("·10", "e")
    assert text.startswith("No. ")
    assert f"{last:.1e}".replace("e-0", "e-") in text
    place.get_by_role("button", name="near 10⁻⁸").click()
    expect(answer).to_contain_text("Yes. ")


def test_keys_move_the_nudge_and_the_point(page: Page) -> None:
    place = figure(page, "slope")
    said = place.get_by_role("status").last
    nudge = place.get_by_role("slider", name="nudge ε", exact=True)
    # The slider alone tells its value.
    expect(place.locator(".live-slider").get_by_role("status")).to_have_count(0)
    nudge.focus()
    for _ in range(24):
        page.keyboard.press("ArrowRight")
    point = place.get_by_role("slider", name="Point on the curve", exact=True)
    point.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowLeft")
    x = 0.99
    rate = differences(x, 1e-8)[0]
    expect(said).to_contain_text(f"At x = {x} with ε = 10⁻⁸")
    expect(said).to_contain_text(f"the slope {rate:.10f}, the tangent {3 * x * x:.4f}")
    expect(place.locator("text.code").first).to_have_text(f"{rate:.10f}")
    place.locator("select").select_option("central")
    expect(said).to_contain_text(f"{differences(x, 1e-8)[1]:.10f}")
    page.keyboard.press("Shift+Tab")
    place.get_by_role("button", name="Reset").click()
    expect(said).to_contain_text("At x = 0.90 with ε = 1 ")
    expect(place.locator("select")).to_have_value("forward")


def test_the_point_is_dragged_along_the_curve(page: Page) -> None:
    place = figure(page, "slope")
    point = place.get_by_role("slider", name="Point on the curve", exact=True)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 22, y + 50)  # Only the way along the axis counts.
    expect(point).to_have_attribute("aria-valuetext", "x = 1.20")
    page.mouse.move(x + 300, y)
    page.mouse.up()
    expect(point).to_have_attribute("aria-valuetext", "x = 1.50")


def test_play_goes_to_the_smallest_nudge_at_once_for_who_wants_no_motion(
    reader: BrowserContext, address: str
) -> None:
    with opened(reader, address, URL, reduced_motion="reduce") as (page, _):
        place = figure(page, "slope")
        step = place.get_by_role("button", name="Step")
        step.click()
        expect(place.locator("output")).to_have_text("0.5")
        place.get_by_role("button", name="Play").click()
        expect(place.locator("output")).to_have_text("10⁻¹²")
        expect(step).to_be_disabled()
        place.get_by_label("nudge ε").press("ArrowLeft")
        expect(step).to_be_enabled()


@pytest.mark.parametrize("url", [URL, f"/ko{URL}"])
def test_it_is_for_everyone_in_use(reader: BrowserContext, address: str, url: str) -> None:
    with opened(reader, address, url) as (page, _):
        place = figure(page, "slope")
        place.locator(".live-answers button").nth(1).click()
        place.locator(".live-controls button").first.click()
        assert_is_sound(page, "slope")


def test_it_is_light() -> None:
    assert_is_light("slope")
