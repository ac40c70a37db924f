"""Questions with their answers, and definitions: found among a lesson's blocks, marked there, gathered for the study aids.

1. A question is a quote, a quoted or strong line, a line or heading that asks, followed by a label ("Strong answer:"),
   or the summary of `<details>` that asks.    2. Its answer runs to the next label, question, heading or rule.

Only form counts together with the label: a line that merely ends in a question mark is none.
"""

from __future__ import annotations

import copy
import re
import xml.etree.ElementTree as ET
from collections.abc import Collection

from builder.model import Question
from builder.parsing.sections import LEVELS, plain
from builder.words import answer_labels, question_headings

_QUOTED = re.compile(r"[“\"«„‟「『].{8,}[”\"»“」』]\W?")
_CALLED = re.compile(r"^(?:Q(?:uestion)?\s*\d{0,3}\s*[:.)]|Question\s+\d{1,3}\b\W*)\s*", re.IGNORECASE)
_ASKS = re.compile(r"[?？؟]\W{0,3}$")
_LONGEST = 120
"""Words of the longest question."""
_LABELS = 4
"""Labels that follow one question at most: what bounds the search."""
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_VERDICT = 6
"""Words of a closing line ("Structured. Mature.") that is no more of the answer."""


def find_questions(root: ET.Element, language: str, opened: Collection[tuple[ET.Element, list[ET.Element]]] = ()) -> tuple[Question, ...]:
    """Return the questions among the blocks of *root*, which have their ids, and mark both in place.

    *opened* are the summaries of `<details>` with the blocks below each.
    """
    blocks = list(root)
    here = set(blocks)
    labels, headings = answer_labels(language), question_headings(language)
    details = dict(opened)
    found: list[Question] = []
    asked = ""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.tag in LEVELS:
            asked = "interview" if headings.search(plain(block)) else ""
        if block in details:
            answer = [one for one in details[block] if one in here]
            if _ASKS.search(plain(block)) and answer and len(plain(block).split()) <= _LONGEST:
                found.append(_question(block, answer, "details"))
                _mark(block, [], answer, "strong")
                at = blocks.index(answer[-1], at) + 1
                continue
        made = _answered(blocks, at, labels, asked) if _may_ask(block, bool(asked), labels) else None
        if made is None:
            at += 1
            continue
        question, at = made
        found.append(question)
    return tuple(found)


def _may_ask(block: ET.Element, expected: bool, labels: re.Pattern[str]) -> bool:
    """Tell whether *block* has the form of a question; *expected* below a heading that announces one."""
    if block.tag not in ("p", "blockquote", *LEVELS) or block.get("class") not in (None, "sg-rule"):
        return False
    if block.find(".//img") is not None or block.find(".//pre") is not None:
        return False
    text = plain(block)
    if not 2 <= _count(text) <= _LONGEST or labels.match(text):
        return False
    asks = bool(_ASKS.search(text)) or bool(_CALLED.match(text))
    if block.tag == "blockquote":
        return (asks or expected) and len(block) <= 2 and all(child.tag == "p" for child in block)
    return asks or (expected and block.tag == "p" and (block.get("class") == "sg-rule" or bool(_QUOTED.fullmatch(text))))


def _answered(blocks: list[ET.Element], at: int, labels: re.Pattern[str], asked: str) -> tuple[Question, int] | None:
    """Return the question at *at* with what its labels name, and the place after it; None where no label follows."""
    strong: list[ET.Element] = []
    place = at + 1
    marks: list[tuple[list[ET.Element], list[ET.Element], str]] = []
    while place < len(blocks) and len(marks) < _LABELS:
        label = blocks[place]
        match = labels.match(plain(label)) if label.tag in ("p", *LEVELS) else None
        if match is None or not _is_label(label, match):
            break
        kind = "weak" if match["weak"] else "strong"
        alone = not plain(label)[match.end() :].strip()
        below = LEVELS.get(label.tag, 0)
        if below and not alone:
            break
        end = _end(blocks, place + 1, labels, below) if alone else _tail(blocks, place + 1)
        answer = blocks[place + 1 : end]
        if alone and not answer:
            break
        if alone and len(answer) > 1 and answer[-1].tag == "p" and answer[-1].find(".//img") is None and _count(plain(answer[-1])) <= _VERDICT:
            answer = answer[:-1]
        marks.append(([label] if alone else [], answer if alone else [label, *answer], kind))
        if kind == "strong" and not strong:
            strong = answer if alone else [without(label, match), *answer]
        place = end
    if not strong:
        return None
    for labelled, answer, kind in marks:
        _mark(blocks[at], labelled, answer, kind)
    return _question(blocks[at], strong, asked or "plain"), place


