"""Read the lessons: a folder or file and its settings go in, Sources in order come out.

1. Find the files and their order (`arrange`).
2. Decode each (`text`), take its front matter off (`front_matter`).
3. Cut a README that is a whole book (`cut`), give each lesson a slug of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from builder.config import Config
from builder.errors import LessonError, SourceError
from builder.model import Asset, Problem, Source
from builder.reading.arrange import HEADS, Found, find_lessons, top_folder
from builder.reading.cut import cut_lesson
from builder.reading.files import TUNING
from builder.reading.front_matter import split_front_matter
from builder.reading.inserts import add_inserts, book_variables, lesson_names
from builder.reading.names import language_tag, name_number, slug_of, title_of
from builder.reading.orders.titles import site_settings
from builder.reading.pictures import LARGEST, defect, harmless, kind_of
from builder.reading.scripts import book_language, lesson_language, script_language
from builder.reading.text import check_size, decode

_BOOK = 30_000
"""Characters from which a README beside lessons may be the book itself."""
_LARGEST_SETTINGS = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that was read: the sources in order, where they lie, the title the folder suggests, and problems."""

    root: Path
    sources: tuple[Source, ...]
    title: str
    problems: tuple[Problem, ...] = ()
    left: frozenset[str] = frozenset()
    """Files of text that are there and no lessons of this book."""
    language: str = ""
    """What the lessons, or another tool's settings, say the book is in."""
    tuning: str = ""
    """The text of `index.txt`, which tunes the index."""


def read_sources(source: Path, config: Config) -> Shelf:
    """Return the lessons of *source*, a folder or one file. Raises `SourceError` when there are none."""
    root, found, problems, left = _find(source, config)
    if not found:
        raise SourceError(
            "no lessons here: no .md, .markdown or .txt file",
            where=str(source),
            hint="name a folder that holds lessons, for example: studyguide build lessons/",
        )
    common = top_folder(tuple(entry.path for entry in found))
    sources, lost = _each(found, lambda entry: _source(root, entry, common, config.keep))
    names = lesson_names(sources)
    variables = book_variables(lambda path: _inserted(root, path))
    sources = [add_inserts(one, lambda path: _inserted(root, path), names, variables) for one in sources]
    if _is_book(sources):
        pieces = cut_lesson(sources[0])
        sources = [*pieces, *sources[1:]]
        if len(pieces) > 1:
            message = f"this file holds the book: cut at its headings into {len(pieces)} lessons"
            problems = (*problems, Problem(found[0].path, 1, "info", "readme-cut", message))
    taken = set(_OWN)
    unique = tuple(replace(one, slug=_unique(slug_of(one.slug), taken)) for one in sources)
    title, language = site_settings(lambda name: _text(root / name)) if source.is_dir() else ("", "")
    title = _title(source, root, common, title)
    tuning = _text(root / TUNING) if source.is_dir() else ""
    seen = [script_language(one.text) for one in unique]
    language = _language(unique) or language or book_language(seen)
    unique = tuple(
        one if one.language else replace(one, language=lesson_language(script, config.language or language or "en"))
        for one, script in zip(unique, seen, strict=True)
    )
    return Shelf(root, unique, title, (*problems, *lost), left, language, tuning)


def _language(sources: tuple[Source, ...]) -> str:
    """Return the language that at least half of the lessons say they are in; empty when none is."""
    named = Counter(source.language for source in sources if source.language).most_common(1)
    return named[0][0] if named and 2 * named[0][1] >= len(sources) else ""


def _inserted(root: Path, path: str) -> str | None:
    """Return the text of a file lessons include; None when it is not there, lies outside or is no text."""
    try:
        file = (root / path).resolve(strict=True)
        if not file.is_relative_to(root.resolve()) or file.stat().st_size > _LARGEST_SETTINGS:
            return None
        data = file.read_bytes()
    except (OSError, RuntimeError, ValueError):
        return None
    return None if b"\0" in data else data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _each(
    found: tuple[Found, ...], read: Callable[[Found], Source]
) -> tuple[list[Source], list[Problem]]:
    """Return the lessons that can be read, and a problem for each that cannot; raise when none can."""
    sources: list[Source] = []
    errors: list[LessonError] = []
    for entry in found:
        try:
            sources.append(read(entry))
        except LessonError as error:
            errors.append(error)
    if not sources and errors:
        raise errors[0]
    return sources, [
        Problem(error.where or "", error.line or 1, "error", error.code, f"{error.reason}; left out of the book")
        for error in errors
    ]


