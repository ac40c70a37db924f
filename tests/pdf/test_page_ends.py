"""Pages end well: no heading last, no single line of a paragraph left behind or carried over."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pyphen
import pytest

from builder.build import Order, Result, build
from builder.pdf.theme import copy_theme
from tests.judges.breaks import breaks

_SENTENCE = "The paragraph {} has words enough for several lines, so that a page may end within it and go on upon the next one. "
TEXT = "# Long\n\n" + "\n\n".join(
    f"## Section {at}\n\n{(_SENTENCE.format(at) * (2 + at % 4)).strip()}\n\n{(_SENTENCE.format(at + 100) * (3 + at % 3)).strip()}\n\n"
    f"These are the items of section {at}:\n\n- the first item of {at}\n- the second item of {at}\n- the third item of {at}"
    for at in range(30)
) + "\n"


def _built(folder, output: Path, theme: str = "classic", edition: str = "screen", paper: str = "a4") -> tuple[Result, list[str]]:
    result = build(Order(folder({"01-long.md": TEXT}), output, formats=("pdf",), jobs=1, theme=theme, edition=edition, paper=paper))
    assert result.bound is not None
    return result, breaks(result.outputs[0].path, result.book, result.bound)


@pytest.mark.parametrize("theme", ["classic", "modern", "ink", "large", "cornell"])
def test_no_heading_ends_a_page_and_no_line_stands_alone(theme, folder, tmp_path):
    """Thirty sections on pages of every theme."""
    result, found = _built(folder, tmp_path / "out", theme)

    assert result.bound.pages > 8
    assert found == []


def test_the_judge_sees_what_it_looks_for(folder, tmp_path):
    """A theme that lets lines and headings alone is told; a judge that cannot find is none."""
    theme = tmp_path / "loose"
    copy_theme(theme)
    css = theme / "theme.css"
    css.write_text(css.read_text(encoding="utf-8") + "p { orphans: 1; widows: 1 } h2 { break-after: auto } @page { margin-bottom: 54.75pt }\n", encoding="utf-8")
    _, found = _built(folder, tmp_path / "out", str(theme), paper="a5")

    assert any("ends with the first line" in text for text in found)
    assert any("begins with the last line" in text for text in found)


WORDS = {
    "en": "Administrative responsibilities notwithstanding, infrastructural considerations overwhelmingly characterised international communication",
    "de": "Verwaltungsverantwortlichkeiten ungeachtet, Infrastrukturüberlegungen kennzeichneten überwiegend internationale Kommunikationsbeziehungen",
    "fr": "Nonobstant responsabilités administratives, considérations infrastructurelles caractérisaient incontestablement communications internationales",
    "es": "Responsabilidades administrativas, consideraciones infraestructurales caracterizaban incuestionablemente comunicaciones internacionales",
    "pt": "Responsabilidades administrativas, considerações infraestruturais caracterizavam incontestavelmente comunicações internacionais",
    "it": "Responsabilità amministrative, considerazioni infrastrutturali caratterizzavano indiscutibilmente comunicazioni internazionali",
    "ru": "Административная ответственность, инфраструктурные соображения характеризовали исключительно международные взаимоотношения",
    "nl": "Verantwoordelijkheden, infrastructuuroverwegingen kenmerkten ongetwijfeld internationale communicatiemogelijkheden",
    "el": "Διοικητικές υπευθυνότητες, υποδομές χαρακτήριζαν αδιαμφισβήτητα διεθνείς επικοινωνιακές δραστηριότητες αποτελεσματικότερα",
}  # fmt: skip


def _hyphens(folder, output: Path, theme: str) -> dict[str, int]:
    """Return by language how many lines of the text end with a hyphen."""
    files = {
        f"{at:02d}-{tag}.md": f"---\nlanguage: {tag}\n---\n# {words[:60]}\n\n## {words}\n\n" + "".join(f"{words} {'x' * (at % 7)}. " for at in range(12)) + "\n"
        for at, (tag, words) in enumerate(WORDS.items(), 1)
    }
    result = build(Order(folder(files), output, formats=("pdf",), jobs=1, theme=theme, paper="a5"))
    assert result.bound is not None
    first, reader = dict(result.bound.first_pages), pypdf.PdfReader(result.outputs[0].path)
    counts = {}
    for lesson in result.book.lessons:
        lines = reader.pages[first[lesson.slug]].extract_text().splitlines()
        counts[lesson.slug[3:]] = sum(line.rstrip().endswith(("-", "\u2010")) for line in lines)
    return counts


def test_words_are_hyphenated_by_the_lessons_language(folder, tmp_path):
    """Patterns are those of pyphen; every language here has some."""
    assert [tag for tag in WORDS if pyphen.language_fallback(tag) is None] == []
    counts = _hyphens(folder, tmp_path / "out", "classic")

    assert [tag for tag, count in counts.items() if count == 0] == []


def test_headings_stand_out_without_italics(folder, tmp_path):
    """Japanese has none: the small headings are bold."""
    body = "---\nlanguage: ja\n---\n# 題\n\n## 節\n\n### 項\n\n#### 小見出し\n\n本文はここから始まります。\n"
    result = build(Order(folder({"01-a.md": body}), tmp_path / "out", formats=("pdf",), jobs=1))
    faces: dict[str, str] = {}

    def visit(text: str, _cm: object, _tm: object, font: dict[str, object] | None, _size: float) -> None:
        faces[text.strip()] = str((font or {}).get("/BaseFont"))

    assert result.bound is not None
    page = dict(result.bound.first_pages)["01-a"]
    pypdf.PdfReader(result.outputs[0].path).pages[page].extract_text(visitor_text=visit)
    small = next((face for text, face in faces.items() if "小見出し" in text), None)
    if small is None or "Han" not in small:
        pytest.skip("the fonts of [cjk] are not installed")
    assert "Bold" in small


def test_large_print_is_not_hyphenated(folder, tmp_path):
    """A word in two parts is hard to read for those who need large print."""
    assert set(_hyphens(folder, tmp_path / "out", "large").values()) == {0}
