"""How fast the live book is in a browser, beside its goals; `make audit` prints it.

These are figures of this machine and this minute, which is why no test asks for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright
from steps import CACHE

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SECONDS = 20  # of training
UNTIL = """
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async (test) => {
    const end = performance.now() + 120_000;
    while (!test()) {
      if (performance.now() > end) throw new Error(`Not in two minutes: ${test}`);
      await pause(1);
    }
  };"""
RUN = f"""async () => {{{UNTIL}
  const start = performance.now();
  document.querySelector("[data-block=''] .live-bar button").click();
  await until(() => !document.querySelector(".live-output").hidden);
  return (performance.now() - start) / 1000;
}}"""
READ = """async (site) => {
  const { fetchDigits } = await import(`${site}assets/javascripts/digit/network.js`);
  const { network, digits } = await fetchDigits(`${site}assets/digit/`);
  const times = Array.from({ length: 1000 }, (_, i) => {
    const start = performance.now();
    network.read(digits[i % digits.length].image);
    return performance.now() - start;
  });
  return times.sort((one, other) => one - other)[500];
}"""
TRAIN = f"""async (seconds) => {{{UNTIL}
  const figure = document.querySelector("[data-figure=watch-learning]");
  const said = figure.querySelector(":scope > p[role=status]");
  const button = figure.querySelector(".live-controls button");
  const train = async (ms) => {{
    button.click();
    await until(() => said.textContent === "Training…");
    await pause(ms);
    const start = performance.now();
    button.click();
    await until(() => said.textContent.startsWith("Stopped."));
    return performance.now() - start;
  }};
  const stops = [await train(1000 * seconds)];
  const accuracy = Number(said.textContent.match(/([0-9.]+) %/)[1]);
  // At other moments of the training, too.
  for (let ms = 500; ms < 2000; ms += 170) stops.push(await train(ms));
  return [accuracy, Math.max(...stops)];
}}"""


@dataclass
class Speed:
    """Something measured, and its goal."""

    what: str
    value: float
    unit: str
    goal: float
    is_least: bool = False  # The goal is the least that is good, not the most.

    @property
    def is_missed(self) -> bool:
        """Whether the goal is not reached."""
        return self.value < self.goal if self.is_least else self.value > self.goal

    def __str__(self) -> str:
        bound = "at least" if self.is_least else "at most"
        missed = " (missed)" if self.is_missed else ""
        return f"{self.what}: {self.value:.2f} {self.unit}, {bound} {self.goal:g}{missed}"


def speeds(site: str) -> Iterator[Speed]:
    """Measure the site at this address, which ends in a slash."""
    with sync_playwright() as playwright:
        program = (CACHE / "browser").read_text("utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield from _measured(browser, site)
        browser.close()


def _measured(browser: Browser, site: str) -> Iterator[Speed]:
    page = browser.new_page()
    page.set_default_timeout(120_000)
    for state, goal in (("cold", 4.5), ("warm", 3)):
        page.goto(f"{site}tensors/scalars/")
        yield Speed(f"from Run to the first output, {state}", page.evaluate(RUN), "s", goal)
    page.goto(f"{site}draw/")
    yield Speed("one prediction of a drawn digit", page.evaluate(READ, site), "ms", 2)
    page.goto(f"{site}learning/training-loop/")
    accuracy, stop = page.evaluate(TRAIN, SECONDS)
    yield Speed(f"accuracy after {SECONDS} s of training", accuracy, "%", 93, is_least=True)
    yield Speed("from Stop to its answer, the slowest of ten", stop, "ms", 200)
