// A network that the reader sets up learns MNIST in the page, on mathbits itself.

import { centred, SIDE } from "../digit/centre.js";
import { bytes, largest } from "../digit/network.js";
import { label, pad } from "../digit/pad.js";
import { picture } from "../digit/pictures.js";
import * as python from "../live/python.js";
import { button, choice, figure, html, prediction, set, slider, status, svg } from "./parts.js";

const WORDS = {
  en: {
    question:
      "A network learns for ten seconds. How many of 2,000 digits that it has never seen will it read?",
    answers: ["One in ten", "Half of them", "Nine in ten"],
    answer: ["Guessing gives that much.", "More.", "About that."],
    watch: "Now watch.",
    width: "Hidden units",
    rate: "Learning rate",
    optimizer: "Optimizer",
    optimizers: { adam: "Adam", rmsprop: "RMSprop", momentum: "SGD + momentum", sgd: "SGD" },
    batch: "Batch",
    train: "Train",
    stop: "Stop",
    again: "New network",
    starting: "Fetching Python…",
    data: "Fetching the digits…",
    running: "Training…",
    stopped: "Stopped.",
    failed: "The training failed:",
    /** @type {(steps: number, loss: string, accuracy: string) => string} */
    now: (steps, loss, accuracy) =>
      `${steps} steps. Loss ${loss}. Of digits never seen, ${accuracy} are read rightly.`,
    curve: "Loss of each step, with the mean of the last twenty",
    loss: "loss",
    steps: "steps",
    weights:
      "What the first hidden units look for: bright where ink speaks for a unit, dark where against.",
    mistakes: "Some digits that it reads wrongly:",
    /** @type {(digit: number, guess: number) => string} */
    mistake: (digit, guess) => `${digit} read as ${guess}`,
    none: "None among these.",
    draw: "Now draw a digit for the network that you trained.",
    /** @type {(digit: number, probability: string) => string} */
    read: (digit, probability) => `Your network reads: ${digit}, with probability ${probability}.`,
    nan: "The loss is no number any more: the learning rate is too large.",
  },
  ko: {
    question: "10초 동안 훈련한 신경망은 처음 보는 숫자 2,000개 가운데 얼마나 맞게 읽을까요?",
    answers: ["열에 하나", "절반", "열에 아홉"],
    answer: ["찍어도 그만큼은 맞습니다.", "더 많습니다.", "그쯤 됩니다."],
    watch: "이제 지켜보세요.",
    width: "은닉 유닛",
    rate: "학습률",
    optimizer: "옵티마이저",
    optimizers: { adam: "Adam", rmsprop: "RMSprop", momentum: "SGD + 모멘텀", sgd: "SGD" },
    batch: "배치",
    train: "훈련",
    stop: "중지",
    again: "새 신경망",
    starting: "파이썬을 불러오는 중…",
    data: "숫자 이미지를 불러오는 중…",
    running: "훈련하는 중…",
    stopped: "중지했습니다.",
    failed: "훈련하지 못했습니다:",
    /** @type {(steps: number, loss: string, accuracy: string) => string} */
    now: (steps, loss, accuracy) =>
      `${steps}스텝. 손실 ${loss}. 처음 보는 숫자의 ${accuracy}를 맞게 읽습니다.`,
    curve: "스텝마다의 손실과 최근 20스텝의 평균",
    loss: "손실",
    steps: "스텝",
    weights:
      "첫 은닉 유닛들이 찾는 모양입니다. 밝은 곳에 잉크가 있으면 값이 커지고, 어두운 곳에 있으면 작아집니다.",
    mistakes: "잘못 읽은 숫자 몇 개:",
    /** @type {(digit: number, guess: number) => string} */
    mistake: (digit, guess) =>
      `${digit}${"을을를을를를을을을를"[digit]} ${guess}${"으로,로,로,으로,로,로,으로,로,로,로".split(",")[guess]}`,
    none: "이 가운데는 없습니다.",
    draw: "이제 직접 훈련한 신경망에 숫자를 그려 보세요.",
    /** @type {(digit: number, probability: string) => string} */
    read: (digit, probability) => `신경망이 읽은 숫자는 ${digit}이고, 확률은 ${probability}입니다.`,
    nan: "손실이 더는 수가 아닙니다. 학습률이 너무 큽니다.",
  },
};

const BATCHES = { 32: "32", 128: "128", 512: "512" };
const CHUNK = 0.08; // seconds of training between two looks at the page
const REPORT = 1000; // ms between two reports, which take time from the training
const WIDTH = 440;
const HEIGHT = 170;
const LEFT = 34;
const BOTTOM = 24;

