"""Where `templates/` and `styles/` are: inside the package when installed, beside it in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builder.errors import EngineError

_PACKAGE = Path(__file__).resolve().parent


@cache
def asset_dir(name: str) -> Path:
    """Return the folder *name* of the installed package, else of the checkout around it."""
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise EngineError(
        f"the folder {name}/ of studyguide is missing", hint="install studyguide again"
    )
