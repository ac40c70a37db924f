"""What is wrong in a finished Book: links that lead nowhere, characters no font has. Values, sorted by the caller."""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

from builder.model import Book, Lesson, Problem, Source
from builder.pdf.families import extra_for
from builder.reading.labels import file_key
from builder.settle import Ids, addresses

_TAG = re.compile(r"<[^>]*>")
_FORMULA = re.compile(r'<span\b[^>]*\bclass="sg-math\b[^>]*>[^<]*</span>')
_SHOWN = 8


def find_problems(book: Book, left: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    """Return the problems of *book*'s lessons and of the links between them; *left* are files that are no lessons."""
    problems = [problem for lesson in book.lessons for problem in lesson.problems]
    ids = Ids(book.lessons)
    slugs = addresses(book.lessons)
    for lesson in book.lessons:
        for link, line in lesson.links:
            message = _dead(lesson, link, slugs, ids)
            file = posixpath.normpath(unquote(link.removeprefix("lesson:").partition("#")[0]))
            if message and file in left:
                message = f"the link to {file} leads nowhere: it is no lesson of this book"
                problems.append(Problem(lesson.path, line, "info", "link-left-out", message))
            elif message:
                problems.append(Problem(lesson.path, line, "warning", "link-dead", message))
    return tuple(problems)


def announced_problems(book: Book, there: Iterable[str]) -> tuple[Problem, ...]:
    """Return a note for every lesson that *book* announces as the next and that is not *there*, among these paths."""
    names = {file_key(path) for path in there}
    return tuple(
        Problem(lesson.path, line, "info", "lesson-announced", f"it announces {name}, which is not among the lessons")
        for lesson in book.lessons
        for name, line in lesson.announced
        if file_key(name) not in names
    )


def glyph_problems(
    book: Book, coverage: frozenset[int], sources: tuple[Source, ...]
) -> tuple[Problem, ...]:
    """Return a problem for each lesson with characters that none of the fonts has, at the first one's line."""
    problems = []
    texts = {source.slug: source for source in sources}
    for lesson in book.lessons:
        # Formulas are drawn, not set in these fonts.
        bare = (_FORMULA.sub("", part) if "sg-math" in part else part for part in (lesson.title, lesson.lead, lesson.html))
        text = html.unescape(_TAG.sub("", " ".join(bare)))
        missing = sorted(
            char for char in set(text)
            if ord(char) not in coverage and not _invisible(char)
        )
        if missing:
            shown = ", ".join(f"{char} U+{ord(char):04X}" for char in missing[:_SHOWN])
            more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
            extra = extra_for(missing)
            advice = f"; install its fonts: pip install 'studyguide-builder[{extra}]'" if extra else ""
            problems.append(
                Problem(
                    lesson.path, _line_of(texts.get(lesson.slug), missing), "warning", "glyph-missing",
                    f"no font has {shown}{more}; the PDF shows boxes there{advice}",
                )
            )
    return tuple(problems)


def _dead(
    lesson: Lesson, link: str, slugs: dict[str, str], ids: Ids
) -> str:
    if link.startswith("#"):
        if link[1:] in ids[lesson.slug] or unquote(link[1:]) in ids[lesson.slug]:
            return ""
        return f"no heading or anchor #{link[1:].removeprefix(lesson.slug + '--')} in this lesson"
    path, _, anchor = link.removeprefix("lesson:").partition("#")
    path = posixpath.normpath(unquote(path))
    slug = slugs.get(path)
    if slug is None:
        return f"no lesson {path}"
    if anchor and f"{slug}--{unquote(anchor)}" not in ids[slug]:
        return f"no heading or anchor #{unquote(anchor)} in {path}"
    return ""


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Zs", "Zl", "Zp"} or char in "\ufe0e\ufe0f\u20e3"


def _line_of(source: Source | None, chars: list[str]) -> int:
    """Return the line in the file where the first of *chars* stands."""
    if source is None:
        return 1
    for number, line in enumerate(source.text.split("\n"), source.first_line):
        if any(char in line for char in chars):
            return number
    return source.first_line
