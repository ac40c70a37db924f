"""Footnotes: numbered in the order of their first reference, each linked there and back."""

from __future__ import annotations

import xml.etree.ElementTree as ET


def number_footnotes(root: ET.Element, slug: str) -> list[str]:
    """Number references and notes of *root* in place; returns the labels of references without a note."""
    section = next(
        (found for found in root.iter("section") if found.get("data-sg-class") == "sg-footnotes"), None
    )
    notes: dict[str, ET.Element] = {}
    rest: list[ET.Element] = []
    for note in section if section is not None else ():
        label = note.get("data-sg-note", "").casefold()
        # A second note of one label is never referred to, and still the author's text.
        if notes.setdefault(label, note) is not note:
            rest.append(note)
    order: dict[str, int] = {}
    uses: dict[str, int] = {}
    missing: list[str] = []
    marks = [mark for mark in root.iter("sup") if "data-sg-fn" in mark.attrib]
    for mark in marks:
        written = mark.attrib.pop("data-sg-fn")
        label = written.casefold()
        if label not in notes:
            missing.append(written)
            mark.tag = "span"
            continue
        number = order.setdefault(label, len(order) + 1)
        uses[label] = uses.get(label, 0) + 1
        suffix = "" if uses[label] == 1 else f"-{uses[label]}"
        mark.text = None
        mark.set("class", "sg-fnref")
        mark.set("id", f"{slug}--fnref-{number}{suffix}")
        ET.SubElement(mark, "a", {"href": f"#{slug}--fn-{number}"}).text = str(number)
    if marks:
        _out_of_links(root)
    if section is not None:
        rest = [*(note for label, note in notes.items() if label not in order), *rest]
        _list(section, [notes[label] for label in order], rest, slug)
    return missing


def _out_of_links(root: ET.Element) -> None:
    """Move references that stand inside a link behind it: a link holds no other."""
    for parent in list(root.iter()):
        for link in [child for child in parent if child.tag == "a"]:
            for holder in list(link.iter()):
                for at, mark in reversed(list(enumerate(holder))):
                    if mark.get("class") != "sg-fnref":
                        continue
                    if at:
                        holder[at - 1].tail = (holder[at - 1].tail or "") + (mark.tail or "")
                    else:
                        holder.text = (holder.text or "") + (mark.tail or "")
                    holder.remove(mark)
                    mark.tail, link.tail = link.tail, None
                    parent.insert(list(parent).index(link) + 1, mark)


def _list(section: ET.Element, used: list[ET.Element], rest: list[ET.Element], slug: str) -> None:
    """Make the numbered list of notes; those nothing refers to follow the others."""
    for child in list(section):
        section.remove(child)
    section.set("id", f"{slug}--footnotes")
    listing = ET.SubElement(section, "ol")
    for number, note in enumerate([*used, *rest], 1):
        item = ET.SubElement(listing, "li", {"id": f"{slug}--fn-{number}"})
        item.text = note.text
        item.extend(list(note))
        if number > len(used):
            continue
        holder = item[-1] if len(item) and item[-1].tag == "p" else item
        back = ET.SubElement(holder, "a", {"class": "sg-back", "href": f"#{slug}--fnref-{number}"})
        back.text = "↩"
        if len(holder) > 1:
            holder[-2].tail = (holder[-2].tail or "") + " "
        else:
            holder.text = (holder.text or "") + " "
