"""The faces of the book, from installed packages only: static files, made once from variable ones and kept.

`prepare` returns where each face lies; the CSS names them `SG …`, so that no font of the machine can be meant. A
variable face would be instanced again in every lesson, half of the time of writing a PDF.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from builder.errors import EngineError

Style = Literal["normal", "italic"]


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face: the family as our CSS calls it, weight, style, and its static file."""

    family: str
    weight: int
    style: Style
    path: Path


@dataclass(frozen=True, slots=True)
class FontSet:
    """All faces there are, and a digest of their bytes."""

    faces: tuple[FontFile, ...]
    digest: str


# Family, package's family, weights and styles. The order is that of falling back.
_FAMILIES: tuple[tuple[str, str, tuple[tuple[int, Style], ...]], ...] = (
    ("SG Serif", "ibm-plex-serif",
     ((300, "normal"), (400, "normal"), (400, "italic"), (600, "normal"), (600, "italic"))),
    ("SG Sans", "ibm-plex-sans", ((400, "normal"), (400, "italic"), (600, "normal"))),
    ("SG Mono", "ibm-plex-mono",
     ((400, "normal"), (400, "italic"), (500, "normal"), (700, "normal"), (700, "italic"))),
    ("SG Wide", "jetbrains-mono", ((400, "normal"),)),
    ("SG Devanagari", "noto-sans-devanagari", ((400, "normal"), (600, "normal"))),
    ("SG Emoji", "", ((400, "normal"),)),
)  # fmt: skip
_OPTIONAL = frozenset({"SG Devanagari"})
EXTRAS = {"Devanagari": "hindi"}
"""Scripts whose fonts come with an extra of the package."""

_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<cachedir>{cache}</cachedir>
<alias binding="strong"><family>emoji</family><prefer><family>SG Emoji</family></prefer></alias>
</fontconfig>
"""


def prepare(folder: Path) -> FontSet:
    """Return the faces, making in *folder* the static ones that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    faces = []
    for family, package, styles in _FAMILIES:
        for weight, style in styles:
            source = _source(family, package, weight, style)
            if source is not None:
                faces.append(FontFile(family, weight, style, _static(source, family, weight, style, folder)))
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
    """Return the code points that some face has a glyph for; kept beside the first face."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for face in fonts.faces:
        if (face.weight, face.style) == (400, "normal"):
            with TTFont(face.path, lazy=True) as font:
                found |= set(font.getBestCmap())
    return frozenset(found)


def packaged() -> tuple[tuple[str, Path], ...]:
    """Return the packages' own files of the upright text faces by family: what they cover `coverage` covers too."""
    found = ((family, _source(family, package, 400, "normal")) for family, package, _ in _FAMILIES)
    return tuple((family, path) for family, path in found if path is not None)


def packaged_coverage() -> frozenset[int]:
    """Return what `coverage` returns of prepared faces, without making any: that takes a while the first time."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for family, path in packaged():
        with TTFont(path, lazy=True) as font:
            codes = set(font.getBestCmap())
        found |= {code for code in codes if _is_kept(code)} if family == "SG Sans" and _is_variable(path) else codes
    return frozenset(found)


def _is_kept(code: int) -> bool:
    """Tell whether SG Sans keeps this character: Latin, Greek, Cyrillic and signs."""
    return code < 0x530 or 0x1E00 <= code < 0x2C00 or code > 0xFB00


def _is_variable(path: Path) -> bool:
    return "[" in path.name or "Variable" in path.name


def write_fontconfig(folder: Path) -> Path:
    """Write the private fontconfig file that hides the machine's fonts, and return it."""
    path = folder / "fonts.conf"
    text = _FONTCONFIG.format(cache=folder / "fontconfig").encode()
    if not path.is_file() or path.read_bytes() != text:
        _write(path, text)
    return path


def _source(family: str, package: str, weight: int, style: str) -> Path | None:
    if family == "SG Emoji":
        return _emoji()
    import fontpkg

    try:
        return Path(fontpkg.path(package, weight=weight, style=style))
    except Exception as error:
        if family in _OPTIONAL:
            return None
        raise EngineError(
            f"the font {package} is not installed", hint="install studyguide again with its dependencies"
        ) from error


def _emoji() -> Path:
    try:
        files = importlib.metadata.files("manimgx-fonts") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.suffix == ".ttf" and "NotoEmoji" in file.name.replace("-", ""):
            return Path(str(file.locate()))
    raise EngineError(
        "the font Noto Emoji is not installed", hint="install the package manimgx-fonts"
    )


def _static(source: Path, family: str, weight: int, style: str, folder: Path) -> Path:
    """Return *source* when it is static, else the path of its instance, made now if it is not there."""
    if not _is_variable(source):
        return source
    key = hashlib.sha256(f"1 {_file_digest(source)} {weight}".encode()).hexdigest()[:16]
    path = folder / f"{family.replace(' ', '')}-{weight}-{style}-{key}.ttf"
    if not path.is_file():
        _write(path, _instance(source, family, weight))
    return path


def _instance(source: Path, family: str, weight: int) -> bytes:
    import io

    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(io.BytesIO(source.read_bytes()), recalcTimestamp=False)
    if family == "SG Sans":
        # Labels and tables need Latin, Greek, Cyrillic and signs; instancing the rest would take ten times as long.
        wanted = [code for code in font.getBestCmap() if _is_kept(code)]
        options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    font = instantiateVariableFont(font, axes | {"wght": weight}, inplace=True)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@cache
def _file_digest(path: Path) -> str:
    """Return the digest of a font's bytes; it is kept by size and time, for the fonts are megabytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(path)


__all__ = ["EXTRAS", "FontFile", "FontSet", "coverage", "font_face_css", "packaged", "packaged_coverage", "path_of", "prepare", "write_fontconfig"]
