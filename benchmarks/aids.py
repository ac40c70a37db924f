"""Measure what the study aids cost: beside a book without any, and decks of many cards.

    python benchmarks/aids.py                  a course of 20 lessons; 5,000 cards as a package, a table and fitted to paper
    python benchmarks/aids.py --lessons 100    a longer course
    python benchmarks/aids.py --source lessons
    python benchmarks/aids.py --printed        the 5,000 cards typeset as well (minutes)

All is processor time in one process, which other programs on the machine disturb least.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
_ASKED = """
## Interview questions

> How does the {subject} of lesson {number} bear a failure?

Strong answer:

It names the {subject} first, then the limit, and it measures both before it promises anything to anybody.

> What is the cost of a {subject}?

Strong answer:

- the part that is paid when idle
- the part that grows with requests

A **{subject}** is a mechanism that keeps its promise for {number} minutes.

Back pressure {number} is:

> A signal that makes senders slow down before a queue is full.
"""
_SUBJECTS = ("shard", "replica", "lease", "quota", "ledger", "stream", "cache", "policy")


def course(folder: Path, lessons: int) -> None:
    """Write the course of `bench.py` with questions and definitions in every lesson."""
    from benchmarks.bench import course as plain

    plain(folder, lessons)
    for number, path in enumerate(sorted(folder.glob("*.md")), 1):
        asked = _ASKED.format(number=number, subject=_SUBJECTS[number % len(_SUBJECTS)])
        head, tail = path.read_text(encoding="utf-8").split("## Revision checklist")
        path.write_text(f"{head}{asked}\n## Revision checklist{tail}", encoding="utf-8")


def measure_book(lessons: int, source: Path | None = None) -> None:
    """Print what all aids together add to a cold build of *lessons* lessons, or of *source*, stage by stage."""
    from builder.cache import Store, cache_folder
    from builder.crew import Clock, Crew
    from builder.epub.package import make_epub
    from builder.gather import Order, gather, reading_rules
    from builder.pdf import bind, fonts, outline, pages
    from builder.pdf.theme import find_theme
    from builder.pdf.typeset import typeset
    from builder.settings import Geometry
    from builder.settle import addresses
    from builder.stages import parse
    from builder.study.aids import add_appendices

    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        if source is None:
            course(Path(name), lessons)
        else:
            shutil.copytree(source, name, dirs_exist_ok=True)
        source = Path(name)
        (source / "studyguide.toml").write_text('[study]\nstart = "2026-12-01"\nuntil = "2027-03-01"\n', encoding="utf-8")
        order = Order(source)
        gathered = gather(order, Crew(stack, 1, Store(None), lambda *_: None), Clock())
        rules = reading_rules(gathered.config)
        book, geometry, theme = gathered.book, Geometry(), find_theme("classic")
        faces = fonts.prepare(cache_folder() / "fonts")
        plain = replace(book, appendices=())
        spent: dict[str, float] = {}

        def took(what: str, make: Callable[[], Any]) -> Any:
            start = time.process_time()
            made = make()
            spent[what] = spent.get(what, 0.0) + time.process_time() - start
            return made

        for source_ in gathered.shelf.sources:
            took("read", lambda one=source_: parse(one, rules))
        took("gather aids", lambda: add_appendices(plain))
        sheets = {}
        typeset(pages.units(plain, geometry)[0], geometry, faces, theme)  # libraries are loaded once
        for unit in pages.units(book, geometry):
            what = f"  {unit.slug}" if unit.kind == "appendix" else "typeset lessons"
            sheets[unit.slug] = took(what, lambda one=unit: typeset(one, geometry, faces, theme))
        for kind, one in (("without", plain), ("with", book)):
            took(f"bind {kind}", lambda one=one: bind.bind(
                one.info, units := pages.units(one, geometry), tuple(sheets[unit.slug] for unit in units), outline.book_outline(one), faces,
                "screen", addresses(one.lessons),
            ))  # fmt: skip
            took(f"EPUB {kind}", lambda one=one: make_epub(one, None))
        aids = {name: seconds for name, seconds in spent.items() if name.startswith("  ")}
        base = spent["read"] + spent["typeset lessons"] + spent["bind without"] + spent["EPUB without"]
        more = spent["gather aids"] + sum(aids.values()) + sum(spent[f"{name} with"] - spent[f"{name} without"] for name in ("bind", "EPUB"))
        print(f"\n{len(book.lessons)} lessons, cold, processor time in one process")
        for what, seconds in spent.items():
            print(f"  {what:<18} {seconds:6.2f} s   {sheets[what.strip()].pages if what in aids else '':>4}{' pages' if what in aids else ''}")
        print(f"  all study aids add {more:6.2f} s to {base:.2f} s: {more / base:.3f}")


def measure_deck(count: int, printed: bool) -> None:
    """Print how long *count* cards take as a package, a table, and on paper."""
    from builder.model import Book, BookInfo, Definition, Lesson, Part
    from builder.pdf.cards import card_units
    from builder.study.cards import gather_cards
    from builder.study.deck import make_apkg, make_tsv

    made = []
    for number in range(1, 51):
        definitions = tuple(
            Definition(f"l{number}--{at}", f"Term {at} of {number}", "", f"<p>Term {at} is what it is, with <code>code</code> and {'words ' * 30}.</p>")
            for at in range(count // 50)
        )
        made.append(Lesson(path=f"{number}.md", slug=f"l{number}", title=f"Lesson {number}", title_html="", html="<p/>", number=number,
                           definitions=definitions))  # fmt: skip
    book = Book(BookInfo("Cards", identifier="urn:uuid:1"), (Part("", tuple(made)),))
    start = time.process_time()
    cards = gather_cards(book, {})
    print(f"\n{len(cards)} cards")
    print(f"  gathered           {time.process_time() - start:6.2f} s")
    for name, make in (("Anki package", lambda: make_apkg(book, cards)), ("table", lambda: make_tsv(cards)),
                       ("fitted to sheets", lambda: card_units(book, cards, "a4", "long"))):  # fmt: skip
        start = time.process_time()
        make()
        print(f"  {name:<18} {time.process_time() - start:6.2f} s")
    if printed:
        _print(book, count)


def _print(book: object, count: int) -> None:
    """Typeset the cards in this process."""
    from builder.cache import cache_folder
    from builder.pdf import fonts
    from builder.pdf.cards import card_units
    from builder.pdf.theme import find_theme
    from builder.pdf.typeset import typeset
    from builder.settings import Geometry
    from builder.study.cards import gather_cards

    cards = gather_cards(book, {})  # type: ignore[arg-type]
    units = card_units(book, cards, "a4", "long")  # type: ignore[arg-type]
    faces = fonts.prepare(cache_folder() / "fonts")
    start = time.process_time()
    pages = sum(typeset(unit, Geometry(), faces, find_theme("classic")).pages for unit in units)
    took = time.process_time() - start
    print(f"  typeset            {took:6.2f} s in one process: {pages} pages, {pages / took:.1f} a second")


def main() -> None:
    """Read the arguments and measure."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--lessons", type=int, default=20, help="lessons in the course")
    reader.add_argument("--source", type=Path, help="a course in place of the made one")
    reader.add_argument("--cards", type=int, default=5000, help="cards of the deck")
    reader.add_argument("--printed", action="store_true", help="typeset the cards too")
    chosen = reader.parse_args()
    measure_deck(chosen.cards, chosen.printed)
    measure_book(chosen.lessons, chosen.source)


if __name__ == "__main__":
    main()
