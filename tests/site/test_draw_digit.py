"""Draw a digit: the network in the page is the one in NumPy, and a reader can use it."""

import gzip
import json
import struct
from base64 import b64encode
from collections.abc import Iterator
from statistics import median
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import BrowserContext, Locator, Page, expect

from docs.digit.shapes import traits, usual
from mathbits.datasets import mnist
from mathbits.images import centred
from mathbits.layers import Dense, Input
from mathbits.models import Sequential
from tests.site.built import SITE
from tests.site.visits import PHONE, Visit, new_page, too_wide, violations

SCRIPTS = SITE / "assets/javascripts"
WEIGHTS_LIMIT = 400_000  # bytes, as they go over the wire
PART_LIMIT = 8_000  # bytes of a part's own scripts, gzipped
ENOUGH = 0.984
DIGIT = "/assets/javascripts/digit/"

FETCH = f"const {{ fetchDigits, Network }} = await import('{DIGIT}network.js');"
UNPACK = """
const unpack = async (name) => {
  const { body } = await fetch(`/assets/mnist/${name}.bin`);
  const stream = body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
const images = (await unpack("t10k-images-idx3-ubyte")).subarray(16);
"""


@pytest.fixture
def visit(reader: BrowserContext, address: str) -> Iterator[Visit]:
    with new_page(reader) as page:
        yield Visit(page, address)


def network() -> Sequential:
    """The network of the site, with the weights that its file stands for."""
    content = gzip.decompress((SITE / "assets/digit/weights.bin").read_bytes())
    inputs, units, classes = struct.unpack("<3I", content[:12])
    numbers = np.frombuffer(content, "<f4", 2 * (units + classes), offset=12)
    scale, bias = numbers[: 2 * units].reshape(2, units)
    last_scale, last_bias = numbers[2 * units :].reshape(2, classes)
    bits = np.frombuffer(content, np.int8, offset=12 + numbers.nbytes)
    first, last = np.split(bits, [inputs * units])
    made = Sequential([Input((inputs,)), Dense(units, "relu"), Dense(classes, "softmax")])
    made.set_weights(
        [
            first.reshape(inputs, units) * scale,
            bias,
            last.reshape(units, classes) * last_scale,
            last_bias,
        ]
    )
    return made


