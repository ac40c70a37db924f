"""Mermaid diagrams, drawn by the command the settings name; without one their source is shown as it stands.

The command is run as Mermaid's own `mmdc` is: with a file in and a file out, without a shell, with a time limit, in a
folder of its own. Labels are asked for as text, because SVG that holds HTML is not let into a book, and ids that do
not change from run to run.
"""

from __future__ import annotations

import hashlib
import json
import shlex
import subprocess
import tempfile
from pathlib import Path

from builder.model import Asset
from builder.reading.pictures import defect, harmless, kind_of

_SECONDS = 60
_LARGEST = 4 * 1024 * 1024
_SETTINGS = {
    "htmlLabels": False, "flowchart": {"htmlLabels": False}, "class": {"htmlLabels": False}, "deterministicIds": True,
    "deterministicIDSeed": "studyguide", "securityLevel": "strict",
}  # fmt: skip


class UndrawnDiagramError(Exception):
    """The diagram was not drawn; the message says why, as the end of a sentence."""


def command_version(command: str) -> str:
    """Return what *command* says its version is; empty when it cannot be run."""
    try:
        done = subprocess.run(
            [*shlex.split(command), "--version"], capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()[:200] if done.returncode == 0 else ""


def draw_diagram(source: str, command: str) -> Asset:
    """Return the drawing of *source* by *command*. Raises `UndrawnDiagramError`."""
    with tempfile.TemporaryDirectory(prefix="studyguide-") as name:
        folder = Path(name)
        (folder / "diagram.mmd").write_text(source, encoding="utf-8")
        (folder / "settings.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
        call = [*shlex.split(command), "-i", "diagram.mmd", "-o", "diagram.svg", "-c", "settings.json"]
        try:
            done = subprocess.run(
                call, cwd=folder, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL,
            )
            drawing = folder / "diagram.svg"
            if done.returncode or drawing.is_symlink() or drawing.stat().st_size > _LARGEST:
                said = done.stderr.decode("utf-8", "replace").strip().splitlines()
                raise UndrawnDiagramError(f"the command failed: {said[0][:120] if said else done.returncode}")
            data = drawing.read_bytes()
        except subprocess.TimeoutExpired:
            raise UndrawnDiagramError(f"the command took more than {_SECONDS} seconds") from None
        except OSError as error:
            raise UndrawnDiagramError(f"the command left no drawing ({error.strerror})") from error
    if kind_of(data) != "image/svg+xml" or defect(data, "image/svg+xml"):
        raise UndrawnDiagramError("what the command left is no SVG")
    digest = hashlib.sha256(data).hexdigest()[:16]
    return Asset(f"sg-diagram/{digest}", "image/svg+xml", harmless(data, "image/svg+xml"))
