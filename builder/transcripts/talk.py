"""The value that flows from a transcript to its lessons: a conversation as turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.model import Change, Problem

Role = Literal["assistant", "user"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said; *lines* are numbered as `Change.line` is: in the file, or by the message's place in JSON."""

    role: Role
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation of the transcript *path*; *changes* and *problems* are what reading it told so far."""

    path: str
    title: str
    turns: tuple[Turn, ...]
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    marked: bool = True
    """It tells who speaks; else it is one answer or several without a mark between them."""
    skipped: int = 0
    """Messages of tools and of the system, and hidden ones."""

    def without_turns(self) -> Talk:
        """Return the conversation's name alone, so that its text can be forgotten."""
        return Talk(self.path, self.title, ())


def turn_of(role: Role, text: str, number: int) -> Turn:
    """Return *text* as a turn whose lines all have the number of their message."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Turn(role, tuple((number, line) for line in text.split("\n")))
