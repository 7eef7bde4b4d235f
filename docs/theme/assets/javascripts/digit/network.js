// A network of two layers that reads a digit: its weights in eight bits, as docs/digit/train.py
// writes them, and the forward pass.

/**
 * A typed array that is read within its length alone.
 * @typedef {{[index: number]: any, length: number}} Numbers
 */
/** @typedef {{scale: Numbers, bias: Numbers, weights: Numbers, inputs: number, units: number}} Layer */
/** @typedef {{hidden: Numbers, probabilities: Numbers, guess: number}} Reading */

export class Network {
  /** @param {ArrayBuffer} content of weights.bin, unpacked */
  constructor(content) {
    const [inputs = 0, units = 0, classes = 0] = new Uint32Array(content, 0, 3);
    let place = 12;
    const floats = (/** @type {number} */ length) => {
      place += 4 * length;
      return new Float32Array(content, place - 4 * length, length);
    };
    const bytes = (/** @type {number} */ length) => {
      place += length;
      return new Int8Array(content, place - length, length);
    };
    const scales = { scale: floats(units), bias: floats(units) };
    const lastScales = { scale: floats(classes), bias: floats(classes) };
    /** @type {Layer} */
    this.first = { inputs, units, ...scales, weights: bytes(inputs * units) };
    /** @type {Layer} */
    this.last = { inputs: units, units: classes, ...lastScales, weights: bytes(units * classes) };
  }

  /**
   * What the network makes of an image, 0 for paper and 255 for ink.
   *
   * @param {Numbers} pixels
   * @returns {Reading}
   */
  read(pixels) {
    // Whole numbers as long as possible: the scales and the 255 come last.
    const hidden = dense(this.first, pixels, new Int32Array(this.first.units), 255);
    for (let unit = 0; unit < hidden.length; unit++) hidden[unit] = Math.max(0, hidden[unit]);
    const scores = dense(this.last, hidden, new Float64Array(this.last.units), 1);
    const probabilities = softmax(scores);
    return { hidden, probabilities, guess: largest(probabilities) };
  }
}

/** @type {(layer: Layer, x: Numbers, sums: Numbers, divisor: number) => Numbers} */
function dense({ inputs, units, scale, bias, weights }, x, sums, divisor) {
  for (let input = 0; input < inputs; input++) {
    const value = x[input];
    if (value === 0) continue;
    const row = input * units;
    for (let unit = 0; unit < units; unit++) sums[unit] += value * weights[row + unit];
  }
  return Float64Array.from(
    { length: units },
    (_, unit) => (sums[unit] * scale[unit]) / divisor + bias[unit],
  );
}

/** @type {(scores: Numbers) => Numbers} */
function softmax(scores) {
  const top = scores[largest(scores)];
  const powers = Float64Array.from(scores, (score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The place of the largest number. @type {(numbers: Numbers) => number} */
export function largest(numbers) {
  let best = 0;
  for (let i = 1; i < numbers.length; i++) if (numbers[i] > numbers[best]) best = i;
  return best;
}

/** @typedef {Record<import("./shapes.js").Trait, [number, number]>} Usual */
/**
 * @typedef {object} Digits
 * @property {Network} network
 * @property {number} accuracy on the test set
 * @property {{label: number, image: Uint8Array}[]} digits of the test set, to try
 * @property {{often: Uint8Array, usual: Usual}[]} classes what MNIST's digits are like
 */

/**
 * Fetches the network and what is known of the digits.
 *
 * @param {string} folder
 * @returns {Promise<Digits>}
 */
export async function fetchDigits(folder) {
  const [packed, answer] = await Promise.all([
    get(`${folder}weights.bin`),
    get(`${folder}about.json`),
  ]);
  const stream = packed.body?.pipeThrough(new DecompressionStream("gzip"));
  const network = new Network(await new Response(stream).arrayBuffer());
  const { accuracy, digits, classes } = await answer.json();
  return {
    network,
    accuracy,
    digits: digits.map((/** @type {any} */ { label, image }) => ({ label, image: bytes(image) })),
    classes: classes.map((/** @type {any} */ one) => ({ ...one, often: bytes(one.often) })),
  };
}

/** @param {string} url */
async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}: ${url}`);
  return response;
}

/** @param {string} text */
function bytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
