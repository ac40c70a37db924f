"""Code as lines of runs: what a voice of the highlighter says at a stretch, cut at the ends of lines, and back again."""

from __future__ import annotations

import xml.etree.ElementTree as ET

Run = tuple[str, str]
"""Class and text; the class of a call-out's mark is `sg-co ID HREF`."""
MARK = "sg-co"


def lines_of(code: ET.Element | None) -> list[list[Run]]:
    """Return the lines of a `<code>`, each a list of runs."""
    runs: list[Run] = []
    if code is not None:
        runs.append(("", code.text or ""))
        for span in code:
            kind = span.get("class") or ""
            if kind == MARK:
                kind = f"{MARK} {span.get('id') or '-'} {span.get('href') or '-'}"
            runs += [(kind, "".join(span.itertext())), ("", span.tail or "")]
    lines: list[list[Run]] = [[]]
    for kind, value in runs:
        for at, part in enumerate(value.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append((kind, part))
    return lines


def put_runs(element: ET.Element, runs: list[Run]) -> None:
    """Add *runs* to the end of *element*."""
    last = element[-1] if len(element) else None
    for kind, value in runs:
        if kind:
            last = _span(element, kind)
            last.text = value
        elif last is None:
            element.text = (element.text or "") + value
        else:
            last.tail = (last.tail or "") + value


def _span(element: ET.Element, kind: str) -> ET.Element:
    if not kind.startswith(f"{MARK} "):
        return ET.SubElement(element, "span", {"class": kind})
    _, name, address = kind.split(" ", 2)
    made = ET.SubElement(element, "a", {"class": MARK})
    if name != "-":
        made.set("id", name)
    if address != "-":
        made.set("href", address)
    return made
