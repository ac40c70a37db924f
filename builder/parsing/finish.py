"""The last looks at a lesson's tree: our marks become classes, every block has an id, the lead is taken off."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from builder.parsing.sections import LEVELS, plain

_LEAD_WORDS = 90
_WHY = re.compile(r"why (?:this|it) matters\W*", re.IGNORECASE)


def finish(root: ET.Element, slug: str) -> None:
    """Turn our marks into classes, drop what is left of them, keep every id once, give every block one."""
    seen = set()
    for element in root.iter():
        mark = element.attrib.pop("data-sg-class", None)
        if mark:
            element.set("class", mark)
        for name in [name for name in element.attrib if name.startswith("data-sg-")]:
            del element.attrib[name]
        align = element.attrib.pop("align", None)
        if align in ("right", "center") and element.tag in ("td", "th"):
            element.set("class", f"sg-{align}")
        if element.get("id") in seen:
            del element.attrib["id"]
        elif element.get("id"):
            seen.add(element.get("id"))
    count = 0
    for block in root:
        if block.tag == "p" and _is_rule(block):
            block.set("class", "sg-rule")
        if not block.get("id"):
            count += 1
            while f"{slug}--b{count}" in seen:
                count += 1
            block.set("id", f"{slug}--b{count}")


def _is_rule(block: ET.Element) -> bool:
    """Tell whether a paragraph is one emphatic sentence: nothing but a `strong`."""
    return (
        len(block) == 1 and block[0].tag == "strong" and block.get("class") is None
        and not (block.text or "").strip() and not (block[0].tail or "").strip()
    )  # fmt: skip


def take_lead(root: ET.Element) -> str:
    """Take the one short paragraph before the first section off *root* and return it as XHTML."""
    rules: list[ET.Element] = []
    before: list[ET.Element] = []
    for block in root:
        if block.tag in LEVELS:
            break
        (rules if block.tag == "hr" else before).append(block)
    if len(before) != 1 or before[0].tag != "p" or before[0].get("data-edition") or before[0].get("class") == "sg-minor":
        return ""
    first = before[0]
    if len(plain(first).split()) > _LEAD_WORDS or first.find(".//img") is not None:
        return ""
    strong = first[0] if len(first) and not (first.text or "").strip() else None
    if strong is not None and strong.tag == "strong" and _WHY.fullmatch(plain(strong)):
        rest = (strong.tail or "").lstrip(" .:—–-\n")
        if not rest and len(first) == 1:
            return ""
        first.text = rest
        first.remove(strong)
        first.set("data-why", "1")
    for block in (*rules, first):
        root.remove(block)
    return ET.tostring(first, encoding="unicode").strip()
