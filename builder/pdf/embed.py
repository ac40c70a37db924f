"""One font file a face for the whole book: the glyphs all lessons use, and those that binding writes itself.

WeasyPrint subsets keep their glyph ids and name a face alike in every lesson, so the union of what is used can be cut
once from the face's own file, and every lesson's font be pointed at it.
"""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from builder.pdf.fonts import FontSet, path_of
from builder.pdf.instances import cut

_PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]*)>")
_HEAD = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) "
    b"/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n1 begincodespacerange <0000> <ffff> "
    b"endcodespacerange\n"
)
_TAIL = b"endcmap CMapName currentdict /CMap defineresource pop end end"


class Scribe:
    """A face of the book that binding writes with: text to glyphs and its width, and what was written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.used: dict[int, str] = {}
        font = _face(path)
        self._glyphs: dict[int, str] = font.getBestCmap()
        self._ids = font.getReverseGlyphMap()
        self._advances = font["hmtx"].metrics
        self._unit = 1000 / font["head"].unitsPerEm

    def write(self, text: str) -> tuple[bytes, float]:
        """Return *text* as a PDF hex string and its width in thousandths of the size."""
        codes, total = [], 0.0
        for char in text:
            name = self._glyphs.get(ord(char))
            if name is None:
                continue
            glyph = self._ids[name]
            self.used[glyph] = char
            total += self._advances[name][0] * self._unit
            codes.append(b"%04x" % glyph)
        return b"<" + b"".join(codes) + b">", total

    def advance(self, glyph: int) -> float:
        """Return the width of a glyph in thousandths of the size."""
        name = _face(self.path).getGlyphName(glyph)
        return float(round(self._advances[name][0] * self._unit, 3))


def embed(out: pikepdf.Pdf, fonts: FontSet, faces: dict[str, str], scribes: dict[str, Scribe]) -> dict[str, Any]:
    """Give every face of *out* one font file; return the font objects to write with, by face.

    *faces* maps names as in `/BaseFont` to faces `family|weight|style`; *scribes* holds those written with.
    """
    groups: dict[str, list[Any]] = {}
    for thing in out.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font and thing.get("/Subtype") == Name.Type0:
            groups.setdefault(str(thing.BaseFont)[1:], []).append(thing)
    made: dict[str, Any] = {}
    for name in sorted(groups):
        face = faces.get(name)
        family, weight, style = face.split("|") if face else ("", "0", "")
        path = path_of(fonts, family, int(weight), style)
        if face is None or path is None:
            continue
        first = groups[name][0]
        _unite(out, groups[name], path, scribes.get(face))
        made.setdefault(face, first)
    for face in sorted(scribes):
        if face not in made and scribes[face].used:
            made[face] = _new(out, face, scribes[face])
    return made


def _unite(out: pikepdf.Pdf, group: list[Any], path: Path, scribe: Scribe | None) -> None:
    """Point all fonts of *group* at one subset of *path* that holds what any of them uses."""
    widths: dict[int, Any] = {}
    words: dict[int, bytes] = {}
    for font in group:
        widths.update(_widths(font.DescendantFonts[0].W))
        for glyph, text in _PAIR.findall(font.ToUnicode.read_bytes()):
            words.setdefault(int(glyph, 16), text)
    for glyph, char in (scribe.used if scribe else {}).items():
        words.setdefault(glyph, char.encode("utf-16-be").hex().encode())
        if scribe and glyph not in widths:
            widths[glyph] = scribe.advance(glyph)
    descendant = group[0].DescendantFonts[0]
    descendant.W = Array([part for glyph in sorted(widths) for part in (glyph, Array([widths[glyph]]))])
    data = _subset(path, frozenset(words))
    stream = out.make_stream(data)
    descriptor = descendant.FontDescriptor
    for key in ("/FontFile", "/FontFile2", "/FontFile3", "/CIDSet"):
        if key in descriptor:
            del descriptor[key]
    if data.startswith(b"OTTO"):
        stream.Subtype = Name.OpenType
        descriptor.FontFile3 = stream
    else:
        stream.Length1 = len(data)
        descriptor.FontFile2 = stream
    unicode_map = out.make_stream(_unicode_map(words))
    shared = group[0].DescendantFonts
    if not shared.is_indirect:
        shared = out.make_indirect(shared)
    for font in group:
        font.DescendantFonts = shared
        font.ToUnicode = unicode_map


def _new(out: pikepdf.Pdf, face: str, scribe: Scribe) -> Any:
    """Return a font object for a face that no page uses but binding writes with."""
    font = _face(scribe.path)
    unit = 1000 / font["head"].unitsPerEm
    head, hhea = font["head"], font["hhea"]
    name = Name("/SGBIND+" + face.replace(" ", "-").replace("|", "-"))
    data = _subset(scribe.path, frozenset(scribe.used))
    stream = out.make_stream(data)
    stream.Length1 = len(data)
    descriptor = out.make_indirect(Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=4, ItalicAngle=0, StemV=80,
        FontBBox=Array([round(value * unit) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]),
        Ascent=round(hhea.ascent * unit), Descent=round(hhea.descent * unit), CapHeight=round(hhea.ascent * unit),
        FontFile2=stream,
    ))  # fmt: skip
    descendant = out.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, FontDescriptor=descriptor, CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        W=Array([part for glyph in sorted(scribe.used) for part in (glyph, Array([scribe.advance(glyph)]))]),
    ))  # fmt: skip
    words = {glyph: char.encode("utf-16-be").hex().encode() for glyph, char in scribe.used.items()}
    return out.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([descendant]), ToUnicode=out.make_stream(_unicode_map(words)),
    ))  # fmt: skip


def _widths(table: Any) -> dict[int, Any]:
    found = {}
    parts = list(table)
    at = 0
    while at < len(parts):
        if isinstance(parts[at + 1], Array):
            for offset, advance in enumerate(parts[at + 1]):
                found[int(parts[at]) + offset] = advance
            at += 2
        else:
            for glyph in range(int(parts[at]), int(parts[at + 1]) + 1):
                found[glyph] = parts[at + 2]
            at += 3
    return found


def _unicode_map(words: dict[int, bytes]) -> bytes:
    pairs = sorted(words.items())
    body = [_HEAD]
    for start in range(0, len(pairs), 100):
        some = pairs[start : start + 100]
        body.append(b"%d beginbfchar\n" % len(some))
        body += [b"<%04x> <%s>\n" % pair for pair in some]
        body.append(b"endbfchar\n")
    return b"".join([*body, _TAIL])


@cache
def _face(path: Path) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(path.read_bytes()), lazy=True)


def _subset(path: Path, glyphs: frozenset[int]) -> bytes:
    """Return *path* cut down to *glyphs*, ids kept."""
    return cut(path.read_bytes(), glyphs)
