"""Listings in the e-book: numbered and highlighted lines."""

import re
import xml.etree.ElementTree as ET

from builder.epub.listings import set_lines
from builder.model import Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules

CODE = 'def f():\n    """Two\n\n    lines."""\n    return 1'


def body(info: str, numbered: bool = False) -> str:
    return parse_lesson(Source("a.md", "a", f"# T\n\nIntro.\n\n## S\n\n```{info}\n{CODE}\n```\n"), Rules(line_numbers=numbered)).html


def test_numbers_are_a_counter_and_the_text_is_the_code():
    """What is copied has no numbers in it and keeps its line ends, also within a string of several lines."""
    block = ET.fromstring(f"<div>{set_lines(body('python linenums=7'))}</div>").find("pre")

    assert "".join(block.itertext()) == CODE
    assert block.find("code").get("style") == "counter-reset: sg-line 6"
    assert len(block.findall("code/span")) == 5


def test_highlighted_lines_have_a_class_and_others_none():
    """The styles draw a bar."""
    made = set_lines(body('python hl_lines="2 4"'))

    assert re.findall(r'<span class="sg-ln( sg-hi)?">', made) == ["", " sg-hi", "", " sg-hi", ""]
    assert "data-" not in made.partition("<code")[0].partition("<pre")[2].replace("data-lang", "")


def test_a_listing_without_either_stays_as_it_is():
    """No span more than needed."""
    assert set_lines(body("python")) == body("python")


def test_the_settings_number_listings_of_both_formats():
    """`[layout] line_numbers` is a rule of reading."""
    assert 'data-start="1"' in body("python", numbered=True)
    assert "data-start" not in body("python")
