"""Orders people use: the files of a folder go in, the order its own list of contents says comes out.

`FINDERS` is tried from the top; the first list that names at least half of the lessons it is about wins. A list of
links in running text (README, `index.md`) gives way to numbers in the files' names.
"""

from __future__ import annotations

from collections.abc import Callable

from builder.model import Problem
from builder.reading.names import name_number
from builder.reading.orders.carpentries import find_episodes
from builder.reading.orders.contents import find_index, find_readme, find_sidebar, find_toc
from builder.reading.orders.fences import find_fences
from builder.reading.orders.jupyter import find_toc_yml
from builder.reading.orders.listing import Entry, Listing, Ordering, shallowest
from builder.reading.orders.mkdocs import find_literate, find_nav
from builder.reading.orders.quarto import find_quarto
from builder.reading.orders.summary import find_summary
from builder.reading.orders.tolerant import OrderError

Finder = Callable[[Listing], Ordering | None]

FINDERS: tuple[tuple[str, Finder], ...] = (
    ("SUMMARY.md", find_summary),
    ("mkdocs.yml", find_nav),
    ("navigation.md", find_literate),
    ("_toc.yml", find_toc_yml),
    ("_quarto.yml", find_quarto),
    ("config.yaml", find_episodes),
    ("_sidebar.md", find_sidebar),
    ("TOC.md", find_toc),
    ("index.md", find_fences),
    ("README.md", find_readme),
    ("index.md", find_index),
)
"""Each kind of list by the name of its usual file."""

_LISTS = frozenset({"summary.md", "toc.md", "sidebar.md", "navigation.md", "table-of-contents.md"})
_FRAMES = frozenset({"readme.md", "index.md", "_index.md", "readme.markdown", "index.markdown"})

SILENT = frozenset({"_sidebar.md", "_navbar.md", "_coverpage.md", "_footer.md", "_404.md"})
"""Files of docsify that are never lessons."""


def choose_order(
    listing: Listing, wanted: str = ""
) -> tuple[Ordering | None, tuple[Problem, ...]]:
    """Return the order of the first list that applies, None for the order of names, and what could not be read.

    *wanted* is the name of the one list to be used, whatever it names; None is returned when it says nothing.
    """
    problems: list[Problem] = []
    for name, finder in FINDERS:
        try:
            ordering = finder(listing)
        except OrderError as error:
            message = f"the order in {name} cannot be read: {error}"
            problems.append(Problem(shallowest(listing, name) or name, error.line, "warning", "order-unreadable", message))
            continue
        if ordering is None:
            continue
        if wanted:
            if wanted in (name, ordering.file):
                return ordering, tuple(problems)
        elif _applies(listing, ordering):
            return ordering, tuple(problems)
    return None, tuple(problems)


def list_files(listing: Listing) -> frozenset[str]:
    """Return the files that are nothing but lists of contents, whichever list decides: they are no lessons."""
    found = set()
    for _, finder in FINDERS:
        try:
            ordering = finder(listing)
        except OrderError:
            continue
        if ordering is not None and not ordering.is_lesson and _applies(listing, ordering):
            found.add(ordering.file)
    return frozenset(found)


def _applies(listing: Listing, ordering: Ordering) -> bool:
    about = [path for path in listing.below(ordering.base) if path != ordering.file and not _is_frame(path)]
    named = [entry for entry in ordering.entries if entry.path != ordering.file]
    if len(named) < 2 or 2 * len(named) < len(about):
        return False
    if not ordering.weak:
        return True
    same = [path for path in about if path in {entry.path for entry in named}]
    folders = {path.rpartition("/")[0] for path in about}
    if [entry.path for entry in named] == same and (len(folders) > 1 or not any(entry.part for entry in named)):
        return False  # the order of names says the same, and folders are parts
    numbered = sum(any(_number(name) is not None for name in path.split("/")) for path in about)
    return 5 * numbered < 4 * len(about)


def _is_frame(path: str) -> bool:
    """Tell whether *path* is a list or an introduction at the top, which a list need not name."""
    name = path.casefold()
    return name in _FRAMES or name.rsplit("/", 1)[-1] in _LISTS


def _number(name: str) -> int | None:
    return name_number(name.rsplit(".", 1)[0])


__all__ = ["FINDERS", "SILENT", "Entry", "Listing", "Ordering", "choose_order", "list_files"]
