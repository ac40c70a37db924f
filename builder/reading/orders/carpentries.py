"""`config.yaml` of a Carpentries lesson: its episodes in order, the page before them, the learners' pages after."""

from __future__ import annotations

import posixpath

from builder.reading.orders.listing import Draft, Listing, Ordering, shallowest
from builder.reading.orders.tolerant import line_of, load_yaml, rows, table


def find_episodes(listing: Listing) -> Ordering | None:
    """Return the order of `episodes:` (https://carpentries.github.io/sandpaper-docs/); empty means all of the folder."""
    file = shallowest(listing, "config.yaml", "config.yml")
    if file is None:
        return None
    text = listing.read(file)
    settings = table(load_yaml(text))
    if "episodes" not in settings:
        return None
    base = posixpath.dirname(file)
    draft = Draft(listing, base)
    draft.add("index.md", numbered=False)
    _group(draft, settings, "episodes", (), text)
    if not any(entry.numbered for entry in draft.entries.values()):
        return None
    if "learners" in settings:
        _group(draft, settings, "learners", ("Learners",), text)
    return draft.done(file)


def _group(draft: Draft, settings: dict[str, object], name: str, part: tuple[str, ...], text: str) -> None:
    named = [entry for entry in rows(settings.get(name)) if isinstance(entry, str)]
    folder = posixpath.join(draft.base, name)
    for entry in named or [posixpath.relpath(path, folder) for path in draft.listing.below(folder)]:
        draft.add(f"{name}/{entry}", part, "", line_of(text, entry), numbered=not part)
