"""A Unit goes in, its typeset pages come out. The only module that uses WeasyPrint; it runs in worker processes.

1. The unit's XHTML is marked for paper (`marks`, `listing`) and laid out with the theme's styles.
2. Boxes linked to `page:…` become `Place`s, to be filled at binding; ids become anchors.
3. The PDF is written without outline or metadata: those are the whole book's.

Same unit, same bytes: in any process, after any other unit.
"""

from __future__ import annotations

import contextlib
import gc
import io
import logging
import os
import re
import warnings
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from builder.assets import asset_dir
from builder.cache import cache_folder
from builder.direction import direction, right_to_left
from builder.errors import EngineError
from builder.pdf import last_page
from builder.pdf.breaks import install
from builder.pdf.captions import hang_captions
from builder.pdf.codes import set_codes
from builder.pdf.continued import say_continued
from builder.pdf.cues import set_cues
from builder.pdf.families import has_italics
from builder.pdf.fonts import FontSet, font_face_css, write_fontconfig
from builder.pdf.formulas import Picture, set_formulas
from builder.pdf.line_numbers import LineNumber
from builder.pdf.listing import Words, set_listings
from builder.pdf.locators import PREFIX
from builder.pdf.marks import mark
from builder.pdf.mirror import mirrored
from builder.pdf.model import Face, Place, Sheets, Unit
from builder.pdf.notes import set_notes
from builder.pdf.references import say_pages
from builder.pdf.styles import measure_of, style_text
from builder.pdf.tables import Measure, set_tables
from builder.pdf.theme import wants_cues
from builder.pdf.tokens import resolve_tokens, root_tokens
from builder.pdf.turned import add_heads, hold_headings, turn, turned_pages
from builder.settings import Geometry
from builder.words import word

_ELSEWHERE = re.compile("No anchor|\\.notdef glyph")
"""What our own problems say better, with file and line."""
_POINT = 0.75
"""Points of one CSS pixel."""
_WEIGHTS = {"normal": 400, "bold": 700}
_HINT = (
    "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    "      Fedora: dnf install pango    macOS: brew install pango"
)


def typeset(unit: Unit, geometry: Geometry, fonts: FontSet, theme: Path) -> Sheets:
    """Return the typeset pages of *unit*. Raises `EngineError` when Pango is missing or layout fails."""
    weasyprint = engine()
    from builder.pdf.fetch import BASE, BookFetcher
    from builder.pdf.pictures import page_pictures

    config, styles, measure, longer = _styles(geometry, fonts, theme, right_to_left(unit.language), has_italics(unit.language))
    text, complaints, drawn = _document(unit, fonts, geometry, measure, wants_cues(theme))
    own = weasyprint.CSS(string=_own_css(unit), font_config=config)
    log = Log()
    with log.listening():
        try:
            pictures = {BASE + address: picture for address, picture in (drawn | page_pictures(text, unit.assets)).items()}

            def laid_out(*more: Any) -> Any:
                html = weasyprint.HTML(string=text, base_url=BASE, url_fetcher=BookFetcher(unit.assets))
                return html.render(stylesheets=[*styles, own, *more], font_config=config, cache=pictures)

            document = laid_out()
            if unit.kind == "lesson" and last_page.worth_a_try(document):
                another = laid_out(longer)
                document = another if len(another.pages) < len(document.pages) else document
            places, anchors = _facts(document)
            faces: list[Face] = []
            data = document.write_pdf(finisher=lambda document, pdf: faces.extend(_faces(document)))
            pages = len(document.pages)
            lying = turned_pages(document) if geometry.edition == "print" else frozenset()
        except RecursionError as error:
            raise EngineError("the lesson is too deeply nested to be typeset", where=unit.slug) from error
    if lying:
        turned = turn(data, lying, places, anchors)
        data, pages, places, anchors = turned.pdf, turned.pages, turned.places, turned.anchors
    return Sheets(
        slug=unit.slug, pdf=data, pages=pages, anchors=anchors, places=places,
        faces=tuple(faces), complaints=(*complaints, *log.lines),
    )  # fmt: skip


