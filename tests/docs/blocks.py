"""Runs the Python blocks of the pages: a pytest plugin over pytest-codeblocks.

With `--codeblocks`, every page is read by `pages.py`. Its blocks share one namespace, from top to
bottom, and what a block prints must stand on the page. `--update-outputs` writes it there.
"""

import contextlib
import difflib
import linecache
import os
import random
import re
import sys
import tempfile
import traceback
from collections.abc import Generator, Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest
from pytest_codeblocks.plugin import TestBlock

from tests.docs.pages import MARK, Fence, find_faults, read_page

REWRITTEN = pytest.StashKey[list[str]]()


class BlockError(Exception):
    """A block that fails. It wraps what the block raised, so that no block can skip itself."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-outputs",
        action="store_true",
        help="rewrite the outputs shown on the pages from what their blocks print",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[REWRITTEN] = []
    os.environ["MPLBACKEND"] = "Agg"


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for page in config.stash[REWRITTEN]:
        terminalreporter.write_line(f"Rewrote the outputs of {page}")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    collectors = yield
    if parent.config.getoption("--codeblocks") and is_page(file_path, parent.config.rootpath):
        # In place of pytest-codeblocks' own collector, which would run shell fences too.
        return [PageFile.from_parent(parent, path=file_path)]
    return collectors


def is_page(path: Path, root: Path) -> bool:
    in_book = any(path.is_relative_to(root / "docs" / language) for language in ("en", "ko"))
    return path.suffix == ".md" or (path.suffix == ".py" and in_book)


class PageFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        self.page = read_page(self.path)
        if faults := find_faults(self.page):
            raise self.CollectError("\n".join(f"{self.nodeid}:{n}: {text}" for n, text in faults))
        for block in self.page.blocks:
            item: pytest.Item = BlockItem.from_parent(self, name=f"line {block.lineno}", obj=block)
            # What `plt.show()` says on a machine that has a screen.
            item.add_marker(pytest.mark.filterwarnings("ignore:FigureCanvasAgg is non-interactive"))
            yield item

    def setup(self) -> None:
        self.namespace: dict[str, Any] = {"__name__": "__main__"}
        self.printed: list[str] = []
        self.failed: Fence | None = None
        self.around = contextlib.ExitStack()
        self.around.enter_context(own_state())
        show_blocks_in_tracebacks(self)

    def teardown(self) -> None:
        self.around.close()
        complete = len(self.printed) == len(self.page.blocks)
        if self.config.getoption("--update-outputs") and complete and write_outputs(self):
            self.config.stash[REWRITTEN].append(self.nodeid)

    def output_of(self, block: Fence) -> str:
        """Runs the blocks of the page down to this one, and returns what this one prints."""
        for above in self.page.blocks[len(self.printed) : self.page.blocks.index(block) + 1]:
            if self.failed:
                raise BlockError(
                    f"{self.nodeid}:{block.lineno}: Not run, because the block in line "
                    f"{self.failed.lineno} of this page failed."
                )
            self.failed = above
            self.printed.append(self.run_check(above) if above.is_check else self.run(above))
            if above.solves and self.run(above.solves):
                raise BlockError(f"{self.nodeid}:{above.solves.lineno}: A check prints nothing.")
            self.failed = None
        return self.printed[self.page.blocks.index(block)]

    def run_check(self, block: Fence) -> str:
        """Runs an exercise's check before the solution, when it has to fail."""
        try:
            self.run(block)
        except BlockError as error:
            if isinstance(error.__cause__, Exception):
                return ""
            raise
        raise BlockError(
            f"{self.nodeid}:{block.lineno}: The check passes although the exercise is not solved."
        )

    def run(self, block: Fence) -> str:
        stdout, stderr = StringIO(), StringIO()
        try:
            # Compiled below blank lines, so that a traceback has the page's line numbers.
            source = "\n" * block.lineno + block.code
            code = compile(source, str(self.path), "exec")
            with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
                exec(code, self.namespace)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            sys.stdout.write(stdout.getvalue())
            raise BlockError(
                f"{self.nodeid}:{block.lineno}: The block fails.\n{format_error(error, self.path)}"
            ) from error
        if stderr.getvalue() or "\r" in stdout.getvalue():
            raise BlockError(
                f"{self.nodeid}:{block.lineno}: A page cannot show what a block writes to stderr, "
                f"nor a carriage return:\n{stderr.getvalue() or stdout.getvalue()!r}"
            )
        return with_newline(stdout.getvalue())


