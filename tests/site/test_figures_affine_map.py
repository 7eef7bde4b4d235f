"""The figure of affine maps shows what NumPy computes, and is for everyone."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.site.figures import assert_is_light, assert_is_sound, figure, from_model, opened

NAME = "affine-map"
URL = "/operations/geometry/"
F = np.array([[0, 0], [1, 0], [1, 2], [2, 2], [2, 3], [1, 3], [1, 4], [3, 4], [3, 5], [0, 5]]) / 2
W1, B1 = np.array([[0.9, 0.5], [-0.5, 0.9]]), np.array([0.3, -1.2])
W2, B2 = np.array([[1.0, 0.5], [-1.0, 1.0]]), np.array([0.4, -0.8])

Array = NDArray[np.floating]


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    with opened(reader, address, URL) as (page, _):
        yield page


def relu(x: Array) -> Array:
    return np.maximum(x, 0)


def closest(points: Array, images: Array) -> Array:
    """The rows of W and b of the one layer that fits best."""
    with_ones = np.hstack([points, np.ones((len(points), 1))])
    return np.linalg.lstsq(with_ones, images)[0]


def numbers(text: str | None) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.\d+", (text or "").replace("−", "-"))]


def said(place: Locator) -> Locator:
    return place.locator(":scope > .live-status")


def letter(place: Locator, panel: int = 0, kind: str = "cell") -> Array:
    """The corners of a letter that is drawn, in the numbers of its plane."""
    path = place.locator(f".live-panel >> nth={panel} >> path.{kind}").get_attribute("d") or ""
    points = np.reshape(numbers(re.sub("[MLZ]", " ", path)), (-1, 2))
    return (points - [140, 136]) / [36, -36]


def test_points_and_layers_are_numpys(page: Page) -> None:
    rng = np.random.default_rng(0)
    cases = []
    expected = []
    for _ in range(100):
        x = rng.normal(size=(7, 2))
        (v1, v2), (c1, c2) = rng.normal(size=(2, 2, 2)), rng.normal(size=(2, 2))
        layers = [{"W": v1.tolist(), "b": c1.tolist()}, {"W": v2.tolist(), "b": c2.tolist()}]
        cases.append([x.tolist(), layers])
        first = x @ v1 + c1
        expected.append(
            [
                first,
                first @ v2 + c2,
                relu(first),
                relu(first) @ v2 + c2,
                x @ (v1 @ v2) + (c1 @ v2 + c2),
                x @ closest(x, relu(first))[:2] + closest(x, relu(first))[2],
            ]
        )
    shown = from_model(
        page,
        NAME,
        "x.map(([x, layers]) => {const folded = model.forward(x, layers, true);"
        "return [...model.forward(x, layers, false), ...folded,"
        "model.affine(x, model.composed(...layers)),"
        "model.affine(x, model.closest(x, folded[0]))]})",
        cases,
    )
    assert np.allclose(shown, np.array(expected), rtol=1e-10, atol=1e-12)
    # Without relu, one layer does what two do.
    assert np.allclose(np.array(shown)[:, 1], np.array(shown)[:, 4])


def test_creases_lie_on_the_line_and_on_an_axis(page: Page) -> None:
    lines = np.random.default_rng(1).normal(size=(200, 2, 2))
    shown = from_model(page, NAME, "x.map(model.creased)", lines.tolist())
    for (start, end), points in zip(lines, shown, strict=True):
        assert np.allclose([points[0], points[-1]], [start, end])
        assert len(points) - 2 == (start * end < 0).sum()
        along = (np.array(points) - start) @ (end - start) / ((end - start) @ (end - start))
        assert (np.diff(along) > 0).all()
        between = np.array(points[1:-1]).reshape(-1, 2)
        assert np.allclose(np.abs(between).min(axis=1, initial=9), 0)
        assert np.allclose(start + along[:, np.newaxis] * (end - start), points)
        # Between creases relu is affine: it takes middles to middles.
        middles = (np.array(points)[1:] + points[:-1]) / 2
        folded = relu(np.array(points))
        assert np.allclose(relu(middles), (folded[1:] + folded[:-1]) / 2)


def test_the_letter_is_numpys(page: Page) -> None:
    place = figure(page, NAME)
    y = F @ W1 + B1
    assert np.allclose(letter(place)[:10], y, atol=0.003)
    assert np.allclose(letter(place, kind="dashed")[:10], F, atol=0.003)
    expect(said(place)).to_have_text(
        f"The corner (1.5, 2.5) arrives at ({y[8, 0]:.2f}, {y[8, 1]:.2f})."
    )


def test_keys_move_the_images_of_the_basis_and_the_origin(page: Page) -> None:
    place = figure(page, NAME)
    for name, key in (("row 0 of W1", "ArrowUp"), ("row 1 of W1", "ArrowLeft"), ("b1", "ArrowUp")):
        place.get_by_role("slider", name=name).press(f"Shift+{key}")
        place.get_by_role("slider", name=name).press(key)
    w, b = W1 + np.array([[0, 1.1], [-1.1, 0]]), B1 + np.array([0, 1.1])
    assert np.allclose(letter(place)[:10], F @ w + b, atol=0.003)
    shown = place.locator(".live-panel").first.locator(".live-numbers").all_text_contents()
    assert np.allclose(np.reshape(numbers("".join(shown)), (3, 2)), [*w, b])
    place.get_by_role("button", name="Reset").click()
    assert np.allclose(letter(place)[:10], F @ W1 + B1, atol=0.003)
    row = place.get_by_role("slider", name="row 0 of W1")
    expect(row).to_have_attribute("aria-valuetext", "(0.9, 0.5)")


def test_the_pointer_drags_the_offset(page: Page) -> None:
    place = figure(page, NAME)
    offset = place.get_by_role("slider", name="b1")
    offset.scroll_into_view_if_needed()
    box = offset.locator(".grip").bounding_box()
    assert box
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + 36, at[1] - 72)
    page.mouse.up()
    assert np.allclose(letter(place)[:10], F @ W1 + B1 + [1, 2], atol=0.003)


def test_two_layers_are_one_without_relu_only(page: Page) -> None:
    place = figure(page, NAME)
    expect(place.locator(".live-panel").nth(1)).to_be_hidden()
    place.get_by_role("button", name="never").click()
    expect(place.locator(".live-panel").nth(1)).to_be_visible()
    one = place.locator(":scope > .live-numbers")
    w, b = W1 @ W2, B1 @ W2 + B2
    assert numbers(one.text_content()) == pytest.approx([*w.ravel(), *b], abs=0.006)
    assert np.allclose(letter(place, 1)[:10], F @ w + b, atol=0.003)
    assert np.allclose(letter(place, 1, "dotted"), F @ w + b, atol=0.003)
    expect(said(place)).to_contain_text("One layer does the same for the whole letter.")

    place.locator("select").nth(1).select_option("relu")
    hidden = F @ W1 + B1
    y = relu(hidden) @ W2 + B2
    fit = closest(F, y)
    single = F @ fit[:2] + fit[2]
    shown = letter(place, 1)
    assert all(np.abs(shown - corner).max(axis=1).min() < 0.003 for corner in y)
    assert np.allclose(letter(place, 1, "dotted"), single, atol=0.003)
    assert numbers(one.text_content()) == pytest.approx(fit.ravel(), abs=0.006)
    miss = np.linalg.norm(y - single, axis=1).max()
    pressed = (hidden < 0).any(axis=1).sum()
    expect(said(place)).to_contain_text(f"relu moves {pressed} of the ten corners.")
    expect(said(place)).to_contain_text(f"misses a corner by {miss:.2f}.")


def test_where_all_is_positive_relu_changes_nothing(page: Page) -> None:
    place = figure(page, NAME)
    place.locator("select").nth(1).select_option("relu")
    offset = place.get_by_role("slider", name="b1")
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        offset.press(f"Shift+{key}")
    expect(said(place)).to_contain_text("relu changes no corner here.")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"):
        offset.press(f"Shift+{key}")
    assert np.array_equal(letter(place).round(6), np.zeros_like(letter(place)))


@pytest.mark.parametrize("url", [URL, f"/ko{URL}"])
def test_it_is_for_everyone_in_use(reader: BrowserContext, address: str, url: str) -> None:
    with opened(reader, address, url) as (page, _):
        place = figure(page, NAME)
        place.locator(".live-answers button").first.click()
        place.locator("select").nth(1).select_option("relu")
        assert_is_sound(page, NAME)


def test_it_is_light() -> None:
    assert_is_light(NAME)
