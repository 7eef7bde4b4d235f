"""Code is coloured once: under `serve` most blocks are those of the build before.

To colour the blocks of all pages takes a third of a build. Pygments and pymdownx keep nothing, so
their one function is wrapped here. What it returns depends on its arguments and settings alone.
"""

from typing import Any

from pymdownx.highlight import Highlight

_colour = Highlight.highlight
_coloured: dict[str, str] = {}


def _once(self: Any, *arguments: Any, **options: Any) -> Any:
    settings = {name: value for name, value in vars(self).items() if name != "md"}
    key = repr((settings, arguments, options))
    if key in _coloured:
        return _coloured[key]
    code = _colour(self, *arguments, **options)
    if isinstance(code, str):  # Code within a line is an element, which others change.
        _coloured[key] = code
    return code


Highlight.highlight = _once
