// Two small matrices, and how the elements of their product grow.

/** @typedef {[number, number]} Shape rows and columns */
/** @typedef {number[][]} Matrix */

/** @type {Matrix} */
const LEFT = [
  [1, 2, 0, -1],
  [3, 1, 2, 1],
  [0, -2, 1, 2],
  [2, 1, -1, 3],
];
/** @type {Matrix} */
const RIGHT = [
  [2, 0, 1, 1],
  [1, 3, 0, 2],
  [0, 1, 4, 1],
  [1, -1, 2, 0],
];

/** @type {(shape: Shape) => Matrix} */
export const left = (shape) => corner(LEFT, shape);
/** @type {(shape: Shape) => Matrix} */
export const right = (shape) => corner(RIGHT, shape);

/** @type {(matrix: Matrix, shape: Shape) => Matrix} */
function corner(matrix, [rows, columns]) {
  return matrix.slice(0, rows).map((row) => row.slice(0, columns));
}

/** @type {(x: Shape, w: Shape) => Shape | undefined} */
export function shape(x, w) {
  return x[1] === w[0] ? [x[0], w[1]] : undefined;
}

/**
 * What NumPy says of `X @ W` where the inner lengths differ.
 *
 * @type {(x: Shape, w: Shape) => string}
 */
export function message(x, w) {
  const rule = "with gufunc signature (n?,k),(k,m?)->(n?,m?)";
  const sizes = `(size ${w[0]} is different from ${x[1]})`;
  return `matmul: Input operand 1 has a mismatch in its core dimension 0, ${rule} ${sizes}`;
}

/**
 * The partial sums of one element: after no product, after one, and so on to the last.
 *
 * @type {(x: Matrix, w: Matrix, row: number, column: number) => number[]}
 */
export function partials(x, w, row, column) {
  const sums = [0];
  for (const [l, value] of (x[row] ?? []).entries()) {
    sums.push((sums.at(-1) ?? 0) + value * (w[l]?.[column] ?? 0));
  }
  return sums;
}

/**
 * Where the walk is after so many products: the row, the column, and how many products its element
 * has. Before the first product it has none.
 *
 * @type {(taken: number, x: Shape, w: Shape) => {row: number, column: number, terms: number}}
 */
export function walk(taken, x, w) {
  const length = x[1];
  const element = Math.max(0, Math.ceil(taken / length) - 1);
  return {
    row: Math.floor(element / w[1]),
    column: element % w[1],
    terms: taken - element * length,
  };
}

/**
 * The product as it is after so many steps: an element that has not begun is undefined.
 *
 * @type {(taken: number, x: Matrix, w: Matrix) => (number | undefined)[][]}
 */
export function soFar(taken, x, w) {
  const length = w.length;
  const columns = w[0]?.length ?? 0;
  return x.map((_, i) =>
    Array.from({ length: columns }, (_, j) => {
      const terms = Math.min(length, taken - (i * columns + j) * length);
      return terms > 0 ? partials(x, w, i, j)[terms] : undefined;
    }),
  );
}

/**
 * Shapes that one may take for that of the product, the right one among them if there is one.
 *
 * @type {(x: Shape, w: Shape) => Shape[]}
 */
export function candidates(x, w) {
  /** @type {Shape[]} */
  const guesses = [[x[0], w[1]], [x[1], w[0]], [w[1], x[0]], x, w, [1, 1], [1, 2], [2, 2]];
  const texts = new Set(guesses.map((guess) => guess.join(",")));
  const kept = [...texts].slice(0, 3).sort();
  return kept.map((text) => /** @type {Shape} */ (text.split(",").map(Number)));
}
