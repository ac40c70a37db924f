"""Books in Arabic and Hebrew run from right to left on the page, in the binding and in the e-book; code never does."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pypdf
import pytest

from builder.build import Order, build
from builder.direction import direction, right_to_left
from builder.pdf.mirror import mirrored
from builder.settings import Folding
from tests.judges import epub, pdf
from tests.judges.words import letters

ROOT = Path(__file__).resolve().parents[2]
COURSES = ROOT / "tests" / "courses"


def test_languages_and_scripts_say_the_direction():
    """A script in the tag decides over the language."""
    assert [tag for tag in ("ar", "he-IL", "fa", "ur-PK", "uz-Arab", "en", "ar-Latn", "ja") if right_to_left(tag)] == [
        "ar", "he-IL", "fa", "ur-PK", "uz-Arab",
    ]  # fmt: skip
    assert direction("ar") == "rtl"


RULES = {
    "p{margin-left:1mm;text-align:left}": "p{margin-right:1mm;text-align:right}",
    "li{margin:0 1mm 2mm calc(-1 * 3mm)}": "li{margin:0 calc(-1 * 3mm) 2mm 1mm}",
    "li{margin:0 1mm}": "li{margin:0 1mm}",
    ".sg-left{padding-left:var(--left)}": ".sg-left{padding-right:var(--left)}",
    ".a::before{content:\"left\";background:linear-gradient(to top right,red,blue)}": ".a::before{content:\"left\";background:linear-gradient(to top left,red,blue)}",
    "pre{text-align:left}": "pre{text-align:left}",
    ".sg-right{text-align:right}": ".sg-right{text-align:right}",
    "@page opener:left{margin-left:3mm;@right-top{content:none}}": "@page opener:left{margin-left:3mm;@right-top{content:none}}",
    ".sg-folio-left{left:0}": ".sg-folio-left{left:0}",
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_the_rules_of_text_are_mirrored(rule):
    """Classes, tokens, strings and code keep their names and sides; pages follow the book."""
    assert mirrored(rule, pages=False, text=True) == RULES[rule]


def test_the_rules_of_pages_follow_the_book():
    """A right-hand page becomes a left-hand one, with its margin boxes and folios."""
    css = "@page :left{margin:1mm 2mm 3mm 4mm;@right-top{padding-left:2mm}}.sg-folio-left{left:0}p{left:0}"

    assert mirrored(css, pages=True, text=False) == (
        "@page :right{margin:1mm 4mm 3mm 2mm;@left-top{padding-right:2mm}}.sg-folio-left{right:0}p{left:0}"
    )


def test_mirroring_twice_gives_the_styles_back():
    """Nothing is lost on the way."""
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "styles" / "base.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    once = mirrored(css, pages=True, text=True)

    assert once != css
    assert "".join(mirrored(once, pages=True, text=True).split()) == "".join(css.split())


@pytest.fixture(scope="module", params=["arabic", "hebrew"])
def made(request, tmp_path_factory):
    output = tmp_path_factory.mktemp(request.param)
    return build(Order(COURSES / request.param, output, edition="print", jobs=1))


def _lines(page: pypdf.PageObject, words: str) -> list[float]:
    """Return where the texts that hold *words* begin, in points from the left."""
    found: list[float] = []

    def visit(text: str, _cm: object, matrix: list[float], _font: object, _size: object) -> None:
        if words in text:
            found.append(matrix[4])

    page.extract_text(visitor_text=visit)
    return found


def test_viewers_and_readers_turn_the_pages_from_right_to_left(made):
    """PDF: `/Direction` (ISO 32000-2, table 147). EPUB: `page-progression-direction` and `dir`."""
    paths = {output.format: output.path for output in made.outputs}
    with pikepdf.open(paths["pdf"]) as opened:
        assert opened.Root.ViewerPreferences.Direction == "/R2L"
    with zipfile.ZipFile(paths["epub"]) as package:
        names = package.namelist()
        opf = package.read(next(name for name in names if name.endswith(".opf"))).decode()
        chapter = package.read(next(name for name in names if name.endswith(("01-files.xhtml", "01-search.xhtml")))).decode()
    assert 'page-progression-direction="rtl"' in opf
    assert 'dir="rtl"' in chapter.split("<body")[0]
    assert '<pre dir="ltr"' in chapter
    assert "<code>" not in chapter
    assert epub.package(paths["epub"]) == []


def test_odd_pages_are_left_hand_ones(made):
    """The thumb tab and the folio of the first page of a lesson are at the left, the outer edge."""
    path = next(output.path for output in made.outputs if output.format == "pdf")
    first = dict(made.bound.first_pages)[made.book.lessons[0].slug]
    reader = pypdf.PdfReader(path)
    page = reader.pages[first]
    width = float(page.mediabox.width)

    assert first % 2 == 0
    assert min(_lines(page, "1")) < width / 6


def test_no_word_is_lost(made):
    """The pages are read back."""
    path = next(output.path for output in made.outputs if output.format == "pdf")

    assert pdf.links(path) == []
    assert pdf.fonts(path) == []
    assert [problem.code for problem in made.problems if problem.level != "info"] == []


def test_words_can_be_copied_in_the_order_of_reading(made):
    """pdftotext turns lines about; a few letters that a face draws in two pieces may be missing."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = next(output.path for output in made.outputs if output.format == "pdf")
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    shown = letters(done.stdout.decode())
    for lesson in made.book.lessons:
        text = re.sub(r"<[^>]+>", " ", re.sub(r"<(pre|code|span)\b.*?</\1>", " ", lesson.html, flags=re.DOTALL))
        words = [word for word in text.split() if letters(word)]
        lost = [word for word in words if letters(word) not in shown]
        assert len(lost) <= 0.05 * len(words), lost


def test_a_booklet_is_folded_the_other_way(tmp_path):
    """The last page stands right of the first on the outer sheet."""
    order = Order(COURSES / "hebrew", tmp_path, formats=("pdf",), edition="print", paper="a5", jobs=1, booklet=Folding())
    result = build(order)
    sheet = pypdf.PdfReader(io.BytesIO(result.outputs[0].path.read_bytes())).pages[0]
    names = list(sheet["/Resources"]["/XObject"])

    content = sheet.get_contents().get_data().decode()
    assert "/P0" in names
    assert "q 1 0 0 1 0.000 0 cm /P0 Do Q" in content


@pytest.mark.parametrize(("language", "bound"), [("en", "en"), ("en", "ar"), ("ar", "en")])
def test_code_and_lessons_of_another_direction_keep_theirs(language, bound, folder, tmp_path):
    """An English lesson in an Arabic book begins at the left, an Arabic one in an English book at the right."""
    text = {"en": "Here are the words of this lesson.", "ar": "هذه كلمات الدرس في هذا الكتاب."}
    body = f"---\nlanguage: {language}\n---\n# T\n\n## Q\n\n{text[language]}\n\n```text\nxyzzy\n```\n"
    other = f"---\nlanguage: {bound}\n---\n# U\n\n## R\n\n{text[bound]}\n"
    root = folder({"01-a.md": body, "02-b.md": other, "studyguide.toml": f'language = "{bound}"\n'})
    result = build(Order(root, tmp_path / "out", formats=("pdf",), jobs=1))
    page = pypdf.PdfReader(result.outputs[0].path).pages[dict(result.bound.first_pages)["01-a"]]
    heading, code = _lines(page, "Q")[0], _lines(page, "xyzzy")[0]

    assert (heading > float(page.mediabox.width) / 2) == (language == "ar")
    assert code < float(page.mediabox.width) / 2
