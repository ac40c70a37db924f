"""docs/course.md, the parts in lessons/studyguide.toml, and the book made of both say the same."""

import importlib.util
import json
from pathlib import Path

from click.testing import CliRunner

from builder.cli import cli

ROOT = Path(__file__).resolve().parents[2]
LESSONS = ROOT / "lessons"


def tool():
    spec = importlib.util.spec_from_file_location("course", ROOT / "tools" / "course.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_overview_is_the_one_the_lessons_give():
    """After a change to a lesson `python tools/course.py` is due."""
    assert (ROOT / "docs" / "course.md").read_text(encoding="utf-8") == tool().page(LESSONS)


def test_every_lesson_stands_in_one_part():
    """No lesson is left out of the parts, none is in two, and they keep the order of their numbers."""
    inside = [lesson.path for _, lessons in tool().parts(LESSONS) for lesson in lessons]

    assert inside == sorted(path.name for path in LESSONS.glob("[0-9]*.md"))


def test_a_lesson_is_counted_as_it_is_written(tmp_path):
    """Words leave out code, tables and headings; diagrams are no samples; a question of two lines is one."""
    lesson = tmp_path / "01-queues.md"
    lesson.write_text(
        "# STEP 1 — Queues\n\nTwo words.\n\n## 1. First\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n\n| a |\n|---|\n\n"
        "## Failure story\n\n**A day, 2020.** Short.\n\n## Interview question\n\n> Why,\n> and when?\n\n"
        "## Revision checklist\n\n- [ ] You can count.\n\n<!-- facts: A1 -->\n",
        encoding="utf-8",
    )
    counted = tool().measure(lesson)

    assert (counted.title, counted.story) == ("STEP 1 — Queues", "A day, 2020")
    assert counted.words == 2 + 4 + 5 + 6
    assert (counted.sections, counted.questions, counted.items) == (1, 1, 1)
    assert counted.samples == {"Python": 1}


def test_the_course_is_clean():
    """`studyguide check` has nothing to say about the lessons."""
    told = CliRunner().invoke(cli, ["check", str(LESSONS), "--json"])

    assert told.exit_code == 0
    assert json.loads(told.stdout)["problems"] == []
