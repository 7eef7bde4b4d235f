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
    /** @type {(Kind: Float32ArrayConstructor | Int8ArrayConstructor, length: number) => Numbers} */
    const next = (Kind, length) => {
      const part = new Kind(content, place, length);
      place += part.byteLength;
      return part;
    };
    const [scale, bias] = [next(Float32Array, units), next(Float32Array, units)];
    const last = { scale: next(Float32Array, classes), bias: next(Float32Array, classes) };
    /** @type {Layer} */
    this.first = { inputs, units, scale, bias, weights: next(Int8Array, inputs * units) };
    /** @type {Layer} */
    this.last = {
      inputs: units,
      units: classes,
      ...last,
      weights: next(Int8Array, units * classes),
    };
  }

  /**
   * What the network makes of an image, 0 for paper and 255 for ink.
   *
   * @param {Numbers} pixels
   * @returns {Reading}
   */
  read(pixels) {
    const hidden = dense(this.first, pixels, 255).map((sum) => Math.max(0, sum));
    const probabilities = softmax(dense(this.last, hidden, 1));
    return { hidden, probabilities, guess: largest(probabilities) };
  }
}

/** Whole numbers as long as possible: the scales and the divisor come last. */
/** @type {(layer: Layer, x: Numbers, divisor: number) => Float64Array} */
function dense({ inputs, units, scale, bias, weights }, x, divisor) {
  const sums = /** @type {Float64Array & Numbers} */ (new Float64Array(units));
  for (let input = 0; input < inputs; input++) {
    const value = x[input];
    if (value === 0) continue;
    const row = input * units;
    for (let unit = 0; unit < units; unit++) sums[unit] += value * weights[row + unit];
  }
  return sums.map((sum, unit) => (sum * scale[unit]) / divisor + bias[unit]);
}

/** @param {Float64Array} scores */
function softmax(scores) {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The place of the largest number. @type {(numbers: Numbers) => number} */
export function largest(numbers) {
  let best = 0;
  for (let i = 1; i < numbers.length; i++) if (numbers[i] > numbers[best]) best = i;
  return best;
}

/** @typedef {{label: number, image: Uint8Array}} Digit of the test set, to try */
/** @typedef {{network: Network, digits: Digit[], classes: import("./shapes.js").Kind[]}} Digits */

/** Fetches the network and what is known of the digits. */
/** @type {(folder: string) => Promise<Digits>} */
export async function fetchDigits(folder) {
  const [packed, answer] = await Promise.all([
    get(`${folder}weights.bin`),
    get(`${folder}about.json`),
  ]);
  const stream = packed.body?.pipeThrough(new DecompressionStream("gzip"));
  const network = new Network(await new Response(stream).arrayBuffer());
  const known = JSON.parse(await answer.text(), (name, value) =>
    ["image", "often"].includes(name) ? bytes(value) : value,
  );
  return { network, ...known };
}

/** @param {string} url */
async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}: ${url}`);
  return response;
}

/** Of base64. @param {string} text */
export function bytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
