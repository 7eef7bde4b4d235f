// The paper that a reader draws on, with a mouse, a pen or a finger; or takes a test digit for.

import { button, html, language } from "../figures/parts.js";
import { SIDE } from "./centre.js";
import { picture } from "./pictures.js";

const PAPER = 280; // pixels to a side
const PEN = 20;
const WORDS = {
  en: {
    paper: "Paper to draw a digit on, with a mouse, a pen or a finger",
    clear: "Clear",
    test: "Try a test digit",
    label: (/** @type {number} */ digit) => `Its label in the test set is ${digit}. `,
  },
  ko: {
    paper: "마우스나 펜, 손가락으로 숫자를 그리는 종이",
    clear: "지우기",
    test: "테스트 숫자 넣기",
    label: (/** @type {number} */ digit) => `테스트 세트의 레이블은 ${digit}입니다. `,
  },
};
const words = WORDS[language];
/** What is said of a test digit. */
export const { label } = words;

/**
 * The paper, with a button for a test digit and one to clear it.
 *
 * @param {{begin?: () => void, draw?: () => void, rest: () => void, test: () => void,
 *   clear: () => void}} when the pen comes down, has drawn, and is up again; a test digit is asked
 *   for; the paper was cleared
 */
export function pad({ begin, draw, rest, test, clear }) {
  const canvas = html("canvas", {
    class: "digit-pad live-ink",
    role: "img",
    "aria-label": words.paper,
    width: PAPER,
    height: PAPER,
    pointerdown: put,
    pointermove: move,
    lostpointercapture: lift,
  });
  const pen = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true })
  );
  pen.lineWidth = PEN;
  pen.lineCap = pen.lineJoin = "round";
  const wipe = () => pen.clearRect(0, 0, PAPER, PAPER);
  /** @type {[number, number] | undefined} */
  let last;

  /** @param {PointerEvent} event */
  function follow(event) {
    const { left, top, width } = canvas.getBoundingClientRect();
    const scale = PAPER / width;
    /** @type {[number, number]} */
    const point = [(event.clientX - left) * scale, (event.clientY - top) * scale];
    pen.beginPath();
    pen.moveTo(...(last ?? point));
    pen.lineTo(...point);
    pen.stroke();
    last = point;
  }
  function lift() {
    if (last) rest();
    last = undefined;
  }
  /** @param {PointerEvent} event */
  function put(event) {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    begin?.();
    follow(event);
    draw?.();
  }
  /** @param {PointerEvent} event */
  function move(event) {
    if (!last || !event.isPrimary) return;
    const events = event.getCoalescedEvents();
    for (const part of events.length > 0 ? events : [event]) follow(part);
    draw?.();
  }

  const buttons = [
    button(words.test, test),
    button(words.clear, () => {
      wipe();
      clear();
    }),
  ];
  return {
    element: html("div", {}, canvas, html("div", { class: "live-controls" }, ...buttons)),
    /** Shows an image of MNIST, as large as the paper. @param {Uint8Array} image */
    show(image) {
      wipe();
      const small = picture("", SIDE, SIDE, 1);
      small.show(image, 255);
      pen.drawImage(small.canvas, 0, 0, PAPER, PAPER);
    },
    /** How much ink there is. @returns {import("./centre.js").Picture} */
    ink() {
      const { data } = pen.getImageData(0, 0, PAPER, PAPER);
      return { pixels: data.filter((_, i) => i % 4 === 3), width: PAPER, height: PAPER };
    },
  };
}
