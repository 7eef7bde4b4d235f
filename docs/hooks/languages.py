"""One `mkdocs build` or `mkdocs serve` makes both editions: English at /, Korean at /ko/."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypedDict, cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Plugins
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section

log = logging.getLogger("mkdocs.hooks.languages")


class Invocation(TypedDict):
    command: Literal["build", "gh-deploy", "serve"]
    dirty: bool


_invocation: Invocation = {"command": "build", "dirty": False}
_korean_plugins: dict[str, BasePlugin[Any]] = {}


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    _invocation.update({"command": command, "dirty": dirty})


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    names: dict[str, str] | None = config.extra.get("sections")
    if names is not None:
        for section in _sections(nav.items):
            if section.title not in names:
                log.warning("The section %r has no name in `extra: sections:`.", section.title)
            section.title = names.get(section.title, section.title)
    return nav


def on_post_build(*, config: MkDocsConfig) -> None:
    if config.theme["language"] == "en":
        korean = _korean_config(config)
        serving = _invocation["command"] == "serve"
        korean.plugins.on_startup(**_invocation)
        serve_url = korean.site_url if serving else None
        build(korean, serve_url=serve_url, dirty=_invocation["dirty"])


def _korean_config(english: MkDocsConfig) -> MkDocsConfig:
    # MkDocs keeps plug-ins between rebuilds by name alone: with one store for both editions,
    # `serve --dirty` would mix their search indexes.
    option = cast(Plugins, MkDocsConfig.plugins)
    kept, option.plugin_cache = option.plugin_cache, _korean_plugins
    try:
        return load_config(
            config_file=str(Path(english.config_file_path).with_name("mkdocs.ko.yml")),
            site_dir=str(Path(english.site_dir) / "ko"),
            site_url=english.site_url and english.site_url.rstrip("/") + "/ko/",
            # The English build's counter of warnings is still listening, and will speak for both.
            strict=False,
            use_directory_urls=english.use_directory_urls,
        )
    finally:
        option.plugin_cache = kept


def _sections(items: list[StructureItem]) -> Iterator[Section]:
    for item in items:
        if isinstance(item, Section):
            yield item
            yield from _sections(item.children)
