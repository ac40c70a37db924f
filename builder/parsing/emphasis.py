"""Emphasis, strong emphasis and strike-through by the rules of CommonMark 6.2 and GFM 6.5, `==marks==` besides, in linear time.

Python-Markdown's own reader of these marks pairs them otherwise than GitHub. One pass over a text finds the runs of marks,
a second pairs them with a stack, a third builds the elements.
"""

from __future__ import annotations

import re
import string
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_PREFIX, STX, AtomicString

_RUN = re.compile(r"\*+|_+|~+|(?<![=!<>/+-])==(?![=<>])")
_TAGS = {("*", 1): "em", ("*", 2): "strong", ("_", 1): "em", ("_", 2): "strong", ("~", 1): "del", ("~", 2): "del", ("=", 2): "mark"}
_OPEN = re.compile(rf"[\[*_~@]|==|://|www\.|{INLINE_PLACEHOLDER_PREFIX}")
RUN = "sg-run"
"""Tag of the element around a text read here; `markdown` takes it off again."""


def settled(text: str) -> str:
    """Return *text* so that the inline stage passes over it, where none of its patterns could find anything."""
    return text if _OPEN.search(text) else AtomicString(text)


@dataclass(slots=True)
class _Run:
    """A run of one mark: how many of it are left, and on which side of a phrase it may stand."""

    char: str
    start: int
    count: int
    size: int
    opens: bool
    closes: bool
    end: int
    """Marks taken from the right open phrases, marks taken from the left close them."""


class Emphasis(InlineProcessor):
    """The text from its first mark to its end, read at once."""

    def __init__(self, md: Markdown, lenient: bool) -> None:
        super().__init__(r"[*_~]|==" if lenient else r"[*_~]", md)
        self.lenient = lenient

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        """Return an element that holds the rest of the text with its phrases; None where there are none."""
        start = m.start(0)
        runs = _runs(data, start, self.lenient)
        cuts = _pair(runs)
        if not cuts:
            return None, start, len(data)
        return _build(data, start, runs, cuts), start, len(data)


def _runs(text: str, start: int, lenient: bool) -> list[_Run]:
    runs = []
    for found in _RUN.finditer(text, start):
        first, last = found.start(), found.end()
        # GitHub's parser looks past marks of deletion.
        while first > 1 and text[first - 1] == "~":
            first -= 1
        while text.startswith("~", last):
            last += 1
        before, after = text[max(first - 1, 0) : first], text[last : last + 1]
        left, right = _sides(before, after, lenient)
        char, size = found[0][0], len(found[0])
        if (char == "~" and size > 2) or (char == "=" and not lenient):
            continue
        opens, closes = left, right
        if char == "_":
            opens = left and (not right or _kind(before) == "punctuation")
            closes = right and (not left or _kind(after) == "punctuation")
        if char == "=":
            # Marks hug whole words: "a == b" and "a==b" compare.
            opens = left and (_kind(before) != "letter" or _is_wide(before))
            closes = right and (_kind(after) != "letter" or _is_wide(after))
        runs.append(_Run(char, found.start(), size, size, opens, closes, found.end()))
    return runs


def _sides(before: str, after: str, lenient: bool) -> tuple[bool, bool]:
    """Tell whether a run between two characters is left-flanking and right-flanking.

    By the standard `**字（字）**字` is not strong, for the closing mark stands between a sign and a letter. Nobody who writes
    without spaces means that: with *lenient* such a letter counts as a sign.
    """
    one, other = _kind(before), _kind(after)
    left = other != "space" and (other != "punctuation" or one != "letter" or (lenient and _is_wide(before)))
    right = one != "space" and (one != "punctuation" or other != "letter" or (lenient and _is_wide(after)))
    return left, right