def _count(text: str) -> int:
    """Return the words of *text*; scripts without spaces count two signs as one."""
    return len(text.split()) + len(_WIDE.findall(text)) // 2


def _is_label(block: ET.Element, match: re.Match[str]) -> bool:
    """Tell whether *block*, whose words *match* begins, is a label or begins with one: strong, a heading, or with a colon."""
    text = plain(block)
    rest = text[match.end() :]
    if not rest.strip():
        return block.tag in LEVELS or match[0].rstrip().endswith((":", "：")) or (len(block) == 1 and block[0].tag in ("strong", "em"))
    return bool(match[0].rstrip().endswith((":", "：")))


def _end(blocks: list[ET.Element], start: int, labels: re.Pattern[str], below: int) -> int:
    """Return where the answer that begins at *start* ends; under a label that is a heading deeper ones belong to it."""
    place = start
    while place < len(blocks):
        block = blocks[place]
        if block.tag == "hr" or (block.tag in LEVELS and (not below or LEVELS[block.tag] <= below)):
            break
        text = plain(block) if block.tag in ("p", "blockquote") else ""
        if text and (match := labels.match(text)) and _is_label(block, match):
            break
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if place > start and text and after is not None and after.tag in ("p", *LEVELS) and (match := labels.match(plain(after))) and _is_label(after, match) and _may_ask(block, True, labels):
            break  # the next question
        place += 1
    return place


def _tail(blocks: list[ET.Element], start: int) -> int:
    """Return where an answer begun on its label's own line ends: after lists, code and tables that follow at once."""
    while start < len(blocks) and blocks[start].tag in ("ul", "ol", "pre", "table"):
        start += 1
    return start


def _mark(question: ET.Element, labels: list[ET.Element], answer: list[ET.Element], kind: str) -> None:
    if question.tag == "blockquote" and len(question) == 1 and question[0].tag == "p":
        inside = question[0]
        question.tag, question.text = "p", inside.text
        question[:] = list(inside)
    if question.tag not in LEVELS:
        question.set("class", "sg-question")
    for label in labels:
        if label.tag == "p":
            label.set("class", "sg-answer-label")
        label.set("data-answer", kind)
    for block in answer:
        block.set("data-answer", kind)


def _question(block: ET.Element, answer: list[ET.Element], kind: str) -> Question:
    holder = copy.deepcopy(block)
    holder.tail = None
    text = _CALLED.sub("", plain(holder)).strip()
    return Question(
        block.get("id", ""), _unquoted(text), phrases(holder), "".join(bare(one) for one in answer), kind  # type: ignore[arg-type]
    )


def _unquoted(text: str) -> str:
    return text[1:-1].strip() if _QUOTED.fullmatch(text) and text[1:-1].isprintable() and text[-1] in "”\"»“」』" else text


def without(block: ET.Element, match: re.Match[str]) -> ET.Element:
    """Return a copy of *block* without its label, which *match* found at the beginning of its words."""
    made = copy.deepcopy(block)
    left = len(match[0].rstrip())
    holder: ET.Element = made
    first = made[0] if len(made) and not (made.text or "").strip() and made[0].tag in ("strong", "b", "em") else None
    if first is not None and len(plain(first)) <= left:
        made.text = (first.tail or "").lstrip(" :：")
        made.remove(first)
        return made
    holder = first if first is not None else made
    holder.text = (holder.text or "").lstrip()[left:].lstrip()
    return made


def phrases(block: ET.Element) -> str:
    """Return the inline XHTML in *block*, formulas and breaks too, without ids and links; a picture is its text."""
    made = copy.deepcopy(block)
    made.tail = None
    for part in made.iter():
        part.attrib.pop("id", None)
        if part.tag == "img":
            part.tag, part.text, part.attrib = "span", part.get("alt"), {}
    text = ET.tostring(made, encoding="unicode")
    text = text[text.index(">") + 1 : text.rindex("</")] if "</" in text else ""
    return " ".join(re.sub(r"<a\b[^>]*/>|</?a\b[^>]*>", "", text).split())


def bare(block: ET.Element) -> str:
    """Return *block* as XHTML without ids, to be shown in another place."""
    made = copy.deepcopy(block)
    made.tail = None
    for part in made.iter():
        part.attrib.pop("id", None)
        part.attrib.pop("data-answer", None)
    return ET.tostring(made, encoding="unicode")
