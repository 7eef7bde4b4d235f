// A plane with a square grid, its arrows, and the way from its numbers to the drawing and back.

import { svg } from "./parts.js";
import { pixels } from "./points.js";

/** @import { Pair } from "./points.js" */

/**
 * @param {{label: string, width: number, height: number, unit: number, origin: Pair,
 *   grid?: boolean}} options the origin is in pixels from the upper left corner
 */
export function plane({ label, width, height, unit, origin: [left, top], grid = true }) {
  /** @type {(point: Pair) => Pair} */
  const place = ([x, y]) => [left + x * unit, top - y * unit];
  const lines = [
    ...whole(-left / unit, (width - left) / unit).map((x) => `M${left + x * unit} 0V${height}`),
    ...whole((top - height) / unit, top / unit).map((y) => `M0 ${top - y * unit}H${width}`),
  ];
  return {
    element: svg(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": label },
      svg("path", { class: "grid", d: grid ? lines.join("") : "" }),
      svg("path", { class: "axes", d: `M0 ${top}H${width}M${left} 0V${height}` }),
    ),
    place,
    /** @type {(x: number, y: number) => Pair} */
    fromScreen: (x, y) => [(x - left) / unit, (top - y) / unit],
    /** @type {(points: Pair[]) => string} */
    path: (points) => points.map((at, i) => `${i ? "L" : "M"}${pixels(place(at))}`).join(""),
  };
}

/** @type {(from: number, to: number) => number[]} */
function whole(from, to) {
  const first = Math.ceil(from);
  return Array.from({ length: Math.floor(to) - first + 1 }, (_, i) => first + i);
}
