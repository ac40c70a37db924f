"""The running text of a Book, block by block, as words that can be counted and looked for.

A block is what stands at the top level of a lesson: a paragraph, a list, a heading. Code and formulas are no running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from builder.model import Book, Lesson

_BLOCK = re.compile(r'^<(\w+)\b[^>]*?\bid="([^"]*)"[^>]*>', re.MULTILINE)
_SILENT = re.compile(r'<(pre|code|figure|sup)\b.*?</\1>|<span class="sg-math\b[^>]*>[^<]*</span>', re.DOTALL)
_INLINE = re.compile(r"</?(?:strong|em|b|i|a|span|u|s|mark|kbd|small|sub|abbr|dfn)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])[^\W_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0dff])+|[.,;:!?()…—–|]+")
_IRREGULAR = {
    "matrices": "matrix", "indices": "index", "vertices": "vertex", "criteria": "criterion", "hypotheses": "hypothesis",
    "analyses": "analysis", "children": "child",
}  # fmt: skip
_ID = re.compile(r'\sid="([^"]*)"')
_HEADS = {f"h{level}": level for level in range(2, 7)}


@dataclass(frozen=True, slots=True)
class Block:
    """A block's id, its level where it is a heading (0 else, 1 for a lesson's title), its words as written, and what parts
    them: stops and commas."""

    id: str
    level: int
    words: tuple[str, ...]
    inside: tuple[str, ...] = ()
    """Ids of elements in it."""


def blocks_of(lesson: Lesson) -> Iterator[Block]:
    """Return the blocks of *lesson* in order, its title first."""
    yield Block(f"{lesson.slug}--top", 1, _tokens(lesson.title))
    starts = list(_BLOCK.finditer(lesson.html))
    for at, match in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(lesson.html)
        if match[1] == "pre":
            yield Block(match[2], 0, ())
            continue
        html = lesson.html[match.start() : end]
        yield Block(match[2], _HEADS.get(match[1], 0), _tokens(_text(html)), tuple(_ID.findall(html)[1:]))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of plain *text*; each Chinese sign and each of hiragana is one."""
    return tuple(word for word in _WORD.findall(text) if word[0].isalnum() or word[0] > "\u2fff")


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def stem(word: str) -> str:
    """Return *word* in lower case without its English plural: for comparing, no word to be shown."""
    word = word.casefold()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    word = _singular(word)
    # So that "caches" and "cache", "classes" and "class", "databases" and "database" come to the same.
    return _singular(word[:-1]) if word.endswith(("se", "xe", "ze", "che", "she")) else word


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


def folded(words: tuple[str, ...], english: bool) -> tuple[str, ...]:
    """Return *words* for comparing: in lower case, in English the last without its plural."""
    lower = tuple(word.casefold() for word in words)
    return (*lower[:-1], stem(lower[-1])) if english and lower else lower


def _text(html: str) -> str:
    return unescape(_TAG.sub(" | ", _INLINE.sub("", _SILENT.sub(" | ", html))))


def all_blocks(book: Book) -> dict[str, tuple[Block, ...]]:
    """Return the blocks of every lesson of *book*, by slug."""
    return {lesson.slug: tuple(blocks_of(lesson)) for lesson in book.lessons}