def read_assets(
    root: Path, wanted: tuple[tuple[str, str, int], ...]
) -> tuple[tuple[Asset, ...], tuple[Problem, ...]]:
    """Return the pictures asked for, each as (lesson path, picture path, line), and which cannot be had."""
    assets: dict[str, Asset] = {}
    problems = []
    base = root.resolve()
    failed: set[str] = set()
    for lesson, path, line in wanted:
        if path in assets:
            continue
        reason, code = "", "image-missing"
        try:
            file = (root / path).resolve(strict=True)
            if not file.is_relative_to(base):
                reason = "lies outside the folder of lessons"
            elif file.stat().st_size > LARGEST:
                reason = "is larger than 64 MB"
            elif path in failed:
                reason, code = "is broken", "image-broken"
            else:
                data = file.read_bytes()
                kind = kind_of(data)
                if kind is None:
                    reason = "is of a kind that is not supported (PNG, JPEG, GIF, SVG, WebP are)"
                elif reason := defect(data, kind):
                    code = "image-broken"
                    failed.add(path)
                else:
                    assets[path] = Asset(path, kind, harmless(data, kind))
        except (OSError, RuntimeError, ValueError):
            reason = "is not there"
        if reason:
            message = f"the picture {path} {reason}; its text stands in its place"
            problems.append(Problem(lesson, line, "warning", code, message))
    return tuple(assets[path] for path in sorted(assets)), tuple(problems)


def _is_book(sources: list[Source]) -> bool:
    """Tell whether the first lesson is a README that holds the book: it is alone, or most of the text is in it."""
    first, *rest = sources
    if PurePosixPath(first.path).stem.casefold() != "readme":
        return False
    return not rest or len(first.text) > max(_BOOK, sum(len(one.text) for one in rest) // 2)


_OWN = frozenset({"cover", "title", "front", "contents", "nav", "guide", "checklist", "glossary", "index", "plan", "questions"})
"""What the builder's own pages and files are called: no lesson's slug is one of these."""


def _unique(slug: str, taken: set[str]) -> str:
    base, count = slug, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    taken.add(slug)
    return slug


def _find(
    source: Path, config: Config
) -> tuple[Path, tuple[Found, ...], tuple[Problem, ...], frozenset[str]]:
    try:
        if source.is_dir():
            return source, *find_lessons(source, config)
        if source.is_file():
            return source.parent, (Found(source.name, number=name_number(source.stem)),), (), frozenset()
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}",
            where=str(error.filename or source),
            hint="check the permissions",
        ) from error
    raise SourceError(
        "there is no such file or folder", where=str(source), hint="check the path you gave"
    )


def _bytes(file: Path, path: str) -> bytes:
    try:
        check_size(file.stat().st_size, path)
        return file.read_bytes()
    except OSError as error:
        raise LessonError(
            "file-unreadable", f"cannot be read: {error.strerror}", where=path, hint="check its permissions"
        ) from error


def _source(root: Path, entry: Found, common: str, keep: tuple[str, ...]) -> Source:
    path = PurePosixPath(entry.path)
    read = decode(_bytes(root / entry.path, entry.path), entry.path, keep)
    head = split_front_matter(read.text, entry.path, keep)
    settings = head.settings
    short = path.relative_to(common) if PurePosixPath(common) in path.parents else path
    slug = "-".join((*short.parent.parts, short.stem))
    if short.stem.casefold() in HEADS and short.parent.parts:
        slug = "-".join(short.parent.parts)
    number = settings.get("number", settings.get("step"))
    title, language = settings.get("title"), settings.get("language", settings.get("lang"))
    return Source(
        path=entry.path,
        slug=slug_of(slug),
        text=head.text,
        first_line=head.first_line,
        title=str(title) if isinstance(title, str | int | float) else None,
        number=number if isinstance(number, int) else entry.number,
        language=language_tag(language) or entry.language or None,
        part=entry.part,
        listed=entry.listed,
        numbered=entry.numbered,
        changes=(*read.changes, *head.changes),
        problems=(*read.problems, *head.problems),
    )


def _title(source: Path, root: Path, common: str, site: str) -> str:
    """Return the book's title where the settings give none: a README's first heading, else the name."""
    if source.is_file():
        is_head = source.stem.casefold() in HEADS
        return (_heading(source) if is_head else "") or title_of(source.name)
    if site:
        return site
    for folder in (root, root / common):
        for name in ("README.md", "readme.md", "SUMMARY.md", "index.md"):
            heading = _heading(folder / name) if (folder / name).is_file() else ""
            if heading and heading.casefold() != "summary":
                return heading
    name = root.resolve().name
    if name.casefold() in {"lessons", "docs", "src", "chapters", "course", "notes"}:
        name = root.resolve().parent.name or name
    return title_of(name)


def _heading(path: Path) -> str:
    last = ""
    for line in _text(path)[:4000].splitlines():
        if line.startswith("# "):
            return _plain(line[2:])
        if last and re.fullmatch(r"={3,}\s*", line):
            return _plain(last)
        last = line.strip()
    return ""


def _text(path: Path) -> str:
    """Return the text of a file that may say the title; empty when there is none."""
    try:
        return decode(_bytes(path, path.name), path.name).text[:_LARGEST_SETTINGS] if path.is_file() else ""
    except LessonError:
        return ""


def _plain(heading: str) -> str:
    """Return *heading* without pictures, links and marks."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)|<[^>]+>", "", heading)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*_`]+|\s#+\s*$", "", text).split())
