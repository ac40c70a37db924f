"""Captions: what an author wrote as one, in whatever notation, becomes a figure with a caption and a number in its lesson.

1. A picture alone in its paragraph with a title, a label, or a caption below; a table with a caption beside it; code with a title.
2. A number the author typed ("Figure 3-1:") stays where the text may refer to it; else ours takes its place.
3. A link to such a figure whose words are missing is marked, to be given its number (`builder.captions`).

What has no caption has no number; the alternative text of a picture is none.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from builder.parsing.sections import plain
from builder.parsing.shapes import contents, fill
from builder.words import word

KINDS = {"sg-figure": "figure", "sg-tabled": "table", "sg-listed": "listing"}
"""What stands in a figure of ours, by its class."""
_NAMES = {
    "figure": r"figure|fig\.?|image|diagram", "table": r"table|tbl\.?", "listing": r"listing|code|example|lst\.?",
}  # fmt: skip
_NUMBER = r"(?P<number>(?:\d{1,3}|[A-Z](?=[.\-–]))(?:[.\-–]\d{1,3}){0,3}[a-z]?)"
_CREDIT = re.compile(r"(?:image |photo |picture )?(?:source|credits?|courtesy|via|photo by|from|quelle|fuente|出典|来源)\b[\s:]*", re.IGNORECASE)
_LABELLED = re.compile(r"(?:fig|figure|tbl|tab|table|lst|listing)[-_:]", re.IGNORECASE)
_SAID = re.compile(r"\s*(?:[Tt]able)?:\s+(?=\S)|:(?=[A-Z])")
_LIST = re.compile(r"\s*\{([^{}]*)\}\s*$")
_ID = re.compile(r"#([\w:.-]+)")
_FILE = re.compile(r"[\w./ -]+\.(?:png|jpe?g|gif|svg|webp)|https?:\S*", re.IGNORECASE)
_LONGEST = 60
"""Words of the longest line in italics that is taken for a picture's caption."""
Problems = list[tuple[ET.Element, str, str, str]]
"""The element, level, code and message of each."""


def find_captions(root: ET.Element, slug: str, language: str, doubled: list[tuple[ET.Element, str]]) -> Problems:
    """Make a figure of everything in *root* that has a caption, in place, and number them; returns problems.

    *doubled* are the names that stood twice, each with the element that lost its own.
    """
    finder = _Finder(root, slug, language)
    finder.problems += [_twice(element, name) for element, name in doubled if _LABELLED.match(name)]
    for parent in list(root.iter()):
        if parent.tag not in ("figure", "p", "pre", "table"):
            finder.look(parent)
    finder.number()
    return finder.problems


