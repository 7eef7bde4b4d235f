"""Runs a block of a page, as a notebook runs a cell: the value of a last expression is kept."""

import ast
import linecache
import traceback
from typing import Any


def run(code: str, name: str, namespace: dict[str, Any]) -> tuple[str, str]:
    """Returns the kind of the last expression's value, `svg`, `text` or nothing, and the value."""
    # So that a traceback finds the lines.
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    tree = ast.parse(code, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), namespace)
    if not isinstance(last, ast.Expr):
        return "", ""
    return _shown(eval(compile(ast.Expression(last.value), name, "eval"), namespace))


def _shown(value: object) -> tuple[str, str]:
    if value is None:
        return "", ""
    if draw := getattr(value, "_repr_svg_", None):
        return "svg", str(draw())
    return "text", repr(value)


def told(error: BaseException, names: list[str]) -> str:
    """The traceback without the frames outside the blocks of these names."""
    report = traceback.TracebackException.from_exception(error)
    part: traceback.TracebackException | None = report
    while part:
        kept = [frame for frame in part.stack if frame.filename in names]
        part.stack = traceback.StackSummary.from_list(kept)
        part = part.__cause__ or part.__context__
    return "".join(report.format()).replace("Traceback (most recent call last):\n", "")
