"""Code fences a shell has eaten: in a double-quoted PowerShell string ```` ``` ```` became one back-quote and
```` ```bash ```` a back-quote, a backspace and `ash`. Where such a backspace proves it, the fences are put back.
"""

from __future__ import annotations

import re

# What PowerShell makes of a back-quote and one of these letters; the first letter of the language is lost to it.
_ESCAPES = {"\x08": "b", "\x07": "a", "\x0c": "f", "\x0b": "v", "\x1b": "e", "\t": "t", "\r": "r"}
_PROOF = re.compile(r"^[ ]*`\x08(?:ash|at|atch|f)[ ]*$", re.MULTILINE)
_MARK = re.compile(r"([ ]*)`([\x08\x07\x0c\x0b\x1b\t\r]?[A-Za-z0-9+#-]{0,15})[ ]*")


def restore_fences(text: str) -> tuple[str, tuple[int, ...]]:
    """Return *text* with eaten fences whole again and the lines (from 0) mended; unchanged without proof.

    A line that holds one back-quote and perhaps a word opens a fence; the next that holds a back-quote alone ends it.
    """
    if "\x08" not in text or not _PROOF.search(text):
        return text, ()
    lines = text.split("\n")
    mended: list[int] = []
    opened: int | None = None
    for at, line in enumerate(lines):
        mark = _MARK.fullmatch(line)
        if mark is None:
            continue
        word = mark[2]
        if opened is None:
            opened = at
        elif not word:
            for place in (opened, at):
                lines[place] = _whole(lines[place])
                mended.append(place)
            opened = None
        elif word[0] in _ESCAPES:  # another language opens: what was taken for a fence was none
            opened = at
    return "\n".join(lines), tuple(mended)


def _whole(line: str) -> str:
    mark = _MARK.fullmatch(line)
    assert mark is not None
    word = mark[2]
    if word and word[0] in _ESCAPES:
        word = _ESCAPES[word[0]] + word[1:]
    return f"{mark[1]}```{word}"
