"""A package's font becomes a static face of ours: cut to the characters we show, of one weight, on the lines of the text.

HarfBuzz cuts and instances in one step, a hundred times as fast as fontTools. Every face made here gets the ascent and
descent of IBM Plex: a sign from another face must not move the baseline of its line.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ASCENT, DESCENT = 1.025, 0.275
"""Of IBM Plex, in parts of the em."""
_CELL = 0.6
"""Width of a letter of code, in parts of the em."""
_AXIS = 0.35
"""Height of the middle of signs: a sign that is made smaller shrinks towards it."""


def make_face(
    source: Path, index: int, weight: int, codes: Iterable[int], *, cell: bool = False, plain: bool = False
) -> bytes:
    """Return the font *source* (its *index* in a collection) of one *weight* with *codes* only.

    *cell* fits its glyphs to code; *plain* leaves out the alternatives a large script's font has of its glyphs.
    """
    import uharfbuzz as hb
    from fontTools.ttLib import TTFont

    face = hb.Face(hb.Blob.from_file_path(str(source)), index)
    wish = hb.SubsetInput()
    wish.keep_everything()
    for kept in (wish.unicode_set, wish.glyph_set):
        kept.clear()
    wish.unicode_set.update(codes)
    flags = hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
    wish.flags = flags | hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    wish.drop_table_tag_set.update(_tags("DSIG STAT MATH vhea vmtx VORG meta"))
    if plain:
        wish.layout_feature_tag_set.clear()
        wish.layout_feature_tag_set.update(_tags("ccmp locl ljmo vjmo tjmo"))
    if face.axis_infos:
        wish.pin_all_axes_to_default(face)
        wish.pin_axis_location(face, "wght", weight)
    font = TTFont(io.BytesIO(hb.subset(face, wish).blob.data), recalcTimestamp=False, recalcBBoxes=False)
    if cell:
        _fit(font)
    _align(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def cut(data: bytes, glyphs: Iterable[int]) -> bytes:
    """Return the static font *data* with *glyphs* only, their ids kept. Ids beyond the font's are left out."""
    import uharfbuzz as hb

    face = hb.Face(data)
    wish = hb.SubsetInput()
    wish.glyph_set.update(glyph for glyph in glyphs if glyph < face.glyph_count)
    flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
    wish.flags = flags | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    wish.name_id_set.clear()
    wish.name_id_set.update((1, 2, 6))
    wish.drop_table_tag_set.update(_tags("GSUB GPOS GDEF DSIG BASE STAT MATH kern meta vhea vmtx VORG"))
    made: bytes = hb.subset(face, wish).blob.data
    return made


def _tags(names: str) -> list[int]:
    return [int.from_bytes(name.encode(), "big") for name in names.split()]


def _align(font: Any) -> None:
    """Give *font* the ascent and descent of the text."""
    unit = font["head"].unitsPerEm
    up, down = round(ASCENT * unit), round(DESCENT * unit)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = up, -down, 0
    table = font["OS/2"]
    table.sTypoAscender, table.sTypoDescender, table.sTypoLineGap = up, -down, 0
    table.usWinAscent, table.usWinDescent = up, down


def _fit(font: Any) -> None:
    """Make every glyph of *font* as wide as a letter of code: wider ones smaller, narrower ones in the middle."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph
    from fontTools.ttLib.tables.ttProgram import Program

    glyf, advances, unit = font["glyf"], font["hmtx"].metrics, font["head"].unitsPerEm
    width, axis = round(_CELL * unit), round(_AXIS * unit)
    made = {}
    for name in font.getGlyphOrder():
        points, ends, flags = glyf[name].getCoordinates(glyf)
        own = advances[name][0]
        scale = min(1.0, width / own) if own else 1.0
        points = points.copy()
        points.translate((0, -axis))
        points.scale((scale, scale))
        points.translate(((width - own * scale) / 2, axis))
        points.toInt()
        glyph = Glyph()
        glyph.numberOfContours = len(ends)
        if ends:
            glyph.coordinates, glyph.endPtsOfContours, glyph.flags, glyph.program = points, ends, flags, Program()
            glyph.program.fromBytecode(b"")
        made[name] = glyph
    for name, glyph in made.items():
        glyf[name] = glyph
        glyph.recalcBounds(glyf)
        advances[name] = (width, getattr(glyph, "xMin", 0) or 0)
    font["hhea"].advanceWidthMax = width
    for table in ("GSUB", "GPOS", "GDEF", "kern"):
        if table in font:
            del font[table]
