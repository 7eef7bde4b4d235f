// The loss of two weights that tell zeros from ones, and its slope in every direction.

/** @typedef {[number, number]} Pair */

// Of the 213 digits of the page: the means of the products of the features and the target.
const INK = 0.0676214;
const BOTH = 0.0714381;
const MIDDLE = 0.263859;
const INK_TARGET = 0.153337;
const MIDDLE_TARGET = 0.037485;
const TARGET = 0.455399;

/** @type {(w: Pair) => number} */
export function loss([u, v]) {
  const squares = INK * u * u + 2 * BOTH * u * v + MIDDLE * v * v;
  return squares - 2 * (INK_TARGET * u + MIDDLE_TARGET * v) + TARGET;
}

/** @type {(w: Pair) => Pair} */
export function gradient([u, v]) {
  return [2 * (INK * u + BOTH * v - INK_TARGET), 2 * (BOTH * u + MIDDLE * v - MIDDLE_TARGET)];
}

/** The slope of the loss on the way that has this angle, in degrees, to the first axis. */
/** @type {(w: Pair, degrees: number) => number} */
export function slope(w, degrees) {
  const [x, y] = way(degrees);
  const [a, b] = gradient(w);
  return a * x + b * y;
}

/** @type {(degrees: number) => Pair} */
export function way(degrees) {
  return [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
}

/** @type {(along: Pair) => number} the angle of a way, from 0 to 360 degrees */
export function angle([x, y]) {
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

/** @type {() => Pair} */
export function lowest() {
  const determinant = INK * MIDDLE - BOTH * BOTH;
  return [
    (MIDDLE * INK_TARGET - BOTH * MIDDLE_TARGET) / determinant,
    (INK * MIDDLE_TARGET - BOTH * INK_TARGET) / determinant,
  ];
}

/** The way down, against the gradient, and how far from it the lowest point lies, in degrees. */
/** @type {(w: Pair) => {down: number, off: number}} */
export function descent(w) {
  const [a, b] = gradient(w);
  const [u, v] = lowest();
  const down = angle([-a, -b]);
  const apart = Math.abs(down - angle([u - w[0], v - w[1]]));
  return { down, off: Math.min(apart, 360 - apart) };
}

/** The contour line of that loss: an ellipse around the lowest point, turned by `degrees`. */
/** @type {(level: number) => {long: number, short: number, degrees: number}} */
export function ring(level) {
  const half = (INK + MIDDLE) / 2;
  const apart = Math.hypot((INK - MIDDLE) / 2, BOTH);
  const height = level - loss(lowest());
  return {
    long: Math.sqrt(height / (half - apart)),
    short: Math.sqrt(height / (half + apart)),
    degrees: (Math.atan2(half - apart - INK, BOTH) * 180) / Math.PI,
  };
}
