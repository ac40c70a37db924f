"""Captions on paper: which hang beside what they name."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from builder.pdf.captions import hang_captions
from builder.pdf.tables import Measure

SHORT, LONG = "Woods and weights", "a word " * 60


def figure(caption: str, inside: str, kind: str = "sg-tabled", around: str = "{}") -> ET.Element:
    made = f'<figure class="{kind}" data-cap="table"><figcaption><span class="sg-cap">Table 1.1</span> {caption}</figcaption>{inside}</figure>'
    return ET.fromstring(f'<body><div class="sg-body">{around.format(made)}</div></body>')


def hangs(root: ET.Element, measure: Measure) -> bool:
    hang_captions(root, measure)
    return "sg-hung" in next(root.iter("figure")).get("class", "")


TABLE = "<table><tr><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></table>"


def test_a_short_caption_hangs_where_there_is_a_column_for_it() -> None:
    """Themes without a hanging column, and small paper, have captions in line."""
    assert hangs(figure(SHORT, TABLE), Measure())
    assert not hangs(figure(SHORT, TABLE), Measure(hang=0.0))


def test_a_caption_longer_than_its_table_stands_above_it() -> None:
    """Beside it, it would run into what follows."""
    assert not hangs(figure(LONG, TABLE), Measure())


def test_nothing_hangs_inside_a_quote_or_an_item() -> None:
    """There the column left of the text is not the figure's."""
    assert not hangs(figure(SHORT, TABLE, around="<blockquote>{}</blockquote>"), Measure())


def test_a_table_that_takes_the_column_has_its_caption_above() -> None:
    """The column is taken."""
    assert not hangs(figure(SHORT, TABLE.replace("<table>", '<table class="sg-grid sg-broad">')), Measure())
