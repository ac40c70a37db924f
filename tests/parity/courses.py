"""Every file of a course compared with GitHub's reading of it, and why what differs does."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from builder.parsing.markdown import render
from builder.parsing.sanitise import legal_text
from builder.reading.front_matter import split_front_matter
from builder.reading.text import decode
from tests.parity.structure import Block, Structure, differences, github_tree, read

KINDS = {
    "task": "A task in a quote or in an item's item: GitHub's parser leaves its brackets, we draw the box.",
    "type": "A name in angle brackets that is no HTML (`Vec<T>`): GitHub drops it, we keep it as text.",
    "swallowed": "A tag that takes what follows for its text (`<textarea>`): GitHub's page drops it, we show it as text.",
    "definition": "A line straight after a link's definition: GitHub reads it as text whatever it is, we as what it looks like.",
    "other": "Not explained.",
}
_NAME = re.compile(r"</?[A-Za-z][\w-]*/?>?")
_TASK = re.compile(r"\[[ xX]\]\s?")


@dataclass(slots=True)
class Compared:
    """A course: its files, GitHub's blocks and ours that equal them, what differs by kind, and inline marks."""

    files: int = 0
    blocks: int = 0
    equal: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)
    ours: Counter[str] = field(default_factory=Counter)
    theirs: Counter[str] = field(default_factory=Counter)

    @property
    def parity(self) -> float:
        """Equal blocks, in per cent."""
        return 100 * self.equal / self.blocks if self.blocks else 100.0


def text_of(path: Path) -> str:
    """Return the text of a file as the parser gets it."""
    text = split_front_matter(decode(path.read_bytes(), path.name).text, path.name).text
    return legal_text(text)[0]


def both(text: str) -> tuple[Structure, Structure]:
    """Return the structure of *text* by us, without notations of ours, and by GitHub's parser."""
    root, aside = render(text, idioms=False)
    return read(root, [code.text for code in aside.codes]), read(github_tree(text))


def compare(folder: Path) -> Compared:
    """Return the comparison of every Markdown file below *folder*."""
    result = Compared()
    for path in sorted(folder.rglob("*.md")):
        ours, theirs = both(text_of(path))
        result.files += 1
        result.ours += ours.inline
        result.theirs += theirs.inline
        total = max(len(ours.blocks), len(theirs.blocks))
        result.blocks += total
        result.equal += total
        for mine, other in differences(ours.blocks, theirs.blocks):
            size = max(len(mine), len(other))
            result.equal -= size
            kind = kind_of(mine, other)
            result.kinds[kind] += size
            if kind == "other":
                result.unexplained.append(f"{path.relative_to(folder)}: {mine[:4]} | {other[:4]}")
    return result


def kind_of(ours: tuple[Block, ...], theirs: tuple[Block, ...]) -> str:
    """Return the kind of a difference, a key of `KINDS`."""
    mine = [block.start for block in ours]
    other = [block.start for block in theirs]
    if any("<textarea" in start for start in mine):
        return "swallowed"
    if mine and other and all(_TASK.match(start) for start in other if start not in mine):
        return "task"
    if len(mine) == len(other) and all(_bare(one).startswith(_bare(two)[:12]) for one, two in zip(mine, other, strict=True)):
        return "type"
    if len(theirs) == 1 and theirs[0].kind == "p" and ours and ours[0].kind != "p":
        return "definition"
    return "other"


def _bare(start: str) -> str:
    return _NAME.sub("", start).replace(">", "")
