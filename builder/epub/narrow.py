"""What is wider than a narrow screen: long formulas and tables scroll, lines of code go on under a hanging indent."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table\b|</table>")
_CODE = re.compile(r"(<pre\b[^>]*>\s*<code\b[^>]*(?<!/)>)(.*?)(</code>)", re.DOTALL)
_PIECE = re.compile(r"\n|<[^>]*>|[^<\n]+")
_TAG_NAME = re.compile(r"</?([\w-]+)")
_OWN_ID = re.compile(r'\sid="[^"]*"')
_TEXT = re.compile(r">([^<]+)<")
_WIDE = 16
"""Characters of a formula that may not fit beside a list's margins on 360 pixels."""
_DEEPEST = 6
_DONE = '<span class="sg-ln'
"""In lines already, which hang by the styles (`listings`)."""


def hold_formula(before: str, made: str, after: str) -> str:
    """Return the inline formula *made* with the marks at its sides: they stay on its line.

    MathML breaks no lines; a long formula stands in a box that scrolls.
    """
    length = sum(len(text.strip()) for text in _TEXT.findall(made))
    kind = "sg-wide" if length > _WIDE or "<mtable" in made else "sg-whole" if before or after else ""
    return f'<span class="{kind}">{before}{made}{after}</span>' if kind else made


def hold_tables(body: str) -> str:
    """Return *body* with every table in a box that scrolls."""
    return _TABLE.sub(lambda tag: f"{tag[0]}</div>" if tag[0] == "</table>" else f'<div class="sg-scroll">{tag[0]}', body)


def hang_lines(body: str) -> str:
    """Return *body* with every line of code a `<span class="l">`, which ends with the line's end.

    The class `iN` says how far it is indented, in steps of two: where the line is broken it goes on further in, so that no
    reader takes the rest for a line of its own. Marks that go over several lines are closed and opened again.
    """
    return _CODE.sub(lambda code: code[0] if _DONE in code[2] else f"{code[1]}{_lines(code[2])}{code[3]}", body)


def _lines(code: str) -> str:
    made: list[str] = []
    line: list[str] = []
    open_tags: list[str] = []
    for piece in _PIECE.findall(code):
        if piece == "\n":
            made.append(_line(line + [f"</{_name(tag)}>" for tag in reversed(open_tags)], "\n"))
            open_tags = [_OWN_ID.sub("", tag) for tag in open_tags]
            line = list(open_tags)
            continue
        line.append(piece)
        if piece.startswith("</"):
            if open_tags:
                open_tags.pop()
        elif piece.startswith("<") and not piece.endswith("/>"):
            open_tags.append(piece)
    return "".join(made) + (_line(line, "") if line else "")


def _line(pieces: list[str], end: str) -> str:
    words = next((piece for piece in pieces if not piece.startswith("<")), "")
    depth = min((len(words) - len(words.lstrip(" "))) // 2, _DEEPEST)
    return f'<span class="l{f" i{depth}" if depth else ""}">{"".join(pieces)}{end}</span>'


def _name(tag: str) -> str:
    found = _TAG_NAME.match(tag)
    return found[1] if found else "span"
