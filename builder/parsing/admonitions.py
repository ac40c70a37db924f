"""Set-apart notes: GitHub's `> [!NOTE]` quotes, and the kinds of `!!! note` blocks."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

_ALERT = re.compile(r"\s*\[!(\w+)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|\Z)")
_KINDS = {
    "note": "note", "info": "note", "abstract": "note", "summary": "note", "question": "note", "example": "note",
    "quote": "note", "todo": "note", "seealso": "note", "tip": "tip", "hint": "tip", "success": "tip", "check": "tip",
    "important": "important", "attention": "important", "warning": "warning", "bug": "warning", "failure": "warning",
    "caution": "caution", "danger": "caution", "error": "caution",
}  # fmt: skip


_ASKING = frozenset({"question", "faq", "help", "quiz", "challenge", "exercise", "practice", "task"})
"""Kinds that ask something of the reader; their mark is a question mark."""


def kind_of(name: str) -> str:
    """Return which of our five kinds the author's *name* means."""
    return _KINDS.get(name.lower(), "note")


def mark_alerts(root: ET.Element) -> None:
    """Turn quotes that begin with `[!KIND]` into asides of that kind, in place."""
    for quote in root.iter("blockquote"):
        first = quote[0] if len(quote) else None
        match = _ALERT.match(first.text or "") if first is not None and first.tag == "p" else None
        if first is None or match is None or match[1].lower() not in _KINDS:
            continue
        quote.tag = "aside"
        quote.set("data-sg-kind", match[1].lower())
        first.text = (first.text or "")[match.end():]
        if match["title"].strip():
            label = ET.Element("p", {"data-sg-class": "sg-label"})
            label.text = match["title"].strip()
            quote.insert(0, label)
        if not first.text.strip() and not len(first):
            quote.remove(first)


def finish_notes(root: ET.Element, words: dict[str, str]) -> None:
    """Give every aside its class and kind, and a label where the author wrote none; *words* by kind."""
    for note in list(root.iter("aside")):
        name = note.attrib.pop("data-sg-kind", None)
        if name is None:
            note.tag = "div"
            continue
        kind = kind_of(name)
        note.set("class", "sg-note")
        note.set("data-kind", kind)
        if name.lower() in _ASKING:
            note.set("data-asks", "1")
        label = note[0] if len(note) and note[0].get("data-sg-class") == "sg-label" else None
        if label is None:
            label = ET.Element("p", {"data-sg-class": "sg-label"})
            note.insert(0, label)
        if not "".join(label.itertext()).strip() or (label.text or "").lower() == name.lower():
            # The author's own word for a kind we do not have says more than ours.
            label.text = words[kind] if name.lower() == kind else name.capitalize()
