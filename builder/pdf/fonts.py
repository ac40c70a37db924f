"""The faces of the book: static files, made once from the packages' fonts and kept; our CSS calls them `SG …`.

No font of the machine can be meant: a private fontconfig file hides them, and says which family stands in for which. A
variable face would be instanced again in every lesson, half of the time of writing a PDF.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from builder.errors import EngineError
from builder.pdf.families import AFTER, SCRIPTS, TEXT, Family, Style, is_variable, kept, source


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face: the family as our CSS calls it, weight, style, and its static file."""

    family: str
    weight: int
    style: Style
    path: Path


@dataclass(frozen=True, slots=True)
class FontSet:
    """Some faces, and a digest of their bytes."""

    faces: tuple[FontFile, ...]
    digest: str


_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<cachedir>{cache}</cachedir>
<alias binding="strong"><family>emoji</family><prefer><family>SG Emoji</family></prefer></alias>
{after}
<match target="pattern"><edit name="family" mode="append_last" binding="strong">{last}</edit></match>
</fontconfig>
"""
_VERSION = "3"
"""To be raised when `instances` makes other files of the same fonts."""


def prepare(folder: Path, wanted: frozenset[str] = frozenset()) -> FontSet:
    """Return the faces of every book and of the scripts *wanted*, making in *folder* the files that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    faces = []
    for family in (*TEXT, *(family for family in SCRIPTS if family.name in wanted)):
        for weight, style in family.styles:
            # A heavier face than the family has is the heaviest it has.
            file = source(family, family.bold if weight == 600 else weight, style)
            if file is not None:
                faces.append(FontFile(family.name, weight, style, _static(file, family, weight, style, folder)))
            elif family in TEXT and not family.extra:
                raise EngineError(
                    f"the font {family.origins[0][1]} is not installed", hint="install studyguide again with its dependencies"
                )
    return _set(faces)


def narrow(fonts: FontSet, wanted: frozenset[str]) -> FontSet:
    """Return the faces among *fonts* that every book has and those of the scripts *wanted*."""
    text = frozenset(family.name for family in TEXT)
    faces = [face for face in fonts.faces if face.family in text or face.family in wanted]
    return fonts if len(faces) == len(fonts.faces) else _set(faces)


def _set(faces: list[FontFile]) -> FontSet:
    total = hashlib.sha256()
    for face in faces:
        total.update(_file_digest(face.path).encode())
    return FontSet(tuple(faces), total.hexdigest())


def font_face_css(fonts: FontSet) -> str:
    """Return the `@font-face` rules for *fonts*."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("{face.path.as_uri()}")}}\n'
        for face in fonts.faces
    )


def path_of(fonts: FontSet, family: str, weight: int, style: str) -> Path | None:
    """Return the file of a face, or None when it is none of ours."""
    for face in fonts.faces:
        if (face.family, face.weight, face.style) == (family, weight, style):
            return face.path
    return None


@cache
def coverage(fonts: FontSet) -> frozenset[int]:
    """Return the code points that some upright face has a glyph for."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for face in fonts.faces:
        if (face.weight, face.style) == (400, "normal"):
            with TTFont(face.path, lazy=True) as font:
                found |= set(font.getBestCmap())
    return frozenset(found)


def packaged(wanted: frozenset[str] = frozenset()) -> tuple[tuple[Family, Path], ...]:
    """Return the packages' own files of the upright faces: what they cover `coverage` covers too."""
    found = ((family, source(family)) for family in (*TEXT, *(one for one in SCRIPTS if one.name in wanted)))
    return tuple((family, path) for family, path in found if path is not None)


def packaged_coverage(wanted: frozenset[str] = frozenset()) -> frozenset[int]:
    """Return what `coverage` returns of prepared faces, without making any."""
    from fontTools.ttLib import TTFont

    found: frozenset[int] = frozenset()
    for family, path in packaged(wanted):
        with TTFont(path, lazy=True, fontNumber=family.index if path.suffix == ".ttc" else -1) as font:
            found |= kept(family, font.getBestCmap())
    return found


def write_fontconfig(folder: Path) -> Path:
    """Write the private fontconfig file that hides the machine's fonts, and return it."""
    path = folder / "fonts.conf"
    after = "\n".join(
        f'<alias binding="strong"><family>{name}</family><accept>{_names(others, "family")}</accept></alias>'
        for name, others in AFTER.items()
    )
    last = [family.name for family in (*TEXT, *SCRIPTS)]
    text = _FONTCONFIG.format(cache=escape(str(folder / "fontconfig")), after=after, last=_names(last, "string")).encode()
    if not path.is_file() or path.read_bytes() != text:
        _write(path, text)
    return path


def _names(names: tuple[str, ...] | list[str], tag: str) -> str:
    return "".join(f"<{tag}>{name}</{tag}>" for name in names)


def _static(file: Path, family: Family, weight: int, style: Style, folder: Path) -> Path:
    """Return *file* when it is used as it is, else the path of what is made of it, now if it is not there."""
    if not is_variable(file) and not family.keep:
        return file
    shown = family.bold if weight == 600 else weight
    key = hashlib.sha256(f"{_VERSION} {_file_digest(file)} {family} {shown}".encode()).hexdigest()[:16]
    path = folder / f"{family.name.replace(' ', '')}-{weight}-{style}-{key}.ttf"
    if not path.is_file():
        from fontTools.ttLib import TTFont

        from builder.pdf.instances import make_face

        with TTFont(file, lazy=True, fontNumber=family.index if file.suffix == ".ttc" else -1) as font:
            codes = kept(family, font.getBestCmap())
        _write(path, make_face(file, family.index, shown, codes, cell=family.cell, plain=bool(family.common)))
    return path


@cache
def _file_digest(path: Path) -> str:
    """Return the digest of a font's bytes, read once a process: the fonts are megabytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(path)
