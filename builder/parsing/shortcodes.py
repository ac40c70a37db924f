"""Short codes for emoji, `:tada:`, as GitHub and chats know them, become the characters; all else between colons stays.

The names are GitHub's own, from pymdown-extensions' table, loaded when the first likely code comes.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache

from builder.parsing.dialects.page import outside_code

# Neither a time, a ratio, an address nor a role: no letter, digit, slash or tick touches the colons.
_RUN = re.compile(r"(?<![\w:/])(?::[a-z0-9_+-]{1,60}:)+(?![\w:/`])")
_CODE = re.compile(r":[a-z0-9_+-]+:")
_LETTER = re.compile(r":[a-z]:")


def read_codes(text: str) -> str:
    """Return *text* with its known short codes as emoji, but for those in code spans."""
    if not _RUN.search(text):
        return text
    return outside_code(text, lambda words: _RUN.sub(_read, words))


def read_heading(element: ET.Element) -> None:
    """Put emoji in place of the short codes in *element*, code apart, in place."""
    for part in element.iter():
        if part.text and part.tag not in ("code", "kbd", "samp"):
            part.text = read_codes(part.text)
        if part.tail and part is not element:
            part.tail = read_codes(part.tail)


def _read(run: re.Match[str]) -> str:
    before, after = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    # `:x:` between brackets is a slice, not a cross.
    if _LETTER.fullmatch(run[0]) and (before.strip() or after.strip()):
        return run[0]
    return _CODE.sub(lambda code: _emoji().get(code[0], code[0]), run[0])


@cache
def _emoji() -> dict[str, str]:
    from pymdownx.gemoji_db import aliases, emoji

    known = {
        name: "".join(chr(int(point, 16)) for point in (entry.get("unicode_alt") or entry["unicode"]).split("-"))
        for name, entry in emoji.items() if entry.get("unicode")
    }  # fmt: skip
    return known | {other: known[name] for other, name in aliases.items() if name in known}
