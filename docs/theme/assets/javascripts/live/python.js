// The page's one Python, in a worker from the first cell on.

import { words } from "./words.js";

/**
 * What a cell came to. `kind` is what the value is, `svg` or `text`, or the error's class.
 *
 * @typedef {{status: "done" | "failed" | "stopped", kind?: string, value?: string, error?: string}}
 *   Result
 * @typedef {{
 *   status: (now: "starting" | "data" | "running") => void,
 *   print: (stream: "stdout" | "stderr", text: string) => void,
 *   end: (result: Result) => void,
 * }} Listener
 */

/** @type {Worker | undefined} */
let worker;
/** @type {Map<number, Listener>} */
const listeners = new Map();
let lastId = 0;
/** How often Python was ended; what ran under an earlier number is forgotten. */
export let generation = 0;

/**
 * Runs code and tells how it goes.
 *
 * @param {string} name what a traceback calls the code
 * @param {string} code
 * @param {Omit<Listener, "end">} listener
 * @returns {Promise<Result>}
 */
export function run(name, code, listener) {
  const place = {
    runtime: address("mathbits-runtime"),
    assets: address("mathbits-assets"),
    noData: words.noData,
  };
  if (!worker) {
    worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = () => endAll({ status: "failed", error: words.noRuntime });
    listener.status("starting");
  }
  const id = ++lastId;
  worker.postMessage({ cell: { id, name, code }, place });
  return new Promise((end) => {
    listeners.set(id, { ...listener, end });
  });
}

/** Ends what runs and what waits. Python's variables are lost. */
export function stop() {
  endAll({ status: "stopped" });
}

/** @type {(result: Result) => void} */
function endAll(result) {
  if (worker) worker.onerror = null; // A loop may raise one long after its end.
  worker?.terminate();
  worker = undefined;
  generation += 1;
  const waiting = [...listeners.values()];
  listeners.clear();
  for (const { end } of waiting) end(result);
}

/** @type {(message: any) => void} */
function hear({ lost, id, stream, text, status, ...rest }) {
  if (lost) endAll({ status: "failed", error: `${words.noRuntime} (${lost})` });
  const listener = listeners.get(id);
  if (!listener) return;
  if (stream) listener.print(stream, text);
  else if (status === "done" || status === "failed") {
    listeners.delete(id);
    listener.end({ status, ...rest });
  } else listener.status(status);
}

/** @type {(name: string) => string} */
function address(name) {
  const meta = document.querySelector(`meta[name="${name}"]`);
  return new URL(meta?.getAttribute("content") ?? "", document.baseURI).href;
}
