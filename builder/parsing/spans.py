"""What the readers of idioms tell: which lines of a run of text are something else, and what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_LINK = re.compile(r"\]\([^()\s]*+\)|[*`]")


@dataclass(frozen=True, slots=True)
class Node:
    """A step of a flow: its lines, and the remark that stood in brackets after it."""

    lines: tuple[str, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines *start* to *end* (not with it) are a list, a flow or a tree, by the rule *rule*."""

    start: int
    end: int
    rule: Literal["flow", "tree", "tick", "bullet"]
    items: tuple[tuple[int, str], ...] = ()
    """The items of a list, each with its line."""
    nodes: tuple[Node, ...] = ()
    """The steps of a flow."""
    mark: str = ""
    """Class of a list."""


def shown(text: str) -> str:
    """Return about what a reader sees of *text*: no addresses, no marks of emphasis."""
    return _LINK.sub("", text)
