"""Bytes of a lesson file become clean text; every repair is a `Change`, every guess a `Problem`.

1. The encoding is chosen by evidence (`encodings`); bytes that are no text are refused.
2. Line ends become `\\n`; surrogates are joined, or what is left of one becomes what can have stood there.
3. Code fences a shell has eaten are put back (`eaten`).
4. UTF-8 that was read in a wrong code page is repaired (`mojibake`), lost bytes and all (`lost`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.errors import LessonError
from builder.model import Change, Problem
from builder.reading.eaten import restore_fences
from builder.reading.encodings import NotText, Read, read_bytes
from builder.reading.lost import emoji_rank
from builder.reading.mojibake import repair

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest lesson file taken; a lesson of this size would be five thousand pages."""

_SURROGATE = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Text:
    """The clean text of a file, with line ends `\\n`, and what reading did to it and found."""

    text: str
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, path: str, keep: tuple[str, ...] = ()) -> Text:
    """Return the text of *data*; rules named in *keep* are not applied. Raises `LessonError` for no text.

    Which encoding the bytes are in must be decided whatever *keep* says; `encoding` there spares all the rest
    of that rule: NUL bytes and halves of characters become U+FFFD, eaten fences stay.
    """
    check_size(len(data), path)
    try:
        read = read_bytes(data)
    except NotText as error:
        raise LessonError(
            "file-binary",
            f"this is not a text file: {error.reason}",
            where=path,
            line=error.line,
            hint="save it as UTF-8 text, or take it out of the folder",
        ) from error
    text = read.text.replace("\r\n", "\n").replace("\r", "\n")
    changes = _encoding(read, text, path)
    problems: list[Problem] = []
    text = _surrogates(text, path, keep, changes, problems)
    if "encoding" not in keep:
        lines = text.split("\n") if "\x08" in text else []
        text, mended = restore_fences(text)
        changes += [Change(path, at + 1, "encoding", lines[at]) for at in mended]
    repaired = repair(text, path, keep)
    problems += repaired.problems
    problems += _left(repaired.text, path)
    changes += repaired.changes
    return Text(
        repaired.text, tuple(sorted(changes, key=lambda change: change.line)), tuple(sorted(problems))
    )


def check_size(size: int, path: str) -> None:
    """Raise `LessonError` where a file of *size* bytes is too large for a lesson."""
    if size > LARGEST:
        raise LessonError(
            "file-too-large",
            f"the file has {size // 1048576} MB; a lesson may have {LARGEST // 1048576}",
            where=path,
            hint="split it, or leave it out",
        )


def _encoding(read: Read, text: str, path: str) -> list[Change]:
    changes = []
    if read.encoding and not read.lines:
        changes.append(Change(path, 1, "encoding", f"read as {read.encoding}"))
    if read.lines:
        lines = text.split("\n")
        changes += [Change(path, number, "encoding", f"{read.encoding}: {lines[number - 1]}")
                    for number in read.lines if number <= len(lines)]  # fmt: skip
    return [*changes, *(Change(path, number, "encoding", "NUL byte") for number in read.nuls)]


def _surrogates(
    text: str, path: str, keep: tuple[str, ...], changes: list[Change], problems: list[Problem]
) -> str:
    """Join surrogate pairs; a lone second half becomes the emoji it most likely ended, any other half U+FFFD."""
    if not _SURROGATE.search(text):
        return text
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if not _SURROGATE.search(line):
            continue
        halves: list[tuple[str, str]] = []

        def whole(match: re.Match[str], halves: list[tuple[str, str]] = halves) -> str:
            if len(match[0]) == 2:
                return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            made = "\ufffd" if "lost-byte" in keep else _other_half(match[0])
            halves.append((match[0], made))
            return made

        lines[at] = _SURROGATE.sub(whole, line)
        shown = line.encode("utf-8", "surrogatepass").decode("utf-8", "backslashreplace")
        changes.append(Change(path, at + 1, "lost-byte" if halves else "encoding", shown))
        for half, made in halves:
            if made != "\ufffd":
                message = f"{made} is a guess: half of this character (U+{ord(half):04X}) was lost"
                problems.append(Problem(path, at + 1, "info", "lost-byte", message))
    return "\n".join(lines)


def _other_half(half: str) -> str:
    if ord(half) < 0xDC00:
        return "\ufffd"
    found = [(high + half).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
             for high in "\ud83d\ud83c\ud83e"]  # fmt: skip
    return min((char for char in found if emoji_rank(char) is not None), key=_rank, default="\ufffd")


def _rank(char: str) -> int:
    rank = emoji_rank(char)
    assert rank is not None
    return rank


def _left(text: str, path: str) -> list[Problem]:
    """Return the lines on which characters stand that nobody can read any more."""
    if "\ufffd" not in text:
        return []
    found = ((number, line.count("\ufffd")) for number, line in enumerate(text.split("\n"), 1))
    return [
        Problem(
            path, number, "warning", "garbled-left", f"{_count(lost)} lost, \ufffd stands there: type it anew"
        )
        for number, lost in found
        if lost
    ]


def _count(lost: int) -> str:
    return "a character is" if lost == 1 else f"{lost} characters are"
