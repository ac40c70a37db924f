"""What changed between two editions: what is known of their lessons goes in, lists of lessons come out.

A lesson's digest says what it says, not where: neither number, page, file name nor id is in it, so that a lesson that only
moved keeps its digest, and its revision sheet stays good.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from builder.model import Book, Lesson

_NUMBERED = re.compile(r'<span class="sg-cap">[^<]*</span>|(<a [^>]*class="sg-ref"[^>]*>)[^<]*(?=</a>)')
"""Labels that hold a lesson's number: those of captions, and those of references to them."""
_TAG = re.compile(r"<(/?[\w:.-]+)([^>]*)>")
_SOURCE = re.compile(r'\ssrc="(?:asset:)?([^"]*)"')
_ALT = re.compile(r'\salt="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Known:
    """What an edition knows of a lesson: its path, title and number as shown, and the digest of what it says."""

    key: str
    title: str
    number: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The lessons of an edition by what became of them since an earlier one, in the order of the book."""

    new: tuple[Known, ...] = ()
    changed: tuple[Known, ...] = ()
    moved: tuple[tuple[Known, Known], ...] = ()
    """Earlier and now: what they say is the same, their number is not."""
    same: tuple[Known, ...] = ()
    gone: tuple[Known, ...] = ()

    @property
    def none(self) -> bool:
        """Whether every earlier sheet is as good as it was."""
        return not (self.new or self.changed or self.moved or self.gone)

    @property
    def printed(self) -> frozenset[str]:
        """Keys of the lessons whose sheets are to be printed."""
        return frozenset(one.key for one in (*self.new, *self.changed))

    def among(self, keys: Collection[str]) -> Changes:
        """Return the same of the lessons with these keys only; those that are gone stay."""
        return replace(
            self,
            new=tuple(one for one in self.new if one.key in keys),
            changed=tuple(one for one in self.changed if one.key in keys),
            moved=tuple(pair for pair in self.moved if pair[1].key in keys),
            same=tuple(one for one in self.same if one.key in keys),
        )


_PASSES: tuple[Callable[[Known], tuple[str, ...]], ...] = (
    lambda one: (one.key, one.digest),
    lambda one: (one.digest,),
    lambda one: (one.key, one.title),
    lambda one: (one.title,),
    lambda one: (one.key,),
)
"""What makes two lessons the same one, the surest first: where files are called by their number alone, a path may be another
lesson's, and what a lesson says tells more."""


def compare(before: Iterable[Known], now: Iterable[Known]) -> Changes:
    """Return what became of the lessons *before*; a lesson whose path and title are both others is new."""
    earlier, lessons = list(before), list(now)
    old: dict[int, Known] = {}
    free = dict(enumerate(earlier))
    for alike in _PASSES:
        offered: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, one in reversed(free.items()):
            offered[alike(one)].append(at)
        for place, one in enumerate(lessons):
            if place not in old and offered.get(alike(one)):
                old[place] = free.pop(offered[alike(one)].pop())
    pairs = [(old[place], one) for place, one in enumerate(lessons) if place in old]
    kept = [(was, one) for was, one in pairs if was.digest == one.digest]
    return Changes(
        new=tuple(one for place, one in enumerate(lessons) if place not in old),
        changed=tuple(one for was, one in pairs if was.digest != one.digest),
        moved=tuple((was, one) for was, one in kept if was.number != one.number),
        same=tuple(one for was, one in kept if was.number == one.number),
        gone=tuple(free.values()),
    )


def known(book: Book) -> tuple[Known, ...]:
    """Return what is known of every lesson of *book*."""
    pictures = {asset.path: hashlib.sha256(asset.data).hexdigest() for asset in book.assets}
    return tuple(Known(one.path, one.title, one.number, digest(one, pictures)) for one in book.lessons)


def digest(lesson: Lesson, pictures: Mapping[str, str]) -> str:
    """Return the digest of title, text and pictures of *lesson*; *pictures* are digests by path."""

    def bare(tag: re.Match[str]) -> str:
        # Where a link leads, and whether to anything, is not what a sheet says.
        if tag[1] in ("a", "/a"):
            return ""
        source, alt = _SOURCE.search(tag[2]), _ALT.search(tag[2])
        shown = f" {pictures.get(unquote(source[1]), unquote(source[1]))}" if source else ""
        return f"<{tag[1]}{shown}{f' {alt[1]}' if alt else ''}>"

    text = "\0".join((lesson.title_html, lesson.lead, lesson.html))
    return hashlib.sha256(_TAG.sub(bare, _NUMBERED.sub(r"\1", text)).encode("utf-8", "surrogatepass")).hexdigest()
