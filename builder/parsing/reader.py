"""The reader of block structure: markdown-it-py, mended where GitHub's parser reads blocks otherwise."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_OPEN_CLOSE_TAG_STR
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

NESTING = 60
"""Levels of nesting that are read; every block of a list or quote is one."""
_TAG_ALONE = re.compile(HTML_OPEN_CLOSE_TAG_STR + r"\s*$")


@cache
def block_reader(idioms: bool) -> MarkdownIt:
    """Return the reader of block structure; its inline stage is off. *idioms* as in `markdown.render`."""
    reader = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table").use(footnote_plugin)
    if idioms:
        reader.use(deflist_plugin).use(admon_plugin)
    reader.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    reader.core.ruler.enableOnly(["normalize", "block"])
    return reader


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block of HTML; a tag alone on a line ends a quote or an item whose text it does not stand under.

    By the standard such a tag cannot end a paragraph. GitHub's parser keeps to that only inside the paragraph's own block.
    """
    if silent and (state.parentType == "blockquote" or state.sCount[start] < state.blkIndent):
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        if not state.is_code_block(start) and _TAG_ALONE.match(line):
            return True
    return html_block(state, start, end, silent)
