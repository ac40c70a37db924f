"""The pipeline end to end: lessons in, finished files out.

1. Gather the lessons into one Book (`gather`).          3. Bind the PDF, package the EPUB.
2. Typeset every run of pages (`crew`: pool, cached).    4. Write all outputs or none (`output`).
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, replace

from builder import stages
from builder.cache import Store, cache_folder
from builder.crew import Clock, Crew, Progress
from builder.direction import right_to_left
from builder.errors import HandbookError, SourceError
from builder.gather import Gathered, Order, Span, gather
from builder.model import Book, Change, Problem
from builder.output import Output, check_folder, write
from builder.pdf.model import Bound, Unit
from builder.press import book_units, geometry_of, make_pdf, typeset
from builder.reading.names import slug_of
from builder.report import read_receipt
from builder.settings import Form
from builder.study.changes import Changes, Known, compare, known


@dataclass(frozen=True, slots=True)
class Result:
    """What a build made, and all there is to say about it."""

    outputs: tuple[Output, ...]
    book: Book
    bound: Bound | None
    cached: frozenset[str]
    """Slugs of the units that came from the cache."""
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    seconds: dict[str, float]
    since: Changes | None = None
    """What changed since the edition that was asked about."""


def build(order: Order, progress: Progress = lambda stage, done, total: None) -> Result:
    """Make what *order* asks for. Raises `HandbookError`; then nothing is written and old outputs stay."""
    clock = Clock()
    check_folder(order.output)
    earlier = read_receipt(order.since) if order.since else None
    since: Changes | None = None
    store = Store(cache_folder() / "results" if order.use_cache else None)
    with ExitStack() as stack:
        crew = Crew(stack, order.jobs, store, progress)
        gathered = gather(order, crew, clock)
        book, problems = gathered.book, gathered.problems
        bound: Bound | None = None
        outputs: list[Output] = []
        stem = _stem(book.info.title)
        if order.plan is not None:
            bound, made, more = _plan(gathered, order, order.plan, crew, clock)
            problems = (*problems, *more)
            outputs += made
        elif order.cards or order.sheets:
            # The page numbers are those of the whole handbook, whichever lessons are asked for.
            whole = gather(replace(order, lessons=frozenset()), crew, clock) if order.lessons else gathered
            bound, more = make_pdf(whole, order, crew, clock, book_units(whole, order))
            problems = (*problems, *more)
            if earlier is not None and order.sheets:
                since = _changes(gathered, whole, earlier, order.sheets)
            outputs += _cards(gathered, bound, order, crew, clock) if order.cards else _sheets(gathered, bound, order, crew, clock, since)
        elif "pdf" in order.formats:
            bound, more = make_pdf(gathered, order, crew, clock, book_units(gathered, order))
            problems = (*problems, *more)
            kind = "-print" if order.edition == "print" else ""
            if order.n_up > 1:
                from builder.pdf.nup import impose_n_up

                several = impose_n_up(bound.pdf, order.n_up, right_to_left(book.info.language))
                outputs.append(Output(order.output / f"{stem}{kind}-{order.n_up}up.pdf", "pdf", several, bound.pages))
                clock.lap("impose")
            elif order.bleed is not None:
                from builder.pdf.bleed import add_bleed

                outputs.append(Output(order.output / f"{stem}{kind}-bleed.pdf", "pdf", add_bleed(bound.pdf, order.bleed), bound.pages))
                clock.lap("impose")
            elif order.booklet is None:
                outputs.append(Output(order.output / f"{stem}{kind}.pdf", "pdf", bound.pdf, bound.pages))
            else:
                from builder.pdf.impose import impose_booklet

                mirror = order.booklet.right_to_left or right_to_left(book.info.language)
                folded = impose_booklet(bound.pdf, replace(order.booklet, right_to_left=mirror))
                outputs.append(Output(order.output / f"{stem}-booklet.pdf", "pdf", folded, bound.pages))
                clock.lap("impose")
        if "epub" in order.formats and not (order.sheets or order.cards or order.plan):
            outputs.append(Output(order.output / f"{stem}.epub", "epub", _epub(_light(book, crew), bound)))
            clock.lap("epub")
    problems = tuple(sorted(set(problems)))
    if order.strict and any(problem.level != "info" for problem in problems):
        outputs = []
    write(outputs)
    clock.lap("write")
    return Result(
        tuple(outputs), book, bound, frozenset(crew.cached), problems, gathered.changes, clock.seconds, since
    )


def _changes(gathered: Gathered, whole: Gathered, earlier: tuple[Known, ...], form: Form) -> Changes:
    """Return what changed since *earlier* in the lessons asked for, without those that have no sheet and had none to keep."""
    from builder.sheets import has_sheet

    made = compare(earlier, known(whole.book))
    changed = {one.key for one in made.changed}
    language = gathered.book.info.language
    return made.among({
        lesson.path for lesson in gathered.book.lessons if lesson.path in changed or has_sheet(lesson, form, language)
    })


def _sheets(gathered: Gathered, bound: Bound, order: Order, crew: Crew, clock: Clock, since: Changes | None) -> list[Output]:
    """Return the revision sheets, with their pages in the handbook *bound*, of what changed where *since* says so.

    Raises `SourceError` where there are none.
    """
    from builder.sheets import changes_unit, has_sheet, sheet_units

    assert order.sheets is not None
    book, form, paper = gathered.book, order.sheets, order.paper
    if form == "zine":
        from builder.pdf.zine import panel_paper

        order = replace(order, paper=panel_paper(paper))
    lessons, units = book.lessons, tuple[Unit, ...]()
    geometry = geometry_of(gathered, order)
    if since is not None and order.since is not None:
        lessons = tuple(one for one in lessons if one.path in since.printed and has_sheet(one, form, book.info.language))
        units = (changes_unit(book, since, order.since.name, geometry, _printed(bound)),)
    if lessons or not units:
        made = sheet_units(book, lessons, geometry, form, _printed(bound), lambda units: typeset(gathered, order, crew, units)[1])
        units = (*units, *made)
    bound_sheets, _ = make_pdf(gathered, order, crew, clock, units)
    if form == "zine":
        from builder.pdf.zine import impose_zine

        folded = impose_zine(bound_sheets.pdf, paper, right_to_left(book.info.language))
        return [Output(order.output / f"{_stem(book.info.title)}-zine.pdf", "pdf", folded, len(units))]
    path = order.output / f"{_stem(book.info.title)}-sheets{'-changed' if since else ''}.pdf"
    return [Output(path, "pdf", bound_sheets.pdf, bound_sheets.pages)]


def _printed(bound: Bound) -> dict[str, str]:
    """Return the printed page number of every id."""
    return {name: bound.folios[at] for name, at in bound.anchors}


def _cards(gathered: Gathered, bound: Bound, order: Order, crew: Crew, clock: Clock) -> list[Output]:
    """Return the flashcards of the book, with their pages in the handbook; raises `SourceError` where there are none."""
    from builder.pdf import cards as printed
    from builder.study import deck
    from builder.study.cards import gather_cards

    book = gathered.book
    cards = gather_cards(book, _printed(bound))
    if not cards:
        raise SourceError(
            "the lessons hold nothing to make cards of",
            hint="write a revision checklist, questions with answers, or definitions (term :: meaning)",
        )
    stem = f"{_stem(book.info.title)}-cards"
    made = []
    for format in order.cards:
        path = order.output / f"{stem}.{format}"
        if format == "pdf":
            units = printed.card_units(book, cards, order.paper, order.flip, order.theme)
            sheets, _ = make_pdf(gathered, order, crew, clock, units)
            made.append(Output(path, format, printed.say_flip(sheets.pdf, order.flip), sheets.pages))
        else:
            data = deck.make_apkg(book, cards) if format == "apkg" else deck.make_tsv(cards)
            made.append(Output(path, format, data))
    clock.lap("cards")
    return made


def _plan(
    gathered: Gathered, order: Order, span: Span, crew: Crew, clock: Clock
) -> tuple[Bound, list[Output], tuple[Problem, ...]]:
    """Return the timetable as pages and as a calendar; one into which not all lessons fit is a problem."""
    from builder.pdf.pages import render_unit
    from builder.study import plan as study
    from builder.study.calendar import make_calendar

    book = gathered.book
    days = span.days or book.study.days
    made = study.make_plan(book.lessons, span.start, span.until, span.hours or book.study.hours, days)
    problems: tuple[Problem, ...] = ()
    if not made.fits:
        later, hours = study.what_would_fit(made, book.lessons, days)
        fitting = " or ".join(
            text for text in (f"--until {later}" if later else "", f"--hours {hours:g}" if hours else "") if text
        )
        lost = sum(after == 0 for _, after in made.left)
        problems = (Problem(
            "", 1, "warning", "plan-short",
            f"{lost} of {len(book.lessons)} lessons do not fit until {span.until}; all would with {fitting or 'fewer lessons'}",
        ),)  # fmt: skip
    language = book.info.language
    unit = render_unit(
        book, "plan", "sheet", book.info.title, "plan.html.j2", data=study.timetable(made, language), name_of=study.short_name
    )
    bound, more = make_pdf(gathered, order, crew, clock, (unit,))
    stem = order.output / f"{_stem(book.info.title)}-plan"
    outputs = [
        Output(stem.with_name(f"{stem.name}.pdf"), "pdf", bound.pdf, bound.pages),
        Output(stem.with_name(f"{stem.name}.ics"), "ics", make_calendar(book, made)),
    ]
    return bound, outputs, (*problems, *more)


def _light(book: Book, crew: Crew) -> Book:
    """Return *book* with no picture of more points than an e-book shows."""
    from builder.shrink import size_of

    large = [
        asset for asset in book.assets
        if asset.media_type in ("image/jpeg", "image/png") and max(size_of(asset.data) or (0, 0)) > stages.LARGEST
    ]  # fmt: skip
    if not large:
        return book
    made = crew.run("pictures", stages.lighten, [(asset.data,) for asset in large], [stages.lighten_key(asset.data) for asset in large], here=1)
    smaller = {asset.path: data for asset, data in zip(large, made, strict=True)}
    return replace(book, assets=tuple(replace(asset, data=smaller.get(asset.path, asset.data)) for asset in book.assets))


def _epub(book: Book, bound: Bound | None) -> bytes:
    from builder.epub.package import make_epub
    from builder.epub.pages import PageFacts

    facts = None
    if bound is not None:
        facts = PageFacts(bound.folios, bound.anchors, f"{book.info.identifier}:pdf")
    return make_epub(book, facts)


def _stem(title: str) -> str:
    """Return the outputs' file name: the title's letters and digits, of a length every file system takes."""
    stem = slug_of(title)
    while len(stem.encode()) > 120:
        stem = stem[:-1]
    return re.sub(r"-+$", "", stem) or "handbook"


__all__ = ["HandbookError", "Order", "Output", "Result", "build"]
