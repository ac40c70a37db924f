"""Components around a fence: `<Listing number="3-1" file-name="src/main.rs" caption="…">` (mdBook) is what its fence is called.

What the tag says goes into the info string of the first fence in it; the tags themselves are taken out. One line stays one line.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import Notes, Page, opens

_OPEN = re.compile(r"""[ \t>]*<Listing((?:[^<>"']|"[^"]*+"|'[^']*+')*+)>[ \t]*""")
_CLOSE = re.compile(r"[ \t>]*</Listing>[ \t]*")
_VALUE = re.compile(r"""(number|file-name|caption)=(?:"([^"]*+)"|'([^']*+)')""")
_FAR = 6
"""Lines between the tag and its fence."""


def rewrite(page: Page, notes: Notes) -> None:
    """Name the fences in the components of *page*, in place."""
    code = page.code()
    for at, line in enumerate(page.lines):
        if code[at] or "Listing" not in line:
            continue
        if _CLOSE.fullmatch(line):
            page.lines[at] = _quoted(line)
            continue
        found = _OPEN.fullmatch(line)
        fence = next((below for below in range(at + 1, min(at + _FAR, len(page.lines))) if code[below]), None) if found else None
        if found is None or fence is None or opens(page.lines[fence]) is None:
            continue
        notes.changes.append((page.at[at], line.strip()))
        page.lines[at] = _quoted(line)
        said = " ".join(f'{key}="{_written(first or second)}"' for key, first, second in _VALUE.findall(found[1]))
        page.lines[fence] = f"{page.lines[fence].rstrip()} {said}"


def _quoted(line: str) -> str:
    """Return the marks of a quote that *line* stands in, and nothing else."""
    return line[: len(line) - len(line.lstrip(" \t>"))].rstrip()


def _written(words: str) -> str:
    """Return *words* as an info string may hold them (CommonMark 4.5: no backquotes, references are read)."""
    return words.replace("`", "&#96;").replace('"', "&quot;")
