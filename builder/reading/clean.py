"""Chat residue is taken out of a lesson: a Source goes in, a cleaner one with its changes comes out.

1. A stray fence at the end, citation marks, fence ids, rulers: forms that are unmistakable wherever they stand.
2. The frame of the answer (`frame`): greeting and label at its head, prompts and pointers at its tail.
3. The fence around a whole answer; what it held is then cleaned like any lesson.

A line taken out becomes an empty line, so that line numbers stay those of the file. Nothing in a code block changes.
Rules that are switched off (`Rules.keep`) change nothing, but what they would take is known for what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from builder.model import Change, Source
from builder.reading.citations import find_citations
from builder.reading.fences import find_ids, find_stray, find_wrapper
from builder.reading.frame import find_frame
from builder.reading.page import Page
from builder.settings import Rules

_ROUNDS = 12
_CHAT = frozenset({"greeting", "file-label", "prompt", "next-file", "offer", "citation", "fence-id", "wrapper"})
"""Rules whose finds show that a file came from a chat."""


@dataclass(frozen=True, slots=True)
class _Edit:
    line: int
    rule: str
    text: str
    left: str = ""


def clean_source(source: Source, rules: Rules, answer: bool = False) -> Source:
    """Return *source* without the residue of the chat it came from; every line touched is told in its changes.

    *answer* tells that it is one answer of a chat for sure, so that the weak forms count too.
    """
    before = source.text.split("\n")
    edits, announced = _find(before, source, frozenset(rules.keep), answer)
    if not edits and not announced:
        return source
    after = list(before)
    changes = []
    for edit in edits:
        if edit.rule not in rules.keep:
            changes.append(Change(source.path, source.first_line + edit.line, edit.rule, edit.text))
            after[edit.line] = edit.left
    changes.sort(key=lambda change: change.line)
    return replace(
        source,
        text="\n".join(after),
        changes=(*source.changes, *changes),
        announced=tuple((name, source.first_line + line) for name, line in announced),
    )


def _find(
    lines: list[str], source: Source, keep: frozenset[str], answer: bool
) -> tuple[list[_Edit], tuple[tuple[str, int], ...]]:
    edits: list[_Edit] = []
    announced: dict[tuple[str, int], None] = {}
    work = list(lines)
    for _ in range(_ROUNDS):
        page = Page.of(tuple(work))
        found = [edit for edit in _anywhere(page) if edit.rule not in keep]
        if found:
            # These may change what is code, so the rest waits for the next round.
            _apply(found, work, edits)
            continue
        sure = any(edit.rule in _CHAT for edit in edits)
        frame = find_frame(page, PurePosixPath(source.path).name, source.number, sure, answer)
        announced |= dict.fromkeys(frame.announced)
        wrapper = None if "wrapper" in keep else find_wrapper(page, frozenset(at for at, _ in frame.lines))
        outside = wrapper or (-1, len(work))
        found = [
            _Edit(at, rule, page.lines[at]) for at, rule in frame.lines
            if wrapper is None or not outside[0] <= at <= outside[1]
        ]  # fmt: skip
        found += [_Edit(at, "wrapper", page.lines[at]) for at in wrapper or ()]
        if not found:
            break
        _apply(found, work, edits)
    return edits, tuple(announced)


def _apply(found: list[_Edit], work: list[str], edits: list[_Edit]) -> None:
    for edit in found:
        work[edit.line] = edit.left
    edits += found


def _anywhere(page: Page) -> Iterator[_Edit]:
    stray = find_stray(page)
    wrapped = bool(page.fences) and page.fences[0].info.lower() in {"md", "markdown"}
    if stray is not None and not wrapped:
        yield _Edit(stray, "stray-fence", page.lines[stray])
    for at, taken, left in find_citations(page):
        yield _Edit(at, "citation", taken, left)
    for at, taken, left in find_ids(page):
        yield _Edit(at, "fence-id", taken, left)
    for at in _rulers(page):
        yield _Edit(at, "ruler", page.lines[at])


def _rulers(page: Page) -> Iterator[int]:
    """Yield the lines of eight or more `=` that underline no heading: a blank line or another ruler stands above."""
    above = True
    for at, line in enumerate(page.lines):
        text = line.strip()
        is_ruler = len(text) >= 8 and not text.strip("=") and not page.code[at]
        if is_ruler and above:
            yield at
        else:
            above = not text
