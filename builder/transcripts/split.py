"""A conversation goes in, the drafts of its lessons come out.

A lesson begins at a file's label (“📁 File: `02-name.md`”), or at a “STEP 2” title where the labels leave one out or there
are none; in a conversation without either, at every answer that opens with a heading. The greeting above goes with what it
greets. Answers that begin nothing continue the lesson before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.model import Change, Source
from builder.reading.clean import clean_source
from builder.reading.frame import greeting_above
from builder.reading.labels import file_label, is_label
from builder.reading.names import name_number
from builder.reading.page import Page
from builder.reading.phrase import bare
from builder.reading.rules import RULES
from builder.settings import Rules
from builder.transcripts.talk import Talk, Turn

_STEP = re.compile(r"step[ #-]?(?P<number>\d{1,3})\b(?![.:)]?\d)(?!.{0,40}\b(?:revision|checkpoint|checklist|recap|summary)\b)", re.IGNORECASE)
_BOLD = re.compile(r"[ \t]*(?:\*\*|__)[^*_\n]{1,200}(?:\*\*|__)[ \t]*$")
_FENCES = Rules(keep=tuple(sorted(set(RULES) - {"wrapper"})))
_FRAME = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A lesson as the transcript holds it: *name* from its label, *number* from its label or title."""

    name: str | None
    number: int | None
    title: str
    """The words of a STEP title, else empty."""
    pieces: tuple[tuple[tuple[int, str], ...], ...]
    """The lines of each answer it is made of, with their numbers in the transcript."""


@dataclass(frozen=True, slots=True)
class _Start:
    line: int
    name: str | None = None
    number: int | None = None
    rank: int = 0
    """1 to 3 for a STEP title in an H1, an H2, a bold line; 0 for a label."""
    title: str = ""
    first: bool = False
    """No heading of the answer stands above it."""


def split_talk(talk: Talk, keep: tuple[str, ...] = ()) -> tuple[tuple[Draft, ...], tuple[Change, ...]]:
    """Return the lessons in *talk* in order, and what was left out: the user's turns, fences around answers."""
    changes: list[Change] = []
    answers: list[tuple[Turn, Page]] = []
    for turn in _continued(talk.turns):
        if turn.role == "user":
            said = "\n".join(line for _, line in turn.lines).strip("\n")
            if "turn" in keep and said.strip():
                quoted = tuple((number, f"> {line}".rstrip()) for number, line in turn.lines)
                answers.append((Turn("user", quoted), Page.of(tuple(line for _, line in quoted))))
            elif said.strip():
                first = next(number for number, line in turn.lines if line.strip())
                changes.append(Change(talk.path, first, "turn", said))
        else:
            answers.append((turn, _unwrapped(turn, talk.path, keep, changes)))
    starts = _chosen([_starts(page) for _, page in answers])
    return _drafts(answers, starts), tuple(changes)


def _continued(turns: tuple[Turn, ...]) -> list[Turn]:
    """Return *turns* with answers joined that were broken off in the middle of a code block and continued."""
    joined: list[Turn] = []
    for turn in turns:
        last = joined[-1] if joined else None
        if last and last.role == turn.role == "assistant" and _is_open(last) and _is_open(turn):
            joined[-1] = Turn("assistant", (*last.lines, *turn.lines))
        else:
            joined.append(turn)
    return joined


def _is_open(turn: Turn) -> bool:
    """Tell whether a fence of *turn* is never closed; in the second half of a block its end looks like that."""
    if not any("```" in line or "~~~" in line for _, line in turn.lines):
        return False
    page = Page.of(tuple(line for _, line in turn.lines))
    return page.fences[-1].last is None if page.fences else False


def _unwrapped(turn: Turn, path: str, keep: tuple[str, ...], changes: list[Change]) -> Page:
    """Return an answer's page without the fence around it, so that its headings can be seen."""
    text = "\n".join(line for _, line in turn.lines)
    if "```" not in text and "~~~" not in text:
        return Page.of(tuple(text.split("\n")))
    cleaned = clean_source(Source("", "", text), Rules(keep=tuple(sorted({*_FENCES.keep, *keep}))))
    changes += [Change(path, turn.lines[change.line - 1][0], change.rule, change.text) for change in cleaned.changes]
    lines = cleaned.text.split("\n")
    page = Page.of(tuple(lines))
    for at in () if "wrapper" in keep else _delivered(page):
        changes.append(Change(path, turn.lines[at][0], "wrapper", lines[at]))
        lines[at] = ""
    return Page.of(tuple(lines))


