"""The lines of a lesson and which of them are code: what every rule of cleaning looks at.

Fences are found by the CommonMark rules (spec 0.31, sections 4.5 and 5), in lists and quotes too; where it is doubtful a
line counts as code, because code is never touched. One pass over the lines, linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEAD = re.compile(r"(?:[ \t]*+(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*+[ \t]*+")
_FENCE = re.compile(r"(`{3,}+|~{3,}+)(.*)", re.DOTALL)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block: its first and last line (from 0; *last* is None when it is never closed)."""

    first: int
    last: int | None
    mark: str
    info: str
    top: bool
    """It stands in no list and no quote."""


@dataclass(frozen=True, slots=True)
class Page:
    """A lesson's lines; *code* tells for each whether it belongs to a code block, its fences included."""

    lines: tuple[str, ...]
    code: tuple[bool, ...]
    fences: tuple[Fence, ...]

    @classmethod
    def of(cls, lines: tuple[str, ...]) -> Page:
        """Return *lines* with their code blocks found."""
        return cls(lines, *_scan(lines))

    def prose(self, at: int) -> bool:
        """Tell whether line *at* says something and is no code."""
        return not self.code[at] and not self.lines[at].isspace() and self.lines[at] != ""

    def heading(self, at: int) -> tuple[int, str] | None:
        """Return level and text of the ATX heading in line *at*, or None."""
        if self.code[at]:
            return None
        match = _HEADING.match(self.lines[at]) if len(self.lines[at]) < 1000 else None
        return (len(match[1]), match[2] or "") if match else None

    def rule(self, at: int) -> bool:
        """Tell whether line *at* is a thematic break, or would be one with a blank line before it."""
        return not self.code[at] and len(self.lines[at]) < 200 and RULE.match(self.lines[at]) is not None

    def starts(self, at: int) -> bool:
        """Tell whether line *at* begins a paragraph or follows a line that ends one in all but name."""
        if at == 0 or not self.lines[at - 1].strip() or self.code[at - 1]:
            return True
        before = self.lines[at - 1].rstrip()
        # What is no letter, digit, comma or opening mark at a line's end closes a sentence or is ornament.
        return not (before[-1].isalnum() or before[-1] in ",;-–(/&+=“‘")


def _scan(lines: tuple[str, ...]) -> tuple[tuple[bool, ...], tuple[Fence, ...]]:
    code = [False] * len(lines)
    fences: list[Fence] = []
    at, in_list, blank, indented = 0, False, True, False
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            blank = True
            at += 1
            continue
        indent = _indent(line)
        if _ITEM.match(line):
            in_list = True
        elif indent == 0 and (blank or line[0] in "#`~"):
            in_list = False
        lead = _LEAD.match(line)
        end = lead.end() if lead else 0
        mark = _FENCE.match(line, end)
        plain = not line[:end].strip()
        if mark and not ("`" in mark[2] and mark[1][0] == "`") and (in_list or indent < 4):
            top = plain and not in_list
            stop, closed = _end(lines, at, mark[1], line[:end], in_list)
            fences.append(Fence(at, stop if closed else None, mark[1], mark[2].strip(), top))
            for inner in range(at, stop + 1 if closed else stop):
                code[inner] = True
            at = stop + 1 if closed else stop
            blank = indented = False
            continue
        indented = indent >= 4 and not in_list and (blank or indented)
        code[at] = indented
        blank = False
        at += 1
    return tuple(code), tuple(fences)


def _end(lines: tuple[str, ...], first: int, mark: str, lead: str, in_list: bool) -> tuple[int, bool]:
    """Return the closing fence's line and True, or the first line after the block and False."""
    quoted = ">" in lead
    nested = in_list and (lead.strip() != "" or _indent(lead) >= 2)
    for at in range(first + 1, len(lines)):
        line = lines[at]
        if quoted and not line.lstrip().startswith(">"):
            return at, False
        inner = line.lstrip(" \t>") if quoted or nested else line.lstrip(" ")
        shallow = quoted or nested or _indent(line) < 4
        rest = inner.rstrip()
        if shallow and len(rest) >= len(mark) and rest == mark[0] * len(rest) and (not nested or _indent(line)):
            return at, True
        if nested and not quoted and line.strip() and _indent(line) == 0:
            return at, False
    return len(lines), False


def _indent(line: str) -> int:
    width = 0
    for char in line:
        if char == " ":
            width += 1
        elif char == "\t":
            width += 4 - width % 4
        else:
            break
    return width
