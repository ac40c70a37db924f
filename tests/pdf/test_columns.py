"""Column widths of tables: words stay whole, figures stand to the right, and a table stays on its page."""

import io
import xml.etree.ElementTree as ET

import pypdf
import pytest

from builder.cache import cache_folder
from builder.pdf.fonts import prepare
from builder.pdf.model import Unit
from builder.pdf.tables import Measure, set_tables, widths
from builder.pdf.theme import find_theme
from builder.pdf.tokens import points
from builder.pdf.typeset import typeset
from builder.settings import Geometry


def made(*rows, measure=None):
    cells = "".join(
        "<tr>" + "".join(f"<{'td' if at else 'th'}>{text}</{'td' if at else 'th'}>" for text in row) + "</tr>"
        for at, row in enumerate(rows)
    )
    root = ET.fromstring(f'<div><div class="sg-body"><table><tbody>{cells}</tbody></table></div></div>')
    set_tables(root, measure or Measure())
    return root.find(".//table")


def shares(table):
    return [float(col.get("style")[6:-1]) for col in table.iter("col")]


def test_every_column_is_as_wide_as_its_longest_word():
    """What is left goes to columns with more text, the square root of it."""
    found = widths([40.0, 60.0, 50.0], [50.0, 400.0, 800.0], 300.0)

    assert sum(found) == pytest.approx(300)
    assert all(width >= least for width, least in zip(found, [40, 60, 50], strict=True))
    assert found[2] > found[0]


def test_columns_that_cannot_fit_have_no_widths():
    """Then smaller type is tried."""
    assert widths([200.0, 200.0], [200.0, 200.0], 300.0) is None


def test_a_column_of_figures_stands_to_the_right_and_is_not_broken():
    """A dash says that there is none; the first column names the row."""
    table = made(["Host", "Cost"], ["1", "60–100 %"], ["2", "–"], ["3", "1.5 GB"])

    assert [cell.get("class") for cell in table.iter("td")] == [None, "sg-right sg-unbroken"] * 3
    assert [cell.get("class") for cell in table.iter("th")] == [None, "sg-right"]


def test_a_wide_table_takes_the_hanging_column_and_smaller_type():
    """In steps, down to the floor; the widths are always the whole of it."""
    narrow, wide = made(["A", "B"], ["one", "two"]), made(*[["Transitive"] * 17] * 2)

    assert narrow.get("class") == "sg-grid"
    assert narrow.get("style") is None
    assert wide.get("class") == "sg-grid sg-broad sg-tight"
    assert wide.get("style") == "font-size:7.05pt"
    assert sum(shares(wide)) == pytest.approx(100, abs=0.1)


def test_a_table_with_spans_keeps_what_its_author_wrote():
    """Its columns cannot be told from its cells."""
    root = ET.fromstring('<div><div class="sg-body"><table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table></div></div>')
    set_tables(root, Measure())

    assert root.find(".//colgroup") is None


def test_a_token_is_read_as_points():
    """Through other tokens too; what is no length is the default."""
    tokens = {"--inner": "var(--side)", "--side": "25.4mm", "--odd": "calc(1mm + 2mm)"}

    assert points(tokens, "--inner", 1.0) == pytest.approx(72)
    assert points(tokens, "--odd", 1.0) == 1.0


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_no_short_word_is_broken_and_nothing_leaves_the_page(paper):
    """Read back from the finished page, of a table with one long column and of one with seventeen."""
    words = ["Mode", "Transitive", "Consequence"]
    long = "what happens to the requests in flight when the zone goes away " * 3
    rows = "".join(f"<tr><td>{words[0]}</td><td>{words[1]}</td><td>{words[2]}</td><td>{long}</td></tr>" for _ in range(3))
    many = "<tr>" + "<td>Availability</td>" * 17 + "</tr>"
    html = f'<div class="sg-body"><table><tbody>{rows}</tbody></table><table><tbody>{many}</tbody></table></div>'
    unit = Unit(slug="a", kind="lesson", title="A", html=html, language="en")
    sheets = typeset(unit, Geometry(paper=paper), prepare(cache_folder() / "fonts"), find_theme("classic"))
    page = pypdf.PdfReader(io.BytesIO(sheets.pdf)).pages[0]
    found = []
    page.extract_text(visitor_text=lambda text, cm, tm, _font, _size: found.append((tm[4] * cm[0] + cm[4], text)))
    text = page.extract_text()

    assert all(text.count(word) >= 3 for word in words)
    assert all(0 <= x <= float(page.mediabox.width) for x, shown in found if shown.strip())
