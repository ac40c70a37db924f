"""Practice pages: small tables with the same cells blank every time, the filled ones at the back, linked both ways."""

import re
import xml.etree.ElementTree as ET
import zipfile

import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.model import Book, BookInfo, Lesson, Part
from builder.settings import Study
from builder.study.aids import add_appendices
from builder.study.practice import blanks, make
from tests.judges import epub, pdf

ROWS = (("Onion", "spring", "sun", "dry"), ("Leek", "summer", "half shade", "wet"), ("Chard", "autumn", "shade", "moist"))


def table(rows=ROWS, head=("Plant", "Season", "Place", "Soil"), cell="<td>{}</td>"):
    names = "".join(f"<th>{name}</th>" for name in head)
    body = "".join("<tr>" + "".join(cell.format(one) for one in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"


def book(*bodies, **study):
    lessons = tuple(Lesson(f"{at}.md", f"l{at}", f"L{at}", f"L{at}", body) for at, body in enumerate(bodies))
    return Book(BookInfo("B"), (Part("", lessons),), study=Study(**study))


def words(rows):
    return {"".join(cell.itertext()) for cell in blanks(ET.fromstring(table(rows)))}


def titles(made):
    return [drill.title for _, drills in made.data.groups for drill in drills]


def test_a_third_of_the_cells_is_blank_and_never_head_or_first_column():
    """Nor a cell that holds no answer."""
    assert len(words(ROWS)) == 3
    assert words(ROWS) <= {cell for row in ROWS for cell in row[1:]}
    assert words([("a", "only", "", "–"), ("b", "", "", "—")]) == {"only"}


def test_the_same_cells_are_blank_wherever_a_row_stands():
    """The order of the rows and the lesson around the table change nothing."""
    assert words(ROWS) == words(ROWS[::-1])
    one, other = make(book(f"<p>x</p>{table()}")), make(book("<p>y</p>", f'<h2 id="s">S</h2>{table()}'))
    assert one.data.groups[0][1][0].blanked == other.data.groups[0][1][0].blanked


def test_of_a_row_with_several_answers_one_stays():
    """A row without any says nothing to begin from."""
    rows = [(f"row {at}", f"one {at}", f"two {at}") for at in range(12)]
    made = words(rows)
    assert len(made) == 8
    assert not any({one, two} <= made for _, one, two in rows)


def test_blank_and_filled_table_differ_in_the_blank_cells_only():
    """What is blank in one stands in the other, marked; alignment, head and the other cells stay."""
    drill = make(book(table(cell='<td class="sg-right"><code>{}</code></td>'))).data.groups[0][1][0]
    blanked, filled = ([*ET.fromstring(text).iter("td")] for text in (drill.blanked, drill.filled))
    empty = [at for at, cell in enumerate(blanked) if cell.find("u") is not None]

    assert {"".join(filled[at].itertext()) for at in empty} == words(ROWS)
    assert [at for at, cell in enumerate(filled) if cell.get("class") == "sg-right sg-filled"] == empty
    assert {cell.get("class") for cell in blanked} == {"sg-right"}
    assert all(not "".join(blanked[at].itertext()).strip() for at in empty)
    assert all("".join(blanked[at].itertext()) == "".join(filled[at].itertext()) for at in range(len(filled)) if at not in empty)


def test_a_table_to_decide_by_goes_before_others():
    """Two a lesson at most, in the lesson's order."""
    body = "".join(f'<h2 id="s{at}">{title}</h2>{table()}' for at, title in enumerate(["One", "Two", "Which to choose"]))
    assert titles(make(book(body))) == ["One", "Which to choose"]


def test_a_captioned_table_counts_and_its_place_is_its_section():
    """The links lead to the heading before it, to the lesson's top where there is none."""
    made = make(book(table(), f'<h2 id="s">Soil</h2><figure class="sg-tabled">{table()}</figure>'))
    assert [drill.target for _, drills in made.data.groups for drill in drills] == ["l0--top", "s"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>No table.</p>",
        table(rows=ROWS[:1]),
        table(rows=ROWS * 5),
        table(rows=[("a", "b" * 49), ("c", "d")], head=("A", "B")),
        table(rows=[tuple("abcdef")] * 3, head=tuple("ABCDEF")),
        table(rows=[("a",), ("b",)], head=("A",)),
        table(rows=[("a", ""), ("b", "–")], head=("A", "B")),
        table(rows=[ROWS[0], ("Onion", "autumn", "shade", "moist")]),
        table().replace("<td>spring", '<td rowspan="2">spring'),
        table().replace("spring", '<img src="asset:p.png" alt="spring"/>'),
    ],
)  # fmt: skip
def test_large_tables_and_those_without_answers_are_no_practice(body):
    """A cell that is long, a picture or two rows high is nothing to write by hand on a line."""
    assert make(book(body)) is None


def test_they_are_made_only_where_the_settings_name_them():
    """A book that names no aids has all the others."""
    assert add_appendices(book(table())).appendices == ()
    assert [aid.slug for aid in add_appendices(book(table(), aids=("practice",))).appendices] == ["practice"]


def test_both_books_lead_from_table_to_solution(folder, tmp_path):
    """Every link lands, the words left blank stand once, in the solutions; the package is valid."""
    rows = "\n".join(f"| {' | '.join(row)} |" for row in ROWS)
    text = "# Lesson {0}\n\nText.\n\n## Which plant\n\n| Plant | Season | Place | Soil |\n|---|---|--:|---|\n" + rows + "\n"
    course = folder({**{f"{at:02d}-a.md": text.format(at) for at in (1, 2)}, "studyguide.toml": '[study]\naids = ["practice"]\n'})
    result = CliRunner().invoke(cli, ["build", str(course), "-o", str(tmp_path / "o")])
    assert result.exit_code == 0, result.output
    book_pdf, book_epub = tmp_path / "o" / "algebra.pdf", tmp_path / "o" / "algebra.epub"

    assert pdf.links(book_pdf) == []
    assert not epub.epubcheck(book_epub)
    with zipfile.ZipFile(book_epub) as archive:
        asked, mark, solved = archive.read("EPUB/practice.xhtml").decode().partition('id="practice--solutions"')
    assert mark
    assert re.findall(r'href="#(solution--\d)"', asked) == re.findall(r'id="(solution--\d)"', solved) == ["solution--1", "solution--2"]
    assert re.findall(r'href="#(practice--\d)"', solved) == re.findall(r'id="(practice--\d)"', asked)
    assert asked.count("--which-plant") == solved.count("--which-plant") == 2
    assert all(f">{word}<" not in asked and solved.count(f">{word}<") == 2 for word in words(ROWS))
