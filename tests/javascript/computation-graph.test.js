import assert from "node:assert/strict";
import { test } from "node:test";
import {
  backward,
  forward,
  GRAPHS,
  users,
  walk,
} from "../../docs/theme/assets/javascripts/figures/computation-graph-model.js";

test("the page's own graph: u gets 3, and a gets 18", () => {
  const { order } = GRAPHS;
  assert.deepEqual(forward(order, order.inputs), { a: 3, u: 9, v: 18, z: 27 });
  assert.deepEqual(backward(order, order.inputs).gradients, { z: 1, v: 1, u: 3, a: 18 });
});

test("a value that is used twice adds its two shares", () => {
  const { gradients, shares } = backward(GRAPHS.reuse, { a: 3, b: 2 });
  assert.deepEqual(shares.a, [
    { user: "z", slot: 1, gradient: 1, slope: 1 },
    { user: "u", slot: 0, gradient: 1, slope: 2 },
  ]);
  assert.deepEqual(gradients, { z: 1, u: 1, b: 3, a: 3 });
});

test("the walk visits each name once, and after all of its users", () => {
  for (const graph of Object.values(GRAPHS)) {
    const order = walk(graph);
    const names = [...Object.keys(graph.inputs), ...graph.steps.map(({ name }) => name)];
    assert.deepEqual([...order].sort(), names.sort());
    for (const name of order) {
      for (const user of users(graph, name)) {
        assert.ok(order.indexOf(user) < order.indexOf(name), `${user} before ${name}`);
      }
    }
  }
});

test("a closed relu lets nothing through", () => {
  const { gradients } = backward(GRAPHS.unit, { x: 2, w: -1, b: 0, y: 1 });
  assert.deepEqual(
    [gradients.w, gradients.b, gradients.r],
    [-0, 0, -2].map((g) => g + 0),
  );
});
