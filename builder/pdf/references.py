"""References on paper: a link within the book says its page, "(p. 41)"; the number is written at binding."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import escape, unescape
from urllib.parse import unquote

from builder.model import Book
from builder.settle import addresses, ids_of

_LINK = re.compile(r'\shref="(#|lesson:)([^"]*)"')
_WORDS = re.compile(r"\w+")
_FAR = 450
"""Words between a reference and its place in the same lesson, more than fit on a page beside each other."""
_SILENT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "nav", "header", "pre", "sup"})


def settled_ids(book: Book) -> dict[str, str]:
    """Return the id of every place a lesson's link can lead to, by address (as in `lesson:ADDRESS`) and anchor."""
    slugs = addresses(book.lessons)
    known = {lesson.slug: ids_of(lesson) for lesson in book.lessons}
    return {
        f"{address}#{name.removeprefix(slug + '--')}": name
        for address, slug in slugs.items() for name in known[slug]
    }  # fmt: skip


def digits(book: Book) -> dict[str, int]:
    """Return how many digits the page of each lesson will have, by slug: room is left for so many.

    An estimate on the generous side, so that a page more or less anywhere changes no other lesson's room.
    """
    found, lines = {}, 0
    for lesson in book.lessons:
        lines += 40 + len(_WORDS.findall(lesson.html)) // 11 + lesson.html.count("\n")
        found[lesson.slug] = len(str(max(1, lines // 38)))
    return found


def name_links(html: str, slug: str, ids: dict[str, str], room: dict[str, int]) -> str:
    """Return *html*, of the lesson *slug*, with links to other lessons by id, and the *room* their page numbers need.

    A link that leads nowhere stays as it is, for binding to drop.
    """

    def named(match: re.Match[str]) -> str:
        if match[1] == "#":
            return f'{match[0]} data-digits="{room[slug]}"'
        address, _, anchor = unescape(match[2]).partition("#")
        address, anchor = unquote(address), unquote(anchor) or "top"
        name = ids.get(f"{address}#{anchor}") or ids.get(f"{address}#{anchor.lower()}") or ids.get(f"{address}#top")
        if name is None:
            return match[0]
        return f' href="id:{escape(name)}" data-digits="{room.get(name.split("--")[0], 3)}"'

    return _LINK.sub(named, html)


def say_pages(root: ET.Element, page: str) -> None:
    """Put "(p. …)" behind every reference in the text of *root*, in place; *page* is the word before the number.

    A place that is likely in sight, in the same lesson and near, needs none.
    """
    for body in root.iter("div"):
        if body.get("class") == "sg-body":
            places, links = _measure(body)
            for parent, link, at in links:
                target = link.get("href", "")
                if target.startswith("#"):
                    place = places.get(target[1:]) or places.get(unquote(target[1:]))
                    if place is None or abs(place - at) < _FAR:
                        continue
                name = target.removeprefix("id:").removeprefix("#")
                said = ET.Element("span", {"class": "sg-pref"})
                said.text = f"\u00a0({page}"
                box = ET.SubElement(said, "a", {"class": "sg-place", "href": f"page:{name}|)"})
                # The bracket is written with the digits: a number that is shorter than its room leaves no gap before it.
                box.set("style", f"width:{0.62 * int(link.get('data-digits', '3')) + 0.36:g}em")
                said.tail, link.tail = link.tail, None
                parent.insert(list(parent).index(link) + 1, said)


def _measure(body: ET.Element) -> tuple[dict[str, int], list[tuple[ET.Element, ET.Element, int]]]:
    """Return how many words stand before each id, and the links into the book with their parents and places."""
    places: dict[str, int] = {}
    links: list[tuple[ET.Element, ET.Element, int]] = []
    count = 0

    def walk(element: ET.Element, silent: bool) -> None:
        nonlocal count
        if element.get("id"):
            places[element.get("id", "")] = count
        count += len((element.text or "").split())
        for child in element:
            quiet = silent or child.tag in _SILENT
            walk(child, quiet)
            if child.tag == "a" and not quiet and child.get("class") is None and _inside(child):
                links.append((element, child, count))
            count += len((child.tail or "").split())

    walk(body, False)
    return places, links


def _inside(link: ET.Element) -> bool:
    return link.get("href", "").startswith(("#", "id:")) and bool("".join(link.itertext()).strip())
