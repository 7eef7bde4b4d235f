import assert from "node:assert/strict";
import { test } from "node:test";
import {
  broadcast,
  candidates,
  elements,
  parse,
  steps,
  write,
} from "../../docs/theme/assets/javascripts/figures/broadcasting-model.js";

test("a shape is read as one types it, and written as Python does", () => {
  for (const text of ["(3, 1)", "3,1", " ( 3,1, ) "]) assert.deepEqual(parse(text), [3, 1]);
  assert.deepEqual(parse("3"), [3]);
  assert.deepEqual(parse("()"), []);
  for (const text of ["(5,)", "(1, 1, 1, 1)", "(3 1)", "(3, x)", "(-1,)", "(,)", "((3))", "3,,1"]) {
    assert.equal(parse(text), undefined, text);
  }
  assert.deepEqual([[], [3], [3, 1]].map(write), ["()", "(3,)", "(3, 1)"]);
});

test("the steps align, fill up, and go from the last axis to the first", () => {
  const kinds = steps([2, 1, 3], [4, 3]).map(({ kind, axis }) => `${kind} ${axis}`);
  assert.deepEqual(kinds, [
    "given 3",
    "align 3",
    "fill 3",
    "equal 2",
    "stretch 1",
    "stretch 0",
    "result 0",
  ]);
  assert.equal(steps([3, 4], [3]).at(-1)?.kind, "clash");
  assert.deepEqual(
    steps([], []).map(({ kind }) => kind),
    ["given", "result"],
  );
});

test("the answers to choose from hold the right one, and three in all", () => {
  const lengths = [0, 1, 2, 3, 4];
  const shapes = [
    [],
    ...lengths.map((n) => [n]),
    ...lengths.flatMap((m) => lengths.map((n) => [m, n])),
  ];
  for (const a of shapes) {
    for (const b of shapes) {
      const texts = candidates(a, b).map(write);
      const shape = broadcast(a, b);
      assert.equal(new Set(texts).size, 3, `${a} with ${b}`);
      assert.ok(!shape || texts.includes(write(shape)), `${a} with ${b}`);
    }
  }
});

test("a stretched column knows which of its elements are copies", () => {
  assert.deepEqual(elements([2, 1], [2, 2])[0], [
    [
      { at: 0, copy: false },
      { at: 0, copy: true },
    ],
    [
      { at: 1, copy: false },
      { at: 1, copy: true },
    ],
  ]);
  assert.deepEqual(elements([1], [0]), [[[]]]);
});
