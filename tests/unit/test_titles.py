"""Titles where there is little room stay readable."""

from builder.model import Section
from builder.titles import LISTED, clip, hold, listed


def test_a_long_title_is_cut_at_a_word_where_there_is_one() -> None:
    """960 characters become at most 120; a text without spaces is cut anywhere, a short one stays."""
    assert len(clip("word " * 192)) <= 120
    assert clip("word " * 192).endswith("word …")
    assert len(clip("字" * 960)) == 120
    assert clip("A short one") == "A short one"


def test_a_long_list_ends_in_an_entry_that_leads_on() -> None:
    """2,436 headings in one lesson: the first 200, then "…" with the id of the next."""
    sections = tuple(Section(f"s-{number}", "x", 2) for number in range(2436))

    assert len(listed(sections)) == LISTED + 1
    assert (listed(sections)[-1].title, listed(sections)[-1].id) == ("…", "s-200")
    assert listed(sections[:LISTED]) == sections[:LISTED]


def test_no_short_word_stands_alone_on_a_titles_last_line() -> None:
    """The last two words are held together, in text and in XHTML; short titles and marked last words stay."""
    assert hold("Caches, clocks and long queues") == "Caches, clocks and long\u00a0queues"
    assert hold("What <em>is</em> held together and why not") == "What <em>is</em> held together and why\u00a0not"
    assert hold("A title whose end is <code>set -e</code>") == "A title whose end is <code>set -e</code>"
    assert hold("Two words") == "Two words"
