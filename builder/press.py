"""Pages from the gathered book: units typeset by the crew, bound into one PDF, with what there is to say about them."""

from __future__ import annotations

from builder import stages
from builder.cache import cache_folder
from builder.crew import Clock, Crew
from builder.direction import right_to_left
from builder.gather import Gathered, Order
from builder.model import Problem, Source
from builder.pdf.diagrams import WIDE
from builder.pdf.fonts import FontSet
from builder.pdf.formulas import UNDRAWN
from builder.pdf.model import Bound, Sheets, Unit
from builder.problems import glyph_problems
from builder.settings import Geometry
from builder.settle import addresses


def make_pdf(
    gathered: Gathered, order: Order, crew: Crew, clock: Clock, units: tuple[Unit, ...]
) -> tuple[Bound, tuple[Problem, ...]]:
    """Return *units* typeset and bound, and what fonts, theme and typesetter complain about."""
    from builder.pdf import bind, fonts, outline, styles
    from builder.pdf.forms import ticks
    from builder.pdf.theme import find_theme, is_ours

    book, shelf = gathered.book, gathered.shelf
    geometry = geometry_of(gathered, order)
    theme = find_theme(order.theme)
    styles.check_room(geometry, theme, order.theme)
    told: tuple[Problem, ...] = ()
    if not is_ours(theme):
        call = (geometry, theme, order.theme)
        (told,) = crew.run("theme", stages.inspect_theme, [call], [stages.inspect_theme_key(*call)], here=0)
    faces, sheets = typeset(gathered, order, crew, units)
    problems = glyph_problems(book, fonts.coverage(faces), shelf.sources)
    clock.lap("typeset")
    targets = addresses(book.lessons)
    entries = () if units[0].kind == "sheet" else outline.book_outline(book)
    fields = ticks(book) if order.forms else {}
    bound = bind.bind(book.info, units, sheets, entries, faces, order.edition, targets, fields)
    clock.lap("bind")
    return bound, (*told, *problems, *_complaints(gathered, sheets))


def geometry_of(gathered: Gathered, order: Order) -> Geometry:
    """Return how *order* and the settings want the pages cut."""
    bound_right = right_to_left(gathered.book.info.language)
    return Geometry(order.theme, order.paper, order.edition, gathered.config.layout, bound_right, order.bleed or 0.0)


def typeset(gathered: Gathered, order: Order, crew: Crew, units: tuple[Unit, ...]) -> tuple[FontSet, tuple[Sheets, ...]]:
    """Return the typeset pages of *units*, and the faces prepared for them."""
    from builder.pdf import fonts
    from builder.pdf.families import book_wanted, wanted
    from builder.pdf.theme import find_theme

    geometry = geometry_of(gathered, order)
    theme = find_theme(order.theme)
    needs = [wanted(f"{unit.head} {unit.title} {unit.html}", unit.language) for unit in units]
    faces = fonts.prepare(cache_folder() / "fonts", book_wanted(gathered.book).union(*needs))
    calls = [(unit, geometry, fonts.narrow(faces, need), theme) for unit, need in zip(units, needs, strict=True)]
    keys = [stages.typeset_key(*call) for call in calls]
    return faces, tuple(crew.run("typeset", stages.typeset, calls, keys, here=0))


def book_units(gathered: Gathered, order: Order) -> tuple[Unit, ...]:
    """Return the runs of pages of the handbook."""
    from builder.pdf import pages

    return pages.units(gathered.book, geometry_of(gathered, order))


def _complaints(gathered: Gathered, sheets: tuple[Sheets, ...]) -> tuple[Problem, ...]:
    paths = {lesson.slug: lesson.path for lesson in gathered.book.lessons}
    sources = {source.slug: source for source in gathered.shelf.sources}
    problems = []
    for sheet in sheets:
        slug = sheet.slug.removeprefix("run-")
        path = paths.get(slug, "")
        source = sources.get(slug)

        def line(words: str, source: Source | None = source) -> int:
            at = source.text.find(words) if source else -1
            return source.first_line + source.text.count("\n", 0, at) if source and at >= 0 else 1

        for complaint in sheet.complaints:
            if complaint.startswith(UNDRAWN):
                tex = complaint.removeprefix(UNDRAWN)
                message = f"the formula {' '.join(tex.split())[:60]} cannot be drawn; its source stands in its place"
                problems.append(Problem(path, line(tex), "warning", "maths-unreadable", message))
            elif complaint.startswith(WIDE):
                columns, _, widest = complaint.removeprefix(WIDE).partition(" ")
                message = f"a text diagram of {columns} columns is too wide for the page, also on its side; it is set very small"
                problems.append(Problem(path, line(widest), "warning", "diagram-wide", message))
            else:
                problems.append(Problem(path, 1, "warning", "typesetting", complaint))
    return tuple(problems)
