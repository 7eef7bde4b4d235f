"""The style sheets that every page needs come as one: a page shows nothing before it has them all.

The theme's stand first, then those of `extra_css`, which change them. docs/theme/main.html names
the whole, and what only some pages need.
"""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

FOLDER = "assets/stylesheets/"
JOINED = f"{FOLDER}site.css"
# Their names carry a hash of what they hold. Each brings a map, which is of no use to the whole.
THEMES = [re.compile(rf"{FOLDER}{name}\.\w+\.min\.css") for name in ("main", "palette")]
MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")

_own: list[str] = []


@event_priority(100)  # Before mkdocstrings adds a sheet that the reference alone needs.
def on_config(config: MkDocsConfig) -> None:
    _own[:] = config.extra_css


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    config.extra_css.clear()  # The theme would name each of them in every page.
    sheets = [*(_of_theme(name, files) for name in THEMES), *(_of_ours(p, files) for p in _own)]
    whole = "\n".join(MAP.sub("", sheet.content_string) for sheet in sheets)
    for file in [*sheets, *_maps(files)]:
        files.remove(file)
    files.append(File.generated(config, JOINED, content=whole))
    return files


def _of_theme(name: re.Pattern[str], files: Files) -> File:
    for file in files:
        if name.fullmatch(file.src_uri):
            return file
    raise PluginError(f"The theme has no style sheet {name.pattern} any more.")


def _of_ours(path: str, files: Files) -> File:
    if sheet := files.get_file_from_path(path):
        return sheet
    raise PluginError(f"`extra_css` names {path}, which is not there.")


def _maps(files: Files) -> list[File]:
    return [file for file in files if re.match(rf"{FOLDER}.*\.css\.map$", file.src_uri)]
