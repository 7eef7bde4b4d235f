"""Formulas, drawings and the colours of code are set aside until a page is whole.

Search, references and templates each read a page as it grows. Most of its tags are inside these,
where they have nothing to look for.
"""

import re
from hashlib import sha256

PLACE = re.compile(r"<!--aside (\w+)-->.*?<!--/aside-->", re.DOTALL)

_aside: dict[str, str] = {}


def set_aside(html: str, meanwhile: str = "") -> str:
    """What keeps the place of this part of a page, with what search may find there meanwhile."""
    key = sha256(html.encode()).hexdigest()
    _aside[key] = html
    return f"<!--aside {key}-->{meanwhile}<!--/aside-->"


def put_back(output: str) -> str:
    """The page with all that was set aside at its place."""
    return PLACE.sub(lambda place: _aside[place[1]], output)


def forget() -> None:
    """Let go of what the pages of an earlier build set aside."""
    _aside.clear()
