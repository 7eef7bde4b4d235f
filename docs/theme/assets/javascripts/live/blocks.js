// Makes the page's blocks of Python run in the page. Without this script they are there to be read.

import { RunBlock } from "./run-block.js";
import { words } from "./words.js";

// What stands in the way of a block that cannot run: see docs/hooks/live.py.
const REASONS = {
  tensorflow: words.tensorflow,
  matplotlib: words.matplotlib,
  minutes: words.minutes,
};

/** @type {RunBlock[]} The blocks outside exercises, which share one state. */
const blocks = [];
/** @type {Map<Element, RunBlock[]>} An exercise's start, check and solution. */
const exercises = new Map();

for (const element of document.querySelectorAll(".highlight[data-block]")) {
  const block = /** @type {HTMLElement} */ (element);
  const reason = block.dataset.block ?? "";
  if (reason in REASONS) explain(block, REASONS[/** @type {keyof typeof REASONS} */ (reason)]);
  else upgrade(block);
}

/** @type {(element: HTMLElement, reason: string) => void} */
function explain(element, reason) {
  const note = document.createElement("p");
  note.className = "live-bar";
  note.textContent = reason;
  element.append(note);
}

/** @param {HTMLElement} element */
function upgrade(element) {
  const number = blocks.length + [...exercises.values()].flat().length + 1;
  const exercise = element.closest(".exercise");
  if (!exercise) {
    blocks.push(new RunBlock(element, number, runAfterThoseAbove, words.run));
    return;
  }
  const parts = exercises.get(exercise) ?? [];
  const isCheck = parts.length === 1;
  exercises.set(exercise, parts);
  parts.push(
    new RunBlock(element, number, isCheck ? check : runPart, isCheck ? words.check : words.run),
  );
}

/** @param {RunBlock} block */
function runAfterThoseAbove(block) {
  return during(block, async () => {
    const failed = await prepare(block);
    if (failed) return failed;
    const { status } = await block.run((text) => block.say(text), false);
    return outcome(status);
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
    const [start, check] = partsOf(block);
    if (status !== "done" || block === start || !check) return outcome(status);
    const checked = await check.run((text) => block.say(text), true);
    return checked.status === "done" ? words.passed : words.notYet;
  });
}

/** @param {RunBlock} block */
function check(block) {
  return during(block, async () => {
    const failed = await prepare(block);
    if (failed) return failed;
    const [start] = partsOf(block);
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

/** @type {(status: "done" | "failed" | "stopped") => string} */
function outcome(status) {
  return words[status];
}

/** @type {(block: RunBlock) => RunBlock[]} */
function partsOf(block) {
  return [...exercises.values()].find((parts) => parts.includes(block)) ?? [];
}
