"""A QR code beside a link on paper, where the author asks for it: `[Exercise](https://…  "QR")`.

segno draws the symbol (ISO/IEC 18004): pure Python, no image library, the same modules for the same address every time.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

_QUIET = 2
"""Modules of white around the symbol; the page around it is white as well."""


def set_codes(root: ET.Element) -> None:
    """Put a QR code before the paragraph or item of every outside link titled "QR", in place."""
    for parent in [element for element in root.iter() if element.tag in ("p", "li", "td", "dd")]:
        wanted = [link for link in parent.iter("a") if (link.get("title") or "").strip().casefold() == "qr"]
        for link in reversed(wanted):
            del link.attrib["title"]
            address = link.get("href", "")
            if address.startswith(("http://", "https://", "mailto:")):
                code = _drawn(address)
                code.tail, parent.text = parent.text, None
                parent.insert(0, code)


def _drawn(address: str) -> ET.Element:
    import segno

    symbol = segno.make(address, error="m", micro=False)
    rows = [bytes(row) for row in symbol.matrix]
    side = len(rows) + 2 * _QUIET
    path = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    holder = ET.Element("span", {"class": "sg-qr"})
    drawing = ET.SubElement(
        holder, "svg", {"viewBox": f"0 0 {side} {side}", "shape-rendering": "crispEdges", "role": "img", "aria-label": address}
    )
    ET.SubElement(drawing, "path", {"d": path, "fill": "#000"})
    return holder
