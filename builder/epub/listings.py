"""Listings with numbered or highlighted lines become lines of their own in the e-book, so that styles can reach them.

Numbers come from a counter of the styles: a reader shows them, but they are no part of what is copied. Each line keeps
its line end inside, so that the text of the listing stays what it was.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from builder.parsing.runs import lines_of, put_runs

_BLOCK = re.compile(r'<pre class="sg-code"[^>]*\sdata-(?:start|marked)="[^>]*>.*?</pre>', re.DOTALL)


def set_lines(body: str) -> str:
    """Return *body* with every listing that has numbers or highlighted lines in lines."""
    return _BLOCK.sub(lambda match: _set(match[0]), body) if "data-start=" in body or "data-marked=" in body else body


def _set(html: str) -> str:
    block = ET.fromstring(html)
    code = block.find("code")
    start = block.attrib.pop("data-start", None)
    marked = frozenset(block.attrib.pop("data-marked", "").split())
    if code is None:
        return html
    lines = lines_of(code)
    name = code.tail
    code.clear()
    code.tail = name
    if start is not None:
        block.set("class", "sg-code sg-numbered")
        code.set("style", f"counter-reset: sg-line {int(start) - 1}")
    for at, runs in enumerate(lines, 1):
        line = ET.SubElement(code, "span", {"class": "sg-ln sg-hi" if str(at) in marked else "sg-ln"})
        put_runs(line, [*runs, ("", "\n")] if at < len(lines) or not runs else runs)
    return ET.tostring(block, encoding="unicode")
