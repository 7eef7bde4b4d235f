// Points of the plane, and arrows between them.

/** @typedef {[number, number]} Pair */

/**
 * The path of an arrow between two places of the drawing.
 *
 * @type {(from: Pair, to: Pair) => string}
 */
export function arrow([x0, y0], [x1, y1]) {
  const long = Math.hypot(x1 - x0, y1 - y0);
  if (long < 1) return "";
  const [across, down] = [(x1 - x0) / long, (y1 - y0) / long];
  const head = Math.min(10, long);
  /** @type {(side: number) => Pair} */
  const barb = (side) => [
    x1 - head * across + side * 0.45 * head * down,
    y1 - head * down - side * 0.45 * head * across,
  ];
  const tip = pixels([x1, y1]);
  return `M${pixels([x0, y0])}L${tip}M${pixels(barb(1))}L${tip}L${pixels(barb(-1))}`;
}

/** @type {(value: number, least: number, most: number) => number} */
export function tenth(value, least, most) {
  return Math.round(10 * Math.min(most, Math.max(least, value))) / 10;
}

/** @type {(point: Pair) => string} */
export function pixels([x, y]) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
