"""A judge of page ends: no heading last on a page, no single line of a paragraph left or carried over, no list torn from its lead.

Lines are put together from the finished PDF: pieces of text on one baseline. Lines smaller than the text (heads, folios,
notes, code, tables) are no lines of a paragraph; a line of a paragraph holds text of its size. Paragraphs and headings are
known from the book; their letters are looked for in those of the lines.
"""

from __future__ import annotations

import bisect
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf

from builder.model import Book, Lesson, Section
from builder.pdf.model import Bound
from tests.judges.words import letters

_LONG = 3
"""Lines of the shortest paragraph that may be broken at all: two on either side."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, from 0, at its height in points; *size* is that of its largest text, *plain* if any is upright and light."""

    page: int
    y: float
    size: float
    letters: str
    plain: bool


def breaks(path: Path, book: Book, bound: Bound) -> list[str]:
    """Return the page ends in *path* that tear a heading from its text or a line from its paragraph."""
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    first = dict(bound.first_pages)
    starts = sorted({*first.values(), bound.pages})
    found = []
    for lesson in book.lessons:
        start = first[lesson.slug]
        end = next(page for page in starts if page > start)
        lines = [line for number in range(start, end) for line in _lines(reader.pages[number], number)]
        size = _text_size(lines)
        for look in (_headings, _single, _torn):
            found += [f"{lesson.path}: {text}" for text in look(lines, lesson, size, bound)]
    return found


def _lines(page: pypdf.PageObject, number: int) -> list[Line]:
    """Return the lines of a page from the top."""
    pieces: list[tuple[float, float, str, bool]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, object] | None, size: float) -> None:
        if letters(text):
            scale = abs(cm[3]) * abs(tm[3] or tm[0])
            plain = not any(mark in str((font or {}).get("/BaseFont")) for mark in ("Bold", "Italic"))
            pieces.append((tm[5] * cm[3] + cm[5], round(size * scale, 1), text, plain))

    page.extract_text(visitor_text=visit)
    lines: list[Line] = []
    for y, size, text, plain in sorted(pieces, key=lambda piece: -piece[0]):
        if lines and abs(lines[-1].y - y) < 1.5:
            last = lines[-1]
            lines[-1] = Line(number, last.y, max(last.size, size), last.letters + letters(text), last.plain or plain)
        else:
            lines.append(Line(number, y, size, letters(text), plain))
    return lines


def _text_size(lines: list[Line]) -> float:
    """Return the size most letters of the larger sizes have: that of the text, for code and tables are smaller."""
    count: Counter[float] = Counter()
    for line in lines:
        count[line.size] += len(line.letters)
    if not count:
        return 0.0
    least = max(count.values()) / 4
    return max(size for size, many in count.items() if many >= least)


def _headings(lines: list[Line], lesson: Lesson, size: float, bound: Bound) -> Iterator[str]:
    titles = {letters(title) for title in _titles(lesson.sections)} - {""}
    for at, line in enumerate(lines):
        below = [other for other in lines[at + 1 :] if other.page == line.page and other.size >= 0.7 * size]
        # A folio, or notes at the foot, are no text.
        below = [other for other in below if not other.letters.isdigit()]
        alike = line.size > size or not line.plain
        if line.letters in titles and line.size >= size and alike and not below and line is not lines[-1]:
            yield f"page {bound.folios[line.page]} ends with the heading {line.letters[:40]!r}"


def _titles(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield f"{section.number or ''}{section.title}"
        yield section.title
        yield from _titles(section.children)


def _single(lines: list[Line], lesson: Lesson, size: float, bound: Bound) -> Iterator[str]:
    text = [line for line in lines if line.size >= size * 0.99]
    stream = "".join(line.letters for line in text)
    offsets, total = [], 0
    for line in text:
        offsets.append(total)
        total += len(line.letters)
    at = 0
    for paragraph in _paragraphs(lesson):
        words = letters(paragraph)
        place = stream.find(words, at) if len(words) > 60 else -1
        if place < 0:
            continue
        at = place + len(words)
        one, last = bisect.bisect_right(offsets, place) - 1, bisect.bisect_right(offsets, at - 1) - 1
        own = text[one : last + 1]
        if len(own) < _LONG or own[0].page == own[-1].page:
            continue
        pages = Counter(line.page for line in own)
        if pages[own[0].page] == 1:
            yield f"page {bound.folios[own[0].page]} ends with the first line of {paragraph[:40]!r}"
        if pages[own[-1].page] == 1:
            yield f"page {bound.folios[own[-1].page]} begins with the last line of {paragraph[:40]!r}"


def _torn(lines: list[Line], lesson: Lesson, size: float, bound: Bound) -> Iterator[str]:
    """Yield the lists whose first item begins another page than the words right above it end."""
    text = [line for line in lines if line.size >= size * 0.99]
    stream = "".join(line.letters for line in text)
    pages = [line.page for line in text for _ in line.letters]
    root = list(ET.fromstring(f"<div>{lesson.html}</div>"))
    for above, listing in pairwise(root):
        if above.tag != "p" or listing.tag not in ("ul", "ol") or not len(listing):
            continue
        words, item = letters("".join(above.itertext()))[-40:], letters("".join(listing[0].itertext()))[:20]
        number = letters(listing.get("start", "1")) if listing.tag == "ol" else ""
        at = stream.find(f"{words}{number}{item}") if words and item else -1
        if at >= 0 and pages[at + len(words) - 1] != pages[at + len(words)]:
            yield f"page {bound.folios[pages[at]]} ends between {''.join(above.itertext())[-40:]!r} and its list"


def _paragraphs(lesson: Lesson) -> Iterator[str]:
    root = ET.fromstring(f"<div>{lesson.html}</div>")
    for element in root.iter():
        if element.tag == "p" or (element.tag == "li" and element.find("p") is None):
            words = [element.text or ""]
            for child in element:
                if child.tag in ("ul", "ol", "pre", "table", "blockquote", "figure"):
                    break
                words += [*_inside(child), child.tail or ""]
            yield " ".join("".join(words).split())


def _inside(element: ET.Element) -> list[str]:
    return [] if (element.get("class") or "").startswith(("sg-fnref", "sg-math")) else list(element.itertext())
