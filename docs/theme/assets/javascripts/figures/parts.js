// What the figures are made of: elements, and the few controls that all of them share.

const WORDS = {
  en: { step: "Step", play: "Play", pause: "Pause", reset: "Reset", check: "Check" },
  ko: { step: "한 걸음", play: "재생", pause: "멈춤", reset: "되돌리기", check: "확인" },
};
const SVG = "http://www.w3.org/2000/svg";
const FRAME = 250; // ms from one step to the next while a figure plays
const REST = 300; // ms without a change until it is told

/** @type {"en" | "ko"} */
export const language = document.documentElement.lang === "ko" ? "ko" : "en";
const words = WORDS[language];

/** @typedef {Record<string, string | number | boolean | ((event: any) => void)>} Attributes */
/** @typedef {Node | string} Child */

/**
 * Builds a figure at each of its places. The page's own words are there already.
 *
 * @template T
 * @param {string} name
 * @param {{en: T, ko: T}} both what the figure says
 * @param {(place: HTMLElement, words: T) => void} build
 */
export function figure(name, both, build) {
  for (const place of document.querySelectorAll(`.live-figure[data-figure="${name}"]`)) {
    build(/** @type {HTMLElement} */ (place), both[language]);
  }
}

/**
 * An element of HTML. An attribute that is a function listens to the event of its name; one that is
 * true or false is there or not.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function html(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

/**
 * An element of SVG.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

/** @type {(element: Element, attributes: Attributes) => void} */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else element.setAttribute(name, String(value));
  }
}

/** A sentence that screen readers hear when it changes. */
export function status() {
  return html("p", { class: "live-status", role: "status" });
}

/** @type {WeakMap<HTMLElement, ReturnType<typeof setTimeout>>} */
const waiting = new WeakMap();

/**
 * Says a sentence once the figure has come to rest, so that of a drag only its end is heard.
 *
 * @type {(place: HTMLElement, text: string) => void}
 */
export function tell(place, text) {
  clearTimeout(waiting.get(place));
  waiting.set(
    place,
    setTimeout(() => {
      place.textContent = text;
    }, REST),
  );
}

/** @type {(text: string, act: () => void) => HTMLButtonElement} */
export function button(text, act) {
  return html("button", { type: "button", click: act }, text);
}

/** @type {(act: () => void) => HTMLButtonElement} */
export function resetButton(act) {
  return button(words.reset, act);
}

/**
 * A labelled slider with its value beside it.
 *
 * @param {{label: string, min: number, max: number, step: number, value: number,
 *   show?: (value: number) => string, change: (value: number) => void}} options
 * @returns {{element: HTMLElement, value: number}}
 */
export function slider({ label, min, max, step, value, show = String, change }) {
  // Hidden: the slider tells its value itself, and an output would tell every change again.
  const shown = html("output", { "aria-hidden": "true" }, show(value));
  const tell = () => {
    shown.textContent = show(input.valueAsNumber);
    input.setAttribute("aria-valuetext", show(input.valueAsNumber));
  };
  const input = html("input", {
    type: "range",
    min,
    max,
    step,
    value,
    input: () => {
      tell();
      change(input.valueAsNumber);
    },
  });
  tell();
  return {
    element: html("label", { class: "live-slider" }, html("span", {}, label), input, shown),
    get value() {
      return input.valueAsNumber;
    },
    set value(next) {
      input.value = String(next);
      tell();
    },
  };
}

/**
 * A labelled choice of one among a few.
 *
 * @param {string} label
 * @param {{[value: string]: string}} options each value with the words for it
 * @param {(value: string) => void} change
 * @param {string} [value] what is chosen at first
 * @returns {HTMLLabelElement}
 */
export function choice(label, options, change, value) {
  const items = Object.entries(options).map(([value, text]) => html("option", { value }, text));
  const list = html("select", { change: () => change(list.value) }, ...items);
  if (value !== undefined) list.value = value;
  return html("label", { class: "live-choice" }, html("span", {}, label), list);
}

