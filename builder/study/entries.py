"""The entries of an index, and their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from builder.study.locators import Locator
from builder.study.sorting import head_of, sort_key


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: *html* is the term, *see* where to look instead, *also* besides, each with the id of its line."""

    id: str
    term: str
    html: str
    locators: tuple[Locator, ...] = ()
    see: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()

    # Both formats lead there from the term itself.
    @property
    def first(self) -> str:
        """The id to begin at: where the term is explained, else the first place."""
        return next((one.start for one in self.locators if one.main), self.locators[0].start)


@dataclass(frozen=True, slots=True)
class Index:
    """Entries by the letter they begin with; what begins with none comes first."""

    groups: tuple[tuple[str, tuple[Entry, ...]], ...]


def grouped(entries: Iterable[Entry], language: str) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return *entries* in the order of *language* by the letter they begin with, each with its id; cross-references lead to ids."""
    ordered = sorted(entries, key=lambda entry: sort_key(entry.term, language))
    ids = {entry.term: f"index--{number}" for number, entry in enumerate(ordered, 1)}
    groups: dict[str, list[Entry]] = {}
    for entry in ordered:
        see, also = (tuple((html, ids[term]) for html, term in links) for links in (entry.see, entry.also))
        groups.setdefault(head_of(entry.term, language), []).append(replace(entry, id=ids[entry.term], see=see, also=also))
    return tuple((letter, tuple(group)) for letter, group in groups.items())
