"""Formulas: what is one, what is not, and what becomes of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.epub.chapters import set_formulas
from builder.model import Source
from builder.parsing.maths import put_back, take_maths
from builder.parsing.parse import parse_lesson
from builder.parsing.tex import UnreadableFormulaError, mathml, readable
from builder.settings import Rules


def formulas(text: str) -> list[str]:
    return [formula.tex for formula in take_maths(text)[1].formulas]


def html(text: str) -> str:
    return parse_lesson(Source("a.md", "a", f"# T\n\nOne.\n\n{text}\n"), Rules()).html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("is $O(n \\log n)$ here", ["O(n \\log n)"]),
        ("the $n$th and the $k$-th", ["n", "k"]),
        ("令$x$为", ["x"]),
        ("$$\na\n=\nb\n$$", ["a\n=\nb"]),
        ("> $$\n> a\n> $$", ["a"]),
        ("\\[ x = \\frac12 \\]", ["x = \\frac12"]),
        ("since \\(x^2\\) and \\(n\\)", ["x^2", "n"]),
        ("\\\\( x^2 \\\\)", ["x^2"]),
        ("$`a_b`$", ["a_b"]),
        ("\\begin{align}\na &= b\n\\end{align}", ["\\begin{align}\na &= b\n\\end{align}"]),
        ("| $|x|$ | $P(A\\|B)$ |", ["|x|", "P(A|B)"]),
        ("a 2$\\times$ return", ["\\times"]),
        ("two\nlines $a +\nb$ in one", ["a +\nb"]),
        # none of these is a formula
        ("costs $5 and $10", []),
        ("US$5 (or $3M, or US$)", []),
        ("from $5-$10", []),
        ("5$x$", []),
        ("$HOME/$PATH", []),
        ("$ x $", []),
        ("\\$x\\$", []),
        ("`$x$` and ``a ` $y$``", []),
        ("```sh\necho $a $b$\n```", []),
        ("| $x | $y |", []),
        ("\\[see below\\] and \\(see\\)", []),
        ("\\[a link\\](x.md)", []),
        ("a $b\n\nc$ d", []),
        ("$$", []),
    ],
)
def test_dollars_and_brackets_are_formulas_only_where_they_mean_it(text: str, found: list[str]) -> None:
    """Pandoc's rule for dollars; brackets need a sign of LaTeX in them; code and money are left alone."""
    assert formulas(text) == found


@given(st.text(alphabet="$\\([])`ab =\n>-|{}_^~", max_size=60))
def test_taking_formulas_out_and_putting_them_back_gives_the_same_text(text: str) -> None:
    """Nothing is lost or changed: a formula in code comes back as it stood, on as many lines."""
    taken, maths = take_maths(text)
    assert taken.count("\n") == text.count("\n")
    assert put_back(taken, maths) == text


def test_a_formula_is_one_element_with_its_latex_and_readable_words() -> None:
    """Neither `_` nor `*` nor `=` in a formula is Markdown."""
    made = html("so $a_1 * b_2 * c$ is\n\n$$\nx\n=\ny\n$$")
    assert '<span class="sg-math" data-tex="a_1 * b_2 * c">a_1*b_2*c</span>' in made
    assert '<span class="sg-math sg-display"' in made
    assert "<em>" not in made
    assert "<h2" not in made


def test_a_math_fence_is_a_formula_and_a_formula_in_code_is_code() -> None:
    """GitHub's ```` ```math ````; indented code keeps its dollars."""
    made = html("```math\n\\frac{1}{2}\n```\n\ntext\n\n    echo $x$\n\n<code>$y$</code>")
    assert made.count("sg-display") == 1
    assert "echo $x$" in made
    assert "<code>$y$</code>" in made


def test_the_authors_macros_are_put_in() -> None:
    """`\\newcommand` in a formula holds for the whole lesson; the definition itself shows nothing."""
    made = html("$$\\newcommand{\\RR}[1]{\\mathbb{R}^{#1}}$$\n\nin $\\RR{2}$")
    assert made.count("sg-math") == 1
    assert "ℝ^2" in made


def test_a_formula_that_cannot_be_read_is_code_and_a_problem_with_its_line() -> None:
    """The source stands in its place, dollars and all."""
    lesson = parse_lesson(Source("a.md", "a", "# T\n\nOne.\n\nTwo $\\nosuchthing{x}$ three.\n"), Rules())
    assert "<code>$\\nosuchthing{x}$</code>" in lesson.html
    assert [(p.line, p.code) for p in lesson.problems if p.code == "maths-unreadable"] == [(5, "maths-unreadable")]


@pytest.mark.parametrize(
    "tex",
    [
        r"\dots", r"a \bmod b", r"a\pmod{b}", r"a \pmod p", r"\begin{align} a &= b \\ c &= d \end{align}",
        r"\begin{cases} 1 & x \\ 0 & y\end{cases}", r"\binom{n}{k}", r"a \xrightarrow{f} b", r"\operatorname{lcm}(a,b)",
        r"\operatorname*{argmax}_x f", r"\argmin_x", r"\text{a\_b \dots}", r"\Bigl\lfloor\dfrac{n}{2}\Bigr\rfloor",
        r"\begin{bmatrix}1&2\\3&4\end{bmatrix}^n", r"\sum_{\substack{a \newline b}} x", r"\boxed{x} \tag{1}",
        r"\begin{array}{|c|c|} \hline a & b \\\\ \hline 1 & 2 \\ \hline \end{array}", r"f \\{ x \\}", r"\mathop{x}",
    ],
)  # fmt: skip
def test_what_the_converter_stumbles_over_is_made_fit(tex: str) -> None:
    """Both forms can be had: MathML whose scripts have as many children as they must, and a drawing."""
    from builder.pdf.formulas import draw

    assert "\\" not in readable(mathml(tex, True))
    drawing = draw(tex, True)
    assert drawing is not None
    assert drawing.width > 0
    assert drawing.height > drawing.depth


@pytest.mark.parametrize("tex", ["", r"\frac{1}", r"{" * 500, r"\left(" * 300, "x^" * 3000, r"\def\a{\a\a}\a", "\\" * 5001])
def test_hostile_formulas_are_set_or_refused(tex: str) -> None:
    """A formula of any making is set or refused, never a crash."""
    try:
        assert mathml(tex, False).startswith("<math")
    except UnreadableFormulaError as error:
        assert str(error)  # noqa: PT017 - either outcome is right


def test_the_ebook_has_mathml_with_the_latex_as_its_text() -> None:
    """`alttext` holds the LaTeX; the neutral form is gone."""
    made = set_formulas('<p>so <span class="sg-math" data-tex="a &lt; &quot;b&quot;">a &lt; b</span>.</p>')
    assert re.search(r'<math alttext="a &lt; &quot;b&quot;" xmlns="[^"]*" display="inline">', made)
    assert "sg-math" not in made
