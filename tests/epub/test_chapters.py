"""A lesson's XHTML as a chapter's body."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from builder.epub.chapters import lesson_body
from builder.model import Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules


def test_a_lead_of_deliberate_lines_has_both_classes() -> None:
    """A tag with two attributes of one name is no XHTML."""
    lesson = parse_lesson(Source("a.md", "a", "# T\n\nServers are cattle.\nNot pets.\n\n## S\n\nText.\n"), Rules())
    root = ET.fromstring(f"<div>{lesson_body(lesson)}</div>")
    assert root[0].get("class") == "sg-lead sg-lines"
