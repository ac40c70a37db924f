"""Sentences that hold a number worth remembering: a Lesson goes in, at most one sentence a section comes out.

A number counts with its unit or sign; a sentence must be short, complete in itself and no question. Wrong ones are worse
than missing ones: a sentence that begins with a pronoun leans on the one before it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from builder.model import Lesson
from builder.parsing.sections import LEVELS, plain

_UNIT = (
    r"%|‰|per ?cent|percent|ns|µs|μs|ms|s|min|h|seconds?|minutes?|hours?|days?|weeks?|months?|years?|bytes?|bits?|[KMGTPkmg]i?B|[KMGT]bit/s|"
    r"[kMG]?Hz|rps|qps|IOPS|km|cm|mm|kg|requests|connections|USD|EUR|dollars?|euros?|Prozent|Sekunden?|Minuten?|Stunden?|Tage|secondes?|jours?|"
    r"segundos?|minutos?|horas?|días|dias|secondi|minuti|ore|giorni|saniye|dakika|saat|gün|секунд\w*|минут\w*|час\w*|дней"
)
_NUMBER = re.compile(rf"(?<![\w.,/-])[≈~<>≤≥+−]?\s?\d[\d.,\u202f\u00a0 ]*\s?(?:{_UNIT})(?![\w])|[$€£¥]\s?\d[\d.,]*|\b\d[\d.,]*\s?[×x]\s?\d")
_SPLIT = re.compile(r"(?<=[.!?])\s+(?=[^\s a-z])|(?<=[。！？।])")
_LEANS = re.compile(
    r"(?:this|that|these|those|it|its|they|their|he|she|then|but|so|and|or|here|there|such|both|now|which|in (?:this|that|the) (?:case|example)|"
    r"for (?:example|instance)|therefore|thus|hence|however|also|das|dies\w*|es|sie|er|aber|und|dann|also|cela|ce|cette|ces|il|elle|mais|et|"
    r"donc|esto|este|esta|eso|pero|y|isso|isto|mas|e|questo|questa|ma)\b",
    re.IGNORECASE,
)  # fmt: skip
_FEWEST, _LONGEST = 4, 120


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence with its number, plain text, and the id of the block it stands in."""

    id: str
    text: str


def find_facts(lesson: Lesson) -> tuple[Fact, ...]:
    """Return the sentences of *lesson* that hold numbers, in order: of each section the one with most, shortest first."""
    found: list[Fact] = []
    best: tuple[int, int, Fact] | None = None
    for block in ET.fromstring(f"<div>{lesson.html}</div>"):
        if block.tag in LEVELS:
            found += [best[2]] if best else []
            best = None
        elif block.tag in ("p", "ul") and block.get("class") in (None, "sg-tick", "sg-rule") and not block.get("data-answer"):
            for sentence in _sentences(block):
                count = len(_NUMBER.findall(sentence))
                if count and (best is None or (count, -len(sentence)) > best[:2]):
                    best = (count, -len(sentence), Fact(block.get("id", ""), sentence))
    return (*found, *([best[2]] if best else []))


def _sentences(block: ET.Element) -> list[str]:
    texts = [plain(block)] if block.tag == "p" else [plain(item) for item in block if item.find("ul") is None]
    return [
        sentence
        for text in texts
        for sentence in _SPLIT.split(text)
        if len(sentence) <= _LONGEST and len(sentence.split()) >= _FEWEST
        and not sentence.endswith(("?", "？", ":", "：")) and not _LEANS.match(sentence)
    ]  # fmt: skip
