"""Notations of other programs that lessons are written for, put into words our Markdown reader knows.

Two passes over the lines, before anything is parsed: `translate` puts includes in and opens directives and tabs; when
formulas are taken out, `rewrite` turns roles, attribute lists, wiki links and template tags. What a book cannot show is a problem and stands as code. One module
a family, each recognised by its own marks; code is left alone but for includes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.parsing.dialects import (
    attributes,
    components,
    directives,
    includes,
    references,
    roles,
    templates,
    wiki,
)
from builder.parsing.dialects.page import Notes, Page

_MARKS = re.compile(
    r"\{\{|\{%|\{[:#.<\w]|^[ \t]*===[+!]?[ \t]+\"|--8<--|\[\[|:[a-z_]+:`|^[`~]{3,}[ \t]*(?:\{|toc)|\[\*\*|\(\*\*|<picture|<Listing|@(?:fig|tbl|tab|lst)", re.MULTILINE
)
_D2L = re.compile(r":(?:label|numref|eqlabel|begin_tab):`")
# A `<picture>` in running text; alone on its line it is a block of HTML.
_PICTURE = re.compile(r"<picture[^<>]*>[^<>]*(?:<source[^<>]*>[^<>]*)*(<img[^<>]*>)[^<>]*</picture>")


@dataclass(frozen=True, slots=True)
class Translated:
    """The text to parse, the line of the file (from 0) each of its lines stands for, and what was found."""

    text: str
    lines: tuple[int, ...] = ()
    """Empty when nothing moved."""
    changes: tuple[tuple[int, str], ...] = ()
    """Line and text of what was taken out."""
    problems: tuple[tuple[int, str, str, str], ...] = field(default=())


def translate(text: str, inserts: dict[str, str]) -> Translated:
    """Return *text* with includes put in and directives opened, so that formulas in them can be found."""
    if not _MARKS.search(text):
        return Translated(text)
    page = Page(text.split("\n"))
    notes = Notes()
    includes.put_in(page, inserts, notes)
    components.rewrite(page, notes)
    directives.rewrite(page, notes)
    code = page.code()
    page.lines = [line if code[at] else roles.maths(line) for at, line in enumerate(page.lines)]
    moved = page.at != list(range(len(page.at)))
    return Translated(
        "\n".join(page.lines), tuple(page.at) if moved else (), tuple(notes.changes), tuple(notes.problems)
    )


def rewrite(text: str, inserts: dict[str, str], lines: tuple[int, ...] = ()) -> Translated:
    """Return *text*, from which formulas are taken, with the marks inside its lines rewritten; *lines* as in `Translated`."""
    if not _MARKS.search(text):
        return Translated(text, lines)
    page = Page(text.split("\n"), list(lines))
    notes = Notes()
    code = page.code()
    is_d2l = bool(_D2L.search(text))
    for at, line in enumerate(page.lines):
        if code[at] or not line.strip():
            continue
        where = page.at[at]
        if "![" in line:
            line = page.lines[at] = attributes.joined(page, at)
        if is_d2l and "![" in line:
            line = attributes.captioned(page, at, notes)
        new = roles.rewrite(line, is_d2l, where, notes)
        new = references.rewrite(attributes.rewrite(new, where, notes))
        new = templates.rewrite(new, inserts, where, notes)
        new = wiki.rewrite(new, inserts)
        page.lines[at] = _PICTURE.sub(r"\1", new)
    attributes.drop_contents(page, code, notes)
    return Translated("\n".join(page.lines), lines, tuple(notes.changes), tuple(notes.problems))
