"""`studyguide check` as a user meets it."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from builder.cli import cli

CLEAN = "# One\n\nWords.\n\n## Revision checklist\n\n- [ ] You can say it\n"
BAD = (
    "Perfect.\n\n# STEP 2 — Two\n\n## A\n\n#### B\n\n[gone](nope.md) and [x](01-one.md#nowhere)\n\n![](no.png)\n\n"
    "```\n$ ls -la\n```\n\n| a |\n"
)


def run(*arguments):
    return CliRunner().invoke(cli, ["check", *map(str, arguments)])


def test_a_clean_course_prints_nothing(folder):
    """Not even a note, with --strict too."""
    root = folder({"README.md": "# Course\n\n- [One](01-one.md)\n- [Two](02-two.md)\n", "01-one.md": CLEAN, "02-two.md": CLEAN.replace("One", "Two")})

    for arguments in ((root,), (root, "--strict")):
        result = run(*arguments)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_findings_are_sorted_lines_on_stdout(folder):
    """File, line, level, message, code; exit codes by level."""
    root = folder({"01-one.md": CLEAN, "02-two.md": BAD, "04-four.md": CLEAN})

    result = run(root)

    lines = result.stdout.splitlines()
    assert [line.rsplit("[", 1)[1].rstrip("]") for line in lines] == [
        "cleaned", "no-checklist", "heading-jump", "link-dead", "link-dead", "image-alt", "image-missing",
        "fence-language", "number-gap",
    ]
    assert lines[3].startswith("02-two.md:9: warning: no ")
    assert result.exit_code == 0
    assert run(root, "--strict").exit_code == 1
    assert run(root, "--lessons", "1", "--strict").exit_code == 0


def test_a_link_to_a_lesson_that_was_not_asked_for_is_a_note(folder):
    """It is there, only not in this book; the link that leads nowhere at all stays a warning."""
    root = folder({"01-one.md": CLEAN + "\nSee [two](02-two.md) and [three](03-three.md).\n", "02-two.md": CLEAN.replace("One", "Two")})

    lines = run(root, "--lessons", "1").stdout.splitlines()

    assert [line.rsplit("[", 1)[1].rstrip("]") for line in lines] == ["link-left-out", "link-dead"]
    assert lines[0].startswith("01-one.md:9: info: the link to 02-two.md ")
    assert lines[1].startswith("01-one.md:9: warning: no lesson 03-three.md")


def test_a_finding_is_one_line_whatever_the_file_is_called(folder):
    """Line breaks in names are written as escapes."""
    result = run(folder({"a\nb.md": "# A\n\nx\n"}))

    assert result.stdout == "a\\nb.md:1: info: this lesson has no revision checklist [no-checklist]\n"


def test_characters_no_font_has_are_told_but_not_those_of_formulas(folder):
    """Formulas are drawn in the PDF."""
    result = run(folder({"01-a.md": CLEAN + "\nA formula $\\lfloor x \\rfloor$.\n", "02-b.md": CLEAN + "\n\nA rune: \u16a0.\n"}))

    assert result.stdout == (
        "02-b.md:10: warning: no font has \u16a0 U+16A0; the PDF shows boxes there [glyph-missing]\n"
    )


def test_errors_alone_fail(folder):
    """A lesson that is lost is an error, notes and warnings are none."""
    assert run(folder({"01-a.md": "# A\n\n[gone](b.md)\n"})).exit_code == 0
    assert run(folder({}) / "nowhere").exit_code == 1
    result = run(folder({"02-b.md": bytes(range(32)) * 9}))
    assert (result.exit_code, result.stdout.count("02-b.md:1: error: ")) == (1, 1)


def test_json_is_one_object_with_problems_and_changes(folder):
    """The same findings, and every change whole."""
    told = json.loads(run(folder({"02-two.md": BAD}), "--json").stdout)

    assert sorted(told) == ["changes", "found", "problems"]
    assert told["changes"] == [
        {"file": "02-two.md", "line": 1, "rule": "greeting", "text": "Perfect."},
        {"file": "02-two.md", "line": 7, "rule": "level", "text": "B"},
    ]
    assert {"file": "02-two.md", "line": 11, "level": "info", "code": "image-alt"}.items() <= next(
        problem for problem in told["problems"] if problem["code"] == "image-alt"
    ).items()


def test_counts_tell_what_there_is_for_the_study_aids(folder):
    """On stderr, so that the findings stay alone; what is not there is not named."""
    text = CLEAN + "\n\nQ: Why is it?\nA: Because.\n\nQ: And this?\n\nA ==mark== here.\n"
    result = run(folder({"01-one.md": text}), "--counts")

    assert "found in 1 lesson: " in result.stderr
    for said in ("2 questions", "1 question without an answer", "1 cloze"):
        assert said in result.stderr
    assert "definition" not in result.stderr


def test_a_second_check_says_the_same_and_an_edit_is_seen(folder):
    """What was found is kept by the lesson's bytes."""
    root = folder({"01-one.md": CLEAN, "02-two.md": BAD})
    first = run(root).stdout

    assert run(root).stdout == first == run(root, "--no-cache").stdout
    (root / "02-two.md").write_text(CLEAN.replace("One", "Two"))
    assert run(root).stdout == ""


def test_the_typesetter_is_not_loaded(folder):
    """Checking needs none of Pango and is quick to start."""
    root = folder({"01-one.md": CLEAN})
    code = (
        "import sys; from click.testing import CliRunner; from builder.cli import cli; "
        f"result = CliRunner().invoke(cli, ['check', {str(root)!r}]); "
        "sys.exit(result.exit_code or 'weasyprint' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "course",
    ["seed", "rust-book", "mdbook-guide", "shell-novice", "js-primer-ja", "high-school-python-hi", "cp-algorithms",
     "d2l-en-part", "system-design-primer"],
)  # fmt: skip
def test_real_courses_are_checked_to_the_end(corpus, course):
    """0 or 1, never a traceback."""
    result = run(corpus(course))

    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert all(line.endswith("]") for line in result.stdout.splitlines())
