"""What a finder of orders sees (the files and their text) and what it answers (entries with parts)."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

_SUFFIX = re.compile(r"\.(?:md|markdown|txt)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"\.[a-z]{2}(?:-[A-Za-z]{2,4})?(?=\.(?:md|markdown)$)")
_OTHER = re.compile(r"\.(?:html?|qmd|rmd)$", re.IGNORECASE)
_LINK = re.compile(
    r"(?<!!)\[(?P<title>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*+)\]"
    r"\(\s*(?P<target><[^<>]*>|[^()]*+(?:\([^()]*\)[^()]*+)*+)\)"
)
_HTML = re.compile(r"""<a\s[^<>]*?href=["'](?P<target>[^"'<>]*)""", re.IGNORECASE)
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})\s+(?P<title>.*?)\s*#*\s*$")
_BULLET = re.compile(r"^(?P<indent>\s*)(?:[-*+]|\d{1,4}[.)])\s+(?P<rest>.*)$")
_FENCE = re.compile(r"^\s*(?P<mark>`{3,}|~{3,})")
_LONGEST = 4000
"""Characters of the longest line looked at."""


@dataclass(frozen=True)
class Listing:
    """The lesson files in natural order, all *files* there are, and *read* for the text of one (empty if none)."""

    paths: tuple[str, ...]
    files: frozenset[str]
    read: Callable[[str], str]

    @cached_property
    def lookup(self) -> dict[str, str]:
        """Paths by their form without case and composed, for links typed on another system.

        `index.en.md` is found as `index.md` too: lists name a page, not its language.
        """
        bare = {_fold(_LANGUAGE.sub("", path)): path for path in reversed(self.paths)}
        return bare | {_fold(path): path for path in reversed(self.paths)}

    def below(self, folder: str) -> tuple[str, ...]:
        """Return the lesson files in *folder* and under it."""
        return self.paths if not folder else tuple(p for p in self.paths if p.startswith(folder + "/"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson in its place; *title* is what the list calls it."""

    path: str
    part: tuple[str, ...] = ()
    title: str = ""
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Ordering:
    """An order found: *file* says it. *complete*: what it does not name is no lesson; else it follows at the end."""

    file: str
    entries: tuple[Entry, ...]
    base: str = ""
    """The folder whose lessons it orders."""
    missing: tuple[tuple[int, str], ...] = ()
    """Lines that name a file which is not there."""
    complete: bool = True
    is_lesson: bool = False
    """The file that says the order is a lesson too: the introduction."""
    weak: bool = False
    """A list of links in running text: numbers in the files' names are better evidence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list of contents; *target* is None where it links nothing, *level* is that of a heading."""

    number: int
    indent: int
    bullet: bool
    title: str
    target: str | None = None
    level: int = 0


@dataclass(slots=True)
class Draft:
    """Entries as they are collected: each file once, at its first place."""

    listing: Listing
    base: str
    entries: dict[str, Entry] = field(default_factory=dict)
    missing: list[tuple[int, str]] = field(default_factory=list)

    def add(
        self, target: str, part: tuple[str, ...] = (), title: str = "", line: int = 1, numbered: bool = True
    ) -> bool:
        """Add the lesson *target* links to; tell whether there is one. A missing file is noted."""
        path = locate(self.listing, self.base, target)
        if path is None:
            name = _plain_target(target)
            missing = posixpath.normpath(posixpath.join(self.base, name))
            if _SUFFIX.search(name) and missing not in self.listing.files:
                self.missing.append((line, missing))
            return False
        self.entries.setdefault(path, Entry(path, part, title, numbered))
        return True

    def done(self, file: str, **more: bool) -> Ordering | None:
        """Return the order collected, said by *file*; None when it is empty."""
        if not self.entries:
            return None
        return Ordering(file, tuple(self.entries.values()), self.base, tuple(self.missing), **more)


def locate(listing: Listing, base: str, target: str) -> str | None:
    """Return the lesson that *target*, as written in a file of the folder *base*, means; None when there is none."""
    name = _plain_target(target)
    if not name:
        return None
    path = posixpath.normpath(posixpath.join(base, name))
    bare = _OTHER.sub("", path)
    folder = "" if path == "." else path + "/"
    for found in (
        path, f"{path}.md", f"{path}.markdown", f"{bare}.md", f"{bare}.markdown",
        f"{folder}README.md", f"{folder}index.md", f"{folder}_index.md",
    ):
        hit = listing.lookup.get(_fold(found))
        if hit is not None:
            return hit
    return None


def is_outside(target: str) -> bool:
    """Tell whether *target* is an address outside the folder."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", target))


def shallowest(listing: Listing, *names: str) -> str | None:
    """Return the file with one of *names*, in whatever case, that lies nearest the top; the first name wins."""
    for name in names:
        found = [path for path in listing.files if posixpath.basename(path).casefold() == name.casefold()]
        if found:
            return min(found, key=lambda path: (path.count("/"), path))
    return None


def lines(text: str) -> Iterator[Line]:
    """Return the headings, list items and links of *text*, one for each link; fences and front matter are skipped."""
    fence = ""
    rows = text.split("\n")
    start = 0
    if rows[0].strip() == "---":
        start = next((at + 1 for at, row in enumerate(rows[1:200], 1) if row.strip() in ("---", "...")), 0)
    for number, row in enumerate(rows[start:], start + 1):
        mark = _FENCE.match(row)
        if mark and (not fence or (mark["mark"][0] == fence[0] and len(mark["mark"]) >= len(fence))):
            fence = "" if fence else mark["mark"]
            continue
        if fence or len(row) > _LONGEST or not row.strip():
            continue
        yield from _line(number, row.expandtabs(4))


def _line(number: int, row: str) -> Iterator[Line]:
    heading = _HEADING.match(row)
    bullet = None if heading else _BULLET.match(row)
    rest = heading["title"] if heading else bullet["rest"] if bullet else row
    level = len(heading["marks"]) if heading else 0
    indent = len(bullet["indent"]) if bullet else len(row) - len(row.lstrip())
    links = list(_LINK.finditer(rest))
    if not links:
        yield Line(number, indent, bullet is not None, plain(rest), None, level)
        for tag in _HTML.finditer(rest):
            yield Line(number, indent, False, "", tag["target"], level)
    for link in links:
        target = _TITLE.sub("", link["target"]).strip()
        yield Line(number, indent, bullet is not None, plain(link["title"]), target.strip("<>"), level)


def plain(words: str) -> str:
    """Return *words* of a list without Markdown's marks."""
    words = words[:_LONGEST]
    words = re.sub(r"!\[[^\]]*\]\([^)]*\)|<[^<>]*>|\{[#:.][^{}]*\}\s*$", "", words)
    words = _LINK.sub(lambda link: link["title"], words)
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", re.sub(r"(?<!\\)[*`]+", "", words)).split()).strip("_ ")


def _plain_target(target: str) -> str:
    """Return the path in *target*: no anchor, query, escape or docsify's `#/`; empty for addresses outside."""
    if is_outside(target):
        return ""
    target = re.sub(r"^#/?(?=[^/#]+/|[^#]*\.md)", "", target)
    return unquote(re.split(r"[#?]", target, maxsplit=1)[0]).lstrip("/").strip()


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
