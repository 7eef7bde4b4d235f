"""What is slow to make is kept in .cache/ under a hash of all that it depends on."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory


def fingerprint(*parts: str | Path) -> str:
    """The SHA-256 of texts, of files and of all files below directories."""
    total = sha256()
    for part in parts:
        for content in [part.encode()] if isinstance(part, str) else _contents(part):
            total.update(sha256(content).digest())
    return total.hexdigest()


def kept(path: Path, make: Callable[[], str]) -> str:
    """The text of `path`, which is made and written first if it is not there."""
    if not path.is_file():
        text = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and renamed: a build that is stopped must not leave half a file.
        with NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
            file.write(text)
        Path(file.name).replace(path)
    return path.read_text("utf-8")


def kept_folder(path: Path, make: Callable[[Path], None]) -> Path:
    """The folder `path`; if it is not there, `make` fills an empty one, which takes its place."""
    if not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent) as beside:
            folder = Path(beside) / path.name
            folder.mkdir()
            make(folder)
            folder.replace(path)
    return path


def _contents(path: Path) -> Iterator[bytes]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.name.encode()
            yield file.read_bytes()
