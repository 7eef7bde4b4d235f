// One block of a page: its buttons, its editor and its output.

import { edit } from "./editor.js";
import { Output } from "./output.js";
import * as python from "./python.js";
import { words } from "./words.js";

export class RunBlock {
  /**
   * @param {HTMLElement} element the highlighted block
   * @param {number} number
   * @param {(block: RunBlock) => void} whenRun what its button does
   * @param {string} label what its button says
   */
  constructor(element, number, whenRun, label) {
    this.element = element;
    this.number = number;
    this.pre = /** @type {HTMLElement} */ (element.querySelector("pre"));
    this.code = /** @type {HTMLElement} */ (element.querySelector("code"));
    this.original = this.code.cloneNode(true);
    this.output = new Output(element);
    /** @type {HTMLTextAreaElement | undefined} */
    this.area = undefined;
    this.ranAs = ""; // What it was when it ran last, and under which Python.

    const bar = document.createElement("div");
    bar.className = "live-bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", `${words.block} ${number}`);
    this.runButton = button(label, `${label}: ${words.block} ${number}`, () => whenRun(this));
    this.stopButton = button(words.stop, words.stop, python.stop);
    this.editButton = button(words.edit, `${words.edit}: ${words.block} ${number}`, () => {
      this.startEditing(() => whenRun(this));
    });
    this.resetButton = button(words.reset, words.reset, () => this.reset());
    this.stopButton.hidden = true;
    this.resetButton.hidden = true;
    this.status = document.createElement("span");
    this.status.setAttribute("role", "status");
    if (element.hasAttribute("data-minutes")) this.say(words.minutes);
    bar.append(this.runButton, this.stopButton, this.editButton, this.resetButton, this.status);
    element.append(bar);
  }

  get source() {
    return this.area?.value ?? this.code.textContent ?? "";
  }

  get isEdited() {
    return this.area !== undefined && this.area.value !== this.original.textContent?.trimEnd();
  }

  /** Whether the state that Python holds is that of this code. */
  get hasRun() {
    return this.ranAs === this.#state();
  }

  #state() {
    return `${python.generation}: ${this.source}`;
  }

  /** @param {() => void} run */
  startEditing(run) {
    this.editButton.hidden = true;
    this.resetButton.hidden = false;
    this.area = edit(this.pre, this.number, { change: () => this.say(""), run });
    this.area.focus();
  }

  reset() {
    this.area?.remove();
    this.area = undefined;
    this.pre.classList.remove("live-edited");
    this.code.replaceChildren(...this.original.cloneNode(true).childNodes);
    this.output.restore();
    this.editButton.hidden = false;
    this.resetButton.hidden = true;
    this.ranAs = "";
    this.say("");
    this.editButton.focus();
  }

  /** @param {string} text */
  say(text) {
    this.status.textContent = text;
  }

  get isBusy() {
    return this.runButton.hidden;
  }

  set isBusy(is) {
    this.runButton.hidden = is;
    this.stopButton.hidden = !is;
    if (document.activeElement === document.body) (is ? this.stopButton : this.runButton).focus();
  }

  /**
   * Runs the code as it is now.
   *
   * @param {RunBlock} asker where the status goes
   * @param {boolean} quietly leaves the page's own output where it is
   * @returns {Promise<import("./python.js").Result>}
   */
  async run(asker, quietly) {
    if (!quietly) this.output.clear();
    const state = this.#state(); // The reader may change the code while it runs.
    const result = await python.run(`${words.block} ${this.number}`, this.source, {
      status: (now) => asker.say(words[now]),
      print: (stream, text) => {
        if (!quietly) this.output.write(stream, text);
      },
    });
    if (result.status === "done") this.ranAs = state;
    if (result.error) {
      if (quietly) this.output.clear();
      this.output.write("error", result.error);
    } else if (!quietly && result.kind === "svg") this.output.draw(result.value ?? "");
    else if (!quietly && result.kind === "text") this.output.write("value", `${result.value}\n`);
    if (!quietly || result.error) this.resetButton.hidden = false;
    return result;
  }
}

/** @type {(text: string, label: string, act: () => void) => HTMLButtonElement} */
function button(text, label, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.setAttribute("aria-label", label);
  element.addEventListener("click", act);
  return element;
}
