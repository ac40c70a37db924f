"""Finished files, written all or none: temporary files first, then renames. The only module that writes outputs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import OutputError


@dataclass(frozen=True, slots=True)
class Output:
    """One file to be written or written."""

    path: Path
    format: str
    data: bytes = field(repr=False)
    pages: int | None = None


def check_folder(folder: Path) -> None:
    """Raise `OutputError` before any work when the outputs could never be written."""
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir():
        raise OutputError("is not a folder", where=str(folder), hint="name another with -o")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError("cannot be written to", where=str(folder), hint="name another with -o")


def write(outputs: Iterable[Output]) -> None:
    """Write all outputs: first every temporary file, then the renames, so that a failure leaves the old ones."""
    pending: list[tuple[str, Path]] = []
    try:
        for output in outputs:
            if output.path.is_dir():
                raise OutputError(
                    "is a folder; a file of this name is to be written",
                    where=str(output.path), hint="move it away, or name another folder with -o",
                )
            output.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=output.path.parent, prefix=".studyguide-")
            pending.append((name, output.path))
            with os.fdopen(handle, "wb") as file:
                file.write(output.data)
            Path(name).chmod(0o666 & ~_umask())
        for name, path in pending:
            Path(name).replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}",
            where=str(error.filename2 or error.filename or ""), hint="name another folder with -o",
        ) from error
    finally:
        for name, _ in pending:
            Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
