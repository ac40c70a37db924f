"""Inline marks that Python-Markdown does not know, or reads otherwise than GitHub."""

from __future__ import annotations

import re
import string
import xml.etree.ElementTree as ET
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.util import AtomicString

from builder.parsing.brackets import add_brackets

# GFM 6.9 (extended autolinks): trailing punctuation does not belong to the address.
_ADDRESS = r"(?<![\w/])(?P<url>https?://[^\s<>\"`|]+|www\.[\w-]+\.[^\s<>\"`|]+)"
_TRAILING = re.compile(r"[?!.,:*_~'\"]+$|&\w+;$")


class Footnote(InlineProcessor):
    """`[^label]`, numbered later, when the order of all references is known."""

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """Return a mark for the reference."""
        mark = ET.Element("sup", {"data-sg-fn": m.group(1)})
        mark.text = AtomicString(f"[^{m.group(1)}]")
        return mark, m.start(0), m.end(0)


class HardBreak(InlineProcessor):
    """A backslash at a line's end (CommonMark 6.7)."""

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """Return a line break."""
        return ET.Element("br"), m.start(0), m.end(0)


class Address(InlineProcessor):
    """A web address that stands bare in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """Return the link, without the punctuation that follows it."""
        url = m.group("url")
        while True:
            cut = _TRAILING.sub("", url)
            if cut.endswith(")") and cut.count(")") > cut.count("("):
                cut = cut[:-1]
            if cut == url:
                break
            url = cut
        if len(url) < 8 or "\x02" in url:
            return None, None, None
        link = ET.Element("a", {"href": url if "://" in url else f"http://{url}"})
        link.text = AtomicString(url)
        return link, m.start(0), m.start(0) + len(url)


def add_inline(md: Markdown) -> None:
    """Register our inline marks with *md*."""
    md.ESCAPED_CHARS = list(string.punctuation)
    add_brackets(md)
    patterns = md.inlinePatterns
    patterns.register(HardBreak(r"\\\n", md), "sg-break", 181)
    patterns.register(Footnote(r"\[\^([^\]\s\[]{1,99})\]", md), "sg-footnote", 175)
    patterns.register(Address(_ADDRESS, md), "sg-address", 85)
    patterns.register(SimpleTagInlineProcessor(r"()~~(?=[^\s~])((?:[^~]|~(?!~))+)(?<=\S)~~", "del"), "sg-del", 65)
