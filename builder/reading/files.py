"""Which files there are: a folder goes in, the paths of lessons in natural order and of all other files come out.

Files of a folder stand before those of the folders in it. `.txt` files count only in a folder without Markdown. A link
that points within the folder is followed, one that leaves it is not.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from builder.model import Problem
from builder.reading.names import LEFT_OUT, natural_key
from builder.reading.orders import SILENT

MARKDOWN = (".md", ".markdown")
TUNING = "index.txt"
"""What an author wants of the index stands there; it is no lesson."""
_DEEPEST = 40
_SKIPPED = frozenset({"node_modules", "__pycache__", "dist", "_site", "_build", "venv", "_book", "_freeze"})


@dataclass(slots=True)
class Walk:
    """What a folder holds; *paths* are lessons in natural order, *files* all files, *unused* globs hit nothing."""

    paths: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unused: tuple[str, ...] = ()


def walk(root: Path, exclude: tuple[str, ...] = ()) -> Walk:
    """Return the files below *root* without those that a glob of *exclude* hits."""
    found = Walk()
    for path in _walk(root, root, found):
        if path.rsplit("/", 1)[-1].casefold() not in SILENT:
            found.paths.append(path)
    used = {glob for glob in exclude for path in found.files if is_hit(path, glob)}
    found.paths = [path for path in found.paths if not any(is_hit(path, glob) for glob in exclude)]
    found.files = [path for path in found.files if not any(is_hit(path, glob) for glob in exclude)]
    found.problems = [told for told in found.problems if not any(is_hit(told.path, glob) for glob in exclude)]
    found.unused = tuple(glob for glob in exclude if glob not in used)
    return found


def is_hit(path: str, glob: str) -> bool:
    """Tell whether *glob* names *path* or a folder around it; without a slash it names files and folders anywhere."""
    glob = glob.removeprefix("./").rstrip("/")
    bare = glob.removeprefix("**/")
    pure = PurePosixPath(path)
    ways = (path, *(str(parent) for parent in pure.parents if parent.name))
    if any(fnmatch.fnmatchcase(way, form) for way in ways for form in {glob, bare}):
        return True
    return "/" not in bare and any(fnmatch.fnmatchcase(name, bare) for name in pure.parts)


def _walk(root: Path, folder: Path, found: Walk, depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        path = folder.relative_to(root).as_posix()
        message = f"a folder more than {_DEEPEST} levels deep; left out of the book"
        found.problems.append(Problem(path, 1, "warning", "folder-deep", message))
        return
    try:
        with os.scandir(folder) as scan:
            listed = [entry for entry in scan if _is_named(root, entry, found)]
    except OSError as error:
        if folder == root:
            raise
        path, reason = folder.relative_to(root).as_posix(), f"cannot be read: {error.strerror}; left out of the book"
        found.problems.append(Problem(path, 1, "error", "file-unreadable", reason))
        return
    entries = sorted(listed, key=lambda entry: (natural_key(entry.name), entry.name))
    files = [entry for entry in entries if not _leaves(root, entry, found) and entry.is_file()]
    found.files += [_path(root, entry) for entry in files]
    lessons = [entry for entry in files if entry.name.lower().endswith(MARKDOWN)]
    if not lessons:
        lessons = [entry for entry in files if entry.name.lower().endswith(".txt") and not (folder == root and entry.name == TUNING)]
    for entry in lessons:
        path = _path(root, entry)
        if LEFT_OUT.fullmatch(Path(entry.name).stem):
            found.problems.append(left_out(path, "it is about the repository, not a lesson"))
        elif not entry.name.startswith("."):
            yield path
    for entry in entries:
        hidden = entry.name.startswith(".") or entry.name in _SKIPPED
        if entry.is_dir(follow_symlinks=False) and not hidden:
            yield from _walk(root, Path(entry.path), found, depth + 1)


def _is_named(root: Path, entry: os.DirEntry[str], found: Walk) -> bool:
    """Tell whether the name of *entry* is Unicode; old file systems hold others, which no output can name."""
    try:
        entry.name.encode("utf-8")
    except UnicodeEncodeError:
        path = _path(root, entry).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        message = "the name is no Unicode: rename it; left out of the book"
        found.problems.append(Problem(path, 1, "error", "file-name", message))
        return False
    return True


def _path(root: Path, entry: os.DirEntry[str]) -> str:
    return Path(entry.path).relative_to(root).as_posix()


def _leaves(root: Path, entry: os.DirEntry[str], found: Walk) -> bool:
    if not entry.is_symlink():
        return False
    message = "the link leads out of the folder; left out"
    try:
        inside = Path(entry.path).resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        inside, message = False, "the link leads nowhere, or in a circle; left out"
    if not inside and entry.name.lower().endswith((*MARKDOWN, ".txt")):
        found.problems.append(Problem(_path(root, entry), 1, "warning", "link-leaves", message))
    return not inside


def left_out(path: str, reason: str) -> Problem:
    """Return the note that the file *path* is no lesson, and why."""
    return Problem(path, 1, "info", "left-out", f"left out: {reason}")
