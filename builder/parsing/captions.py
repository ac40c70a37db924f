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

from builder.parsing.caption_parts import (
    SAID,
    beside,
    caption_row,
    inline,
    is_credit,
    lone_picture,
    take_anchor,
    take_list,
    trim,
    wrap,
)
from builder.parsing.sections import plain
from builder.parsing.shapes import contents, fill
from builder.words import word

KINDS = {"sg-figure": "figure", "sg-tabled": "table", "sg-listed": "listing"}
"""What stands in a figure of ours, by its class."""
_NAMES = {
    "figure": r"figure|fig\.?|image|diagram", "table": r"table|tbl\.?", "listing": r"listing|code|example|lst\.?",
}  # fmt: skip
_NUMBER = r"(?P<number>(?:\d{1,3}|[A-Z](?=[.\-–]))(?:[.\-–]\d{1,3}){0,3}[a-z]?)"
_LABELLED = re.compile(r"(?:fig|figure|tbl|tab|table|lst|listing)[-_:]", re.IGNORECASE)
_FILE = re.compile(r"[\w./ -]+\.(?:png|jpe?g|gif|svg|webp)|https?:\S*", re.IGNORECASE)
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
        alone = lone_picture(block)
        if alone is None:
            return
        picture, holder, anchors, below = alone
        name = next((anchor.get("id", "").removeprefix(f"{self.slug}--") for anchor in anchors), "")
        caption = ET.Element("figcaption")
        labelled = bool(name) and bool(_LABELLED.match(name))
        title = picture.get("title", "").strip()
        if below is not None and not is_credit(below):
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
            row = caption_row(table)
            line = row if row is not None else next(
                (block for block in ((before, after) if self.above else (after, before))
                 if block is not None and block.tag == "p" and block in parent and self._leads(block)), None,
            )  # fmt: skip
            if line is None:
                return
            fill(caption, contents(line))
            caption.text = SAID.sub("", caption.text or "", count=1)
            name = take_list(caption)
            if not name:
                name = take_anchor(caption, self.slug) or beside(parent, table, after if line is before else None, self.slug)
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
        inner = wrap(table)
        fill(table, [caption, inner])
        self._done(table, "sg-tabled", name)

    def _leads(self, block: ET.Element) -> bool:
        """Tell whether a paragraph beside a table is its caption."""
        return block.get("class") is None and bool(SAID.match(block.text or "") or self.typed["table"].match(plain(block)))

    def _listing(self, block: ET.Element) -> None:
        name, number = (block.attrib.pop(f"data-sg-{key}", "") for key in ("label", "number"))
        title = block.get("data-title", "")
        # The source of a diagram that could not be drawn has a label, no caption.
        if title and title != "Mermaid" and plain(block):
            del block.attrib["data-title"]
            inner = wrap(block)
            caption = ET.Element("figcaption")
            fill(caption, inline(title))
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
            trim(caption)
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
        if line.tag == "p" and SAID.match(line.text or ""):
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


def _twice(element: ET.Element, name: str) -> tuple[ET.Element, str, str, str]:
    return element, "warning", "label-twice", f"the label {name} stands twice; links lead to the first"
