"""What nobody but a reader needs is set aside while the pages are made, and put back at the end.

Formulas and drawings set themselves aside. Here it is the colours of code, thousands of tags that
have no meaning for search and templates: only the bare code stays in the page until it is whole.
"""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from set_aside import forget, put_back, set_aside

CODE = re.compile(r"(?<=<code>)(?:(?!</code>).)*<span.*?(?=</code>)", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def on_pre_build(*, config: MkDocsConfig) -> None:
    forget()


@event_priority(-100)  # After mkdocs-autorefs, which writes links into the code of signatures.
def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    for file in files.documentation_pages():
        if file.page and file.page.content:
            file.page.content = CODE.sub(_bare, file.page.content)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    return put_back(output)


def _bare(code: re.Match[str]) -> str:
    return set_aside(code[0], TAG.sub("", code[0]))
