"""A Korean particle stays in one line with the bracket that it follows.

Korean words break at spaces alone here, but for what follows a bracket: there a browser starts a
new line.
"""

import re
from typing import Any

# A short code that ends in a bracket, and its particle; else what is no text; else such an end.
PLACE = re.compile(
    r"(<code>[^<]{1,20}[)\]]</code>[가-힣]+)"
    r"|<(pre|code|script|style|svg)\b.*?</\2>|<[^>]*>"
    r"|([)\]%][가-힣])",
    re.DOTALL,
)


def on_page_content(html: str, **_: Any) -> str:
    return PLACE.sub(_together, html)


def _together(match: re.Match[str]) -> str:
    words = match[1] or match[3]
    return f'<span class="together">{words}</span>' if words else match[0]
