import assert from "node:assert/strict";
import test from "node:test";
import {
  affine,
  forward,
  joined,
  SECOND,
} from "../../docs/theme/assets/javascripts/figures/affine-map-model.js";

/** @type {import("../../docs/theme/assets/javascripts/figures/affine-map-model.js").Layer} */
const LAYER = {
  W: [
    [1, 2],
    [3, -4],
  ],
  b: [0.5, -1],
};

test("the rows of W and b say where the basis vectors and the origin go", () => {
  assert.deepEqual(affine([0, 0], LAYER), [0.5, -1]);
  assert.deepEqual(affine([1, 0], LAYER), [1.5, 1]);
  assert.deepEqual(affine([0, 1], LAYER), [3.5, -5]);
});

test("two layers are one, unless relu stands between", () => {
  const one = joined(LAYER, SECOND);
  const both = { relu: false, second: true };
  assert.deepEqual(forward([2, 3], LAYER, both), affine([2, 3], one));
  assert.notDeepEqual(forward([2, 3], LAYER, { ...both, relu: true }), affine([2, 3], one));
});
