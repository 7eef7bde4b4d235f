"""The empty corner of a table heads nothing, so it is no header cell."""

from typing import Any


def on_page_content(html: str, **_: Any) -> str:
    return html.replace("<th></th>", "<td></td>")
