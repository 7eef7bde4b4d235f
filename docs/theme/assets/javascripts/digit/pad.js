// The paper that a reader draws on, with a mouse, a pen or a finger.

import { html } from "../figures/parts.js";
import { SIDE } from "./side.js";

export const PAPER = 280; // pixels to a side
export const PEN = 20;

/**
 * @param {string} label
 * @param {{begin: () => void, draw: () => void, rest: () => void}} when the pen comes down, has drawn
 *   (at most once a frame), and is up again
 */
export function pad(label, { begin, draw, rest }) {
  const element = html("canvas", { class: "digit-pad live-ink", role: "img", "aria-label": label });
  element.width = element.height = PAPER;
  const pen = /** @type {CanvasRenderingContext2D} */ (
    element.getContext("2d", { willReadFrequently: true })
  );
  pen.lineWidth = PEN;
  pen.lineCap = pen.lineJoin = "round";
  let isWaiting = false;
  /** @type {[number, number] | undefined} */
  let last;

  /** @param {PointerEvent} event */
  function follow(event) {
    const { left, top, width } = element.getBoundingClientRect();
    const scale = PAPER / width;
    /** @type {[number, number]} */
    const point = [(event.clientX - left) * scale, (event.clientY - top) * scale];
    pen.beginPath();
    pen.moveTo(...(last ?? point));
    pen.lineTo(...point);
    pen.stroke();
    last = point;
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      draw();
    });
  }
  function lift() {
    if (last) rest();
    last = undefined;
  }
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    begin();
    follow(event);
  });
  element.addEventListener("pointermove", (event) => {
    if (!last || !event.isPrimary) return;
    const events = event.getCoalescedEvents();
    for (const part of events.length > 0 ? events : [event]) follow(part);
  });
  element.addEventListener("pointerup", lift);
  element.addEventListener("pointercancel", lift);

  return {
    element,
    clear() {
      pen.clearRect(0, 0, PAPER, PAPER);
    },
    /** Shows an image of MNIST, as large as the paper. @param {Uint8Array} image */
    show(image) {
      const small = new OffscreenCanvas(SIDE, SIDE);
      const colours = new Uint8ClampedArray(4 * image.length);
      image.forEach((ink, i) => {
        colours[4 * i + 3] = ink;
      });
      small.getContext("2d")?.putImageData(new ImageData(colours, SIDE), 0, 0);
      pen.clearRect(0, 0, PAPER, PAPER);
      pen.drawImage(small, 0, 0, PAPER, PAPER);
    },
    /** How much ink there is. @returns {import("./centre.js").Picture} */
    ink() {
      const { data } = pen.getImageData(0, 0, PAPER, PAPER);
      const pixels = Uint8Array.from({ length: PAPER * PAPER }, (_, i) => data[4 * i + 3] ?? 0);
      return { pixels, width: PAPER, height: PAPER };
    },
  };
}
