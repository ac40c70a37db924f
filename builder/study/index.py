"""The index at the back of the book: a complete Book goes in, its terms come out, sorted, each with the places that speak of it.

1. Candidates: what is defined, set apart, a heading or a name in code (`headwords`, `coded`).
2. Where they stand in the running text (`locate`); a term the text does not use again is none.
3. At most seven places a term: what explains it, headings that name it, sections that dwell on it.

Page numbers are not known here. A place is an id, or the first and last id of a stretch; binding makes "41–43" of it and
takes what falls together for one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape

from builder.model import Appendix, Book
from builder.study.blocks import Block, all_blocks, words_of
from builder.study.coded import Coded, find_coded
from builder.study.entries import Entry, Index, grouped
from builder.study.headwords import Headword, Shape, find_headwords, find_names
from builder.study.locate import Found, Part, locate, parts_of
from builder.study.locators import Locator
from builder.study.tuning import Wish, is_tuning, read_wishes
from builder.study.wishes import add_wishes, tune
from builder.words import word

_FEWEST, _FEWEST_LESSONS = 20, 3
_MOST_PLACES = 7
_DENSE, _RARE = 3, 12
"""Occurrences that make a section one that dwells on a term; two do for a term that stands twelve times or fewer."""
_EXPLAINS = 400.0
"""Weight from which a place explains the term."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of blocks of a lesson that may be named, by its weight; *id* where it is a place within a block."""

    weight: float
    part: Part
    first: int
    last: int
    id: str = ""

    def holds(self, other: _Place) -> bool:
        """Tell whether *other* lies within."""
        return self.part.lesson == other.part.lesson and self.first <= other.first and other.last <= self.last


def make(book: Book) -> Appendix | None:
    """Return the index of *book*, or None where it would be short: fewer than twenty entries or three lessons.

    One that the settings or an `index.txt` ask for may be short.
    """
    wishes = read_wishes(book.tuning) if is_tuning(book.tuning) else ()
    wanted = "index" in book.study.aids or bool(wishes)
    if len(book.lessons) < _FEWEST_LESSONS and not wanted:
        return None
    entries, problems = tune(find_entries(book, wishes), wishes, Shape(book.info.language))
    if not entries or (len(entries) < _FEWEST and not wanted):
        return None
    language = book.info.language
    return Appendix("index", word(language, "index"), "index", Index(grouped(entries, language)), problems=problems)


def find_entries(book: Book, wishes: tuple[Wish, ...] = ()) -> tuple[Entry, ...]:
    """Return the entries of *book*, unsorted, and those that *wishes* add."""
    shape = Shape(book.info.language)
    blocks = all_blocks(book)
    parts = {slug: parts_of(slug, own) for slug, own in blocks.items()}
    terms = find_headwords(book, shape)
    also = add_wishes(terms, wishes, shape)
    shorts = {term.short: key for key, term in terms.items() if term.short}
    for form, name in find_names(blocks, shape).items():
        if name not in shorts and (name.casefold(),) not in terms:
            terms.setdefault((name,), Headword((name,), Counter({name: 1}), {"name": []}))
            shorts[form] = (name,)
    found = locate(book, blocks, terms, shorts, shape)
    more = {
        short: key for key, one in found.items() for short in one.shorts
        if shorts.get(short, (short,)) in ((short,), (short.casefold(),)) and short.casefold() not in shape.stops
    }
    if more:
        for short, key in more.items():
            terms[key].short = terms[key].short or short
            terms.pop((short.casefold(),), None)
            terms.pop((short,), None)
        shorts |= more
        found = locate(book, blocks, terms, shorts, shape)
    for other, key in also.items():
        if other in found and key in found:
            found[key].take(found[other])
            terms[key].take(terms.pop(other))
    places = {
        slug: {
            name: (part, at, own[at].level)
            for part in parts[slug] for at in range(part.start, part.end) for name in (own[at].id, *own[at].inside)
        }
        for slug, own in blocks.items()
    }  # fmt: skip
    coded = find_coded(book, places, frozenset(wish.term.strip("`") for wish in wishes if wish.kind == "add" and "`" in wish.term))
    common = frozenset(word for own in blocks.values() for block in own if not block.level for word in block.words if word.islower())
    habit = sum("strong" in term.points and _is_plain(term) for term in terms.values()) >= 3 * len(blocks)
    entries = [
        made for key, term in terms.items()
        if _holds(term, found[key], blocks, shape, habit) and (made := _word_entry(term, found[key], blocks, places, common))
    ]
    spelt = {entry.term for entry in entries}
    entries += [_code_entry(one, blocks) for name, one in coded.items() if name not in spelt]
    return tuple(entries)


