"""Who said it: the last line of a quote that begins with a dash is its source, not part of the quote."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from builder.parsing.sections import plain

_SOURCE = re.compile(r"(?:[—–―]|--+)\s*\S")
_LONGEST = 24
"""Words of the longest line that is taken for a source."""


def mark_sources(root: ET.Element) -> None:
    """Mark the sources of the quotes in *root*, in place."""
    for quote in root.iter("blockquote"):
        last = quote[-1] if len(quote) > 1 else None
        if last is not None and last.tag == "p" and last.get("class") is None and last.get("data-sg-class") is None:
            words = plain(last)
            if _SOURCE.match(words) and len(words.split()) <= _LONGEST:
                last.set("class", "sg-source")
