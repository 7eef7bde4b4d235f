// A textarea without colour over the block's own, highlighted code.

import { highlighted } from "./highlight.js";
import { words } from "./words.js";

/**
 * Makes a block's code editable.
 *
 * @param {HTMLElement} pre holds the code
 * @param {number} number the block's
 * @param {{change: () => void, run: () => void}} listener
 * @returns {HTMLTextAreaElement}
 */
export function edit(pre, number, listener) {
  const code = /** @type {HTMLElement} */ (pre.querySelector("code"));
  const area = document.createElement("textarea");
  area.className = "live-editor";
  area.value = (code.textContent ?? "").replace(/\n$/, "");
  area.setAttribute("aria-label", `${words.editor} ${number}. ${words.leave}`);
  area.spellcheck = false;
  area.setAttribute("autocapitalize", "off");
  area.setAttribute("autocomplete", "off");

  const paint = () => {
    // A last line that is empty has its height only before another one.
    code.replaceChildren(highlighted(`${area.value}\n`));
    code.scrollLeft = area.scrollLeft;
  };
  area.addEventListener("input", () => {
    paint();
    listener.change();
  });
  area.addEventListener("scroll", () => {
    code.scrollLeft = area.scrollLeft;
  });
  let tabLeaves = false;
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      listener.run();
    } else if (event.key === "Enter") {
      event.preventDefault();
      insert(area, `\n${indentation(area)}`);
    } else if (event.key === "Tab" && !event.shiftKey && !tabLeaves) {
      event.preventDefault();
      insert(area, "    ");
    }
    tabLeaves = event.key === "Escape" || (tabLeaves && event.key === "Shift");
  });
  pre.classList.add("live-edited");
  pre.append(area);
  paint();
  return area;
}

/** @type {(area: HTMLTextAreaElement, text: string) => void} */
function insert(area, text) {
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

/** What the next line begins with: as this one, and deeper after a colon. */
/** @type {(area: HTMLTextAreaElement) => string} */
function indentation(area) {
  const line = area.value.slice(0, area.selectionStart).split("\n").at(-1) ?? "";
  const own = line.match(/^ */)?.[0] ?? "";
  return line.trimEnd().endsWith(":") ? `${own}    ` : own;
}
