"""`studyguide import`: transcripts go in, numbered lesson files are written, all or none.

1. Read every transcript into conversations (`read`).      3. Name what would be overwritten, or write (`output`).
2. Make each one's lessons (`split`, `lessons`, `names`).
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import OutputError, SourceError
from builder.model import Change, Problem
from builder.output import Output, check_folder, write
from builder.reading.labels import file_key
from builder.transcripts.lessons import Made, Set, make_lessons
from builder.transcripts.names import folder_name, unique
from builder.transcripts.read import STDIN, read_talks

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written, and all there is to say about it."""

    outputs: tuple[Output, ...]
    lessons: tuple[tuple[Path, Made], ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    questions: int
    """The learner's turns that were left out."""
    skipped: int
    """Messages of tools and of the system that were left out."""
    empty: int
    """Conversations without an answer."""


@dataclass(slots=True)
class _Told:
    """What adds up over the conversations."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: int = 0
    skipped: int = 0
    empty: int = 0


def import_transcripts(files: tuple[str, ...], output: Path, force: bool, keep: tuple[str, ...]) -> Imported:
    """Write the lessons in *files* (`-` is standard input) below *output*.

    Raises `SourceError` for a transcript without lessons and `OutputError` for what is there already, unless *force*.
    """
    check_folder(output)
    told = _Told()
    names = [STDIN if path == "-" else path for path in files]
    sets = [
        made for path, name in zip(files, names, strict=True) for talk in read_talks(_read(path), name, keep)
        if (made := _take(make_lessons(talk, keep), told))
    ]  # fmt: skip
    if not sets:
        raise SourceError(
            "there is no answer in this chat that a lesson could be made of", where=names[0],
            hint="give a chat in which the assistant wrote lessons",
        )  # fmt: skip
    placed = _place(sets, output)
    told.problems += _announced(sets)
    there = [str(path) for path, _ in placed if os.path.lexists(path)]
    if there and not force:
        more = f" and {len(there) - _NAMED} more" if len(there) > _NAMED else ""
        raise OutputError(
            f"already there: {', '.join(there[:_NAMED])}{more}; nothing is written",
            hint="name another folder with -o, or overwrite them with --force",
        )
    outputs = tuple(Output(path, "md", _bytes(made.text)) for path, made in placed)
    write(outputs)
    return Imported(
        outputs, tuple(placed), tuple(told.changes), tuple(sorted(set(told.problems))), told.questions, told.skipped, told.empty
    )


def _take(made: Set, told: _Told) -> Set | None:
    """Add up what *made* tells, and return it when it has lessons."""
    told.changes += made.changes
    told.problems += made.problems
    told.questions += sum(turn.role == "user" for turn in made.talk.turns)
    told.skipped += made.talk.skipped
    if made.lessons:
        return Set(made.talk.without_turns(), made.lessons, (), (), made.announced)
    told.empty += 1
    return None


def _announced(sets: list[Set]) -> list[Problem]:
    """Return a note for every lesson that is announced as the next and is in none of the transcripts."""
    names = {file_key(made.name) for one in sets for made in one.lessons}
    return [
        Problem(one.talk.path, line, "info", "lesson-announced", f"it announces {name}, which is not in the chat")
        for one in sets for name, line in one.announced if file_key(name) not in names
    ]  # fmt: skip


def _read(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", where=path, hint="check the path you gave") from error


def _place(sets: list[Set], output: Path) -> list[tuple[Path, Made]]:
    """Return every lesson with its path: in *output* itself, or where there are several conversations in a folder each."""
    if len(sets) == 1:
        return [(output / made.name, made) for made in sets[0].lessons]
    taken: dict[str, int] = {}
    placed = []
    for one in sets:
        folder = output / unique(folder_name(one.talk.title, "chat"), taken)
        placed += [(folder / made.name, made) for made in one.lessons]
    return placed


def _bytes(text: str) -> bytes:
    """Return *text* as UTF-8; halves of surrogate pairs, which JSON can hold, are joined, lone ones replaced."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
