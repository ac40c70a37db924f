"""From the files of a folder to the lessons in order: what is excluded, one language of twins, the order, the parts.

1. Walk the folder (`files`), drop what `exclude` names.   2. Keep one language (`twins`).
3. Take the order of the settings, else that of a list of contents (`orders`), else the natural one of the names.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from builder.config import NAME, Config
from builder.errors import ConfigError
from builder.model import Problem
from builder.reading.files import MARKDOWN, left_out, walk
from builder.reading.names import name_number, title_of
from builder.reading.orders import Listing, Ordering, choose_order, list_files
from builder.reading.twins import Twins, pick_language

HEADS = frozenset({"readme", "index", "_index"})
_PLAIN = frozenset({"lessons", "docs", "doc", "src", "source", "chapters", "content", "contents", "pages"})
"""Names of folders that say nothing of what is in them."""
_SATELLITE = re.compile(r"assignment|exercise|solution|homework|quiz|task|challenge|answer|practice|lab\b", re.IGNORECASE)
_LARGEST_LIST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A lesson file, relative to the source folder, and what its place says of it."""

    path: str
    part: tuple[str, ...] = ()
    number: int | None = None
    listed: str = ""
    """Its title in the list of contents."""
    numbered: bool = True
    language: str = ""


def find_lessons(
    root: Path, config: Config
) -> tuple[tuple[Found, ...], tuple[Problem, ...], frozenset[str]]:
    """Return the lessons below *root* in order, what there is to say of it, files that are none. Raises `ConfigError`."""
    tree = walk(root, config.exclude)
    twins = pick_language(tuple(tree.paths), config.language)
    problems = [*tree.problems, *_told_twins(twins, config), *_unused(tree.unused, "exclude")]
    listing = Listing(twins.kept, frozenset(tree.files), lambda path: _read(root, path))
    own = bool(config.lessons or config.parts)
    ordering = None
    if not own and config.order != "numbers":
        ordering, broken = choose_order(listing, config.order)
        problems += broken
        if config.order and ordering is None:
            raise ConfigError(
                f"[order] from = {config.order!r}, but there is no such list or it names no lesson",
                where=NAME, hint='leave it out, or use from = "numbers"',
            )  # fmt: skip
    lists = list_files(listing)
    if ordering is None:
        found = natural(tuple(path for path in twins.kept if path not in lists))
    else:
        found, more = _ordered(listing, ordering, lists)
        problems += more
    found = tuple(replace(entry, language=twins.languages.get(entry.path, "")) for entry in found)
    found, more = _by_settings(found, config)
    left = frozenset(path for path in tree.files if path.lower().endswith((*MARKDOWN, ".txt")))
    return found, (*problems, *more), left - {entry.path for entry in found}


def natural(paths: tuple[str, ...]) -> tuple[Found, ...]:
    """Return *paths* as they are, folders as parts, an introduction without number."""
    tree = _Tree(paths, PurePosixPath(top_folder(paths)))
    return tuple(_placed(PurePosixPath(path), tree) for path in paths)


def top_folder(paths: tuple[str, ...]) -> str:
    """Return the folder all lessons lie in; an introduction above it does not count."""
    inner = [path for path in paths if "/" in path or PurePosixPath(path).stem.casefold() not in HEADS]
    folders = [str(PurePosixPath(path).parent) for path in inner or paths]
    return os.path.commonpath(folders).replace(os.sep, "/") if folders else ""


class _Tree:
    """The folders of the lessons: which are parts, which are one lesson."""

    def __init__(self, paths: tuple[str, ...], top: PurePosixPath) -> None:
        self.top = top
        self.files: dict[PurePosixPath, list[PurePosixPath]] = defaultdict(list)
        self.below: dict[PurePosixPath, list[PurePosixPath]] = defaultdict(list)
        for path in map(PurePosixPath, paths):
            self.files[path.parent].append(path)
            for folder in path.parents:
                self.below[folder].append(path)
        inner = [folder for folder in self.files if top in folder.parents]
        # Where every lesson has a folder to itself, the folders are the lessons.
        self.alone = (
            len(inner) > 2
            and all(len(self.files[folder]) == 1 == len(self.below[folder]) for folder in inner)
            and all(path.stem.casefold() in HEADS for path in self.files.get(top, []))
        )

    def is_lesson(self, folder: PurePosixPath) -> bool:
        """Tell whether *folder* is one lesson: alone in it, or a README and what belongs to it (an assignment)."""
        if self.top not in folder.parents or len(self.below[folder]) > len(self.files[folder]):
            return False
        files = self.files[folder]
        rest = [path for path in files if path.stem.casefold() not in HEADS]
        if len(rest) == len(files):
            return self.alone
        number = name_number(folder.name)
        if len(rest) == 1 and number is not None and name_number(rest[0].stem) is None:
            return True
        return all(_SATELLITE.search(path.stem) for path in rest)


