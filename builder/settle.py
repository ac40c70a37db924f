"""Links between lessons come to rest: lessons go in, the same lessons with every link at its final place come out.

1. A file cut into several lessons has one set of anchors, as GitHub counts them: a link to one names its piece.
2. A link to a lesson's title leads to the lesson.
3. A link to a folder leads to the README or index in it, `.markdown` and other case are found.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape, unescape
from urllib.parse import quote, unquote

from builder.model import Lesson
from builder.parsing.sections import github_slug

_HREF = re.compile(r'\shref="((?:lesson:|#)[^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')
_LANGUAGE = re.compile(r"\.[a-z]{2}(?:-[A-Za-z]{2,4})?(?=\.(?:md|markdown)$)")
_OWN = re.compile(r"b\d+|(?:item|fn|fnref)-\d+(?:-\d+)?")


def addresses(lessons: Iterable[Lesson]) -> dict[str, str]:
    """Return the slug of each lesson by its path, and by its slug where its file holds several lessons."""
    found: dict[str, str] = {}
    for lesson in lessons:
        if found.setdefault(lesson.path, lesson.slug) != lesson.slug:
            found[lesson.slug] = lesson.slug
    return found


def _folded(paths: Iterable[str]) -> dict[str, str]:
    """Return *paths* by their form without case; `b.en.md` is found as `b.md` too, as its twins link to it."""
    known = list(paths)
    bare = {_LANGUAGE.sub("", path).casefold(): path for path in reversed(known)}
    return bare | {path.casefold(): path for path in reversed(known)}


class Ids:
    """The ids of each lesson by its slug, looked for when they are asked for: most lessons are linked to by none."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self._lessons = {lesson.slug: lesson for lesson in lessons}
        self._found: dict[str, frozenset[str]] = {}

    def __getitem__(self, slug: str) -> frozenset[str]:
        if slug not in self._found:
            self._found[slug] = ids_of(self._lessons[slug])
        return self._found[slug]


def settle_links(lessons: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    """Return *lessons* with links that lead to their final place; those that lead nowhere stay as they are."""
    by_path: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        by_path[lesson.path].append(lesson)
    shelf = _Shelf(
        by_path,
        _folded(by_path),
        Ids(lessons),
        {path: _anchors(pieces) for path, pieces in by_path.items() if len(pieces) > 1},
    )
    return tuple(_settled(lesson, shelf) for lesson in lessons)


def ids_of(lesson: Lesson) -> frozenset[str]:
    """Return every id of *lesson* in the book, that of its first page too."""
    return frozenset(_ID.findall(lesson.html)) | frozenset(_ID.findall(lesson.lead)) | {f"{lesson.slug}--top"}


@dataclass(frozen=True, slots=True)
class _Shelf:
    by_path: dict[str, list[Lesson]]
    folded: dict[str, str]
    ids: Ids
    anchors: dict[str, dict[str, tuple[str, str]]]
    """For a file cut into several lessons: each anchor of the file, its lesson's slug, the anchor there."""


def _settled(lesson: Lesson, shelf: _Shelf) -> Lesson:
    moved = {}
    for link, _ in lesson.links:
        if link not in moved:
            target = _target(lesson, link, shelf)
            if target and target != link:
                moved[link] = target
    if not moved:
        return lesson

    def change(match: re.Match[str]) -> str:
        link = unescape(match[1])
        return f' href="{escape(moved[link])}"' if link in moved else match[0]

    checklist = lesson.checklist and replace(
        lesson.checklist,
        items=tuple(replace(item, html=_HREF.sub(change, item.html)) for item in lesson.checklist.items),
    )
    return replace(
        lesson,
        html=_HREF.sub(change, lesson.html),
        lead=_HREF.sub(change, lesson.lead),
        checklist=checklist,
        links=tuple((moved.get(link, link), line) for link, line in lesson.links),
    )


def _target(lesson: Lesson, link: str, shelf: _Shelf) -> str:
    """Return where *link* of *lesson* leads; empty when it need not change or leads nowhere."""
    if link.startswith("#"):
        anchor = unquote(link[1:].removeprefix(f"{lesson.slug}--"))
        return _within(lesson, lesson.path, anchor, shelf)
    written, _, anchor = link.removeprefix("lesson:").partition("#")
    path = _file(posixpath.normpath(unquote(written)), shelf)
    if path is None:
        return ""
    return _within(lesson, path, unquote(anchor), shelf)


def _within(lesson: Lesson, path: str, anchor: str, shelf: _Shelf) -> str:
    pieces = shelf.by_path[path]
    own = pieces[0] if path != lesson.path else lesson
    address = quote(path)
    if len(pieces) > 1 and anchor:
        slug, anchor = shelf.anchors[path].get(anchor, (own.slug, anchor))
        own = next(piece for piece in pieces if piece.slug == slug)
        address = quote(path if own is pieces[0] else slug)
    if anchor and f"{own.slug}--{anchor}" not in shelf.ids[own.slug] and _is_title(own, anchor):
        anchor = "top"
    if own is lesson:
        return f"#{own.slug}--{anchor or 'top'}"
    return f"lesson:{address}" + (f"#{quote(anchor)}" if anchor and anchor != "top" else "")


def _file(path: str, shelf: _Shelf) -> str | None:
    stem = posixpath.splitext(path)[0]
    folder = posixpath.dirname(path) if posixpath.basename(stem).casefold() in ("readme", "index") else stem
    for name in (path, f"{stem}.md", f"{stem}.markdown", f"{folder}/README.md", f"{folder}/index.md", f"{folder}/_index.md"):
        found = shelf.folded.get(posixpath.normpath(name).casefold())
        if found is not None:
            return found
    return None


def _anchors(pieces: list[Lesson]) -> dict[str, tuple[str, str]]:
    """Return the anchors of the whole file: the second heading of a name is `name-1` wherever it stands."""
    found: dict[str, tuple[str, str]] = {}
    counts: dict[str, int] = defaultdict(int)
    for piece in pieces:
        own = [name.removeprefix(f"{piece.slug}--") for name in _ID.findall(f"{piece.lead}{piece.html}")]
        seen = {github_slug(piece.title)}
        places = [(github_slug(piece.title), "top"), *((name, name) for name in own if not _OWN.fullmatch(name))]
        for name, place in places:
            counted = re.fullmatch(r"(.+)-\d+", name)
            base = counted[1] if counted and counted[1] in seen else name
            seen.add(name)
            count = counts[base]
            counts[base] += 1
            found.setdefault(f"{base}-{count}" if count else base, (piece.slug, place))
    return found


def _is_title(lesson: Lesson, anchor: str) -> bool:
    """Tell whether *anchor* is the one GitHub gives the heading that became the lesson's title."""
    said, title = _letters(anchor), _letters(lesson.title)
    return bool(title) and (said == title or re.fullmatch(rf"(?:step|lesson|chapter)?\d*{re.escape(title)}", said) is not None)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
