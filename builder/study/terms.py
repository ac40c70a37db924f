"""Bold terms: a Lesson goes in, the terms it sets in bold and the words that explain them come out, for cards.

1. Lists of terms: every item is "**term**: meaning" or "**term** – meaning".
2. Sentences: "A **term** is a …", "**Term** keeps …", where what follows explains it (`words.explaining`).

Wrong ones are worse than missing ones. A list counts as a whole or not at all; a sentence must have the term as its
subject, and asks nothing; what is said in a question, an answer, a note or a table is none.
"""

from __future__ import annotations

import copy
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from builder.model import Lesson
from builder.parsing.definitions import is_term
from builder.parsing.questions import phrases
from builder.parsing.sections import LEVELS, plain
from builder.words import articles, explaining

_MEANS = re.compile(r"\s*[:：]\s*|\s+[–—-]\s+|\s*——\s*")
_FEWEST, _SHARE, _MOST = 2, 0.8, 90
"""Items of a list of terms at least, the part of them that must be terms, words of a meaning at most."""
_NUMBERED = re.compile(r"(?:^|\s)\S?\d*$")
"""Ends a name of a place in a row: "Step 1", "Option A", "Appendix B"."""
_ARTICLE = re.compile(r"(?:an?|the) (?=\w)", re.IGNORECASE)
_LED = re.compile(
    r"\b(?:steps?|benefits?|advantages?|disadvantages?|pros|cons|drawbacks?|downsides?|tips?|tasks?|goals?|reasons?|examples?|exercises?|"
    r"mistakes?|rules?|ideas?|problems?|issues?|resources?|links?|changes?|questions?|ways?|results?|projects?|timelines?|phases?|days?|weeks?)\b",
    re.IGNORECASE,
)
"""Words of a lead-in below which a list holds something else than terms."""
_ADVICE = re.compile(
    r"(?:aim|try|make|practi[cs]e|remember|avoid|consider|don[’']t|do not|do|always|never|use|check|review|ask|start|keep|ensure|"
    r"simulate|enable|you|your|we|our|i|see|read|when|if|because|let[’']s)\b", re.IGNORECASE,
)  # fmt: skip
"""How a meaning begins that is advice."""
_ACTS = re.compile(
    r"(?:from|to|in|on|at|with|for|by|vs\.?|versus|into|when|how|your|you|not|don[’']t|increased|improved|reduced|better|faster|easier|"
    r"more|less|identify|change|handle|use|avoid|start|keep|make|take|get|set|add|create|declare|write|run|check|choose|pick|know|learn)",
    re.IGNORECASE,
)
"""Words that no name of a thing has."""
_END = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!etc)(?<!vs)(?<!cf)[.!?][”\"'’)]*(?=\s+[^a-z\s]|\s*$)|[。！？।؟]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Term:
    """A term with the words that explain it, plain and as XHTML; *shown* is its XHTML where it is more than plain."""

    id: str
    """Of the block it stands in."""
    term: str
    shown: str
    text: str
    html: str


def find_terms(lesson: Lesson, language: str) -> tuple[Term, ...]:
    """Return the terms *lesson* explains where it sets them in bold; *language* is that of the book."""
    found: list[Term] = []
    language = lesson.language or language
    before = ""
    for block in ET.fromstring(f"<div>{lesson.html}</div>"):
        name = block.get("id", "")
        if block.get("data-answer") or block.get("data-edition"):
            before = ""
        elif block.tag in ("ul", "ol") and block.get("class") in (None, "sg-tick"):
            for listing, lead in _lists(block, before):
                found += _listed(listing, lead, name)
        elif block.tag == "p" and block.get("class") is None:
            found += _said(block, language, name)
        before = plain(block) if block.tag == "p" or block.tag in LEVELS else ""
    return tuple(found)


def _lists(listing: ET.Element, lead: str) -> Iterator[tuple[ET.Element, str]]:
    """Yield *listing* and those inside it, each with what leads to it."""
    yield listing, lead
    for item in listing:
        for inner in item:
            if inner.tag in ("ul", "ol"):
                yield from _lists(inner, plain(item)[:200])


def _listed(listing: ET.Element, lead: str, name: str) -> list[Term]:
    """Return the terms of *listing*, none where one item is no term with its meaning."""
    if len(listing) < _FEWEST or _LED.search(lead.rsplit(". ", 1)[-1]):
        return []
    made = [_item(item, item.get("id") or name) for item in listing]
    found = [one for one in made if one is not None]
    return found if len(found) >= _SHARE * len(made) else []


def _item(item: ET.Element, name: str) -> Term | None:
    words = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    if not len(words) or words[0].tag != "strong" or (words.text or "").strip():
        return None
    made = copy.deepcopy(words)
    made.tail = None
    for child in [child for child in made if child.tag in ("ul", "ol", "pre", "table", "figure", "p")]:
        made.remove(child)
    bold = made[0]
    term, rest = plain(bold), bold.tail or ""
    if term.endswith((":", "：")):
        bold.tail = f": {rest.lstrip()}"
        term, rest = term.rstrip(":： "), bold.tail
    match = _MEANS.match(rest)
    code = len(bold) == 1 and bold[0].tag == "code" and not (bold.text or "").strip()
    if match is None or not (code or _names(term)):
        return None
    bold.tail = rest[match.end() :]
    made.remove(bold)
    made.text = bold.tail
    meaning = plain(made)
    if not _enough(meaning, 2 if code else 3) or _ADVICE.match(meaning) or meaning.endswith(("?", "？", "؟", ":")):
        return None
    return Term(name, term, f"<code>{escape(term)}</code>" if code else "", meaning, f"<p>{phrases(made)}</p>")


def _said(block: ET.Element, language: str, name: str) -> Iterator[Term]:
    """Yield the terms that a sentence of the paragraph *block* has as its subject and explains."""
    opens, explains = articles(language), explaining(language)
    before = block.text or ""
    for at, bold in enumerate(block):
        after = bold.tail or ""
        term = plain(bold)
        start = opens.search(before)
        if bold.tag == "strong" and start and _names(term) and explains.match(after):
            sentence = _sentence(block, at, before[start.start("opens") :])
            said = plain(sentence)
            if _enough(said[said.find(term) + len(term) :], 5) and not said.endswith(("?", "？", "؟", ":")):
                yield Term(name, _ARTICLE.sub("", term, count=1), "", said, f"<p>{phrases(sentence)}</p>")
        before += plain(bold) + after
        before = before[-80:]


def _sentence(block: ET.Element, at: int, opening: str) -> ET.Element:
    """Return the sentence that begins with *opening* before the child *at* of *block*."""
    made = ET.Element("p")
    made.text = opening.lstrip()
    for child in block[at:]:
        copied = copy.deepcopy(child)
        made.append(copied)
        end = _END.search(child.tail or "")
        if end:
            copied.tail = (child.tail or "")[: end.end()]
            break
    return made


def _names(term: str) -> bool:
    """Tell whether *term* names a thing, and neither what to do nor a place in a row."""
    if not is_term(term) or any(_ACTS.fullmatch(word) for word in term.split()):
        return False
    return not _NUMBERED.search(term) or bool(_WIDE.search(term))


def _enough(text: str, least: int = 3) -> bool:
    """Tell whether *text* has words enough to explain something, and no more than fit a card."""
    if _WIDE.search(text):
        return 3 * least <= len(text) <= 4 * _MOST
    return least <= len(text.split()) <= _MOST
