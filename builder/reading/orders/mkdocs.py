"""`mkdocs.yml`: its `nav`, nested as deep as one likes, or the file its literate-nav plugin names."""

from __future__ import annotations

import os
import posixpath

from builder.reading.orders.listing import Draft, Listing, Ordering, lines, plain, shallowest
from builder.reading.orders.tolerant import Budget, OrderError, line_of, load_yaml, rows, table


def find_nav(listing: Listing) -> Ordering | None:
    """Return the order of `nav:` in `mkdocs.yml`."""
    file = shallowest(listing, "mkdocs.yml", "mkdocs.yaml")
    if file is None:
        return None
    text = listing.read(file)
    settings = table(load_yaml(text))
    drafts = []
    for base in _bases(listing, file, settings):
        draft = Draft(listing, base)
        _walk(draft, settings.get("nav"), (), text, Budget())
        drafts.append(draft)
    best = max(drafts, key=lambda draft: len(draft.entries))
    return best.done(file)


def find_literate(listing: Listing) -> Ordering | None:
    """Return the order of a literate nav: a nested list where items without link are parts."""
    file = shallowest(listing, _literate_name(listing) or "navigation.md")
    if file is None:
        return None
    draft = Draft(listing, posixpath.dirname(file))
    open_items: list[tuple[int, str]] = []
    for line in lines(listing.read(file)):
        if not line.bullet:
            continue
        while open_items and open_items[-1][0] >= line.indent:
            open_items.pop()
        if line.target is None:
            open_items.append((line.indent, line.title))
        elif posixpath.normpath(posixpath.join(draft.base, line.target)) != file:
            draft.add(line.target, tuple(title for _, title in open_items), line.title, line.number)
    return draft.done(file)


def _bases(listing: Listing, file: str, settings: dict[str, object]) -> list[str]:
    """Return the folders paths may be relative to: `docs_dir`, and the one language that is built of it."""
    docs = posixpath.normpath(posixpath.join(posixpath.dirname(file), str(settings.get("docs_dir") or "docs")))
    docs = "" if docs == "." else docs
    folders = [posixpath.dirname(path) or "." for path in listing.below(docs)]
    return [docs, os.path.commonpath(folders).replace(os.sep, "/")] if folders else [docs]


def _walk(draft: Draft, nav: object, part: tuple[str, ...], text: str, budget: Budget) -> None:
    for entry in budget.over(nav, len(part)):
        if isinstance(entry, str):
            draft.add(entry, part, "", line_of(text, entry))
            continue
        for title, below in table(entry).items():
            if isinstance(below, str):
                draft.add(below, part, plain(title), line_of(text, below))
            else:
                _walk(draft, below, (*part, plain(title)), text, budget)


def _literate_name(listing: Listing) -> str | None:
    file = shallowest(listing, "mkdocs.yml", "mkdocs.yaml")
    try:
        settings = table(load_yaml(listing.read(file))) if file else {}
    except OrderError:  # told by `find_nav`
        return None
    for plugin in rows(settings.get("plugins")):
        options = table(plugin).get("literate-nav") if isinstance(plugin, dict) else None
        if plugin == "literate-nav" or options is not None:
            return str(table(options).get("nav_file") or "SUMMARY.md")
    return None
