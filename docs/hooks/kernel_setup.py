"""Runs in a notebook's kernel before its first cell: figures are shown as the site's own SVG."""

import sys
from importlib import import_module

from IPython import get_ipython
from matplotlib.figure import Figure

sys.path.insert(0, "docs/figures")
from style import to_svg

# Imported first, because it takes out all formatters of figures and puts in its own, for PNG.
import_module("matplotlib_inline.backend_inline")
formatters = get_ipython().display_formatter.formatters
formatters["image/png"].pop(Figure)
formatters["image/svg+xml"].for_type(Figure, to_svg)
