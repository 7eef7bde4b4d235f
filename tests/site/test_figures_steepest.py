"""The map of the gradient shows the page's own loss, and is for everyone."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import BrowserContext, Page, expect

from mathbits import numerical_gradient
from mathbits.datasets import mnist
from tests.site.figures import assert_is_light, assert_is_sound, figure, from_model, opened

URL = "/learning/gradient/"
PLACE = "Place on the map"

Array = NDArray[np.float64]


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    with opened(reader, address, URL) as (page, _):
        yield page


@pytest.fixture(scope="module")
def digits() -> tuple[Array, Array]:
    """The features and targets of the page's listing."""
    (images, labels), _ = mnist.load_data()
    images, labels = images[:1000], labels[:1000]
    chosen = labels < 2
    digits = images[chosen] / 255
    ink = digits[:, 4:24, 4:24].mean(axis=(1, 2))
    middle = digits[:, 12:16, 12:16].mean(axis=(1, 2))
    return np.stack([ink, middle], axis=1), (labels[chosen] == 0).astype("float64")


def test_loss_and_gradient_are_those_of_the_digits(page: Page, digits: tuple[Array, Array]) -> None:
    features, targets = digits
    w = np.random.default_rng(0).uniform((-1, -2.7), (6.5, 2.2), (100, 2))
    loss, gradient = (
        np.array(from_model(page, "steepest", f"x.map(model.{name})", w.tolist()))
        for name in ("loss", "gradient")
    )
    errors = w @ features.T - targets
    assert np.allclose(loss, (errors**2).mean(axis=1), atol=2e-5)  # The means have six digits.
    assert np.allclose(gradient, 2 * errors @ features / len(targets), atol=1e-5)
    lowest = from_model(page, "steepest", "model.lowest()")
    assert np.allclose(lowest, np.linalg.lstsq(features, targets)[0], atol=1e-4)


def test_slopes_are_differences_of_the_loss(page: Page) -> None:
    rng = np.random.default_rng(1)
    w, degrees = rng.uniform((-1, -2.7), (6.5, 2.2), (50, 2)), rng.uniform(0, 360, 50)
    e = 1e-5
    there, back = (
        w + sign * e * np.stack([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))], axis=1)
        for sign in (1, -1)
    )
    losses = [
        np.array(from_model(page, "steepest", "x.map(model.loss)", places.tolist()))
        for places in (there, back)
    ]
    shown = from_model(
        page,
        "steepest",
        "x.map(([w, degrees]) => model.slope(w, degrees))",
        [[place, angle] for place, angle in zip(w.tolist(), degrees.tolist(), strict=True)],
    )
    assert np.allclose(shown, (losses[0] - losses[1]) / (2 * e), atol=1e-9)


def test_it_asks_first_and_names_the_gradient(page: Page, digits: tuple[Array, Array]) -> None:
    features, targets = digits
    place = figure(page, "steepest")
    said = place.get_by_role("status").last
    expect(said).to_have_text("At 0.0 and 1.0, the way at 0° has the slope −0.164.")
    place.get_by_role("button", name="from everywhere").click()
    answer = place.locator(".live-prediction").get_by_role("status")
    expect(answer).to_contain_text("No. ")
    expect(answer).to_contain_text("41° apart")

    w = np.array([0.0, 1.0])
    g = numerical_gradient(lambda w: ((features @ w - targets) ** 2).mean(), w)
    down = np.degrees(np.arctan2(-g[1], -g[0])) % 360
    expect(said).to_contain_text(
        f"({g[0]:.3f}, {g[1]:.3f}); against it, at {down:.0f}°, the slope is least: "
        f"{-np.hypot(*g):.3f}".replace("-", "−")
    )
    place.get_by_role("button", name="from some places").click()
    expect(answer).to_contain_text("Yes. ")


def test_keys_and_pointer_move_place_and_direction(page: Page) -> None:
    place = figure(page, "steepest")
    said = place.get_by_role("status").last
    handle = place.get_by_role("slider", name=PLACE)
    handle.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(handle).to_have_attribute("aria-valuetext", "1.0, 0.9")
    turn = place.locator("input[type=range]")
    turn.focus()
    page.keyboard.press("ArrowRight")
    slope = from_model(page, "steepest", "model.slope([1, 0.9], 5)")
    expect(said).to_have_text(f"At 1.0 and 0.9, the way at 5° has the slope {slope:.3f}.")

    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 32, y + 32.4)  # one weight is 32 pixels wide, and 32.4 high
    page.mouse.move(x + 64, y + 32.4)
    page.mouse.up()
    expect(handle).to_have_attribute("aria-valuetext", "3.0, −0.1")
    place.get_by_role("button", name="Reset").click()
    expect(said).to_contain_text("At 0.0 and 1.0, the way at 0°")


def test_the_ring_is_whole_at_the_end_of_the_axis(page: Page) -> None:
    ring = figure(page, "steepest").get_by_role("img").locator(".hollow")
    # What is drawn into an SVG within the SVG is cut off at its edge.
    assert ring.evaluate("ring => ring.closest('svg') === ring.closest('[role=img]')")


@pytest.mark.parametrize("url", [URL, f"/ko{URL}"])
def test_it_is_for_everyone_in_use(reader: BrowserContext, address: str, url: str) -> None:
    with opened(reader, address, url) as (page, _):
        place = figure(page, "steepest")
        place.locator(".live-answers button").nth(1).click()
        assert_is_sound(page, "steepest")


def test_it_is_light() -> None:
    assert_is_light("steepest")
