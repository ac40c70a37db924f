"""Footnotes: numbered in the order of their first reference, each linked there and back."""

from __future__ import annotations

import xml.etree.ElementTree as ET


def number_footnotes(root: ET.Element, slug: str) -> list[tuple[int, str]]:
    """Number references and notes of *root* in place; returns line and label of references without a note."""
    section = next(
        (found for found in root.iter("section") if found.get("data-sg-class") == "sg-footnotes"), None
    )
    notes = {note.get("data-sg-note", ""): note for note in section} if section is not None else {}
    order: list[str] = []
    uses: dict[str, int] = {}
    missing = []
    for mark in root.iter("sup"):
        label = mark.attrib.pop("data-sg-fn", None)
        if label is None:
            continue
        if label not in notes:
            missing.append((0, label))
            mark.tag = "span"
            continue
        if label not in order:
            order.append(label)
        uses[label] = uses.get(label, 0) + 1
        number = order.index(label) + 1
        suffix = "" if uses[label] == 1 else f"-{uses[label]}"
        mark.text = None
        mark.set("class", "sg-fnref")
        mark.set("id", f"{slug}--fnref-{number}{suffix}")
        ET.SubElement(mark, "a", {"href": f"#{slug}--fn-{number}"}).text = str(number)
    if section is not None:
        _list(root, section, notes, order, slug)
    return missing


def _list(
    root: ET.Element, section: ET.Element, notes: dict[str, ET.Element], order: list[str], slug: str
) -> None:
    for child in list(section):
        section.remove(child)
    section.set("id", f"{slug}--footnotes")
    listing = ET.SubElement(section, "ol")
    # A note nothing refers to is still the author's text: it follows the others.
    rest = [label for label in notes if label not in order]
    for number, label in enumerate((*order, *rest), 1):
        item = ET.SubElement(listing, "li", {"id": f"{slug}--fn-{number}"})
        note = notes[label]
        item.text = note.text
        item.extend(list(note))
        if label in order:
            holder = item[-1] if len(item) and item[-1].tag == "p" else item
            back = ET.SubElement(holder, "a", {"class": "sg-back", "href": f"#{slug}--fnref-{number}"})
            back.text = "↩"
            if len(holder) > 1:
                holder[-2].tail = (holder[-2].tail or "") + " "
            else:
                holder.text = (holder.text or "") + " "
