import assert from "node:assert/strict";
import { test } from "node:test";
import {
  affine,
  closest,
  composed,
  creased,
  forward,
  gap,
  LETTER,
  relu,
} from "../../docs/theme/assets/javascripts/figures/affine-map-model.js";

/** @import { Layer } from "../../docs/theme/assets/javascripts/figures/affine-map-model.js" */

/** @type {Layer} */
const first = {
  W: [
    [0.9, 0.5],
    [-0.5, 0.9],
  ],
  b: [0.3, -1.2],
};
/** @type {Layer} */
const second = {
  W: [
    [1, 0.5],
    [-1, 1],
  ],
  b: [0.4, -0.8],
};

test("the rows of W are the images of the basis vectors, and b that of the origin", () => {
  const still = { ...first, b: /** @type {[number, number]} */ ([0, 0]) };
  assert.deepEqual(
    affine(
      [
        [1, 0],
        [0, 1],
      ],
      still,
    ),
    first.W,
  );
  assert.deepEqual(affine([[0, 0]], first), [first.b]);
});

test("a line is creased where it crosses an axis, in the order of the crossings", () => {
  assert.deepEqual(
    creased([
      [-2, 1],
      [2, -3],
    ]),
    [
      [-2, 1],
      [-1, 0],
      [0, -1],
      [2, -3],
    ],
  );
  assert.deepEqual(
    creased([
      [1, 1],
      [2, 0],
    ]),
    [
      [1, 1],
      [2, 0],
    ],
  );
  assert.deepEqual(
    creased([
      [-1, -1],
      [1, 1],
    ]).slice(1, -1),
    [
      [0, 0],
      [0, 0],
    ],
  );
  assert.deepEqual(
    creased([
      [0, 1],
      [0, 2],
    ]),
    [
      [0, 1],
      [0, 2],
    ],
  );
});

test("two layers without relu are one, and with relu they are not", () => {
  const one = composed(first, second);
  const images = forward(LETTER, [first, second], false)[1] ?? [];
  assert.ok(gap(images, affine(LETTER, one)) < 1e-14);
  assert.ok(gap(images, affine(LETTER, closest(LETTER, images))) < 1e-14);
  const folded = forward(LETTER, [first, second], true)[1] ?? [];
  assert.ok(gap(folded, affine(LETTER, closest(LETTER, folded))) > 0.5);
});

test("relu leaves the upper right quadrant, and presses the rest onto the axes", () => {
  assert.deepEqual(
    relu([
      [1, 2],
      [-1, 2],
      [1, -2],
      [-1, -2],
    ]),
    [
      [1, 2],
      [0, 2],
      [1, 0],
      [0, 0],
    ],
  );
});
