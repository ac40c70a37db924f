"""The block structure of Markdown, read as GitHub reads it, handed to Python-Markdown as a tree.

markdown-it-py reads blocks by the CommonMark rules (nested lists, lists straight after a line, fences in items, GFM
tables); its inline text stays raw in the tree, where Python-Markdown's inline processors take it up. Code blocks and
raw HTML are kept aside (`Aside`), so that nothing but their own stages can touch them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.util import AtomicString
from markdown_it.token import Token

from builder.model import Asset
from builder.parsing.atoms import Atoms
from builder.parsing.emphasis import RUN, settled
from builder.parsing.maths import Maths
from builder.parsing.reader import LONGEST_LINE, NESTING, block_reader
from builder.parsing.sanitise import closed_names, tame
from builder.parsing.ticks import Piece, split_ticks

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_ALIGN = re.compile(r"text-align:(right|center)")
_CONTAINERS = {
    "bullet_list_open": "ul", "ordered_list_open": "ol", "list_item_open": "li",
    "blockquote_open": "blockquote", "table_open": "table", "thead_open": "thead",
    "tbody_open": "tbody", "tr_open": "tr", "th_open": "th", "td_open": "td",
    "dl_open": "dl", "dt_open": "dt", "dd_open": "dd", "heading_open": "",
    "admonition_open": "aside", "admonition_title_open": "p", "paragraph_open": "p",
}  # fmt: skip
_PART = 8_000
"""A longer paragraph is read in parts, parted at line ends, for the same reason."""
_DROPPED = re.compile(r"<(audio|canvas|embed|form|iframe|object|script|style|svg|template|video)\b", re.IGNORECASE)
_PLACES = re.compile(r"<(?:img|a)(?=\s)", re.IGNORECASE)


@dataclass(slots=True)
class Code:
    """A code block as it stood: *info* is what follows the fence's opening marks."""

    text: str
    info: str
    line: int


@dataclass(slots=True)
class Aside:
    """What the block stage keeps for the stages after it."""

    codes: list[Code] = field(default_factory=list)
    problems: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Line (from 0), level, code and message."""
    maths: Maths = field(default_factory=Maths)
    mermaid: tuple[str, str] = ("", "")
    """As in `Rules`."""
    drawn: list[Asset] = field(default_factory=list)
    """Diagrams drawn from the lesson's text."""
    editions: list[tuple[int, int, str]] = field(default_factory=list)
    """First and last line (from 0) of what stands in one edition alone, and which."""
    lines: tuple[int, ...] = ()
    """The line of the file (from 0) each line of the text stands for; empty when none moved."""
    changes: tuple[tuple[int, str], ...] = ()
    """Line of the file (from 0) and text of marks of other programs that were taken out."""


class TokenParser(BlockParser):
    """Python-Markdown's block parser, replaced: it builds its tree from markdown-it's tokens."""

    def __init__(self, md: Markdown, aside: Aside, atoms: Atoms, idioms: bool) -> None:
        super().__init__(md)
        self.aside = aside
        self.atoms = atoms
        self.idioms = idioms

    def parseDocument(self, lines: Any) -> Any:  # noqa: N802 - Python-Markdown's name
        """Return the tree of the document in *lines*."""
        env: dict[str, Any] = {}
        text = "\n".join(lines)
        tokens = block_reader(self.idioms).parse(text, env)
        self.aside.editions += env.get("sg_editions", [])
        if any(token.nesting == 1 and token.level >= NESTING - 1 for token in tokens):
            # markdown-it passes over what lies deeper.
            raise RecursionError
        for label, target in env.get("references", {}).items():
            self.md.references[label] = (target["href"], target.get("title") or "")
        builder = _Tree(self.md, self.aside, self.atoms, self.idioms, text.split("\n"))
        builder.build(tokens)
        return ET.ElementTree(builder.root)


