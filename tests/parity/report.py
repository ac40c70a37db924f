"""Write docs/corpora.md: python -m tests.parity.report FOLDER-OF-COURSES"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from builder.config import Config
from builder.parsing.parse import parse_lesson
from builder.reading.load import read_sources
from builder.settings import Rules
from tests.parity.courses import KINDS, compare

ROOT = Path(__file__).resolve().parents[2]
_HEAD = """# Real courses, read as GitHub reads them

Eight public courses with open licences. Every Markdown file is read by us, with our own notations switched off, and by cmark-gfm
(through `cmarkgfm`), and their blocks are compared: headings with their level, paragraphs, list items with their depth, code,
quotes, tables with rows and cells, pictures, in order, each with its first words. Code spans, links, emphasis, strong emphasis
and deletions are counted. Problems are what reading the course as a book reports, all notations on.

`python -m tests.parity.report FOLDER` writes this page; `tests/parity` holds every course to 99.5 %.

| course | files | blocks | equal | inline marks | differ | problems |
|---|--:|--:|--:|--:|---|---|
"""


def report(folder: Path) -> str:
    """Return the page about the courses below *folder*."""
    rows, used = [], Counter()
    for course in sorted(path for path in folder.iterdir() if path.is_dir()):
        found = compare(course)
        used += found.kinds
        apart = sum(abs(found.ours[name] - found.theirs[name]) for name in found.ours | found.theirs)
        differ = ", ".join(f"{count} {kind}" for kind, count in sorted(found.kinds.items())) or "—"
        problems: Counter[str] = Counter()
        shelf = read_sources(course, Config())
        problems.update(problem.level for problem in shelf.problems)
        for source in shelf.sources:
            problems.update(problem.level for problem in parse_lesson(source, Rules()).problems)
        told = ", ".join(f"{count} {level}" for level, count in sorted(problems.items())) or "—"
        rows.append(f"| {course.name} | {found.files} | {found.blocks:,} | {found.parity:.2f} % | "
                    f"{found.theirs.total():,}, {apart} apart | {differ} | {told} |")  # fmt: skip
    kinds = [f"- **{kind}**: {KINDS[kind]}" for kind in KINDS if used[kind]]
    return _HEAD + "\n".join(rows) + "\n\nWhat differs, in blocks, and why:\n\n" + "\n".join(kinds) + "\n"


def written(old: str, new: str) -> str:
    """Return *new* with what *old* says of the study aids, which is counted apart."""
    _, mark, aids = old.partition("\n## What the study aids find\n")
    return f"{new}{mark}{aids}"


if __name__ == "__main__":
    page = ROOT / "docs" / "corpora.md"
    page.write_text(written(page.read_text(encoding="utf-8"), report(Path(sys.argv[1]))), encoding="utf-8")
