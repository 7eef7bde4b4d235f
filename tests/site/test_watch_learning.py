"""The training to watch: mathbits in the page does what mathbits does here."""

import json
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import watch
from playwright.sync_api import BrowserContext, Locator, Page, expect

from mathbits.datasets import mnist
from tests.site.figures import assert_is_light
from tests.site.visits import PHONE, python_page, too_wide, turn_dark, violations

URL = "/learning/training-loop/"
SETTINGS: list[dict[str, Any]] = [
    {"width": 32, "rate": 0.003, "optimizer": "adam", "batch": 128},
    {"width": 8, "rate": 0.1, "optimizer": "momentum", "batch": 32, "seed": 3},
]
RUN = """async (code) => {
  const address = document.querySelector('script[src$="watch-learning.js"]').src;
  const python = await import(new URL("../live/python.js", address).href);
  return python.run("test", code, { status: () => {}, print: () => {} });
}"""


@pytest.fixture
def page(reader: BrowserContext, address: str) -> Iterator[Page]:
    with python_page(reader, height=1400) as page:
        page.goto(address + URL)
        yield page


@pytest.fixture
def figure(page: Page) -> Locator:
    return page.locator('[data-figure="watch-learning"]')


def assert_everyone_can_use(page: Page) -> None:
    """As it is now, in both themes and on a phone."""
    for change in (lambda page: None, turn_dark):
        change(page)
        assert violations(page, within="[data-figure=watch-learning]") == []
    page.set_viewport_size({"width": PHONE, "height": 740})
    assert not too_wide(page)


def line(figure: Locator) -> Locator:
    """How far the training is."""
    return figure.locator("p.live-status:not([role])")


def test_the_first_losses_are_those_of_native_numpy(page: Page) -> None:
    for settings in SETTINGS:
        arguments = ", ".join(f"{name}={value!r}" for name, value in settings.items())
        code = (
            "from mathbits.datasets import mnist\nimport watch\n"
            f"training = watch.Training(mnist, {arguments})\n"
            "[training.step() for _ in range(20)]"
        )
        found = page.evaluate(RUN, code)
        assert found["status"] == "done", found
        native = watch.Training(mnist, **settings)
        expected = [native.step() for _ in range(20)]
        np.testing.assert_allclose(json.loads(found["value"]), expected, rtol=0, atol=1e-4)


def test_a_reader_trains_a_network_and_stops_it(figure: Locator) -> None:
    figure.get_by_role("button", name="Nine in ten").click()
    expect(figure.locator(".live-prediction")).to_contain_text("Now watch.")
    figure.get_by_role("button", name="Train").click()
    expect(line(figure)).to_contain_text("Of digits never seen")
    assert figure.get_by_label("Batch").input_value() == "128"
    figure.get_by_role("button", name="Stop").click()
    said = figure.locator("> p[role=status]")
    expect(said).to_contain_text("Stopped.")
    expect(figure.locator(".live-tiles canvas")).to_have_count(16)
    assert figure.locator("polyline").get_attribute("points")
    # It goes on from where it was.
    steps = int((said.text_content() or "").split()[1])
    figure.get_by_role("button", name="Train").click()
    figure.get_by_role("button", name="Stop").click()
    expect(said).to_contain_text("Stopped.")
    assert int((said.text_content() or "").split()[1]) > steps


def test_the_trained_network_reads_what_is_drawn(page: Page, figure: Locator) -> None:
    figure.get_by_role("button", name="Train").click()
    expect(line(figure)).to_have_text(re.compile(r" 9\d\.\d %"))
    figure.get_by_role("button", name="Stop").click()
    paper = figure.get_by_role("img", name="Paper to draw")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"]
    page.mouse.move(x, y + 40)
    page.mouse.down()
    page.mouse.move(x, y + 240, steps=10)
    page.mouse.up()
    expect(figure.get_by_text("Your network reads: 1, with probability")).to_be_visible()
    figure.get_by_role("button", name="Clear").click()
    expect(figure.get_by_text("Your network reads")).to_have_count(0)
    figure.get_by_role("button", name="Try a test digit").press("Enter")
    said = f"Its label in the test set is {mnist.load_data()[1][1][0]}. Your network reads"
    expect(figure.get_by_text(said)).to_be_visible()
    assert_everyone_can_use(page)


def test_a_new_network_starts_from_nothing(page: Page, address: str, figure: Locator) -> None:
    page.goto(f"{address}/ko{URL}")
    train = figure.get_by_role("button", name="훈련", exact=True)
    stop = figure.get_by_role("button", name="중지", exact=True)
    train.click()
    expect(figure.locator(".live-tiles canvas")).to_have_count(16)
    batch = figure.get_by_label("배치")
    batch.select_option("512")
    expect(train).to_be_visible()
    expect(figure.locator(".live-tiles")).to_be_hidden()
    # Another one, while the one before has not come back from its last steps.
    train.click()
    expect(figure.locator(".live-tiles canvas").first).to_be_visible()
    batch.evaluate("""batch => {
        batch.value = "128";
        batch.dispatchEvent(new Event("change"));
        [...batch.closest(".live-figure").querySelectorAll(".live-controls button")]
            .find((button) => button.textContent === "훈련").click();
    }""")
    expect(figure.locator(".live-tiles canvas").first).to_be_visible()
    stop.click()
    said = figure.locator("> p[role=status]")
    expect(said).to_contain_text("중지했습니다.")
    taken = page.evaluate(RUN, "_training.optimizer.iterations")["value"]
    expect(said).to_contain_text(f" {taken}스텝.")
    figure.get_by_role("button", name="테스트 숫자 넣기").press("Enter")
    expect(figure.get_by_text("테스트 세트의 레이블은")).to_be_visible()
    assert_everyone_can_use(page)


def test_the_network_learns_at_the_rate_that_is_shown(page: Page, figure: Locator) -> None:
    pairs = figure.evaluate("""figure => {
        let code;
        Worker.prototype.postMessage = ({ cell }) => { code = cell.code; };
        const [train] = figure.querySelectorAll(".live-controls button");
        const [, slider] = figure.querySelectorAll("input[type=range]");
        const pairs = [];
        for (slider.value = slider.min; ; slider.stepUp()) {
            slider.dispatchEvent(new Event("input"));
            train.click();
            pairs.push([slider.nextElementSibling.textContent, code.match(/rate=([^,]*)/)[1]]);
            if (slider.value === slider.max) return pairs;
        }
    }""")
    assert len(pairs) == 11
    assert [shown for shown, _ in pairs] == [used for _, used in pairs]


def test_its_own_script_is_light() -> None:
    assert_is_light("watch-learning")


def test_two_networks_with_one_seed_are_one() -> None:
    first, second = (watch.Training(mnist, **SETTINGS[1]) for _ in range(2))
    assert [first.step() for _ in range(5)] == [second.step() for _ in range(5)]


def test_a_thousand_steps_are_enough_for_nine_in_ten() -> None:
    training = watch.Training(mnist, **SETTINGS[0])
    for _ in range(1000):
        training.step()
    assert json.loads(training.report())["accuracy"] > 0.93


def test_a_report_shows_what_is_wrong() -> None:
    training = watch.Training(mnist, **SETTINGS[0])
    report = json.loads(training.report())
    assert len(report["weights"]) == len(report["mistakes"]) == 16
    assert all(mistake["digit"] != mistake["guess"] for mistake in report["mistakes"])


def test_a_loss_that_is_no_number_is_told() -> None:
    training = watch.Training(mnist, **SETTINGS[0])
    training.network.trainable_variables[0].value[:] = np.nan
    assert json.loads(training.go_on(0)) == [None]
