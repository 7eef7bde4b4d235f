"""The two figures of the dot product show what NumPy computes, and are for everyone."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.site.figures import assert_is_light, assert_is_sound, figure, from_model, opened

URL = "/operations/dot-product/"
SHAPES = list(product(range(1, 5), repeat=2))


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    with opened(reader, address, URL) as (page, _):
        yield page


def said(place: Locator) -> Locator:
    return place.locator(":scope > .live-status")


def numbers(text: str | None) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", (text or "").replace("−", "-"))]


def test_dot_products_and_shadows_are_numpys(page: Page) -> None:
    x, w = np.random.default_rng(0).uniform(-5, 5, (2, 300, 2))
    shown = from_model(
        page,
        "dot-product",
        "x.map(([x, w]) => [model.dot(x, w), model.shadow(x, w), model.angle(x, w),"
        " ...model.foot(x, w)])",
        np.stack([x, w], axis=1).tolist(),
    )
    dot, shadow, angle, *foot = np.array(shown).T
    assert np.allclose(dot, (x * w).sum(axis=1), rtol=1e-14)
    length = np.linalg.norm(w, axis=1)
    assert np.allclose(shadow * length, dot)
    assert np.allclose(np.linalg.norm(x, axis=1) * length * np.cos(np.radians(angle)), dot)
    # The rest of x is at right angles to w.
    assert np.allclose(np.transpose(foot), (dot / length**2)[:, np.newaxis] * w)
    assert np.allclose(((x - np.transpose(foot)) * w).sum(axis=1), 0, atol=1e-12)


def check_numbers(place: Locator, x: Any, w: Any) -> None:
    by_parts, by_shadow = (
        numbers(place.locator(".live-numbers").nth(i).text_content()) for i in range(2)
    )
    dot = np.dot(x, w)
    assert by_parts == pytest.approx([x[0], w[0], x[1], w[1], dot], abs=0.006)
    length = np.linalg.norm(w)
    shadow = dot / length if length else 0
    assert by_shadow == pytest.approx([shadow, length, dot], abs=0.006)


def test_keys_move_both_arrows(page: Page) -> None:
    place = figure(page, "dot-product")
    x, w = (place.get_by_role("slider", name=f"tip of {name}") for name in "xw")
    check_numbers(place, (2, 3), (4, 1))
    expect(said(place)).to_have_text(
        "The angle is 42 degrees, and the dot product is 11.00. "
        "It is positive: the shadow falls on the side of w."
    )
    x.focus()
    for key in ("Shift+ArrowLeft",) * 4 + ("Shift+ArrowDown",) * 3:
        page.keyboard.press(key)
    check_numbers(place, (-2, 0), (4, 1))
    expect(said(place)).to_contain_text("-8.00. It is negative".replace("-", "−"))
    w.focus()
    for key in ("Shift+ArrowLeft",) * 4 + ("ArrowUp",) * 2:
        page.keyboard.press(key)
    check_numbers(place, (-2, 0), (0, 1.2))
    expect(said(place)).to_have_text(
        "The angle is 90 degrees, and the dot product is 0.00. There is no shadow."
    )
    for key in ("Shift+ArrowDown", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    check_numbers(place, (-2, 0), (0, 0))
    place.get_by_role("button", name="Reset").click()
    check_numbers(place, (2, 3), (4, 1))
    expect(x).to_have_attribute("aria-valuetext", "2.0, 3.0")


def test_the_pointer_drags_an_arrow(page: Page) -> None:
    place = figure(page, "dot-product")
    x = place.get_by_role("slider", name="tip of x")
    x.scroll_into_view_if_needed()
    box = x.locator(".grip").bounding_box()
    assert box
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] - 3 * 34, at[1] + 34)
    page.mouse.up()
    expect(x).to_have_attribute("aria-valuetext", "−1.0, 2.0")
    check_numbers(place, (-1, 2), (4, 1))


def test_the_answer_shows_a_line_of_equal_dot_products(page: Page) -> None:
    place = figure(page, "dot-product")
    level = place.locator("path.dashed")
    expect(level).to_be_hidden()
    place.get_by_role("button", name="nowhere else").click()
    expect(level).to_be_visible()
    expect(place.locator(".live-prediction .live-status")).to_contain_text("No.")
    ends = np.reshape(numbers((level.get_attribute("d") or "").replace("L", " ")), (2, 2))
    tips = (ends - [160, 176]) / [34, -34]
    assert np.allclose(tips @ [4, 1], 11, atol=0.02)


def test_all_small_products_end_at_numpys(page: Page) -> None:
    pairs = [pair for pair in product(SHAPES, SHAPES) if pair[0][1] == pair[1][0]]
    assert len(pairs) == 4**3
    shown = from_model(
        page,
        "matrix-product",
        "x.map(([x, w]) => {const [a, b] = [model.left(x), model.right(w)];"
        "return [a, b, model.soFar(1e6, a, b), model.shape(x, w),"
        "a.map((_, i) => b[0].map((_, j) => model.partials(a, b, i, j)))]})",
        pairs,
    )
    for (x_shape, w_shape), (x, w, end, shape, partials) in zip(pairs, shown, strict=True):
        x, w = np.array(x), np.array(w)
        assert (x.shape, w.shape) == (x_shape, w_shape)
        assert np.array_equal(end, x @ w)
        assert tuple(shape) == (x @ w).shape
        growing = np.cumsum(x[:, np.newaxis, :] * w.T[np.newaxis], axis=2)
        assert np.array_equal(np.array(partials)[:, :, 1:], growing)


def test_the_error_is_numpys(page: Page) -> None:
    pairs = [pair for pair in product(SHAPES, SHAPES) if pair[0][1] != pair[1][0]]
    shown = from_model(
        page,
        "matrix-product",
        "x.map(([x, w]) => [model.shape(x, w) ?? null, model.message(x, w)])",
        pairs,
    )
    for (x, w), (shape, message) in zip(pairs, shown, strict=True):
        with pytest.raises(ValueError, match="matmul") as error:
            np.ones(x) @ np.ones(w)
        assert shape is None
        assert message == str(error.value)


def cells(place: Locator, role: str) -> list[float]:
    """The numbers of a matrix, from the upper left to the lower right."""
    script = """cells => cells.map((cell) => {
        const rect = cell.querySelector("rect");
        return [rect.y.baseVal.value, rect.x.baseVal.value, cell.textContent];
    })"""
    found = place.locator(f"g.{role} > g").evaluate_all(script)
    return [number for *_, text in sorted(found) for number in numbers(text)]


def test_the_steps_end_at_the_product(page: Page) -> None:
    place = figure(page, "matrix-product")
    step = place.get_by_role("button", name="Step")
    expect(step).to_be_disabled()
    place.get_by_role("button", name="(2, 4)").click()
    for _ in range(20):
        step.click()
    expect(place.locator(".live-numbers")).to_have_text("row 1 · column 2: 3·1 + 1·0 = 3")
    x = np.reshape(cells(place, "role-data"), (2, 3))
    w = np.reshape(cells(place, "role-weight"), (3, 4))
    y = x @ w
    assert cells(place, "role-output") == [*y.ravel()[:6], x[1, :2] @ w[:2, 2]]
    step.click()
    expect(said(place)).to_have_text(f"Row 1 and column 2 give {y[1, 2]:.0f}.")
    for _ in range(3):
        step.click()
    expect(step).to_be_disabled()
    assert cells(place, "role-output") == y.ravel().tolist()
    expect(said(place)).to_contain_text(
        "The product is complete, with shape (2, 4). You predicted it."
    )
    place.get_by_role("button", name="Reset").click()
    expect(step).to_be_disabled()
    assert cells(place, "role-output") == []


def test_lengths_that_do_not_agree_end_in_the_error(page: Page) -> None:
    place = figure(page, "matrix-product")
    place.locator("select").select_option(label="(3, 4) @ (2, 4)")
    place.get_by_role("button", name="(3, 4)").click()
    step = place.get_by_role("button", name="Step")
    step.click()
    expect(step).to_be_disabled()
    expect(place.locator(".live-error")).to_contain_text("(size 2 is different from 4)")
    expect(said(place)).to_contain_text("A row of X has 4 numbers, a column of W has 2.")
    expect(said(place)).to_contain_text("You said (3, 4).")


def test_play_goes_to_the_end_at_once_for_who_wants_no_motion(
    reader: BrowserContext, address: str
) -> None:
    with opened(reader, address, URL, reduced_motion="reduce") as (page, _):
        place = figure(page, "matrix-product")
        place.locator(".live-answers button").first.click()
        place.get_by_role("button", name="Play").click()
        expect(said(place)).to_contain_text("The product is complete")


@pytest.mark.parametrize("url", [URL, f"/ko{URL}"])
def test_they_are_for_everyone_in_use(reader: BrowserContext, address: str, url: str) -> None:
    with opened(reader, address, url) as (page, _):
        for name in ("dot-product", "matrix-product"):
            figure(page, name).locator(".live-answers button").first.click()
        for _ in range(4):
            figure(page, "matrix-product").locator(".live-controls button").first.click()
        assert_is_sound(page, "dot-product")
        assert_is_sound(page, "matrix-product")


@pytest.mark.parametrize("name", ["dot-product", "matrix-product"])
def test_it_is_light(name: str) -> None:
    assert_is_light(name)