def rows(images: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(images.reshape((len(images), 784)) / 255, np.float32)


def test_the_page_reads_all_test_digits_as_numpy_does(visit: Visit) -> None:
    visit.open("/draw/")
    script = f"""async () => {{
      {FETCH} {UNPACK}
      const {{ network }} = await fetchDigits("/assets/digit/");
      const [guesses, tops, times] = [[], [], []];
      for (let i = 0; i < images.length; i += 784) {{
        const start = performance.now();
        const {{ guess, probabilities }} = network.read(images.subarray(i, i + 784));
        times.push(performance.now() - start);
        guesses.push(guess);
        tops.push(probabilities[guess]);
      }}
      return {{ guesses, tops, times }};
    }}"""
    found = visit.page.evaluate(script)
    _, (images, labels) = mnist.load_data()
    expected = network().predict(rows(images), verbose=0)
    assert found["guesses"] == expected.argmax(axis=1).tolist()
    np.testing.assert_allclose(found["tops"], expected.max(axis=1), atol=1e-5)
    accuracy = float((np.array(found["guesses"]) == labels).mean())
    assert accuracy >= ENOUGH
    about = json.loads((SITE / "assets/digit/about.json").read_text("utf-8"))
    assert about["accuracy"] == accuracy
    print(f"{accuracy:.2%}; a prediction takes {median(found['times']):.2f} ms.")


def shapes() -> list[NDArray[np.uint8]]:
    """Drawings of many kinds: strokes, digits at many sizes and places, dots, edges."""
    rng = np.random.default_rng(0)
    (digits, _), _ = mnist.load_data()
    drawn = [np.zeros((60, 90), np.uint8) for _ in range(3)]
    drawn[0][:, 40:44] = 255
    drawn[1][59, 89] = 1
    drawn[2][10:13, :] = 200
    for digit in digits[rng.choice(len(digits), 40)]:
        times = rng.integers(1, 8, 2)
        large = digit.repeat(times[0], axis=0).repeat(times[1], axis=1)
        page = np.pad(large, rng.integers(0, 60, (2, 2)))
        drawn.append((page * rng.uniform(0.2, 1)).astype(np.uint8))
    for _ in range(60):
        height, width = rng.integers(5, 300, 2)
        page = np.zeros((height, width), np.uint8)
        for _ in range(rng.integers(1, 6)):
            y, x = rng.integers(0, height), rng.integers(0, width)
            down, across = rng.integers(1, 1 + height), rng.integers(1, 1 + width)
            page[y : y + down, x : x + across] = rng.integers(1, 256)
        drawn.append(page)
    return drawn


def test_the_page_centres_as_mathbits_does(visit: Visit) -> None:
    visit.open("/draw/")
    script = f"""async ([encoded, height, width]) => {{
      const {{ centred }} = await import('{DIGIT}centre.js');
      const pixels = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
      return Array.from(centred({{ pixels, height, width }}));
    }}"""
    for shape in shapes():
        encoded = b64encode(shape.tobytes()).decode()
        found = visit.page.evaluate(script, [encoded, *shape.shape])
        expected = centred(shape).astype(int).ravel()
        assert np.abs(np.array(found) - expected).max() <= 1


def test_the_page_describes_a_digit_as_the_build_does(visit: Visit) -> None:
    (images, labels), _ = mnist.load_data()
    about = json.loads((SITE / "assets/digit/about.json").read_text("utf-8"))
    assert about["classes"][7]["usual"] == usual(images[labels == 7])
    places = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)
    visit.open("/draw/")
    script = f"""async ([images, often]) => {{
      const {{ traits }} = await import('{DIGIT}shapes.js');
      return images.map((image) => traits(image, often));
    }}"""
    some = images[:50]
    found = visit.page.evaluate(script, [some.reshape(50, 784).tolist(), places.ravel().tolist()])
    for name, values in traits(some, places).items():
        np.testing.assert_allclose([one[name] for one in found], values, rtol=1e-9, atol=1e-9)


def test_the_parts_are_light() -> None:
    assert (SITE / "assets/digit/weights.bin").stat().st_size <= WEIGHTS_LIMIT
    sizes = {
        path.name: len(gzip.compress(path.read_bytes()))
        for path in [*(SCRIPTS / "digit").glob("*.js"), SCRIPTS / "figures/draw-digit.js"]
    }
    later = {"hidden.js", "why.js", "shapes.js"}  # They come when they are needed.
    assert sum(size for name, size in sizes.items() if name not in later) <= PART_LIMIT, sizes
    assert sum(sizes[name] for name in later) <= PART_LIMIT, sizes


# A reader.


def figure(page: Page) -> Locator:
    return page.locator(".live-figure[data-figure=draw-digit]")


