"""Code on paper: how lines of the source become lines of the page."""

import io
import xml.etree.ElementTree as ET

import pypdf

from builder.cache import cache_folder
from builder.parsing.highlight import code_block
from builder.pdf.fonts import prepare
from builder.pdf.listing import COLUMNS, Words, set_listings, width
from builder.pdf.model import Sheets, Unit
from builder.pdf.tables import Measure
from builder.pdf.theme import find_theme
from builder.pdf.typeset import typeset
from builder.settings import Geometry


def listing(text: str, info: str = "") -> ET.Element:
    root = ET.Element("div")
    root.append(code_block(text, info))
    set_listings(root, Words())
    return root[0]


def lines(text: str, info: str = "") -> list[str]:
    return ["".join(line.itertext()) for line in listing(text, info) if "sg-ln" in line.get("class", "")]


def pages(body: str, theme: str = "classic", paper: str = "a4") -> tuple[Sheets, list[str]]:
    unit = Unit("x", "lesson", "Limits", f'<div class="sg-body">{body}</div>', "en", "Book", "1", 1)
    sheets = typeset(unit, Geometry(theme, paper), prepare(cache_folder() / "fonts"), find_theme(theme))
    return sheets, [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sheets.pdf)).pages]


def markup(text: str, info: str) -> str:
    return ET.tostring(code_block(text, info), encoding="unicode")


def test_two_blank_lines_print_as_one():
    """Indentation on an empty line makes no difference; one blank line stays."""
    assert lines("a = 1\n\n\n   \ndef f():\n    b\n\n    c") == ["a = 1", " ", "def f():", "    b", " ", "    c"]


def test_a_wrapped_line_is_indented_and_marked_and_gets_no_number_of_its_own():
    """Two hundred columns become lines of at most 72; only the first has a number, and the number is no text."""
    made = listing("x = " + "alpha, " * 30 + "omega\ny = 2", "python linenums=9")
    shown = [line for line in made if "sg-ln" in line.get("class", "")]

    assert len(shown) > 4
    assert all(width("".join(line.itertext())) <= COLUMNS - 4 for line in shown)
    assert [line.find("embed").get("src") for line in shown if line.find("embed") is not None] == ["line/4/9", "line/4/10"]
    assert all(line.find("span[@class='sg-wrap']") is not None for line in shown[1:-1])


def test_numbers_are_those_of_the_source():
    """Of two blank lines one is printed; the count goes on with both."""
    made = listing("a = 1\n\n\nb = 2", "python linenums")
    assert [line.find("embed").get("src").rpartition("/")[2] for line in made] == ["1", "2", "4"]


def test_highlighted_lines_are_marked_with_all_their_parts():
    """A wrapped line is one line."""
    made = listing("a = 1\nb = " + "beta + " * 12 + "c\nd = 3", "python {2}")
    assert ["sg-hi" in line.get("class", "") for line in made] == [False, True, True, False]


def test_a_listing_that_crosses_pages_repeats_its_title():
    """“… continues” at the foot, “…, continued” at the head; nothing of the kind where it ends on its page."""
    sheets, texts = pages(markup("\n".join(f"step({n})" for n in range(100)), 'python title="tally.py" linenums'))

    assert sheets.pages == 2
    assert not sheets.complaints
    assert "tally.py continues" in texts[0]
    assert "tally.py, continued" not in texts[0]
    assert "tally.py, continued" in texts[1]
    assert "tally.py continues" not in texts[1]


def test_drawn_numbers_are_not_in_the_text_of_the_page():
    """What is selected and copied is the code; the numbers are there as drawings, each figure once."""
    sheets, texts = pages(markup("first = 'a'\nsecond = 'b'\nthird = 'c'", "python linenums=708"))

    assert not sheets.complaints
    assert not set("0123456789") & set(texts[0].replace("1 Limits", ""))
    forms = pypdf.PdfReader(io.BytesIO(sheets.pdf)).pages[0]["/Resources"]["/XObject"]
    assert len(forms) == 5, "7, 0, 8, 9 and 1"


def test_code_in_lists_and_quotes_stays_on_the_page():
    """What they take of the width is taken from the columns, down to those that are left on narrow paper."""
    code = markup("x" * 300, "text")
    cases = ((f"<ul><li>{code}</li></ul>", 75, 351.5), (f"<ul><li><ul><li><ul><li>{code}</li></ul></li></ul></li></ul>", 67, 351.5),
             (f"<blockquote>{code}</blockquote>", 69, 351.5), (f"<ul><li>{code}</li></ul>", 49, 236.0))  # fmt: skip
    for body, most, text in cases:
        root = ET.fromstring(f"<div>{body}</div>")
        set_listings(root, Words(), Measure(text=text))
        widest = max(width("".join(line.itertext())) for line in root.iter("span") if "sg-ln" in line.get("class", ""))
        assert min(most, 72) - 3 <= widest <= min(most, 72), body


def tree(columns: int, lines: int = 9, around: str = '<div class="sg-body">{}</div>') -> tuple[ET.Element, list[str]]:
    text = "\n".join("├" + "─" * (columns - 1) for _ in range(lines))
    root = ET.fromstring(around.format(markup(text, "tree")))
    _, complaints = set_listings(root, Words(), Measure(turned=683.0))
    return next(root.iter("pre")), complaints


def test_a_wide_diagram_shrinks_then_takes_the_hanging_column_then_a_page_on_its_side():
    """Never below three quarters of the code's size; what fits nowhere is made to fit, and told with its widest line."""
    for columns, kind, size in ((72, "", 1.0), (80, "", 0.9), (89, "sg-broad", 1.0), (110, "sg-broad", 0.826), (140, "sg-turn", 1.0), (185, "sg-turn", 0.769)):
        block, complaints = tree(columns)
        assert (block.get("class") or "").removeprefix("sg-code sg-tree").strip() == kind, columns
        style = block.find("code").get("style") or "font-size:1em"
        assert abs(float(style.removeprefix("font-size:").removesuffix("em")) - size) < 0.01, columns
        assert complaints == []
    block, complaints = tree(300)
    assert "sg-turn" in block.get("class")
    assert complaints == ["text diagram: 300 ├" + "─" * 299]
    assert "sg-broad" in tree(140, lines=3)[0].get("class"), "no page is turned for three lines that are not very wide"


def test_a_diagram_that_is_high_too_or_stands_in_a_list_is_not_turned():
    """A page on its side has fewer lines, and holds whole blocks."""
    assert "sg-turn" not in tree(140, lines=60)[0].get("class")
    assert tree(140, around='<div class="sg-body"><ul><li>{}</li></ul></div>')[0].get("class") == "sg-code sg-tree"


def test_a_diagram_wider_than_any_page_stays_on_it():
    """Its text is within the sheet, on a page that lies on its side."""
    text = "start" + "─" * 240 + "end"
    sheets, texts = pages(f"<p>Before.</p>{markup(text, 'tree')}<p>After.</p>")

    (page,) = [page for page, shown in zip(pypdf.PdfReader(io.BytesIO(sheets.pdf)).pages, texts, strict=True) if "start" in shown]
    ends = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: ends.append(cm[0] * tm[4] + cm[4]))
    assert page.mediabox.width > page.mediabox.height
    assert max(ends) < page.mediabox.width
    assert "Before." in texts[0]
    assert "After." in texts[-1]
