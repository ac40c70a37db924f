"""Lists, definitions, tables and figures as XHTML wants them; an element and its mended nodes go in, nodes come out."""

from __future__ import annotations

import xml.etree.ElementTree as ET

Node = str | ET.Element
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
    "caption", "hr", "div", "section", "aside", "figure", "figcaption",
}  # fmt: skip


def contents(element: ET.Element) -> list[Node]:
    """Return the texts and children of *element* in order, and detach them from each other."""
    nodes: list[Node] = [element.text] if element.text else []
    for child in element:
        nodes.append(child)
        if child.tail:
            nodes.append(child.tail)
            child.tail = None
    return nodes


def fill(element: ET.Element, nodes: list[Node]) -> None:
    """Make *nodes* the content of *element*."""
    del element[:]
    element.text = None
    texts: list[str] = []
    last: ET.Element | None = None
    for node in [*nodes, None]:
        if isinstance(node, str):
            texts.append(node)
            continue
        if texts:
            if last is None:
                element.text = "".join(texts)
            else:
                last.tail = "".join(texts)
            texts = []
        if node is not None:
            element.append(node)
            last = node


def is_block(node: Node) -> bool:
    """Tell whether *node* is an element that may not stand among phrases."""
    return not isinstance(node, str) and node.tag in BLOCKS


def is_empty(element: ET.Element) -> bool:
    """Tell whether *element* shows nothing."""
    return not "".join(element.itertext()).strip() and not any(
        part.tag in ("img", "pre", "hr") for part in element.iter()
    )


def only_anchors(nodes: list[Node]) -> bool:
    """Tell whether *nodes* are one or more places to link to, without a word."""
    found = False
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                return False
        elif node.tag in ("a", "span") and (node.get("id") or node.get("name")) and is_empty(node):
            found = True
        else:
            return False
    return found


def rehome(nodes: list[Node]) -> list[Node]:
    """Give items and terms that stand outside a list a list of their own."""
    homes = {"li": "ul", "dt": "dl", "dd": "dl"}
    if not any(not isinstance(node, str) and (node.tag in homes or node.tag == "figcaption") for node in nodes):
        return nodes
    made: list[Node] = []
    run: list[Node] = []
    home = ""
    for node in [*nodes, None]:
        tag = node.tag if isinstance(node, ET.Element) else ""
        if tag == "figcaption" and isinstance(node, ET.Element):
            node.tag = "p"
        if run and (node is None or (homes.get(tag) != home and not (isinstance(node, str) and not node.strip()))):
            listing = ET.Element(home)
            made += mend_list(listing, run) if home == "ul" else mend_definitions(listing, run)
            run = []
        if tag in homes and node is not None:
            home = homes[tag]
            run.append(node)
        elif node is not None and not run:
            made.append(node)
    return made


def mend_list(listing: ET.Element, nodes: list[Node]) -> list[Node]:
    """Return a list whose children are items; what stood loose in it becomes an item."""
    items: list[Node] = []
    loose: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and (isinstance(node, str) or node.tag != "li"):
            loose.append(node)
            continue
        if any(not isinstance(one, str) or one.strip() for one in loose):
            # A list written straight into a list belongs to the item before it.
            nested = [one for one in loose if not isinstance(one, str) or one.strip()]
            if items and all(not isinstance(one, str) and one.tag in ("ul", "ol") for one in nested):
                last = items[-1]
                if isinstance(last, ET.Element):
                    last.extend([one for one in nested if not isinstance(one, str)])
            else:
                item = ET.Element("li")
                fill(item, loose)
                items.append(item)
        loose = []
        if node is not None:
            items.append(node)
    fill(listing, items)
    return [listing] if items else []


def mend_definitions(listing: ET.Element, nodes: list[Node]) -> list[Node]:
    """Return a definition list; one that is no run of terms and definitions becomes paragraphs."""
    entries: list[ET.Element] = []
    loose: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and (isinstance(node, str) or node.tag not in ("dt", "dd")):
            loose.append(node)
            continue
        if any(not isinstance(one, str) or one.strip() for one in loose):
            entry = ET.Element("dd")
            fill(entry, loose)
            entries.append(entry)
        loose = []
        if isinstance(node, ET.Element):
            entries.append(node)
    tags = [entry.tag for entry in entries]
    if tags and tags[0] == "dt" and tags[-1] == "dd":
        fill(listing, list(entries))
        return [listing]
    parts: list[Node] = []
    for entry in entries:
        inside = contents(entry)
        if any(is_block(node) for node in inside):
            parts += inside
        elif inside:
            entry.tag = "p"
            parts.append(entry)
    return parts


def mend_table(table: ET.Element, nodes: list[Node]) -> list[Node]:
    """Return a table with its parts in order and no empty row; one without a cell is no table."""
    groups: dict[str, list[ET.Element]] = {"caption": [], "thead": [], "tbody": [], "tfoot": []}
    others: list[Node] = []
    for node in nodes:
        if isinstance(node, ET.Element) and node.tag in groups:
            groups[node.tag].append(node)
        elif isinstance(node, ET.Element) or node.strip():
            others.append(node)
    for group in (*groups["thead"], *groups["tbody"], *groups["tfoot"]):
        fill(group, [row for row in group if row.tag == "tr" and len(row)])
    heads, feet = groups["thead"], groups["tfoot"]
    # One head and one foot at most; what is more are rows like others.
    bodies = [*heads[1:], *groups["tbody"], *feet[1:]]
    for group in bodies:
        group.tag = "tbody"
    parts = [group for group in (*heads[:1], *bodies, *feet[:1]) if len(group)]
    captions = groups["caption"]
    if not parts:
        for caption in captions:
            caption.tag = "p"
        return [*others, *(caption for caption in captions if not is_empty(caption))]
    for caption in captions[1:]:
        caption.tag = "p"
    fill(table, [*captions[:1], *parts])
    return [*others, table, *captions[1:]]


def mend_figure(figure: ET.Element, nodes: list[Node]) -> list[Node]:
    """Return a figure with its one caption at the end."""
    captions = [node for node in nodes if isinstance(node, ET.Element) and node.tag == "figcaption"]
    others = [node for node in nodes if node not in captions]
    for caption in captions[:-1]:
        caption.tag = "p"
    if not any(not isinstance(node, str) or node.strip() for node in others):
        for caption in captions:
            caption.tag = "p"
        return [caption for caption in captions if not is_empty(caption)]
    fill(figure, [*others, *captions])
    return [figure]
