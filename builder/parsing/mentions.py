"""Where a lesson sets words apart: bold, italics, inline code; what an index is made of.

The index itself is the whole book's (`study.index`); here stands only what one lesson can tell, so that it is read in the
pool and kept. Words in listings, answers that are called weak, labels and rules to remember are no terms.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter

from builder.model import Mention

_SILENT = frozenset({"pre", "sup", "figure", "img"})
_KINDS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code"}
_LONGEST = 48
"""Characters of the longest words looked at."""
_ASSIGNED = re.compile(
    r"^[ \t]*(?:(?:let|const|var|val|auto|final|static)[ \t]+)?(?:mut[ \t]+)?\(?([A-Za-z_]\w{0,30})(?:,[ \t]*(\w{1,30})\)?)?[ \t]*(?::[^=\n]{1,40})?=(?!=)",
    re.MULTILINE,
)
_PATH = re.compile(r"(?<![\w/:.])(?!/(?:bin|usr|etc|dev|proc|var|opt)\b)[\w.~-]*(?:/[\w.-]+)+/?")
_COLUMN = re.compile(
    r"^[ \t]*[`\"]?([a-z_]\w{0,30})[`\"]?[ \t]+(?:(?:small|big|tiny)?int|integer|(?:var)?char|text|datetime|timestamp|date|decimal|numeric|serial|bool(?:ean)?)\b",
    re.MULTILINE | re.IGNORECASE,
)
_FIELD = re.compile(r"^[ \t]*(?:pub[ \t]+)?([a-z_]\w{0,30}):[ \t]", re.MULTILINE)


def find_mentions(root: ET.Element) -> tuple[Mention, ...]:
    """Return what the blocks of *root*, which have their ids, set apart, in order, each once a block with its count."""
    found: Counter[tuple[str, str, str]] = Counter()
    for block in root:
        if block.get("class") in ("sg-rule", "sg-answer-label", "sg-footnotes") or block.get("data-answer") == "weak":
            continue
        if len(block) == 1 and block[0].tag in _KINDS and not (block.text or "").strip() and not (block[0].tail or "").strip():
            continue  # all of a paragraph: a label
        _walk(block, block.get("id", ""), found)
    return tuple(Mention(kind, text, name, count) for (kind, text, name), count in found.items())  # type: ignore[arg-type]


def find_coined(root: ET.Element) -> tuple[str, ...]:
    """Return the names that the listings of *root* make up: functions, types, variables, files of an example."""
    names: set[str] = set()
    for inline in root.iter("code"):
        if "/" in (text := "".join(inline.itertext())):
            names.update(part for path in _PATH.findall(text) for part in path.split("/") if part)
    for block in root.iter("pre"):
        code = "".join(block.itertext())
        names.update(name for match in _ASSIGNED.finditer(code) for name in match.groups() if name)
        names.update(match[1] for pattern in (_FIELD, _COLUMN) for match in pattern.finditer(code))
        for span in block.iter("span"):
            if span.get("class") == "nf":
                names.update("".join(span.itertext()).split())
    return tuple(sorted(names))


def _walk(element: ET.Element, name: str, found: Counter[tuple[str, str, str]]) -> None:
    for child in element:
        if child.tag in _SILENT or child.get("class") in ("sg-label", "sg-minor", "sg-math"):
            continue
        kind = _KINDS.get(child.tag)
        if kind is not None and (inside := list(child.iter("code"))) and kind != "code" and len(inside) == len(list(child)):
            kind = None  # bold code is code
        if kind is None:
            _walk(child, name, found)
            continue
        text = " ".join("".join(child.itertext()).split())
        if text and len(text) <= _LONGEST:
            found[(kind, text, name)] += 1
        if kind != "code":
            _walk(child, name, found)
