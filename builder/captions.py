"""The numbers of figures, tables and listings are written: lessons go in whose own numbers are settled, the same lessons come out.

1. A reference finds its figure: in its own lesson, else in the one lesson of the book that has a label of this name.
2. Every caption begins with its label, "Figure 4.2": the lesson's number as shown, and the place in the lesson.
3. A reference without words says the label; one that leads to a section says the section's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape, unescape
from urllib.parse import quote, unquote

from builder.model import Lesson, Problem, Section
from builder.settle import addresses
from builder.words import word

_FIGURE = re.compile(r'<figure\b([^>]*)>|</figure>|<figcaption(?: id="[^"]*")?>')
_VALUE = re.compile(r'\b(id|data-cap|data-n|data-typed)="([^"]*)"')
_REFERENCE = re.compile(r'<a class="sg-ref" href="([^"]*)"\s*(?:/>|>([^<]*)</a>)|<a href="([^"]*)" class="sg-ref"\s*(?:/>|>([^<]*)</a>)')
_KIND = re.compile(r"^(?:sec|subsec|chap|fig|figure|tab|table|tbl|eq|alg|ch|ssec|img|lst|thm|def)[_:-]+")
_CAPTION = re.compile(r'\s*(?:</a>)?\s*<figcaption[^>]*>(?:<span class="sg-cap">[^<]*</span>)?(.{0,1000}?)</figcaption>', re.DOTALL)
_MARK = re.compile(r"<[^>]+>")
_TAG = re.compile(r"</?a\b[^>]*>")
_PLACE = re.compile(r"%s|\{number\}")


def find_references(lessons: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    """Return *lessons* in which a reference to a label of another lesson leads there, where only one has it."""
    if not any('"sg-ref"' in lesson.html for lesson in lessons):
        return lessons
    owners: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        for name in _labels(lesson, ""):
            owners.setdefault(name.removeprefix(f"{lesson.slug}--"), []).append(lesson)
    places = {slug: address for address, slug in addresses(lessons).items()}
    return tuple(_led(lesson, owners, places) for lesson in lessons)


def name_captions(lessons: tuple[Lesson, ...], language: str) -> tuple[tuple[Lesson, ...], tuple[Problem, ...]]:
    """Return *lessons* with labels in captions and references, and a problem for each reference that names nothing."""
    named = [_labels(lesson, language) for lesson in lessons]
    known = {name: label for labels in named for name, label in labels.items() if label}
    titles: dict[str, str] = {}
    if any('"sg-ref"' in lesson.html for lesson in lessons):
        for lesson in lessons:
            titles |= {section.id: section.title for section in _all(lesson.sections)}
            titles[f"{lesson.slug}--top"] = lesson.title
    slugs = addresses(lessons)
    problems: list[Problem] = []
    made = []
    for lesson in lessons:
        if 'data-cap="' not in lesson.html and '"sg-ref"' not in lesson.html:
            made.append(lesson)
            continue
        said = _Said(lesson, known, titles, slugs)
        made.append(replace(
            lesson,
            html=said.named(_captioned(lesson.html, lesson, language)),
            lead=said.named(lesson.lead),
            questions=tuple(
                replace(one, answer=said.words(_captioned(one.answer, lesson, language)), html=said.words(one.html))
                for one in lesson.questions
            ),
            definitions=tuple(replace(one, html=said.words(one.html)) for one in lesson.definitions),
            checklist=lesson.checklist and replace(
                lesson.checklist, items=tuple(replace(item, html=said.words(item.html)) for item in lesson.checklist.items),
            ),
        ))  # fmt: skip
        lines = dict(lesson.links)
        problems += [
            Problem(lesson.path, lines.get(target, 1), "warning", "reference-empty",
                    f"the reference to {target.removeprefix(f'#{lesson.slug}--').removeprefix('lesson:')} names nothing that has a number or a title")
            for target in said.lost
        ]  # fmt: skip
    return tuple(made), tuple(problems)


def is_caption(words: str, html: str, at: int) -> bool:
    """Tell whether *words*, the text of a picture that ends *at* in *html*, are its caption as well: one of them is enough."""
    caption = _CAPTION.match(html, at)
    return caption is not None and " ".join(unescape(_MARK.sub("", caption[1])).split()) == " ".join(unescape(words).split())


class _Said:
    """What the references of one lesson say."""

    def __init__(
        self, lesson: Lesson, known: Mapping[str, str], titles: Mapping[str, str], slugs: Mapping[str, str]
    ) -> None:
        self.lesson = lesson
        self.known = known
        self.titles = titles
        self.slugs = slugs
        self.lost: dict[str, None] = {}

    def named(self, html: str) -> str:
        """Return *html* with the words of its references."""
        return _REFERENCE.sub(self._one, html) if '"sg-ref"' in html else html

    def words(self, html: str) -> str:
        """Return *html*, which stands outside the lesson, with the words of its references and without links."""
        return _REFERENCE.sub(lambda match: _TAG.sub("", self._one(match)), html) if '"sg-ref"' in html else html

    def _one(self, match: re.Match[str]) -> str:
        target = unescape(match[1] or match[3])
        words = match[2] or match[4] or ""
        label = self.known.get(self._id(target))
        if label:
            number = label.rpartition("\u00a0")[2]
            said = _PLACE.sub(number, words) if _PLACE.search(words) else escape(label, quote=False)
            return f'<a href="{escape(target)}">{said}</a>'
        title = self.titles.get(self._id(target))
        if title and not _PLACE.search(words):
            return f'<a href="{escape(target)}">{escape(title, quote=False)}</a>'
        self.lost[target] = None
        if not words.startswith("@@") and words.strip() and not _PLACE.search(words):
            return words
        # Better the name of the label than a gap in the sentence.
        plain = _KIND.sub("", target.rpartition("#")[2].rpartition("--")[2]).replace("_", " ").replace("-", " ")
        return f"<em>{escape(unquote(plain), quote=False)}</em>"

    def _id(self, target: str) -> str:
        if target.startswith("#"):
            return unquote(target[1:])
        address, _, anchor = target.removeprefix("lesson:").partition("#")
        return f"{self.slugs.get(unquote(address), '')}--{unquote(anchor)}"


def _labels(lesson: Lesson, language: str) -> dict[str, str]:
    """Return the label of every figure of *lesson* that has an id, empty for one without a number."""
    if 'data-cap="' not in lesson.html:
        return {}
    found = {}
    for match in _FIGURE.finditer(lesson.html):
        values = dict(_VALUE.findall(match[1] or ""))
        if "id" in values and "data-cap" in values:
            found[unescape(values["id"])] = _label(values, lesson, language)
    return found


def _label(values: Mapping[str, str], lesson: Lesson, language: str) -> str:
    number = values.get("data-typed", "")
    if not number and "data-n" in values:
        number = values["data-n"] if lesson.number is None else f"{lesson.number}.{values['data-n']}"
    return f"{word(lesson.language or language, values['data-cap'])}\u00a0{unescape(number)}" if number else ""


def _captioned(html: str, lesson: Lesson, language: str) -> str:
    """Return *html* with the label at the beginning of every caption."""
    if 'data-cap="' not in html:
        return html
    around: list[str] = []

    def labelled(match: re.Match[str]) -> str:
        if match[0] == "</figure>":
            if around:
                around.pop()
            return match[0]
        if match[0].startswith("<figcaption"):
            label = around[-1] if around else ""
            return f'{match[0]}<span class="sg-cap">{escape(label, quote=False)}</span> ' if label else match[0]
        if not match[0].endswith("/>"):
            values = dict(_VALUE.findall(match[1]))
            around.append(_label(values, lesson, language) if "data-cap" in values else "")
        return match[0]

    return _FIGURE.sub(labelled, html)


def _led(lesson: Lesson, owners: Mapping[str, list[Lesson]], places: Mapping[str, str]) -> Lesson:
    """Return *lesson* with the references that find their label in another lesson."""
    if '"sg-ref"' not in lesson.html:
        return lesson
    moved: dict[str, str] = {}
    own = set(re.findall(r'\bid="([^"]*)"', lesson.html)) | {f"{lesson.slug}--top"}
    for match in _REFERENCE.finditer(lesson.html):
        target = unescape(match[1] or match[3])
        name = unquote(target[1:])
        if not target.startswith("#") or name in own:
            continue
        anchor = name.removeprefix(f"{lesson.slug}--")
        found = owners.get(anchor, [])
        if len(found) == 1:
            moved[target] = f"lesson:{quote(places[found[0].slug])}#{quote(anchor)}"
    if not moved:
        return lesson

    def lead(match: re.Match[str]) -> str:
        target = unescape(match[1] or match[3])
        return match[0].replace(match[1] or match[3], escape(moved[target])) if target in moved else match[0]

    return replace(
        lesson, html=_REFERENCE.sub(lead, lesson.html),
        links=tuple((moved.get(link, link), line) for link, line in lesson.links),
    )  # fmt: skip


def _all(sections: Iterable[Section]) -> Iterable[Section]:
    for section in sections:
        yield section
        yield from _all(section.children)