class _Finder:
    """The captions of one lesson."""

    def __init__(self, root: ET.Element, slug: str, language: str) -> None:
        self.root = root
        self.slug = slug
        self.language = language
        self.problems: Problems = []
        self.ids = {element.get("id") for element in root.iter() if element.get("id")}
        self.above = _stands_above(root)
        self.typed = {kind: _prefix(kind, language) for kind in _NAMES}

    def look(self, parent: ET.Element) -> None:
        """Find the captions among the children of *parent*."""
        children = list(parent)
        for at, child in enumerate(children):
            before = children[at - 1] if at and not (children[at - 1].tail or "").strip() else None
            after = children[at + 1] if at + 1 < len(children) and not (child.tail or "").strip() else None
            if child.tag == "p" and child in parent:
                self._picture(parent, child, after)
            elif child.tag == "table":
                self._table(parent, child, before, after)
            elif child.tag == "pre":
                self._listing(child)
            elif child.tag == "figure":
                self._figure(child)

    def _picture(self, parent: ET.Element, block: ET.Element, after: ET.Element | None) -> None:
        """Make a figure of a paragraph that holds a picture alone, if it has a caption."""
        alone = _alone(block)
        if alone is None:
            return
        picture, holder, anchors, below = alone
        name = next((anchor.get("id", "").removeprefix(f"{self.slug}--") for anchor in anchors), "")
        caption = ET.Element("figcaption")
        labelled = bool(name) and bool(_LABELLED.match(name))
        title = picture.get("title", "").strip()
        if below is not None and not _is_credit(below):
            fill(caption, contents(below))
        elif below is not None:
            return
        elif title and not _FILE.fullmatch(title):
            caption.text = title
        elif after is not None and after.tag == "p" and after in parent and self._is_caption(after):
            words = after[0] if len(after) == 1 and after[0].tag in ("em", "i", "span") and plain(after[0]) == plain(after) else after
            fill(caption, contents(words))
            parent.remove(after)
        elif labelled and picture.get("alt", picture.get("data-sg-alt", "")).strip():
            caption.text = picture.get("alt") or picture.get("data-sg-alt")
        else:
            return
        if picture.tag != "img" and picture.get("data-sg-alt") == plain(caption):
            picture.text = word(self.language, "picture-missing")
        picture.attrib.pop("title", None)
        kept = {key: value for key, value in block.attrib.items() if key in ("id", "data-edition") or key.startswith("data-sg-")}
        holder.tail = None
        fill(block, [holder, caption])
        block.tag = "figure"
        block.attrib.clear()
        block.attrib.update(kept)
        self.ids -= {f"{self.slug}--{name}"}
        self._done(block, "sg-figure", name)

    def _is_caption(self, block: ET.Element) -> bool:
        """Tell whether the paragraph below a picture says that it is its caption: "Figure 3: …"."""
        return block.get("class") is None and bool(self.typed["figure"].match(plain(block)))

    def _table(self, parent: ET.Element, table: ET.Element, before: ET.Element | None, after: ET.Element | None) -> None:
        """Put a table with a caption into a figure: one of its own, or a line ": Caption" or "Table: Caption" beside it."""
        caption, name = ET.Element("figcaption"), ""
        own = table.find("caption")
        if own is not None:
            fill(caption, contents(own))
            table.remove(own)
        else:
            row = _caption_row(table)
            line = row if row is not None else next(
                (block for block in ((before, after) if self.above else (after, before))
                 if block is not None and block.tag == "p" and block in parent and self._leads(block)), None,
            )  # fmt: skip
            if line is None:
                return
            fill(caption, contents(line))
            caption.text = _SAID.sub("", caption.text or "", count=1)
            name = _take_list(caption)
            if not name:
                name = _take_anchor(caption, self.slug) or _beside(parent, table, after if line is before else None, self.slug)
                self.ids -= {f"{self.slug}--{name}"}
            if row is not None:
                for group in table:
                    for one in list(group):
                        if line in one:
                            group.remove(one)
            else:
                parent.remove(line)
        if not plain(caption):
            return
        inner = _wrap(table)
        fill(table, [caption, inner])
        self._done(table, "sg-tabled", name)

    def _leads(self, block: ET.Element) -> bool:
        """Tell whether a paragraph beside a table is its caption."""
        return block.get("class") is None and bool(_SAID.match(block.text or "") or self.typed["table"].match(plain(block)))

    def _listing(self, block: ET.Element) -> None:
        name, number = (block.attrib.pop(f"data-sg-{key}", "") for key in ("label", "number"))
        title = block.get("data-title", "")
        # The source of a diagram that could not be drawn has a label, no caption.
        if title and title != "Mermaid" and plain(block):
            del block.attrib["data-title"]
            inner = _wrap(block)
            caption = ET.Element("figcaption")
            fill(caption, _inline(title))
            fill(block, [caption, inner])
            if number:
                block.set("data-typed", number)
            self._done(block, "sg-listed", name)
        elif name and f"{self.slug}--{name}" not in self.ids:
            block.set("id", f"{self.slug}--{name}")
            self.ids.add(f"{self.slug}--{name}")

    def _figure(self, figure: ET.Element) -> None:
        """Say what a figure the author made holds; a quote with its source is none of ours."""
        caption = figure.find("figcaption")
        if figure.get("class") or figure.get("data-sg-class") or caption is None:
            return
        if not plain(caption):
            self.problems.append((figure, "info", "caption-empty", "a figure's caption has no words; it gets no number"))
            figure.remove(caption)
            return
        inside = {part.tag for part in figure.iter()}
        kind = "sg-tabled" if "table" in inside else "sg-listed" if "pre" in inside else "sg-figure"
        if kind == "sg-figure" and not inside & {"img"} and figure.find(".//*[@class='sg-missing']") is None:
            return
        if kind != "sg-figure":
            figure.remove(caption)
            figure.insert(0, caption)
        self._done(figure, kind, "")

    def _done(self, figure: ET.Element, kind: str, name: str) -> None:
        figure.set("class", kind)
        figure.set("data-cap", KINDS[kind])
        caption = figure.find("figcaption")
        if caption is not None:
            _trim(caption)
        if name and f"{self.slug}--{name}" in self.ids:
            self.problems.append(_twice(figure, name))
        elif name:
            figure.set("id", f"{self.slug}--{name}")
            self.ids.add(f"{self.slug}--{name}")

    def number(self) -> None:
        """Number the figures of each kind in order; a number the author typed stays where the text may refer to it."""
        found: dict[str, list[tuple[ET.Element, ET.Element]]] = {kind: [] for kind in _NAMES}
        for figure in self.root.iter("figure"):
            caption = figure.find("figcaption")
            if figure.get("data-cap") and caption is not None:
                found[figure.get("data-cap", "")].append((figure, caption))
        for kind, figures in found.items():
            typed = [figure.get("data-typed") or self._typed(kind, caption) for figure, caption in figures]
            keep = self._is_said(kind, [number for number in typed if number], figures)
            place = 0
            for (figure, _), number in zip(figures, typed, strict=True):
                figure.attrib.pop("data-typed", None)
                if keep and number:
                    figure.set("data-typed", number)
                elif not keep or _LABELLED.match((figure.get("id") or "").removeprefix(f"{self.slug}--")):
                    place += 1
                    figure.set("data-n", str(place))

    def _typed(self, kind: str, caption: ET.Element) -> str:
        """Take "Figure 3:" off the beginning of *caption* and return the number; empty where there is none."""
        match = self.typed[kind].match(plain(caption))
        if match is None:
            return ""
        holder, parents = caption, [caption]
        while not (holder.text or "").strip() and len(holder):
            holder = holder[0]
            parents.append(holder)
        said = self.typed[kind].match((holder.text or "").lstrip() + (" x" if len(parents) > 1 else ""))
        if said is None:
            return ""
        holder.text = (holder.text or "").lstrip()[said.end() :]
        if len(parents) > 1 and not holder.text and not len(holder):
            rest, parents[-2].text = (holder.tail or "").lstrip(" :.–—-"), None
            parents[-2].remove(holder)
            parents[-2].text = rest
        return match["number"]

    def _is_said(self, kind: str, numbers: list[str], figures: list[tuple[ET.Element, ET.Element]]) -> bool:
        """Tell whether the author's *numbers* must stay: they name a chapter, or the lesson's text names one of them."""
        if any(not number.isdigit() for number in numbers):
            return True
        if not numbers:
            return False
        captions = {id(caption) for _, caption in figures}
        said = re.compile(rf"(?:{_NAMES[kind]})\W{{0,3}}(?:{'|'.join(map(re.escape, numbers))})(?![\d.-]*\d)", re.IGNORECASE)
        return any(said.search(text) for text in _texts(self.root, captions))


