"""Which files are lessons, in which order, in which parts: a folder goes in, paths come out.

Files are taken in natural order, those of a folder before those of the folders in it; a nested folder is a part.
`.txt` files count only in a folder without Markdown. `SUMMARY.md` (mdBook, HonKit) decides where there is one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from builder.model import Problem
from builder.reading.names import LEFT_OUT, natural_key, title_of

MARKDOWN = (".md", ".markdown")
_SKIPPED = frozenset({"node_modules", "__pycache__", "dist", "_site", "_build", "venv"})
_ENTRY = re.compile(r"^\s*[-*+]?\s*\[(?P<title>(?:[^\]\\]|\\.)*)\]\((?P<path>[^)\s]*)[^)]*\)")
_PART = re.compile(r"^#+\s+(?P<title>.+?)\s*#*\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A lesson file, relative to the source folder, and the parts it stands in."""

    path: str
    part: tuple[str, ...] = ()


def find_lessons(root: Path) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Return the lesson files below *root* in order, and what was left out."""
    problems: list[Problem] = []
    paths = list(_walk(root, root, problems))
    summary = next((path for path in paths if PurePosixPath(path).name == "SUMMARY.md"), None)
    if summary is not None:
        return _by_summary(root, summary, paths, problems)
    common = _common([PurePosixPath(path).parent for path in paths])
    found = []
    for path in paths:
        folders = PurePosixPath(path).parent.parts[len(common.parts) :]
        found.append(Found(path, tuple(title_of(folder) for folder in folders)))
    return tuple(found), tuple(problems)


def _walk(root: Path, folder: Path, problems: list[Problem]) -> Iterator[str]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: (natural_key(entry.name), entry.name))
    files = [entry for entry in entries if not _leaves(root, entry, problems) and entry.is_file()]
    lessons = [entry for entry in files if entry.name.lower().endswith(MARKDOWN)]
    if not lessons:
        lessons = [entry for entry in files if entry.name.lower().endswith(".txt")]
    for entry in lessons:
        path = Path(entry.path).relative_to(root).as_posix()
        if LEFT_OUT.fullmatch(Path(entry.name).stem):
            problems.append(_left_out(path, "it is about the repository, not a lesson"))
        elif not entry.name.startswith("."):
            yield path
    for entry in entries:
        hidden = entry.name.startswith(".") or entry.name in _SKIPPED
        if entry.is_dir(follow_symlinks=False) and not hidden:
            yield from _walk(root, Path(entry.path), problems)


def _leaves(root: Path, entry: os.DirEntry[str], problems: list[Problem]) -> bool:
    if not entry.is_symlink():
        return False
    try:
        inside = Path(entry.path).resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        inside = False
    if not inside and entry.name.lower().endswith((*MARKDOWN, ".txt")):
        path = Path(entry.path).relative_to(root).as_posix()
        problems.append(
            Problem(path, 1, "warning", "link-leaves", "the link leads out of the folder; left out")
        )
    return not inside


def _common(folders: list[PurePosixPath]) -> PurePosixPath:
    if not folders:
        return PurePosixPath()
    return PurePosixPath(os.path.commonpath([str(folder) for folder in folders]))


def _left_out(path: str, reason: str) -> Problem:
    return Problem(path, 1, "info", "left-out", f"left out: {reason}")


def _by_summary(
    root: Path, summary: str, paths: list[str], problems: list[Problem]
) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Return the lessons a SUMMARY.md lists, in its order, under its part headings."""
    base = PurePosixPath(summary).parent
    part: tuple[str, ...] = ()
    found: dict[str, Found] = {}
    text = (root / summary).read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        heading = _PART.match(line)
        entry = _ENTRY.match(line)
        if heading:
            # The first heading is the list's own title.
            part = () if not found and number < 5 else (heading["title"],)
        elif entry and entry["path"]:
            name = unquote(entry["path"].split("#")[0])
            path = Path(os.path.normpath(base / name)).as_posix()
            if path in paths:
                found.setdefault(path, Found(path, part))
            elif name and "://" not in name:
                problems.append(
                    Problem(summary, number, "warning", "lesson-missing", f"no file {path}")
                )
        elif line.strip() in {"---", "-----------"} or re.fullmatch(r"\s*-{3,}\s*", line):
            part = ()
    if not found:
        rest = [path for path in paths if path != summary]
        return tuple(Found(path) for path in rest), tuple(problems)
    for path in paths:
        if path not in found and path != summary:
            problems.append(_left_out(path, f"{summary} does not list it"))
    return tuple(found.values()), tuple(problems)
