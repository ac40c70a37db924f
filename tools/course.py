"""Describe the course in lessons/ by numbers: `python tools/course.py` writes docs/course.md.

Counted are the words of prose (no code, tables or headings), numbered sections, code samples by language (not their
output and diagrams, which are `text`), interview questions, and items of the revision checklist.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "course.md"
_FENCE = re.compile(r"^```(\w*)\n.*?^```$", re.MULTILINE | re.DOTALL)
_NAMES = {"python": "Python", "hcl": "HCL", "bash": "Bash", "yaml": "YAML", "json": "JSON", "sql": "SQL"}
_HEAD = """\
# The course in lessons/

Written by `tools/course.py`; a test compares it with the lessons. Words are words of prose, without code, tables and headings.
Every Python sample runs with its assertions and prints what the page shows; the others are parsed, SQL is run, and Terraform
configurations with tests pass them offline.
"""


@dataclass(frozen=True)
class Lesson:
    """What is counted of one lesson."""

    path: str
    title: str
    words: int
    sections: int
    samples: Counter[str]
    questions: int
    items: int
    story: str


def measure(path: Path) -> Lesson:
    """Return the counts of the lesson at *path*."""
    text = path.read_text(encoding="utf-8")
    bare = re.sub(r"<!--.*?-->", "", _FENCE.sub("", text), flags=re.DOTALL)
    prose = [line for line in bare.split("\n") if not line.startswith(("|", "#"))]
    section = dict(re.findall(r"^## ([^\n]+)\n\n(.*?)(?=^## |\Z)", bare, re.MULTILINE | re.DOTALL))
    return Lesson(
        path.name,
        text.split("\n", 1)[0].removeprefix("# "),
        sum(len(line.split()) for line in prose),
        sum(re.match(r"\d+\. ", head) is not None for head in section),
        Counter(_NAMES[name] for name in _FENCE.findall(text) if name != "text"),
        len(re.findall(r"^> .*\n(?!>)", section["Interview question"], re.MULTILINE)),
        len(re.findall(r"^- \[ \] ", section["Revision checklist"], re.MULTILINE)),
        re.findall(r"\*\*(.+?)\.?\*\*", section["Failure story"])[0],
    )


def parts(folder: Path) -> list[tuple[str, list[Lesson]]]:
    """Return the titles and lessons of the parts that `studyguide.toml` in *folder* names."""
    rules = tomllib.loads((folder / "studyguide.toml").read_text(encoding="utf-8"))["parts"]
    return [
        (rule["title"], [measure(path) for glob in rule["lessons"] for path in sorted(folder.glob(glob))])
        for rule in rules
    ]


def _samples(count: Counter[str]) -> str:
    return ", ".join(f"{count[name]} {name}" for name in _NAMES.values() if count[name])


def page(folder: Path) -> str:
    """Return docs/course.md for the lessons in *folder*."""
    lines = [_HEAD]
    every: list[Lesson] = []
    for title, lessons in parts(folder):
        every += lessons
        lines += [
            f"## {title}\n",
            "| Lesson | Words | Sections | Samples | Questions | Checklist | Failure story |",
            "|---|--:|--:|---|--:|--:|---|",
        ]
        lines += [
            f"| [{each.title}](../lessons/{each.path}) | {each.words:,} | {each.sections} | {_samples(each.samples)} "
            f"| {each.questions} | {each.items} | {each.story} |"
            for each in lessons
        ]
        lines.append("")
    samples = sum((each.samples for each in every), Counter[str]())
    lines += [
        "## In all\n",
        f"{len(every)} lessons, {sum(each.words for each in every):,} words, {sum(each.sections for each in every)} "
        f"sections, {samples.total()} samples ({_samples(samples)}), {sum(each.questions for each in every)} interview "
        f"questions, {sum(each.items for each in every)} items to tick.\n",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(ROOT / "lessons"), encoding="utf-8")
