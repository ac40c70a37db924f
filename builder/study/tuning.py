"""`index.txt` beside the lessons: what an author wants of the index. Its text goes in, wishes come out, each with its line.

    # a comment
    add raised bed                     an entry more, wherever the text says so
    add cold frame = frame, glass      and what else it is called
    add `git stash`                    a name in code
    drop average
    VPC: see virtual private cloud
    cache: see also CDN; queue
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_ADD = re.compile(r"(?:\+\s*|add\s+)(?P<term>[^=]{1,80}?)(?:\s*=\s*(?P<more>.{1,300}))?", re.IGNORECASE)
_DROP = re.compile(r"(?:-\s*|drop\s+)(?P<term>.{1,80})", re.IGNORECASE)
_SEE = re.compile(r"(?P<term>.{1,80}?)\s*:\s*see(?P<also>\s+also)?\s+(?P<more>.{1,300})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """A line of the file: its number, what it wants, the term and the others it names, as written."""

    line: int
    kind: Literal["add", "drop", "see", "also", "unknown"]
    term: str
    others: tuple[str, ...] = ()


def read_wishes(text: str) -> tuple[Wish, ...]:
    """Return the wishes of *text*; a line that says none is `unknown`."""
    return tuple(
        _wish(number, line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    )


def is_tuning(text: str) -> bool:
    """Tell whether *text* is such a file: at least half of its lines are wishes. Others are somebody else's."""
    wishes = read_wishes(text)
    return bool(wishes) and 2 * sum(wish.kind != "unknown" for wish in wishes) >= len(wishes)


def _wish(number: int, line: str) -> Wish:
    if match := _SEE.fullmatch(line):
        return Wish(number, "also" if match["also"] else "see", match["term"].strip(), _parts(match["more"], ";"))
    if match := _DROP.fullmatch(line):
        return Wish(number, "drop", match["term"].strip())
    if match := _ADD.fullmatch(line):
        return Wish(number, "add", match["term"].strip(), _parts(match["more"] or "", ","))
    return Wish(number, "unknown", line)


def _parts(text: str, sign: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(sign) if part.strip())
