"""Bytes of a lesson file become text: the encoding is chosen by evidence, mojibake is repaired by ftfy.

1. A byte order mark decides; else UTF-8 when it decodes; else Windows-1252, byte by byte with Latin-1 for its gaps.
2. Bytes that are no text (NUL bytes, or mostly control characters) are refused.
3. Lines that are UTF-8 read in a wrong code page are repaired; every repair is a `Change`.
"""

from __future__ import annotations

import codecs

import ftfy
import ftfy.badness

from builder.errors import SourceError
from builder.model import Change

LARGEST = 20 * 1024 * 1024
"""Bytes of the largest lesson file taken; a lesson of this size would be five thousand pages."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, path: str) -> tuple[str, tuple[Change, ...]]:
    """Return the text of *data* with line ends `\\n`, and what was repaired. Raises `SourceError` for no text."""
    if len(data) > LARGEST:
        raise SourceError(
            f"the file has {len(data) // 1048576} MB; a lesson may have {LARGEST // 1048576}",
            where=path,
            hint="split it, or leave it out",
        )
    text = _decode(data, path).replace("\r\n", "\n").replace("\r", "\n")
    return _repair(text, path)


def _decode(data: bytes, path: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _no_text(path, f"it is marked as {encoding} but is not") from error
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise _no_text(path, "it holds NUL bytes", line)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x08\x1b" for byte in data[:65536])
    if controls > len(data[:65536]) // 50:
        raise _no_text(path, "it is mostly control characters")
    # The few bytes Windows-1252 leaves undefined stand for control characters, as browsers read them (WHATWG).
    return "".join(_cp1252(byte) if byte > 127 else chr(byte) for byte in data)


def _cp1252(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _no_text(path: str, reason: str, line: int | None = None) -> SourceError:
    return SourceError(
        f"this is not a text file: {reason}",
        where=path,
        line=line,
        hint="save it as UTF-8 text, or take it out of the folder",
    )


def _repair(text: str, path: str) -> tuple[str, tuple[Change, ...]]:
    if not ftfy.badness.is_bad(text):
        return text, ()
    lines = text.split("\n")
    changes = []
    for at, line in enumerate(lines):
        if ftfy.badness.is_bad(line):
            fixed = ftfy.fix_encoding(line)
            if fixed != line:
                lines[at] = fixed
                changes.append(Change(path, at + 1, "mojibake", line))
    return "\n".join(lines), tuple(changes)
