// The hidden layer at work: what each of its units finds in the image, and one unit in full.

import { fixed } from "../figures/numbers.js";
import { button, html, language, slider, status } from "../figures/parts.js";
import { SIDE } from "./centre.js";
import { largest } from "./network.js";
import { picture } from "./pictures.js";

/** @typedef {import("./network.js").Numbers} Numbers */

const WORDS = {
  en: {
    layer: (/** @type {number} */ units) =>
      `The hidden layer: ${units} units. The more active a unit is, the stronger its square`,
    unit: "Hidden unit",
    most: "Most active unit",
    plus: "Its weights above 0",
    minus: "Its weights below 0",
    sum: (/** @type {Sum} */ { unit, plus, minus, bias, total }) =>
      `Unit ${unit} adds ${plus} for the ink under its weights above 0, takes away ${minus} for the ` +
      `ink under those below 0, and adds its bias, ${bias}: ${total}.`,
    active: (/** @type {Votes} */ { most, least }) =>
      ` relu lets this through. The unit speaks most for ${most}, and most against ${least}.`,
    silent: " relu makes 0 of this: the unit is silent.",
  },
  ko: {
    layer: (/** @type {number} */ units) =>
      `은닉층의 유닛 ${units}개. 활발한 유닛일수록 뚜렷합니다`,
    unit: "은닉 유닛",
    most: "가장 활발한 유닛",
    plus: "0보다 큰 가중치",
    minus: "0보다 작은 가중치",
    sum: (/** @type {Sum} */ { unit, plus, minus, bias, total }) =>
      `유닛 ${unit}번은 0보다 큰 가중치에 놓인 잉크로 ${plus}만큼 더하고, 0보다 작은 가중치에 놓인 ` +
      `잉크로 ${minus}만큼 뺍니다. 여기에 편향 ${bias}까지 더하면 ${total}입니다.`,
    active: (/** @type {Votes} */ { most, least }) =>
      ` 렐루는 이 값을 그대로 내보냅니다. 이 유닛은 ${most}의 점수를 가장 많이 올리고, ` +
      `${least}의 점수를 가장 많이 내립니다.`,
    silent: " 렐루가 이 값을 0으로 바꾸므로 이 유닛은 조용합니다.",
  },
};
const COLUMNS = 32;
const SQUARE = 12; // pixels to the side of a unit
/** @typedef {{unit: number, plus: string, minus: string, bias: string, total: string}} Sum */
/** @typedef {{most: number, least: number}} Votes */

/**
 * What a unit adds up, in the numbers of the layer below.
 *
 * @param {import("./network.js").Layer} layer
 * @param {Numbers} pixels
 * @param {number} unit
 */
export function parts({ scale, bias, weights, units }, pixels, unit) {
  let [plus, minus] = [0, 0];
  for (let i = 0; i < pixels.length; i++) {
    const product = pixels[i] * weights[i * units + unit];
    if (product > 0) plus += product;
    else minus -= product;
  }
  const one = scale[unit] / 255;
  return { plus: plus * one, minus: minus * one, bias: bias[unit] };
}

/** @param {import("./network.js").Network} network */
export function hiddenLayer({ first, last }) {
  const words = WORDS[language];
  const wide = COLUMNS * SQUARE;
  const high = Math.ceil(first.units / COLUMNS) * SQUARE;
  const layer = picture(words.layer(first.units), wide, high, 1);
  const plus = picture(words.plus, SIDE, SIDE, 5);
  const minus = picture(words.minus, SIDE, SIDE, 5);
  const said = status();
  let follows = true; // the most active unit, until the reader picks another
  /** @type {{image: Numbers, hidden: Numbers} | undefined} */
  let now;

  const chosen = slider({
    label: words.unit,
    min: 1,
    max: first.units,
    step: 1,
    value: 1,
    change: () => {
      follows = false;
      show();
    },
  });
  const most = button(words.most, () => {
    follows = true;
    show();
  });
  layer.canvas.addEventListener("click", (event) => {
    const { left, top, width } = layer.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top].map((place) =>
      Math.floor((place * COLUMNS) / width),
    );
    chosen.value = (y ?? 0) * COLUMNS + (x ?? 0) + 1;
    follows = false;
    show();
  });

  function show() {
    if (!now) return;
    if (follows) chosen.value = largest(now.hidden) + 1;
    const unit = chosen.value - 1;
    const top = Math.max(now.hidden[largest(now.hidden)], 1e-9);
    layer.show(squares(now.hidden, unit, top), top);
    const weights = Array.from(
      { length: first.inputs },
      (_, i) => first.weights[i * first.units + unit],
    );
    plus.show(weights, 127);
    minus.show(
      weights.map((weight) => -weight),
      127,
    );
    said.textContent = sentence(now.image, unit);
  }

  /** The layer's pixels: a square for each unit, one of them framed. */
  /** @type {(hidden: Numbers, framed: number, ink: number) => Numbers} */
  function squares(hidden, framed, ink) {
    return Float32Array.from({ length: wide * high }, (_, i) => {
      const [x, y] = [i % wide, Math.floor(i / wide)];
      const unit = Math.floor(y / SQUARE) * COLUMNS + Math.floor(x / SQUARE);
      if (unit !== framed) return hidden[unit];
      const places = [x % SQUARE, y % SQUARE];
      const fromEdge = Math.min(...places, ...places.map((place) => SQUARE - 1 - place));
      return [ink, 0][fromEdge] ?? hidden[unit]; // A line, and paper between it and the ink.
    });
  }

  /** @type {(image: Numbers, unit: number) => string} */
  function sentence(image, unit) {
    const sum = parts(first, image, unit);
    const total = sum.plus - sum.minus + sum.bias;
    const text = words.sum({
      unit: unit + 1,
      plus: fixed(sum.plus),
      minus: fixed(sum.minus),
      bias: fixed(sum.bias),
      total: fixed(total),
    });
    if (total <= 0) return text + words.silent;
    const votes = Array.from({ length: last.units }, (_, digit) => {
      return last.weights[unit * last.units + digit] * last.scale[digit];
    });
    const against = votes.map((vote) => -vote);
    return text + words.active({ most: largest(votes), least: largest(against) });
  }

  const element = html(
    "div",
    { class: "digit-hidden" },
    layer.element,
    chosen.element,
    html("div", { class: "live-controls" }, most),
    html("div", { class: "digit-row" }, plus.element, minus.element),
    said,
  );
  return {
    element,
    /** @type {(image: Numbers, hidden: Numbers) => void} */
    show(image, hidden) {
      now = { image, hidden };
      show();
    },
    clear() {
      now = undefined;
      for (const part of [layer, plus, minus]) part.show([], 1);
      said.textContent = "";
    },
  };
}
