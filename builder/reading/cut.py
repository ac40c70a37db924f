"""One long README is a whole book: a Source goes in, one for each of its second-level headings comes out.

The heading becomes the lesson's title, those below it move up a level, a further first-level heading is a part. What links and footnotes are defined
anywhere in the file is known in every piece. Line numbers stay those of the file.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from builder.model import Source

_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_HEADING = re.compile(r"^ {0,3}(?P<marks>##?)(?P<rest>[ \t]+\S.*)$")
_DEEPER = re.compile(r" {0,3}#{3,6}[ \t]")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\[\]]{1,999})\]:\s*\S")
_LABEL = re.compile(r"\[([^\[\]]{1,999})\]")
_LONGEST = 500
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\[\]]*)\]\([^)]*\)|<[^<>]*>|[*`_]+|\s#+\s*$")


@dataclass(slots=True)
class _Piece:
    first: int
    lines: list[str]
    title: str
    part: tuple[str, ...]
    level: int
    more: list[str] = field(default_factory=list)
    """Definitions that stand elsewhere in the file."""


def cut_lesson(source: Source) -> tuple[Source, ...]:
    """Return the pieces of *source*, each with the slug of its title (not yet unique); itself when it has no two."""
    pieces = _pieces(source)
    if sum(piece.level == 2 for piece in pieces) < 2:
        return (source,)
    pieces = [piece for piece in pieces if piece.level == 2 or _has_words(piece)]
    sizes = [len(piece.lines) for piece in pieces]
    _share(pieces)
    texts = ["\n".join(piece.lines) for piece in pieces]
    return tuple(
        replace(
            source, text=text, first_line=source.first_line + piece.first, title=None, listed=piece.title,
            slug=piece.title, part=(*source.part, *piece.part), number=None, numbered=piece.level == 2,
            changes=tuple(change for change in source.changes if _within(change.line, source, piece, size)),
            problems=tuple(told for told in source.problems if _within(told.line, source, piece, size)),
        )
        for piece, text, size in zip(pieces, texts, sizes, strict=True)
    )  # fmt: skip


def _share(pieces: list[_Piece]) -> None:
    """Add to each piece the definitions of links it uses, and move footnotes to the piece that refers to them."""
    users: dict[str, list[_Piece]] = defaultdict(list)
    definitions = []
    for piece in pieces:
        counts = Counter(found.casefold() for found in _LABEL.findall("\n".join(piece.lines)))
        for at, row in _outside(piece.lines):
            match = _DEFINITION.match(row)
            if match:
                definitions.append((match["label"].casefold(), piece, at))
                counts[match["label"].casefold()] -= 1
        for label, count in counts.items():
            if count > 0:
                users[label].append(piece)
    for label, home, at in definitions:
        others = [piece for piece in users[label] if piece is not home]
        if not label.startswith("^"):
            for piece in others:
                piece.more.append(home.lines[at])
        elif others and home not in users[label]:
            end = at + 1
            while end < len(home.lines) and home.lines[end].startswith(("    ", "\t")):
                end += 1
            others[0].more += ["", *home.lines[at:end], ""]
            home.lines[at:end] = [""] * (end - at)
    for piece in pieces:
        if piece.more:
            piece.lines += ["", *piece.more, ""]


def _has_words(piece: _Piece) -> bool:
    """Tell whether *piece* holds more than its heading."""
    return any(row.strip() and not _HEADING.match(row) for row in piece.lines)


def _within(line: int, source: Source, piece: _Piece, size: int) -> bool:
    start = source.first_line + piece.first
    return (piece.first == 0 or line >= start) and line < start + size


def _pieces(source: Source) -> list[_Piece]:
    rows = source.text.split("\n")
    pieces = [_Piece(0, [], source.title or source.slug, (), 0)]
    part: tuple[str, ...] = ()
    fence, comment = "", False
    for at, row in enumerate(rows):
        mark = _FENCE.match(row)
        if not comment and mark and (not fence or (row.strip().startswith(fence) and not mark["info"].strip())):
            fence = "" if fence else mark["mark"]
        heading = None if fence or comment else _HEADING.match(row)
        if not fence and "<!--" in row + "\n":
            comment = "-->" not in row[row.rindex("<!--") :]
        elif comment:
            comment = "-->" not in row
        if heading:
            title, level = _plain(heading["rest"]), len(heading["marks"])
            if level == 1 and pieces[-1].level == 0 and len(pieces) == 1:
                # The file's own title: what stands before the first section is the introduction.
                pieces[0].title = title or pieces[0].title
            else:
                part = (title,) if level == 1 else part
                pieces.append(_Piece(at, [], title or "…", part, level))
                row = "#" + heading["rest"]
        elif not fence and not comment and pieces[-1].level == 2 and _DEEPER.match(row):
            row = row.replace("#", "", 1)  # what stood two levels below the title stands one below it
        pieces[-1].lines.append(row)
    return pieces


def _outside(rows: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that stand in no fence, with their index."""
    fence = ""
    for at, row in enumerate(rows):
        mark = _FENCE.match(row)
        if mark and (not fence or (row.strip().startswith(fence) and not mark["info"].strip())):
            fence = "" if fence else mark["mark"]
        elif not fence:
            yield at, row


def _plain(heading: str) -> str:
    return " ".join(_MARKS.sub(lambda match: match[1] or "", heading[:_LONGEST]).split())