def _holds(term: Headword, found: Found, blocks: dict[str, tuple[Block, ...]], shape: Shape, habit: bool) -> bool:
    """Tell whether the text bears *term* out: it is used again where words were set apart, as a noun, and not everywhere.

    *habit* tells of a course that sets its terms in bold all along; there one that is used once is a term too.
    """
    points, count, nouns = term.points, found.count, found.nouns if shape.english else found.count
    if "definition" in points or "added" in points:
        return True
    single = len(term.key) == 1
    within, lessons = len({part.lesson for part in found.text}), len(blocks)
    strong = "strong" in points and len({slug for slug, _ in points["strong"]}) <= 4
    opens = strong and _opens(points["strong"], found, blocks)
    if within > max(8, (4 if opens else 3 if "heading" in points else 2) * lessons // 5):
        return False
    if strong and not single and (count >= 2 or (habit and _is_plain(term))):
        return True
    if opens and count >= 3 and 10 * nouns >= count and (nouns >= 2 or (nouns == 1 and count <= 5)):
        return True
    if "name" in points:
        return bool(found.headings) or within <= 3 or max(map(len, found.text.values()), default=0) > 1
    if term.short and "heading" in points:
        return True
    if single and (nouns < 2 or 8 * nouns < count):
        return False
    if "em" in points and count >= (5 if single else 3) and nouns >= 1 and _opens(points["em"], found, blocks):
        return True
    doing = shape.english and term.key[0].endswith("ing")
    return "heading" in points and count >= (5 if single else 3) and (not doing or 4 * nouns >= count)


def _is_plain(term: Headword) -> bool:
    """Tell whether a term set apart once only looks like one all the same: two or three words in small letters."""
    spelt = max(term.spelt, key=lambda form: (term.spelt[form], form))
    return spelt.islower() and 2 <= len(spelt.split()) <= 3


def _opens(points: list[tuple[str, str]], found: Found, blocks: dict[str, tuple[Block, ...]]) -> bool:
    """Tell whether a lesson sets the term apart where it begins to use it; later it would be stress on a common word."""
    hits: dict[str, list[str]] = {}
    for part, places in found.text.items():
        hits.setdefault(part.lesson, []).extend(blocks[part.lesson][at].id for at in places)
    return any(slug in hits and name in hits[slug][: max(3, len(hits[slug]) // 4)] for slug, name in points)


def _word_entry(
    term: Headword, found: Found, blocks: dict[str, tuple[Block, ...]], places: dict[str, dict[str, tuple[Part, int, int]]],
    common: frozenset[str],
) -> Entry | None:
    scored: list[_Place] = []
    for source, weight in (("definition", 1000.0), ("strong", 60.0), ("em", 50.0)):
        for slug, name in term.points.get(source, [])[: 3 if source == "definition" else 1]:  # type: ignore[call-overload]
            if name in places[slug]:
                part, at, _ = places[slug][name]
                scored.append(_Place(weight, part, at, at, name))
    headed = {(slug, name) for slug, name in term.points.get("heading", ())}
    for part in found.headings:
        own = (part.lesson, blocks[part.lesson][part.start].id) in headed
        scored.append(_Place(500.0 if own else 100.0 + len(found.text.get(part, ())), part, part.start, part.whole - 1))
    for part, hits in found.text.items():
        if len(hits) >= (_DENSE if found.count > _RARE else 2):
            scored.append(_Place(float(len(hits)), part, hits[0], hits[-1]))
    if not scored and found.text:
        part, hits = max(found.text.items(), key=lambda one: len(one[1]))
        scored.append(_Place(1.0, part, hits[0], hits[-1]))
    locators = _chosen(scored, blocks)
    if not locators:
        return None
    spelt = next(iter(term.spelt)) if "added" in term.points else _display(term, found, common)
    return Entry("", f"{spelt} ({term.short})" if term.short else spelt, escape(f"{spelt} ({term.short})" if term.short else spelt), locators)


def _code_entry(one: Coded, blocks: dict[str, tuple[Block, ...]]) -> Entry:
    scored: list[_Place] = []
    for part in one.headings:
        scored.append(_Place(500.0 + sum(one.places.get(part, Counter()).values()), part, part.start, part.whole - 1))
    dwelt = sorted(one.places.items(), key=lambda pair: -sum(pair[1].values()))
    for number, (part, hits) in enumerate(dwelt):
        count = sum(hits.values())
        if count >= _DENSE or number < 2:
            scored.append(_Place(float(count), part, min(hits), max(hits)))
    spelt = min(one.spelt, key=lambda form: (-one.spelt[form], form))
    return Entry("", spelt, f"<code>{escape(spelt)}</code>", _chosen(scored, blocks))


def _chosen(scored: list[_Place], blocks: dict[str, tuple[Block, ...]]) -> tuple[Locator, ...]:
    """Return the seven weightiest places in the order of the book, none within another; the first of all is where to begin."""
    order = {slug: number for number, slug in enumerate(blocks)}
    kept: list[_Place] = []
    main: _Place | None = None
    for one in sorted(scored, key=lambda one: (-one.weight, order[one.part.lesson], one.first)):
        if any(other.holds(one) for other in kept):
            continue
        kept = [other for other in kept if other is main or not one.holds(other)]
        kept.append(one)
        main = main or one
        if len(kept) == _MOST_PLACES:
            break
    explained = main if main and main.weight >= _EXPLAINS and len(kept) > 1 else None
    kept.sort(key=lambda one: (order[one.part.lesson], one.first))
    return tuple(_locator(one, blocks[one.part.lesson], one is explained) for one in kept)


def _locator(place: _Place, own: tuple[Block, ...], main: bool) -> Locator:
    end = own[place.last].id if place.last > place.first else ""
    words = sum(len(block.words) for block in own[place.first : place.last])
    return Locator(place.part.lesson, place.id or own[place.first].id, end, main, words)


def _display(term: Headword, found: Found, common: frozenset[str]) -> str:
    """Return *term* as the running text writes it: small letters where it uses them, the singular where it does.

    *common* are the words that the text writes in small letters anywhere: a heading's first word may be one.
    """
    spelt = min(term.spelt, key=lambda form: (-term.spelt[form], form))
    total = sum(found.forms.values())
    words = words_of(spelt)
    if len(words) > 1 and words[0][1:].islower() and words[0].lower() in common and all(word.islower() for word in words[1:]):
        spelt = spelt[:1].lower() + spelt[1:]
        words = words_of(spelt)
    if not total:
        return spelt
    small = [sum(times for form, times in found.forms.items() if form[at][:1].islower()) for at in range(len(term.key))]
    last: Counter[str] = Counter()
    for form, times in found.forms.items():
        last[form[-1].casefold()] += times
    single = min(last, key=lambda form: (len(form), form))
    shown, end = "", 0
    for at, token in enumerate(words):
        start = spelt.index(token, end)
        if at + 1 == len(words) and single != token.casefold() and 4 * last[single] >= total:
            written = single if token[1:].islower() else token[: len(single)]
            written = written if 4 * small[at] >= total else written[:1].upper() + written[1:]
        else:
            written = token.lower() if token[1:].islower() and 4 * small[at] >= total else token
        shown += spelt[end:start] + written
        end = start + len(token)
    return shown + spelt[end:]
