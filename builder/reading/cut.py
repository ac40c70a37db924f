"""One long README is a whole book: a Source goes in, one for each of its second-level headings comes out.

The heading becomes the lesson's title, those below it move up a level, a further first-level heading is a part. What links and footnotes are defined
anywhere in the file is known in every piece. Line numbers stay those of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from builder.model import Source

_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_HEADING = re.compile(r"^ {0,3}(?P<marks>##?)(?P<rest>[ \t]+\S.*)$")
_DEEPER = re.compile(r" {0,3}#{3,6}[ \t]")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\[\]]{1,999})\]:\s*\S")
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\[\]]*)\]\([^)]*\)|<[^<>]*>|[*`_]+|\s#+\s*$")


@dataclass(slots=True)
class _Piece:
    first: int
    lines: list[str]
    title: str
    part: tuple[str, ...]
    level: int


def cut_lesson(source: Source) -> tuple[Source, ...]:
    """Return the pieces of *source*, each with the slug of its title (not yet unique); itself when it has no two."""
    pieces = _pieces(source)
    if sum(piece.level == 2 for piece in pieces) < 2:
        return (source,)
    pieces = [piece for piece in pieces if piece.level == 2 or _has_words(piece)]
    definitions = [
        (match["label"].casefold(), row, piece)
        for piece in pieces for row in _outside(piece.lines) if (match := _DEFINITION.match(row))
    ]  # fmt: skip
    texts = ["\n".join(piece.lines) for piece in pieces]
    lower = [text.casefold() for text in texts]
    for label, row, home in definitions:
        if label.startswith("^"):
            continue
        for at, piece in enumerate(pieces):
            if piece is not home and f"[{label}]" in lower[at]:
                texts[at] = texts[at].rstrip("\n") + f"\n\n{row}\n"
    return tuple(
        replace(
            source, text=text, first_line=source.first_line + piece.first, title=None, listed=piece.title,
            slug=piece.title, part=(*source.part, *piece.part), number=None, numbered=piece.level == 2,
            changes=tuple(change for change in source.changes if _within(change.line, source, piece)),
            problems=tuple(told for told in source.problems if _within(told.line, source, piece)),
        )
        for piece, text in zip(pieces, texts, strict=True)
    )  # fmt: skip


def _has_words(piece: _Piece) -> bool:
    """Tell whether *piece* holds more than its heading."""
    return any(row.strip() and not _HEADING.match(row) for row in piece.lines)


def _within(line: int, source: Source, piece: _Piece) -> bool:
    start = source.first_line + piece.first
    return (piece.first == 0 or line >= start) and line < start + len(piece.lines)


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


def _outside(rows: list[str]) -> list[str]:
    """Return the lines that stand in no fence."""
    kept, fence = [], ""
    for row in rows:
        mark = _FENCE.match(row)
        if mark and (not fence or (row.strip().startswith(fence) and not mark["info"].strip())):
            fence = "" if fence else mark["mark"]
        elif not fence:
            kept.append(row)
    return kept


def _plain(heading: str) -> str:
    return " ".join(_MARKS.sub(lambda match: match[1] or "", heading).split())
