// Two arrows, their dot product, and the shadow that one throws on the line of the other.

/** @import { Pair } from "./points.js" */

/** @type {(x: Pair, w: Pair) => number} */
export function dot(x, w) {
  return x[0] * w[0] + x[1] * w[1];
}

/** @type {(x: Pair) => number} */
export function length(x) {
  return Math.sqrt(dot(x, x));
}

/**
 * The length of the shadow of x on the line of w, negative on the other side.
 *
 * @type {(x: Pair, w: Pair) => number}
 */
export function shadow(x, w) {
  return length(w) === 0 ? 0 : dot(x, w) / length(w);
}

/**
 * Where the shadow ends.
 *
 * @type {(x: Pair, w: Pair) => Pair}
 */
export function foot(x, w) {
  const square = dot(w, w);
  const part = square === 0 ? 0 : dot(x, w) / square;
  return [part * w[0], part * w[1]];
}

/**
 * The angle between the arrows, in degrees.
 *
 * @type {(x: Pair, w: Pair) => number}
 */
export function angle(x, w) {
  return (Math.atan2(Math.abs(x[0] * w[1] - x[1] * w[0]), dot(x, w)) * 180) / Math.PI;
}
