"""`index.txt`: an author adds, drops and refers; what names nothing is told with its line."""

from contextlib import ExitStack
from pathlib import Path

from builder.cache import Store
from builder.crew import Clock, Crew
from builder.gather import Order, gather
from builder.study.tuning import Wish, is_tuning, read_wishes

LESSON = "# Beds\n\nOne.\n\nTwo.\n\nA **raised bed** drains well. In a raised bed roots stay dry; a high bed too. Loam (and `dig()`) is soil.\n"


def indexed(folder, wishes, **more):
    root: Path = folder({"01-a.md": LESSON, "index.txt": wishes, **more})
    with ExitStack() as stack:
        gathered = gather(Order(root), Crew(stack, 1, Store(None), lambda *_: None), Clock())
    groups = [aid.data.groups for aid in gathered.book.appendices if aid.slug == "index"]
    entries = {entry.term: entry for group in groups for _, found in group for entry in found}
    return entries, [(one.path, one.line, one.message) for one in gathered.problems if one.code == "index-unused"]


def test_every_line_is_a_wish_or_a_comment():
    """Case, spaces and backticks as an author likes."""
    text = "# c\n\nadd loam = soil, earth\n+ marl\ndrop bed\nVPC: see net\nnet: See also web; wire\nwhat"
    assert read_wishes(text) == (
        Wish(3, "add", "loam", ("soil", "earth")), Wish(4, "add", "marl"), Wish(5, "drop", "bed"),
        Wish(6, "see", "VPC", ("net",)), Wish(7, "also", "net", ("web", "wire")), Wish(8, "unknown", "what"),
    )  # fmt: skip


def test_a_list_of_other_things_is_no_tuning():
    """Somebody else's `index.txt` is left alone."""
    assert not is_tuning("one.html\ntwo.html\n")
    assert not is_tuning("")


def test_a_term_is_added_with_its_other_names_and_another_dropped(folder):
    """An index that its author tunes may be short, of one lesson too."""
    entries, problems = indexed(folder, "add loam = high bed\ndrop raised bed\nadd `dig()`\n")
    assert sorted(entries) == ["dig()", "loam"]
    assert problems == []


def test_references_lead_to_entries(folder):
    """"See" in place of pages, "see also" besides them."""
    entries, problems = indexed(folder, "high bed: see raised bed\nraised bed: see also loam\n")
    target = entries["raised bed"].id
    assert entries["high bed"].see == (("raised bed", target),)
    assert entries["high bed"].locators == ()
    assert [html for html, _ in entries["raised bed"].also] == ["loam"]
    assert problems == []


def test_what_names_nothing_is_told_and_the_rest_is_made(folder):
    """With file and line."""
    entries, problems = indexed(folder, "add loam\nadd gravel\ndrop gravel\n\nsand: see gravel\n")
    assert "loam" in entries
    assert [(path, line) for path, line, _ in sorted(problems)] == [("index.txt", 2), ("index.txt", 3), ("index.txt", 5)]


def test_it_is_no_lesson_even_among_text_files(folder):
    """A folder without Markdown has its lessons in `.txt` files."""
    root = folder({"01-a.txt": LESSON, "02-b.txt": LESSON, "index.txt": "add loam\n"})
    with ExitStack() as stack:
        gathered = gather(Order(root), Crew(stack, 1, Store(None), lambda *_: None), Clock())
    assert [lesson.path for lesson in gathered.book.lessons] == ["01-a.txt", "02-b.txt"]
