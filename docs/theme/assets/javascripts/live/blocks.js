// Makes the page's blocks of Python run in the page. Without this script they are there to be read.

import { RunBlock } from "./run-block.js";
import { words } from "./words.js";

// What stands in the way of a block that cannot run: see docs/hooks/live.py.
const REASONS = {
  tensorflow: words.tensorflow,
  matplotlib: words.matplotlib,
};

/** @type {RunBlock[]} The blocks outside exercises, which share one state. */
const blocks = [];
/** @typedef {{start?: RunBlock, check?: RunBlock, solution?: RunBlock}} Exercise */
/** @type {Map<Element, Exercise>} */
const exercises = new Map();

const elements = /** @type {HTMLElement[]} */ ([
  ...document.querySelectorAll(".highlight[data-block]"),
]);
for (const [index, element] of elements.entries()) {
  const reason = element.dataset.block ?? "";
  if (reason in REASONS) explain(element, REASONS[/** @type {keyof typeof REASONS} */ (reason)]);
  else upgrade(element, index + 1);
}

/** @type {(element: HTMLElement, reason: string) => void} */
function explain(element, reason) {
  const note = document.createElement("p");
  note.className = "live-bar";
  note.textContent = reason;
  element.append(note);
}

/** @type {(element: HTMLElement, number: number) => void} */
function upgrade(element, number) {
  const place = element.closest(".exercise");
  if (!place) {
    blocks.push(new RunBlock(element, number, runAfterThoseAbove, words.run));
    return;
  }
  const exercise = exercises.get(place) ?? {};
  exercises.set(place, exercise);
  const parts = [...place.querySelectorAll(".highlight[data-block]")];
  const part = /** @type {const} */ (["start", "check", "solution"])[parts.indexOf(element)];
  if (part === "check") exercise.check = new RunBlock(element, number, check, words.check);
  else if (part) exercise[part] = new RunBlock(element, number, runPart, words.run);
}

/** @param {RunBlock} block */
function runAfterThoseAbove(block) {
  return during(block, async () => {
    const failed = await prepare(block);
    if (failed) return failed;
    const { status } = await block.run((text) => block.say(text), false);
    return words[status];
  });
}

/**
 * An exercise's start, or its solution, which has to pass the check.
 *
 * @param {RunBlock} block
 */
function runPart(block) {
  return during(block, async () => {
    const failed = await prepare(block);
    if (failed) return failed;
    const { status } = await block.run((text) => block.say(text), false);
    const { start, check } = exerciseOf(block);
    if (status !== "done" || block === start || !check) return words[status];
    const checked = await check.run((text) => block.say(text), true);
    return checked.status === "done" ? words.passed : words.notYet;
  });
}

/** @param {RunBlock} block */
function check(block) {
  return during(block, async () => {
    const failed = await prepare(block);
    if (failed) return failed;
    const { start } = exerciseOf(block);
    const started = await start?.run((text) => block.say(text), !start.isEdited);
    if (started?.status !== "done") return `${words.failedAbove} ${words.block} ${start?.number}`;
    const { status } = await block.run((text) => block.say(text), false);
    if (status === "stopped") return words.stopped;
    return status === "done" ? words.passed : words.notYet;
  });
}

/**
 * Runs the blocks above that have not run as they are now; says which one failed.
 *
 * @param {RunBlock} block
 * @returns {Promise<string>}
 */
async function prepare(block) {
  for (const above of blocks) {
    const precedes = above.element.compareDocumentPosition(block.element);
    if (!(precedes & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    if (above.hasRun) continue;
    block.say(words.above);
    const { status } = await above.run((text) => block.say(text), !above.isEdited);
    if (status === "stopped") return words.stopped;
    if (status === "failed") return `${words.failedAbove} ${words.block} ${above.number}`;
  }
  return "";
}

/** @type {(block: RunBlock, act: () => Promise<string>) => Promise<void>} */
async function during(block, act) {
  block.isBusy = true;
  block.say(words.waiting);
  block.say(await act());
  block.isBusy = false;
}

/** @type {(block: RunBlock) => Exercise} */
function exerciseOf(block) {
  return [...exercises.values()].find((parts) => Object.values(parts).includes(block)) ?? {};
}
