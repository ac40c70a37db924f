"""Flashcards: what they ask, that they keep their identity, and that backs lie behind their fronts."""

import io
import json
import re
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.model import Book, BookInfo, Part, Source
from builder.parsing.parse import parse_lesson
from builder.pdf.cards import behind, grid
from builder.settings import Rules
from builder.study.cards import card_key, gather_cards
from builder.study.checklist import mark_checklist
from builder.study.deck import make_apkg, make_tsv

TEXT = """# STEP {number} — Queues

## 1. Back pressure and limits

Text.

**Rule: a queue without a limit is an outage in waiting.**

## 2. Retries

Text.

## Revision checklist

- [ ] You can set limits for back pressure
- [ ] You can sing
- [ ] You can set limits for **back pressure**!
"""


def book(number=1, slug="a"):
    lesson = parse_lesson(Source(path=f"{slug}.md", slug=slug, text=TEXT.format(number=number)), Rules())
    return Book(BookInfo("Cards", identifier="urn:uuid:1"), (Part("", (mark_checklist(lesson),)),))


def notes(data):
    """Return guid, fields and tags of every note of an Anki package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        path.write_bytes(archive.read("collection.anki2"))
        with sqlite3.connect(path) as base:
            return base.execute("select guid, flds, tags from notes order by guid").fetchall()


def test_an_item_is_answered_by_the_section_that_teaches_it():
    """Its title and its rule; without a section of shared words, the lesson."""
    first, second = gather_cards(book(), {"a--1-back-pressure-and-limits": "7"})

    assert first.front == "<p>You can set limits for back pressure</p>"
    assert first.back.startswith("<p>Back pressure and limits</p><p><strong>Rule: a queue without a limit")
    assert (first.target, first.page) == ("a--1-back-pressure-and-limits", "7")
    assert second.back == "<p>Queues</p>"


def test_a_question_asked_twice_is_one_card():
    """Case, marks and emphasis make no difference."""
    assert len(gather_cards(book(), {})) == 2


def test_cards_keep_their_identity_when_numbers_pages_and_files_change():
    """So that Anki updates the learner's notes and doubles none."""
    before = notes(make_apkg(book(), gather_cards(book(), {"a--1-back-pressure-and-limits": "7"})))
    renamed = book(number=9, slug="moved")
    after = notes(make_apkg(renamed, gather_cards(renamed, {})))

    assert [guid for guid, _, _ in before] == [guid for guid, _, _ in after]
    assert [tags.strip() for _, _, tags in before] == ["a", "a"]
    assert [tags.strip() for _, _, tags in after] == ["moved", "moved"]
    assert any("p.\u00a07" in fields for _, fields, _ in before)


def test_kinds_and_books_are_told_apart():
    """The same words may be a question in two courses."""
    keys = {card_key("one", "item", "X y"), card_key("two", "item", "X y"), card_key("one", "question", "X y")}
    assert len(keys) == 3
    assert card_key("one", "item", "X y") == card_key("one", "item", "x  Y?")


def test_same_cards_same_bytes():
    """No clock in deck or archive."""
    cards = gather_cards(book(), {})
    assert make_apkg(book(), cards) == make_apkg(book(), cards)
    assert make_tsv(cards).decode().split("\n")[0].split("\t")[0] == "You can set limits for back pressure"


def test_what_a_sentence_marks_is_a_gap():
    """On the front; the back has it all, and Anki a card for each gap, which no sign inside can break."""
    text = "# A\n\n## One\n\nA ==lease== ends ==by itself::now==.\n"
    lesson = parse_lesson(Source(path="a.md", slug="a", text=text), Rules())
    made = Book(BookInfo("Cards", identifier="urn:uuid:1"), (Part("", (lesson,)),))
    (card,) = gather_cards(made, {})

    assert (card.kind, card.front) == ("cloze", "<p>A _____ ends _____.</p>")
    ((_, fields, _),) = notes(make_apkg(made, (card,)))
    assert fields.split("\x1f")[0] == "<p>A {{c1::lease}} ends {{c2::by itself:&#58;now}}.</p>"


@pytest.mark.parametrize(("flip", "expected"), [("long", [1, 0, 3, 2, 5, 4, 7, 6]), ("short", [6, 7, 4, 5, 2, 3, 0, 1])])
def test_backs_change_columns_or_rows(flip, expected):
    """Turned on the long edge, left and right change places; on the short edge, top and bottom."""
    assert [behind(place, 2, 4, flip) for place in range(8)] == expected


def test_a4_holds_eight_cards():
    """Two by four, centred."""
    assert grid("a4") == (2, 4, 13.0, 12.5)


