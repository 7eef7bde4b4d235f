import assert from "node:assert/strict";
import { test } from "node:test";
import {
  FAR,
  gradient,
  loss,
  normal,
  path,
  RULES,
} from "../../docs/theme/assets/javascripts/figures/descent-model.js";

/** @typedef {import("../../docs/theme/assets/javascripts/figures/descent-model.js").Settings} Settings */

/** @type {Settings} */
const SETTINGS = { rate: 0.03, momentum: 0.9, noise: 0, seed: 1, start: [-9, 0.9] };
const NAMES = /** @type {(keyof typeof RULES)[]} */ (Object.keys(RULES));

/** @type {(settings: Partial<Settings>) => string[]} */
function flown(settings) {
  return NAMES.filter((name) => {
    const end = path(name, { ...SETTINGS, ...settings }, 1000).at(-1);
    return end && !(loss(end) <= FAR);
  });
}

test("the answer to the question, and the limits that it gives", () => {
  assert.deepEqual(flown({}), ["sgd", "nesterov"]);
  assert.deepEqual(flown({ rate: 0.0135 }), []);
  assert.deepEqual(flown({ rate: 0.0137 }), ["nesterov"]);
  assert.deepEqual(flown({ rate: 0.0199 }), ["nesterov"]);
  assert.deepEqual(flown({ rate: 0.0205 }), ["sgd", "nesterov"]);
  assert.deepEqual(flown({ rate: 0.0379 }), ["sgd", "nesterov"]);
  assert.deepEqual(flown({ rate: 0.0385 }), ["sgd", "momentum", "nesterov"]);
});

test("a path begins at the start and has a place for each step", () => {
  for (const name of NAMES) {
    const points = path(name, { ...SETTINGS, rate: 0.01 }, 20);
    assert.deepEqual(points[0], SETTINGS.start);
    assert.equal(points.length, 21);
    assert.deepEqual(points.slice(0, 8), path(name, { ...SETTINGS, rate: 0.01 }, 7));
  }
});

test("without momentum all three forms are one", () => {
  const [plain, heavy, ahead] = /** @type {const} */ (["sgd", "momentum", "nesterov"]).map((name) =>
    path(name, { ...SETTINGS, rate: 0.01, momentum: 0, noise: 3 }, 50),
  );
  assert.deepEqual(heavy, plain);
  assert.deepEqual(ahead, plain);
});

test("the noise is normal, and the same again for the same seed", () => {
  const numbers = normal(7, 20_000).flat();
  const mean = numbers.reduce((a, b) => a + b) / numbers.length;
  const square = numbers.reduce((a, b) => a + b * b, 0) / numbers.length;
  assert.ok(Math.abs(mean) < 0.02 && Math.abs(square - 1) < 0.03);
  const within = numbers.filter((number) => Math.abs(number) < 1).length / numbers.length;
  assert.ok(Math.abs(within - 0.683) < 0.01);
  assert.deepEqual(normal(7, 5), normal(7, 20_000).slice(0, 5));
  assert.notDeepEqual(normal(8, 5), normal(7, 5));
});

test("the gradient is the loss's", () => {
  const [a, b] = gradient([2, -0.5]);
  assert.ok(Math.abs((loss([2.001, -0.5]) - loss([1.999, -0.5])) / 0.002 - a) < 1e-9);
  assert.ok(Math.abs((loss([2, -0.499]) - loss([2, -0.501])) / 0.002 - b) < 1e-9);
});
