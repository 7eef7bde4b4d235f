import assert from "node:assert/strict";
import { test } from "node:test";
import {
  descent,
  gradient,
  loss,
  lowest,
  ring,
  slope,
  way,
} from "../../docs/theme/assets/javascripts/figures/steepest-model.js";

test("the gradient is 0 at the lowest point", () => {
  for (const slope of gradient(lowest())) assert.ok(Math.abs(slope) < 1e-12);
});

test("no way is steeper than the one against the gradient", () => {
  const { down } = descent([0, 1]);
  const least = slope([0, 1], down);
  assert.ok(Math.abs(least + Math.hypot(...gradient([0, 1]))) < 1e-12);
  for (let degrees = 0; degrees < 360; degrees++) assert.ok(slope([0, 1], degrees) >= least);
});

test("all of a contour line has its loss, and the way down meets the lowest point on its axes", () => {
  const [u, v] = lowest();
  const { long, short, degrees } = ring(0.3);
  const [x, y] = way(degrees);
  for (let turn = 0; turn < 360; turn += 15) {
    const [p, q] = way(turn);
    const [a, b] = [p * long, q * short];
    const w = /** @type {[number, number]} */ ([u + a * x - b * y, v + a * y + b * x]);
    assert.ok(Math.abs(loss(w) - 0.3) < 1e-12, `at ${turn} degrees`);
    assert.equal(descent(w).off < 1e-6, turn % 90 === 0, `at ${turn} degrees`);
  }
});
