import pytest

from builder.model import Lesson, Source
from builder.study.checklist import mark_checklist, normalise


def lesson(html):
    return Lesson(path="1.md", slug="one", title="One", title_html="One", html=html, language="en")


@pytest.mark.parametrize(
    "heading",
    ["Revision checklist", "🎯 STEP 1 REVISION CHECKLIST", "12. Checklist", "Key takeaways:",
     "1️⃣2️⃣ Key Takeaways", "You should now be able to", "✅ Review Checklist", "STEP 3 – Checklist"],
)
def test_revision_headings_are_known_whatever_their_dress(heading):
    """Case, emoji, numbers and STEP n make no difference."""
    found = mark_checklist(lesson(f'<h2 id="one--a">{heading}</h2><ul id="one--b1"><li>Explain it</li></ul>'))

    assert [item.text for item in found.checklist.items] == ["Explain it"]


@pytest.mark.parametrize("heading", ["Deployment checklist", "Benefits", "Best practices", "Production checklist"])
def test_other_lists_are_no_revision_items(heading):
    """A list counts only under a revision heading; work to be done is none."""
    found = mark_checklist(lesson(f'<h2 id="one--a">{heading}</h2><ul class="sg-tick"><li>x</li></ul>'))

    assert found.checklist is None
    assert [problem.code for problem in found.problems] == ["no-checklist"]


def test_a_heading_without_a_list_is_no_checklist():
    """Nothing is invented."""
    assert mark_checklist(lesson('<h2 id="one--a">Checklist</h2><p>Later.</p>')).checklist is None


def test_the_section_ends_at_the_next_heading():
    """Lists below a deeper heading belong to it, those of the next section do not; a list of links is contents."""
    html = (
        '<h2 id="one--a">Checklist</h2><ul><li><a href="#x">Go</a></li></ul><h3 id="one--b">Basics</h3>'
        "<ol><li><p>One <em>x</em> &amp; y</p><ul><li>deep</li></ul></li></ol>"
        '<h2 id="one--c">Next</h2><ul><li>no</li></ul>'
    )

    found = mark_checklist(lesson(html))

    assert [(item.id, item.html) for item in found.checklist.items] == [
        ("one--item-1", "One <em>x</em> &amp; y")
    ]
    assert '<ol class="sg-check"><li id="one--item-1">' in found.html


def test_a_phrase_of_the_settings_counts():
    """Settings add headings, compared without case."""
    found = mark_checklist(lesson('<h2 id="one--a">What to know!</h2><ul><li>x</li></ul>'), ("What to know",))

    assert len(found.checklist.items) == 1


def test_normalising_takes_numbers_and_emoji_away():
    """What is left is the name of the heading."""
    assert normalise("🎯 STEP 12 — Revision Checklist :") == "revision checklist"


def test_an_item_of_a_page_is_a_problem_and_no_item():
    """It stays in the lesson; its line is told."""
    html = f'<h2 id="one--a">Checklist</h2><ul><li>Explain it</li><li>{"word " * 300}</li></ul>'

    found = mark_checklist(lesson(html), (), Source("one.md", "one", "# One\n\n" + "word " * 300))

    assert [item.text for item in found.checklist.items] == ["Explain it"]
    assert [(problem.line, problem.code) for problem in found.problems] == [(3, "item-long")]
    assert found.html.count("word") == 300
