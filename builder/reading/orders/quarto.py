"""`_quarto.yml`: the chapters, parts and appendices of a book, or the contents of a site's sidebar."""

from __future__ import annotations

import posixpath

from builder.reading.orders.listing import Draft, Listing, Ordering, locate, plain, shallowest
from builder.reading.orders.tolerant import Budget, line_of, load_yaml, rows, table


def find_quarto(listing: Listing) -> Ordering | None:
    """Return the order of a `_quarto.yml` (https://quarto.org/docs/books/book-structure.html)."""
    file = shallowest(listing, "_quarto.yml", "_quarto.yaml")
    if file is None:
        return None
    text = listing.read(file)
    settings = table(load_yaml(text))
    draft = Draft(listing, posixpath.dirname(file))
    budget = Budget()
    book = table(settings.get("book"))
    sidebar = table(settings.get("website")).get("sidebar")
    sidebars = [sidebar] if isinstance(sidebar, dict) else rows(sidebar)
    _walk(draft, book.get("chapters"), (), text, budget, 0)
    _walk(draft, book.get("appendices"), (), text, budget, 0, numbered=False)
    for side in sidebars:
        _walk(draft, table(side).get("contents"), (), text, budget, 0)
    return draft.done(file)


def _walk(
    draft: Draft, entries: object, part: tuple[str, ...], text: str, budget: Budget, depth: int,
    numbered: bool = True,
) -> None:  # fmt: skip
    for entry in budget.over(entries, depth):
        fields = {"file": entry} if isinstance(entry, str) else table(entry)
        name = fields.get("file") or fields.get("href")
        title = fields.get("text")
        if isinstance(name, str):
            draft.add(name, part, plain(title) if isinstance(title, str) else "", line_of(text, name), numbered)
        group = fields.get("part") or fields.get("section")
        inner = part
        if isinstance(group, str):
            inner = (*part, plain(group))
            if locate(draft.listing, draft.base, group):
                # A part may be a file, whose heading is the part's title.
                inner = part
                draft.add(group, part, "", line_of(text, group))
        for key in ("chapters", "contents"):
            _walk(draft, fields.get(key), inner, text, budget, depth + 1, numbered)
