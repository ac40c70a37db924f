"""Code on paper: how lines of the source become lines of the page."""

import xml.etree.ElementTree as ET

from builder.pdf.listing import set_listings


def lines(text):
    root = ET.fromstring(f'<div><pre class="sg-code" data-lang=""><code>{text}</code></pre></div>')
    set_listings(root, "Listing, continued", "Listing continues")
    return ["".join(line.itertext()) for line in root.iter("span") if "sg-ln" in line.get("class", "")]


def test_two_blank_lines_print_as_one():
    """Indentation on an empty line makes no difference; one blank line stays."""
    assert lines("a = 1\n\n\n   \ndef f():\n    b\n\n    c") == ["a = 1", " ", "def f():", "    b", " ", "    c"]
