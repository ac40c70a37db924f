"""A Book becomes the Units to be typeset, in order: cover, front matter, contents, lessons, appendices.

The words are the templates' business (`templates/pdf/`); what is decided here is which pages there are.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import unquote

from markupsafe import Markup

from builder.captions import is_caption
from builder.model import Asset, Book, Lesson, Section
from builder.parsing.editions import for_edition
from builder.pdf.cover import cover_pattern
from builder.pdf.locators import address, widths
from builder.pdf.model import Unit
from builder.pdf.numbering import roman
from builder.pdf.references import digits, name_links, settled_ids
from builder.pdf.runs import runs, words_of
from builder.pdf.templates import render
from builder.pdf.theme import colours, find_theme
from builder.settings import Edition, Geometry
from builder.study.guide import make_guide
from builder.study.plan import short_name
from builder.titles import clip
from builder.words import word

_ENOUGH_SECTIONS, _ENOUGH_WORDS = 3, 400
_SHOWN_SECTIONS = 24
_HEAD = 60
_MANY = 4
"""Lessons at least that have a section of one title before the contents leave it out."""
_PICTURE = re.compile(r'src="asset:([^"]*)"')


def units(book: Book, geometry: Geometry) -> tuple[Unit, ...]:
    """Return all runs of pages of the handbook."""
    info = book.info
    theme = find_theme(geometry.theme)
    made = [
        render_unit(book, "cover", "cover", info.title, "cover.html.j2", pattern=Markup(cover_pattern(info.title, *colours(theme))), theme=theme),  # noqa: S704
        render_unit(book, "front", "front", info.title, "front.html.j2", theme=theme, shown_identifier=_shown(info.identifier)),
        render_unit(book, "contents", "contents", word(info.language, "contents"), "contents.html.j2",
              listed=_listed(book), theme=theme),
    ]  # fmt: skip
    if guide := make_guide(book):
        made.append(render_unit(book, "guide", "contents", guide.title, "guide.html.j2", data=guide, theme=theme))
    links = (settled_ids(book), digits(book))
    step = 0
    for group in runs(book.lessons, geometry.layout):
        made.append(_lessons(book, group, step + 1, links, geometry.edition, theme))
        step += len(group)
    for place, aid in enumerate(book.appendices, step + 1):
        template = f"{aid.template}.html.j2"
        made.append(
            render_unit(book, aid.slug, "appendix", aid.title, template, tab=aid.letter, step=place, data=aid.data,
                        name_of=short_name, address=address, widths=lambda places: widths(places, links[1]), theme=theme)
        )
    return tuple(made)


def _lessons(
    book: Book, group: tuple[Lesson, ...], step: int, links: tuple[dict[str, str], dict[str, int]], edition: Edition,
    theme: Path,
) -> Unit:
    """Return the pages of the lessons in *group*: mostly one, several where short ones run on."""
    first = group[0]
    wanted = {unquote(path) for lesson in group for path in _PICTURE.findall(f"{lesson.lead}{lesson.html}")}
    assets = tuple(asset for asset in book.assets if asset.path in wanted)
    entries = [
        {
            "lesson": lesson, "tab": str(lesson.number or ""), "head": clip(lesson.title, _HEAD),
            "alone": len(group) == 1 and len(lesson.sections) >= _ENOUGH_SECTIONS and words_of(lesson) >= _ENOUGH_WORDS,
            "sections": lesson.sections[:_SHOWN_SECTIONS],
            "body": Markup(name_links(_without_missing(for_edition(lesson.html, edition), assets), lesson.slug, *links)),  # noqa: S704 - XHTML of our own making
        }
        for lesson in group
    ]  # fmt: skip
    slug = first.slug if len(group) == 1 else f"run-{first.slug}"
    unit = render_unit(
        book, slug, "lesson", first.title, "lesson.html.j2", tab=str(first.number or ""), step=first.number or step,
        assets=assets, language=first.language or book.info.language, entries=entries,
        theme=theme,
    )  # fmt: skip
    return unit if len(group) == 1 else replace(unit, lessons=tuple(lesson.slug for lesson in group))


def _without_missing(html: str, assets: tuple[Asset, ...]) -> str:
    """Put its text in place of every picture that could not be read."""
    have = {asset.path for asset in assets}

    def shown(match: re.Match[str]) -> str:
        source = _PICTURE.search(match[0])
        if source is None or unquote(source[1]) in have:
            return match[0]
        alt = re.search(r'alt="([^"]*)"', match[0])
        said = alt[1] if alt else ""
        if said and is_caption(said, html, match.end()):
            said = ""
        return f'<span class="sg-missing">{said or escape(unquote(source[1]))}</span>'

    return re.sub(r"<img\b[^>]*>", shown, html)


def _listed(book: Book) -> list[tuple[str, str, list[tuple[Lesson, tuple[Section, ...], bool]]]]:
    """Return the parts' numbers and titles, their lessons, and of each lesson the sections the contents show."""
    numbers, usual = _part_numbers(book), _usual(book)

    def shown(lesson: Lesson) -> tuple[Section, ...]:
        return tuple(section for section in lesson.sections if section.title.casefold() not in usual) or lesson.sections

    return [
        (numbers.get(part.title, ""), part.title, [
            (lesson, shown(lesson)[:_SHOWN_SECTIONS], len(shown(lesson)) > _SHOWN_SECTIONS) for lesson in part.lessons
        ])
        for part in book.parts
    ]  # fmt: skip


def _usual(book: Book) -> frozenset[str]:
    """Return the titles that most lessons have, such as "Further reading": in the contents they find nothing."""
    counts = Counter(title for lesson in book.lessons for title in {one.title.casefold() for one in lesson.sections if not one.number})
    least = max(_MANY, (len(book.lessons) + 1) // 2)
    return frozenset(title for title, count in counts.items() if count >= least)


def _shown(identifier: str) -> str:
    """Return *identifier* as an imprint shows it; one that was made of the title says nothing to a reader."""
    kind, _, number = identifier.removeprefix("urn:").partition(":")
    return "" if kind.lower() == "uuid" else f"ISBN {number}" if kind.lower() == "isbn" else identifier


def _part_numbers(book: Book) -> dict[str, str]:
    """Return "Part I" and so on by the titles of the parts; none where there is one, or where titles bring their own."""
    titles = [part.title for part in book.parts if part.title]
    name = word(book.info.language, "part")
    own = re.compile(rf"\W*(?:\d|{re.escape(name)}\b|part\b)", re.IGNORECASE)
    if len(titles) < 2 or any(own.match(title) for title in titles):
        return {}
    return {title: f"{name} {roman(at).upper()}" for at, title in enumerate(titles, 1)}


def render_unit(
    book: Book, slug: str, kind: str, title: str, template: str, *, tab: str = "", step: int = 0,
    assets: tuple[Asset, ...] = (), language: str = "", theme: Path | None = None, **values: object,
) -> Unit:  # fmt: skip
    """Return the run of pages that *template*, the theme's own or ours, makes of *values*."""
    language = language or book.info.language
    html = render(template, theme, {
        "book": book, "info": book.info, "kind": kind, "slug": slug, "title": title, "head": clip(title, _HEAD), "tab": tab,
        "w": lambda key: word(language, key), "short": lambda text, most=_HEAD: clip(text, most), **values,
    })  # fmt: skip
    return Unit(
        slug=slug, kind=kind, title=title, html=html, language=language,  # type: ignore[arg-type]
        head=book.info.title, tab=tab, step=step, assets=assets,
    )  # fmt: skip
