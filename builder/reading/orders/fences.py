"""Contents in fences of an `index.md`: ```` ```toc ```` of D2L, ```` ```{toctree} ```` of Sphinx; each may name further ones."""

from __future__ import annotations

import posixpath
import re

from builder.reading.orders.listing import Draft, Listing, Ordering, locate, plain, shallowest

_OPEN = re.compile(r"^(?P<mark>`{3,}|~{3,}|:{3,})\s*(?:toc|\{toctree\}|\{tableofcontents\})\s*$")
_NAMED = re.compile(r"^(?P<title>[^<>]*)<(?P<target>[^<>]+)>$")
_DEEPEST = 8


def find_fences(listing: Listing) -> Ordering | None:
    """Return the order of the contents in the topmost `index.md`, each list below the page that holds it."""
    file = shallowest(listing, "index.md")
    if file is None or not _names(listing.read(file)):
        return None
    draft = Draft(listing, posixpath.dirname(file))
    draft.add(posixpath.basename(file), numbered=False)
    _walk(draft, file, 0)
    return draft.done(file, is_lesson=True)


def _walk(draft: Draft, file: str, depth: int) -> None:
    folder = posixpath.dirname(file)
    for line, name, title in _names(draft.listing.read(file)):
        path = locate(draft.listing, folder, name)
        if path is None:
            draft.missing.append((line, posixpath.normpath(posixpath.join(folder, name))))
        elif path not in draft.entries and depth < _DEEPEST:
            draft.add(posixpath.relpath(path, draft.base or "."), (), title, line)
            _walk(draft, path, depth + 1)


def _names(text: str) -> list[tuple[int, str, str]]:
    found, mark = [], ""
    for number, row in enumerate(text.split("\n"), 1):
        opening = _OPEN.match(row)
        name = row.strip()
        if not mark:
            mark = opening["mark"] if opening else ""
        elif name.startswith(mark):
            mark = ""
        elif name and not name.startswith((":", "---")) and len(name) < 400:
            named = _NAMED.match(name)
            found.append((number, named["target"] if named else name, plain(named["title"]) if named else ""))
    return found
