"""Places of the book that an index names, and the numbers they become once the pages are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Locator:
    """An id, for a stretch the id it ends at too; *lesson* is the slug, *main* tells where a term is explained.

    *words* are those of the stretch: how likely it goes over a page.
    """

    lesson: str
    start: str
    end: str = ""
    main: bool = False
    words: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """A page or a range of pages as it is printed, where it leads, and whether the term is explained there."""

    text: str
    id: str
    strong: bool


def number(locators: Iterable[Locator], page_of: Callable[[str], int | None], folio: Callable[[int], str]) -> tuple[Number, ...]:
    """Return the numbers of *locators*; *page_of* knows the page of an id, *folio* what is printed on a page.

    Neighbouring pages become one range, which is where the term is explained if any of them is. An id that is nowhere, and a
    page without a number, are left out.
    """
    ranges: list[tuple[int, int, str, bool]] = []
    for one in locators:
        first = page_of(one.start)
        if first is not None and folio(first):
            ranges.append((first, max(first, page_of(one.end) or 0), one.start, one.main))
    joined: list[tuple[int, int, str, bool]] = []
    for page in sorted(ranges, key=lambda page: page[:2]):
        if joined and page[0] <= joined[-1][1] + 1:
            first, last, name, strong = joined[-1]
            joined[-1] = (first, max(last, page[1]), name, strong or page[3])
        else:
            joined.append(page)
    return tuple(
        Number(folio(first) if first == last else f"{folio(first)}–{folio(last)}", name, strong)
        for first, last, name, strong in joined
    )
