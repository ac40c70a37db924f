"""The frame of an answer: a page goes in, the lines at its head and tail that are chat come out with their rules.

A file may hold several answers, one after another; each begins at a label (`labels`), or at the greeting above it. Each
is peeled from both ends until nothing more comes off: first by the strong forms, then, when anything was found in the
file, by the weak ones too, with the rules (`---`) left over at the edges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.reading.greeting import find_greeting, greets
from builder.reading.labels import file_label, is_label
from builder.reading.page import Page
from builder.reading.pointers import find_pointer
from builder.reading.prompts import Found, Tail, find_end, find_offer, find_prompt

_LOOKED_AT = 14
"""Lines with words at an answer's end that are looked at in one step."""
_ABOVE = 18
_FINDERS = (find_offer, find_prompt, find_end, find_pointer)
_DEFINITION = re.compile(r"\[[^\]\n]{1,99}\]:[ \t]*\S")
"""Link definitions stand at a file's end and say nothing there."""
_OWN = frozenset({"file-label", "frame"})
"""Rules whose finds alone do not show that what stands above a label is chat."""
_EDGE = Found(1, "frame", False)
"""A rule at the edge."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines (from 0) to take out, each with its rule, and the files announced with their lines."""

    lines: tuple[tuple[int, str], ...]
    announced: tuple[tuple[str, int], ...]


def find_frame(page: Page, own: str, number: int | None, sure: bool, answer: bool = False) -> Frame:
    """Return the frame of *page*, a file called *own*.

    *sure* tells that other residue was found in it, *answer* that it is one answer of a chat.
    """
    lines: dict[int, str] = {}
    announced: list[tuple[str, int]] = []
    starts = answers(page)
    spans = list(zip(starts, [*starts[1:], len(page.lines)], strict=True))
    for weak in (False, True):
        if weak and not (sure or answer or lines):
            break
        chat = weak and (sure or answer or any(rule not in _OWN for rule in lines.values()))
        for start, end in spans:
            _peel_head(page, start, end, own, chat, lines, answer)
            own_number = number if len(spans) == 1 else None
            announced += _peel_tail(page, start, end, own_number, weak, lines)
    return Frame(tuple(sorted(lines.items())), tuple(sorted(set(announced), key=lambda pair: pair[1])))


def answers(page: Page) -> list[int]:
    """Return the first lines of the answers in *page*: 0, and every later label or the greeting above it."""
    found = [0]
    seen = False
    for at in range(len(page.lines)):
        if not page.lines[at].startswith(("#", " ")) or page.heading(at) is None:
            continue
        if seen and is_label(page, at, ""):
            found.append(greeting_above(page, at, found[-1]))
        seen = True
    return found


def greeting_above(page: Page, at: int, floor: int) -> int:
    """Return the line where the answer whose heading is line *at* begins.

    It is the greeting above the heading, else what follows the prompt that ended the answer before, else the heading.
    """
    best = at
    places: list[int] = []
    for place in range(at - 1, floor, -1):
        if page.code[place] or page.heading(place):
            break
        if page.prose(place) and not page.rule(place):
            if len(places) >= _ABOVE:
                break
            places.append(place)
            if greets(page, place):
                best = place
    if best < at:
        return best
    for back, place in enumerate(places):
        found = _find(Tail(page, tuple(places[back:][::-1])))
        if found and found.strong:
            return place + 1
    return at


def _peel_head(
    page: Page, start: int, end: int, own: str, chat: bool, lines: dict[int, str], answer: bool
) -> None:
    first = start
    while first < end and not (page.heading(first) or page.code[first] or is_label(page, first, own)):
        first += 1
    label = first < end and is_label(page, first, own)
    fresh = start
    while fresh < first and fresh in lines:
        fresh += 1
    # Above a code block stands a greeting only when the block is a whole answer (`fences.unwrap`).
    titled = first < end and (page.heading(first) is not None or label or _wraps(page, first))
    greeting: list[int] = []
    if titled or answer:
        if not titled:
            first = _paragraph_end(page, fresh, first)
        greeting = find_greeting(page, fresh, first, label, chat, answer)
    for place in greeting:
        lines.setdefault(place, "greeting")
    if label:
        lines.setdefault(first, "file-label")
    if any(place in lines for place in range(start, min(first + 1, end))):
        _peel_rules(page, range(start, end), lines)


def _paragraph_end(page: Page, start: int, end: int) -> int:
    """Return the line after the first paragraph from *start* on."""
    while start < end and not page.prose(start):
        start += 1
    while start < end and page.prose(start):
        start += 1
    return start


def _wraps(page: Page, at: int) -> bool:
    return any(fence.first == at and fence.info.lower() in {"md", "markdown"} for fence in page.fences)


def _peel_rules(page: Page, places: range, lines: dict[int, str]) -> None:
    """Take the rules off one edge: from the first place on, as long as nothing that stays comes."""
    for place in places:
        if page.rule(place):
            lines.setdefault(place, "frame")
        elif page.lines[place].strip() and place not in lines:
            return


def _peel_tail(
    page: Page, start: int, end: int, number: int | None, weak: bool, lines: dict[int, str]
) -> list[tuple[str, int]]:
    announced: list[tuple[str, int]] = []
    pending: list[tuple[tuple[int, ...], Found]] = []
    called, stop = False, end
    while places := _last_places(page, start, stop, lines):
        tail = Tail(page, tuple(places), number, called)
        found = _EDGE if page.rule(places[-1]) else _find(tail)
        if found is None:
            break
        called = found.rule == "prompt" or (called and found is _EDGE)
        pending.append((tuple(places[-found.count :]), found))
        stop = places[-found.count]
        if weak or found.strong:
            # What is weak goes with what is strong above it.
            for taken, hit in pending:
                lines.update(dict.fromkeys(taken, hit.rule))
                announced += hit.names
            pending.clear()
    return announced


def _find(tail: Tail) -> Found | None:
    """Return what the end of *tail* is: a strong form, else a weak one."""
    hits = [hit for find in _FINDERS if (hit := find(tail))]
    return next((hit for hit in hits if hit.strong), hits[0] if hits else None)


def _last_places(page: Page, start: int, stop: int, lines: dict[int, str]) -> list[int]:
    """Return the last lines that say something, up to a code block or a heading that is no part of the frame."""
    places: list[int] = []
    for place in range(stop - 1, start - 1, -1):
        if page.code[place]:
            break
        if place in lines or not page.lines[place].strip() or _DEFINITION.match(page.lines[place]):
            continue
        if page.lines[place].startswith(("  ", "\t")):
            # Chat stands at the margin; what is indented belongs to a list or a note.
            break
        places.append(place)
        if len(places) >= _LOOKED_AT or (page.rule(place) and len(places) > 1):
            break
    return places[::-1]


def file_names(page: Page) -> list[tuple[int, str]]:
    """Return every label in *page* as its line and the name it gives."""
    return [
        (at, name) for at in range(len(page.lines))
        if not page.code[at] and page.lines[at].strip() and (name := file_label(page.lines[at]))
    ]  # fmt: skip
