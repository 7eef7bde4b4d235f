"""The pages of the built site."""

from pathlib import Path

SITE = Path(__file__).parents[2] / "site"
# What a host answers where there is no page.
LOST = "/404.html"


def urls() -> list[str]:
    """Every page, as it is asked for: `/`, `/tensors/scalars/`, `/ko/`, ..."""
    found = SITE.rglob("index.html")
    return sorted(
        f"/{page.parent.relative_to(SITE).as_posix()}/".replace("/./", "/") for page in found
    )