def _stands_above(root: ET.Element) -> bool:
    """Tell whether lines ": Caption" stand above tables in this lesson rather than below, where one could mean two."""
    votes = 0
    for before, line, after in zip([None, *root], root, [*list(root)[1:], None], strict=False):
        if line.tag == "p" and _SAID.match(line.text or ""):
            votes += (after is not None and after.tag == "table") - (before is not None and before.tag == "table")
    return votes > 0


def _prefix(kind: str, language: str) -> re.Pattern[str]:
    own = re.escape(word(language, kind))
    return re.compile(rf"(?:{_NAMES[kind]}|{own})\s*{_NUMBER}(?:\s*[:：.．–—]|\s+-)\s*(?=\S)", re.IGNORECASE)


def _texts(element: ET.Element, captions: set[int]) -> Iterator[str]:
    """Yield the words of every paragraph, item and cell of *element* but those of captions."""
    if id(element) in captions or element.tag == "pre":
        return
    if element.tag in ("p", "li", "td", "dd"):
        yield " ".join("".join(element.itertext()).split())
        return
    for child in element:
        yield from _texts(child, captions)


def _alone(block: ET.Element) -> tuple[ET.Element, ET.Element, list[ET.Element], ET.Element | None] | None:
    """Return the one picture of a paragraph, what holds it (a link, or itself), anchors beside it, and a line in italics below."""
    if (block.text or "").strip():
        return None
    picture, holder, below = None, None, None
    anchors: list[ET.Element] = []
    for child in block:
        if (child.tail or "").strip():
            return None
        inside = child[0] if child.tag == "a" and len(child) == 1 and not (child.text or "").strip() and not (child[0].tail or "").strip() else child
        missing = inside.get("class") == "sg-missing"
        if picture is None and (inside.tag == "img" or missing):
            picture, holder = inside, child
        elif child.tag in ("a", "span") and not len(child) and not (child.text or "").strip():
            anchors += [child] if child.get("id") else []
        elif child.tag in ("em", "i") and picture is not None and below is None:
            below = child
        elif child.tag != "br":
            return None
    if picture is None or holder is None or (below is not None and len(plain(below).split()) > _LONGEST):
        return None
    return picture, holder, anchors, below


