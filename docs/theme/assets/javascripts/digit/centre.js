// Makes a drawing look as MNIST's digits do: the same steps as mathbits.images.centred, one by one.

/** @typedef {import("./network.js").Numbers} Numbers */
/** @typedef {{pixels: Numbers, width: number, height: number}} Picture */

export const SIDE = 28; // pixels of an MNIST image
const BOX = 20; // the longer side of the digit in it
const FAINT = 0.15; // of the strongest ink: what is fainter is paper

/**
 * Cuts out the ink, brings its longer side to 20 pixels, and centres it by its mass.
 *
 * @param {Picture} picture how much ink there is, 0 for none
 * @returns {Uint8Array | undefined} 28 by 28, 0 for paper and 255 for ink; nothing if there is none
 */
export function centred(picture) {
  const digit = cut(picture);
  if (!digit) return undefined;
  const longer = Math.max(digit.width, digit.height);
  const [width, height] = /** @type {[number, number]} */ (
    [digit.width, digit.height].map((n) => Math.max(1, even((BOX * n) / longer)))
  );
  const small = turned(shrunk(turned(shrunk(digit, width)), height));

  let [mass, across, down, strongest] = [0, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ink = small.pixels[y * width + x];
      mass += ink;
      across += ink * x;
      down += ink * y;
      strongest = Math.max(strongest, ink);
    }
  }
  const left = Math.min(Math.max(even(SIDE / 2 - across / mass), 0), SIDE - width);
  const top = Math.min(Math.max(even(SIDE / 2 - down / mass), 0), SIDE - height);
  const page = new Uint8Array(SIDE * SIDE);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ink = Math.fround(small.pixels[y * width + x] / strongest);
      page[(top + y) * SIDE + left + x] = even(255 * ink);
    }
  }
  return page;
}

/** The smallest part that holds all ink, from 0 to 1. @type {(picture: Picture) => Picture | undefined} */
function cut({ pixels, width, height }) {
  let strongest = 0;
  for (let i = 0; i < pixels.length; i++) strongest = Math.max(strongest, pixels[i]);
  if (!(strongest > 0.1 * Math.max(1, strongest))) return undefined;
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[y * width + x] < FAINT * strongest) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  const inside = { width: right - left + 1, height: bottom - top + 1 };
  const ink = new Float32Array(inside.width * inside.height);
  for (let i = 0; i < ink.length; i++) {
    const [x, y] = [i % inside.width, Math.floor(i / inside.width)];
    const value = pixels[(top + y) * width + left + x];
    ink[i] = value < FAINT * strongest ? 0 : value / strongest;
  }
  return { pixels: ink, ...inside };
}

/** Rows of another length: each pixel is the mean of those that it stands for, as in Pillow. */
/** @type {(picture: Picture, length: number) => Picture} */
function shrunk({ pixels, width, height }, length) {
  const scale = width / length;
  const reach = Math.max(scale, 1) / 2;
  const result = new Float32Array(length * height);
  for (let x = 0; x < length; x++) {
    const middle = (x + 0.5) * scale;
    let first = Math.max(0, Math.trunc(middle - reach + 0.5));
    let end = Math.min(width, Math.trunc(middle + reach + 0.5));
    // Where the middle of a pixel lies on an edge, rounding decides: as Pillow rounds.
    const from = (/** @type {number} */ pixel) => (pixel - middle + 0.5) * (0.5 / reach);
    while (from(first) <= -0.5) first++;
    while (from(end - 1) > 0.5) end--;
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (let i = first; i < end; i++) sum += pixels[y * width + i];
      result[y * length + x] = sum / (end - first);
    }
  }
  return { pixels: result, width: length, height };
}

/** @type {(picture: Picture) => Picture} */
function turned({ pixels, width, height }) {
  const result = new Float32Array(width * height);
  for (let i = 0; i < result.length; i++) {
    result[(i % width) * height + Math.floor(i / width)] = pixels[i];
  }
  return { pixels: result, width: height, height: width };
}

/** The nearest whole number; of two, the even one, as Python rounds. @type {(x: number) => number} */
export function even(x) {
  const below = Math.floor(x);
  return x - below === 0.5 ? below + (below % 2 === 0 ? 0 : 1) : Math.round(x);
}