@lru_cache(4096)
def _kind(char: str) -> str:
    if not char or char.isspace():
        return "space"
    # A mark of Python-Markdown stands for code, a tag, a link or an escaped sign: all begin and end with a sign.
    sign = char in (STX, ETX) or char in string.punctuation or unicodedata.category(char)[0] == "P"
    return "punctuation" if sign else "letter"


@lru_cache(4096)
def _is_wide(char: str) -> bool:
    return bool(char) and unicodedata.east_asian_width(char) in "WF" and unicodedata.category(char)[0] == "L"


def _pair(runs: list[_Run]) -> list[tuple[int, int, str, bool]]:
    """Return the marks that were paired, in order: position, length, tag, and whether it opens."""
    cuts: list[tuple[int, int, str, bool]] = []
    before = list(range(-1, len(runs) - 1))
    bottom: dict[tuple[str, bool, int], int] = {}
    live = [True] * len(runs)
    at = 0
    while at < len(runs):
        closer = runs[at]
        if not closer.closes or not live[at] or not closer.count:
            at += 1
            continue
        key = (closer.char, closer.opens, closer.size % 3)
        floor = bottom.get(key, -1)
        place = before[at]
        while place > floor and not _matches(runs[place], closer, live[place]):
            place = before[place]
        if place <= floor:
            bottom[key] = before[at]
            at += 1
            continue
        opener = runs[place]
        # What stands between the two is out, and what was in the way is jumped over next time.
        before[at] = place
        if closer.char == "~" and opener.size != closer.size:
            live[place] = live[at] = False
            before[at] = before[place]
            at += 1
            continue
        size = 2 if opener.count > 1 and closer.count > 1 else 1
        tag = _TAGS[closer.char, size]
        opener.end -= size
        cuts += [(opener.end, size, tag, True), (closer.start, size, tag, False)]
        opener.count -= size
        closer.start += size
        closer.count -= size
        if not opener.count:
            before[at] = before[place]
        if not closer.count:
            if at + 1 < len(runs):
                before[at + 1] = before[at]
            at += 1
    cuts.sort()
    return cuts


def _matches(opener: _Run, closer: _Run, live: bool) -> bool:
    if not live or not opener.count or not opener.opens or opener.char != closer.char:
        return False
    if opener.closes or closer.opens:
        return closer.size % 3 == 0 or (opener.size + closer.size) % 3 != 0
    return True


def _build(text: str, start: int, runs: list[_Run], cuts: list[tuple[int, int, str, bool]]) -> ET.Element:
    root = ET.Element(RUN)
    stack = [root]
    last: ET.Element | None = None
    at = start
    left = iter(runs)
    run = next(left, None)

    def put(end: int) -> None:
        """Add the text up to *end*; marks that could be paired and were not must not be read again."""
        nonlocal at, run
        words = []
        while run is not None and run.start < end:
            if run.start >= at and run.count and (run.opens or run.closes):
                stop = min(run.end, end)
                words += [text[at : run.start], f"{STX}{ord(run.char)}{ETX}" * (stop - run.start)]
                at = stop
            run = next(left, None)
        words.append(text[at:end])
        # Brackets that are left are no links, and the inline stage reads inner texts a second time.
        holder, piece = stack[-1], "".join(words).replace("[", f"{STX}{ord('[')}{ETX}")
        if last is not None:
            last.tail = settled((last.tail or "") + piece)
        elif holder is root:
            # Were this text settled, the stage would take the whole element for settled.
            holder.text = (holder.text or "") + piece
        else:
            holder.text = settled((holder.text or "") + piece)

    for position, size, tag, opens in cuts:
        put(position)
        at = position + size
        if opens and tag == stack[-1].tag == "strong":
            # Strong in strong is no stronger; GitHub leaves the inner one out.
            stack.append(stack[-1])
        elif opens:
            stack.append(ET.SubElement(stack[-1], tag))
            last = None
        else:
            closed = stack.pop()
            last = last if closed is stack[-1] else closed
    put(len(text))
    return root
