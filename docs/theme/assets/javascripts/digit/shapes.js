// What a digit's picture is like, in five numbers: the same as in docs/digit/shapes.py.

import { SIDE } from "./centre.js";

/** @typedef {import("./network.js").Numbers} Numbers */
/** @typedef {"ink" | "slant" | "breadth" | "stray" | "missing"} Trait */
/** @typedef {{often: Numbers, usual: Record<Trait, [number, number]>}} Kind of digit */

const RARE = 13; // of 255, one in twenty: where fewer of a digit's images have ink is strange to it
const COMMON = 128; // one in two: where more have ink is part of its form

/**
 * @param {Numbers} image 28 by 28, 0 for paper and 255 for ink
 * @param {Numbers} often how often images of the digit have ink in a place, 255 for always
 * @returns {Record<Trait, number>}
 */
export function traits(image, often) {
  let [total, sumX, sumY, stray, form, covered] = [0, 0, 0, 0, 0, 0];
  each((ink, x, y, i) => {
    total += ink;
    sumX += ink * x;
    sumY += ink * y;
    if (often[i] < RARE) stray += ink;
    if (often[i] < COMMON) return;
    form += 1;
    covered += ink;
  });
  let [down, across, both] = [0, 0, 0];
  each((ink, x, y) => {
    const [dx, dy] = [x - sumX / total, y - sumY / total];
    down += ink * dy * dy;
    across += ink * dx * dx;
    both += ink * dx * dy;
  });
  down = Math.max(down, 1e-9);
  return {
    ink: total,
    slant: 0 - both / down,
    breadth: Math.sqrt(across / down),
    stray: stray / total,
    missing: 1 - covered / Math.max(form, 1),
  };

  /** @param {(ink: number, x: number, y: number, i: number) => void} visit */
  function each(visit) {
    for (let i = 0; i < SIDE * SIDE; i++) {
      visit(image[i] / 255, i % SIDE, Math.floor(i / SIDE), i);
    }
  }
}

/**
 * In which traits an image differs from 19 of 20 images of the digit that it should be.
 *
 * @param {Numbers} image
 * @param {Kind} digit
 * @returns {{trait: Trait, more: boolean, value: number}[]}
 */
export function differences(image, { often, usual }) {
  const found = /** @type {[Trait, number][]} */ (Object.entries(traits(image, often)));
  return found
    .map(([trait, value]) => ({ trait, value, more: value > usual[trait][1] }))
    .filter(({ trait, value, more }) => {
      // Nothing is wrong with a digit that has hardly any ink in strange places, or lacks none.
      const canBeLess = trait !== "stray" && trait !== "missing";
      return more || (canBeLess && value < usual[trait][0]);
    });
}

/**
 * Which part of an image's ink lies where ink is more frequent in one digit than in another, and
 * which where it is less.
 *
 * @param {Numbers} image
 * @param {Numbers} one how often images of the digit have ink in a place
 * @param {Numbers} other
 * @returns {[number, number]}
 */
export function shares(image, one, other) {
  let [more, less, total] = [0, 0, 0];
  for (let i = 0; i < image.length; i++) {
    total += image[i];
    if (one[i] > other[i]) more += image[i];
    else if (one[i] < other[i]) less += image[i];
  }
  return [more / total, less / total];
}
