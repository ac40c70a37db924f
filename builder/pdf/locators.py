"""Page numbers of an index entry: several places of the book become "41, 43–45" in the boxes left free for them.

A place of an index (`pages:ENTRY:ID,*ID,ID:ID`) names ids; a star is where the term is explained, two ids are a stretch. Every
target has a box of its own, and all boxes of an entry bear the same address. At binding pages are known: what falls on one page
or on neighbouring ones comes together, and what is left is set from the first box on, line by line. So a line is never
longer than the boxes on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from builder.pdf.model import Place
from builder.study.locators import Locator, Number

PREFIX = "pages:"
_GAP = 0.28
"""Space between two numbers, in em."""
_DIGIT, _DASH, _BEHIND = 0.6, 0.6, 0.3
_NEAR = 0.75
"""Part of its room that a place needs in the lesson of the one before."""
_SHORT, _LONG = 80, 350
"""Words of a stretch that is likely on one page, and of one that hardly is."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A number in its place: *x* from the left, in points, on the line of *box*; *comma* follows it."""

    box: Place
    x: float
    width: float
    number: Number
    comma: bool


def address(name: str, locators: Iterable[Locator]) -> str:
    """Return the address of the boxes of an entry; *name* tells it from other entries of the same places."""
    listed = ",".join(
        f"{'*' if one.main else ''}{quote(one.start, safe='')}{':' + quote(one.end, safe='') if one.end else ''}" for one in locators
    )
    return f"{PREFIX}{quote(name, safe='')}:{listed}"


def widths(locators: tuple[Locator, ...], digits: Mapping[str, int]) -> list[float]:
    """Return the room that each of *locators* needs, in em; *digits* are those of the pages of each lesson, by slug.

    A short stretch hardly crosses a page, and a place in the lesson of the one before may well fall together with it.
    """
    found = []
    last = ""
    for one in locators:
        room = digits.get(one.lesson, 3) * _DIGIT
        if one.end and one.words > _SHORT:
            room += (room + _DASH) * (1 if one.words > _LONG else 0.5)
        found.append((room + _BEHIND) * (_NEAR if one.lesson == last else 1))
        last = one.lesson
    return found


def read_address(target: str) -> tuple[Locator, ...]:
    """Return the places that the address *target* names."""
    found = []
    for part in target.removeprefix(PREFIX).partition(":")[2].split(","):
        start, _, end = part.removeprefix("*").partition(":")
        found.append(Locator("", unquote(start), unquote(end), part.startswith("*")))
    return tuple(found)


def set_numbers(boxes: tuple[Place, ...], numbers: tuple[Number, ...], measure: Callable[[str, bool], float]) -> tuple[Spot, ...]:
    """Return where each of *numbers* stands in *boxes*, which are in reading order; *measure* knows widths in em.

    Boxes on one line are one stretch. What does not fit on the last line stays on it all the same.
    """
    lines: list[list[Place]] = []
    for box in boxes:
        if lines and lines[-1][0].page == box.page and abs(lines[-1][0].y0 - box.y0) < 1:
            lines[-1].append(box)
        else:
            lines.append([box])
    spots: list[Spot] = []
    line, used = 0, 0.0
    for at, number in enumerate(numbers):
        comma = at + 1 < len(numbers)
        size = boxes[0].size
        width, behind = measure(number.text, number.strong) * size, measure(",", False) * size
        if used and used + width + behind * comma > _room(lines[line]) + 0.5 and line + 1 < len(lines):
            line, used = line + 1, 0.0
        start = min(box.x0 for box in lines[line]) + used
        if boxes[0].align == "right":
            # Right to left: the first box is the rightmost.
            start = max(box.x1 for box in lines[line]) - used - width
        spots.append(Spot(lines[line][0], start, width, number, comma))
        used += width + behind + _GAP * size
    return tuple(spots)


def _room(line: list[Place]) -> float:
    return max(box.x1 for box in line) - min(box.x0 for box in line)