def _is_credit(line: ET.Element) -> bool:
    """Tell whether the line below a picture says where it is from, or is a link, and so no caption."""
    words = plain(line)
    return bool(_CREDIT.match(words)) or any(link.tag == "a" and plain(link) == words for link in line)


def _caption_row(table: ET.Element) -> ET.Element | None:
    """Return the cell of the last row that is ": Caption", written straight below a table."""
    rows = list(table.iter("tr"))
    cells = list(rows[-1]) if len(rows) > 1 else []
    if not cells or any(plain(cell) for cell in cells[1:]) or not _SAID.match(cells[0].text or ""):
        return None
    return cells[0]


def _twice(element: ET.Element, name: str) -> tuple[ET.Element, str, str, str]:
    return element, "warning", "label-twice", f"the label {name} stands twice; links lead to the first"


def _trim(caption: ET.Element) -> None:
    """Take white space off both ends of *caption*."""
    caption.text = (caption.text or "").lstrip()
    if len(caption):
        caption[-1].tail = (caption[-1].tail or "").rstrip()
    else:
        caption.text = caption.text.rstrip()


def _take_list(caption: ET.Element) -> str:
    """Take an attribute list off the end of *caption* and return its id."""
    holder, words = (caption[-1], caption[-1].tail) if len(caption) else (caption, caption.text)
    match = _LIST.search(words or "")
    name = _ID.search(match[1]) if match else None
    if match is None or name is None:
        return ""
    rest = (words or "")[: match.start()]
    if len(caption):
        holder.tail = rest
    else:
        holder.text = rest
    return name[1]


def _take_anchor(caption: ET.Element, slug: str) -> str:
    """Take a place to link to off the end of *caption* and return its name."""
    last = caption[-1] if len(caption) else None
    if last is None or not _is_anchor(last) or (last.tail or "").strip():
        return ""
    caption.remove(last)
    return (last.get("id") or "").removeprefix(f"{slug}--")


def _beside(parent: ET.Element, table: ET.Element, after: ET.Element | None, slug: str) -> str:
    """Take the paragraph or row that holds nothing but a label below *table* and return the label."""
    rows = list(table.iter("tr"))
    cell = rows[-1][0] if len(rows) > 1 and len(rows[-1]) else None
    if cell is not None and len(cell) == 1 and _is_anchor(cell[0]) and not any(plain(one) for one in rows[-1]):
        for group in table:
            if rows[-1] in list(group):
                group.remove(rows[-1])
        return (cell[0].get("id") or "").removeprefix(f"{slug}--")
    if after is not None and after.tag == "p" and len(after) == 1 and _is_anchor(after[0]) and not plain(after):
        parent.remove(after)
        return (after[0].get("id") or "").removeprefix(f"{slug}--")
    return ""


def _is_anchor(element: ET.Element) -> bool:
    return element.tag in ("a", "span") and bool(element.get("id")) and not len(element) and not (element.text or "").strip()


def _wrap(block: ET.Element) -> ET.Element:
    """Return a copy of *block*, which itself becomes an empty figure in its place, with its id and our marks."""
    inner = ET.Element(block.tag, {key: value for key, value in block.attrib.items() if not _outer(key)})
    fill(inner, contents(block))
    kept = {key: value for key, value in block.attrib.items() if _outer(key)}
    block.tag = "figure"
    block.attrib.clear()
    block.attrib.update(kept)
    return inner


def _outer(name: str) -> bool:
    return name == "id" or name.startswith("data-sg-")


def _inline(words: str) -> list[str | ET.Element]:
    """Return the words of a title written where no Markdown is read; code between backquotes is code."""
    nodes: list[str | ET.Element] = []
    for at, part in enumerate(words.split("`")):
        if at % 2 and words.count("`") >= at + 1:
            code = ET.Element("code")
            code.text = part
            nodes.append(code)
        elif part:
            nodes.append(part)
    return nodes
