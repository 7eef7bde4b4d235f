import assert from "node:assert/strict";
import { test } from "node:test";
import { centred, even } from "../../docs/theme/assets/javascripts/digit/centre.js";
import { largest, Network } from "../../docs/theme/assets/javascripts/digit/network.js";
import { differences, shares, traits } from "../../docs/theme/assets/javascripts/digit/shapes.js";

/** A network of two inputs, two hidden units and two classes, as its file has it. */
function smallNetwork() {
  const content = new ArrayBuffer(12 + 4 * 8 + 8);
  new Uint32Array(content, 0, 3).set([2, 2, 2]);
  // Scales and biases of the hidden units, then of the classes; then all weights, row by row.
  new Float32Array(content, 12, 8).set([0.5, 0.25, 0.5, -1, 1, 0.5, 0, 0.5]);
  new Int8Array(content, 44, 8).set([2, -4, 4, 8, 1, 0, -2, 3]);
  return new Network(content);
}

test("the forward pass by hand", () => {
  const { hidden, probabilities, guess } = smallNetwork().read([255, 51]);
  // 1 * 2 * 0.5 + 0.2 * 4 * 0.5 + 0.5, and 1 * -4 * 0.25 + 0.2 * 8 * 0.25 - 1, which relu stops
  assert.ok(Math.abs(hidden[0] - 1.9) < 1e-12);
  assert.equal(hidden[1], 0);
  const odds = Math.exp(1.9 - 0.5);
  assert.ok(Math.abs(probabilities[0] - odds / (1 + odds)) < 1e-12);
  assert.equal(guess, 0);
});

test("probabilities stay finite for large scores", () => {
  const network = smallNetwork();
  network.last.bias = [5000, -5000];
  assert.deepEqual(Array.from(network.read([0, 0]).probabilities), [1, 0]);
});

test("of equal numbers the first is the largest, as in NumPy", () => {
  assert.equal(largest([1, 3, 3, 2]), 1);
});

test("a half is rounded to the even number", () => {
  assert.deepEqual([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6].map(even), [0, 2, 2, 0, -2, 2, 3]);
});

/** A picture with a rectangle of ink. */
function picture({ width = 100, height = 80, left = 0, top = 0, wide = 1, high = 1, ink = 255 }) {
  const pixels = new Uint8Array(width * height);
  for (let y = top; y < top + high; y++)
    pixels.fill(ink, y * width + left, y * width + left + wide);
  return { pixels, width, height };
}

test("wherever a digit lies and whatever its size, it is seen the same", () => {
  const seen = centred(picture({ wide: 20, high: 40 }));
  for (const other of [
    { wide: 20, high: 40, left: 80, top: 40 },
    { wide: 10, high: 20, left: 33, top: 7 },
    { wide: 40, high: 80, left: 5 },
    { wide: 20, high: 40, ink: 60 },
  ]) {
    assert.deepEqual(centred(picture(other)), seen);
  }
  assert.equal(seen?.filter((ink) => ink === 255).length, 200);
});

test("what is faint is paper, and paper alone is nothing", () => {
  const { pixels, ...size } = picture({ left: 50, top: 40, wide: 10, high: 20 });
  const clean = centred({ pixels, ...size });
  pixels[0] = 30;
  assert.deepEqual(centred({ pixels, ...size }), clean);
  assert.equal(centred(picture({ ink: 0 })), undefined);
});

test("a digit at the edge of its mass stays on the page", () => {
  const heavy = picture({ width: 100, height: 100, wide: 100, high: 4 });
  heavy.pixels[99 * 100] = 255;
  const seen = centred(heavy);
  assert.ok(seen?.some((ink) => ink > 0));
});

/** 28 by 28, inked where `has` says so. */
function image(/** @type {(x: number, y: number) => boolean} */ has) {
  return Uint8Array.from({ length: 784 }, (_, i) => (has(i % 28, Math.floor(i / 28)) ? 255 : 0));
}

test("the five traits", () => {
  const everywhere = new Uint8Array(784).fill(255);
  const upright = traits(
    image((x, y) => x > 12 && x < 16 && y > 3 && y < 24),
    everywhere,
  );
  assert.equal(upright.ink, 60);
  assert.ok(Math.abs(upright.slant) < 1e-12);
  assert.ok(Math.abs(upright.breadth - Math.sqrt(8 / 399)) < 1e-12);
  assert.equal(upright.stray, 0);
  const slash = image((x, y) => x + y === 27);
  assert.ok(Math.abs(traits(slash, everywhere).slant - 1) < 1e-12);
  assert.equal(traits(slash, new Uint8Array(784).fill(12)).stray, 1);
  assert.ok(Math.abs(traits(slash, everywhere).missing - (1 - 28 / 784)) < 1e-12);
});

test("a difference is told, and which way it goes", () => {
  const usual = {
    ink: [20, 30],
    slant: [-0.5, 0.5],
    breadth: [0.5, 2],
    stray: [0.1, 0.2],
    missing: [0, 1],
  };
  const found = differences(
    image((x, y) => x + y === 27),
    { often: new Uint8Array(784).fill(255), usual: /** @type {any} */ (usual) },
  );
  assert.deepEqual(
    found.map(({ trait, more }) => [trait, more]),
    [["slant", true]],
  );
});

test("where the ink lies, of two digits", () => {
  assert.deepEqual(shares([10, 20, 30, 40], [9, 1, 5, 3], [1, 9, 5, 2]), [0.5, 0.2]);
});