def cells(page, paper):
    """Return the place of each card on a finished page by the first word it says."""
    found = {}
    columns, _, left, top = grid(paper)
    high = float(page.mediabox.height) * 25.4 / 72

    def seen(text, cm, tm, _font, _size):
        word = text.strip().split(" ")[0].casefold()
        if word.startswith("word"):
            x = (tm[4] * cm[0] + tm[5] * cm[2] + cm[4]) * 25.4 / 72
            y = high - (tm[4] * cm[1] + tm[5] * cm[3] + cm[5]) * 25.4 / 72
            found[word] = int((y - top) // 68) * columns + int((x - left) // 92)

    page.extract_text(visitor_text=seen)
    return found


@pytest.mark.parametrize(("paper", "flip"), [("a4", "long"), ("a4", "short"), ("letter", "long"), ("letter", "short"), ("a5", "short")])
def test_printed_backs_lie_behind_their_fronts(folder, tmp_path, paper, flip):
    """Read from the finished PDF; the printer is told which edge to turn on."""
    sections = "\n\n".join(f"## Word{at} matters\n\nText." for at in range(11))
    items = "\n".join(f"- [ ] Word{at} is known" for at in range(11))
    course = folder({"01-a.md": f"# STEP 1 — Alpha\n\n{sections}\n\n## Revision checklist\n\n{items}\n"})
    result = CliRunner().invoke(cli, ["cards", str(course), "-o", str(tmp_path / "o"), "--format", "pdf", "--flip", flip, "--paper", paper, "--json"])
    assert result.exit_code == 0, result.output
    reader = pypdf.PdfReader(json.loads(result.stdout)["outputs"][0]["path"])
    columns, rows, _, _ = grid(paper)

    assert len(reader.pages) == 2 * -(-11 // (columns * rows))
    seen = []
    for sheet in range(0, len(reader.pages), 2):
        fronts, backs = cells(reader.pages[sheet], paper), cells(reader.pages[sheet + 1], paper)
        assert sorted(fronts.values()) == list(range(len(fronts)))
        assert backs == {word: behind(place, columns, rows, flip) for word, place in fronts.items()}
        seen += fronts
    assert len(set(seen)) == 11
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/Duplex"] == f"/DuplexFlip{flip.title()}Edge"


LONG = "Lengthy words, and more of them than anybody wants to read on a card of this size, go on and on. "
NASTY = {
    "code": "```python\n" + "def step(queue, limit=7):  # a remark that makes the line too long for the card\n    return queue\n" * 9 + "```",
    "table": "| A | B |\n|---|--:|\n" + "".join(f"| row {at} with words | {at} |\n" for at in range(30)),
    "list": "".join(f"- item {at}: {LONG}\n" for at in range(9)),
    "prose": LONG * 20,
    "signs": "日本語の長い答えです。" * 60,
    "capitals": "MAXIMUM WIDTH WARNING " * 60,
    "word": "x" * 900,
}


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["classic", "large"])
def test_text_too_long_is_cut_and_says_where_it_goes_on(folder, tmp_path, theme):
    """Nothing is drawn outside the part of a card that is for its text, and the page of the rest is named."""
    asked = "\n\n".join(f"> {LONG * 5 if name == 'prose' else ''}What of {name}?\n\nStrong answer:\n\n{text}" for name, text in NASTY.items())
    course = folder({"01-a.md": f"# STEP 1 — Alpha\n\n## One\n\n{asked}\n"})
    result = CliRunner().invoke(cli, ["cards", str(course), "-o", str(tmp_path / "o"), "--format", "pdf", "--theme", theme, "--json"])
    reader = pypdf.PdfReader(json.loads(result.stdout)["outputs"][0]["path"])
    heights = []

    def seen(text, cm, tm, _font, _size):
        if text.strip():
            heights.append((297 - (tm[4] * cm[1] + tm[5] * cm[3] + cm[5]) * 25.4 / 72 - 12.5) % 68)

    for page in reader.pages:
        page.extract_text(visitor_text=seen)
    assert len(heights) > 60
    # Baselines: of the label, of the text, of the foot.
    assert all(6 < at < 9 or 13 < at <= 58 or 61 < at < 64.5 for at in heights), sorted(at for at in heights if not (6 < at < 9 or 13 < at <= 58 or 61 < at < 64.5))
    backs = " ".join(reader.pages[1].extract_text().split())
    assert len(re.findall(r"… p\. \d", backs)) == len(NASTY)


def test_nothing_to_ask_is_one_message(folder, tmp_path):
    """With what would make cards."""
    result = CliRunner().invoke(cli, ["cards", str(folder({"a.md": "# A\n\nText.\n"})), "-o", str(tmp_path)])

    assert result.exit_code == 1
    assert "nothing to make cards of" in result.stderr
