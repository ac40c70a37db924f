"""The reader of block structure: markdown-it-py, mended where GitHub's parser reads blocks otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_OPEN_CLOSE_TAG_STR
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from builder.parsing.divs import divs_plugin

NESTING = 60
"""Levels of nesting that are read; every block of a list or quote is one."""
LONGEST_LINE = 20_000
"""Characters of the longest line read as Markdown; what stands in it is read by patterns that are not all linear."""
_Rule = Callable[[StateBlock, int, int, bool], bool]
_INDENTS = "indents of lists"
_OPENING = re.compile(r">|#{1,6}[ \t]|[-+*][ \t]|\d{1,9}[.)][ \t]")
_TAG_ALONE = re.compile(HTML_OPEN_CLOSE_TAG_STR + r"\s*$")
_TARGET = re.compile(r"<(\w+)[^<>]*></\1>[ \t]*$")
_HEADING = re.compile(r"#{1,6}[ \t]")


@cache
def block_reader(idioms: bool) -> MarkdownIt:
    """Return the reader of block structure; its inline stage is off. *idioms* as in `markdown.render`."""
    reader = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table").use(footnote_plugin)
    if idioms:
        reader.use(deflist_plugin).use(admon_plugin).use(divs_plugin)
    reader.block.ruler.at("html_block", _target if idioms else _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    for rule in reader.block.ruler.__rules__:
        if rule.alt:
            rule.fn = _not_lazily(rule.fn)
        wrapper = {"list": _list, "blockquote": _quote, "table": _table, "admonition": _admonition}.get(rule.name)
        if wrapper:
            rule.fn = wrapper(rule.fn)
    reader.block.ruler.__cache__ = None
    reader.core.ruler.enableOnly(["normalize", "block"])
    return reader


def _not_lazily(rule: _Rule) -> _Rule:
    """Return *rule* that ends no paragraph at a line which only goes on with it: one that a quote has claimed already, or
    one indented like code in the innermost block it stands in.
    """

    def read(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            indent = state.sCount[start]
            if indent < 0:
                return False
            if 4 <= indent < state.blkIndent:
                around = max((one for one in state.env.get(_INDENTS, ()) if one <= indent), default=0)
                if indent - around >= 4:
                    return False
        return rule(state, start, end, silent)

    return read


def _list(rule: _Rule) -> _Rule:
    """Return *rule* that notes how far the block around a list is indented."""

    def read(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, silent)
        indents = state.env.setdefault(_INDENTS, [])
        indents.append(state.blkIndent)
        try:
            return rule(state, start, end, silent)
        finally:
            indents.pop()

    return read


def _quote(rule: _Rule) -> _Rule:
    """Return *rule* that counts indents anew inside a quote."""

    def read(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        around = state.env.get(_INDENTS, [])
        state.env[_INDENTS] = []
        try:
            return rule(state, start, end, silent)
        finally:
            state.env[_INDENTS] = around

    return read


def _table(rule: _Rule) -> _Rule:
    """Return *rule* that takes no line for a table's head which begins a quote, a heading or an item, or is too long."""

    def read(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.bMarks[start] + state.tShift[start]
        too_long = state.eMarks[start] - line > LONGEST_LINE
        return not too_long and not _OPENING.match(state.src, line) and rule(state, start, end, silent)

    return read


def _admonition(rule: _Rule) -> _Rule:
    """Return *rule* that is not asked at the text's end, where it looks one character too far."""

    def read(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.bMarks[start] + state.tShift[start] < len(state.src) and rule(state, start, end, silent)

    return read


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block of HTML; a tag alone on a line ends a quote or an item whose text it does not stand under.

    By the standard such a tag cannot end a paragraph. GitHub's parser keeps to that only inside the paragraph's own block.
    """
    if silent and (state.parentType == "blockquote" or state.sCount[start] < state.blkIndent):
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        if not state.is_code_block(start) and _TAG_ALONE.match(line):
            return True
    return html_block(state, start, end, silent)


def _target(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block of HTML; one that is an empty element, the target of a link, ends before the heading it stands over.

    By the standard the heading would be text of the block, its marks shown; Python-Markdown and Kramdown read it.
    """
    read = _html_block(state, start, end, silent)
    if not read or silent or state.line <= start + 1:
        return read
    first, second = (
        state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]] for line in (start, start + 1)
    )
    if _TARGET.match(first) and _HEADING.match(second):
        token = state.tokens[-1]
        token.content, token.map = state.getLines(start, start + 1, state.blkIndent, True), [start, start + 1]
        state.line = start + 1
    return read
