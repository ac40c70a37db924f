"""The parts of running text that nothing else may read, taken out in one pass from left to right (CommonMark 6).

Backslash escapes, code spans, entities, addresses and tags in angle brackets, hard breaks: whichever begins first wins,
as the standard wants. Tags, code and breaks go to Python-Markdown's HTML stash, escaped characters become its escape
marks; what stays is read by the patterns of brackets and emphasis, which cannot reach into them. Linear in the text.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from html.entities import html5

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE, ETX, HTML_PLACEHOLDER, STX

from builder.parsing.sanitise import SWALLOW, Tamed, tame
from builder.parsing.tidy import WRAPPERS

_SPECIAL = re.compile(r"[\\`&<\n]")
_TICKS = re.compile("`+")
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20]*+)>")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"<([A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]++@{_LABEL}(?:\.{_LABEL})*+)>")
_TAG = re.compile(
    r"<[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)*+\s*+/?+>"
    r"|</[A-Za-z][A-Za-z0-9-]*+\s*+>"
)
_OTHERS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_ENTITY = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
_TARGET = re.compile(r"\]\([ \n]?$")
_AIM = re.compile(r"""<[^<>\n]*+>(?:\)|\s++[")('])""")
_NESTING = re.compile(rf"<(/?)(?:{'|'.join(sorted(WRAPPERS))}|blockquote|dl|ol|span|table|ul)\b", re.IGNORECASE)
_DEEPEST = 500
_PART = 8_000
_PUNCTUATION = frozenset(string.punctuation)
_MARK = re.compile(f"{STX}([0-9]+){ETX}|{HTML_PLACEHOLDER % '([0-9]+)'}|{AMP_SUBSTITUTE}amp;")


class Atoms:
    """Takes atoms out of texts, and puts them back as they were written where a text turns out to be none."""

    def __init__(self, md: Markdown) -> None:
        self.md = md
        self.written: dict[int, tuple[str, str]] = {}
        """By number in the stash: what was written, and the words of it."""
        self.depth = 0
        """Levels of raw HTML that are open."""

    def take(self, text: str) -> str:
        """Return *text* with a mark in the place of every atom."""
        if not _SPECIAL.search(text):
            return text
        parts: list[str] = []
        ticks: dict[int, list[int]] | None = None
        hopeless: set[str] = set()
        at = 0
        while True:
            found = _SPECIAL.search(text, at)
            if found is None:
                parts.append(text[at:])
                return "".join(parts)
            start = found.start()
            parts.append(text[at:start])
            char = found[0]
            if char == "`":
                if ticks is None:
                    ticks = _runs(text)
                mark, at = self._code(text, start, ticks)
            elif char == "\\":
                mark, at = self._escape(text, start)
            elif char == "&":
                mark, at = _entity(text, start)
            elif char == "\n":
                mark, at = self._break(parts, start)
            else:
                mark, at = self._angle(text, start, hopeless)
            parts.append(mark)

    def keep(self, raw: str) -> str:
        """Return the mark of *raw*, tamed HTML. Raises RecursionError where it nests without end.

        The time an HTML parser takes grows with the square of the depth, so it must not come that far.
        """
        for tag in _NESTING.finditer(raw):
            self.depth = max(0, self.depth - 1) if tag[1] else self.depth + 1
            if self.depth > _DEEPEST:
                raise RecursionError
        return str(self.md.htmlStash.store(Tamed(raw)))

    def literal(self, text: str) -> str:
        """Return the mark of *text* set as it stands; in parts, for an HTML parser adds every `&amp;` to its text anew."""
        parts = [f'<span data-sg-part="1">{_escaped(text[at : at + _PART])}</span>' for at in range(0, len(text), _PART)]
        return str(self.md.htmlStash.store(Tamed("".join(parts))))

    def written_again(self, text: str) -> str:
        """Return *text* as its author wrote it."""
        return _MARK.sub(lambda mark: self._back(mark, 0), text) if STX in text else text

    def address_of(self, text: str) -> str:
        """Return the address *text* is: escapes undone, all else as written."""
        return _MARK.sub(lambda mark: self._back(mark, 0 if mark[2] else 1), text) if STX in text else text

    def words_of(self, text: str) -> str:
        """Return the plain words of *text*: code without its marks, escapes undone, tags gone."""
        return _MARK.sub(lambda mark: self._back(mark, 1), text) if STX in text else text

    def _back(self, mark: re.Match[str], which: int) -> str:
        if mark[1]:
            return ("\\" if which == 0 else "") + chr(int(mark[1]))
        if mark[2]:
            return self.written.get(int(mark[2]), ("", ""))[which]
        return "&"

    def _store(self, html: str, written: str, words: str = "") -> str:
        self.written[self.md.htmlStash.html_counter] = (written, words)
        return str(self.md.htmlStash.store(Tamed(html)))

    def _code(self, text: str, start: int, ticks: dict[int, list[int]]) -> tuple[str, int]:
        opening = _TICKS.match(text, start)
        length = len(opening[0]) if opening else 1
        places = ticks.get(length, [])
        next_place = bisect_right(places, start + length - 1)
        if next_place == len(places):
            return "`" * length, start + length
        end = places[next_place]
        code = text[start + length : end].replace("\n", " ")
        if code.strip(" ") and code[0] == code[-1] == " ":
            code = code[1:-1]
        html = f"<code>{_escaped(code)}</code>"
        return self._store(html, text[start : end + length], code), end + length

    def _escape(self, text: str, start: int) -> tuple[str, int]:
        after = text[start + 1 : start + 2]
        if after == "\n":
            return "\n" + self._store("<br />", "\\\n", " ") + "\n", start + 2
        if after and after in _PUNCTUATION:
            return _character(after, text, start + 2), start + 2
        return "\\", start + 1

    def _break(self, parts: list[str], start: int) -> tuple[str, int]:
        before = parts[-1]
        parts[-1] = before.rstrip(" ")
        if len(before) - len(parts[-1]) >= 2:
            return "\n" + self._store("<br />", "  \n", " ") + "\n", start + 1
        return "\n", start + 1

    def _angle(self, text: str, start: int, hopeless: set[str]) -> tuple[str, int]:
        if _TARGET.search(text, max(0, start - 3), start) and _AIM.match(text, start):
            return "<", start + 1
        for pattern, scheme in ((_ADDRESS, ""), (_MAIL, "mailto:")):
            found = pattern.match(text, start)
            if found:
                html = f'<a href="{_escaped(scheme + found[1])}">{_escaped(found[1])}</a>'
                return self._store(html, found[0], found[1]), found.end()
        found = _TAG.match(text, start)
        end = found.end() if found else _end(text, start, hopeless)
        if end < 0:
            return "<", start + 1
        raw = text[start:end]
        swallow = SWALLOW.match(raw)
        if swallow and not swallow[1]:
            # What such a tag holds goes with it, as on GitHub.
            closing = f"</{swallow[2].lower()}"
            close = -1 if closing in hopeless else text.lower().find(closing, end)
            close = -1 if close < 0 else text.find(">", close)
            if close < 0:
                hopeless.add(closing)
            else:
                end = close + 1
                raw = text[start:end]
        self.written[self.md.htmlStash.html_counter] = (raw, "")
        return self.keep(tame(raw)), end


