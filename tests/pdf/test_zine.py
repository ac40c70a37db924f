"""A zine: eight small pages on one side of one sheet, in the order in which one cut and three folds make a book."""

import io
import itertools
import re

import pikepdf
import pypdf
import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.errors import ConfigError
from builder.pdf.zine import impose_zine, panel_paper, panels, spread
from builder.study.sheets import Block, Entry

CUT = {((1, 0), (1, 1)), ((2, 0), (2, 1))}
"""Panels (column, row) between which the sheet is cut."""


def folded(start):
    """Fold the ring of panels flat on the panel of *start*; returns page, place and upward direction of each in order.

    Each crossing of a fold mirrors the next panel in the shared edge, as paper does.
    """
    where = {(column, row): (page, turned) for page, column, row, turned in panels()}
    at = next(cell for cell, (page, _) in where.items() if page == start)
    # x' = sx * x + tx, y' = sy * y + ty; y grows upwards, panels are 1 x 1.
    sx, tx, sy, ty = 1, 0, 1, 0
    found, seen = [], set()
    while at not in seen:
        seen.add(at)
        column, row = at
        page, turned = where[at]
        up = -sy if turned else sy
        right = -sx if turned else sx
        centre = (sx * (column + 0.5) + tx, sy * (1 - row + 0.5) + ty)
        found.append((page, centre, up, right))
        for cell in ((column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)):
            if cell in where and cell not in seen and tuple(sorted((at, cell))) not in CUT:
                if cell[0] != column:
                    edge = max(cell[0], column)
                    sx, tx = -sx, tx + 2 * sx * edge
                else:
                    sy, ty = -sy, ty + 2 * sy * 1
                at = cell
                break
    return found


def test_the_folded_sheet_is_a_book():
    """All panels lie on each other upright, pages follow each other, and every second one is seen from behind."""
    ring = folded(8)
    assert sorted(page for page, *_ in ring) == list(range(1, 9))
    order = [page for page, *_ in ring]
    assert all((after - before) % 8 in (1, 7) for before, after in itertools.pairwise(order))
    assert len({centre for _, centre, _, _ in ring}) == 1
    assert {up for _, _, up, _ in ring} == {1}
    front = ring[0][3]
    assert all((right == front) == (page % 2 == ring[0][0] % 2) for page, _, _, right in ring)


def test_a_book_read_from_the_right_is_mirrored():
    """The cover is then at the lower left."""
    assert {page: (3 - column, row) for page, column, row, _ in panels(True)} == {page: (column, row) for page, column, row, _ in panels()}


def block(kind, count):
    return Block(kind, tuple(Entry(f"{kind}{at}") for at in range(count)))


def test_each_block_opens_a_page_while_there_are_pages_enough():
    """Else they follow each other, in order, none higher than its page."""
    few = [block("terms", 3), block("items", 4)]
    assert [[one.kind for one in page] for page in spread(few, [[10] * 3, [30] * 4], 60, 50)] == [["terms"], ["items"], ["items"], [], [], [], []]
    many = [block("terms", 9), block("rules", 9), block("items", 9)]
    pages = spread(many, [[15] * 9] * 3, 60, 50)
    assert [entry.html for page in pages for one in page for entry in one.entries] == [entry.html for one in many for entry in one.entries]
    assert [sum(len(one.entries) for one in page) for page in pages] == [4, 4, 4, 4, 4, 4, 3]


def test_what_does_not_fit_seven_pages_is_refused():
    """The last one is lower, for what was left out; an entry higher than a page fits none."""
    assert spread([block("items", 7)], [[60] * 7], 60, 50) is None
    assert spread([block("items", 6)], [[60] * 6], 60, 50) is not None
    assert spread([block("picture", 1)], [[61]], 60, 50) is None


@pytest.mark.parametrize("paper", ["a5", "100x150"])
def test_paper_on_which_nobody_could_read_is_refused(paper):
    """With what to choose."""
    with pytest.raises(ConfigError, match="too small for eight pages"):
        panel_paper(paper)


