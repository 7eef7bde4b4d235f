// Runs the package's tests on the browser's Python: node versions_browser.mjs RUNTIME FOLDER

import { pathToFileURL } from "node:url";

const [runtime, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${runtime}/`, packages: ["numpy"] });
python.FS.mkdirTree("/tests");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/tests");
process.exitCode = await python.runPythonAsync(`
import os, sys
os.chdir("/tests")
sys.path.insert(0, "/tests")
sys.dont_write_bytecode = True
import pytest
int(pytest.main(["-q", "--capture=sys", "tests/package"]))
`);
