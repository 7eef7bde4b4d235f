"""One `mkdocs build` or `mkdocs serve` makes both editions: English at /, Korean at /ko/.

They are made at the same time, each in a process of its own.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict

from edition import Edition
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section

log = logging.getLogger("mkdocs.hooks.languages")


class Invocation(TypedDict):
    command: Literal["build", "gh-deploy", "serve"]
    dirty: bool


_invocation: Invocation = {"command": "build", "dirty": False}


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    _invocation.update({"command": command, "dirty": dirty})
    # BLAS' threads wait for each other by spinning, and the other edition computes as well.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def on_config(config: MkDocsConfig) -> None:
    if config.theme["language"] != "en":
        # The one at the root speaks both languages, and hosts send that one.
        config.theme.static_templates -= {"404.html"}


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    names: dict[str, str] | None = config.extra.get("sections")
    if names is not None:
        for section in _sections(nav.items):
            if section.title not in names:
                log.warning("The section %r has no name in `extra: sections:`.", section.title)
            section.title = names.get(section.title, section.title)
    return nav


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    # By now the place of both editions has been swept.
    if config.theme["language"] == "en":
        _korean().start(**_korean_request(config))
    return files


def on_post_build(*, config: MkDocsConfig) -> None:
    if config.theme["language"] == "en":
        _korean().finish()


def on_build_error(*, error: Exception) -> None:
    _stop()


def on_shutdown() -> None:
    _stop()


@cache
def _korean() -> Edition:
    return Edition()


def _stop() -> None:
    if _korean.cache_info().currsize:
        _korean().stop()
        _korean.cache_clear()


def _korean_request(english: MkDocsConfig) -> dict[str, Any]:
    site_url = english.site_url and english.site_url.rstrip("/") + "/ko/"
    return {
        "config_file": str(Path(english.config_file_path).with_name("mkdocs.ko.yml")),
        "site_dir": str(Path(english.site_dir) / "ko"),
        "site_url": site_url,
        # The English build's counter of warnings hears of these too, and will speak for both.
        "strict": False,
        "use_directory_urls": english.use_directory_urls,
        "invocation": _invocation,
        "serve_url": site_url if _invocation["command"] == "serve" else None,
    }


def _sections(items: list[StructureItem]) -> Iterator[Section]:
    for item in items:
        if isinstance(item, Section):
            yield item
            yield from _sections(item.children)
