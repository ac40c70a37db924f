"""Fenced divisions: `::: note Title` … `:::`, as Pandoc, the Carpentries, Docusaurus, VitePress, Quarto and MyST write them.

A line of three or more colons with words after it opens one, a line of colons alone closes the innermost (Pandoc's
`fenced_divs`); the number of colons means nothing. Divisions that say what they are become notes, key points become a
section of their own, and those that only place things (columns) give their content to what is around them.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_MARK = re.compile(r":{3,}[ \t]*(.*?)[ \t]*:*$")
_NAME = re.compile(r"\{?\.?([A-Za-z][\w-]*)\}?")
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)|^\{([A-Za-z][\w-]*)\}")
_TITLE = re.compile(r"""\btitle=(?:"([^"]*)"|'([^']*)')""")
_FENCE = re.compile(r"(`{3,}|~{3,})([^\n]*)")
_SECTIONS = {"keypoints": "Key points", "key-points": "Key points"}
_NAMES = {
    "callout": "note", "prereq": "prerequisites", "prerequisite": "prerequisites", "admonition": "note",
    "details": "details", "spoiler": "details", "dropdown": "details", "alert": "warning",
}  # fmt: skip
EDITIONS = {
    "print-only": "print", "only-print": "print", "screen-only": "screen", "only-screen": "screen",
}  # fmt: skip
"""Divisions that stand in one edition alone; the EPUB is a screen's."""
_PLACING = frozenset({
    *EDITIONS,
    "column", "columns", "grid", "row", "tab-set", "code-group", "group-tab", "panel-tabset", "center", "figure", "raw",
    "card-grid", "cards", "grid-item", "grid-item-card", "margin", "aside", "fullwidth", "incremental", "nonincremental",
    "small", "hidden", "class", "div", "container", "v-pre", "tabs", "layout", "content-visible", "content-hidden",
})  # fmt: skip


def divs_plugin(reader: MarkdownIt) -> None:
    """Let *reader* read fenced divisions."""
    reader.block.ruler.before("fence", "sg_div", _div, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    said = _said(state, start)
    if said is None:
        return False
    if silent:
        return True
    if not said:
        # It closes nothing; what it closed is closed already.
        state.line = start + 1
        return True
    stop = _closing(state, start, end)
    name, title = _read(said)
    if name in EDITIONS:
        state.env.setdefault("sg_editions", []).append((start, stop, EDITIONS[name]))
    line_max, parent = state.lineMax, state.parentType
    opened = _open(state, name, title, start, stop)
    state.lineMax = stop
    state.parentType = "root"
    if state.level < 58:
        state.md.block.tokenize(state, start + 1, stop)
    state.lineMax, state.parentType = line_max, parent
    if opened:
        state.push("admonition_close", "div", -1)
    state.line = min(stop + 1, end)
    return True


def _said(state: StateBlock, line: int) -> str | None:
    """Return what stands after the colons of *line*, or None when it is no mark of a division."""
    first = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", first):
        return None
    match = _MARK.match(state.src[first : state.eMarks[line]])
    return match[1] if match else None


def _closing(state: StateBlock, start: int, end: int) -> int:
    """Return the line that closes the division opened on *start*, or the end of what is around it."""
    depth, fence = 1, ""
    for line in range(start + 1, end):
        first = state.bMarks[line] + state.tShift[line]
        text = state.src[first : state.eMarks[line]]
        if text and state.sCount[line] < state.blkIndent:
            return line
        if fence:
            if text.startswith(fence) and not text.strip(fence[0] + " \t"):
                fence = ""
            continue
        mark = _FENCE.match(text)
        if mark and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
        elif text.startswith(":::") and (said := _said(state, line)) is not None:
            depth += 1 if said else -1
            if not depth:
                return line
    return end


def _read(said: str) -> tuple[str, str]:
    """Return the name of a division and its title."""
    title = _TITLE.search(said)
    if said.startswith("{"):
        found = _CLASS.search(said)
        name = (found[1] or found[2]) if found else ""
        rest = said[said.find("}") + 1 :].strip() if "}" in said else ""
    else:
        match = _NAME.match(said)
        name = match[1] if match else "note"
        rest = said[match.end() :].strip() if match else said
    if rest.startswith("[") and rest.endswith("]"):
        rest = rest[1:-1]
    if rest.startswith("{"):
        rest = ""
    name = name.lower().removeprefix("callout-").removeprefix("admonition-")
    return name, (title[1] or title[2] or "") if title else rest.strip('"')


def _open(state: StateBlock, name: str, title: str, start: int, stop: int) -> bool:
    """Push what opens the division; tell whether it must be closed."""
    if name in _SECTIONS:
        _words(state, "heading", "h2", title or _SECTIONS[name], start)
        return False
    if (name in _PLACING or not name) and not title:
        return False
    if name in ("tab-item", "tab"):
        name = "tab"
    token = state.push("admonition_open", "div", 1)
    token.meta = {"tag": _NAMES.get(name, name or "note")}
    token.map = [start, stop]
    if title:
        _words(state, "admonition_title", "p", title, start)
    return True


def _words(state: StateBlock, kind: str, tag: str, words: str, line: int) -> None:
    token = state.push(f"{kind}_open", tag, 1)
    token.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = words, [line, line + 1], []
    state.push(f"{kind}_close", tag, -1)
