"""Tags of template engines outside code: Liquid and Jinja `{% … %}`, `{{ … }}`, Hugo's `{{< … >}}`.

What only guards text (`{% raw %}`) is taken out. The rest is filled in by a program this book does not have: it stands
as code, so that no reader takes it for the author's words, and is told.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import Notes, outside_code

_TAG = re.compile(r"(?<!\\)(?:\{%-?[ \t]*([\w/]*)[^{}\n%]*(?:%(?!\})[^{}\n%]*)*-?%\}|\{\{[<%][^{}\n]*[>%]\}\}|\{\{(?!#)[^{}\n]{1,200}\}\})")
_GUARDS = frozenset({"raw", "endraw", "comment", "endcomment", "verbatim", "endverbatim", "capture", "endcapture"})


def rewrite(line: str, inserts: dict[str, str], where: int, notes: Notes) -> str:
    """Return *line* of prose with its template tags filled in, taken out or shown as code."""
    if "{%" not in line and "{{" not in line:
        return line

    def tag(match: re.Match[str]) -> str:
        if match[1] in _GUARDS:
            notes.changes.append((where, match[0]))
            return ""
        value = inserts.get("".join(match[0].split()))
        if value is not None:
            return value
        notes.problems.append((
            where, "info", "dialect-unknown", f"{' '.join(match[0].split())[:60]} is filled in by another program; it stands as code",
        ))
        return f"`{match[0]}`"

    return outside_code(line, lambda words: _TAG.sub(tag, words))
