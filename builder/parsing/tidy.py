"""A cleaned tree becomes valid flow content: what HTML lets pass and XHTML or a printed page does not, is mended.

One walk from the leaves to the root: `_mend` returns the nodes (text or elements) that stand for an element, so that
wrappers vanish, phrases never hold blocks, and lists and tables hold only what they may (`shapes`).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from builder.parsing.shapes import (
    BLOCKS,
    HEADINGS,
    Node,
    contents,
    fill,
    is_block,
    is_empty,
    mend_definitions,
    mend_figure,
    mend_list,
    mend_table,
    only_anchors,
    rehome,
)
from builder.parsing.ticks import strip_tick

WRAPPERS = frozenset({
    "address", "article", "aside", "center", "details", "dialog", "div", "fieldset", "footer", "form", "header",
    "hgroup", "main", "nav", "search", "section",
})  # fmt: skip
_OURS = ("data-sg-class", "data-sg-kind", "data-sg-note")
_FLOW = ("blockquote", "aside", "section", "div")


def tidy(root: ET.Element) -> None:
    """Mend *root* in place: only blocks at the top, none in phrases, no wrappers, no stray items."""
    fill(root, _blocks(_kids(root)))
    for parent in root.iter():
        for child in parent:
            if child.tag in ("rt", "rp") and parent.tag != "ruby":
                child.tag = "span"
    _mark_lists(root)
    for block in root:
        block.tail = "\n"


def take_details(root: ET.Element) -> list[tuple[ET.Element, list[ET.Element]]]:
    """Return the summaries of `<details>` among the blocks of *root*, each with the blocks it opened."""
    found: list[tuple[ET.Element, list[ET.Element]]] = []
    current: list[ET.Element] | None = None
    for block in root:
        if "data-sg-summary" in block.attrib:
            current = []
            found.append((block, current))
        elif "data-sg-below" in block.attrib and current is not None:
            current.append(block)
        else:
            current = None
    return found


def _kids(element: ET.Element) -> list[Node]:
    nodes: list[Node] = []
    for node in contents(element):
        nodes += [node] if isinstance(node, str) else _mend(node)
    return nodes if element.tag in ("ul", "ol", "dl", "figure") else rehome(nodes)


def _mend(element: ET.Element) -> list[Node]:
    """Return what stands for *element*, its own content mended."""
    tag = element.tag
    if tag in ("br", "hr", "img"):
        return [element]
    if tag == "pre":
        for rest in element.iter("br"):
            rest.text = "\n"
        return [element]
    nodes = _kids(element)
    if "data-sg-part" in element.attrib:
        return nodes
    if tag in WRAPPERS and not any(name in element.attrib for name in _OURS):
        below = _hand_down(element, _blocks(nodes))
        if tag == "details":
            for node in below:
                if isinstance(node, ET.Element) and "data-sg-summary" not in node.attrib:
                    node.set("data-sg-below", "1")
        return below
    if tag == "summary":
        if any(is_block(node) for node in nodes):
            return _blocks(nodes)
        strong = ET.Element("strong")
        fill(strong, nodes)
        element.tag = "p"
        element.set("data-sg-summary", "1")
        fill(element, [strong])
        return [] if is_empty(strong) else [element]
    if tag in ("ul", "ol"):
        return mend_list(element, nodes)
    if tag == "dl":
        return mend_definitions(element, nodes)
    if tag == "table":
        return mend_table(element, nodes)
    if tag == "figure":
        return mend_figure(element, nodes)
    if tag == "p" or tag in HEADINGS or tag in ("caption", "dt", "figcaption"):
        return _mend_lines(element, nodes)
    if tag in _FLOW:
        fill(element, _blocks(nodes))
        return [element] if len(element) or tag != "blockquote" else []
    if tag not in BLOCKS:
        return _mend_phrase(element, nodes)
    fill(element, nodes)
    return [element]


def _mend_lines(element: ET.Element, nodes: list[Node]) -> list[Node]:
    """Mend an element that holds phrases only: a paragraph, a heading, a caption, a term."""
    blocks = any(is_block(node) for node in nodes)
    if element.tag == "p":
        if blocks:
            return _blocks(nodes)
        if only_anchors(nodes) and not element.get("id"):
            return nodes
    after: list[Node] = []
    if blocks:
        line: list[Node] = []
        for node in nodes:
            if not is_block(node):
                line.append(node)
            elif isinstance(node, ET.Element) and (node.tag == "p" or node.tag in HEADINGS):
                line += [" ", *contents(node)]
            elif element.tag in ("caption", "dt", "figcaption"):
                line += [" ", "".join(node.itertext()) if isinstance(node, ET.Element) else node]
            else:
                after.append(node)
        nodes = line
    fill(element, nodes)
    return after if is_empty(element) and element.tag in HEADINGS else [element, *after]


def _mend_phrase(element: ET.Element, nodes: list[Node]) -> list[Node]:
    """Mend a phrase: one that holds blocks is parted, each of its runs keeping what the phrase meant."""
    if not nodes and not element.get("id") and "data-sg-fn" not in element.attrib:
        named = element.tag == "a" and (element.get("name") or "#" in element.get("href", ""))
        return [element] if named else []
    if not any(is_block(node) for node in nodes):
        fill(element, nodes)
        if element.tag == "a":
            for inner in element.iter("a"):
                if inner is not element:
                    inner.tag = "span"
                    inner.attrib.pop("href", None)
        return [element]
    parted: list[Node] = []
    run: list[Node] = []

    def phrase(inside: list[Node]) -> ET.Element:
        copy = ET.Element(element.tag, element.attrib)
        element.attrib.pop("id", None)
        fill(copy, inside)
        return copy

    for node in [*nodes, None]:
        if node is not None and not is_block(node):
            run.append(node)
            continue
        if run:
            parted += [phrase(run)] if any(not isinstance(one, str) or one.strip() for one in run) else run
            run = []
        if isinstance(node, ET.Element):
            if node.tag == "p" or node.tag in HEADINGS:
                fill(node, [phrase(contents(node))])
            parted.append(node)
    return parted


def _hand_down(wrapper: ET.Element, nodes: list[Node]) -> list[Node]:
    """Give what a wrapper said of its content (id, language, direction) to that content."""
    elements = [node for node in nodes if isinstance(node, ET.Element)]
    for name in ("lang", "dir"):
        for element in elements:
            if name in wrapper.attrib and name not in element.attrib:
                element.set(name, wrapper.attrib[name])
    anchor = wrapper.get("id")
    if anchor:
        return _blocks([ET.Element("span", {"id": anchor}), *nodes])
    return nodes


def _blocks(nodes: list[Node]) -> list[Node]:
    """Return *nodes* with every run of loose text and phrases in a paragraph; bare anchors go into the next block."""
    made: list[Node] = []
    run: list[Node] = []
    anchors: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and not is_block(node):
            run.append(node)
            continue
        if only_anchors(run):
            anchors += [one for one in run if isinstance(one, ET.Element)]
        elif any(not isinstance(one, str) or one.strip() for one in run):
            paragraph = ET.Element("p")
            fill(paragraph, [*run, *anchors])
            made.append(paragraph)
            anchors = []
        run = []
        if isinstance(node, ET.Element):
            if anchors and (node.tag == "p" or node.tag in HEADINGS):
                fill(node, [*contents(node), *anchors])
                anchors = []
            elif anchors and isinstance(anchors[0], ET.Element) and not node.get("id"):
                node.set("id", anchors[0].get("id") or anchors[0].get("name") or "")
                anchors = anchors[1:]
            made.append(node)
    if anchors:
        paragraph = ET.Element("p")
        fill(paragraph, anchors)
        made.append(paragraph)
    return made


def _mark_lists(root: ET.Element) -> None:
    """Mark task lists, and bulleted lists whose items all begin with a tick."""
    for listing in [*root.iter("ul"), *root.iter("ol")]:
        items = listing.findall("li")
        if any(item.get("data-sg-done") for item in items):
            listing.set("data-sg-class", "sg-tasks")
            for item in items:
                item.set("data-done", item.attrib.pop("data-sg-done", "0"))
            continue
        if listing.tag == "ol":
            continue
        holders = [
            item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            for item in items
        ]
        bare = [strip_tick((holder.text or "").lstrip()) for holder in holders]
        if items and all(text is not None for text in bare):
            listing.set("data-sg-class", "sg-tick")
            for holder, text in zip(holders, bare, strict=True):
                holder.text = text
