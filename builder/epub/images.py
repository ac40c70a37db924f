"""Pictures in the package: plain names of the right kind."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from builder.model import Asset

_SUFFIXES = {
    "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg",
}  # fmt: skip
"""A picture is called what it is, whatever its file was called."""


def image_names(assets: tuple[Asset, ...]) -> dict[str, str]:
    """Return the name in the package of each picture by its path; plain ASCII, without collisions."""
    names: dict[str, str] = {}
    for place, asset in enumerate(assets, 1):
        path = PurePosixPath(asset.path)
        stem = re.sub(r"[^A-Za-z0-9_-]+", "-", path.stem).strip("-")[:40]
        suffix = _SUFFIXES.get(asset.media_type, path.suffix.lower())
        names[asset.path] = f"images/{place:03d}-{stem or 'picture'}{suffix}"
    return names
