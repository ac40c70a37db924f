"""A cleaned tree becomes valid flow content: what HTML lets pass and XHTML or a printed page does not, is mended."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from builder.parsing.ticks import strip_tick

BLOCKS = frozenset({
    "p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
    "caption", "hr", "div", "section", "aside", "figure", "figcaption", "details", "summary",
    "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_PHRASING = frozenset({
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "u", "var", "p",
})  # fmt: skip
_HOISTED = ("div", "details", "section")
_EMPTY = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "figure", "aside", "div", "span", "strong", "em"})


def tidy(root: ET.Element) -> None:
    """Mend the children of *root* in place: no wrappers, no stray items, no blocks in phrases, no loose text."""
    _summaries(root)
    _unwrap(root)
    _stray(root)
    _lists(root)
    _drop_empty(root)
    _wrap_loose(root)


def replace_child(parent: ET.Element, child: ET.Element, others: list[ET.Element], text: str = "") -> None:
    """Put *text* and *others* where *child* stands in *parent*; the child's tail follows them."""
    at = list(parent).index(child)
    parent.remove(child)
    if text:
        _add_text(parent, at, text)
    for offset, other in enumerate(others):
        parent.insert(at + offset, other)
    if child.tail:
        _add_text(parent, at + len(others), child.tail)


def _add_text(parent: ET.Element, at: int, text: str) -> None:
    if at == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text


def _summaries(root: ET.Element) -> None:
    for summary in root.iter("summary"):
        summary.tag = "p"
        strong = ET.Element("strong")
        strong.text, summary.text = summary.text, None
        strong.extend(list(summary))
        for child in list(summary):
            summary.remove(child)
        summary.append(strong)


def _unwrap(root: ET.Element) -> None:
    """Hoist the children of wrappers, and of phrases that hold blocks."""
    changed = True
    while changed:
        changed = False
        for parent in list(root.iter()):
            for child in list(parent):
                wrapper = child.tag in _HOISTED and child.get("data-sg-class") is None
                if not wrapper and child.tag in _PHRASING:
                    wrapper = any(inner.tag in BLOCKS for inner in child.iter() if inner is not child)
                if wrapper and child.get("data-sg-note") is None:
                    replace_child(parent, child, list(child), child.text or "")
                    changed = True


def _stray(root: ET.Element) -> None:
    """Give items without a list, and captions without a figure, a place where they may stand."""
    homes = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "figcaption": ("figure",)}
    for parent in list(root.iter()):
        for child in parent:
            if child.tag in homes and parent.tag not in homes[child.tag]:
                child.tag = "p" if not any(inner.tag in BLOCKS for inner in child.iter() if inner is not child) else "blockquote"
        if parent.tag in ("ul", "ol"):
            for child in list(parent):
                if child.tag != "li":
                    item = ET.Element("li")
                    replace_child(parent, child, [item])
                    child.tail = None
                    item.append(child)
            _only_space(parent)
    for link in root.iter("a"):
        for inner in link.iter("a"):
            if inner is not link:
                inner.tag = "span"
                inner.attrib.pop("href", None)


def _only_space(parent: ET.Element) -> None:
    """Loose text in a list becomes an item."""
    loose = [(None, parent.text)] + [(child, child.tail) for child in parent]
    for child, text in loose:
        if text and text.strip():
            item = ET.Element("li")
            item.text = text.strip()
            at = 0 if child is None else list(parent).index(child) + 1
            if child is None:
                parent.text = None
            else:
                child.tail = None
            parent.insert(at, item)


def _lists(root: ET.Element) -> None:
    """Mark task lists, and bulleted lists whose items all begin with a tick."""
    for listing in [*root.iter("ul"), *root.iter("ol")]:
        items = listing.findall("li")
        if any(item.get("data-sg-done") for item in items):
            listing.set("data-sg-class", "sg-tasks")
            for item in items:
                item.set("data-done", item.attrib.pop("data-sg-done", "0"))
            continue
        holders = [item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item for item in items]
        bare = [strip_tick((holder.text or "").lstrip()) for holder in holders]
        if items and all(text is not None for text in bare):
            listing.set("data-sg-class", "sg-tick")
            for holder, text in zip(holders, bare, strict=True):
                holder.text = text


def _drop_empty(root: ET.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            bare = not len(child) and not (child.text or "").strip()
            if child.tag in _EMPTY and bare and not child.get("id") and child.get("data-sg-note") is None:
                replace_child(parent, child, [])
    for table in [*root.iter("table")]:
        if not any(cell.tag in ("td", "th") for cell in table.iter()):
            table.tag = "div"


def _wrap_loose(root: ET.Element) -> None:
    """Put text and phrases that stand between the top-level blocks into paragraphs."""
    children = list(root)
    text = root.text
    root.text = None
    for child in children:
        root.remove(child)
    run: ET.Element | None = None

    def take(words: str | None) -> None:
        nonlocal run
        if words and (run is not None or words.strip()):
            if run is None:
                run = ET.SubElement(root, "p")
            if len(run):
                run[-1].tail = (run[-1].tail or "") + words
            else:
                run.text = (run.text or "") + words

    take(text)
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS:
            run = None
            root.append(child)
        else:
            if run is None:
                run = ET.SubElement(root, "p")
            run.append(child)
        take(tail)
    for block in root:
        block.tail = "\n"