def _end(text: str, start: int, hopeless: set[str]) -> int:
    """Return where a comment, instruction, declaration or CDATA section that begins at *start* ends; -1 where none does."""
    for opening, closing in _OTHERS:
        if text.startswith(opening, start):
            if opening == "<!" and not text[start + 2 : start + 3].isalpha():
                return -1
            if opening == "<!--" and text.startswith((">", "->"), start + 4):
                return text.index(">", start) + 1
            end = -1 if closing in hopeless else text.find(closing, start + len(opening))
            if end < 0:
                hopeless.add(closing)
                return -1
            return end + len(closing)
    return -1


def _runs(text: str) -> dict[int, list[int]]:
    """Return where the runs of back quotes begin, by their length."""
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        runs.setdefault(len(run[0]), []).append(run.start())
    return runs


def _entity(text: str, start: int) -> tuple[str, int]:
    found = _ENTITY.match(text, start)
    if found is None:
        return "&", start + 1
    if found[3]:
        value = html5.get(found[3] + ";")
        if value is None:
            return f"{AMP_SUBSTITUTE}amp;", start + 1
    else:
        code = int(found[1], 16) if found[1] else int(found[2])
        legal = 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 and (code >= 32 or code in (9, 10, 13))
        value = chr(code) if legal else "\N{REPLACEMENT CHARACTER}"
    return "".join(_character(char, text, found.end()) for char in value), found.end()


def _character(char: str, text: str, after: int) -> str:
    """Return *char* so that it is nothing but itself; *after* is where *text* goes on."""
    if char == "&":
        # Python-Markdown's serializer takes an ampersand before `amp;` for an entity.
        return f"{AMP_SUBSTITUTE}amp;"
    return f"{STX}{ord(char)}{ETX}" if char in _PUNCTUATION or char.isspace() else char


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
