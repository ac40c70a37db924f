"""Which lessons share pages."""

import pytest

from builder.model import Lesson
from builder.pdf.runs import runs
from builder.settings import Layout


def lesson(number, words, part=()):
    slug = f"n{number}"
    return Lesson(path=f"{slug}.md", slug=slug, title=slug, title_html=slug, html=f"<p>{'word ' * words}</p>", part=part)


def groups(lessons, mode="auto"):
    return [[one.slug for one in group] for group in runs(tuple(lessons), Layout(run_on=mode))]


def test_many_short_notes_run_on():
    """A page is shared, and a run ends after some pages, so that an edit typesets few again."""
    found = groups(lesson(at, 200) for at in range(30))

    assert [len(group) for group in found] == [13, 13, 4]
    assert [slug for group in found for slug in group] == [f"n{at}" for at in range(30)]


def test_a_course_of_long_lessons_is_left_alone():
    """One short preface is no reason to crowd the others."""
    assert groups([lesson(0, 50), *(lesson(at, 2000) for at in range(1, 9))]) == [[f"n{at}"] for at in range(9)]


def test_long_lessons_between_short_ones_keep_their_own_pages():
    """Only neighbours share."""
    sizes = [100, 100, 2000, 100, 100, 100, 100]
    assert groups(lesson(at, size) for at, size in enumerate(sizes)) == [["n0", "n1"], ["n2"], ["n3", "n4", "n5", "n6"]]


def test_a_part_begins_a_page():
    """Parts are told apart on the shelf, in the contents and on paper."""
    lessons = [lesson(at, 100, part=("A" if at < 4 else "B",)) for at in range(8)]
    assert groups(lessons) == [["n0", "n1", "n2", "n3"], ["n4", "n5", "n6", "n7"]]


@pytest.mark.parametrize(("mode", "expected"), [("yes", [["n0", "n1"]]), ("no", [["n0"], ["n1"]]), ("auto", [["n0"], ["n1"]])])
def test_the_settings_decide(mode, expected):
    """Two notes are no crowd: `auto` leaves them alone."""
    assert groups([lesson(0, 100), lesson(1, 100)], mode) == expected
