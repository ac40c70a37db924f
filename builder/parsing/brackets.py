"""Links and pictures in brackets, as CommonMark 6.3 to 6.6 reads them, with all scanning bounded.

A bracket's partner is looked for no deeper than `_DEEPEST`. The part in parentheses is one regular expression that never
goes back; besides CommonMark's form it takes, where notations of other programs are read, an address with spaces.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown_it.common.utils import normalizeReference

from builder.parsing.atoms import Atoms

_DEEPEST = 32
_BRACKET = re.compile(r"[\[\]]")
_PLAIN = r"[^\s()]"
_NESTED = rf"\((?:{_PLAIN}|\((?:{_PLAIN})*+\))*+\)"
_TITLE = r"""(?:\s++("[^"]*+"|'[^']*+'|\([^()]*+\)))?+\s*+\)"""
_STRICT = re.compile(rf"\(\s*+(?:<([^<>\n]*+)>|((?!<)(?:{_PLAIN}|{_NESTED})*+)){_TITLE}")
_LOOSE = re.compile(r"""\(\s*+()([^()<>"\n]{1,400}?)(?:\s+("[^"]{0,400}"))?\s*\)""")
_LABEL = re.compile(r"\[([^\[\]]{0,999}+)\]")
_LINKED = re.compile(r"\[([^\[\]]*+)\](?:\([^()\s]*+\)|\[[^\[\]]*+\])")
_Target = tuple[str, str, int]
"""Address, title, and where the text goes on."""


class _Brackets(InlineProcessor):
    """What links and pictures share: finding the text in brackets and what it leads to."""

    def __init__(self, pattern: str, md: Markdown, atoms: Atoms, lenient: bool) -> None:
        super().__init__(pattern, md)
        self.atoms = atoms
        self.lenient = lenient

    def partner(self, data: str, start: int) -> int:
        """Return the place of the bracket that closes the one before *start*; -1 where there is none."""
        depth = 1
        for bracket in _BRACKET.finditer(data, start):
            depth += 1 if bracket[0] == "[" else -1
            if not depth:
                return bracket.start()
            if depth > _DEEPEST:
                break
        return -1

    def target(self, data: str, start: int, end: int) -> _Target | None:
        """Return what the text between *start* and its closing bracket at *end* leads to, if anything."""
        after = end + 1
        if data.startswith("(", after):
            found = _STRICT.match(data, after) or (_LOOSE.match(data, after) if self.lenient else None)
            if found:
                address = self.atoms.address_of(self.unescape(found[1] or found[2] or "")).strip()
                title = self._words(found[3][1:-1]) if found[3] else ""
                if found[1] is not None or not address.startswith("<"):
                    return address, " ".join(title.split()), found.end()
        label = _LABEL.match(data, after)
        if label and label[1].strip():
            return self._defined(label[1], label.end())
        if _BRACKET.search(data, start, end):
            return None
        return self._defined(data[start:end], label.end() if label else after)

    def _words(self, text: str) -> str:
        return self.atoms.words_of(self.unescape(text))

    def _defined(self, label: str, after: int) -> _Target | None:
        if not label.strip() or self.md is None:
            return None
        found = self.md.references.get(normalizeReference(self.atoms.written_again(label)))
        return (found[0], found[1], after) if found else None


class Link(_Brackets):
    """`[text](address "title")`, `[text][label]`, `[label][]`, `[label]`."""

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        """Return the link, whose text is read further."""
        start = m.end(0)
        end = self.partner(data, start)
        target = self.target(data, start, end) if end >= 0 else None
        if target is None or self._holds_link(data, start, end):
            return None, None, None
        link = ET.Element("a", {"href": target[0]})
        if target[1]:
            link.set("title", target[1])
        link.text = data[start:end]
        return link, m.start(0), target[2]

    def _holds_link(self, data: str, start: int, end: int) -> bool:
        """Tell whether there is a link inside the text of this one: then the inner one is the link."""
        at = data.find("[", start, end)
        while at >= 0:
            inner = self.partner(data, at + 1)
            if 0 <= inner < end and self.target(data, at + 1, inner):
                return True
            at = data.find("[", at + 1, end)
        return False


class Picture(_Brackets):
    """`![text](address "title")` and the forms with a label."""

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        """Return the picture; its text is plain words."""
        start = m.end(0)
        end = self.partner(data, start)
        target = self.target(data, start, end) if end >= 0 else None
        if target is None:
            return None, None, None
        words = self._words(_LINKED.sub(r"\1", data[start:end]))
        picture = ET.Element("img", {"src": target[0], "alt": words.replace("**", "")})
        if target[1]:
            picture.set("title", target[1])
        return picture, m.start(0), target[2]
