"""The figure of broadcasting follows NumPy, and is for everyone."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.site.figures import assert_is_light, assert_is_sound, figure, from_model, opened

NAME = "broadcasting"
URL = "/operations/broadcasting/"
SHAPES = [shape for rank in range(4) for shape in product(range(4), repeat=rank)]


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    with opened(reader, address, URL) as (page, _):
        yield page


def numpy_says(*shapes: tuple[int, ...]) -> list[int] | str:
    try:
        return list(np.broadcast_shapes(*shapes))
    except ValueError as error:
        return str(error)


def said(place: Locator) -> Locator:
    return place.locator(":scope > .live-status")


def choose(place: Locator, pair: str, answer: int = 0) -> None:
    place.locator("select").select_option(pair)
    place.locator(".live-answers button").nth(answer).click()


def to_the_end(place: Locator) -> int:
    step = place.get_by_role("button", name="Step")
    taken = 0
    while step.is_enabled():
        step.click()
        taken += 1
    return taken


def test_all_pairs_of_shapes_give_what_numpy_gives(page: Page) -> None:
    pairs = list(product(SHAPES, SHAPES))
    assert len(pairs) == 85**2
    shown = from_model(
        page, NAME, "x.map(([a, b]) => model.broadcast(a, b) ?? model.message(a, b))", pairs
    )
    assert shown == [numpy_says(*pair) for pair in pairs]
    assert any(isinstance(one, str) for one in shown)


def test_all_stretched_elements_are_numpys(page: Page) -> None:
    pairs = [
        (own, to)
        for own, to in product(SHAPES, SHAPES)
        if len(own) <= len(to) and numpy_says(own, to) == list(to)
    ]
    shown = from_model(page, NAME, "x.map(([own, to]) => model.elements(own, to))", pairs)
    for (own, to), layers in zip(pairs, shown, strict=True):
        places = np.arange(np.prod(own, dtype=int)).reshape(own)
        expected = np.broadcast_to(places, (1,) * (3 - len(to)) + to)
        ats = [[[cell["at"] for cell in row] for row in layer] for layer in layers]
        assert ats == expected.tolist(), (own, to)
        originals = sum(not cell["copy"] for layer in layers for row in layer for cell in row)
        assert originals == (places.size if expected.size else 0), (own, to)


def test_the_reader_predicts_before_the_steps(page: Page) -> None:
    place = figure(page, NAME)
    step = place.get_by_role("button", name="Step")
    expect(step).to_be_disabled()
    place.get_by_role("button", name="(3, 4)").click()
    expect(place.locator(".live-prediction").get_by_role("status")).to_contain_text("(3, 4)")
    assert to_the_end(place) == 3
    expect(said(place)).to_have_text("The sum has shape (3, 4). You predicted it.")
    place.get_by_role("button", name="Reset").click()
    expect(step).to_be_disabled()
    place.get_by_role("button", name="an error").click()
    to_the_end(place)
    expect(said(place)).to_have_text("The sum has shape (3, 4). You said an error.")


@pytest.mark.parametrize(
    ("a", "b"),
    [((3, 1), (1, 4)), ((4,), (4, 1)), ((2, 3, 4), (3, 1)), ((2, 3), ()), ((3, 1), (0,))],
)
def test_the_cells_hold_the_sum(page: Page, a: Any, b: Any) -> None:
    place = figure(page, NAME)
    choose(place, f"{a} {b}")
    to_the_end(place)
    x = 10 * (np.arange(np.prod(a, dtype=int)) + 1).reshape(a)
    y = (np.arange(np.prod(b, dtype=int)) + 1).reshape(b)
    expect(said(place)).to_contain_text(f"The sum has shape {(x + y).shape}.")
    cells = place.locator("svg > g:nth-child(2) > g")
    for index, expected in enumerate((*np.broadcast_arrays(x, y), x + y)):
        texts = cells.nth(index).locator("g text")
        # Copies are drawn first.
        shown = sorted(int(text) for text in texts.all_text_contents())
        assert shown == sorted(expected.ravel().tolist())
    copies = cells.locator("rect.copy").count()
    assert copies == ((x + y).size * 2 - x.size - y.size if (x + y).size else 0)


def test_a_clash_ends_with_numpys_error(page: Page) -> None:
    place = figure(page, NAME)
    choose(place, "(3, 4) (3,)", answer=3)
    assert to_the_end(place) == 3
    error = f"ValueError: {numpy_says((3, 4), (3,))}"
    assert place.locator(".live-error").text_content() == error
    expect(said(place)).to_contain_text("4 is not 3, and neither is 1")
    expect(said(place)).to_contain_text("You predicted it.")


def test_shapes_can_be_typed(page: Page) -> None:
    place = figure(page, NAME)
    first, second = place.get_by_label("shape of a"), place.get_by_label("shape of b")
    second.fill("5")
    expect(second).to_have_attribute("aria-invalid", "true")
    expect(said(place)).to_contain_text("at most three lengths")
    second.fill("2, 1")
    expect(second).to_have_attribute("aria-invalid", "false")
    first.fill("(2, 1, 4)")
    expect(place.locator("select")).to_have_value("own")
    place.get_by_role("button", name="(2, 2, 4)").click()
    to_the_end(place)
    expect(said(place)).to_have_text("The sum has shape (2, 2, 4). You predicted it.")


def test_play_goes_to_the_end_at_once_for_who_wants_no_motion(
    reader: BrowserContext, address: str
) -> None:
    with opened(reader, address, URL, reduced_motion="reduce") as (page, _):
        place = figure(page, NAME)
        place.locator(".live-answers button").first.click()
        place.get_by_role("button", name="Play").click()
        expect(said(place)).to_contain_text("The sum has shape (3, 4).")


@pytest.mark.parametrize("url", [URL, f"/ko{URL}"])
def test_it_is_for_everyone_in_use(reader: BrowserContext, address: str, url: str) -> None:
    with opened(reader, address, url) as (page, _):
        place = figure(page, NAME)
        choose(place, "(3, 4) (3,)")
        for _ in range(3):
            place.locator(".live-controls button").first.click()
        expect(place.locator(".live-error")).to_be_visible()
        assert_is_sound(page, NAME)


def test_it_is_light() -> None:
    assert_is_light(NAME)
