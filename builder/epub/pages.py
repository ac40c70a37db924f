"""The page list: where the printed pages begin in the e-book, so that both agree on page 41.

EPUB Accessibility 1.1 wants it where print and e-book come from one source: markers in the text, a list in the
navigation, and the print book named as its source; all three or none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLOCK = re.compile(r'<(?:p|h[1-6]|ul|ol|dl|pre|blockquote|table|aside|figure|section|hr)\b[^>]*?\bid="([^"]*)"[^>]*>')


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The PDF's page labels, the page of every id, and the PDF's own identifier."""

    labels: tuple[str, ...]
    anchors: tuple[tuple[str, int], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A page of the PDF that begins in a chapter: its label, and the id of its marker."""

    label: str
    id: str


def add_markers(html: str, pages: dict[str, int], labels: tuple[str, ...], seen: set[int]) -> tuple[str, list[Marker]]:
    """Return *html* with a marker before the first top-level block of every page not yet in *seen*, and the markers."""
    markers: list[Marker] = []
    parts: list[str] = []
    end = 0
    for match in _BLOCK.finditer(html):
        page = pages.get(match[1])
        if page is None or page in seen or not _top_level(html, match.start()):
            continue
        seen.add(page)
        marker = Marker(labels[page], f"page-{labels[page]}")
        markers.append(marker)
        parts.append(html[end : match.start()])
        parts.append(
            f'<span epub:type="pagebreak" role="doc-pagebreak" id="{marker.id}" aria-label=" {marker.label}. "></span>\n'
        )
        end = match.start()
    return "".join([*parts, html[end:]]), markers


def _top_level(html: str, at: int) -> bool:
    """Top-level blocks begin a line, or the text; nothing inside them does."""
    return at == 0 or html[at - 1] == "\n"
