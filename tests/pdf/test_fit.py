"""Text in a box of fixed size: the largest size that fits, else cut between blocks, lines, rows."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from builder.pdf.fit import GAP, LEADING, STEPS, fit, lines

BOX = (221.0, 130.0)


def test_short_text_is_large_and_longer_text_smaller():
    """Sizes are the theme's text size times the steps."""
    sizes = [fit(f"<p>{'word ' * count}</p>", 10.0, *BOX).size for count in (3, 40, 60, 85)]
    assert sizes == [round(10 * step, 1) for step in STEPS]


def test_text_that_fits_is_not_touched():
    """Marks and all."""
    html = '<p>A <strong>term</strong>.</p><pre class="sg-snippet"><code><span class="k">def</span></code></pre>'
    made = fit(html, 10.0, *BOX)
    assert (made.html, made.cut) == (html, False)


def test_a_table_keeps_its_head_and_the_rows_that_fit():
    """Whole rows, never half of one."""
    rows = "".join(f"<tr><td>{at}</td></tr>" for at in range(40))
    made = fit(f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>", 10.0, *BOX)
    kept = [cell.text for cell in ET.fromstring(made.html).iter("td")]
    assert made.cut
    assert kept == [str(at) for at in range(len(kept))]
    assert 4 < len(kept) < 15


def test_a_list_keeps_the_items_that_fit():
    """In order; the one that does not is cut."""
    made = fit("<ol>" + "".join(f"<li>{'item ' * 20}{at}</li>" for at in range(20)) + "</ol>", 10.0, *BOX)
    items = ["".join(item.itertext()) for item in ET.fromstring(made.html)]
    assert made.cut
    assert items[0].endswith(" 0")
    assert items[-1].endswith("…")


def test_a_picture_too_many_is_left_out():
    """The words before it stay."""
    made = fit("<p>See:</p>" + '<p><img src="asset:a.png" alt="A" /></p>' * 3, 10.0, *BOX)
    assert made.cut
    assert made.html.count("<img") == 1
    assert made.html.startswith("<p>See:</p>")


@given(st.text(alphabet="ab WM日\n.<&", min_size=1, max_size=900), st.sampled_from([8.0, 10.5, 16.0]))
def test_what_is_cut_fits(text, size):
    """Whatever the text, what is kept takes no more lines than there are, and its words come in order."""
    paragraph = ET.Element("p")
    paragraph.text = text
    made = fit(ET.tostring(paragraph, encoding="unicode"), size, *BOX)
    kept = "".join(ET.fromstring(f"<div>{made.html}</div>").itertext())

    assert lines(kept.removesuffix(" …"), made.size, BOX[0]) * made.size * LEADING + GAP <= BOX[1] + 0.01
    assert "".join(text.split()).startswith("".join(kept.split()).rstrip("…"))
    assert made.cut or "".join(kept.split()) == "".join(text.split())
