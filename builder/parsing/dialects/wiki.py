"""Wiki links: `[[Page]]`, `[[Page#Section|words]]` and Obsidian's `![[picture.png]]`.

The page's file was looked for among the lessons before; a link to none is its words.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import outside_code

LINK = re.compile(r"(?<![\[\w\\])(!?)\[\[(?=\S)([^\[\]|#\n]*[^\W\d_][^\[\]|#\n]*)?(?:#([^\[\]|\n]*))?(?:\|([^\[\]\n]+))?(?<=\S)\]\](?![(\]])")


def rewrite(line: str, inserts: dict[str, str]) -> str:
    """Return *line* of prose with its wiki links as Markdown's."""
    if "[[" not in line:
        return line

    def link(match: re.Match[str]) -> str:
        page, anchor, words = (match[2] or "").strip(), (match[3] or "").strip(), (match[4] or "").strip()
        target = inserts.get(f"[[{page}")
        if match[1]:
            return f"![{'' if words.isdigit() else words}](<{target or page}>)"
        shown = words or (f"{page}: {anchor}" if page and anchor else page or anchor)
        if target is None and page:
            return shown
        return f"[{shown}](<{target or ''}{'#' + _slug(anchor) if anchor else ''}>)"

    return outside_code(line, lambda words: LINK.sub(link, words))


def _slug(anchor: str) -> str:
    return re.sub(r"[^\w-]", "", anchor.lower().replace(" ", "-"))
