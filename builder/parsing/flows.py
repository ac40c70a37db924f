"""Flows: a ladder of short lines parted by lines that hold only `↓`, or one line of nodes joined by `→`.

Three nodes at least, each a name and no sentence: two are a remark (“Traffic spike → add instances”), longer ones are
prose. Other arrows in text stay what they are.
"""

from __future__ import annotations

import re

from builder.parsing.maths import RESERVED
from builder.parsing.spans import Node, Span, shown

LONGEST = 40
_LONGEST_REMARK = 60
_TALLEST = 3
_DOWN = re.compile(r"[↓⬇▼⇩⇣🠗🡇]\ufe0f?")
_STEM = re.compile(r"[|│┃]")
_HEAD = re.compile(r"[vV]")
_RIGHT = re.compile(r"[ \t]*+[→➜⟶➔➝⇢][\ufe0f \t]*+")
_OTHER_ARROW = re.compile(r"[←↔⇄⇆⇒⟵⟷↑→➜⟶↓]")
_REMARK = re.compile(r"(\S.*?)[ \t]+\(([^()]+)\)")
_SENTENCE = re.compile(r"[.!?;。！？；][\"'”’)*_]*(?:\s|$)|:$")
_BLOCK = re.compile(r"[-+*>|#][ \t]|\d{1,3}[.)][ \t]|[✔✅☑✓❌•▸◦➤👉]")


def find_flows(lines: list[str]) -> list[Span]:
    """Return the flows among *lines*; blank lines may stand in a ladder."""
    return sorted([*_ladders(lines), *_across(lines)], key=lambda span: span.start)


def is_arrow(line: str) -> bool:
    """Tell whether *line* holds an arrow downwards, or a piece of one, and nothing else."""
    return _part(line) in ("arrow", "stem")


def _part(line: str) -> str:
    bare = line.strip()
    if len(bare) > 2 or not bare:
        return "text" if bare else ""
    for pattern, name in ((_DOWN, "arrow"), (_STEM, "stem"), (_HEAD, "head")):
        if pattern.fullmatch(bare):
            return name
    return "text"


def _groups(lines: list[str]) -> list[list[int]]:
    """Return the lines by number, those of text and those of arrows in turn, text first; blank lines are in none."""
    groups: list[list[int]] = [[]]
    last = ""
    for at, line in enumerate(lines):
        part = _part(line)
        if not part:
            continue
        if part == "head":
            # A letter, unless a stem leads to it.
            part = "arrow" if last == "stem" else "text"
        arrow = part != "text"
        if arrow == (len(groups) % 2 == 1):
            groups.append([])
        groups[-1].append(at)
        last = part
    if len(groups) % 2 == 0:
        groups.append([])
    return groups


def _ladders(lines: list[str]) -> list[Span]:
    if not any(is_arrow(line) for line in lines):
        return []
    groups = _groups(lines)
    spans: list[Span] = []
    run: list[list[int]] = []
    for number in range(0, len(groups), 2):
        text = groups[number]
        arrow = groups[number + 1] if number + 1 < len(groups) else []
        pointed = bool(arrow) and _part(lines[arrow[-1]]) != "stem"
        if run:
            ends = len(text) > _TALLEST or not text or not pointed
            run.append(_first(lines, text) if ends else text)
            if ends:
                spans += _ladder(lines, run)
                run = []
        if not run and pointed and text:
            run = [_last(lines, text)]
    return spans


def _first(lines: list[str], text: list[int]) -> list[int]:
    return text[: 2 if len(text) > 1 and _is_bracket(lines[text[1]]) else 1]


def _last(lines: list[str], text: list[int]) -> list[int]:
    return text[-2 if len(text) > 1 and _is_bracket(lines[text[-1]]) else -1 :]


def _is_bracket(line: str) -> bool:
    return line.strip().startswith("(") and line.strip().endswith(")")


def _ladder(lines: list[str], run: list[list[int]]) -> list[Span]:
    run = [text for text in run if text]
    nodes = [_node([lines[at] for at in text]) for text in run]
    if len(nodes) < 3 or not all(_is_node(node) for node in nodes):
        return []
    return [Span(run[0][0], run[-1][-1] + 1, "flow", nodes=tuple(nodes))]


def _across(lines: list[str]) -> list[Span]:
    """Return the flows that stand in one line each, not in the middle of a sentence that runs over lines."""
    spans: list[Span] = []
    for at, line in enumerate(lines):
        if len(line) > 400 or not _RIGHT.search(line):
            continue
        bare = line.strip().removesuffix("\\").rstrip()
        if bare.startswith("**") and bare.endswith("**") and bare.count("**") == 2:
            bare = bare[2:-2]
        nodes = [_node([part]) for part in _RIGHT.split(bare)]
        before = lines[at - 1].strip() if at else ""
        free = not before or before[-1] in ".:!?。：！？*" or bool(spans and spans[-1].end == at)
        after = lines[at + 1].strip() if at + 1 < len(lines) else ""
        if free and not after[:1].islower() and len(nodes) >= 3 and all(_is_node(node) for node in nodes):
            spans.append(Span(at, at + 1, "flow", nodes=tuple(nodes)))
    return spans


def _node(lines: list[str]) -> Node:
    kept = [line.strip().removesuffix("\\").rstrip() for line in lines]
    if len(kept) > 1 and _is_bracket(kept[-1]):
        return Node(tuple(kept[:-1]), kept[-1][1:-1])
    found = _REMARK.fullmatch(kept[-1])
    return Node((*kept[:-1], found[1]), found[2]) if found else Node(tuple(kept))


def _is_node(node: Node) -> bool:
    return len(shown(node.remark)) <= _LONGEST_REMARK and all(_is_name(line) for line in node.lines)


def _is_name(line: str) -> bool:
    """Tell whether *line* is short, has a word, and is whole: no sentence, no half of a phrase, no other block."""
    return (
        len(shown(line)) <= LONGEST and any(char.isalnum() for char in line)
        and not _SENTENCE.search(line) and not _OTHER_ARROW.search(line) and not _BLOCK.match(line)
        and "<" not in line and not RESERVED.search(line)
        and line.count("`") % 2 == 0 and line.count("**") % 2 == 0
        and line.count("(") == line.count(")") and line.count("[") == line.count("]")
    )  # fmt: skip
