"""The file that a model is kept in: an `.npz`, written whole or not at all, read with distrust.

An `.npz` is a zip of arrays, one `.npy` for each. These hold float32 numbers as they are, without
compression, and one array of bytes with the model's description as JSON. So a file can be checked
by its headers: whatever claims to hold more than the file has bytes is refused before any of it
is read, and there is no pickle in it that could run.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = ["read", "write"]

Array = NDArray[np.float32]

SMALL = 2**16  # bytes, for the description and for the zip's directory: Python makes 30 of one
LARGEST = 2**31 - 2**20  # bytes: where a zip file needs another kind of directory
END = b"PK\x05\x06"  # the record that ends a zip file, of 22 bytes if it has no comment
END_OF_LARGE = b"PK\x06\x07"  # what stands before it in a larger file than ours, 20 bytes


def write(path: str | os.PathLike[str], config: Any, arrays: Mapping[str, Array]) -> None:
    """Write a description and arrays to a file, which takes an old one's place when it is whole.

    Should the process be killed on the way, the old file is as it was, and a file that ends in
    `.part` is left beside it.

    Args:
        path: The file's path; it ends in `.npz`.
        config: What JSON can hold.
        arrays: float32, each with a name.

    Raises:
        ValueError: If the path does not end in `.npz`, or there is too much for one file.
        OSError: If the file cannot be written. An old one is as it was.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write(f"{folder}/two.npz", {"name": "two"}, {"a": np.ones(2, np.float32)})
        ...     with open(f"{folder}/two.npz", "rb") as file:
        ...         read(file)
        ({'name': 'two'}, {'a': array([1., 1.], dtype=float32)})
    """
    import json
    import secrets
    import shutil
    from pathlib import Path

    path = Path(path)
    if path.suffix != ".npz":
        raise ValueError(f"filepath: expected a name that ends in .npz, got {path.name!r}.")
    description = json.dumps(config).encode()
    if len(description) > SMALL or sum(array.nbytes for array in arrays.values()) > LARGEST:
        raise ValueError("The model is too large: a file holds 2 GB and some hundred layers.")
    named: dict[str, Any] = {"config": np.frombuffer(description, np.uint8)}
    for name, array in arrays.items():  # A transposed or a wider one could not be read again.
        named[name] = np.asarray(array, np.float32, order="C")
    content = io.BytesIO()  # A full disk is then met by one write, and not amid zipfile's.
    np.savez(content, **named)
    # A name that no other process writes to. os.replace puts the whole file there in one step.
    # A link stays, and so does who may read the old file.
    place = path.resolve()
    part = place.with_name(f"{place.name[:50]}.{secrets.token_hex(4)}.part")  # 255 bytes at most
    try:
        file = part.open("xb")
        try:
            with file:
                file.write(content.getbuffer())
                file.flush()
                os.fsync(file.fileno())
            if place.exists():
                shutil.copymode(place, part)
            part.replace(place)
        except BaseException:
            part.unlink()
            raise
    except OSError as error:
        reason = f"The model was not saved: {error.strerror or error}"
        raise OSError(error.errno, reason, os.fspath(path)) from error


def read(file: IO[bytes]) -> tuple[Any, dict[str, Array]]:
    """Read what `write` wrote.

    It takes at most three times the file's size of memory, beside what Python makes of the
    description: 30 bytes for each of its bytes, of which there are 65,536 at the most.

    Args:
        file: The open file.

    Returns:
        The description and the arrays, float32, by their names.

    Raises:
        Exception: If it is not such a file; `zipfile`, `json` and NumPy raise several kinds.

    Examples:
        >>> other = io.BytesIO()
        >>> np.savez(other, config=np.ones(2))
        >>> read(other)
        Traceback (most recent call last):
        ValueError: 'config.npy' holds float64, expected uint8
    """
    import json
    import zipfile

    _expect_small_directory(file)
    with zipfile.ZipFile(file) as archive:
        members = {member.filename.removesuffix(".npy"): member for member in _members(archive)}
        description = members.pop("config")
        if description.file_size > SMALL:
            raise ValueError(f"{description.filename!r} has {description.file_size} bytes")
        config = json.loads(_array(archive, description, np.uint8).tobytes())
        return config, {
            name: _array(archive, member, np.float32) for name, member in members.items()
        }


def _expect_small_directory(file: IO[bytes]) -> None:
    """Look at the record that ends a zip file before `zipfile` reads the directory it tells of."""
    size = file.seek(0, os.SEEK_END)
    file.seek(-min(size, 42), os.SEEK_END)
    tail = file.read(42)
    end = tail[-22:]
    if len(end) < 22 or end[:4] != END or end[20:] != b"\0\0" or tail[-42:-38] == END_OF_LARGE:
        raise ValueError("it does not end as a zip file of arrays does")
    if (directory := int.from_bytes(end[12:16], "little")) > SMALL:
        raise ValueError(f"its directory has {directory} bytes")


def _members(archive: ZipFile) -> Iterator[ZipInfo]:
    """What the directory lists, if all of it can be in the file."""
    import zipfile

    assert archive.fp is not None
    left = archive.fp.seek(0, os.SEEK_END)
    seen = set()
    for member in archive.infolist():
        left -= member.file_size
        if (member.compress_type, member.compress_size) != (zipfile.ZIP_STORED, member.file_size):
            raise ValueError(f"{member.filename!r} is compressed")
        if left < 0:
            raise ValueError(f"{member.filename!r} claims {member.file_size} bytes")
        if member.filename in seen:
            raise ValueError(f"{member.filename!r} is there twice")
        seen.add(member.filename)
        yield member


def _array(archive: ZipFile, member: ZipInfo, dtype: type[Any]) -> NDArray[Any]:
    """One array, if its header tells of the dtype and of as many bytes as there are."""
    import math

    from numpy.lib import format as npy

    with archive.open(member) as file:
        npy.read_magic(file)
        shape, fortran_order, found = npy.read_array_header_1_0(file)
        if found != dtype or fortran_order:
            raise ValueError(f"{member.filename!r} holds {found}, expected {np.dtype(dtype)}")
        content = file.read()
    if len(content) != math.prod(shape) * found.itemsize:
        raise ValueError(
            f"{member.filename!r} claims the shape {shape} and has {len(content)} bytes"
        )
    return np.frombuffer(content, found).reshape(shape)
