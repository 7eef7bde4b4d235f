"""A drawing stands in the page itself, not in an <img>, so that it follows the page's theme."""

import re
from html import escape

import markdown
from set_aside import set_aside


def figure(svg: str, prefix: str, alt: str, caption: str = "") -> str:
    """The <figure> for an SVG; `prefix` keeps its ids apart from those of other figures."""
    drawing = _with_prefixed_ids(svg[svg.index("<svg") :].strip(), prefix)
    drawing = drawing.replace("<svg", f'<svg role="img" aria-label="{escape(alt)}"', 1)
    below = f"<figcaption>{_inline_markdown(caption)}</figcaption>" if caption else ""
    return f'<figure class="figure" data-search-exclude="true">{set_aside(drawing)}{below}</figure>'


def _with_prefixed_ids(svg: str, prefix: str) -> str:
    svg = re.sub(r'\bid="', f'id="{prefix}-', svg)
    return re.sub(r'(url\(#|href="#)', rf"\1{prefix}-", svg)


def _inline_markdown(text: str) -> str:
    html: str = markdown.markdown(
        text,
        extensions=["pymdownx.arithmatex"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    return html.removeprefix("<p>").removesuffix("</p>")
