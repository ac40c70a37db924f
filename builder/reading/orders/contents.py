"""Lists of links people write: docsify's sidebar, `TOC.md`, the list in a README or an `index.md`."""

from __future__ import annotations

import posixpath

from builder.reading.orders.listing import (
    Draft,
    Line,
    Listing,
    Ordering,
    is_outside,
    lines,
    locate,
    shallowest,
)

_BOOK = 30_000
"""Characters from which a README is a book, and its links are no list of contents."""


def find_sidebar(listing: Listing) -> Ordering | None:
    """Return the order of docsify's `_sidebar.md`; targets are `#/docs/intro`, `/docs/intro` or `docs/intro.md`."""
    file = shallowest(listing, "_sidebar.md", "sidebar.md")
    return _read(listing, file) if file else None


def find_toc(listing: Listing) -> Ordering | None:
    """Return the order of a `TOC.md`."""
    file = shallowest(listing, "TOC.md", "table-of-contents.md", "contents.md")
    return _read(listing, file) if file else None


def find_readme(listing: Listing) -> Ordering | None:
    """Return the order of the links in the topmost README."""
    file = shallowest(listing, "README.md", "README.markdown")
    return _read(listing, file, running=True) if file else None


def find_index(listing: Listing) -> Ordering | None:
    """Return the order of the links in the topmost `index.md`."""
    file = shallowest(listing, "index.md", "_index.md")
    return _read(listing, file, running=True) if file else None


def _read(listing: Listing, file: str, running: bool = False) -> Ordering | None:
    """Return the order of the links in *file*; in *running* text a file is the introduction too."""
    text = listing.read(file)
    if running and len(text) > _BOOK:
        return None
    draft = Draft(listing, posixpath.dirname(file))
    if running:
        draft.add(posixpath.basename(file), numbered=False)
    heads: list[Line] = []
    open_items: list[tuple[int, str]] = []
    rows: list[tuple[Line, str, tuple[str, ...], str]] = []
    for line in lines(text):
        if line.level:
            heads = [head for head in heads if head.level < line.level] + [line]
            open_items = []
        if line.bullet or _bold(line):
            while open_items and open_items[-1][0] >= line.indent + (0 if line.bullet else -1):
                open_items.pop()
        if line.target is None:
            if (line.bullet or _bold(line)) and not running:
                open_items.append((line.indent if line.bullet else -1, line.title))
            continue
        path = None if is_outside(line.target) else locate(listing, draft.base, line.target)
        if path is None:
            if not running:
                draft.add(line.target, line=line.number)
        elif path != file:
            head = heads[-1].title if heads and not line.level else ""
            rows.append((line, path, tuple(title for _, title in open_items), head))
    # One heading over all links is the list's name ("Contents"); several are parts.
    parts = len({head for _, _, _, head in rows}) > 1
    for line, path, items, head in rows:
        part = ((head,) if parts and head else ()) + items
        title = "" if running else line.title
        draft.add(posixpath.relpath(path, draft.base or "."), part, title, line.number)
    return draft.done(file, complete=False, is_lesson=running, weak=running)


def _bold(line: Line) -> bool:
    return line.target is None and not line.level and not line.bullet and line.indent == 0 and 0 < len(line.title) < 80