/**
 * Asks before the figure shows: the reader picks an answer, and then sees whether it holds.
 *
 * @param {string} question
 * @param {string[]} answers
 * @param {(picked: number) => string} answer what is said of the pick; the figure may now show itself
 * @returns {HTMLElement}
 */
export function prediction(question, answers, answer) {
  const said = status();
  const buttons = answers.map((text, index) =>
    button(text, () => {
      for (const other of buttons) other.setAttribute("aria-pressed", "false");
      buttons[index]?.setAttribute("aria-pressed", "true");
      said.textContent = answer(index);
    }),
  );
  const group = html("div", { role: "group", class: "live-answers", "aria-label": question });
  group.append(...buttons);
  return html("div", { class: "live-prediction" }, html("p", {}, question), group, said);
}

/**
 * Buttons to take one step, to play all of them, and to begin again. Whoever wants less motion gets
 * the end at once. The event `renew` at them says that there are steps to take again, and `hold` that
 * there are none for now.
 *
 * @param {{step: () => boolean, reset: () => void, frame?: number}} options `step` tells whether
 *   there are more
 * @returns {HTMLElement}
 */
export function player({ step, reset, frame = FRAME }) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  const stopPlaying = () => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = words.play;
  };
  const advance = () => {
    const more = step();
    forward.disabled = play.disabled = !more;
    if (!more) stopPlaying();
    return more;
  };
  const forward = button(words.step, () => {
    stopPlaying();
    advance();
  });
  const play = button(words.play, () => {
    if (timer !== undefined) stopPlaying();
    else if (matchMedia("(prefers-reduced-motion: reduce)").matches) while (advance());
    else {
      play.textContent = words.pause;
      timer = setInterval(advance, frame);
    }
  });
  const renew = () => {
    stopPlaying();
    forward.disabled = play.disabled = false;
  };
  const hold = () => {
    stopPlaying();
    forward.disabled = play.disabled = true;
  };
  const again = resetButton(() => {
    renew();
    reset();
  });
  return html("div", { class: "live-controls", renew, hold }, forward, play, again);
}

/**
 * Lets a part of a drawing be moved, by pointer and by arrow keys (with Shift ten steps at once).
 *
 * @param {SVGGraphicsElement} part
 * @param {{label: string, step: number, at: () => [number, number], say: () => string,
 *   move: (x: number, y: number) => void, fromScreen: (x: number, y: number) => [number, number]}}
 *   options positions are in the figure's own numbers; `fromScreen` takes those of the SVG's viewBox
 * @returns {() => void} says where the part is now, for when something else moved it
 */
export function movable(part, { label, step, at, say, move, fromScreen }) {
  set(part, { tabindex: 0, role: "slider", "aria-label": label, class: "live-movable" });
  const tell = () => {
    const [x, y] = at();
    set(part, { "aria-valuetext": say(), "aria-valuenow": Math.hypot(x, y).toFixed(2) });
  };
  const go = (/** @type {number} */ x, /** @type {number} */ y) => {
    move(x, y);
    tell();
  };
  part.addEventListener("keydown", (event) => {
    const far = event.shiftKey ? 10 * step : step;
    const [x, y] = at();
    if (event.key === "ArrowRight") go(x + far, y);
    else if (event.key === "ArrowLeft") go(x - far, y);
    else if (event.key === "ArrowUp") go(x, y + far);
    else if (event.key === "ArrowDown") go(x, y - far);
    else return;
    event.preventDefault();
  });
  part.addEventListener("pointerdown", (event) => {
    part.setPointerCapture(event.pointerId);
    part.focus();
    event.preventDefault();
  });
  part.addEventListener("pointermove", (event) => {
    if (!part.hasPointerCapture(event.pointerId)) return;
    const matrix = part.ownerSVGElement?.getScreenCTM()?.inverse();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    go(...fromScreen(point.x, point.y));
  });
  tell();
  return tell;
}
