// A small drawing with axes.

import { svg } from "./parts.js";
import { pixels } from "./points.js";

const LEFT = 46;
const RIGHT = 14;
const TOP = 24;
const BOTTOM = 40;

/** @typedef {[number, number]} Pair */
/** @typedef {{name: string, from: number, to: number, ticks: [number, string][]}} Axis */

/**
 * Two thin axes and the way from the figure's numbers to the drawing and back. What is drawn into
 * `inside` is cut off at the axes' ends.
 *
 * @param {{label: string, x: Axis, y: Axis, width?: number, height?: number}} options
 */
export function plot({ label, x, y, width = 300, height = 230 }) {
  const across = (width - LEFT - RIGHT) / (x.to - x.from);
  const up = (height - TOP - BOTTOM) / (y.to - y.from);
  const bottom = height - BOTTOM;
  /** @type {(x: number, y: number) => Pair} */
  const place = (a, b) => [LEFT + (a - x.from) * across, bottom - (b - y.from) * up];
  const inside = svg("svg", {
    x: LEFT,
    y: TOP,
    width: width - LEFT - RIGHT,
    height: bottom - TOP,
    viewBox: `${LEFT} ${TOP} ${width - LEFT - RIGHT} ${bottom - TOP}`,
  });
  const element = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": label },
    svg("path", {
      class: "axes",
      d: `M ${LEFT} ${TOP} V ${bottom} H ${width - RIGHT}`,
    }),
    ...x.ticks.map(([at, text]) => words(text, place(at, 0)[0], bottom + 16, "small faint middle")),
    ...y.ticks.map(([at, text]) => words(text, LEFT - 6, place(0, at)[1] + 4.5, "small faint end")),
    words(x.name, (LEFT + width - RIGHT) / 2, bottom + 34, "small middle"),
    words(y.name, 2, 13, "small"),
    inside,
  );
  return {
    element,
    inside,
    place,
    /** @type {(left: number, top: number) => Pair} */
    fromScreen: (left, top) => [(left - LEFT) / across + x.from, (bottom - top) / up + y.from],
    /** @type {(points: Pair[]) => string} */
    path: (points) => points.map(([a, b], i) => `${i ? "L" : "M"}${pixels(place(a, b))}`).join(""),
  };
}

/** @type {(text: string, x: number, y: number, classes?: string) => SVGTextElement} */
export function words(text, x, y, classes = "") {
  return svg("text", { x, y, class: classes }, text);
}