@cache
def engine() -> Any:
    """Import WeasyPrint with our fontconfig file; a missing Pango becomes one clear error."""
    folder = cache_folder() / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["FONTCONFIG_FILE"] = str(write_fontconfig(folder))
    os.environ.setdefault("SOURCE_DATE_EPOCH", "946684800")
    gc.set_threshold(200_000, 50, 50)
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            # "No fonts configured" is what we want: the machine's fonts are hidden on purpose.
            warnings.simplefilter("ignore")
            import weasyprint
    except OSError as error:
        raise EngineError(f"Pango cannot be loaded: {str(error).split('.')[0]}", hint=_HINT) from error
    install()
    return weasyprint


@cache
def _styles(geometry: Geometry, fonts: FontSet, theme: Path, mirror: bool, italics: bool) -> tuple[Any, tuple[Any, ...], Measure, Any]:
    """Return the font configuration, the parsed styles, the measure, and styles for longer pages: kept for the life of the worker."""
    weasyprint = engine()
    from weasyprint.text.fonts import FontConfiguration

    from builder.pdf.fetch import BASE, BookFetcher

    config = FontConfiguration()
    fetcher = BookFetcher(fonts=frozenset(face.path.as_uri() for face in fonts.faces))
    text = font_face_css(fonts) + style_text(geometry, theme)
    upright = "" if italics else (asset_dir("styles") / "upright.css").read_text(encoding="utf-8")
    resolved = resolve_tokens(text + upright)
    if mirror or geometry.right_to_left:
        opposite = (asset_dir("styles") / "rtl.css").read_text(encoding="utf-8")
        resolved = mirrored(resolved, pages=geometry.right_to_left, text=mirror) + opposite
    sheet = weasyprint.CSS(string=resolved, font_config=config, url_fetcher=fetcher, base_url=BASE)
    tokens = root_tokens(text)
    return config, (sheet,), measure_of(tokens, geometry.edition), weasyprint.CSS(string=last_page.longer(tokens))


@cache
def _has_patterns(language: str) -> bool:
    """Tell whether words of *language* can be hyphenated."""
    import pyphen

    return pyphen.language_fallback(language) is not None


def _own_css(unit: Unit) -> str:
    tab = "" if unit.tab else ";--tab-bg:transparent;--tab-border:0 solid"
    # Lines that end with whole words are stretched too much; in Chinese and Japanese even lines come of themselves.
    stretched = _has_patterns(unit.language) or right_to_left(unit.language)
    align = "" if stretched else "p,li,dd{text-align:left}"
    return f":root{{--step:{max(0, unit.step - 1) % 18}{tab}}}{align}"


def _document(
    unit: Unit, fonts: FontSet, geometry: Geometry, measure: Measure, cues: bool = False
) -> tuple[str, list[str], dict[str, Picture | LineNumber]]:
    edition = geometry.edition
    body = re.sub(r'(<img\b[^>]*\bsrc=")asset:', r"\1asset/", unit.html)
    root = ET.fromstring(
        f'<html lang="{escape(unit.language)}" dir="{"rtl" if geometry.right_to_left else "ltr"}"><head><title>{escape(unit.title)}</title></head>'
        f'<body class="sg-unit-{unit.kind}" dir="{direction(unit.language)}">{body}</body></html>'
    )
    if cues:
        set_cues(root, word(unit.language, "cue"), word(unit.language, "own-summary"))
    words = Words(*(word(unit.language, key) for key in ("listing", "continued", "continues")))
    # A column of cues beside the text is not free for wide tables and diagrams.
    measure = replace(measure, hang=0.0) if cues else measure
    numbers, complaints = set_listings(root, words, measure)
    if edition == "print":
        set_codes(root)
        say_pages(root, word(unit.language, "page-short"))
    set_notes(root, addresses=edition == "print")
    set_tables(root, measure)
    hang_captions(root, measure)
    if edition == "print":
        add_heads(root)
    formulas, undrawn = set_formulas(root)
    mark(root, _emoji(fonts))
    say_continued(root, replace(words, listing=word(unit.language, "table")))
    hold_headings(root)
    figures = {address: LineNumber(number, columns, _mono(fonts)) for address, (number, columns) in numbers.items()}
    return _html(root), [*complaints, *undrawn], {**formulas, **figures}


