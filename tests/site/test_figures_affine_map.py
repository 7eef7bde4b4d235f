"""The map of the plane is `X @ W + b`, with relu and with a second layer."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from mathbits.naive import relu
from tests.site.figures import assert_is_light, assert_is_sound, figure, from_model, opened

NAME = "affine-map"
URL = "/operations/geometry/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address, URL) as (page, _):
        yield page


def test_points_arrive_where_numpy_sends_them(page: Page) -> None:
    rng = np.random.default_rng(0)
    second = from_model(page, NAME, "model.SECOND")
    W2, b2 = np.array(second["W"]), np.array(second["b"])
    for folds in (False, True):
        for both in (False, True):
            X, W, b = (rng.normal(size=shape) for shape in ((40, 2), (2, 2), (2,)))
            found = from_model(
                page,
                NAME,
                "x.X.map((point) => model.forward(point, x.layer, x.options))",
                {
                    "X": X.tolist(),
                    "layer": {"W": W.tolist(), "b": b.tolist()},
                    "options": {"relu": folds, "second": both},
                },
            )
            expected = relu(X @ W + b) if folds else X @ W + b
            np.testing.assert_allclose(found, expected @ W2 + b2 if both else expected, atol=1e-12)


def test_two_layers_are_the_product_of_their_matrices(page: Page) -> None:
    rng = np.random.default_rng(1)
    W1, b1, W2, b2 = (rng.normal(size=shape) for shape in ((2, 2), (2,), (2, 2), (2,)))
    layers = [{"W": W.tolist(), "b": b.tolist()} for W, b in ((W1, b1), (W2, b2))]
    one = from_model(page, NAME, "model.joined(...x)", layers)
    np.testing.assert_allclose(one["W"], W1 @ W2, atol=1e-12)
    np.testing.assert_allclose(one["b"], b1 @ W2 + b2, atol=1e-12)


def corners(page: Page, selector: str) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The points of an outline in the plane's own numbers, from those of the drawing."""
    path = figure(page, NAME).locator(selector).first.get_attribute("d") or ""
    points = np.array([part.split() for part in re.findall(r"[-\d.]+ [-\d.]+", path)], float)
    # The plane's middle and its unit, as the plot lays them out.
    return (points - (216, 194)) / (340 / 6, -340 / 6)


def test_the_drawing_follows_the_keys(page: Page) -> None:
    shown = figure(page, NAME)
    shown.get_by_role("slider", name="first row of W").press("ArrowRight")
    shown.get_by_role("slider", name="b, the image").press("Shift+ArrowUp")
    numbers = "W = [[1.1, −0.5], [0.5, 1.0]]   b = [−0.8, 0.0]"
    expect(shown.locator(".live-numbers")).to_have_text(numbers)
    expect(shown.get_by_role("status").last).to_contain_text("b is [−0.8, 0.0]")
    F = np.array([[0, 0], [1.5, 2.5]])
    expected = F @ np.array([[1.1, -0.5], [0.5, 1.0]]) + np.array([-0.8, 0.0])
    outline = corners(page, "path.line.role-data")
    for point in expected:
        assert np.abs(outline - point).max(axis=1).min() < 0.01


def test_a_handle_is_dragged(page: Page) -> None:
    shown = figure(page, NAME)
    handle = shown.get_by_role("slider", name="b, the image")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 340 / 6, y, steps=4)
    page.mouse.up()
    expect(shown.locator(".live-numbers")).to_contain_text("b = [0.2, −1.0]")


def test_one_map_does_the_work_of_two_layers_until_relu_comes_between(page: Page) -> None:
    shown = figure(page, NAME)
    shown.get_by_role("button", name="Nothing").click()
    expect(shown.get_by_role("status").first).to_contain_text("Yes.")
    shown.get_by_role("button", name="second layer").click()
    said = shown.get_by_role("status").last
    expect(said).to_contain_text("Both layers together are one affine map")
    dashed, solid = corners(page, "path.dashed"), corners(page, "path.line.role-data")
    assert all(np.abs(solid - point).max(axis=1).min() < 0.01 for point in dashed)
    shown.get_by_role("button", name="relu").click()
    expect(said).to_contain_text("No affine map does what these two layers do")
    solid = corners(page, "path.line.role-data")
    assert any(np.abs(solid - point).max(axis=1).min() > 0.1 for point in dashed)
    shown.get_by_role("button", name="Reset").click()
    expect(said).not_to_contain_text("layers")


def test_it_is_for_everyone(page: Page) -> None:
    shown = figure(page, NAME)
    shown.get_by_role("button", name="relu").click()
    shown.get_by_role("button", name="second layer").click()
    assert_is_sound(page, NAME)
    assert_is_light(NAME)
