"""`make offline` builds a copy that opens from the disk.

Browsers load no modules and no workers from there. The search has a stand-in for its worker; what
is live says that it needs a server, and what only a server could use is left out.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

SHIM = "assets/javascripts/iframe-worker.js"
LEFT_OUT = re.compile(
    r"assets/(?:digit|live|mnist|runtime|javascripts/(?:digit|figures|live))/"
    r"|assets/stylesheets/live\.css$|sitemap\.xml$"
)
FIRST_BLOCK = re.compile(r'<div class="language-python highlight" data-block=""')
FIGURE = re.compile(r'(<div class="live-figure".*?)(</div>)', re.DOTALL)
SENTENCES = {
    "en": {
        "blocks": "The blocks of this page run only where a server sends it, since browsers load"
        " no modules or workers from the disk.",
        "figure": "This part works only where a server sends the page, since browsers load"
        " no modules or workers from the disk.",
    },
    "ko": {
        "blocks": "브라우저는 디스크에서 모듈과 워커를 불러오지 않으므로, 이 페이지의 블록은"
        " 서버로 열 때만 실행할 수 있습니다.",
        "figure": "브라우저는 디스크에서 모듈과 워커를 불러오지 않으므로, 이 부분은 페이지를"
        " 서버로 열 때만 작동합니다.",
    },
}


def is_offline(config: MkDocsConfig) -> bool:
    return bool(config.plugins["material/offline"].config["enabled"])


@event_priority(100)  # Before the plug-in names an address of the network.
def on_config(config: MkDocsConfig) -> None:
    if is_offline(config):
        config.extra["polyfills"] = [SHIM]
        config.theme.static_templates -= {"404.html", "sitemap.xml"}  # Nobody sends them.


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    if is_offline(config):
        packages = Path(config.config_file_path).parent / "node_modules"
        shim = packages / "iframe-worker/shim/index.js"
        if not shim.is_file():
            raise PluginError("iframe-worker is missing from node_modules: run `make setup`.")
        files.append(File.generated(config, SHIM, abs_src_path=str(shim)))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    if not is_offline(config):
        return html
    page.meta["scripts"] = []
    said = {
        part: f'<p class="needs-server">{sentence}</p>'
        for part, sentence in SENTENCES[config.theme["language"]].items()
    }
    html = FIRST_BLOCK.sub(lambda block: said["blocks"] + block[0], html, count=1)
    return FIGURE.sub(lambda figure: figure[1] + said["figure"] + figure[2], html)


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    if is_offline(config):
        for file in list(files):
            if LEFT_OUT.match(file.dest_uri):
                files.remove(file)
