"""One conversation's drafts become named, clean lesson files, with all that was changed and what is odd."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Change, Problem, Rules, Source
from builder.reading.clean import clean_source
from builder.reading.names import name_number
from builder.reading.page import Page
from builder.reading.phrase import bare
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


def make_lessons(talk: Talk, keep: tuple[str, ...]) -> Set:
    """Return the lessons in *talk*, cleaned by all rules but those in *keep*."""
    drafts, changes = split_talk(talk, keep)
    told = [*talk.changes, *changes]
    problems: list[Problem] = []
    lessons: list[Made] = []
    taken: set[str] = set()
    last = 0 if len(drafts) > 1 and _is_preamble(drafts[0], drafts[1]) else 1
    for draft in drafts:
        own = safe_name(draft.name) if draft.name else None
        text, more = _cleaned(talk, draft, own, keep)
        told += more
        if not text.strip():
            continue
        title = _title(text)
        number = draft.number if draft.number is not None else last
        name = own or made_name(number, title or talk.title)
        final = unique(name, taken)
        line = draft.lines[0][0] if draft.lines else 1
        if final != name:
            problems.append(Problem(talk.path, line, "warning", "name-taken", f"two lessons are called {name}; the second is {final}"))
        lessons.append(Made(final, title or talk.title, name_number(final[:-3]), text, line))
        last = max(last, name_number(final[:-3]) or number) + 1
    problems += _sequence(talk, lessons)
    return Set(talk, tuple(lessons), tuple(told), tuple(problems))


def _is_preamble(first: Draft, second: Draft) -> bool:
    """Tell whether an answer stands before the first lesson that has a number or a name."""
    return first.name is None and first.number is None and (second.name is not None or second.number is not None)


def _cleaned(talk: Talk, draft: Draft, own: str | None, keep: tuple[str, ...]) -> tuple[str, list[Change]]:
    """Return a draft's text without residue and without the gaps it left, and the changes at their places."""
    before = [line for _, line in draft.lines]
    number = draft.number if draft.number is not None else name_number((own or "")[:-3])
    source = Source(own or "", "", "\n".join(before), number=number)
    cleaned = clean_source(source, Rules(keep=tuple(sorted(set(keep)))))
    changes = [
        Change(talk.path, draft.lines[change.line - 1][0], change.rule, change.text) for change in cleaned.changes
    ]  # fmt: skip
    kept: list[str] = []
    run: list[bool] = []
    for was, now in [*zip(before, cleaned.text.split("\n"), strict=True), ("", None)]:
        if now == "":
            run.append(was != "")
            continue
        # Where a line went one blank line is enough; elsewhere the author's own stay.
        kept += [""] * (1 if any(run) else len(run))
        run = []
        if now is not None:
            kept.append(now)
    return "\n".join(kept).strip("\n") + "\n", changes


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
                problems.append(Problem(talk.path, lesson.line, "warning", "sequence-duplicate", message))
            elif lesson.number > before.number + 1:
                message = f"nothing stands between {before.name} and {lesson.name}"
                problems.append(Problem(talk.path, lesson.line, "warning", "sequence-gap", message))
        before = lesson
    return problems
