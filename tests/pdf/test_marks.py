"""Marks of the pages alone."""

import xml.etree.ElementTree as ET

from builder.pdf.marks import mark


def test_a_label_leads_to_what_follows() -> None:
    """One strong phrase, or a colon at the end; but not where a heading or nothing follows."""
    root = ET.fromstring(
        '<body><div class="sg-body"><p>Pros:</p><ul><li>x</li></ul><p class="sg-rule"><strong>Rule</strong></p><h2>H</h2>'
        '<p class="sg-rule"><strong>Strong answer</strong></p><p>Text: more</p><p>Last:</p></div></body>'
    )

    mark(root, frozenset())

    assert ["".join(p.itertext()) for p in root.iter("p") if p.get("data-leads")] == ["Pros:", "Strong answer"]


def test_a_lesson_of_one_liners_has_space_between_them():
    """Where half of the paragraphs take a line at most, an indent each would look like a mistake."""
    short, long = "<p>One line.</p>", f"<p>{'word ' * 40}</p>"
    for body, spaced in ((short * 6 + long * 4, "1"), (short * 3 + long * 8, None), (short * 3, None)):
        root = ET.fromstring(f'<body><div class="sg-body">{body}</div></body>')
        mark(root, frozenset())
        assert root[0].get("data-spaced") == spaced
