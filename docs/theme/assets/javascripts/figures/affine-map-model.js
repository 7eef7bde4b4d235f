// Layers of two units on points of the plane: `X @ W + b`, with relu or without.

/** @import { Pair } from "./points.js" */
/** @typedef {{W: [Pair, Pair], b: Pair}} Layer the rows of W are the images of the basis vectors */

/**
 * The ten corners of a letter F, as on the page.
 *
 * @type {Pair[]}
 */
export const LETTER = [
  [0, 0],
  [0.5, 0],
  [0.5, 1],
  [1, 1],
  [1, 1.5],
  [0.5, 1.5],
  [0.5, 2],
  [1.5, 2],
  [1.5, 2.5],
  [0, 2.5],
];

/** @type {(points: Pair[], layer: Layer) => Pair[]} */
export function affine(points, { W: [right, up], b }) {
  return points.map(([x, y]) => [x * right[0] + y * up[0] + b[0], x * right[1] + y * up[1] + b[1]]);
}

/** @type {(points: Pair[]) => Pair[]} */
export function relu(points) {
  return points.map(([x, y]) => [Math.max(x, 0), Math.max(y, 0)]);
}

/**
 * A line through the points, with one point more wherever it crosses an axis: relu puts a crease
 * there and nowhere else.
 *
 * @type {(points: Pair[]) => Pair[]}
 */
export function creased(points) {
  return points.flatMap((to, i) => {
    const from = points[i - 1];
    if (!from) return [to];
    const parts = [0, 1]
      .map((axis) => (from[axis] ?? 0) / ((from[axis] ?? 0) - (to[axis] ?? 0)))
      .filter((part) => part > 0 && part < 1)
      .sort((one, other) => one - other);
    /** @type {Pair[]} */
    const crossings = parts.map((part) => [
      from[0] + part * (to[0] - from[0]),
      from[1] + part * (to[1] - from[1]),
    ]);
    return [...crossings, to];
  });
}

/**
 * What comes after each layer. relu stands between two layers, and after the only one.
 *
 * @type {(points: Pair[], layers: Layer[], folds: boolean) => Pair[][]}
 */
export function forward(points, layers, folds) {
  let now = points;
  return layers.map((layer, i) => {
    now = affine(now, layer);
    if (folds && i === 0) now = relu(now);
    return now;
  });
}

/**
 * The one layer that does what two in a row do, without relu between them.
 *
 * @type {(first: Layer, second: Layer) => Layer}
 */
export function composed(first, second) {
  const [right, up] = affine(first.W, { ...second, b: [0, 0] });
  const [b] = affine([first.b], second);
  return /** @type {Layer} */ ({ W: [right, up], b });
}

/**
 * The layer that takes the points nearest to their images: least squares.
 *
 * @type {(points: Pair[], images: Pair[]) => Layer}
 */
export function closest(points, images) {
  const [from, to] = [mean(points), mean(images)];
  const [xx, xy, yy] = [
    moment(points, 0, points, 0),
    moment(points, 0, points, 1),
    moment(points, 1, points, 1),
  ];
  const determinant = xx * yy - xy * xy;
  /** @type {(axis: 0 | 1) => Pair} */
  const column = (axis) => {
    const [x, y] = [moment(points, 0, images, axis), moment(points, 1, images, axis)];
    return [(yy * x - xy * y) / determinant, (xx * y - xy * x) / determinant];
  };
  const [one, other] = [column(0), column(1)];
  /** @type {[Pair, Pair]} */
  const W = [
    [one[0], other[0]],
    [one[1], other[1]],
  ];
  const [moved = from] = affine([from], { W, b: [0, 0] });
  return { W, b: [to[0] - moved[0], to[1] - moved[1]] };
}

/**
 * The largest distance between a point and its partner.
 *
 * @type {(points: Pair[], others: Pair[]) => number}
 */
export function gap(points, others) {
  return Math.max(
    ...points.map(([x, y], i) => Math.hypot(x - (others[i]?.[0] ?? x), y - (others[i]?.[1] ?? y))),
  );
}

/** @type {(points: Pair[]) => Pair} */
function mean(points) {
  /** @type {(axis: 0 | 1) => number} */
  const of = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [of(0), of(1)];
}

/** @type {(points: Pair[], axis: 0 | 1, others: Pair[], other: 0 | 1) => number} */
function moment(points, axis, others, other) {
  const [from, to] = [mean(points)[axis], mean(others)[other]];
  return points.reduce(
    (sum, p, i) => sum + (p[axis] - from) * ((others[i]?.[other] ?? to) - to),
    0,
  );
}