def test_same_pages_same_sheet():
    """Byte for byte, and printed on one side."""
    made = pikepdf.new()
    for _ in range(16):
        made.add_blank_page(page_size=(255, 361))
    data = io.BytesIO()
    made.save(data, deterministic_id=True)
    first = impose_zine(data.getvalue(), "a4")
    assert first == impose_zine(data.getvalue(), "a4")
    with pikepdf.open(io.BytesIO(first)) as sheets:
        assert len(sheets.pages) == 2
        assert sheets.Root.ViewerPreferences.Duplex == "/Simplex"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_lesson_is_one_sheet_with_its_pages_in_place(tmp_path, paper):
    """Every word lies in the panel of its page, turned in the upper row; the last page says what was left out."""
    items = "\n".join(f"- [ ] Explain part {n} to a friend who has never heard of it, with an example and its limits" for n in range(90))
    (tmp_path / "01-full.md").write_text(f"# Full lesson\n\n## Revision checklist\n\n{items}\n")
    (tmp_path / "02-small.md").write_text("# Small lesson\n\nText.\n\n## Revision checklist\n\n- [ ] One thing\n")
    result = CliRunner().invoke(cli, ["sheets", str(tmp_path), "-o", str(tmp_path / "out"), "--title", "S", "--layout", "zine", "--paper", paper])
    assert result.exit_code == 0, result.output

    pages = pypdf.PdfReader(tmp_path / "out" / "s-zine.pdf").pages
    assert len(pages) == 2
    where = {(column, row): (number, turned) for number, column, row, turned in panels()}
    told = []
    for page in pages:
        assert page.mediabox.width > page.mediabox.height
        texts = dict.fromkeys(range(1, 9), "")
        forms = page["/Resources"]["/XObject"]
        spots = {}
        content = page.get_contents().get_data().decode().split("\n")
        for line in content:
            if " Do Q" in line:
                parts = line.split()
                a, d, x, y, name = float(parts[1]), float(parts[4]), float(parts[5]), float(parts[6]), parts[8]
                box = [float(side) for side in forms[name]["/BBox"]]
                xs, ys = sorted((x, x + a * box[2])), sorted((y, y + d * box[3]))
                spots[int(name[2:])] = (xs, ys, a < 0 and d < 0)
        cell_w, cell_h = float(page.mediabox.width) / 4, float(page.mediabox.height) / 2
        for number, (xs, ys, turned) in spots.items():
            column, row = round(xs[0] / cell_w), 1 - round(ys[0] / cell_h)
            assert where[column, row] == (number, turned)
            assert abs(xs[1] - xs[0] - cell_w) < 0.1
            assert abs(ys[1] - ys[0] - cell_h) < 0.1
            texts[number] = " ".join(_text(forms[f"/P{number}"]).split())
        told.append(texts)
    assert "Full lesson" in told[0][1]
    assert "Small lesson" in told[1][1]
    assert told[0][2].startswith("Revision checklist Explain part 0 ")
    assert "Left out to fit one page: Revision checklist (" in told[0][8]
    assert all(told[0][number].endswith(str(number)) for number in range(2, 9))
    assert "One thing" in told[1][2]
    assert "Left out" not in told[1][8]
    first = [int(n) for number in range(2, 9) for n in re.findall(r"Explain part (\d+)", told[0][number])]
    assert first == list(range(len(first)))
    assert 20 < len(first) < 90


def test_zines_of_what_changed_are_refused(tmp_path):
    """The page that lists changes is none of eight."""
    (tmp_path / "a.md").write_text("# A\n")
    (tmp_path / "old.json").write_text("{}")
    result = CliRunner().invoke(cli, ["sheets", str(tmp_path), "--layout", "zine", "--since", str(tmp_path / "old.json")])
    assert result.exit_code == 2
    assert "--since makes no zines" in result.output


def _text(form):
    """Return the text of a form, read as a page of its own."""
    out = pypdf.PdfWriter()
    page = out.add_blank_page(float(form["/BBox"][2]), float(form["/BBox"][3]))
    page[pypdf.generic.NameObject("/Resources")] = form["/Resources"].clone(out)
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(form.get_data())
    page[pypdf.generic.NameObject("/Contents")] = out._add_object(stream)
    return page.extract_text()
