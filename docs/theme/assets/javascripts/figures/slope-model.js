// The slope of a curve from its rule and from differences.

/** The nudges from 1 to 1e-12, three to a power of ten, each the float nearest to its digits. */
export const NUDGES = Array.from({ length: 37 }, (_, i) =>
  Number(`${[1, 5, 2][i % 3]}e-${Math.ceil(i / 3)}`),
);

/** @typedef {"forward" | "central"} Kind */

/** @type {(x: number) => number} */
export function cube(x) {
  return x * x * x;
}

/** @type {(x: number) => number} */
export function slope(x) {
  return 3 * x * x;
}

/** @type {(kind: Kind, x: number, e: number) => number} */
export function difference(kind, x, e) {
  if (kind === "forward") return (cube(x + e) - cube(x)) / e;
  return (cube(x + e) - cube(x - e)) / (2 * e);
}

/** @type {(kind: Kind, x: number, e: number) => number} */
export function error(kind, x, e) {
  return Math.abs(difference(kind, x, e) - slope(x));
}

/** The nudge whose difference is the most exact. */
/** @type {(kind: Kind, x: number) => number} */
export function best(kind, x) {
  return NUDGES.reduce((a, b) => (error(kind, x, b) < error(kind, x, a) ? b : a));
}
