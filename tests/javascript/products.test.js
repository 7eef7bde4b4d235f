import assert from "node:assert/strict";
import { test } from "node:test";
import {
  angle,
  foot,
  shadow,
} from "../../docs/theme/assets/javascripts/figures/dot-product-model.js";
import {
  candidates,
  left,
  partials,
  right,
  shape,
  soFar,
  walk,
} from "../../docs/theme/assets/javascripts/figures/matrix-product-model.js";
import { arrow, tenth } from "../../docs/theme/assets/javascripts/figures/points.js";

/** @typedef {[number, number]} Shape */

test("a shadow is signed, and there is none where an arrow has no length", () => {
  assert.equal(shadow([2, 3], [4, 0]), 2);
  assert.equal(shadow([-2, 3], [4, 0]), -2);
  assert.equal(shadow([2, 3], [0, 0]), 0);
  assert.deepEqual(foot([2, 3], [0, 0]), [0, 0]);
  assert.equal(angle([0, 2], [3, 0]), 90);
});

test("the walk takes every product of every element, row by row", () => {
  const taken = Array.from({ length: 2 * 4 * 3 }, (_, i) => walk(i + 1, [2, 3], [3, 4]));
  const expected = [0, 1].flatMap((row) =>
    [0, 1, 2, 3].flatMap((column) => [1, 2, 3].map((terms) => ({ row, column, terms }))),
  );
  assert.deepEqual(taken, expected);
  assert.equal(walk(0, [2, 3], [3, 4]).terms, 0);
});

test("the elements grow in the order of the walk", () => {
  const [x, w] = [left([2, 3]), right([3, 4])];
  assert.deepEqual(partials(x, w, 1, 2), [0, 3, 3, 11]);
  assert.deepEqual(soFar(20, x, w), [
    [4, 6, 1, 5],
    [7, 5, 3, undefined],
  ]);
});

test("the answers to choose from hold the right one, and three in all", () => {
  const lengths = [1, 2, 3, 4];
  for (const a of lengths) {
    for (const b of lengths) {
      for (const c of lengths) {
        for (const d of lengths) {
          const texts = candidates([a, b], [c, d]).map(String);
          assert.equal(new Set(texts).size, 3);
          const known = shape([a, b], [c, d]);
          assert.ok(!known || texts.includes(String(known)));
        }
      }
    }
  }
});

test("an arrow ends at its tip, and without length there is none", () => {
  assert.equal(arrow([0, 0], [0, 0]), "");
  assert.match(arrow([0, 0], [20, 0]), /^M0.0 0.0L20.0 0.0M10.0 .*L20.0 0.0L10.0 /);
  assert.equal(tenth(0.26, 0, 1), 0.3);
  assert.equal(tenth(7, 0, 1), 1);
});
