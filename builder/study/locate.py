"""Where the terms of a Book stand: every occurrence in its running text, by lesson, section and block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from builder.model import Book
from builder.study.blocks import Block, stem
from builder.study.headwords import Key, Shape, is_acronym

_VERBS = frozenset(["is", "are", "was", "were", "means", "has", "have", "can", "must"])
_BEFORE = frozenset(
    ["a", "an", "the", "each", "every", "its", "their", "our", "your", "this", "that", "these", "those", "one", "another", "no", "any", "of", "with", "by", "without", "in", "as", "per", "from", "into", "on", "called"]
)


@dataclass(frozen=True, slots=True)
class Part:
    """A section's own text, up to the next heading, and its whole with all sections below: places in *blocks* of a lesson."""

    lesson: str
    start: int
    end: int
    """Place after its own text."""
    whole: int
    """Place after the sections below it."""


@dataclass(slots=True)
class Found:
    """The occurrences of a term: by part the places of the blocks, headings apart; the forms in text."""

    text: dict[Part, list[int]] = field(default_factory=dict)
    headings: list[Part] = field(default_factory=list)
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    shorts: Counter[str] = field(default_factory=Counter)
    """Words right behind it that are its initials."""
    nouns: int = 0
    """Times it stands as a noun does: an article or preposition before it, and no other noun behind."""

    def take(self, other: Found) -> None:
        """Take the occurrences of *other*, which is the same by another name."""
        for part, places in other.text.items():
            self.text[part] = sorted([*self.text.get(part, ()), *places])
        self.headings += [part for part in other.headings if part not in self.headings]

    # What rules are about; not worth a function of its own elsewhere.
    @property
    def count(self) -> int:
        """Occurrences in text."""
        return sum(len(places) for places in self.text.values())


@dataclass(slots=True)
class _Branch:
    """Keys that begin alike: those that end with a word, and those that go on with one."""

    ends: dict[str, Key] = field(default_factory=dict)
    further: dict[str, _Branch] = field(default_factory=dict)


def parts_of(slug: str, blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    """Return the parts of a lesson, its opening first."""
    heads = [at for at, block in enumerate(blocks) if block.level]
    parts = []
    for number, at in enumerate(heads):
        whole = next((later for later in heads[number + 1 :] if blocks[later].level <= blocks[at].level), len(blocks))
        parts.append(Part(slug, at, heads[number + 1] if number + 1 < len(heads) else len(blocks), whole))
    return tuple(parts)


def locate(
    book: Book, blocks: Mapping[str, tuple[Block, ...]], keys: Iterable[Key], shorts: Mapping[str, Key], shape: Shape
) -> dict[Key, Found]:
    """Return the occurrences of *keys*, the longest at each place; *shorts* are acronyms that stand for one of them."""
    english = shape.english
    found = {key: Found() for key in keys}
    root = _branch(found)

    @cache
    def look(word: str) -> tuple[str, str]:
        lower = word.casefold()
        return lower, stem(word) if english else lower

    for lesson in book.lessons:
        own = blocks[lesson.slug]
        for part in parts_of(lesson.slug, own):
            for at in range(part.start, part.end):
                block = own[at]
                words = block.words
                place = 0
                while place < len(words):
                    size = 1
                    if (key := _longest(root, words, place, look)) is not None:
                        size = len(key)
                        _note(found[key], part, at, block)
                        if not block.level:
                            found[key].forms[words[place : place + size]] += 1
                            found[key].nouns += _is_noun(words, place, size, shape)
                        after = next((word for word in words[place + size : place + size + 2] if word[0].isalnum()), "")
                        if size > 1 and is_acronym(after, words[place : place + size]):
                            found[key].shorts[after] += 1
                    elif (word := words[place]) in shorts:
                        _note(found[shorts[word]], part, at, block)
                    place += size
    return found


def _note(found: Found, part: Part, at: int, block: Block) -> None:
    if not block.level:
        found.text.setdefault(part, []).append(at)
    elif part not in found.headings:
        found.headings.append(part)


def _is_noun(words: tuple[str, ...], place: int, length: int, shape: Shape) -> bool:
    """Tell whether the words at *place* are used as a noun: "the session is", not "to adopt", nor "a poisoned message"."""
    after = words[place + length].casefold() if place + length < len(words) else "."
    before = words[place - 1].casefold() if place else "."
    if before in _BEFORE:
        return after in shape.stops or not after[0].isalnum()
    return not before[0].isalnum() and after in _VERBS


def _branch(keys: Iterable[Key]) -> _Branch:
    """Return the tree of *keys*, a word a level."""
    root = _Branch()
    for key in keys:
        branch = root
        for word in key[:-1]:
            branch = branch.further.setdefault(word, _Branch())
        branch.ends[key[-1]] = key
    return root


def _longest(root: _Branch, words: tuple[str, ...], place: int, look: Callable[[str], tuple[str, str]]) -> Key | None:
    """Return the longest key at *place*: its last word is compared by its stem, those before as they stand."""
    best = None
    branch: _Branch | None = root
    while branch is not None and place < len(words):
        lower, bare = look(words[place])
        best = branch.ends.get(bare, best)
        branch = branch.further.get(lower)
        place += 1
    return best
