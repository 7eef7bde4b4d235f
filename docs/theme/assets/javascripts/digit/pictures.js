// Small pictures of numbers. They are painted in black on nothing; live.css turns them round in the
// dark theme.

import { html } from "../figures/parts.js";

/** @typedef {import("./network.js").Numbers} Numbers */

/**
 * A picture that can be filled with numbers, a pixel for each.
 *
 * @param {string} label nothing, where words beside it say what it shows
 * @param {number} columns
 * @param {number} rows
 * @param {number} side of a pixel, in those of the page
 */
export function picture(label, columns, rows, side) {
  const canvas = html("canvas", {
    class: "digit-picture live-ink",
    ...(label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" }),
    width: columns,
    height: rows,
    style: `width: ${columns * side}px`,
  });
  return {
    canvas,
    /** The picture with its label below. */
    element: html("figure", {}, canvas, html("figcaption", {}, label)),
    /** @type {(values: Numbers, full: number) => void} `full` is painted black. */
    show(values, full) {
      const image = new ImageData(columns, rows);
      for (let i = 0; i < values.length; i++) image.data[4 * i + 3] = (255 * values[i]) / full;
      canvas.getContext("2d")?.putImageData(image, 0, 0);
    },
  };
}
