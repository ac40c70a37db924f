"""One conversation's drafts become named, clean lesson files, with all that was changed and what is odd."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Change, Problem, Source
from builder.reading.clean import clean_source
from builder.reading.names import name_number
from builder.reading.page import Page
from builder.reading.phrase import bare
from builder.settings import Rules
from builder.transcripts.names import made_name, safe_name, unique
from builder.transcripts.split import Draft, split_talk
from builder.transcripts.talk import Talk


@dataclass(frozen=True, slots=True)
class Made:
    """A lesson to be written: *line* is where the transcript begins it."""

    name: str
    title: str
    number: int | None
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Set:
    """What one conversation gave."""

    talk: Talk
    lessons: tuple[Made, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    announced: tuple[tuple[str, int], ...]
    """Names of the files it says come next, with their lines."""


def make_lessons(talk: Talk, keep: tuple[str, ...]) -> Set:
    """Return the lessons in *talk*, cleaned by all rules but those in *keep*."""
    drafts, changes = split_talk(talk, keep)
    told = [*talk.changes, *changes]
    announced: list[tuple[str, int]] = []
    problems = list(talk.problems)
    lessons: list[Made] = []
    taken: dict[str, int] = {}
    last = 0 if len(drafts) > 1 and _is_preamble(drafts[0], drafts[1]) else 1
    for draft in drafts:
        own = safe_name(draft.name) if draft.name else None
        text, more = _cleaned(talk, draft, own, keep, announced)
        told += more
        if not text.strip():
            continue
        title = draft.title or _title(text)
        number = draft.number if draft.number is not None else last
        name = own or made_name(number, title or talk.title)
        final = unique(name, taken)
        line = next((number for piece in draft.pieces for number, line in piece if line.strip()), 1)
        if final != name:
            problems.append(Problem(talk.path, line, "warning", "name-taken", f"two lessons are called {name}; the second is {final}"))
        lessons.append(Made(final, title or talk.title, name_number(final[:-3]), text, line))
        last = max(last, name_number(final[:-3]) or number) + 1
    problems += _sequence(talk, lessons)
    return Set(talk, tuple(lessons), tuple(told), tuple(problems), tuple(dict.fromkeys(announced)))


def _is_preamble(first: Draft, second: Draft) -> bool:
    """Tell whether an answer stands before the first lesson that has a number or a name."""
    return first.name is None and first.number is None and (second.name is not None or second.number is not None)


def _cleaned(
    talk: Talk, draft: Draft, own: str | None, keep: tuple[str, ...], announced: list[tuple[str, int]]
) -> tuple[str, list[Change]]:
    """Return a draft's text without residue and without the gaps it left, and the changes at their places.

    What it announces is added to *announced*.

    Every answer is cleaned by itself, where it is known to be one; then all of it as `build` will do.
    """
    number = draft.number if draft.number is not None else name_number((own or "")[:-3])
    rules = Rules(keep=tuple(sorted(set(keep))))
    changes: list[Change] = []
    whole: list[tuple[int, str]] = []
    for piece in draft.pieces if talk.marked else ():
        lines = _stripped(_clean(talk, piece, own, number, rules, True, changes, announced))
        if lines and whole:
            whole.append((lines[0][0], ""))
        whole += lines
    if talk.marked and len(draft.pieces) == 1:
        return "".join(f"{line}\n" for _, line in whole), changes
    if not talk.marked:
        whole = [line for piece in draft.pieces for line in piece]
    lines = _clean(talk, tuple(whole), own, number, rules, False, changes, announced)
    return "".join(f"{line}\n" for _, line in _stripped(lines)), changes


def _clean(
    talk: Talk, lines: tuple[tuple[int, str], ...], own: str | None, number: int | None, rules: Rules,
    answer: bool, changes: list[Change], announced: list[tuple[str, int]],
) -> list[tuple[int, str]]:
    """Return *lines* cleaned, and add what went to *changes*; where a line went one blank line is enough."""
    if not lines:
        return []
    source = Source(own or "", "", "\n".join(line for _, line in lines), number=number)
    cleaned = clean_source(source, rules, answer)
    changes += [Change(talk.path, lines[change.line - 1][0], change.rule, change.text) for change in cleaned.changes]
    announced += [(name, lines[line - 1][0]) for name, line in cleaned.announced]
    kept: list[tuple[int, str]] = []
    run: list[tuple[int, bool]] = []
    for (place, was), now in zip(lines, cleaned.text.split("\n"), strict=True):
        if now == "":
            run.append((place, was != ""))
            continue
        kept += _gap(run)
        run = []
        kept.append((place, now))
    return kept + _gap(run)


def _gap(run: list[tuple[int, bool]]) -> list[tuple[int, str]]:
    closed = run[:1] if any(gone for _, gone in run) else run
    return [(place, "") for place, _ in closed]


def _stripped(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return *lines* without blank ones at either end."""
    full = [at for at, (_, line) in enumerate(lines) if line.strip()]
    return lines[full[0] : full[-1] + 1] if full else []


def _title(text: str) -> str:
    page = Page.of(tuple(text.split("\n")))
    found = (page.heading(at) for at in range(len(page.lines)))
    return next((bare(heading[1]) for heading in found if heading and heading[1]), "")


def _sequence(talk: Talk, lessons: list[Made]) -> list[Problem]:
    """Return what is odd about the numbers of the names: one twice, one left out."""
    problems = []
    before: Made | None = None
    for lesson in sorted((lesson for lesson in lessons if lesson.number is not None), key=lambda made: made.number or 0):
        if before is not None and before.number is not None and lesson.number is not None:
            if lesson.number == before.number:
                message = f"{before.name} and {lesson.name} have one number"
                problems.append(Problem(talk.path, lesson.line, "warning", "number-twice", message))
            elif lesson.number > before.number + 1:
                message = f"nothing stands between {before.name} and {lesson.name}"
                problems.append(Problem(talk.path, lesson.line, "info", "number-gap", message))
        before = lesson
    return problems
