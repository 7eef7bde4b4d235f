// What a run shows below its block, in place of the output that the page came with.

import { words } from "./words.js";

const LIMIT = 100_000; // characters

export class Output {
  /** @param {HTMLElement} block */
  constructor(block) {
    const next = block.nextElementSibling;
    /** @type {HTMLElement | null} */
    this.shipped = next?.matches(".language-text.highlight") ? /** @type {any} */ (next) : null;
    this.place = document.createElement("div");
    this.place.className = "language-text highlight live-output";
    this.place.hidden = true;
    (this.shipped ?? block).after(this.place);
    this.length = 0;
  }

  clear() {
    this.place.replaceChildren();
    this.place.hidden = true;
    this.length = 0;
    if (this.shipped) this.shipped.hidden = true;
  }

  restore() {
    this.clear();
    if (this.shipped) this.shipped.hidden = false;
  }

  /**
   * @param {"stdout" | "stderr" | "value" | "error"} kind
   * @param {string} text
   */
  write(kind, text) {
    if (!text || this.length > LIMIT) return;
    const rest = LIMIT - this.length;
    this.length += text.length;
    const span = document.createElement("span");
    span.className = `live-${kind}`;
    span.textContent = text.length > rest ? `${text.slice(0, rest)}\n${words.cut}` : text;
    const code = this.#code();
    code.append(span);
    // The keyboard must reach what scrolls. A loop that prints leaves time for one look a frame.
    requestAnimationFrame(() => {
      if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
    });
  }

  /** As an image, so that no script in it can run. */
  /** @param {string} svg */
  draw(svg) {
    const image = document.createElement("img");
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    image.alt = words.figure;
    this.place.append(image);
    this.place.hidden = false;
  }

  #code() {
    this.place.hidden = false;
    const there = this.place.querySelector("code");
    if (there) return there;
    const pre = document.createElement("pre");
    const code = document.createElement("code");
    pre.append(code);
    this.place.append(pre);
    return code;
  }
}
