"""Cues beside the text, for themes that ask for them: each section's question or terms, and a box for a summary.

After Walter Pauk's notes ("How to Study in College", Cornell University): a narrow column for questions and key words beside the
wide one, and a summary below. A section that gives neither keeps its column free for the learner's own.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

_TERMS, _LINES = 4, 6
_LONGEST = 40
_LONGEST_QUESTION = 140
_LEAD = re.compile(r"(?:an? |the )?(?P<term>\S.*?) (?:is|are|means)\s*:", re.IGNORECASE)


def set_cues(root: ET.Element, label: str, summary: str) -> None:
    """Put a cue before every section of the lessons in *root*, and a ruled box called *summary* at their ends."""
    for body in [div for div in root.iter("div") if div.get("class") == "sg-body"]:
        blocks = list(body)
        starts = [at for at, block in enumerate(blocks) if block.tag == "h2"]
        for start, end in reversed(list(zip(starts, [*starts[1:], len(blocks)], strict=True))):
            said = cue(blocks[start + 1 : end])
            if said:
                body.insert(start + 1, _cue(label, said))
        body.append(_summary(summary))


def cue(blocks: list[ET.Element]) -> str:
    """Return what a learner should be able to answer of *blocks*: their first question, else up to four terms."""
    for block in blocks:
        for element in block.iter():
            if element.get("class") == "sg-question":
                text = _text(element)
                if text and len(text) <= _LONGEST_QUESTION:
                    return text
    terms: dict[str, str] = {}
    for wanted in (_is_term, _is_strong):
        for block in blocks:
            for element in block.iter():
                text = _named(_text(element)) if wanted(element) else ""
                if 1 < len(text) <= _LONGEST and any(char.isalpha() for char in text):
                    terms.setdefault(text.casefold(), text)
                if len(terms) == _TERMS:
                    return " · ".join(terms.values())
    return " · ".join(terms.values())


def _named(text: str) -> str:
    """Return the term that *text* names: of a lead-in such as "A cache is:" what it leads in."""
    lead = _LEAD.fullmatch(text)
    return (lead["term"] if lead else text).rstrip(" .:,;=")


def _is_term(element: ET.Element) -> bool:
    return element.tag in ("dfn", "dt") or element.get("class") == "sg-term"


def _is_strong(element: ET.Element) -> bool:
    return element.tag == "strong"


def _text(element: ET.Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _cue(label: str, said: str) -> ET.Element:
    aside = ET.Element("div", {"class": "sg-cue"})
    ET.SubElement(aside, "p", {"class": "sg-cue-label"}).text = label
    ET.SubElement(aside, "p").text = said
    return aside


def _summary(label: str) -> ET.Element:
    box = ET.Element("div", {"class": "sg-summary"})
    ET.SubElement(box, "p").text = label
    for _ in range(_LINES):
        ET.SubElement(box, "div")
    return box
