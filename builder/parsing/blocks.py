"""The block structure of Markdown, read as GitHub reads it, handed to Python-Markdown as a tree.

markdown-it-py reads blocks by the CommonMark rules (nested lists, lists straight after a line, fences in items, GFM
tables); its inline text stays raw in the tree, where Python-Markdown's inline processors take it up. Code blocks and
raw HTML are kept aside (`Aside`), so that nothing but their own stages can touch them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.util import AtomicString
from markdown_it.token import Token

from builder.parsing.aside import Aside, Code
from builder.parsing.atoms import Atoms
from builder.parsing.emphasis import RUN, settled
from builder.parsing.figures import flow, level, listed
from builder.parsing.idioms import Text, join, part
from builder.parsing.reader import LONGEST_LINE, NESTING, block_reader
from builder.parsing.sanitise import closed_names, tame
from builder.parsing.shortcodes import read_codes
from builder.parsing.spans import Span

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_ALIGN = re.compile(r"text-align:(right|center)")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
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
        run = text.split("\n")
        builder = _Tree(self.md, self.aside, self.atoms, self.idioms, run)
        builder.build(join(tokens, run, self.aside.keep) if self.idioms else tokens)
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
        lines = text.split("\n")
        raw = self.lines[line : line + len(lines)]
        raw[-1:] = [part.rstrip(" \t") for part in raw[-1:]]
        if len(self.stack) == 2 and [part.lstrip(" \t") for part in raw] == lines:
            # Only here is the indentation the author's own, that of no list or quote around: it continues an item.
            lines = raw
        if self.idioms and "dialect" not in self.aside.keep and (holder is None or holder.tag not in _HEADINGS):
            # A heading's anchor is made from its short codes (`sections`).
            text, lines = read_codes(text), read_codes("\n".join(lines)).split("\n")
        pieces: list[Text | Span] = [(0, lines, False)]
        if self.idioms and (holder is None or holder.tag == "p"):
            pieces = part(lines, self._above(line), self.aside.keep, item is not None)
        if item is not None and len(pieces) == 1 and isinstance(pieces[0], Span) and len(pieces[0].items) == 1:
            # A bulleted item that begins with a tick: the whole list tells what it is (`tidy`).
            pieces = [(0, lines, False)]
        if len(pieces) == 1 and not isinstance(pieces[0], Span) and not pieces[0][2]:
            self._put(holder, text, line)
        else:
            self._split(holder, pieces, line)

    def _above(self, line: int) -> str:
        """Return the nearest line above *line* that holds something, of the last few."""
        return next((text for text in reversed(self.lines[max(0, line - 3) : line]) if text.strip()), "")

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

    def _split(self, holder: ET.Element | None, pieces: list[Text | Span], line: int) -> None:
        """Put paragraphs, lists, flows and trees where one run of lines stood."""
        parent = self.top
        if holder is not None:
            self.stack.pop()
            parent = self.top
            parent.remove(holder)
            self.stack.append(holder)
        for piece in pieces:
            if isinstance(piece, Span):
                self._idiom(parent, piece, line)
                continue
            start, lines, breaks = piece
            element = ET.SubElement(parent, "p", {"data-sg-line": str(line + start)})
            self.stack.append(element)
            self._put(element, ("\\\n" if breaks else "\n").join(part.lstrip(" \t") for part in lines), line + start)
            self.stack.pop()
            if breaks:
                element.set("data-sg-class", "sg-lines")
                self.aside.turned.append((line + start, "lines", lines[0].strip()))

    def _idiom(self, parent: ET.Element, span: Span, line: int) -> None:
        """Put what *span*, of a run of lines that begins on *line*, is."""
        raw = self.lines[line + span.start : line + span.end]
        self.aside.turned.append((line + span.start, span.rule, raw[0].strip() if raw else ""))
        if span.rule == "tree":
            self.aside.codes.append(Code("\n".join(level(raw)) + "\n", "tree", line + span.start))
            number = str(len(self.aside.codes) - 1)
            ET.SubElement(parent, "pre", {"data-sg-code": number, "data-sg-line": str(line + span.start)})
        elif span.rule == "flow":
            flow(parent, span, line, self.atoms.take)
        else:
            last = parent[-1] if len(parent) else None
            listing = last if last is not None and self.ticked.get(last) == span.mark else None
            made = listed(parent, listing, span, line, self.atoms.take)
            self.ticked[made] = span.mark

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