def _html(root: ET.Element) -> str:
    """Return *root* as HTML5; an empty element must not be written in XML's short form."""
    return "<!DOCTYPE html>" + ET.tostring(root, encoding="unicode", method="html")


@cache
def _emoji(fonts: FontSet) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    for face in fonts.faces:
        if face.family == "SG Emoji":
            with TTFont(face.path, lazy=True) as font:
                return frozenset(font.getBestCmap())
    return frozenset()


def _mono(fonts: FontSet) -> Path:
    return next(face.path for face in fonts.faces if (face.family, face.weight, face.style) == ("SG Mono", 400, "normal"))


def _facts(document: Any) -> tuple[tuple[Place, ...], tuple[tuple[str, int, float, float], ...]]:
    """Take the places out of the pages' links, and return them with the anchors, in points from below left."""
    places = []
    anchors = []
    for number, page in enumerate(document.pages):
        height = page.height
        kept = []
        for link in page.links:
            kind, target, (x0, y0, x1, y1), box = link
            if kind == "external" and target.startswith(("page:", PREFIX)):
                after = ""
                if not target.startswith(PREFIX):
                    target, _, after = target.removeprefix("page:").replace("%7C", "|").partition("|")
                places.append(
                    Place(
                        number, target,
                        round(x0 * _POINT, 3), round((height - y1) * _POINT, 3),
                        round(x1 * _POINT, 3), round((height - y0) * _POINT, 3),
                        *_type(box.style), after,
                    )
                )
            else:
                kept.append(link)
        page.links[:] = kept
        for name, (x0, y0, _x1, _y1) in page.anchors.items():
            anchors.append((name, number, round(x0 * _POINT, 3), round((height - y0) * _POINT, 3)))
    return tuple(places), tuple(anchors)


def _type(style: Any) -> tuple[str, float, tuple[float, float, float], Any]:
    """Return face, size in points, colour and alignment of a place's box."""
    weight = style["font_weight"]
    weight = _WEIGHTS.get(weight, weight)
    slope = "italic" if style["font_style"] in ("italic", "oblique") else "normal"
    face = f"{style['font_family'][0]}|{weight}|{slope}"
    red, green, blue = (round(float(part), 4) for part in style["color"].to("srgb").coordinates)
    align = style["text_align_all"]
    side = {"end": "right", "right": "right", "center": "center"}.get(align, "left")
    return face, round(style["font_size"] * _POINT, 3), (red, green, blue), side


def _faces(document: Any) -> list[Face]:
    found = {}
    for font in document.fonts.values():
        style = "italic" if int(font.style) else "normal"
        name = font.name.decode().lstrip("/")
        found[name] = Face(name, font.family, int(font.weight), style)  # type: ignore[arg-type]
    return [found[name] for name in sorted(found)]


class Log(logging.Handler):
    """Gathers what WeasyPrint warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record's message once."""
        line = record.getMessage()
        if line not in self.lines and not _ELSEWHERE.search(line):
            self.lines.append(line)

    @contextlib.contextmanager
    def listening(self) -> Any:
        """Listen to WeasyPrint's logger, and keep it from printing."""
        logger = logging.getLogger("weasyprint")
        before, logger.propagate = logger.propagate, False
        handlers, logger.handlers = logger.handlers, [self]
        try:
            yield
        finally:
            logger.handlers, logger.propagate = handlers, before
