"""Golden pairs for chat idioms: `golden-idioms/NAME.md` in, `NAME.txt` out, one rule a pair; no word lost, each rule off on demand.

`--update-golden` is not needed: run this file as a program to write what is there now, then read the difference.
"""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules

PAIRS = sorted((Path(__file__).parent / "golden-idioms").glob("*.md"))
RULES = ("flow", "tree", "tick", "bullet", "lines")


def told(text, keep=()):
    """Return the XHTML, a block a line, and the changes."""
    lesson = parse_lesson(Source(path="a.md", slug="a", text=text), Rules(keep=keep))
    html = re.sub(r' id="[^"]*"', "", lesson.html).strip()
    return html + "".join(f"\n{change.line} {change.rule}: {change.text}" for change in lesson.changes) + "\n"


def words(html):
    """Return the words of *html*; a lone `v` may be an arrow's head."""
    return [word for word in re.findall(r"\w+", re.sub(r"<[^>]+>", " ", html)) if word != "v"]


def test_there_are_pairs():
    """The glob finds them."""
    assert len(PAIRS) >= 18


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_an_idiom_becomes_structure(path):
    """As the file beside it says."""
    assert told(path.read_text(encoding="utf-8")) == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_every_rule_can_be_switched_off(path):
    """Then nothing is told, and the words are the same."""
    text = path.read_text(encoding="utf-8")
    plain = parse_lesson(Source(path="a.md", slug="a", text=text), Rules(keep=RULES))
    turned = parse_lesson(Source(path="a.md", slug="a", text=text), Rules())

    assert plain.changes == ()
    assert words(plain.html) == words(turned.html)


LINE = st.sampled_from(["User", "↓", "|", "v", "✔ done", "❌ not", "• point", "– dash", "├── a", "│   b", "└── c", "", "A → B → C", "Some words.", "x (y)"])


@given(st.lists(LINE, max_size=14))
def test_no_word_is_lost_whatever_stands_beside_what(lines):
    """Arrows and bullets are no words."""
    lesson = parse_lesson(Source(path="a.md", slug="a", text="\n".join(lines)), Rules())

    assert words(f"{lesson.lead}{lesson.html}") == words(" ".join(lines))


if __name__ == "__main__":
    for path in PAIRS:
        path.with_suffix(".txt").write_text(told(path.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
