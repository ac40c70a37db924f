"""References by label: `@fig-flow`, `[@tbl:sizes; @tbl:costs]` (Quarto, pandoc-crossref) become links without words of their own.

Such a link gets the number of what it leads to (`builder.captions`); one that leads nowhere is left as it was written.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import outside_code

LABEL = r"(?:fig|figure|tbl|tab|table|lst|listing)[-:_][\w-]++(?:[.:][\w-]++)*+"
_SIGN = re.compile(rf"(?<![\w@/.:\[(`-])@({LABEL})")
_GROUP = re.compile(rf"\[(-?@{LABEL}(?:[ \t]*;[ \t]*-?@{LABEL})*)\](?![(\[])")
_MEMBER = re.compile(rf"-?@({LABEL})")


def rewrite(line: str) -> str:
    """Return *line* of prose with links where it refers to labels."""
    if "@" not in line:
        return line

    def group(match: re.Match[str]) -> str:
        return _MEMBER.sub(r"[@\1](#\1)", match[1]).replace(";", ",")

    return outside_code(line, lambda words: _SIGN.sub(r"[@\1](#\1)", _GROUP.sub(group, words)))
