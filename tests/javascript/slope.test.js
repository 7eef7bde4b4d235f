import assert from "node:assert/strict";
import { test } from "node:test";
import { compact, fixed, powerOfTen } from "../../docs/theme/assets/javascripts/figures/numbers.js";
import {
  best,
  difference,
  error,
  NUDGES,
  slope,
} from "../../docs/theme/assets/javascripts/figures/slope-model.js";

test("the nudges fall from 1 to 1e-12, by factors of about two", () => {
  assert.equal(NUDGES[0], 1);
  assert.equal(NUDGES.at(-1), 1e-12);
  for (const [i, e] of NUDGES.slice(1).entries()) {
    const factor = (NUDGES[i] ?? Number.NaN) / e;
    assert.ok(factor > 1.9 && factor < 2.6, `${NUDGES[i]} / ${e}`);
  }
});

test("the curve bends by 3 x e + e squared forward, and by e squared on both sides", () => {
  assert.ok(Math.abs(difference("forward", 1, 0.1) - 3.31) < 1e-12);
  assert.ok(Math.abs(difference("central", 1, 0.1) - 3.01) < 1e-12);
});

test("the best nudge is neither large nor tiny, and the central one is larger", () => {
  for (let x = 50; x <= 150; x++) {
    const forward = best("forward", x / 100);
    const central = best("central", x / 100);
    assert.ok(forward > 1e-10 && forward < 1e-7, `forward at ${x / 100}: ${forward}`);
    assert.ok(central > 1e-8 && central < 1e-4, `central at ${x / 100}: ${central}`);
    assert.ok(error("central", x / 100, central) < error("forward", x / 100, forward));
    assert.ok(error("forward", x / 100, 1e-12) < slope(x / 100));
  }
});

test("numbers are written as in the book", () => {
  assert.deepEqual([fixed(-0.5), fixed(-0.0001), fixed(2, 0)], ["−0.50", "0.00", "2"]);
  assert.deepEqual([powerOfTen(-12), powerOfTen(0), powerOfTen(3)], ["10⁻¹²", "1", "10³"]);
  assert.deepEqual(
    [compact(0), compact(0.001), compact(-0.25), compact(1e-8, 1), compact(3.97e-9)],
    ["0", "0.001", "−0.25", "10⁻⁸", "4·10⁻⁹"],
  );
});
