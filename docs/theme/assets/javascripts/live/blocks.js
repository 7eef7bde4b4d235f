// Makes the page's blocks of Python run in the page. Without this script they are there to be read.

import * as python from "./python.js";
import { RunBlock } from "./run-block.js";
import { words } from "./words.js";

const BLOCKS = ".highlight[data-block]";
const VERDICTS = { done: words.passed, failed: words.notYet, stopped: words.stopped };

/** @type {Map<Element, RunBlock>} */
const blocks = new Map();
/** @type {Map<RunBlock, RunBlock>} Those that wait for one above, which failed, to be mended. */
const held = new Map();
/** What was pressed runs one after the other, so that each press finds what those before it ran. */
let queue = Promise.resolve("");

const elements = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(BLOCKS)]);
for (const [index, element] of elements.entries()) {
  // What stands in the way of a block that cannot run: see docs/hooks/live.py.
  const reason = /** @type {"tensorflow" | "matplotlib" | ""} */ (element.dataset.block);
  if (reason) explain(element, words[reason]);
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
  const isCheck = partsOf(element)[1] === element;
  const [act, label] = isCheck ? [check, words.check] : [run, words.run];
  blocks.set(element, new RunBlock(element, number, act, label));
}

/** An exercise's start, check and solution; nothing for a block outside exercises. */
/** @param {Element} element */
function partsOf(element) {
  return [...(element.closest(".exercise")?.querySelectorAll(BLOCKS) ?? [])];
}

/** A block, an exercise's start, or its solution, which has to pass the check. */
/** @param {RunBlock} block */
function run(block) {
  return afterThoseAbove(block, async () => {
    const { status } = await block.run(block, false);
    const [start, check] = partsOf(block.element).map((part) => blocks.get(part));
    if (status !== "done" || block === start || !check) return words[status];
    return VERDICTS[(await check.run(block, true)).status];
  });
}

/** @param {RunBlock} block */
function check(block) {
  return afterThoseAbove(block, async () => {
    const start = blocks.get(partsOf(block.element)[0] ?? block.element);
    const failed = start && (await runFirst(start, block));
    if (failed) return failed;
    return VERDICTS[(await block.run(block, false)).status];
  });
}

/** Acts once the blocks above have run as they are now. */
/** @type {(block: RunBlock, act: () => Promise<string>) => Promise<void>} */
async function afterThoseAbove(block, act) {
  if (block.isBusy) return;
  block.isBusy = true;
  block.say(words.waiting);
  held.delete(block);
  const { generation } = python;
  queue = queue.then(async () => {
    if (generation !== python.generation) return words.stopped; // Stop ends what waits, too.
    return (await prepare(block)) || act();
  });
  block.say(await queue);
  block.isBusy = false;
  for (const [below, above] of held) {
    if (above.hasRun && held.delete(below)) below.say("");
  }
}

/** Runs the blocks above that have not run as they are now; says what went wrong. */
/** @type {(block: RunBlock) => Promise<string>} */
async function prepare(block) {
  for (const above of blocks.values()) {
    if (above.number >= block.number) break;
    if (above.hasRun || above.element.closest(".exercise")) continue;
    block.say(words.above);
    const failed = await runFirst(above, block);
    if (failed) return failed;
  }
  return "";
}

/** Runs a block for the sake of one below; says what went wrong. */
/** @type {(above: RunBlock, block: RunBlock) => Promise<string>} */
async function runFirst(above, block) {
  const { status } = await above.run(block, !above.isEdited);
  if (status !== "failed") return status === "stopped" ? words.stopped : "";
  held.set(block, above);
  return `${words.failedAbove} ${words.block} ${above.number}`;
}
