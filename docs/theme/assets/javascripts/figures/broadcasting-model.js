// Which shape two shapes give together, and the steps on the way.

/** @typedef {number[]} Shape */
/**
 * What is known after a step: both shapes so far, and the lengths of the result from `axis` on.
 *
 * @typedef {{kind: "given" | "align" | "fill" | "equal" | "stretch" | "clash" | "result",
 *   axis: number, a: Shape, b: Shape}} Step
 */

export const MOST = { rank: 3, length: 4 };

/**
 * A shape as one types it, with or without its parentheses.
 *
 * @type {(text: string) => Shape | undefined}
 */
export function parse(text) {
  const inside = text.trim().replace(/^\((.*)\)$/, "$1");
  if (inside.trim() === "") return [];
  const parts = inside.replace(/,\s*$/, "").split(",");
  if (!parts.every((part) => /^\s*\d\s*$/.test(part))) return undefined;
  const shape = parts.map(Number);
  const fits = shape.length <= MOST.rank && shape.every((length) => length <= MOST.length);
  return fits ? shape : undefined;
}

/**
 * A shape as Python writes it.
 *
 * @type {(shape: Shape) => string}
 */
export function write(shape) {
  return `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
}

/** @type {(shape: Shape, rank: number) => Shape} */
export function padded(shape, rank) {
  return [...Array(rank - shape.length).fill(1), ...shape];
}

/**
 * The shape of the sum, if there is one.
 *
 * @type {(a: Shape, b: Shape) => Shape | undefined}
 */
export function broadcast(a, b) {
  const { kind, a: shape } = /** @type {Step} */ (steps(a, b).at(-1));
  return kind === "result" ? shape : undefined;
}

/**
 * What `np.broadcast_shapes` says of two shapes that clash.
 *
 * @type {(a: Shape, b: Shape) => string}
 */
export function message(a, b) {
  const between = `Mismatch is between arg 0 with shape ${write(a)} and arg 1 with shape ${write(b)}.`;
  return `shape mismatch: objects cannot be broadcast to a single shape.  ${between}`;
}

/**
 * The rule, one step at a time: align, fill up with ones, compare from the last axis to the first.
 *
 * @type {(a: Shape, b: Shape) => Step[]}
 */
export function steps(a, b) {
  const rank = Math.max(a.length, b.length);
  /** @type {Step[]} */
  const taken = [{ kind: "given", axis: rank, a, b }];
  if (a.length !== b.length) taken.push({ kind: "align", axis: rank, a, b });
  const now = { a: padded(a, rank), b: padded(b, rank) };
  if (a.length !== b.length) taken.push({ kind: "fill", axis: rank, ...now });
  for (let axis = rank - 1; axis >= 0; axis--) {
    const [m = 1, n = 1] = [now.a[axis], now.b[axis]];
    if (m !== n && m !== 1 && n !== 1) return [...taken, { kind: "clash", axis, ...now }];
    const length = m === 1 ? n : m;
    now.a = now.a.with(axis, length);
    now.b = now.b.with(axis, length);
    taken.push({ kind: m === n ? "equal" : "stretch", axis, ...now });
  }
  return [...taken, { kind: "result", axis: 0, ...now }];
}

/**
 * The shapes that one may take for the result, the right one among them if there is one.
 *
 * @type {(a: Shape, b: Shape) => Shape[]}
 */
export function candidates(a, b) {
  const rank = Math.max(a.length, b.length);
  /** @type {(left: Shape, right: Shape) => Shape} */
  const longest = (left, right) => left.map((length, i) => Math.max(length, right[i] ?? 1));
  const [first, second] = [padded(a, rank), padded(b, rank)];
  const fromLeft = [a, b].map((shape) => [...shape, ...Array(rank - shape.length).fill(1)]);
  const guesses = [
    broadcast(a, b),
    longest(first, second),
    longest(fromLeft[0] ?? [], fromLeft[1] ?? []),
    a.length < b.length ? b : a,
    a.length < b.length ? a : b,
    [...a, ...b].slice(0, MOST.rank),
    [],
    [1],
    [2],
  ];
  const texts = new Set(guesses.flatMap((shape) => (shape ? [write(shape)] : [])));
  return [...texts]
    .slice(0, 3)
    .sort()
    .map((text) => parse(text) ?? []);
}

/**
 * The elements of a tensor that is stretched to a shape, layer by layer: the place in memory of
 * each, and whether it is a copy.
 *
 * @type {(source: Shape, shape: Shape) => {at: number, copy: boolean}[][][]}
 */
export function elements(source, shape) {
  const own = padded(source, MOST.rank);
  const [layers = 1, rows = 1, columns = 1] = padded(shape, MOST.rank);
  /** @type {<T>(count: number, make: (i: number) => T) => T[]} */
  const list = (count, make) => Array.from({ length: count }, (_, i) => make(i));
  return list(layers, (l) =>
    list(rows, (r) =>
      list(columns, (c) => {
        const place = [l, r, c];
        const at = own.reduce((sum, n, axis) => sum * n + (n === 1 ? 0 : (place[axis] ?? 0)), 0);
        return { at, copy: own.some((n, axis) => (place[axis] ?? 0) >= n) };
      }),
    ),
  );
}