def _placed(path: PurePosixPath, tree: _Tree) -> Found:
    is_head = path.stem.casefold() in HEADS
    folder = path.parent
    folders = folder.parts[len(tree.top.parts) :] if tree.top in (folder, *folder.parents) else ()
    number, numbered = name_number(path.stem), True
    if tree.is_lesson(folder):
        folders = folders[:-1]
        numbered = is_head or len(tree.files[folder]) == 1
        own = name_number(folder.name)
        number = (number if own is None else own) if numbered else None
    elif is_head and len(tree.below[PurePosixPath()]) > 1:
        number, numbered = None, False
    part = tuple(title_of(name) for name in folders if name.casefold() not in _PLAIN)
    return Found(str(path), part, number, "", numbered)


def _ordered(
    listing: Listing, ordering: Ordering, lists: frozenset[str]
) -> tuple[tuple[Found, ...], list[Problem]]:
    """Return the lessons as the list orders them, then what it leaves out where it need not be complete."""
    names = {entry.path for entry in ordering.entries}
    numbers = _numbers(ordering)
    found = [
        Found(entry.path, entry.part, numbers.get(entry.path), entry.title,
              entry.numbered and (not numbers or entry.path in numbers))
        for entry in ordering.entries
    ]  # fmt: skip
    about = [path for path in listing.below(ordering.base) if path in names or path not in {ordering.file, *lists}]
    rest = [path for path in listing.paths if path not in names and path not in {ordering.file, *lists}]
    shown = f"{len(names & set(about))} of {len(about)} files"
    problems = [Problem(ordering.file, 1, "info", "order-chosen", f"the order of the lessons is from {ordering.file}: {shown}")]
    problems += [
        Problem(ordering.file, line, "warning", "lesson-missing", f"no file {path}")
        for line, path in ordering.missing
    ]
    if ordering.complete:
        problems += [left_out(path, f"{ordering.file} does not list it") for path in rest]
        return tuple(found), problems
    plain = {entry.path: entry for entry in natural(listing.paths)}
    for path in rest:
        entry = plain[path]
        is_intro = not entry.numbered and not entry.part
        found = [entry, *found] if is_intro else [*found, entry]
        if not is_intro:
            message = f"{ordering.file} does not list it; it follows at the end"
            problems.append(Problem(path, 1, "info", "order-unlisted", message))
    return tuple(found), problems


def _numbers(ordering: Ordering) -> dict[str, int]:
    """Return the numbers in the files' names, where most have one and the list goes by them; else none."""
    entries = [entry for entry in ordering.entries if entry.numbered]
    numbers: dict[str, int] = {}
    last = -1
    known = 0
    for entry in entries:
        number = _own_number(entry.path)
        if number is not None:
            known += 1
            if number > last:
                numbers[entry.path] = last = number
    return numbers if 3 * known >= 2 * len(entries) and 5 * len(numbers) >= 4 * known else {}


def _own_number(path: str) -> int | None:
    pure = PurePosixPath(path)
    if pure.stem.casefold() in HEADS and pure.parent.name:
        return name_number(pure.parent.name)
    return name_number(pure.stem)


def _by_settings(found: tuple[Found, ...], config: Config) -> tuple[tuple[Found, ...], list[Problem]]:
    """Return the lessons as the settings order them; what they do not name follows in its own order."""
    rules: list[tuple[str | None, str]] = [
        (part.title, pattern) for part in config.parts for pattern in part.lessons
    ]
    rules += [(None, pattern) for pattern in config.lessons]
    placed: dict[str, Found] = {}
    unused = []
    for title, pattern in rules:
        hits = [entry for entry in found if entry.path == pattern]
        hits = hits or [entry for entry in found if fnmatch.fnmatchcase(entry.path, pattern)]
        if not hits and not set("*?[") & set(pattern):
            raise ConfigError(
                f"no lesson is called {pattern}",
                where=NAME,
                hint="paths and globs are relative to the folder of lessons",
            )
        if not hits:
            unused.append(pattern)
        for entry in hits:
            part = entry.part if title is None else ((title,) if title else ())
            placed.setdefault(entry.path, replace(entry, part=part))
    rest = [entry for entry in found if entry.path not in placed]
    return (*placed.values(), *rest), _unused(tuple(unused), "lessons")


def _unused(globs: tuple[str, ...], setting: str) -> list[Problem]:
    return [
        Problem(NAME, 1, "warning", "setting-unused", f"{setting}: {glob} matches no file")
        for glob in dict.fromkeys(globs)
    ]


def _told_twins(twins: Twins, config: Config) -> list[Problem]:
    problems = []
    for code, paths in twins.left.items():
        if not paths:
            continue
        files = "1 file" if len(paths) == 1 else f"{len(paths)} files"
        name = f"in the language {code}" if code else "in another language"
        hint = f'; language = "{code}" builds the book in it' if code else ""
        message = f"{files} {name} left out, one language is built{hint}"
        problems.append(Problem(paths[0], 1, "info", "language-twin", message))
    return problems


def _read(root: Path, path: str) -> str:
    """Return the text of a list of contents; empty when it cannot be had."""
    try:
        with (root / path).open("rb") as file:
            return file.read(_LARGEST_LIST).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
