"""Read the lessons: a folder or file and its settings go in, Sources in order come out.

1. Find the files and their order (`files`), or take the order the settings give.
2. Decode each (`text`), take its front matter off (`front_matter`).
3. Give each a slug of its own.
"""

from __future__ import annotations

import fnmatch
import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.config import Config
from builder.errors import ConfigError, SourceError
from builder.model import Asset, Problem, Source
from builder.reading.files import Found, find_lessons
from builder.reading.front_matter import split_front_matter
from builder.reading.names import name_number, slug_of, title_of
from builder.reading.text import decode

_MEDIA = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_LARGEST_PICTURE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that was read: the sources in order, where they lie, the title the folder suggests, and problems."""

    root: Path
    sources: tuple[Source, ...]
    title: str
    problems: tuple[Problem, ...] = ()


def read_sources(source: Path, config: Config) -> Shelf:
    """Return the lessons of *source*, a folder or one file. Raises `SourceError` when there are none."""
    root, found, problems = _find(source)
    found = _ordered(found, config)
    if not found:
        raise SourceError(
            "no lessons here: no .md, .markdown or .txt file",
            where=str(source),
            hint="name a folder that holds lessons, for example: studyguide build lessons/",
        )
    taken: set[str] = set()
    common = os.path.commonpath([str(PurePosixPath(entry.path).parent) for entry in found])
    sources = tuple(_source(root, entry, common, taken) for entry in found)
    return Shelf(root, sources, _title(source, root, common), tuple(problems))


def read_assets(
    root: Path, wanted: tuple[tuple[str, str, int], ...]
) -> tuple[tuple[Asset, ...], tuple[Problem, ...]]:
    """Return the pictures asked for, each as (lesson path, picture path, line), and which cannot be had."""
    assets: dict[str, Asset] = {}
    problems = []
    base = root.resolve()
    for lesson, path, line in wanted:
        if path in assets:
            continue
        media = _MEDIA.get(PurePosixPath(path).suffix.lower())
        reason = ""
        try:
            file = (root / path).resolve(strict=True)
            if not file.is_relative_to(base):
                reason = "lies outside the folder of lessons"
            elif media is None:
                reason = "is of a kind that is not supported (PNG, JPEG, GIF, SVG, WebP are)"
            elif file.stat().st_size > _LARGEST_PICTURE:
                reason = "is larger than 64 MB"
            else:
                assets[path] = Asset(path, media, file.read_bytes())
        except (OSError, RuntimeError, ValueError):
            reason = "is not there"
        if reason:
            message = f"the picture {path} {reason}; its text stands in its place"
            problems.append(Problem(lesson, line, "warning", "image-missing", message))
    return tuple(assets[path] for path in sorted(assets)), tuple(problems)


def _find(source: Path) -> tuple[Path, tuple[Found, ...], tuple[Problem, ...]]:
    try:
        if source.is_dir():
            found, problems = find_lessons(source)
            return source, found, problems
        if source.is_file():
            return source.parent, (Found(source.name),), ()
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}",
            where=str(error.filename or source),
            hint="check the permissions",
        ) from error
    raise SourceError(
        "there is no such file or folder", where=str(source), hint="check the path you gave"
    )


def _ordered(found: tuple[Found, ...], config: Config) -> tuple[Found, ...]:
    """Return the lessons as the settings order them; what they do not name follows in its own order."""
    rules: list[tuple[str | None, str]] = [
        (part.title, pattern) for part in config.parts for pattern in part.lessons
    ]
    rules += [(None, pattern) for pattern in config.lessons]
    if not rules:
        return found
    placed: dict[str, Found] = {}
    for title, pattern in rules:
        hits = [entry for entry in found if fnmatch.fnmatchcase(entry.path, pattern)]
        if not hits:
            raise ConfigError(
                f"no lesson is called {pattern}",
                where="studyguide.toml",
                hint="paths and globs are relative to the folder of lessons",
            )
        for entry in hits:
            part = entry.part if title is None else ((title,) if title else ())
            placed.setdefault(entry.path, Found(entry.path, part))
    rest = [entry for entry in found if entry.path not in placed]
    return (*placed.values(), *rest)


def _source(root: Path, entry: Found, common: str, taken: set[str]) -> Source:
    path = PurePosixPath(entry.path)
    try:
        data = (root / entry.path).read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", where=entry.path, hint="check its permissions"
        ) from error
    text, changes = decode(data, entry.path)
    settings, text, first = split_front_matter(text, entry.path)
    short = path.relative_to(common) if common else path
    slug = slug_of("-".join((*short.parent.parts, short.stem)))
    if short.stem.casefold() in {"readme", "index"} and short.parent.parts:
        slug = slug_of("-".join(short.parent.parts))
    base, count = slug, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    taken.add(slug)
    number = settings.get("number", settings.get("step"))
    title, language = settings.get("title"), settings.get("language", settings.get("lang"))
    return Source(
        path=entry.path,
        slug=slug,
        text=text,
        first_line=first,
        title=str(title) if isinstance(title, str | int | float) else None,
        number=number if isinstance(number, int) else name_number(path.stem),
        language=language if isinstance(language, str) else None,
        part=entry.part,
        changes=changes,
    )


def _title(source: Path, root: Path, common: str) -> str:
    """Return the book's title where the settings give none: a README's first heading, else the name."""
    if source.is_file():
        return title_of(source.name)
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
    text = path.read_text(encoding="utf-8", errors="replace")[:4000]
    for line in text.splitlines():
        if line.startswith("# "):
            return _plain(line[2:])
    return ""


def _plain(heading: str) -> str:
    """Return *heading* without pictures, links and marks."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)|<[^>]+>", "", heading)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"[*_`]+|\s#+\s*$", "", text).split())
