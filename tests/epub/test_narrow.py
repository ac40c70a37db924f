"""What is wider than a narrow screen scrolls or hangs, and loses no character."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.epub.chapters import set_formulas
from builder.epub.narrow import hang_lines, hold_tables


def code(inside: str) -> str:
    return f'<pre class="sg-code" data-lang="c"><code>{inside}</code></pre>'


def lines(html: str) -> list[str]:
    """Return the text of each line's element."""
    root = ET.fromstring(html)
    return ["".join(line.itertext()) for line in root.findall("./code/span")]


def test_every_line_of_code_is_an_element_that_ends_with_its_end() -> None:
    """Readers that know no style, and copying, get the listing as it was."""
    html = hang_lines(code('<span class="k">if</span> x:\n\n    y &lt; 1'))
    assert lines(html) == ["if x:\n", "\n", "    y < 1"]


def test_a_mark_over_several_lines_is_closed_and_opened_again_and_its_id_stands_once() -> None:
    """A block comment is one span of the highlighter."""
    html = hang_lines(code('a <span class="c" id="x">/* one\ntwo */</span> b\n'))
    assert lines(html) == ["a /* one\n", "two */ b\n"]
    assert html.count('class="c"') == 2
    assert html.count('id="x"') == 1


@pytest.mark.parametrize(("text", "kind"), [("a", "l"), ("  a", "l i1"), ("    a", "l i2"), (" " * 40 + "a", "l i6")])
def test_the_class_says_how_far_a_line_is_indented(text: str, kind: str) -> None:
    """A continued line goes on further in than its own words."""
    assert f'<span class="{kind}">' in hang_lines(code(text))


def test_an_empty_listing_stays_as_it_is() -> None:
    """An empty element has no end tag."""
    html = f'<pre class="sg-code" data-lang=""><code /></pre>\n{code("a")}'
    assert hang_lines(html) == html.replace("<code>a", '<code><span class="l">a</span>')


@given(st.lists(st.sampled_from(["a", "\n", "  ", "&lt;", '<span class="k">b</span>', '<span class="c">c\nd</span>']), max_size=12))
def test_no_character_of_code_is_lost(parts: list[str]) -> None:
    """The text of a listing is the same before and after."""
    html = code("".join(parts))
    made = hang_lines(html)
    ET.fromstring(made)
    assert re.sub(r"<[^>]+>", "", made) == re.sub(r"<[^>]+>", "", html)


def test_a_table_stands_in_a_box_that_scrolls() -> None:
    """Nested ones too, each in its own."""
    assert hold_tables("<table><tr><td><table></table></td></tr></table>") == (
        '<div class="sg-scroll"><table><tr><td><div class="sg-scroll"><table></table></div></td></tr></table></div>'
    )


def formula(tex: str, display: str = "") -> str:
    return f'<span class="sg-math{display}" data-tex="{tex}">words</span>'


def test_a_long_formula_scrolls_and_a_short_one_keeps_its_marks() -> None:
    """Brackets and stops are not left on another line than the formula they belong to."""
    long = set_formulas(f"so {formula('a+b+c+d+e+f+g+h+i+j+k')}, and")
    assert re.fullmatch(r'so <span class="sg-wide"><math .*</math>,</span> and', long, re.DOTALL)
    short = set_formulas(f"so ({formula('a')}) and")
    assert re.fullmatch(r'so <span class="sg-whole">\(<math .*</math>\)</span> and', short, re.DOTALL)
    alone = set_formulas(f"so {formula('a')} and {formula('b', ' sg-display')}.")
    assert "sg-w" not in alone
    assert unescape(re.sub("<[^>]*>", "", alone)).split() == ["so", "a", "and", "b."]