class BlockItem(TestBlock):  # type: ignore[misc] # whose base ships no types
    parent: PageFile
    obj: Fence

    def runtest(self) -> None:
        printed = self.parent.output_of(self.obj)
        shown = self.obj.output.code if self.obj.output else ""
        if printed != shown and not self.config.getoption("--update-outputs"):
            raise BlockError(
                f"{self.parent.nodeid}:{self.obj.lineno}: {compare(printed, self.obj.output)}"
            )

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:
        if isinstance(excinfo.value, BlockError):
            return str(excinfo.value)
        return pytest.Item.repr_failure(self, excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.obj.lineno - 1, f"{self.parent.nodeid}:{self.obj.lineno}"


def compare(printed: str, output: Fence | None) -> str:
    if not output:
        fault = "The page does not show what the block prints."
    elif not printed:
        fault = "The page shows an output, but the block prints nothing."
    else:
        fault = "The page does not show exactly what the block prints."
    shown = output.code.split("\n")[:-1] if output else []
    diff = difflib.unified_diff(shown, printed.split("\n")[:-1], "shown", "printed", lineterm="")
    return "\n".join([fault, *diff, "If the code is right, run `make outputs`."])


def with_newline(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"


def format_error(error: BaseException, path: Path) -> str:
    """The traceback from the page on, without the frames that lead to it."""
    frames = error.__traceback__
    while frames and frames.tb_frame.f_code.co_filename != str(path):
        frames = frames.tb_next
    return "".join(traceback.format_exception(type(error), error, frames))


def show_blocks_in_tracebacks(file: PageFile) -> None:
    """Lets Python find the source of a block, without its indentation, under the page's name."""
    lines = [line + "\n" for line in file.page.lines]
    for block in file.page.blocks:
        lines[block.lineno : block.end - 1] = [line + "\n" for line in block.code.split("\n")[:-1]]
    linecache.cache[str(file.path)] = (0, None, lines, str(file.path))


@contextlib.contextmanager
def own_state() -> Iterator[None]:
    """Gives a page a folder of its own, and takes back what it changes outside its namespace."""
    # NumPy's old generator too: set_random_seed seeds it, as Keras' own does.
    python_random, numpy_random = random.getstate(), np.random.get_state()  # noqa: NPY002 - it is kept
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        mock.patch.dict(os.environ),
        mock.patch.object(sys, "argv", ["page"]),
        mock.patch.object(sys, "path", sys.path.copy()),
        np.printoptions(),
        np.errstate(),
    ):
        yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
        pyplot.rcdefaults()
    if keras := sys.modules.get("keras"):
        keras.backend.clear_session(free_memory=False)
    for name in {"keras", "mathbits"} & set(sys.modules):
        # A page that sets no seed must not find the one of the page before.
        sys.modules[name].utils.set_random_seed(random.SystemRandom().randrange(2**32))
    random.setstate(python_random)
    np.random.set_state(numpy_random)  # noqa: NPY002 - it is put back


def write_outputs(file: PageFile) -> bool:
    """Writes beside the page and renames, so that a page is never half-written."""
    raw = file.page.raw.copy()
    for block, printed in reversed(list(zip(file.page.blocks, file.printed, strict=True))):
        end = block.output.end if block.output else block.end
        raw[block.end : end] = output_lines(printed, margin(file, block)) if printed else []
    if raw == file.page.raw:
        return False
    beside = file.path.with_name(file.path.name + ".new")
    beside.write_text("\n".join(raw), encoding="utf-8")
    beside.replace(file.path)
    return True


def margin(file: PageFile, block: Fence) -> str:
    """What stands before a block's lines in the file: an indentation, in a notebook `# ` too."""
    raw = file.page.raw[block.lineno - 1]
    return raw[: raw.index("`")]


def output_lines(printed: str, margin: str) -> list[str]:
    longest = max(map(len, re.findall("`+", printed)), default=0)
    ticks = "`" * max(3, longest + 1)
    lines = ["", MARK, f"{ticks}text", *printed.split("\n")[:-1], ticks]
    return [margin + line if line else margin.rstrip() for line in lines]
