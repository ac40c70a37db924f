"""QR codes: where they are asked for, and that they say the address."""

import xml.etree.ElementTree as ET

import segno

from builder.pdf.codes import set_codes


def coded(body):
    root = ET.fromstring(f"<div>{body}</div>")
    set_codes(root)
    return root


def test_a_link_titled_qr_gets_its_code():
    """Every dark module of the symbol is drawn once, two modules in from the edge."""
    root = coded('<p>Do the <a href="https://example.com/x" title="QR">exercise</a> now.</p>')
    path = root.find(".//path").get("d")
    matrix = segno.make("https://example.com/x", error="m", micro=False).matrix

    assert path.count("M") == sum(sum(bytes(row)) for row in matrix)
    assert path.startswith("M2 2h1v1h-1z")
    assert "".join(root.itertext()) == "Do the exercise now."
    assert root.find(".//a").get("title") is None


def test_other_titles_and_links_in_the_book_get_none():
    """A title is a title; a page of the book has a page number."""
    root = coded('<p><a href="https://example.com" title="A site">a</a> <a href="id:b--top" title="qr">b</a></p>')

    assert root.find(".//svg") is None
    assert [link.get("title") for link in root.iter("a")] == ["A site", None]
