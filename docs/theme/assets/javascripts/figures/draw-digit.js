// Draw a digit: a network that was trained at build reads it while it is drawn.

import { centred, SIDE } from "../digit/centre.js";
import { label, pad } from "../digit/pad.js";
import { picture } from "../digit/pictures.js";
import { button, figure, html, status } from "./parts.js";

const REST = 700; // ms after the pen is up
const DOUBT = 0.1; // from which the second guess is said too

/** @type {(digit: number) => string} */
const a = (digit) => `${digit === 8 ? "an" : "a"} ${digit}`;
/** @type {(digit: number) => string} */
const ro = (digit) => digit + ([0, 3, 6].includes(digit) ? "으로" : "로");
const WORDS = {
  en: {
    sees: "What the network sees",
    probabilities: "How probable is each digit? If the network is wrong, press the one you meant.",
    fetching: "Fetching the network (0.4 MB)…",
    failed: "The network could not be fetched. Draw or press again to try once more.",
    /** @type {(guess: number, probability: string, next: number, other: string) => string} */
    read: (guess, probability, next, other) =>
      `The network reads ${a(guess)}, with probability ${probability}.` +
      (other && ` The next is ${a(next)}, with ${other}.`),
  },
  ko: {
    sees: "신경망이 보는 그림",
    probabilities: "각 숫자의 확률입니다. 잘못 읽었다면 그리려던 숫자를 누르세요.",
    fetching: "신경망을 불러오는 중(0.4 MB)…",
    failed: "신경망을 불러오지 못했습니다. 다시 그리거나 누르면 한 번 더 불러옵니다.",
    /** @type {(guess: number, probability: string, next: number, other: string) => string} */
    read: (guess, probability, next, other) =>
      `신경망이 ${ro(guess)} 읽었습니다. 확률은 ${probability}입니다.` +
      (other && ` 그다음으로 높은 것은 ${next}이고, 확률은 ${other}입니다.`),
  },
};

figure("draw-digit", WORDS, build);

/** @type {(place: HTMLElement, words: typeof WORDS.en | typeof WORDS.ko) => void} */
function build(place, words) {
  /** @type {import("../digit/network.js").Digits | undefined} */
  let known;
  /** @type {Promise<void> | undefined} */
  let fetching;
  let tried = 0; // how many of the test digits
  /** @type {import("../digit/network.js").Digit | undefined} */
  let test; // the test digit on the paper, as long as nobody draws over it
  /** @type {number | undefined} */
  let meant;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  /** @type {ReturnType<typeof import("../digit/hidden.js").hiddenLayer> | undefined} */
  let hidden;

  const paper = pad({
    begin() {
      clearTimeout(resting);
      if (test) [test, meant] = [undefined, undefined];
      fetchOnce();
    },
    draw: update,
    rest: sayLater,
    async test() {
      await fetchOnce();
      test = known?.digits[tried++ % known.digits.length];
      if (!test) return;
      meant = test.label;
      paper.show(test.image);
      update();
      say();
    },
    clear() {
      [test, meant] = [undefined, undefined];
      update();
      said.textContent = "";
      why.replaceChildren();
    },
  });
  const sees = picture(words.sees, SIDE, SIDE, 4);
  const guess = html("span", { class: "digit-guess", "aria-hidden": "true" });
  const said = status();
  const why = html("div", { class: "digit-row", role: "status" });
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const bar = html("span", { class: "role-output" });
    const number = html("span", {}, "–");
    const press = async () => {
      meant = digit;
      update();
      await explain();
      why.lastElementChild?.scrollIntoView({ block: "nearest" }); // On a phone, too.
    };
    const element = button(`${digit}`, press);
    element.append(html("span", { class: "digit-bar" }, bar), number);
    return { element, bar, number };
  });
  place.append(
    html(
      "div",
      { class: "digit-row" },
      paper.element,
      html(
        "div",
        { class: "digit-read" },
        html("p", {}, words.probabilities),
        html(
          "div",
          { class: "digit-bars", role: "group", "aria-label": words.probabilities },
          ...rows.map((row) => row.element),
        ),
      ),
    ),
    html(
      "div",
      { class: "digit-row" },
      sees.element,
      guess,
      html("div", { class: "digit-read" }, said),
    ),
    why,
  );

  /** The network comes when it is first needed. */
  function fetchOnce() {
    fetching ??= fetchAll().catch(() => {
      said.textContent = words.failed;
      fetching = undefined;
    });
    return fetching;
  }

  async function fetchAll() {
    said.textContent = words.fetching;
    const assets = document.querySelector("meta[name=mathbits-assets]")?.getAttribute("content");
    const { fetchDigits } = await import("../digit/network.js");
    known = await fetchDigits(`${assets}digit/`);
    said.textContent = "";
    if ("hidden" in place.dataset) {
      const { hiddenLayer } = await import("../digit/hidden.js");
      hidden = hiddenLayer(known.network);
      place.append(hidden.element);
    }
    update();
    sayLater(); // What was drawn in the meantime.
  }

  /** What is on the paper, as the network gets it. */
  function onPaper() {
    return test?.image ?? centred(paper.ink());
  }

  function update() {
    const image = onPaper();
    const reading = image && known?.network.read(image);
    sees.show(image ?? [], 255);
    guess.textContent = reading ? `${reading.guess}` : "";
    rows.forEach(({ element, bar, number }, digit) => {
      const probability = reading?.probabilities[digit] ?? 0;
      bar.style.width = `${100 * probability}%`;
      number.textContent = reading ? probability.toFixed(2) : "–";
      element.classList.toggle("digit-first", digit === reading?.guess);
      element.ariaPressed = `${digit === meant}`;
    });
    if (image && reading) hidden?.show(image, reading.hidden);
    else hidden?.clear();
  }

  function sayLater() {
    clearTimeout(resting);
    resting = setTimeout(say, REST);
  }

  function say() {
    const image = onPaper();
    if (!known || !image) return;
    const { guess, probabilities } = known.network.read(image);
    const [, next = 0] = rows
      .map((_, digit) => digit)
      .sort((one, other) => probabilities[other] - probabilities[one]);
    const other = probabilities[next] < DOUBT ? "" : probabilities[next].toFixed(2);
    said.textContent =
      (test ? label(test.label) : "") +
      words.read(guess, probabilities[guess].toFixed(2), next, other);
    explain();
  }

  /** Why it reads another digit. */
  async function explain() {
    const image = onPaper();
    if (!known || !image || meant === undefined) return why.replaceChildren();
    const { reasons } = await import("../digit/why.js");
    why.replaceChildren(...reasons(known, image, meant));
  }
}
