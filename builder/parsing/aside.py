"""What the block stage keeps for the stages after it: code as it stood, problems, changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.model import Asset
from builder.parsing.maths import Maths


@dataclass(slots=True)
class Code:
    """A code block as it stood: *info* is what follows the fence's opening marks."""

    text: str
    info: str
    line: int


@dataclass(slots=True)
class Aside:
    """What the block stage keeps for the stages after it."""

    codes: list[Code] = field(default_factory=list)
    problems: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Line (from 0), level, code and message."""
    maths: Maths = field(default_factory=Maths)
    mermaid: tuple[str, str] = ("", "")
    """As in `Rules`."""
    numbered: bool = False
    """As in `Rules`."""
    drawn: list[Asset] = field(default_factory=list)
    """Diagrams drawn from the lesson's text."""
    editions: list[tuple[int, int, str]] = field(default_factory=list)
    """First and last line (from 0) of what stands in one edition alone, and which."""
    lines: tuple[int, ...] = ()
    """The line of the file (from 0) each line of the text stands for; empty when none moved."""
    changes: tuple[tuple[int, str], ...] = ()
    """Line of the file (from 0) and text of marks of other programs that were taken out."""
    keep: tuple[str, ...] = ()
    """Rules that are switched off, as in `Rules`."""
    turned: list[tuple[int, str, str]] = field(default_factory=list)
    """Line of the text (from 0), rule and first line of what became a list, a flow, a tree or lines of its own."""
