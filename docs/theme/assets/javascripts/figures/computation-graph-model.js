// A few computations, their values from the inputs on, and their gradients from the result back.

/** @typedef {"add" | "subtract" | "multiply" | "relu"} Operation */
/** @typedef {{name: string, operation: Operation, sources: string[]}} Step */
/** @typedef {{inputs: Numbers, steps: Step[]}} Graph */
/** @typedef {Record<string, number>} Numbers one for each name */
/** @typedef {{user: string, slot: number, gradient: number, slope: number}} Share what one use pays in */

/** Forward and backward side by side: the value, and its slope for each of the sources. */
/** @type {Record<Operation, {value: (a: number, b: number) => number, slopes: (a: number, b: number) => number[]}>} */
const OPERATIONS = {
  add: { value: (a, b) => a + b, slopes: () => [1, 1] },
  subtract: { value: (a, b) => a - b, slopes: () => [1, -1] },
  multiply: { value: (a, b) => a * b, slopes: (a, b) => [b, a] },
  relu: { value: (a) => Math.max(a, 0), slopes: (a) => [a > 0 ? 1 : 0] },
};

/** @type {{[name in "reuse" | "order" | "unit"]: Graph}} steps stand after their sources */
export const GRAPHS = {
  reuse: {
    inputs: { a: 3, b: 2 },
    steps: [
      { name: "u", operation: "multiply", sources: ["a", "b"] },
      { name: "z", operation: "add", sources: ["u", "a"] },
    ],
  },
  order: {
    inputs: { a: 3 },
    steps: [
      { name: "u", operation: "multiply", sources: ["a", "a"] },
      { name: "v", operation: "add", sources: ["u", "u"] },
      { name: "z", operation: "add", sources: ["u", "v"] },
    ],
  },
  unit: {
    inputs: { x: 2, w: 1.5, b: -0.5, y: 1 },
    steps: [
      { name: "p", operation: "multiply", sources: ["w", "x"] },
      { name: "s", operation: "add", sources: ["p", "b"] },
      { name: "r", operation: "relu", sources: ["s"] },
      { name: "e", operation: "subtract", sources: ["r", "y"] },
      { name: "L", operation: "multiply", sources: ["e", "e"] },
    ],
  },
};

/** @type {(step: Step, values: Numbers) => [number, number]} */
const sourcesOf = ({ sources: [a = "", b = ""] }, values) => [values[a] ?? 0, values[b] ?? 0];

/** @type {(graph: Graph, inputs: Numbers) => Numbers} */
export function forward({ steps }, inputs) {
  const values = { ...inputs };
  for (const step of steps) {
    values[step.name] = OPERATIONS[step.operation].value(...sourcesOf(step, values));
  }
  return values;
}

/** All names, each before its sources: the order of the walk back. */
/** @type {(graph: Graph) => string[]} */
export function walk({ inputs, steps }) {
  return [...steps.map(({ name }) => name).reverse(), ...Object.keys(inputs).reverse()];
}

/** What each value gets from every one of its uses, and the sum of that: its gradient. */
/** @type {(graph: Graph, inputs: Numbers) => {gradients: Numbers, shares: Record<string, Share[]>}} */
export function backward(graph, inputs) {
  const values = forward(graph, inputs);
  const names = walk(graph);
  /** @type {Record<string, Share[]>} */
  const shares = Object.fromEntries(names.map((name) => [name, []]));
  /** @type {Numbers} */
  const gradients = {};
  for (const name of names) {
    const got = shares[name] ?? [];
    const sum = got.reduce((total, { gradient, slope }) => total + gradient * slope, 0);
    const gradient = name === names[0] ? 1 : sum;
    gradients[name] = gradient;
    const step = graph.steps.find((step) => step.name === name);
    if (!step) continue;
    const slopes = OPERATIONS[step.operation].slopes(...sourcesOf(step, values));
    for (const [slot, source] of step.sources.entries()) {
      shares[source]?.push({ user: name, slot, gradient, slope: slopes[slot] ?? 0 });
    }
  }
  return { gradients, shares };
}

/** The values that were computed from this one, and so must have their gradients before it. */
/** @type {(graph: Graph, name: string) => string[]} */
export function users({ steps }, name) {
  return steps.filter(({ sources }) => sources.includes(name)).map((step) => step.name);
}
