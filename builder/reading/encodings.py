"""Bytes become characters by evidence, whatever they are: nothing here fails but on what is no text.

1. A byte order mark decides; without one UTF-16 betrays itself by its NUL bytes.
2. UTF-8 where all of it decodes, surrogates written as three bytes each (CESU-8) joined.
3. Else every run that is valid UTF-8 is read as such and every other byte in the Windows code page the words speak
   for: 1254 (Turkish) or 1252. A file in which UTF-8 could be chance is read in the code page alone, or in an
   encoding of Cyrillic, Chinese, Japanese or Korean where its words are in one (`other_encodings`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from builder.reading.other_encodings import other_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SIGNATURES = (
    b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"MZ\x90", b"BZh",
    b"\xd0\xcf\x11\xe0", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"OggS", b"ID3", b"SQLite format 3\0",
)  # fmt: skip
# The well-formed sequences of the Unicode standard's table 3-7, and surrogates as CESU-8 writes them.
_MULTI = (
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|"
    rb"\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
# A character cut short: signs and emoji anywhere, which no code page's words look like, any character at the end.
_CUT = rb"[\xe2\xe3\xef][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]?|[\xc2\xc3]\Z|[\xe1-\xf4][\x80-\xbf]{1,2}\Z"
_RUNS = re.compile(rb"([\x00-\x7f]+)|((?:" + _MULTI + rb")+)|(" + _CUT + rb"|[\x80-\xff])")
# A letter before a closing quotation mark or a dash (`ß“`) that is by chance well-formed UTF-8.
_CHANCE = re.compile(rb"[\xc4-\xdf][\x85\x91-\x94\x96\x97\x9b\xbb]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x08\x1b\0"))
# Letters that only Windows-1254 has at these places, and letters Turkish never uses.
_TURKISH = b"\xd0\xdd\xde\xf0\xfd\xfe"
_FOREIGN = b"\xe1\xe9\xed\xf3\xfa\xe6\xf8\xe5\xf1\xe3\xf5\xc1\xc9\xcd\xd3\xda\xc6"
_SAMPLE = 1 << 16


class NotText(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are no text: *line* and *reason* say why."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Read:
    """The characters of a file; *encoding* is empty for UTF-8, *lines* are those that held other bytes."""

    text: str
    encoding: str = ""
    lines: tuple[int, ...] = ()
    """Line numbers from 1 where a mixed file is not UTF-8; empty where all of it is one encoding."""
    nuls: tuple[int, ...] = ()
    """Line numbers of NUL bytes taken out."""


def read_bytes(data: bytes) -> Read:
    """Return the characters of *data*. Raises `NotText` for what is no text in any encoding."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, codec, name)
    if data.startswith(_SIGNATURES):
        raise NotText("its first bytes are those of another kind of file")
    nuls: tuple[int, ...] = ()
    if b"\0" in data:
        wide = _wide(data)
        if wide is not None:
            return wide
        if data.count(b"\0") > 8 + len(data) // 1000:
            raise NotText("it holds NUL bytes", _line(data, data.index(b"\0")))
        nuls = tuple(number for number, line in enumerate(data.split(b"\n"), 1) if b"\0" in line)
        data = data.replace(b"\0", b"")
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 50:
        at = re.search(b"[" + re.escape(_CONTROLS) + b"]", sample)
        raise NotText("much of it is control characters", _line(data, at.start() if at else 0))
    try:
        return Read(data.decode("utf-8"), nuls=nuls)
    except UnicodeDecodeError:
        read = _by_runs(data)
        return Read(read.text, read.encoding, read.lines, nuls)


def _marked(data: bytes, codec: str, name: str) -> Read:
    """Decode what a byte order mark announces; a mark is right even where a byte after it is not."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        if codec == "utf-8-sig":
            return _by_runs(data[len(codecs.BOM_UTF8) :])
        text = data.decode(codec, "replace")
        if text.count("\ufffd") > 1 + len(text) // 20:
            raise NotText(f"it is marked as {name} but is not") from None
    return Read(text, "" if codec == "utf-8-sig" else name)


def _wide(data: bytes) -> Read | None:
    """Return UTF-16 without a mark, or None: the byte order under which most of it is common characters."""
    best: tuple[float, str, str] = (0.9, "", "")
    sample = data[: _SAMPLE * 2]
    for codec in ("utf-16-le", "utf-16-be"):
        text = sample.decode(codec, "replace")
        share = sum(map(_common, text)) / max(1, len(text))
        if share > best[0] and "\0" not in text and (" " in text or "\n" in text):
            best = (share, codec, codec.upper())
    if not best[1]:
        return None
    return Read(data.decode(best[1], "replace"), best[2])


def _common(char: str) -> bool:
    code = ord(char)
    return (
        char in "\t\n\r" or 0x20 <= code < 0x530 or 0x2010 <= code < 0x2800
        or 0x3000 <= code < 0x3100 or 0x4E00 <= code < 0xA000 or 0xAC00 <= code < 0xD7A4
        or 0xFF00 <= code < 0xFFF0
    )  # fmt: skip


def _by_runs(data: bytes) -> Read:
    page = _page(data)
    valid = stray = 0
    for match in _RUNS.finditer(data):
        valid += len(match[2]) // 2 - len(_CHANCE.findall(match[2])) if match[2] else 0
        stray += len(match[3] or b"")
    if not stray:  # surrogates in three bytes each, else well formed
        return Read(data.decode("utf-8", "surrogatepass"))
    other = other_encoding(data) if stray * 2 > valid else None
    if other is not None:
        return Read(*other)
    if valid * 20 <= stray:
        return Read(_in_page(data, page), f"Windows-{page[2:]}")
    parts: list[str] = []
    lines: dict[int, None] = {}
    line = 1
    for match in _RUNS.finditer(data):
        if match[1]:
            parts.append(match[1].decode("ascii"))
            line += match[1].count(b"\n")
        elif match[2]:
            parts.append(match[2].decode("utf-8", "surrogatepass"))
        else:
            cut = valid >= stray and (
                len(match[3]) > 1 or (match.end() == len(data) and match[3] in b"\xc2\xc3")
            )
            parts.append("\ufffd" if cut else _in_page(match[3], page))
            lines[line] = None
    return Read("".join(parts), f"Windows-{page[2:]} among UTF-8", tuple(lines))


def _page(data: bytes) -> str:
    """Return the code page stray bytes are in: 1254 where its own letters far outnumber those Turkish does not know."""
    stray = b"".join(match[3] or b"" for match in _RUNS.finditer(data))
    turkish = len(stray) - len(stray.translate(None, _TURKISH))
    foreign = len(stray) - len(stray.translate(None, _FOREIGN))
    return "cp1254" if turkish > 4 * foreign else "cp1252"


def _in_page(data: bytes, page: str) -> str:
    """Decode *data*; bytes the page leaves undefined stand for control characters, as browsers read them (WHATWG)."""
    table = "".join(_char(byte, page) for byte in range(256))
    return data.decode("latin-1").translate(dict(enumerate(table)))


def _char(byte: int, page: str) -> str:
    return bytes((byte,)).decode(page, "ignore") or chr(byte)


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
