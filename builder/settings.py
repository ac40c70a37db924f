"""What a reader of lessons may choose: frozen values of the settings file and the command line. Nothing imported from us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Edition = Literal["screen", "print"]
Form = Literal["page", "fold", "cornell", "zine"]


@dataclass(frozen=True, slots=True)
class Rules:
    """How the lessons of a book are read; all of it reaches the result, so all of it is in the cache's key."""

    language: str = "en"
    """BCP 47 tag of the book; a lesson's own wins."""
    headings: tuple[str, ...] = ()
    """Further headings that hold revision items."""
    keep: tuple[str, ...] = ()
    """Rules of cleaning that are switched off, sorted."""
    mermaid: tuple[str, str] = ("", "")
    """The command that draws Mermaid diagrams and its version; both empty when there is none."""
    emoji: Literal["drop", "keep"] = "drop"
    """Whether titles and headings keep their emoji."""
    line_numbers: bool = False
    """Whether the lines of listings are numbered where a fence does not say."""

    # Two spellings of one wish; whoever reads a lesson asks here.
    @property
    def drops_emoji(self) -> bool:
        """Tell whether emoji go from titles and headings."""
        return self.emoji == "drop" and "emoji" not in self.keep


@dataclass(frozen=True, slots=True)
class Study:
    """`[study]` of the settings: which study aids there are, and how."""

    aids: tuple[str, ...] = ()
    """Names of the aids at the back of the book, in order; empty for all there are but those made only where named (`study.aids.NAMED`)."""
    answers: Literal["back", "below", "none"] = "back"
    """Where the answers of the question bank stand."""
    guide: Literal["auto", "yes", "no"] = "auto"
    """The page that says how to use the book; `auto` makes it for three lessons and more with study aids."""
    passes: int = 3
    """Columns for dates in the checklist."""
    days: tuple[int, ...] = (1, 3, 7, 16, 35)
    """Days after a lesson on which it is revised."""
    hours: float = 1.0
    """Hours of study a day."""
    start: str = ""
    """First day of the plan in the handbook, `YYYY-MM-DD`; with *until* an appendix is made."""
    until: str = ""
    """Last day of the plan."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`[layout]` of the settings: how lessons become pages."""

    run_on: Literal["auto", "yes", "no"] = "auto"
    """Let short lessons follow each other on a page; `auto` does so in a course of many."""
    line_numbers: bool = False
    """Number the lines of listings, in both formats; a fence may say otherwise."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """How the pages are cut: *paper* is a name of `styles/paper/` or `WxH` in millimetres."""

    theme: str = "classic"
    paper: str = "a4"
    edition: Edition = "screen"
    layout: Layout = Layout()
    right_to_left: bool = False
    """Whether the book is bound on the right: its first page is a left-hand one."""
    bleed: float = 0.0
    """Millimetres that what touches the edge goes on beyond it."""


@dataclass(frozen=True, slots=True)
class Folding:
    """How a booklet is printed and folded."""

    flip: Literal["short", "long"] = "short"
    """The edge the printer turns the sheet over on."""
    signature: int = 0
    """Sheets folded into each other; 0 for all in one, stapled through the fold."""
    creep: float = 0.0
    """Thickness of one sheet in millimetres: inner pages are moved towards the fold, for trimming evenly."""
    marks: bool = False
    """Draw where to fold."""
    right_to_left: bool = False
