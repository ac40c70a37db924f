"""What a text is made of, block by block: read from our tree and from cmarkgfm's HTML, and compared.

A block is its kind, its depth or level, and its first words. GitHub's own pipeline is imitated: cmarkgfm with GitHub's
extensions, then an HTML5 parser, then no scripts. Nothing of ours takes part in the reading of cmarkgfm's HTML.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options

_EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]
_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
_NAMES = """
a abbr address article aside audio b bdi bdo blockquote br button canvas caption center cite code col colgroup data dd del
details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img
input ins kbd label li main map mark menu meter nav ol optgroup option output p picture pre progress q rp rt ruby s
samp search section select small source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u
ul var video wbr
"""
_ATTRIBUTES = {"*": {"class", "id"}, "img": {"src", "alt"}, "a": {"href"}}
_DROPPED = {"script", "style", "iframe", "noscript", "template", "object", "title"}
_TAG = re.compile(r"""</?([A-Za-z][\w:.-]*)(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?/?>""")
_VOID = re.compile(r"<(br|hr|img|input|source|col|embed|track|wbr)\b([^>]*?)/?>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul", "ol"}
_BLOCKS = {
    *_HEADINGS, *_LISTS, "p", "li", "pre", "blockquote", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "hr",
    "div", "section", "article", "aside", "details", "summary", "figure", "figcaption", "center", "dl", "dt", "dd", "nav",
    "header", "footer", "main", "address", "form", "fieldset", "dialog", "search", "hgroup", "colgroup", "menu", "optgroup",
}  # fmt: skip
_INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code", "a": "link", "del": "del"}
FIRST = 6
"""Words of a block that are compared."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: *level* is a heading's level or the depth of an item or quote, *start* its first words."""

    kind: str
    level: int
    start: str


@dataclass(frozen=True, slots=True)
class Structure:
    """The blocks of a text in order, how often each inline mark stands in it, and its words."""

    blocks: tuple[Block, ...]
    inline: Counter[str]
    words: tuple[str, ...]


def github_html(text: str) -> str:
    """Return the HTML that GitHub's parser makes of *text*."""
    return cmarkgfm.cmark.markdown_to_html_with_extensions(text, options=_OPTIONS, extensions=_EXTENSIONS)


def github_tree(text: str) -> ET.Element:
    """Return the tree of *text* as GitHub's parser and an HTML5 parser read it."""
    names = set(_NAMES.split()) | _DROPPED
    # nh3 drops the words of an element whose name is one of MathML or SVG; GitHub drops its tags alone.
    html = _TAG.sub(lambda tag: tag[0] if tag[1].lower() in names else "", github_html(text))
    safe = nh3.clean(
        html, tags=set(_NAMES.split()), attributes=_ATTRIBUTES, link_rel=None, strip_comments=True,
        clean_content_tags=_DROPPED, url_schemes={"data", "http", "https", "mailto", "ftp", "javascript"},
    )  # fmt: skip
    safe = _ILLEGAL.sub("", _VOID.sub(r"<\1\2/>", safe).replace("&nbsp;", "&#160;"))
    return ET.fromstring(f"<div>{safe}</div>")


def read(root: ET.Element, codes: list[str] | None = None) -> Structure:
    """Return the structure of *root*; *codes* are the code blocks of a tree of ours, whose `pre` are empty."""
    for block in root.iter("pre") if codes is not None else ():
        number = block.get("data-sg-code")
        if number is not None:
            block.text = codes[int(number)]
        # Nothing refers to a note: GitHub drops it, we do not. No note: the reference is text.
    notes = {note.get("data-sg-note", "").casefold() for note in root.iter() if "data-sg-note" in note.attrib}
    used = set()
    for mark in root.iter("sup"):
        label = mark.attrib.pop("data-sg-fn", "").casefold()
        if label in notes:
            used.add(label)
            mark.set("class", "footnote-ref")
    for parent in list(root.iter()):
        for note in [child for child in parent if child.get("data-sg-note", "").casefold() in notes - used]:
            parent.remove(note)
    return _Reader().read(root)


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notes: list[list[Block]] = []
        self.inline: Counter[str] = Counter()
        self.words: list[str] = []

    def read(self, root: ET.Element) -> Structure:
        self._flow(root, 0, 0)
        # Notes are ordered by their first use on one side and as written on the other.
        for note in sorted(self.notes, key=lambda blocks: [block.start for block in blocks]):
            self.blocks += note
        return Structure(tuple(self.blocks), self.inline, tuple(self.words))

    def _flow(self, parent: ET.Element, items: int, quotes: int) -> None:
        """Read what stands in *parent*: blocks, and runs of phrases between them."""
        # The text of a tight item is the item's own, any other loose run is a paragraph.
        own = parent.tag in ("li", "td", "th", "dt", "dd", "summary", "caption", "figcaption", *_HEADINGS, "p")
        run: list[str | ET.Element] = [parent.text or ""]
        for child in parent:
            if child.tag in _BLOCKS or _holds_block(child):
                self._run(run, own)
                own = False if parent.tag == "li" else own
                run = [child.tail or ""]
                self._block(child, items, quotes)
            else:
                run += [child, child.tail or ""]
        self._run(run, own)

    def _run(self, run: list[str | ET.Element], own: bool) -> None:
        words = _words(run)
        self.words += words
        images = [image for node in run if isinstance(node, ET.Element) for image in node.iter("img")]
        if not own and (words or images):
            self.blocks.append(Block("p", 0, " ".join(words[:FIRST])))
        self.blocks += [Block("img", 0, image.get("src", "")) for image in images]
        for node in run:
            if isinstance(node, ET.Element):
                for part in node.iter():
                    if part.tag in _INLINE and (part.get("href") if part.tag == "a" else _shows(part)) and not _is_back(part):
                        self.inline[_INLINE[part.tag]] += 1

    def _block(self, element: ET.Element, items: int, quotes: int) -> None:
        tag = element.tag
        classes = f"{element.get('class', '')} {element.get('data-sg-class', '')}"
        if tag == "section" and "footnotes" in classes:
            self._notes(element)
        elif tag == "pre":
            words = "".join(element.itertext()).split()
            self.words += words
            self.blocks.append(Block("code", 0, " ".join(words[:FIRST])))
        elif tag == "hr":
            self.blocks.append(Block("hr", 0, ""))
        elif tag in _LISTS:
            for child in element:
                self._list_child(child, tag, items + 1, quotes)
        elif tag == "blockquote":
            self._named("quote", quotes + 1, element)
            self._flow(element, items, quotes + 1)
        elif tag in ("table", "tr", "td", "th", "caption", "summary"):
            self._named({"td": "cell", "th": "head"}.get(tag, tag), 0, element)
            self._flow(element, items, quotes)
        elif tag in _HEADINGS or tag == "p":
            self._named("h" if tag != "p" else "p", _HEADINGS.get(tag, 0), element)
            self._flow(element, items, quotes)
        else:
            self._flow(element, items, quotes)

    def _list_child(self, child: ET.Element, tag: str, items: int, quotes: int) -> None:
        if child.tag == "li":
            self._named(f"{tag}-item", items, child)
            self._flow(child, items, quotes)
        elif child.tag in _BLOCKS:
            self._block(child, items, quotes)

    def _named(self, kind: str, level: int, element: ET.Element) -> None:
        start = " ".join(_words([element])[:FIRST]) if kind != "table" else ""
        if kind == "p" and not start and element.find(".//img") is None:
            return
        self.blocks.append(Block(kind, level, start))

    def _notes(self, section: ET.Element) -> None:
        mine, self.blocks = self.blocks, []
        for note in section.iter():
            if (note.tag == "li" and "fn-" in note.get("id", "")) or note.get("data-sg-note"):
                self._flow(note, 0, 0)
                self.notes.append([block for block in self.blocks if block.start or block.kind != "p"])
                self.blocks = []
        self.blocks = mine


def _words(nodes: list[str | ET.Element]) -> list[str]:
    parts: list[str] = []

    def walk(element: ET.Element) -> None:
        if _is_note(element):
            return
        if element.tag in _BLOCKS or element.tag == "br":
            parts.append(" ")
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag in _BLOCKS:
            parts.append(" ")

    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        else:
            walk(node)
    return "".join(parts).split()


def _is_note(element: ET.Element) -> bool:
    return "footnote" in element.get("class", "")


def _is_back(element: ET.Element) -> bool:
    return element.get("href", "").startswith(("#fn-", "#fnref-"))


def _shows(element: ET.Element) -> bool:
    return bool("".join(element.itertext()).strip()) or element.find(".//img") is not None


def _holds_block(element: ET.Element) -> bool:
    return any(part.tag in _BLOCKS for part in element.iter())


def differences(ours: tuple[Block, ...], theirs: tuple[Block, ...]) -> list[tuple[tuple[Block, ...], tuple[Block, ...]]]:
    """Return the runs of blocks that differ, ours and theirs."""
    start = 0
    while start < min(len(ours), len(theirs)) and ours[start] == theirs[start]:
        start += 1
    end = 0
    while end < min(len(ours), len(theirs)) - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    mine, other = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    matcher = SequenceMatcher(None, mine, other, autojunk=False)
    return [(mine[a:b], other[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]
