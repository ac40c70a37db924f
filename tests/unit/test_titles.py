"""Titles where there is little room stay readable."""

from builder.model import Section
from builder.titles import LISTED, clip, listed


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