class _Tree:
    """Builds elements from tokens, one after the other."""

    def __init__(self, md: Markdown, aside: Aside, atoms: Atoms, idioms: bool, lines: list[str]) -> None:
        self.md = md
        self.aside = aside
        self.atoms = atoms
        self.idioms = idioms
        self.lines = lines
        self.root = ET.Element(md.doc_tag)
        self.closed = closed_names("\n".join(lines))
        self.stack: list[ET.Element | None] = [self.root]
        self.notes = ET.Element("section", {"data-sg-class": "sg-footnotes"})
        self.ticked: dict[ET.Element, str] = {}
        """Lists made of ticked lines, so that the next such paragraph continues them."""

    def build(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.type.endswith("_close"):
                self._close(token)
            elif token.type in _CONTAINERS:
                self._open(token)
            elif token.type == "footnote_reference_open":
                note = ET.SubElement(self.notes, "div", {"data-sg-note": token.meta["label"]})
                self.stack.append(note)
            elif token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._html(token)
            elif token.type == "hr":
                ET.SubElement(self.top, "hr")
        if len(self.notes):
            self.root.append(self.notes)

    @property
    def top(self) -> ET.Element:
        return next(element for element in reversed(self.stack) if element is not None)

    def _open(self, token: Token) -> None:
        if token.hidden:
            # A tight list: its items hold text, not paragraphs.
            self.stack.append(None)
            return
        element = ET.SubElement(self.top, _CONTAINERS[token.type] or token.tag)
        if token.map:
            element.set("data-sg-line", str(token.map[0]))
        if token.type == "ordered_list_open" and token.attrGet("start"):
            element.set("start", str(token.attrGet("start")))
        if token.type in ("th_open", "td_open"):
            align = _ALIGN.search(str(token.attrGet("style") or ""))
            if align:
                element.set("data-sg-class", f"sg-{align[1]}")
        if token.type == "admonition_open":
            element.set("data-sg-kind", str(token.meta.get("tag", "note")))
        if token.type == "admonition_title_open":
            element.set("data-sg-class", "sg-label")
        self.stack.append(element)

    def _close(self, token: Token) -> None:
        if len(self.stack) > 1:
            self.stack.pop()

    def _inline(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        text = "\n".join(part.lstrip(" \t") for part in token.content.split("\n")).rstrip(" \t")
        holder = self.stack[-1]
        item = self._item()
        if item is not None:
            task = _TASK.match(text)
            if task and len(item) <= (holder is not None) and not (item.text or "").strip():
                item.set("data-sg-done", "0" if task[1] == " " else "1")
                text = text[task.end():]
        long = [number for number, part in enumerate(text.split("\n")) if len(part) > LONGEST_LINE]
        if long:
            size = max(len(part) for part in text.split("\n"))
            self.aside.problems.append((
                line + long[0], "warning", "line-long", f"a line of {size} characters is set as it stands",
            ))
            self._set(holder, self.atoms.literal(text), line)
            return
        pieces: list[Piece] = [text]
        if self.idioms and (holder is None or holder.tag == "p"):
            pieces = split_ticks(text)
        if item is not None and len(pieces) == 1 and not isinstance(pieces[0], str) and len(pieces[0][1]) == 1:
            # A bulleted item that begins with a tick: the whole list tells what it is (`tidy`).
            pieces = [text]
        if len(pieces) == 1 and isinstance(pieces[0], str):
            self._put(holder, text, line)
        else:
            self._split(holder, pieces, line)

    def _item(self) -> ET.Element | None:
        """Return the list item whose first words come now, if any."""
        for element in reversed(self.stack):
            if element is not None and element.tag == "li":
                return element
            if element is not None and element.tag != "p":
                return None
        return None

    def _put(self, holder: ET.Element | None, text: str, line: int) -> None:
        self._set(holder, self.atoms.take(text), line)

    def _set(self, holder: ET.Element | None, text: str, line: int) -> None:
        if len(text) > _PART and "\n" in text:
            for part in _parts(text):
                span = ET.SubElement(self.top, "span", {"data-sg-part": "1", "data-sg-line": str(line)})
                span.text = part
                line += part.count("\n")
            return
        if holder is not None:
            holder.text = settled((holder.text or "") + text)
            return
        self._append(text, line)

    def _append(self, text: str, line: int) -> None:
        """Add *text* that stands in no paragraph."""
        top = self.top
        if len(top):
            top[-1].tail = settled((top[-1].tail or "") + text)
        else:
            top.text = settled((top.text or "") + text)
            if top is not self.root:
                top.set("data-sg-line", top.get("data-sg-line", str(line)))

    def _split(self, holder: ET.Element | None, pieces: list[Piece], line: int) -> None:
        """Put paragraphs and lists of ticks where one run of lines stood."""
        parent = self.top
        if holder is not None:
            self.stack.pop()
            parent = self.top
            parent.remove(holder)
            self.stack.append(holder)
        for piece in pieces:
            if isinstance(piece, str):
                element = ET.SubElement(parent, "p", {"data-sg-line": str(line)})
                self.stack.append(element)
                self._put(element, piece, line)
                self.stack.pop()
                line += piece.count("\n") + 1
            else:
                kind, items = piece
                if len(parent) and self.ticked.get(parent[-1]) == kind:
                    listing = parent[-1]
                else:
                    listing = ET.SubElement(parent, "ul", {"data-sg-line": str(line)})
                    self.ticked[listing] = kind
                if kind:
                    listing.set("data-sg-class", kind)
                for item in items:
                    ET.SubElement(listing, "li", {"data-sg-line": str(line)}).text = self.atoms.take(item)
                    line += item.count("\n") + 1

    def _code(self, token: Token) -> None:
        first, end = token.map or [0, 0]
        if token.type == "fence" and not _closed(self.lines, end, token):
            self.aside.problems.append(
                (first, "warning", "fence-unclosed", "this code fence is never closed")
            )
        self.aside.codes.append(Code(token.content, token.info if token.type == "fence" else "", first))
        number = str(len(self.aside.codes) - 1)
        ET.SubElement(self.top, "pre", {"data-sg-code": number, "data-sg-line": str(first)})

    def _html(self, token: Token) -> None:
        first = token.map[0] if token.map else 0
        raw = token.content.rstrip("\n")
        if raw.lstrip().startswith("<!--") and "-->" not in raw:
            self.aside.problems.append(
                (first, "warning", "comment-unclosed", "this comment is never closed; what follows is left out")
            )
        raw = tame(raw, inline=False, closed=self.closed)
        lines = []
        for number, line in enumerate(raw.split("\n"), first):
            for name in dict.fromkeys(found.lower() for found in _DROPPED.findall(line)):
                self.aside.problems.append((number, "info", "html-dropped", f"a book cannot hold <{name}>; left out"))
            lines.append(_PLACES.sub(rf'\g<0> data-sg-line="{number}"', line))
        # Not in a paragraph: tags may open here and close in another block.
        run = ET.SubElement(self.top, RUN)
        run.text = AtomicString(self.atoms.keep("\n".join(lines).lstrip()) + "\n")


def _closed(lines: list[str], end: int, token: Token) -> bool:
    """Tell whether the last line of a fence's map closes it."""
    last = lines[end - 1].strip().lstrip("> ") if 0 < end <= len(lines) else ""
    first, _ = token.map or [0, 0]
    return end - 1 > first and last.startswith(token.markup) and not last.strip(token.markup[0])


def _parts(text: str) -> list[str]:
    """Return *text* cut at line ends into parts of about `_PART` characters."""
    parts: list[str] = []
    run: list[str] = []
    size = 0
    for line in text.splitlines(keepends=True):
        run.append(line)
        size += len(line)
        if size > _PART:
            parts.append("".join(run))
            run, size = [], 0
    return [*parts, "".join(run)] if run else parts
