"""A lesson whose last page would hold a few lines alone is set a line longer a page, where that brings them back.

Book typesetters do so by hand: a spread one line longer is not seen, four lines on a page of their own are.
"""

from __future__ import annotations

from typing import Any

from builder.pdf.tokens import points

FEW = 5
"""Lines on the last page that are worth another try."""


def lines_on(page: Any) -> int:
    """Return how many lines of text the flow of *page* holds; footnotes, heads and tabs are none of it."""
    from weasyprint.formatting_structure import boxes

    found: set[float] = set()
    stack = list(page._page_box.children[:1])
    while stack:
        box = stack.pop()
        if isinstance(box, boxes.LineBox):
            found.add(round(box.position_y))
        elif isinstance(box, boxes.ReplacedBox):
            # A picture is as high as so many lines that it is never "a few".
            return FEW + 1
        elif box.style["position"] in ("static", "relative") and not box.is_footnote():
            stack += getattr(box, "children", ())
    return len(found)


def worth_a_try(document: Any) -> bool:
    """Tell whether the last page of *document* holds so few lines that the others could take them, one each."""
    pages = document.pages
    return len(pages) > 2 and lines_on(pages[-1]) <= min(FEW, len(pages) - 2)


def longer(tokens: dict[str, str]) -> str:
    """Return styles for pages a line longer than *tokens* say."""
    bottom, base = points(tokens, "--bottom", 112.8), points(tokens, "--base", 14.0)
    return f"@page {{ margin-bottom: {bottom - base:.3f}pt }} .sg-folio-opener {{ margin-bottom: {base:.3f}pt }}"
