// One or two layers of two units, on points of the plane. Points are rows: `X @ W + b`.

/** @typedef {[number, number]} Pair */
/** @typedef {{W: [Pair, Pair], b: Pair}} Layer */

/** The second layer, for those who want one. @type {Layer} */
export const SECOND = {
  W: [
    [0.5, -1],
    [1, 0.5],
  ],
  b: [-0.5, 1],
};

/** @type {(x: Pair, layer: Layer) => Pair} */
export function affine([x, y], { W: [first, second], b }) {
  return [x * first[0] + y * second[0] + b[0], x * first[1] + y * second[1] + b[1]];
}

/** @type {(x: Pair) => Pair} */
export function relu([x, y]) {
  return [Math.max(x, 0), Math.max(y, 0)];
}

/** One layer that does what two do without relu between: `W1 @ W2` and `b1 @ W2 + b2`. */
/** @type {(first: Layer, second: Layer) => Layer} */
export function joined(first, second) {
  /** @type {Layer} */
  const turned = { W: second.W, b: [0, 0] };
  return {
    W: [affine(first.W[0], turned), affine(first.W[1], turned)],
    b: affine(first.b, second),
  };
}

/**
 * Where a point arrives.
 *
 * @param {Pair} x
 * @param {Layer} layer the first
 * @param {{relu: boolean, second: boolean}} options
 * @returns {Pair}
 */
export function forward(x, layer, options) {
  const once = affine(x, layer);
  const folded = options.relu ? relu(once) : once;
  return options.second ? affine(folded, SECOND) : folded;
}
