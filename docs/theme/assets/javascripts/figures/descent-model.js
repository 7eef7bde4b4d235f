// Six optimizers in a narrow valley, with the formulas of mathbits.optimizers.

/** @typedef {[number, number]} Pair */
/** @typedef {(w: Pair, g: Pair) => Pair} Rule one step from w by the gradient g */
/** @typedef {{rate: number, momentum: number, noise: number, seed: number, start: Pair}} Settings */

export const FAR = 1e6; // a loss of which we say that the weights have flown away

const EPSILON = 1e-7;
const RHO = 0.9;
const BETA_1 = 0.9;
const BETA_2 = 0.999;

/** @type {(w: Pair) => number} */
export function loss([u, v]) {
  return (u ** 2 + 100 * v ** 2) / 2;
}

/** @type {(w: Pair) => Pair} */
export function gradient([u, v]) {
  return [u, 100 * v];
}

/** @type {(one: (i: 0 | 1) => number) => Pair} */
const both = (one) => [one(0), one(1)];

/** @type {(rate: number, momentum: number, nesterov: boolean) => Rule} */
function sgd(rate, momentum, nesterov) {
  const m = [0, 0];
  return (w, g) =>
    both((i) => {
      const step = g[i] * rate;
      const now = (m[i] ?? 0) * momentum - step;
      m[i] = now;
      return w[i] + (nesterov ? now * momentum - step : now);
    });
}

/** @type {(rate: number) => Rule} */
function adagrad(rate) {
  const a = [0.1, 0.1];
  return (w, g) =>
    both((i) => {
      const sum = (a[i] ?? 0) + g[i] * g[i];
      a[i] = sum;
      return w[i] - (rate * g[i]) / Math.sqrt(sum + EPSILON);
    });
}

/** @type {(rate: number) => Rule} */
function rmsprop(rate) {
  const v = [0, 0];
  return (w, g) =>
    both((i) => {
      const mean = (v[i] ?? 0) * RHO + (1 - RHO) * (g[i] * g[i]);
      v[i] = mean;
      return w[i] - (rate * g[i]) / Math.sqrt(mean + EPSILON);
    });
}

/** @type {(rate: number) => Rule} */
function adam(rate) {
  const m = [0, 0];
  const v = [0, 0];
  let t = 0;
  return (w, g) => {
    t += 1;
    const alpha = (rate * Math.sqrt(1 - BETA_2 ** t)) / (1 - BETA_1 ** t);
    return both((i) => {
      const mean = (m[i] ?? 0) + (g[i] - (m[i] ?? 0)) * (1 - BETA_1);
      const square = (v[i] ?? 0) + (g[i] * g[i] - (v[i] ?? 0)) * (1 - BETA_2);
      m[i] = mean;
      v[i] = square;
      return w[i] - (mean * alpha) / (Math.sqrt(square) + EPSILON);
    });
  };
}

export const RULES = {
  /** @type {(rate: number, momentum: number) => Rule} */
  sgd: (rate) => sgd(rate, 0, false),
  /** @type {(rate: number, momentum: number) => Rule} */
  momentum: (rate, momentum) => sgd(rate, momentum, false),
  /** @type {(rate: number, momentum: number) => Rule} */
  nesterov: (rate, momentum) => sgd(rate, momentum, true),
  adagrad,
  rmsprop,
  adam,
};

/** @typedef {keyof typeof RULES} Name */

/** Normal numbers, two for each step: the same ones again for the same seed. */
/** @type {(seed: number, steps: number) => Pair[]} */
export function normal(seed, steps) {
  let state = seed;
  const uniform = () => {
    // mulberry32, by Tommy Ettinger
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  return Array.from({ length: steps }, () => {
    // Box and Muller's pair
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const turn = 2 * Math.PI * uniform();
    return [radius * Math.cos(turn), radius * Math.sin(turn)];
  });
}

/** The places from the start on. The last one is where the weights flew away, if they did. */
/** @type {(name: Name, settings: Settings, steps: number) => Pair[]} */
export function path(name, { rate, momentum, noise, seed, start }, steps) {
  const rule = RULES[name](rate, momentum);
  const points = [start];
  let w = start;
  for (const push of normal(seed, steps)) {
    if (!(loss(w) <= FAR)) break;
    const g = gradient(w);
    w = rule(
      w,
      both((i) => g[i] + noise * push[i]),
    );
    points.push(w);
  }
  return points;
}
