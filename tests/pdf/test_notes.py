"""Notes at the foot of the page: which float, which stay, and their one numbering."""

import xml.etree.ElementTree as ET

from builder.pdf.notes import set_notes

NOTES = (
    '<section class="sg-footnotes" id="a--footnotes"><ol>'
    '<li id="a--fn-1"><p>Plain <em>words</em>. <a class="sg-back" href="#a--fnref-1">↩</a></p></li>'
    '<li id="a--fn-2"><p>With code:</p><pre>x</pre> <a class="sg-back" href="#a--fnref-2">↩</a></li>'
    "</ol></section>"
)


def mark(number):
    return f'<sup class="sg-fnref" id="a--fnref-{number}"><a href="#a--fn-{number}">{number}</a></sup>'


def noted(body, addresses=False):
    root = ET.fromstring(f'<div><div class="sg-body">{body}</div></div>')
    set_notes(root, addresses)
    return root


def feet(root):
    return [(span.get("data-n"), "".join(span.itertext())) for span in root.iter("span") if span.get("class") == "sg-foot"]


def test_a_note_of_one_paragraph_floats_without_its_way_back():
    """The sign that leads back is for screens."""
    root = noted(f"<p>Text{mark(1)} goes on.</p>{NOTES}")

    assert feet(root) == [("1", "Plain words. ")]
    assert "".join(root.find(".//p").itertext()) == "Text\u2060Plain words.  goes on."


def test_a_note_with_blocks_stays_at_the_end_under_its_number():
    """Code at a page's foot would push the text away."""
    root = noted(f"<p>One{mark(1)}, two{mark(2)}.</p>{NOTES}")
    section = root.find(".//section")

    assert [call.text for call in root.findall(".//sup/a")] == ["2"]
    assert " ".join(section.itertext()).split() == ["2", "With", "code:", "x"]
    assert section.find(".//a") is None


def test_a_second_mark_of_a_note_shows_its_number_again():
    """The note itself stands once."""
    root = noted(f"<p>One{mark(1)}, again{mark(1)}.</p>{NOTES}")

    assert len(feet(root)) == 1
    assert [call.text for call in root.findall(".//sup/a")] == ["1"]


def test_addresses_and_notes_count_together():
    """In the order of their marks, and only where links cannot be followed."""
    body = f'<p>See <a href="https://example.com/a/">it</a> and{mark(1)} <a href="http://b.example">b.example</a>.</p>{NOTES}'

    assert [number for number, _ in feet(noted(body))] == ["1"]
    assert [(number, words.replace("\u200b", "")) for number, words in feet(noted(body, addresses=True))] == [
        ("1", "example.com/a"), ("2", "Plain words. "),
    ]  # fmt: skip


def test_many_addresses_of_one_block_follow_it():
    """A list of links would fill the foot of its page."""
    items = "".join(f'<li><a href="https://example.com/{at}">Link</a></li>' for at in range(9))
    root = noted(f"<ul>{items}</ul>", addresses=True)
    line = next(found for found in root.iter("p") if found.get("class") == "sg-addresses")

    assert feet(root) == []
    assert "".join(line.itertext()).replace("\u200b", "").count("example.com/") == 9
    assert [call.text for call in root.iter("sup") if call.get("class") == "sg-call"] == [str(at) for at in range(1, 10)]


def test_nothing_floats_out_of_a_table():
    """WeasyPrint lays tables out apart: their notes go to the end, their addresses below them."""
    row = f'<tr><td><a href="https://example.com/t">in a table</a></td><td>{mark(1)}</td></tr>'
    root = noted(f"<table>{row}</table>{NOTES}", addresses=True)

    assert feet(root) == []
    line = next(found for found in root.iter("p") if found.get("class") == "sg-addresses")
    assert "".join(line.itertext()).replace("\u200b", "").split() == ["1", "example.com/t"]
    assert root.find(".//section") is not None
