"""An edition is built in a process of its own, so that two editions take two cores.

The process lives as long as the one that asked for it, and builds again when it is asked again:
under `serve` its second build need not import anything.
"""

import logging
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import QueueHandler
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort


class Edition:
    """The process, seen from the one that asks: `start` a build, then `finish` it."""

    def __init__(self) -> None:
        context = get_context("spawn")  # A fork would copy the locks that other threads hold.
        self._connection, theirs = context.Pipe()
        # A daemon does not outlive this process.
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        with _importable():
            self._process.start()
        theirs.close()

    def start(self, **request: Any) -> None:
        self._connection.send({"level": logging.getLogger("mkdocs").level, **request})

    def finish(self) -> None:
        """Says what the build had to say, and fails if it failed."""
        try:
            while isinstance(message := self._connection.recv(), logging.LogRecord):
                logging.getLogger(message.name).handle(message)
        except EOFError:
            message = "Its process ended."
        if message:
            raise Abort(message)

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()


@contextmanager
def _importable() -> Iterator[None]:
    # The new process is given this path, on which MkDocs keeps the hooks only while it loads them.
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        yield
    finally:
        del sys.path[0]


def _work(connection: Connection) -> None:
    # Ctrl-C reaches all processes of a terminal; the one that asked decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log = logging.getLogger("mkdocs")
    # All that a QueueHandler asks of its queue.
    log.addHandler(QueueHandler(cast(Any, SimpleNamespace(put_nowait=connection.send))))
    log.propagate = False
    try:
        while True:
            connection.send(_build(**connection.recv()))
    except (EOFError, BrokenPipeError):
        return


def _build(level: int, invocation: dict[str, Any], serve_url: str | None, **settings: Any) -> str:
    """Why the build failed, or nothing."""
    logging.getLogger("mkdocs").setLevel(level)
    try:
        config = load_config(**settings)
        config.plugins.on_startup(**invocation)
        build(config, serve_url=serve_url, dirty=invocation["dirty"])
    except Abort as error:
        return str(error)
    except BrokenPipeError:
        raise
    except Exception:
        return traceback.format_exc()
    return ""
