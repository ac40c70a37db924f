"""Notes at the foot of the page: the author's footnotes, and on paper the addresses of links.

All are numbered in the order of their marks. A note that holds blocks (code, lists, tables), one whose mark stands in a
table, and the many addresses of one block stay where they are or follow their block: a page's foot is for a few lines.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

_BLOCKS = frozenset({"p", "ul", "ol", "dl", "pre", "table", "blockquote", "figure", "aside", "div"})
_MOST = 6
"""Link addresses of one block that go to the foot; more follow the block."""
_CLOSED = frozenset({"table", "figure", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
"""No notes float out of these: WeasyPrint lays their insides out apart."""
_JOINER = "\u2060"
_BREAKS = re.compile(r"(?<=[/&?=#._-])(?=[^/])")


def set_notes(root: ET.Element, addresses: bool) -> None:
    """Float the footnotes of *root*, in place; with *addresses*, those of outside links too."""
    for body in list(root.iter("div")):
        if body.get("class") == "sg-body":
            _Notes(body, addresses).run()


class _Notes:
    """The notes of one lesson."""

    def __init__(self, body: ET.Element, addresses: bool) -> None:
        self.body = body
        self.addresses = addresses
        self.count = 0
        self.section = next((found for found in body if found.get("class") == "sg-footnotes"), None)
        listing = self.section.find("ol") if self.section is not None else None
        self.items = {item.get("id", ""): item for item in listing} if listing is not None else {}
        self.numbers: dict[str, int] = {}
        self.floated: set[str] = set()

    def run(self) -> None:
        for block in list(self.body):
            if block is not self.section:
                links = [link for link in block.iter("a") if _outside(link)] if self.addresses else []
                many = len(links) > _MOST
                after: list[tuple[int, str]] = []
                for parent, at, mark, closed in list(_marks(block, False, self.addresses)):
                    self._set(parent, at, mark, closed, after if many or closed else None)
                if after:
                    self._follow(block, after)
        self._rest()

    def _set(
        self, parent: ET.Element, at: ET.Element, mark: str, closed: bool, after: list[tuple[int, str]] | None
    ) -> None:
        if mark == "link":
            number = self._next()
            address = _shown(at.get("href", ""))
            if after is not None:
                after.append((number, address))
                _insert(parent, at, _call(number))
            else:
                _insert(parent, at, _float(number, [address]))
            return
        target = (at[0].get("href", "") if len(at) else "").removeprefix("#")
        item = self.items.get(target)
        if item is None:
            return
        if target not in self.numbers:
            self.numbers[target] = self._next()
            words = _inline(item, self.addresses)
            if words is not None and not closed:
                self.floated.add(target)
                note = _float(self.numbers[target], words)
                note.set("id", target)
                _replace(parent, at, note)
                return
        at[0].text = str(self.numbers[target])

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _follow(self, block: ET.Element, after: list[tuple[int, str]]) -> None:
        """Put the addresses of *block* below it, in one small paragraph."""
        line = ET.Element("p", {"class": "sg-addresses"})
        for number, address in after:
            mark = ET.SubElement(line, "sup")
            mark.text = str(number)
            mark.tail = f"\u00a0{address} "
        place = list(self.body).index(block) + 1
        line.tail, block.tail = block.tail, "\n"
        self.body.insert(place, line)

    def _rest(self) -> None:
        """Keep in the section at the end what could not float, under its number."""
        if self.section is None:
            return
        listing = self.section.find("ol")
        kept = [(name, item) for name, item in self.items.items() if name not in self.floated]
        if not kept or listing is None:
            self.body.remove(self.section)
            return
        for item in list(listing):
            listing.remove(item)
        for name, item in kept:
            number = self.numbers.get(name) or self._next()
            for part in list(item.iter()):
                for back in [child for child in part if child.get("class") == "sg-back"]:
                    part.remove(back)
            holder = item[0] if len(item) and item[0].tag == "p" else item
            sign = ET.Element("span", {"class": "sg-foot-n"})
            sign.text, sign.tail, holder.text = str(number), f"\u2002{holder.text or ''}", None
            holder.insert(0, sign)
            listing.append(item)


def _marks(element: ET.Element, closed: bool, addresses: bool) -> Iterator[tuple[ET.Element, ET.Element, str, bool]]:
    """Yield parent, element, kind and whether no note may float from here, in the order of reading."""
    for child in element:
        inner = closed or element.tag in _CLOSED or child.tag in _CLOSED
        if child.tag == "sup" and child.get("class") == "sg-fnref":
            yield element, child, "note", inner
            continue
        yield from _marks(child, inner, addresses)
        if addresses and child.tag == "a" and _outside(child):
            yield element, child, "link", inner


def _outside(link: ET.Element) -> bool:
    """Tell whether *link* leads out of the book and does not show its address."""
    address = link.get("href", "")
    words = "".join(link.itertext()).strip()
    bare = re.sub(r"^(?:https?://|mailto:)", "", address).rstrip("/")
    return address.startswith(("http://", "https://", "mailto:")) and bool(words) and bare not in words


def _shown(address: str) -> str:
    """Return *address* as it is printed: without what every browser adds, breakable after its signs."""
    return _BREAKS.sub("\u200b", re.sub(r"^(?:https?://|mailto:)", "", address).rstrip("/"))


def _inline(item: ET.Element, addresses: bool) -> list[str | ET.Element] | None:
    """Return the words of a note when it is one run of text, without its way back; None for blocks."""
    holder = item[0] if len(item) == 1 and item[0].tag == "p" and not (item.text or "").strip() else item
    if any(part.tag in _BLOCKS for part in holder.iter() if part is not holder):
        return None
    words: list[str | ET.Element] = [holder.text or ""]
    for child in holder:
        tail, child.tail = child.tail or "", None
        if child.get("class") != "sg-back":
            words.append(child)
            words += [f" ({_shown(link.get('href', ''))})" for link in child.iter("a") if addresses and _outside(link)]
        words.append(tail)
    return words


def _float(number: int, words: list[str | ET.Element]) -> ET.Element:
    """Return the element that floats to the foot; CSS shows `data-n` as its call and its mark."""
    note = ET.Element("span", {"class": "sg-foot", "data-n": str(number)})
    last: ET.Element | None = None
    for word in words:
        if isinstance(word, ET.Element):
            note.append(word)
            last = word
        elif last is None:
            note.text = (note.text or "") + word
        else:
            last.tail = (last.tail or "") + word
    return note


def _call(number: int) -> ET.Element:
    call = ET.Element("sup", {"class": "sg-call"})
    call.text = str(number)
    return call


def _insert(parent: ET.Element, before: ET.Element, new: ET.Element) -> None:
    """Put *new* behind *before*; a word joiner keeps its call on the line."""
    new.tail, before.tail = before.tail, _JOINER
    parent.insert(list(parent).index(before) + 1, new)


def _replace(parent: ET.Element, old: ET.Element, new: ET.Element) -> None:
    at = list(parent).index(old)
    new.tail = old.tail
    parent.remove(old)
    parent.insert(at, new)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + _JOINER
    else:
        parent.text = (parent.text or "") + _JOINER
