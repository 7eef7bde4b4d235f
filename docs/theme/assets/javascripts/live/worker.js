// Python, in a worker of its own: no loop holds the page.

/** @typedef {{id: number, name: string, code: string}} Cell */
/** @typedef {{runtime: string, assets: string, noData: string}} Place */

const HOME = "/home/pyodide";
const ARCHIVE = `${HOME}/python.zip`;
const DATA = `${HOME}/mathbits/datasets/data`;
const LIMIT = 100_000; // characters
const MNIST = /^[^#]*\bmnist\b/m; // In code: a comment alone fetches nothing.
const FILES = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
];

/** @type {Promise<any> | undefined} */
let starting;
let digitsAreHere = false;
/** @type {string[]} */
const names = [];
let busy = Promise.resolve();
/** @type {(message: Record<string, unknown>) => void} */
const tell = (message) => self.postMessage(message);

self.onmessage = ({ data }) => {
  // One after the other, as they were asked for.
  busy = busy.then(() => answer(data.cell, data.place));
};

/** @type {(cell: Cell, place: Place) => Promise<void>} */
async function answer(cell, place) {
  const { id, name, code } = cell;
  try {
    starting ??= start(place);
    const python = await starting;
    if (MNIST.test(code)) await fetchDigits(python, id, place);
    tell({ id, status: "running" });
    tell({ id, ...run(python, name, code, id) });
  } catch (error) {
    tell({ id, status: "failed", error: error instanceof Error ? error.message : String(error) });
  }
}

/** @type {(place: Place) => Promise<any>} */
async function start(place) {
  try {
    const [{ loadPyodide }, archive] = await Promise.all([
      import(`${place.runtime}pyodide.mjs`),
      bytes(`${place.assets}live/python.zip`),
    ]);
    const python = await loadPyodide({ indexURL: place.runtime, packages: ["numpy"] });
    python.FS.writeFile(ARCHIVE, archive);
    python.runPython(
      `import zipfile; zipfile.ZipFile("${ARCHIVE}").extractall("${HOME}"); import numpy, cell`,
    );
    python.globals.set("page", python.runPython('{"__name__": "__main__"}'));
    return python;
  } catch (error) {
    // The page ends this worker: a browser may never ask again for a module that did not come.
    tell({ lost: String(error) });
    throw error;
  }
}

/** @type {(python: any, id: number, place: Place) => Promise<void>} */
async function fetchDigits(python, id, place) {
  if (digitsAreHere) return;
  tell({ id, status: "data" });
  python.FS.mkdirTree(DATA);
  try {
    await Promise.all(
      FILES.map(async (name) => {
        python.FS.writeFile(`${DATA}/${name}.gz`, await bytes(`${place.assets}mnist/${name}.bin`));
      }),
    );
  } catch (error) {
    throw new Error(`${place.noData} (${error})`);
  }
  digitsAreHere = true;
}

/** @type {(url: string) => Promise<Uint8Array>} */
async function bytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}: ${url}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @type {(python: any, name: string, code: string, id: number) => Record<string, unknown>} */
function run(python, name, code, id) {
  if (!names.includes(name)) names.push(name);
  let printed = 0;
  for (const [stream, listen] of [
    ["stdout", python.setStdout],
    ["stderr", python.setStderr],
  ]) {
    const decoder = new TextDecoder();
    listen.call(python, {
      /** @type {(buffer: Uint8Array) => number} */
      write: (buffer) => {
        const text = decoder.decode(buffer, { stream: true });
        if (printed <= LIMIT) tell({ id, stream, text });
        printed += text.length;
        return buffer.length;
      },
    });
  }
  python.globals.set("given", python.toPy({ code, name, names }));
  // Errors are told by Python, which knows the lines.
  const [status, kind, text] = python
    .runPython(`
try:
    answer = ("done", *cell.run(given["code"], given["name"], page))
except BaseException as error:
    answer = ("failed", type(error).__name__, cell.told(error, given["names"]))
answer`)
    .toJs();
  python.runPython("import sys; sys.stdout.flush(); sys.stderr.flush()");
  return status === "done" ? { status, kind, value: text } : { status, kind, error: text };
}
