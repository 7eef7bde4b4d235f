"""A drawing that stands alone, without the site's style sheets: ink on paper of its own."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from mkdocs.exceptions import PluginError

SVG = "http://www.w3.org/2000/svg"
MARGIN = 12  # Pixels of paper around the drawing.
# The site's fonts are lists of names; these are there on every computer.
MONO = "monospace"
TEXT = {"en": "serif", "ko": "sans-serif"}

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def standalone(svg: str, palette: Path, language: str) -> str:
    """The SVG with the light theme's colours, and with a size, paper and fonts of its own."""
    light = _light(palette.read_text("utf-8"))
    drawing = ElementTree.fromstring(_without_variables(svg[svg.index("<svg") :], light))
    left, top, width, height = map(float, drawing.attrib["viewBox"].split())
    place = {
        "x": f"{left - MARGIN:g}",
        "y": f"{top - MARGIN:g}",
        "width": f"{width + 2 * MARGIN:g}",
        "height": f"{height + 2 * MARGIN:g}",
    }
    drawing.set("viewBox", " ".join(place.values()))
    drawing.set("width", place["width"])
    drawing.set("height", place["height"])
    drawing.set("style", f"fill: {light['ink']}; font-family: {TEXT[language]}")
    paper = {**place, "style": f"fill: {light['paper']}"}
    drawing.insert(0, ElementTree.Element(f"{{{SVG}}}rect", paper))
    return ElementTree.tostring(drawing, encoding="unicode")


@cache
def _light(palette: str) -> dict[str, str]:
    """The light theme's colours by name; those of the dark one stand below them."""
    colours = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", palette)
    return dict(reversed(colours))


def _without_variables(svg: str, light: dict[str, str]) -> str:
    def value(variable: re.Match[str]) -> str:
        if variable[1] not in light:
            raise PluginError(f"A figure uses --{variable[1]}, which is no colour of the palette.")
        return light[variable[1]]

    svg = svg.replace("var(--mono)", MONO).replace("currentColor", "var(--ink)")
    return re.sub(r"var\(--([\w-]+)\)", value, svg)