def _delivered(page: Page) -> list[int]:
    """Return the fences around whole files: Markdown that begins with a file's label."""
    found = []
    for fence in page.fences:
        if not fence.top or fence.last is None or fence.info.lower() not in {"md", "markdown"}:
            continue
        inside = (line for line in page.lines[fence.first + 1 : fence.last] if line.strip())
        if (line := next(inside, "")).startswith("#") and file_label(line):
            found += [fence.first, fence.last]
    return found


def _starts(page: Page) -> list[_Start]:
    """Return all lines of an answer where a lesson may begin."""
    found = []
    first = True
    labelled: int | None = None
    for at, line in enumerate(page.lines):
        heading = page.heading(at)
        bold = heading is None and not page.code[at] and _BOLD.match(line[:300]) is not None
        if heading is None and not bold and not (line.startswith("📁") and not page.code[at]):
            continue
        name = file_label(line)
        if name and (is_label(page, at, "") or first or "📁" in line):
            found.append(_Start(at, name, name_number(name.strip()), 0, "", first))
            labelled = at
        elif (step := _STEP.match(bare(line))) and (bold or (heading and heading[0] <= 2)):
            rank = 3 if heading is None else heading[0]
            # A title right under a label is that lesson's own.
            if labelled is None or any(page.prose(place) and not page.rule(place) for place in range(labelled + 1, at)):
                found.append(_Start(at, None, int(step["number"]), rank, bare(line), first))
                first = False
            labelled = None
        elif first and heading and heading[0] <= 2:
            found.append(_Start(at, None, None, 4, "", first))
        first = first and heading is None
    return found


def _chosen(starts: list[list[_Start]]) -> list[list[_Start]]:
    """Return the starts that count: labels, then STEP titles, then first headings."""
    flat = [start for answer in starts for start in answer]
    if any(start.rank == 0 for start in flat):
        return _with_labels(starts)
    ranks = [rank for rank in (1, 2, 3) if any(start.rank == rank for start in flat)]
    if not ranks:
        return [[start for start in answer if start.rank == 4] for answer in starts]
    steps = [[start for start in answer if start.rank == ranks[0]] for answer in starts]
    opening = [[start for start in answer if start.first] for answer in steps]
    if ranks[0] > 1 and sum(map(len, opening)) > 1:
        # Where answers open with their steps, the steps inside an answer are instructions.
        steps = opening
    return _new_numbers(steps)


def _with_labels(starts: list[list[_Start]]) -> list[list[_Start]]:
    """Keep the labels, and STEP titles that open an answer with a number of their own."""
    kept: list[list[_Start]] = []
    number: int | None = None
    for answer in starts:
        kept.append([])
        for start in answer:
            follows = number is not None and start.number == number + 1
            if start.rank == 0 or (start.rank in (1, 2) and start.number != number and start.first) or (start.rank == 1 and follows):
                kept[-1].append(start)
                number = start.number if start.number is not None else number
    return kept


def _new_numbers(starts: list[list[_Start]]) -> list[list[_Start]]:
    """Drop the titles that name the step they stand in again."""
    kept: list[list[_Start]] = []
    number: int | None = None
    for answer in starts:
        kept.append([])
        for start in answer:
            if start.number != number:
                kept[-1].append(start)
                number = start.number
    return kept


def _drafts(answers: list[tuple[Turn, Page]], starts: list[list[_Start]]) -> tuple[Draft, ...]:
    drafts: list[Draft] = []
    pieces: list[tuple[tuple[int, str], ...]] = []
    begun: _Start | None = None

    def close() -> None:
        if begun is not None or any(line.strip() for piece in pieces for _, line in piece):
            start = begun or _Start(0)
            drafts.append(Draft(start.name, start.number, start.title, tuple(pieces)))
        pieces.clear()

    for (turn, page), begins in zip(answers, starts, strict=True):
        numbered = [(number, page.lines[at]) for at, (number, _) in enumerate(turn.lines)]
        done = 0
        for start in begins:
            above = greeting_above(page, start.line, done - 1)
            if start.first and not done and _is_frame(page, start.line):
                above = 0
            pieces.append(tuple(numbered[done:above]))
            close()
            begun, done = start, above
        pieces.append(tuple(numbered[done:]))
    close()
    return tuple(drafts)


def _is_frame(page: Page, end: int) -> bool:
    """Tell whether what stands above an answer's first title is short enough to belong to it."""
    return not any(page.code[:end]) and sum(page.prose(place) for place in range(end)) <= _FRAME
