"""Decks imported by the real Anki, in a process of its own: `pip install 'studyguide-builder[anki-test]'`."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from builder.model import Asset, Book, BookInfo, Part, Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules
from builder.study.cards import gather_cards
from builder.study.checklist import mark_checklist
from builder.study.deck import make_apkg

IMPORTER = Path(__file__).resolve().parents[1] / "judges" / "anki_import.py"
PICTURE = Asset("img/a.png", "image/png", b"\x89PNG\r\n\x1a\n picture")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("anki") is None, reason="Anki is not installed (extra anki-test); `make validate` tries to"
    ),
]

FIRST = """# STEP 1 — Queues

## 1. Limits

**Rule: a queue without a limit is an outage in waiting.**

**Back pressure** is a signal that makes senders slow down.

> What does a full queue do?

Strong answer:

It says no, {answer}.

![A queue](img/a.png)

```python
def full(queue):
    return len(queue) > 9  # a limit
```

## Revision checklist

- [ ] You can set limits
"""
SECOND = "# STEP 2 — Retries\n\nText.\n\n## Revision checklist\n\n- [ ] You can sing\n"


def deck(path, *texts, date="2026-11-24", title="Cards", identifier="urn:uuid:1", pages=None):
    """Write the deck of lessons (slug and text) to *path*; return how many cards it has."""
    lessons = []
    for slug, text in texts:
        lesson = parse_lesson(Source(path=f"{slug}.md", slug=slug, text=text), Rules())
        lessons.append(mark_checklist(lesson))
    info = BookInfo(title, identifier=identifier, stamp=f"{date}T00:00:00Z")
    book = Book(info, (Part("", tuple(lessons)),), (PICTURE,))
    cards = gather_cards(book, pages or {})
    path.write_bytes(make_apkg(book, cards))
    return len(cards)


def imported(tmp_path, *packages):
    """Return what the real Anki tells of importing *packages* one after the other."""
    command = [sys.executable, str(IMPORTER), str(tmp_path / "collection.anki2"), *map(str, packages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def counts(told):
    return [(one["new"], one["updated"], one["conflicting"], len(one["notes"])) for one in told]


def test_a_renumbered_course_updates_every_note_and_doubles_none(tmp_path):
    """Number, file, title of lesson and book, page and answer change; guids and counts stay."""
    before, after = tmp_path / "a.apkg", tmp_path / "b.apkg"
    count = deck(before, ("01-queues", FIRST.format(answer="early")), ("02-retries", SECOND), pages={"01-queues--q-1": "7"})
    moved = FIRST.format(answer="late").replace("STEP 1 — Queues", "STEP 5 — Queues and limits")
    assert deck(after, ("02-retries", SECOND), ("05-limits", moved), date="2026-12-24", title="More cards") == count == 4

    first, second = imported(tmp_path, before, after)

    assert counts([first, second]) == [(4, 0, 0, 4), (0, 4, 0, 4)]
    assert first["notes"].keys() == second["notes"].keys()
    assert all(note["cards"] == 1 for note in second["notes"].values())
    assert second["kinds"] == ["studyguide"]
    text = json.dumps(second["notes"])
    assert "It says no, late." in text
    assert "early" not in text
    assert {tag for note in second["notes"].values() for tag in note["tags"]} == {"05-limits", "02-retries"}
    assert any("5  Queues and limits" in note["shown"] for note in second["notes"].values())


def test_pictures_and_highlighted_code_arrive(tmp_path):
    """The picture is a file in Anki's media folder, the code has its marks."""
    deck(tmp_path / "a.apkg", ("01-queues", FIRST.format(answer="early")))

    (told,) = imported(tmp_path, tmp_path / "a.apkg")

    (name,) = told["media"]
    shown = " ".join(note["shown"] for note in told["notes"].values())
    assert f'<img src="{name}"' in shown
    assert '<span class="k">def </span>' in shown
    assert "asset:" not in shown


def test_an_edition_without_a_later_date_doubles_nothing_either(tmp_path):
    """Anki keeps the text it has then, unless it is told to update always."""
    deck(tmp_path / "a.apkg", ("a", FIRST.format(answer="early")))
    deck(tmp_path / "b.apkg", ("b", FIRST.format(answer="late")))

    told = imported(tmp_path, tmp_path / "a.apkg", tmp_path / "b.apkg", tmp_path / "b.apkg")

    assert counts(told) == [(3, 0, 0, 3), (0, 0, 0, 3), (0, 0, 0, 3)]


def test_a_sentence_with_two_gaps_is_a_note_of_two_cards(tmp_path):
    """Imported again it is updated."""
    text = "# A\n\n## One\n\nA ==lease== ends ==by itself==.\n"
    deck(tmp_path / "a.apkg", ("a", text))
    deck(tmp_path / "b.apkg", ("b", text), date="2026-12-24")

    told = imported(tmp_path, tmp_path / "a.apkg", tmp_path / "b.apkg")

    assert counts(told) == [(1, 0, 0, 1), (0, 1, 0, 1)]
    (note,) = told[1]["notes"].values()
    assert (note["cards"], note["kind"]) == (2, "studyguide cloze")


def test_two_courses_are_two_decks(tmp_path):
    """The same question in both is a note in each."""
    deck(tmp_path / "a.apkg", ("a", SECOND))
    deck(tmp_path / "b.apkg", ("a", SECOND), title="Others", identifier="urn:uuid:2")

    told = imported(tmp_path, tmp_path / "a.apkg", tmp_path / "b.apkg")

    assert counts(told) == [(1, 0, 0, 1), (1, 0, 0, 2)]
    assert told[1]["decks"] == ["Cards", "Others"]