/** @typedef {{pixels: string, digit: number}} Digit */
/** @typedef {{accuracy: number, weights: string[], mistakes: (Digit & {guess: number})[]}} Report */

/** What a place of the slider stands for: a power of ten, or about three times one. */
/** @type {(place: number) => number} */
const rateAt = (place) => Number((10 ** place).toPrecision(1));

figure("watch-learning", WORDS, (place, words) => {
  let isRunning = false;
  let training = 0; // Which one goes on: after an await it may be another, or none.
  let tried = 0; // How many of the test digits.
  /** @type {(number | null)[]} */
  let losses = [];
  let home = -1; // The Python in which the network is kept, if there is one.
  const isReady = () => home === python.generation;

  const width = slider({
    label: words.width,
    min: 4,
    max: 128,
    step: 4,
    value: 32,
    change: renew,
  });
  const rate = slider({
    label: words.rate,
    min: -4,
    max: 1,
    step: 0.5,
    value: -2.5,
    show: (place) => String(rateAt(place)),
    change: renew,
  });
  const optimizer = choice(words.optimizer, words.optimizers, renew);
  const batch = choice(words.batch, BATCHES, renew, "128");
  const trainButton = button(words.train, () => {
    if (!isRunning) train();
    else if (isReady()) pause();
    else renew();
  });
  const newButton = button(words.again, renew);
  const said = status();
  const line = html("p", { class: "live-status" });
  const curve = drawing(words);
  const tiles = html("div", { class: "live-tiles" });
  const mistakes = html("ul", { class: "live-mistakes" });
  const reading = status();
  const paper = pad({
    rest: () => read(centred(paper.ink())),
    async test() {
      if (!isReady()) return;
      const { pixels, digit } = /** @type {Digit} */ (await ask(`_training.digit(${tried++})`));
      paper.show(bytes(pixels));
      await read(bytes(pixels), label(digit));
    },
    clear() {
      reading.textContent = "";
    },
  });
  const results = html(
    "div",
    { hidden: true },
    line,
    curve.element,
    html("p", {}, words.weights),
    tiles,
    html("p", {}, words.mistakes),
    mistakes,
    html("p", {}, words.draw),
    paper.element,
    reading,
  );
  place.append(
    prediction(words.question, words.answers, (picked) => `${words.answer[picked]} ${words.watch}`),
    width.element,
    rate.element,
    optimizer,
    batch,
    html("div", { class: "live-controls" }, trainButton, newButton),
    said,
    results,
  );

  /** Whatever was learned is forgotten. */
  function renew() {
    pause();
    training += 1;
    home = -1;
    results.hidden = true;
    said.textContent = reading.textContent = "";
  }

  function pause() {
    isRunning = false;
    trainButton.textContent = words.train;
  }

  async function train() {
    const own = ++training;
    isRunning = true;
    trainButton.textContent = words.stop;
    try {
      if (!isReady()) await begin(own);
      if (own !== training) return;
      said.textContent = words.running;
      line.hidden = false;
      const known = losses;
      let reported = performance.now();
      while (isRunning && !known.includes(null)) {
        const more = /** @type {(number | null)[]} */ (await ask(`_training.go_on(${CHUNK})`));
        known.push(...more); // They are this network's, whoever trains it now.
        if (own !== training) return;
        curve.draw(known);
        if (performance.now() - reported > REPORT) {
          await report(own);
          reported = performance.now();
        }
        if (own !== training) return;
      }
      await report(own);
      if (own !== training) return;
      said.textContent = known.includes(null) ? words.nan : `${words.stopped} ${line.textContent}`;
      line.hidden = true;
    } catch (error) {
      if (own !== training) return;
      said.textContent = `${words.failed} ${error instanceof Error ? error.message : error}`;
    }
    pause();
  }

  /** @param {number} own */
  async function begin(own) {
    const settings = [
      `width=${width.value}`,
      `rate=${rateAt(rate.value)}`,
      `optimizer="${/** @type {HTMLSelectElement} */ (optimizer.querySelector("select")).value}"`,
      `batch=${/** @type {HTMLSelectElement} */ (batch.querySelector("select")).value}`,
    ];
    await ask(
      `from mathbits.datasets import mnist
import watch
_training = watch.Training(mnist, ${settings.join(", ")})
"null"`,
      (now) => {
        if (own === training) said.textContent = words[now];
      },
    );
    if (own !== training) return;
    home = python.generation;
    losses = [];
  }

  /** @param {number} own */
  async function report(own) {
    const now = /** @type {Report} */ (await ask("_training.report()"));
    if (own !== training) return;
    const recent = losses.slice(-20).map((loss) => loss ?? Number.NaN);
    const mean = recent.reduce((sum, loss) => sum + loss, 0) / recent.length;
    const accuracy = `${(100 * now.accuracy).toFixed(1)} %`;
    line.textContent = words.now(losses.length, mean.toFixed(3), accuracy);
    tiles.replaceChildren(...now.weights.map(drawn));
    mistakes.replaceChildren(
      ...now.mistakes.map(({ pixels, digit, guess }) =>
        html("li", {}, drawn(pixels), words.mistake(digit, guess)),
      ),
    );
    if (!now.mistakes.length) mistakes.append(html("li", {}, words.none));
    results.hidden = false;
  }

  /** What the network as it is now makes of an image. */
  /** @type {(image: Uint8Array | undefined, before?: string) => Promise<void>} */
  async function read(image, before = "") {
    if (!image || !isReady()) return;
    const text = btoa(String.fromCharCode(...image));
    const probabilities = /** @type {number[]} */ (await ask(`_training.read("${text}")`));
    if (!isReady()) return;
    const digit = largest(probabilities);
    reading.textContent = before + words.read(digit, (probabilities[digit] ?? 0).toFixed(2));
  }

  /** @type {(code: string, tell?: (now: "starting" | "data" | "running") => void) => Promise<unknown>} */
  async function ask(code, tell = () => {}) {
    const listener = { status: tell, print: () => {} };
    const { status, value, error } = await python.run("watch", code, listener);
    if (status !== "done") throw new Error(error ?? words.stopped);
    return JSON.parse(unquoted(value ?? ""));
  }
});

