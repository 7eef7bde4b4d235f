"""Pictures of digits, made to look as MNIST's do (`pip install mathbits[images]` for Pillow)."""

import os
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["centred", "read_digit"]

SIDE = 28  # of an MNIST image, in pixels
BOX = 20  # the longer side of the digit in it
# Not all that Pillow knows: some of it runs other programs.
KINDS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
ENOUGH = 1000  # pixels of a longer side; more than these tell nothing of a digit
FAINT = 0.15  # of the strongest contrast: what is fainter is paper


def read_digit(path: str | os.PathLike[str]) -> NDArray[np.uint8]:
    """Read a picture of one digit, of any size, dark on light or light on dark.

    Args:
        path: A PNG, JPEG, GIF, BMP, TIFF or WebP file. Where it is transparent, it counts as paper.

    Returns:
        The digit as MNIST would show it: `(28, 28)`, 0 for paper and 255 for ink.

    Raises:
        ImportError: If Pillow is not installed.
        OSError: If the file cannot be opened.
        ValueError: If it is no picture, has more pixels than Pillow takes for safe, or shows
            nothing.

    Examples:
        >>> import tempfile
        >>> from PIL import Image
        >>> page = Image.new("L", (300, 200), "white")
        >>> page.paste("black", (140, 40, 150, 160))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     page.save(f"{folder}/one.png")
        ...     digit = read_digit(f"{folder}/one.png")
        >>> digit.shape, int(digit.max())
        ((28, 28), 255)
    """
    upright = _opened(path)
    light, cover = (np.asarray(band, np.float64) / 255 for band in upright.split())
    mean = (light * cover).sum() / max(cover.sum(), 1e-9)
    # Behind dark ink lies white paper, behind light ink black.
    light = light * cover + (1 - cover) * (1.0 if mean < 0.5 else 0.0)
    edge = np.concatenate([light[0], light[-1], light[:, 0], light[:, -1]])
    try:
        return centred(np.abs(light - np.median(edge)))
    except ValueError as error:
        raise ValueError(f"{os.fspath(path)}: {error}") from None


def _opened(path: str | os.PathLike[str]) -> "Image":
    """The picture upright, as light and cover, no larger than a digit needs."""
    import warnings

    from PIL import Image, ImageOps

    with open(path, "rb") as file, warnings.catch_warnings():  # noqa: PTH123 - as Pillow does
        # Pillow warns of many pixels and refuses twice as many. Here both are refused.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=KINDS) as picture:
                upright = ImageOps.exif_transpose(picture).convert("LA")
        except Exception as error:  # Pillow's readers raise many kinds for a damaged file.
            reason = str(error).replace(repr(file), os.fspath(path))
            raise ValueError(f"{os.fspath(path)} cannot be read as a picture: {reason}") from error
    upright.thumbnail((ENOUGH, ENOUGH))
    return upright


def centred(ink: NDArray[Any]) -> NDArray[np.uint8]:
    """Cut out the ink, bring its longer side to 20 pixels, and centre it by its mass.

    So were MNIST's digits prepared. Source: LeCun, Cortes and Burges, "The MNIST database".

    Args:
        ink: How much ink there is, 0 for none: `(height, width)`.

    Returns:
        `(28, 28)`, 0 for paper and 255 for ink.

    Raises:
        ValueError: If there is no ink.

    Examples:
        >>> spot = np.zeros((100, 50))
        >>> spot[:10, :10] = 1.0
        >>> centred(spot)[[3, 4, 23, 24], 14].tolist()
        [0, 255, 255, 0]
    """
    from PIL import Image

    strongest = ink.max(initial=0)
    if not strongest > 0.1 * max(1.0, strongest):
        raise ValueError("no digit was found: the picture is even.")
    ink = np.where(ink < FAINT * strongest, 0, ink / strongest)
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    digit = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = (max(1, round(BOX * n / max(digit.shape))) for n in digit.shape)
    small = np.asarray(
        Image.fromarray(digit.astype(np.float32)).resize((width, height), Image.Resampling.BOX)
    )
    # In MNIST the middle of the mass lies within half a pixel of row 14 and column 14.
    y, x = (
        round(float(SIDE / 2 - small.sum(axis=1 - axis) @ np.arange(n) / small.sum()))
        for axis, n in enumerate(small.shape)
    )
    y, x = min(max(y, 0), SIDE - height), min(max(x, 0), SIDE - width)
    page = np.zeros((SIDE, SIDE))
    page[y : y + height, x : x + width] = small / small.max()
    return np.rint(page * 255).astype(np.uint8)
