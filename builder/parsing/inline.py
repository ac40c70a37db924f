"""The patterns that read running text, in Python-Markdown's inline stage: GitHub's, and the few it lacks.

Code, escapes, entities and tags are out of the text before (`atoms`). Here follow, in this order: footnotes, brackets,
emphasis, bare addresses.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from builder.parsing.atoms import Atoms
from builder.parsing.brackets import Link, Picture
from builder.parsing.emphasis import Emphasis

# GFM 6.9 (extended autolinks): trailing punctuation does not belong to the address.
_SIGN = r"\x02(?:\d+|amp)\x03;?"
_ADDRESS = rf"(?<![A-Za-z0-9/])(?P<url>(?:https?://|www\.)(?:[^\s<>\"`|\x02]|{_SIGN})+)"
_MAIL = r"(?a:(?<![\w.+/-])[\w.+-]++@(?:[\w-]+\.)+[\w-]*[a-zA-Z0-9](?![\w-]))"
_TRAILING = re.compile(r"[?!.,:*_~'\"]+$|&\w+;$")
_STOCK = (
    "backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref",
    "autolink", "automail", "linebreak", "html", "entity", "em_strong",
)  # fmt: skip
_CODE = re.compile(r"\x02(\d+)\x03")


class Footnote(InlineProcessor):
    """`[^label]`, numbered later, when the order of all references is known."""

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """Return a mark for the reference."""
        mark = ET.Element("sup", {"data-sg-fn": m.group(1)})
        mark.text = AtomicString(f"[^{m.group(1)}]")
        return mark, m.start(0), m.end(0)


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
        shown = _CODE.sub(lambda sign: chr(int(sign[1])), url).replace(f"{AMP_SUBSTITUTE}amp;", "&")
        if len(shown) < 8 or "\x02" in shown:
            return None, None, None
        link = ET.Element("a", {"href": shown if "://" in shown else f"http://{shown}"})
        link.text = AtomicString(shown)
        return link, m.start(0), m.start(0) + len(url)


class Mail(InlineProcessor):
    """A mail address that stands bare in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Any, data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """Return the link."""
        link = ET.Element("a", {"href": f"mailto:{m.group(0)}"})
        link.text = AtomicString(m.group(0))
        return link, m.start(0), m.end(0)


def add_inline(md: Markdown, atoms: Atoms, idioms: bool) -> None:
    """Make our patterns the ones *md* reads by; with *idioms*, read what is meant where GitHub shows the marks."""
    patterns = md.inlinePatterns
    for name in _STOCK:
        patterns.deregister(name)
    patterns.register(Footnote(r"\[\^([^\]\s\[]{1,99})\]", md), "sg-footnote", 175)
    patterns.register(Picture(r"!\[", md, atoms, idioms), "sg-picture", 160)
    patterns.register(Link(r"\[", md, atoms, idioms), "sg-link", 150)
    patterns.register(Emphasis(md, idioms), "sg-emphasis", 60)
    patterns.register(Address(_ADDRESS, md), "sg-address", 50)
    patterns.register(Mail(_MAIL, md), "sg-mail", 40)
    # The stage asks for one pattern at a time; the registry would look whether it is sorted each time.
    md.treeprocessors["inline"].inlinePatterns = list(patterns)  # type: ignore[attr-defined]
