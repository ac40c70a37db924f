"""Formulas on paper: laid out by ziamath, which is loaded when the first one comes, and drawn glyph by glyph.

Drawn as SVG, a thousand formulas cost WeasyPrint ten seconds and two megabytes. Here a formula is a picture of our own
kind: the outline of a glyph stands once in a lesson's pages, and a formula says where glyphs and bars go. It takes
size and colour from the text around it, so that one drawing serves headings, text and tables.
"""

from __future__ import annotations

import logging
import re
import warnings
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from builder.parsing.tex import UnreadableFormulaError, mathml

_SIZE = 24.0
_MARGIN = 0.5
UNDRAWN = "formula: "
"""Begins the complaint about a formula that cannot be drawn; the formula follows."""
_SCALE = 1.02 / _SIZE
"""STIX Two's letters are a little smaller than those of the text face."""
_STIFF = frozenset("↑↓⟨⟩")
_SIGNS = {"^": "\u0302", "~": "\u0303"}
_STEP = re.compile(r"([MLQCZ])([^MLQCZ]*)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula's box in ems (*depth* below the baseline) and its marks in the units of *box*, y downwards.

    *glyphs* are (glyph, scale, x, y), *strokes* PDF operators.
    """

    width: float
    height: float
    depth: float
    box: tuple[float, float, float, float]
    glyphs: tuple[tuple[str, float, float, float], ...]
    strokes: str


_outlines: dict[str, str] = {}
"""PDF operators of every glyph drawn so far, by its name: what they are depends on the font alone."""


@lru_cache(maxsize=8_000)
def draw(tex: str, display: bool) -> Drawing | None:
    """Return the drawing of the formula *tex*, or None where ziamath cannot draw it."""
    ziamath = _engine()
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        root = ET.fromstring(mathml(tex, display))
        _suit(root)
        made = ziamath.Math(root, size=_SIZE, margin=_MARGIN)
        picture = made.svgxml()
        depth = _MARGIN - made.node.bbox.ymin
        return _drawing(picture, depth)
    except (UnreadableFormulaError, RecursionError):
        return None
    except Exception:  # ziamath asserts what other people's formulas need not hold
        return None
    finally:
        logging.disable(before)


@cache
def _engine() -> Any:
    with warnings.catch_warnings():
        # It opens its font by a function of the standard library that is out of date.
        warnings.simplefilter("ignore", DeprecationWarning)
        import ziamath
    return ziamath


class Picture:
    """A formula as WeasyPrint's replaced content: it asks for a size and draws itself."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        """Return width, height and their ratio in the text size around."""
        drawing = self._drawing
        return drawing.width * font_size, drawing.height * font_size, drawing.width / drawing.height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw the formula on *stream* in the colour of the text."""
        left, top, across, down = self._drawing.box
        stream.set_color(style["color"])
        wide, high = width / across, height / down
        stream.transform(a=wide, d=high, e=-left * wide, f=-top * high)
        for name, scale, x, y in self._drawing.glyphs:
            image = stream.add_image(_Glyph(name), False, 1)
            stream.stream.append(f"q {scale:g} 0 0 {scale:g} {x:g} {y:g} cm /{image} Do Q".encode())
        if self._drawing.strokes:
            stream.set_color(style["color"], stroke=True)
            stream.stream.append(self._drawing.strokes.encode())


class _Glyph:
    """A glyph as a form of the PDF, kept once a document by WeasyPrint as it keeps pictures."""

    def __init__(self, name: str) -> None:
        self.id = name

    def get_x_object(self, interpolate: bool, ratio: float) -> Any:
        import pydyf

        extra = {
            "Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((-400, -400, 800, 800)),
            "Resources": pydyf.Dictionary(),
        }  # fmt: skip
        return pydyf.Stream([_outlines[self.id].encode()], extra, compress=True)


def set_formulas(root: ET.Element) -> tuple[dict[str, Picture], list[str]]:
    """Put a picture in place of every formula of *root*; return the pictures by address, and complaints.

    The LaTeX is the picture's text for those who cannot see it. What cannot be drawn is shown as its source.
    """
    pictures: dict[str, Picture] = {}
    numbers: dict[tuple[str, bool], int] = {}
    complaints: list[str] = []
    for span in root.iter("span"):
        tex = span.get("data-tex")
        if tex is None:
            continue
        kind = span.get("class") or ""
        display = "sg-display" in kind
        drawing = draw(tex, display)
        for child in list(span):
            span.remove(child)
        if drawing is None:
            span.tag, span.text = "code", tex
            span.attrib.clear()
            complaints.append(f"{UNDRAWN}{tex}")
            continue
        number = numbers.setdefault((tex, display), len(numbers))
        address = f"formula/{number}"
        pictures[address] = Picture(drawing)
        span.text = None
        span.attrib.pop("data-tex")
        style = "" if display else f"vertical-align:{-drawing.depth:g}em"
        ET.SubElement(span, "img", {"src": address, "alt": " ".join(tex.split()), **({"style": style} if style else {})})
    return pictures, complaints


def _drawing(picture: ET.Element, depth: float) -> Drawing | None:
    """Return what ziamath's SVG shows; None when it holds a shape not foreseen here."""
    glyphs: list[tuple[str, float, float, float]] = []
    strokes: list[str] = []
    views: dict[str, tuple[float, float, float]] = {}
    for element in picture.iter():
        at = {name: _number(element.get(name)) for name in ("x", "y", "width", "height", "stroke-width")}
        if element.tag == "symbol":
            name = "f" + re.sub(r"\W", "", element.get("id", ""))
            left, top, across, _ = (float(part) for part in element.get("viewBox", "").split())
            views[element.get("id", "")] = (left, top, across)
            path = element.find("path")
            _outlines.setdefault(name, "" if path is None else _operators(path.get("d", "")) + "f")
        elif element.tag == "use":
            key = element.get("href", "#")[1:]
            left, top, across = views[key]
            scale = at["width"] / across if across else 0
            x, y = round(at["x"] - left * scale, 3), round(at["y"] - top * scale, 3)
            glyphs.append(("f" + re.sub(r"\W", "", key), round(scale, 4), x, y))
        elif element.tag == "rect":
            hollow = element.get("fill") in ("none", None) and element.get("stroke") not in (None, "none")
            if element.get("fill") == "none" and not hollow:
                continue
            shape = f"{at['x']:g} {at['y']:g} {at['width']:g} {at['height']:g} re"
            strokes.append(f"{at['stroke-width'] or 1:g} w {shape} S" if hollow else f"{shape} f")
        elif element.tag == "path" and element.get("stroke") not in (None, "none"):
            strokes.append(f"{at['stroke-width'] or 1:g} w {_operators(element.get('d', ''))} S")
        elif element.tag not in ("svg", "g", "path"):
            return None
    box = [float(part) for part in picture.get("viewBox", "").split()]
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0 or not (glyphs or strokes):
        return None
    return Drawing(
        round(box[2] * _SCALE, 3), round(box[3] * _SCALE, 3), round(depth * _SCALE, 3),
        (box[0], box[1], box[2], box[3]), tuple(glyphs), " ".join(strokes),
    )  # fmt: skip


def _number(text: str | None) -> float:
    return round(float(text), 3) if text and re.fullmatch(r"-?[\d.]+", text) else 0.0


def _operators(path: str) -> str:
    """Return PDF operators for an SVG path of absolute steps; quadratic curves become cubic ones."""
    made = []
    x = y = 0.0
    for letter, rest in _STEP.findall(path):
        at = [float(part) for part in rest.split()]
        if letter == "Z":
            made.append("h")
            continue
        if letter == "Q":
            x1, y1, x2, y2 = at
            at = [x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3, x2, y2]
        made.append(" ".join(f"{round(value, 2):g}" for value in at) + {"M": " m", "L": " l"}.get(letter, " c"))
        x, y = at[-2], at[-1]
    return " ".join([*made, ""])


def _suit(root: ET.Element) -> None:
    """Change what MathML means otherwise than ziamath draws it."""
    for element in root.iter():
        tag, text = element.tag.rpartition("}")[2], element.text or ""
        if tag in ("mo", "mi") and text in _STIFF:
            element.set("stretchy", "false")
        elif tag == "mo" and text in _SIGNS:
            element.text = "\u02c6" if text == "^" and element.get("stretchy") == "false" else _SIGNS[text]
        elif element.get("columnspacing") == "0em 2em":
            element.set("columnspacing", "0em 0.3em")