/** Python shows a text in quotes; those of JSON and base64 need no other care. */
/** @type {(shown: string) => string} */
function unquoted(shown) {
  return shown.slice(1, -1);
}

/** @param {string} pixels */
function drawn(pixels) {
  const { canvas, show } = picture("", SIDE, SIDE, 2);
  show(bytes(pixels), 255);
  return canvas;
}

/** The curve of the losses: each step a dot, and the mean of twenty a line. */
/** @param {typeof WORDS.en} words */
function drawing(words) {
  const dots = svg("path", { class: "role-loss", stroke: "currentColor", fill: "none" });
  set(dots, { "stroke-linecap": "round", "stroke-width": 2, "stroke-opacity": 0.35 });
  const mean = svg("polyline", { class: "role-loss", stroke: "currentColor", fill: "none" });
  set(mean, { "stroke-width": 2 });
  const highest = svg("text", { x: LEFT - 6, y: 14, "text-anchor": "end" });
  const last = svg("text", { x: WIDTH, y: HEIGHT - 4, "text-anchor": "end" });
  const element = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, role: "img", "aria-label": words.curve },
    svg("path", {
      d: `M${LEFT} 4V${HEIGHT - BOTTOM}H${WIDTH}`,
      stroke: "currentColor",
      fill: "none",
    }),
    svg("text", { x: LEFT - 6, y: HEIGHT - BOTTOM, "text-anchor": "end" }, "0"),
    svg("text", { x: LEFT + 6, y: 14 }, words.loss),
    highest,
    last,
    dots,
    mean,
  );
  return {
    element,
    /** @param {(number | null)[]} losses */
    draw(losses) {
      const values = losses.map((loss) => loss ?? Number.NaN);
      const top = Math.max(...values.slice(0, 20), 1);
      const x = (/** @type {number} */ step) =>
        LEFT + ((WIDTH - LEFT) * (step + 1)) / values.length;
      const y = (/** @type {number} */ loss) =>
        4 + (HEIGHT - BOTTOM - 4) * (1 - Math.min(loss / top, 1));
      // No more dots than the picture has columns.
      const stride = Math.ceil(values.length / WIDTH);
      const shown = values.flatMap((loss, step) => (step % stride ? [] : [[x(step), y(loss)]]));
      set(dots, { d: shown.map(([a, b]) => `M${a?.toFixed(1)} ${b?.toFixed(1)}h0`).join("") });
      const means = values.flatMap((_, step) => {
        if (step % stride || step < 19) return [];
        const sum = values.slice(step - 19, step + 1).reduce((a, b) => a + b, 0);
        return [`${x(step).toFixed(1)},${y(sum / 20).toFixed(1)}`];
      });
      set(mean, { points: means.join(" ") });
      highest.textContent = top.toFixed(1);
      last.textContent = `${values.length} ${words.steps}`;
    },
  };
}
