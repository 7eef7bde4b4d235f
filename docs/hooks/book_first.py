"""Search shows the book's pages before the reference, which holds the same words."""

from typing import Any

from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> None:
    if page.file.src_uri.startswith("reference/"):
        page.meta["search"] = {"boost": 0.5}
