"""A file of the repository that a page names, as `tests/docs/blocks.py`, is linked to its text."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

FOLDERS = "docs|mathbits|tests|tools|[.]github"
# Not one that is a link already, or the summary of what a reader may unfold.
NAMED = re.compile(rf"<code>((?:{FOLDERS})/[\w./-]+[.]\w+)</code>(?!\s*</(?:a|summary)>)")


def on_config(config: MkDocsConfig) -> None:
    address = config.extra["repository"]
    if address and not address.startswith("https://"):
        raise PluginError(f"REPO_URL is {address!r}, expected an address, https://..., or nothing.")
    config.extra["repository"] = address.rstrip("/")


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    repository = config.extra["repository"]
    link = rf'<a href="{repository}/blob/HEAD/\1"><code>\1</code></a>'
    return NAMED.sub(link, html) if repository else html
