// Small pictures of numbers. They are painted in black on nothing; live.css turns them round in the
// dark theme.

import { html } from "../figures/parts.js";

/** @typedef {import("./network.js").Numbers} Numbers */

/**
 * A picture that can be filled with numbers, a square for each.
 *
 * @param {string} label
 * @param {number} columns
 * @param {number} rows
 * @param {number} side of a square, in pixels of the page
 */
export function picture(label, columns, rows, side) {
  const element = html("canvas", {
    class: "digit-picture live-ink",
    role: "img",
    "aria-label": label,
  });
  const sharp = 2 * side; // For screens that have more pixels.
  element.width = columns * sharp;
  element.height = rows * sharp;
  element.style.width = `${columns * side}px`;
  const pen = /** @type {CanvasRenderingContext2D} */ (element.getContext("2d"));
  const clear = () => pen.clearRect(0, 0, element.width, element.height);
  return {
    element,
    clear,
    /**
     * @param {Numbers} values
     * @param {number} [full] what is painted black; the largest, if it is not given
     */
    show(values, full = Math.max(...Array.from(values), 1e-9)) {
      clear();
      for (let i = 0; i < columns * rows; i++) {
        if (!(values[i] > 0)) continue;
        pen.globalAlpha = Math.min(1, values[i] / full);
        pen.fillRect((i % columns) * sharp, Math.floor(i / columns) * sharp, sharp, sharp);
      }
      pen.globalAlpha = 1;
    },
    /** Frames one of the squares. @param {number} i */
    mark(i) {
      pen.lineWidth = 4;
      pen.strokeRect((i % columns) * sharp, Math.floor(i / columns) * sharp, sharp, sharp);
    },
  };
}
