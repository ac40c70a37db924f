"""Every theme on every paper: tokens keep the rules of docs/design.md, pages keep their edges."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pikepdf
import pypdf
import pytest

from builder.assets import asset_dir
from builder.cache import cache_folder
from builder.errors import ConfigError
from builder.pdf.cues import set_cues
from builder.pdf.fonts import prepare
from builder.pdf.model import Unit
from builder.pdf.theme import copy_theme, find_theme, paper_size, wants_cues
from builder.pdf.typeset import typeset
from builder.settings import Geometry

THEMES = ("classic", "cornell", "ink", "large", "modern")
PAPERS = ("a4", "a5", "letter", "legal")
_SAMPLE = {("classic", "a4", "print"), ("cornell", "a5", "print")}
_ALL = [
    pytest.param(
        theme, paper, edition, marks=() if (theme, paper, edition) in _SAMPLE else (pytest.mark.slow,),
        id=f"{theme}-{paper}-{edition}",
    )
    for theme in THEMES for paper in PAPERS for edition in ("screen", "print")
]  # fmt: skip
_PROSE = "<p>" + "A limit that nobody has written down is found in the night, by the one who knows it least. " * 9 + "</p>"
_CODE = '<pre class="sg-code"><span class="k">def</span> half(x):\n    return x / 2\n</pre>'
_BODY = (
    '<header class="sg-opener" id="x--top"><div class="sg-set" data-lesson="Limits" data-tab="1" data-book="Book"></div>'
    '<p class="sg-step"><span>Lesson</span> <b>1</b></p><h1>Limits</h1></header><div class="sg-body" data-lesson="1">'
    + "".join(f'<h2 id="s{n}" data-number="{n}">Section</h2>{_PROSE}<p><strong>quota</strong> counts.</p>{_PROSE}{_CODE}' for n in range(5))
    + "</div>"
)


def tokens(theme: str) -> dict[str, str]:
    text = (asset_dir("styles") / theme / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", text))


def contrast(colour: str) -> float:
    """Return the contrast on white (WCAG 2.2, relative luminance)."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_code_can_be_read(theme):
    """Text has 7:1 on the paper, code tokens 4.5:1."""
    values = tokens(theme)

    assert values["--paper"] == "#fff"
    assert all(contrast(values[name]) >= 7 for name in ("--ink", "--grey", "--accent"))
    assert all(contrast(values[name]) >= 4.5 for name in ("--tok-s", "--tok-c"))


def test_the_design_document_states_the_tokens():
    """docs/design.md is true."""
    page = (Path(__file__).resolve().parents[2] / "docs/design.md").read_text(encoding="utf-8")
    rows = [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in page.splitlines() if row.startswith("|")]

    stated = [row for row in rows if re.match(r"--\w", row[0])]
    assert stated
    for name, *values in stated:
        assert values == [tokens(theme)[name] for theme in rows[0][1:]], name


@pytest.mark.parametrize(("theme", "paper", "edition"), _ALL)
def test_a_lesson_keeps_the_edges_of_its_pages(theme, paper, edition):
    """No complaint, the size asked for, no text off the page; test_geometry counts the tabs."""
    fonts = prepare(cache_folder() / "fonts")
    unit = Unit("x", "lesson", "Limits", _BODY, "en", "Book", "1", 1)
    sheets = typeset(unit, Geometry(theme, paper, edition), fonts, find_theme(theme))

    assert not sheets.complaints
    width, height = (side * 72 / 25.4 for side in paper_size(paper))
    with pikepdf.open(io.BytesIO(sheets.pdf)) as pdf:
        assert len(pdf.pages) > 1
        for page in pdf.pages:
            assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, width, height], abs=0.1)
    for page in pypdf.PdfReader(io.BytesIO(sheets.pdf)).pages:
        starts = []
        page.extract_text(visitor_text=lambda text, cm, tm, font, size, to=starts: to.append((text, cm, tm)))
        for text, cm, tm in starts:
            if text.strip():
                x, y = (cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5])
                assert 0 < x < width, text
                assert 20 < y < height, text


@pytest.mark.parametrize(("theme", "paper"), [("classic", "a4"), ("modern", "a4"), ("classic", "letter"), ("modern", "letter")])
def test_the_measure_is_60_to_72_characters(theme, paper):
    """Mean of the full lines of paragraphs, counted in the finished PDF."""
    unit = Unit("x", "lesson", "Limits", f'<div class="sg-body">{_PROSE * 4}</div>', "en", "Book", "1", 1)
    sheets = typeset(unit, Geometry(theme, paper, "print"), prepare(cache_folder() / "fonts"), find_theme(theme))

    lines = [line for page in pypdf.PdfReader(io.BytesIO(sheets.pdf)).pages for line in page.extract_text().splitlines()]
    full = [len(line.strip()) for line in lines if len(line.strip()) > 50]
    assert len(full) > 30
    assert 60 <= sum(full) / len(full) <= 72


def test_cues_are_a_question_or_terms():
    """A section without either keeps its column free; the lesson ends with a box."""
    root = ET.fromstring(
        '<body><div class="sg-body"><h2>One</h2><p class="sg-question">Why two?</p><p><strong>a term</strong></p>'
        "<h2>Two</h2><p><strong>zone</strong> and <strong>Zone</strong>, <strong>host</strong></p><h2>Three</h2><p>x</p></div></body>"
    )

    set_cues(root, "Cue", "Summary")

    assert [cue[1].text for cue in root.iter("div") if cue.get("class") == "sg-cue"] == ["Why two?", "zone · host"]
    assert root[0][-1].get("class") == "sg-summary"


def test_a_copied_theme_is_a_theme(tmp_path):
    """A copy has all that its model has, and nothing is overwritten."""
    copy_theme(tmp_path / "mine", "cornell")

    assert find_theme(str(tmp_path / "mine")) == tmp_path / "mine"
    assert wants_cues(tmp_path / "mine")
    with pytest.raises(ConfigError, match="exists"):
        copy_theme(tmp_path / "mine")
