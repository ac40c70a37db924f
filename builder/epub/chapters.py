"""The XHTML of lessons becomes chapters: links between files, pictures by their names in the package, boxes as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from builder.captions import is_caption
from builder.epub.listings import set_lines
from builder.epub.narrow import hang_lines, hold_formula
from builder.model import Book, Lesson
from builder.parsing.editions import for_edition
from builder.parsing.tex import mathml
from builder.settle import addresses
from builder.words import word

LARGEST = 250_000
"""Bytes of the largest chapter; older readers stop at 260 KB."""

_LINK = re.compile(r'<a\b([^>]*?)\shref="((?:lesson:|#)[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img\b[^>]*\bsrc="asset:([^"]*)"[^>]*/?>')
_ALT = re.compile(r'\balt="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')
_NUMBER = re.compile(r'(<h([2-6])\b[^>]*?)\sdata-number="([^"]*)"([^>]*>)')
_CHECK = re.compile(r'(<(?:ul|ol) class="sg-check"[^>]*>)(.*?)(</(?:ul|ol)>)', re.DOTALL)
_TASK = re.compile(r'<li data-done="([01])"([^>]*)>(\s*<p[^>]*>)?|<li([^>]*?)\sdata-done="([01])"([^>]*)>(\s*<p[^>]*>)?')
_ITEM = re.compile(r'<li id="([^"]*--item-\d+)">(\s*<p[^>]*>)?')
_FORMULA = re.compile(
    r"""([(\["“„«‘]{0,3})<span class="sg-math( sg-display)?" data-tex="([^"]*)">[^<]*</span>([.,;:!?)\]"”»’…%]{0,3})"""
)
_LEAD = re.compile(r"^<p\b([^>]*)>")
_WHY = re.compile(r'(<p [^>]*data-why="1"[^>]*>)')


@dataclass(frozen=True, slots=True)
class Chapter:
    """One XHTML file of the package: its name, title and body, and the lesson it is (a piece of)."""

    file: str
    title: str
    body: str
    language: str
    lesson: Lesson | None = None


def file_names(book: Book) -> dict[str, str]:
    """Return the file name of each lesson by its slug: the slug where it is plain ASCII."""
    return {
        lesson.slug: f"{lesson.slug if lesson.slug.isascii() and len(lesson.slug) < 80 else f'lesson-{place:03d}'}.xhtml"
        for place, lesson in enumerate(book.lessons, 1)
    }


def lesson_body(lesson: Lesson) -> str:
    """Return lead and text of *lesson* with section numbers and boxes written out; links are still neutral."""
    language = lesson.language or "en"
    why = f"<strong>{word(language, 'why-this-matters')}.</strong> "
    lead = _WHY.sub(rf"\1{why}", _LEAD.sub(_as_lead, lesson.lead, count=1))
    html = for_edition(lesson.html, "screen")
    body = f"{lead}\n{html}" if lead else html
    body = _NUMBER.sub(lambda match: _numbered(match, lesson.number), body)
    body = hang_lines(set_lines(set_formulas(body)))
    to_do, done = word(language, "to-do"), word(language, "done")

    def task(match: re.Match[str]) -> str:
        state = match[1] or match[5]
        rest = match[2] if match[1] else f"{match[4]}{match[6]}"
        return f"<li{rest}>{match[3] or match[7] or ''}{_box(state == '1', to_do, done)}"

    body = _TASK.sub(task, body)
    return _CHECK.sub(
        lambda match: match[1] + _ITEM.sub(
            lambda item: f'<li id="{item[1]}">{item[2] or ""}<a class="sg-tolist" href="check:{item[1]}">{_box(False, to_do, done)}</a>',
            match[2],
        ) + match[3],
        body,
    )  # fmt: skip


def _as_lead(tag: re.Match[str]) -> str:
    """Return the opening tag of a lead with its class, besides what class it has."""
    name = "class=\""
    return tag[0].replace(name, f"{name}sg-lead ", 1) if name in tag[0] else f'<p class="sg-lead"{tag[1]}>'


def set_formulas(body: str) -> str:
    """Return *body* with every formula as MathML; its LaTeX is the alternative text."""
    if "sg-math" not in body:
        return body

    def formula(match: re.Match[str]) -> str:
        before, display, tex, after = match.groups()
        made = mathml(unescape(tex), bool(display))
        made = made.replace("<math ", f'<math alttext="{_attribute(" ".join(unescape(tex).split()))}" ', 1)
        return f"{before}{made}{after}" if display else hold_formula(before, made, after)

    return _FORMULA.sub(formula, body)


def _numbered(match: re.Match[str], number: int | None) -> str:
    typed = match[3]
    shown = typed if number is None or "." in typed or match[2] != "2" else f"{number}.{typed}"
    return f'{match[1]}{match[4]}<span class="sg-n">{shown}</span> '


def _box(done: bool, to_do: str, ticked: str) -> str:
    label, sign = (ticked, "☑") if done else (to_do, "☐")
    return f'<span class="sg-box" role="img" aria-label="{label}">{sign}</span> '


def split_body(body: str) -> list[str]:
    """Return *body* in pieces of at most `LARGEST` bytes, cut before headings; a longer section stays whole."""
    if len(body.encode()) <= LARGEST:
        return [body]
    for level in "23":
        cuts = [match.start() for match in re.finditer(rf"^<h{level}\b", body, re.MULTILINE)]
        if len(cuts) > 1:
            break
    pieces, start = [], 0
    for at, cut in enumerate(cuts):
        end = cuts[at + 1] if at + 1 < len(cuts) else len(body)
        if cut > start and len(body[start:end].encode()) > LARGEST:
            pieces.append(body[start:cut])
            start = cut
    return [*pieces, body[start:]]


def ids_of(body: str) -> list[str]:
    """Return all ids in *body*."""
    return _ID.findall(body)


def link_resolver(book: Book, homes: dict[str, str]) -> Callable[[str, str], str]:
    """Return a function that makes the links of a body (with the file it stands in) point into the package.

    *homes* maps every id to its file. A link that leads nowhere is unwrapped: its words stay.
    """
    slugs = addresses(book.lessons)

    def target(address: str) -> str | None:
        if address.startswith("#"):
            name = unescape(address[1:])
            return next((found for found in (name, unquote(name)) if found in homes), None)
        path, _, anchor = unescape(address).removeprefix("lesson:").partition("#")
        slug = slugs.get(unquote(path))
        if slug is None:
            return None
        names = (f"{slug}--{unquote(anchor)}", f"{slug}--{unquote(anchor).lower()}", f"{slug}--top")
        return next((name for name in names if name in homes), None)

    def resolve(body: str, file: str) -> str:
        def link(match: re.Match[str]) -> str:
            name = target(match[2])
            if name is None:
                return match[4]
            home = "" if homes[name] == file else homes[name]
            return f'<a{match[1]} href="{home}#{_attribute(name)}"{match[3]}>{match[4]}</a>'

        body = _LINK.sub(link, body)
        return re.sub(r'href="check:([^"]*)"', r'href="checklist.xhtml#check--\1"', body)

    return resolve


def place_images(body: str, names: dict[str, str]) -> str:
    """Point pictures at their *names* in the package; those not in it are replaced by their text."""

    def shown(match: re.Match[str]) -> str:
        path = unquote(unescape(match[1]))
        if path in names:
            return match[0].replace(f"asset:{match[1]}", names[path])
        alt = _ALT.search(match[0])
        said = alt[1] if alt else ""
        if said and is_caption(said, body, match.end()):
            said = ""
        return f'<span class="sg-missing">{said or _attribute(path)}</span>'

    return _IMAGE.sub(shown, body)


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
