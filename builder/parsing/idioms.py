"""Runs of lines parted into what they are: paragraphs, lists, flows, trees; each that is no plain text is a change.

`join` brings together paragraphs that blank lines part in the middle of a flow or a list with bullets; `part` reads the
lines of one paragraph.
"""

from __future__ import annotations

from markdown_it.token import Token

from builder.parsing.flows import find_flows, is_arrow
from builder.parsing.short_lines import keep_breaks
from builder.parsing.spans import Span
from builder.parsing.ticks import bullet, find_bullets, find_ticks
from builder.parsing.trees import find_trees

Keep = tuple[str, ...]
Text = tuple[int, list[str], bool]
"""First line, lines, and whether their breaks stay."""


def part(lines: list[str], before: str, keep: Keep, in_item: bool = False) -> list[Text | Span]:
    """Return what *lines* hold, in order. *before* is the line above; *keep* names the rules that are off."""
    spans: list[Span] = []
    gaps = [(0, len(lines))]
    for rule in ("flow", "tree", "tick", "bullet"):
        if rule in keep or (rule == "flow" and in_item):
            continue
        left: list[tuple[int, int]] = []
        for start, end in gaps:
            run = lines[start:end]
            above = lines[start - 1] if start else before
            at = start
            for span in _find(rule, run, above):
                spans.append(_moved(span, start))
                left.append((at, spans[-1].start))
                at = spans[-1].end
            left.append((at, end))
        gaps = left
    texts = [text for start, end in gaps for text in _texts(lines, start, end)]
    breaks = "lines" not in keep and not in_item
    pieces: list[Text | Span] = [*spans, *((start, run, breaks and keep_breaks(run)) for start, run in texts)]
    return sorted(pieces, key=lambda piece: piece.start if isinstance(piece, Span) else piece[0])


def join(tokens: list[Token], lines: list[str], keep: Keep) -> list[Token]:
    """Return *tokens* with paragraphs made one that are a ladder or a list with bullets together."""
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        group = [at] if _is_paragraph(tokens, at) else []
        while group and _is_paragraph(tokens, group[-1] + 3) and _belong(tokens, group[-1], keep):
            group.append(group[-1] + 3)
        if len(group) > 1:
            whole = _whole(tokens, group)
            run = whole.content.split("\n")
            if (any(is_arrow(line) for line in run) and find_flows(run)) or find_bullets(run, ""):
                made += [tokens[at], whole, tokens[group[-1] + 2]]
                at = group[-1] + 3
                continue
        # None of them is a part of anything, so none need be looked at again.
        end = group[-1] + 3 if group else at + 1
        made += tokens[at:end]
        at = end
    return made


def _is_paragraph(tokens: list[Token], at: int) -> bool:
    return at + 2 < len(tokens) and tokens[at].type == "paragraph_open" and not tokens[at].hidden


def _belong(tokens: list[Token], at: int, keep: Keep) -> bool:
    """Tell whether the paragraph at *at* and the next may be one thing."""
    upper, lower = (tokens[place + 1].content.split("\n") for place in (at, at + 3))
    if "flow" not in keep and (is_arrow(upper[-1]) or is_arrow(lower[0])):
        return True
    return "bullet" not in keep and bool(bullet(upper[-1])) and bullet(upper[-1]) == bullet(lower[0])


def _whole(tokens: list[Token], group: list[int]) -> Token:
    """Return the text of all paragraphs as one, with blank lines so that line numbers hold."""
    first = tokens[group[0] + 1]
    start = (first.map or [0, 0])[0]
    lines: list[str] = []
    for at in group:
        token = tokens[at + 1]
        lines += [""] * max(0, (token.map or [0, 0])[0] - start - len(lines))
        lines += token.content.split("\n")
    whole = Token("inline", "", 0)
    whole.content, whole.map, whole.children = "\n".join(lines), [start, start + len(lines)], []
    return whole


def _find(rule: str, lines: list[str], before: str) -> list[Span]:
    if rule == "flow":
        return find_flows(lines)
    if rule == "tree":
        return find_trees(lines)
    return find_ticks(lines, before) if rule == "tick" else find_bullets(lines, before)


def _moved(span: Span, by: int) -> Span:
    items = tuple((at + by, text) for at, text in span.items)
    return Span(span.start + by, span.end + by, span.rule, items, span.nodes, span.mark)


def _texts(lines: list[str], start: int, end: int) -> list[tuple[int, list[str]]]:
    """Return the paragraphs among the lines *start* to *end*, each with its first line."""
    texts: list[tuple[int, list[str]]] = []
    blank = True
    for at in range(start, end):
        if lines[at].strip():
            if blank:
                texts.append((at, []))
            texts[-1][1].append(lines[at])
        blank = not lines[at].strip()
    return texts
