"""Code becomes `<pre class="sg-code">` with as few spans as can be: half of layout time goes into them.

Four voices beside plain text: keyword `k`, defined name `nf`, string `s`, comment `c`. Neighbours of one voice are one
span, and space between two of them joins them. Pygments decides; an unknown language stays plain.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Operator, String, _TokenType
from pygments.util import ClassNotFound

from builder.parsing.fences import read_fence
from builder.parsing.runs import put_runs

_LARGEST = 200_000
# Lexers take time that grows with the square or cube of a long line, of a run of words and spaces without any sign of
# code, of comments opened and never closed. Nothing of the kind is code.
_LONGEST_LINE = 2_000
_LONGEST_RUN = 1_500
_RUN = re.compile(r"[\w\s.,$<>\[\]]++")
_COMMENTS = (("/*", "*/"), ("<!--", "-->"), ("{-", "-}"))
_BOXES = re.compile(r"[\u2500-\u257f]")
_ART = re.compile(r"^[ \t]*+\S*?[ \t]*+(?:\+--|-->|\|[ \t]{2}|<--)", re.MULTILINE)
_VOICES: tuple[tuple[tuple[_TokenType, ...], str], ...] = (
    ((Comment, String.Doc), "c"),
    ((Keyword, Operator.Word), "k"),
    ((Name.Function, Name.Class), "nf"),
    ((String,), "s"),
)
_PROSE = frozenset({"", "text", "txt", "plain", "plaintext", "ascii", "tree", "diagram"})


def code_block(text: str, info: str, numbered: bool = False) -> ET.Element:
    """Return the element for a code block; *info* is the fence's info string.

    Its lines are numbered where the fence says so, else, in a language and of two lines and more, where *numbered* does.
    """
    fence = read_fence(info)
    language = fence.language
    text = text.rstrip("\n").expandtabs(4)
    count = text.count("\n") + 1
    block = ET.Element("pre", {"class": "sg-code", "data-lang": language})
    if fence.title:
        block.set("data-title", fence.title)
    for key, value in (("label", fence.label), ("number", fence.number)):
        if value:
            block.set(f"data-sg-{key}", value)
    marked = [str(line) for line in range(1, count + 1) if fence.marked and fence.marks(line)]
    if marked:
        block.set("data-marked", " ".join(marked))
    numbers = fence.numbers
    if numbers is None:
        numbers = numbered and language not in _PROSE and count > 1
    code = ET.SubElement(block, "code")
    lexer = _lexer(language) if language and _is_code(text) else None
    if lexer is None and (
        language == "tree" or (language in _PROSE and (_BOXES.search(text) or len(_ART.findall(text)) > 2))
    ):
        block.set("class", "sg-code sg-tree")
    elif numbers:
        block.set("data-start", str(fence.start))
    put_runs(code, [("", text)] if lexer is None else _runs(lexer, text))
    return block


def _is_code(text: str) -> bool:
    """Tell whether a lexer can read *text* in time that grows with its length."""
    if len(text) >= _LARGEST or any(len(line) > _LONGEST_LINE for line in text.split("\n")):
        return False
    if len(text) > _LONGEST_RUN and any(run.end() - run.start() > _LONGEST_RUN for run in _RUN.finditer(text)):
        return False
    return all(text.count(opening) <= 40 + 4 * text.count(closing) for opening, closing in _COMMENTS)


@cache
def _lexer(language: str) -> Lexer | None:
    if language in _PROSE:
        return None
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _voice(kind: _TokenType) -> str:
    for parents, voice in _VOICES:
        if any(_below(kind, parent) for parent in parents):
            return voice
    return ""


def _below(kind: _TokenType, parent: _TokenType) -> bool:
    """Tell whether *kind* is *parent* or one of its kinds: a token type is the tuple of its names."""
    return tuple(kind[: len(parent)]) == tuple(parent)


def _runs(lexer: Lexer, text: str) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    try:
        for kind, value in lexer.get_tokens(text):
            voice = _voice(kind)
            if runs and (voice == runs[-1][0] or (not value.strip() and "\n" not in value)):
                runs[-1] = (runs[-1][0], runs[-1][1] + value)
            elif value:
                runs.append((voice, value))
    except Exception:  # a lexer's bug must not cost the book its page
        return [("", text)]
    if "".join(value for _, value in runs) != text:
        return [("", text)]
    return runs