def draw(page: Page, *strokes: list[tuple[int, int]]) -> None:
    """Draw with the mouse, in pixels of the paper."""
    pad = page.locator(".digit-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    for (x, y), *others in strokes:
        page.mouse.move(box["x"] + x, box["y"] + y)
        page.mouse.down()
        for x, y in others:
            page.mouse.move(box["x"] + x, box["y"] + y, steps=8)
        page.mouse.up()


ONE = [(150, 50), (130, 230)]
SEVEN = [(80, 60), (200, 60), (130, 230)]
CORNER = [(x // 8 + 240, y // 8 + 240) for x, y in SEVEN]


def status(page: Page) -> Locator:
    return figure(page).locator(".live-status").first


@pytest.mark.parametrize("url", ["/", "/draw/", "/ko/", "/ko/draw/"])
@pytest.mark.parametrize(("stroke", "digit"), [(ONE, 1), (SEVEN, 7)])
def test_a_drawn_digit_is_read(visit: Visit, url: str, stroke: Any, digit: int) -> None:
    page = visit.page
    visit.open(url)
    assert not any("/digit/" in request and ".bin" in request for request in visit.requests)
    draw(page, stroke)
    expect(figure(page).locator(".digit-guess")).to_have_text(f"{digit}")
    words = f"{digit}로 읽었습니다" if "/ko/" in url else f"The network reads a {digit}"
    expect(status(page)).to_contain_text(words)
    shown = figure(page).locator(".digit-bars button > span:last-child").all_inner_texts()
    assert abs(sum(map(float, shown)) - 1) < 0.06
    assert np.argmax(list(map(float, shown))) == digit
    assert visit.problems == []


def test_what_is_shown_is_what_mathbits_predicts(visit: Visit) -> None:
    page = visit.page
    visit.open("/draw/")
    draw(page, SEVEN, [(110, 150), (200, 150)])
    expect(status(page)).to_contain_text("reads")
    ink = page.locator(".digit-pad").evaluate(
        """pad => Array.from(pad.getContext("2d").getImageData(0, 0, 280, 280).data)
             .filter((_, i) => i % 4 === 3)"""
    )
    image = centred(np.array(ink, np.uint8).reshape(280, 280))
    sees = figure(page).locator(".digit-picture").first
    side = sees.evaluate("canvas => canvas.width / 28")
    alpha = sees.evaluate(
        """canvas => Array.from(canvas.getContext("2d").getImageData(0, 0, canvas.width,
             canvas.height).data).filter((_, i) => i % 4 === 3)"""
    )
    seen = np.array(alpha).reshape(28 * int(side), -1)[:: int(side), :: int(side)]
    assert np.abs(seen - image.astype(int)).max() <= 1
    model = network()
    probabilities = model.predict(rows(image[None]), verbose=0)[0]
    shown = figure(page).locator(".digit-bars button > span:last-child").all_inner_texts()
    np.testing.assert_allclose(list(map(float, shown)), probabilities, atol=0.0051)
    # The hidden layer: its most active unit, and the parts of its sum.
    hidden = model.layers[0](rows(image[None])).numpy()[0]
    unit = int(hidden.argmax())
    kernel, bias = model.get_weights()[:2]
    products = rows(image[None])[0] * kernel[:, unit]
    said = figure(page).locator(".digit-hidden .live-status")
    expect(said).to_contain_text(f"Unit {unit + 1} adds {products[products > 0].sum():.2f} ")
    expect(said).to_contain_text(f"takes away {-products[products < 0].sum():.2f} ")
    expect(said).to_contain_text(f"{bias[unit]:.2f}".replace("-", "−") + f": {hidden[unit]:.2f}")


def test_size_and_place_do_not_matter(visit: Visit) -> None:
    visit.open("/draw/")
    draw(visit.page, [(x * 2 // 5 + 160, y * 2 // 5 + 170) for x, y in SEVEN])
    expect(figure(visit.page).locator(".digit-guess")).to_have_text("7")


def test_the_test_digits_can_be_tried_by_keyboard(visit: Visit) -> None:
    page = visit.page
    visit.open("/draw/")
    button = figure(page).get_by_role("button", name="Try a test digit")
    button.focus()
    about = json.loads((SITE / "assets/digit/about.json").read_text("utf-8"))
    wrong = 0
    for digit in about["digits"]:
        page.keyboard.press("Enter")
        expect(status(page)).to_contain_text(f"label in the test set is {digit['label']}.")
        guess = figure(page).locator(".digit-guess").inner_text()
        why = figure(page).locator(".digit-row[role=status]")
        if int(guess) == digit["label"]:
            expect(why).to_have_text("That is what was meant.")
        else:
            wrong += 1
            expect(why).to_contain_text(f"Compared with MNIST's images of {digit['label']}:")
    assert {digit["label"] for digit in about["digits"]} == set(range(10))
    assert wrong == 4


def test_a_stroke_over_a_test_digit_makes_it_the_readers_own(visit: Visit) -> None:
    page = visit.page
    visit.open("/draw/")
    figure(page).get_by_role("button", name="Try a test digit").click()
    expect(status(page)).to_contain_text("label")
    draw(page, [(20, 20), (260, 20)])
    expect(status(page)).to_contain_text("The network reads")
    expect(status(page)).not_to_contain_text("label")


def test_a_wrong_guess_is_explained(visit: Visit) -> None:
    page = visit.page
    visit.open("/draw/")
    draw(page, CORNER)
    expect(status(page)).to_contain_text("reads")
    guess = figure(page).locator(".digit-guess").inner_text()
    meant = figure(page).locator(".digit-bars button").nth(0 if guess == "1" else 1)
    meant.click()
    why = figure(page).locator(".digit-row[role=status]")
    expect(why).to_contain_text("the stroke is thick for the size")
    expect(why).to_contain_text(f"more often in a {guess} than in a".replace("a 8", "an 8"))
    expect(meant).to_have_attribute("aria-pressed", "true")
    figure(page).get_by_role("button", name="Clear").click()
    expect(why).to_be_empty()
    expect(figure(page).locator(".digit-guess")).to_be_empty()
    expect(figure(page).locator(".digit-bars [aria-pressed=true]")).to_have_count(0)


def test_on_a_phone_the_explanation_comes_into_view(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": PHONE, "height": 640})
    visit.open("/draw/")
    figure(page).get_by_role("button", name="Try a test digit").click()
    expect(status(page)).to_contain_text("reads")
    figure(page).locator(".digit-bars button").first.click()
    why = figure(page).locator(".digit-row[role=status]")
    expect(why).not_to_be_empty()
    expect(why.locator("p, li").last).to_be_in_viewport()


def test_a_unit_can_be_picked_and_let_go(visit: Visit) -> None:
    page = visit.page
    visit.open("/draw/")
    figure(page).get_by_role("button", name="Try a test digit").click()
    slider = figure(page).get_by_role("slider", name="Hidden unit", exact=True)
    first = slider.input_value()
    slider.focus()
    page.keyboard.press("Home")
    said = figure(page).locator(".digit-hidden .live-status")
    expect(said).to_contain_text("Unit 1 adds")
    layer = figure(page).locator(".digit-hidden canvas").first
    layer.click(position={"x": 12 * 3 + 6, "y": 12 * 2 + 6})
    expect(slider).to_have_value(f"{2 * 32 + 3 + 1}")
    figure(page).get_by_role("button", name="Most active unit").click()
    expect(slider).to_have_value(first)
    figure(page).get_by_role("button", name="Clear").click()
    expect(said).to_have_text("")
    is_empty = "canvas => !canvas.getContext('2d').getImageData(0, 0, 768, 768).data.some(Boolean)"
    assert layer.evaluate(is_empty)


def test_a_network_that_does_not_come_is_told_and_asked_for_again(visit: Visit) -> None:
    page = visit.page
    visit.open("/draw/")
    page.route("**/weights.bin", lambda route: route.fulfill(status=503))
    button = figure(page).get_by_role("button", name="Try a test digit")
    button.click()
    expect(status(page)).to_contain_text("could not be fetched")
    page.unroute("**/weights.bin")
    button.click()
    expect(status(page)).to_contain_text("label")


@pytest.mark.parametrize("url", ["/", "/draw/", "/ko/draw/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_it(visit: Visit, url: str, scheme: Any) -> None:
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    visit.open(url)
    draw(page, SEVEN)
    expect(figure(page).locator(".digit-guess")).to_have_text("7")
    figure(page).locator(".digit-bars button").nth(2).click()
    expect(figure(page).locator(".digit-row[role=status] li").first).to_be_visible()
    assert violations(page, within=".live-figure") == []
    page.set_viewport_size({"width": PHONE, "height": 740})
    assert not too_wide(page)
    for part in figure(page).locator("button, input").all():
        box = part.bounding_box()
        assert box
        assert box["height"] >= 24
    assert visit.problems == []


def test_only_pages_that_draw_digits_load_it() -> None:
    users = {
        path.parent.relative_to(SITE).as_posix()
        for path in SITE.rglob("index.html")
        if "draw-digit.js" in path.read_text("utf-8")
    }
    assert users == {".", "draw", "ko", "ko/draw"}
