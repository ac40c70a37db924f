"""Pages for a print shop: boxes, marks outside the page, and tabs that go on into the bleed."""

import pikepdf
import pytest
from click.testing import CliRunner

from builder.cli import cli
from tools.raster import pictures

MM = 72 / 25.4


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    (folder / "01-a.md").write_text("# A\n\nText.\n\n## One\n\nText.\n")
    (folder / "02-b.md").write_text("# B\n\n" + "## Part\n\nText of a part that fills a line or two of the page.\n\n" * 30)
    result = CliRunner().invoke(cli, ["build", str(folder), "-o", str(folder / "o"), "--title", "S", "--edition", "print", "--bleed", "3", "--format", "pdf"])
    assert result.exit_code == 0, result.output
    return folder / "o" / "s-print-bleed.pdf"


def test_boxes_say_where_the_page_and_its_bleed_end(made):
    """The trim box is the paper; the bleed is three millimetres wider on every side, the medium wider still."""
    with pikepdf.open(made) as pdf:
        for page in pdf.pages:
            assert [float(side) for side in page.TrimBox] == pytest.approx([0, 0, 210 * MM, 297 * MM], abs=0.1)
            assert float(page.TrimBox[0]) - float(page.BleedBox[0]) == pytest.approx(3 * MM, abs=0.01)
            assert float(page.BleedBox[0]) - float(page.MediaBox[0]) == pytest.approx(7 * MM, abs=0.01)


def test_tabs_go_on_into_the_bleed_and_nothing_else_does(made):
    """Right-hand pages on the right, left-hand pages on the left; the strips above and below stay white up to the marks."""
    sides = []
    for picture in pictures(made.read_bytes(), 72):
        page = picture.convert("L")
        edge = 10 * MM

        def dark(x, page=page, edge=edge):
            strip = page.crop((round(x), round(edge) + 4, round(x) + 1, page.height - round(edge) - 4))
            return sum(1 for value in strip.tobytes() if value < 128)

        sides.append((dark(edge - 4) > 10, dark(page.width - edge + 3) > 10))
        assert page.crop((round(edge) + 4, round(edge) - 6, page.width - round(edge) - 4, round(edge) - 2)).getextrema() == (255, 255)
    tabbed = [(at, side) for at, side in enumerate(sides) if any(side)]
    assert len(tabbed) >= 3
    assert all(side == ((False, True) if at % 2 == 0 else (True, False)) for at, side in tabbed)


@pytest.mark.parametrize("more", [["--booklet"], ["--n-up", "2"], ["--edition", "screen"], ["--forms"]])
def test_bleed_goes_with_the_print_edition_alone(tmp_path, more):
    """One message of usage."""
    (tmp_path / "a.md").write_text("# A\n\nText.\n")
    result = CliRunner().invoke(cli, ["build", str(tmp_path), "-o", str(tmp_path / "o"), "--edition", "print", "--bleed", "3", *more])
    assert result.exit_code == 2
    assert "bleed" in result.output
