"""Links and pictures in brackets, found in linear time: Python-Markdown's processors with their scanning bounded.

Python-Markdown looks for a closing bracket to the end of the paragraph, for every bracket. Here nesting ends at
`_DEEPEST`, and the part in parentheses is one regular expression that never goes back: CommonMark's, and besides what
Python-Markdown allows and people type, an address with spaces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)

_DEEPEST = 32
_BRACKET = re.compile(r"[\[\]]")
_PLAIN = r"[^\s()]"
_NESTED = rf"\((?:{_PLAIN}|\((?:{_PLAIN})*+\))*+\)"
_TITLE = r"""(?:\s++("[^"]*+"|'[^']*+'|\([^()]*+\)))?+\s*+\)"""
_STRICT = re.compile(rf"\(\s*+(?:<([^<>\n]*+)>|((?:{_PLAIN}|{_NESTED})*+)){_TITLE}")
_LOOSE = re.compile(r"""\(\s*+()([^()<>"\n]{1,400}?)(?:\s+("[^"]{0,400}"))?\s*\)""")

if TYPE_CHECKING:
    _Base = LinkInlineProcessor
else:
    _Base = object


class _Bounded(_Base):
    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - Python-Markdown's name
        """Return the text up to the bracket that closes, the place after it, and whether there is one."""
        depth = 1
        for bracket in _BRACKET.finditer(data, index):
            depth += 1 if bracket[0] == "[" else -1
            if not depth:
                return data[index : bracket.start()], bracket.end(), True
            if depth > _DEEPEST:
                break
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, Any, int, bool]:  # noqa: N802 - Python-Markdown's name
        """Return address, title and end of the part in parentheses, and whether there is one."""
        match = _STRICT.match(data, index) or _LOOSE.match(data, index)
        if match is None:
            return "", None, index, False
        title = None if match[3] is None else " ".join(self.unescape(match[3][1:-1]).split())
        return self.unescape(match[1] or match[2] or "").strip(), title, match.end(), True


class _Link(_Bounded, LinkInlineProcessor):
    pass


class _Image(_Bounded, ImageInlineProcessor):
    pass


class _Reference(_Bounded, ReferenceInlineProcessor):
    pass


class _ImageReference(_Bounded, ImageReferenceInlineProcessor):
    pass


class _ShortReference(_Bounded, ShortReferenceInlineProcessor):
    pass


class _ShortImageReference(_Bounded, ShortImageReferenceInlineProcessor):
    pass


def add_brackets(md: Markdown) -> None:
    """Put our processors in the places of Python-Markdown's own."""
    patterns = md.inlinePatterns
    patterns.register(_Reference(LINK_RE, md), "reference", 170)
    patterns.register(_Link(LINK_RE, md), "link", 160)
    patterns.register(_Image(IMAGE_LINK_RE, md), "image_link", 150)
    patterns.register(_ImageReference(IMAGE_LINK_RE, md), "image_reference", 140)
    patterns.register(_ShortReference(LINK_RE, md), "short_reference", 130)
    patterns.register(_ShortImageReference(IMAGE_LINK_RE, md), "short_image_ref", 125)
