"""`_toc.yml` of Jupyter Book: root, parts with captions, chapters, sections; also the older plain list, and `myst.yml`."""

from __future__ import annotations

import posixpath

from builder.reading.orders.listing import Draft, Listing, Ordering, plain, shallowest
from builder.reading.orders.tolerant import Budget, line_of, load_yaml, table


def find_toc_yml(listing: Listing) -> Ordering | None:
    """Return the order of a `_toc.yml` (https://jupyterbook.org/structure/toc.html)."""
    file = shallowest(listing, "_toc.yml", "_toc.yaml", "myst.yml")
    if file is None:
        return None
    text = listing.read(file)
    toc = load_yaml(text)
    if file.endswith("myst.yml"):
        toc = table(table(toc).get("project")).get("toc")
    draft = Draft(listing, posixpath.dirname(file))
    budget = Budget()
    if isinstance(toc, dict):
        if isinstance(toc.get("root"), str):
            draft.add(toc["root"], (), "", line_of(text, toc["root"]), numbered=False)
        _walk(draft, [toc], (), text, budget, 0)
    else:
        _walk(draft, toc, (), text, budget, 0)
    return draft.done(file)


def _walk(
    draft: Draft, entries: object, part: tuple[str, ...], text: str, budget: Budget, depth: int
) -> None:
    here = part
    for entry in budget.over(entries, depth):
        fields = table(entry)
        caption = fields.get("caption") or fields.get("part")
        if isinstance(caption, str):
            # In the older form a part is an entry before its chapters, in the newer one it holds them.
            here = (plain(caption),)
        inner = here
        if isinstance(fields.get("title"), str) and "file" not in fields and "children" in fields:
            inner = (*here, plain(fields["title"]))
        name = fields.get("file")
        if isinstance(name, str):
            draft.add(name, here, plain(str(fields.get("title") or "")), line_of(text, name))
        for key in ("parts", "chapters", "sections", "subtrees", "entries", "children"):
            _walk(draft, fields.get(key), inner, text, budget, depth + 1)
