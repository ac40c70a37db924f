"""A lesson as the findings look at it: its lines, which are code, and where it stands in its file."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from builder.model import Level, Problem, Source
from builder.reading.page import Page


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cleaned *source* and its lines."""

    source: Source
    page: Page

    def problem(self, at: int, level: Level, code: str, message: str) -> Problem:
        """Return a finding at the line with the index *at*."""
        return Problem(self.source.path, self.source.first_line + at, level, code, message)


def columns(text: str) -> int:
    """Return how many columns *text* takes in a face of fixed width: East Asian wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) or char in "\u200d\ufe0e\ufe0f" else 2
        if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )  # fmt: skip
