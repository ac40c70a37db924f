"""`SUMMARY.md` of mdBook and HonKit: parts are headings or items without link, chapters list items, chapters without number bare links.

mdBook's rules: https://rust-lang.github.io/mdBook/format/summary.html. HonKit's `book.json` may name another file.
"""

from __future__ import annotations

import posixpath
import re

from builder.reading.orders.listing import Draft, Listing, Ordering, is_outside, lines, shallowest
from builder.reading.orders.tolerant import load_json, table

_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*")


def find_summary(listing: Listing) -> Ordering | None:
    """Return the order of a `SUMMARY.md`, or of the file `book.json` names as summary."""
    file = _named(listing) or shallowest(listing, "SUMMARY.md")
    return _read(listing, file) if file else None


def _read(listing: Listing, file: str) -> Ordering | None:
    text = listing.read(file)
    draft = Draft(listing, posixpath.dirname(file))
    listed = {line.target for line in lines(text)}
    if shallowest(listing, "book.toml") is None and not listed & {"README.md", "./README.md"}:
        # HonKit's first page; mdBook has none but those it lists.
        readme = posixpath.join(draft.base, "README.md")
        if readme in listing.paths and readme != file:
            draft.add("README.md", numbered=False)
    part: tuple[str, ...] = ()
    groups: list[tuple[int, str]] = []
    rules = {number for number, row in enumerate(text.split("\n"), 1) if _RULE.fullmatch(row)}
    last, started = 0, False
    for line in lines(text):
        if any(rule in rules for rule in range(last, line.number)) and started:
            part = ()
        last = line.number
        if line.level and line.target is None:
            # The first heading is the list's own title.
            part = (line.title,) if started or line.level > 1 or last > 4 else ()
        elif line.bullet and line.target is None:
            groups = [group for group in groups if group[0] < line.indent] + [(line.indent, line.title)]
        elif line.target and not is_outside(line.target) and posixpath.join(draft.base, line.target) != file:
            numbered = line.bullet or bool(line.level)
            groups = [group for group in groups if line.bullet and group[0] < line.indent]
            inner = (*part, *(title for _, title in groups))
            started |= draft.add(line.target, inner, line.title, line.number, numbered)
    return draft.done(file)


def _named(listing: Listing) -> str | None:
    book = shallowest(listing, "book.json")
    if book is None:
        return None
    settings = table(load_json(listing.read(book)))
    root = str(settings.get("root") or ".")
    name = str(table(settings.get("structure")).get("summary") or "SUMMARY.md")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(book), root, name))
    return path if path in listing.files else None
