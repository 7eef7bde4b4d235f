"""Every page says which scripts may run in it, and no other can: a Content-Security-Policy.

Its own scripts may, those that the theme writes into the page (by their hashes), and those of the
pinned address where the page would fetch Python from it. Styles may stand in the page, as KaTeX and
matplotlib write them.

What a reader types runs in a worker. A worker that came over the network is bound by the headers
that it came with, not by the page's policy: this one neither holds Python's requests nor has to
allow what Python needs. A host that sends policies as headers should send this one with pages
alone. It can add `frame-ancestors`, which browsers do not take from a page.

The copy for the disk has none: what `'self'` means in a file differs between browsers.
"""

import re
from base64 import b64encode
from hashlib import sha256

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from offline import is_offline

CHARSET = '<meta charset="utf-8">'
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
RUNTIME = re.compile(r'<meta name="mathbits-runtime" content="(https:[^"]*)"')
# `serve` writes a script into each page that it sends, another one each time.
ANY_INLINE = ["'unsafe-inline'"]

_serving = False


def on_startup(*, command: str, dirty: bool) -> None:
    global _serving
    _serving = command == "serve"


@event_priority(-100)  # When nobody changes the page any more.
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    return _with_policy(output, config)


@event_priority(-100)
def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    return _with_policy(output, config) if template_name.endswith(".html") else output


def _with_policy(html: str, config: MkDocsConfig) -> str:
    if is_offline(config):
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(html)}">'
    return html.replace(CHARSET, f"{CHARSET}\n      {meta}", 1)


def _policy(html: str) -> str:
    runtime = RUNTIME.findall(html)
    inline = ANY_INLINE if _serving else _hashes(html)
    sources = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *inline, *runtime],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", *runtime],
        "worker-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join([name, *allowed]) for name, allowed in sources.items())


def _hashes(html: str) -> list[str]:
    digests = (sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(html))
    return list(dict.fromkeys(f"'sha256-{b64encode(digest).decode()}'" for digest in digests))
