"""Questions written as `Q: …` and `A: …`: in lines of one paragraph, in paragraphs of their own, in the items of a list.

The letters are the language's (`words.dialogue`), the words "Question:" and "Answer:" and bold ones count too. An answer goes on
with the lists, code and tables right below it. A question without an answer is one all the same, and told.
"""

from __future__ import annotations

import copy
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from builder.model import Question
from builder.parsing.questions import bare, phrases, without
from builder.parsing.sections import plain
from builder.parsing.text_lines import Line, put_lines, take_lines
from builder.words import answer_labels, dialogue

_LONGEST = 120
"""Words of the longest question."""
_GOES_ON = ("ul", "ol", "pre", "table")


def part_dialogue(root: ET.Element, language: str, slug: str) -> None:
    """Part paragraphs of *root* in which questions and answers follow each other into one block each, with ids of their own."""
    asks, answers = dialogue(language)
    count = 0
    for block in list(root):
        if block.tag in ("ul", "ol") and _all_ask(block, asks):
            for item in block:
                _break(item, answers)
        if block.tag != "p" or block.get("class") not in (None, "sg-lines") or not asks.match(plain(block)):
            continue
        lines = take_lines(block)
        groups: list[list[Line]] = []
        for line in lines:
            if not groups or asks.match(line.text) or (answers.match(line.text) and not answers.match(groups[-1][0].text)):
                groups.append([])
            groups[-1].append(line)
        put_lines(block, groups[0])
        if len(groups[0]) == 1:
            block.attrib.pop("class", None)
        place = list(root).index(block)
        for group in groups[1:]:
            count += 1
            place += 1
            made = ET.Element("p", {name: value for name, value in block.attrib.items() if name not in ("id", "class")})
            made.set("id", f"{slug}--qa-{count}")
            if len(group) > 1 and any(line.hard for line in group[1:]):
                made.set("class", "sg-lines")
            group[0].hard = False
            put_lines(made, group)
            made.tail = "\n"
            root.insert(place, made)


def find_dialogue(root: ET.Element, language: str, slug: str) -> tuple[Question, ...]:
    """Return the questions of *root* with what answers them, and mark both; paragraphs were parted before."""
    asks, answers = dialogue(language)
    labels = answer_labels(language)
    blocks = list(root)
    found: list[Question] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.tag in ("ul", "ol"):
            found += _items(block, asks, answers, slug)
        if block.tag != "p" or block.get("class") not in (None, "sg-lines", "sg-rule") or not _asks(block, asks):
            continue
        after = blocks[at] if at < len(blocks) else None
        label = answers.match(plain(after)) if after is not None and after.tag == "p" else None
        if after is not None and label is None and labels.match(plain(after)):
            continue  # "Strong answer:" and the like are found with other forms of questions
        answer: list[ET.Element] = []
        if after is not None and label is not None:
            end = at + 1
            alone = not plain(after)[label.end() :].strip()
            while end < len(blocks) and (_goes_on(blocks[end], asks) or (alone and end == at + 1 and blocks[end].tag == "p")):
                end += 1
            answer = blocks[at:end]
            at = end
        block.set("class", "sg-question")
        for one in answer:
            one.set("data-answer", "strong")
        shown = [] if not answer or label is None else [without(answer[0], label), *answer[1:]]
        found.append(_question(block, asks, "".join(bare(one) for one in shown if plain(one) or len(one)), block.get("id", "")))
    return tuple(found)


def _asks(block: ET.Element, asks: re.Pattern[str]) -> bool:
    text = plain(block)
    match = asks.match(text)
    return match is not None and 1 <= len(text[match.end() :].split()) <= _LONGEST


def _goes_on(block: ET.Element, asks: re.Pattern[str]) -> bool:
    return block.tag in _GOES_ON and not (block.tag in ("ul", "ol") and _all_ask(block, asks))


def _all_ask(listing: ET.Element, asks: re.Pattern[str]) -> bool:
    return len(listing) > 0 and all(asks.match(plain(item)) for item in listing)


def _break(item: ET.Element, answers: re.Pattern[str]) -> None:
    """Let the answer in an item begin on a line of its own."""
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    if any(child.tag in (*_GOES_ON, "p", "blockquote") for child in holder):
        return
    lines = take_lines(holder)
    for line in lines[1:]:
        line.hard = line.hard or bool(answers.match(line.text))
    put_lines(holder, lines)


def _items(listing: ET.Element, asks: re.Pattern[str], answers: re.Pattern[str], slug: str) -> Iterator[Question]:
    """Return the questions in the items of a list, all of whose items ask."""
    if not _all_ask(listing, asks):
        return
    items = list(listing)
    for item in items:
        made = copy.deepcopy(item)
        paragraphs = [child for child in made if child.tag == "p"]
        first = paragraphs[0] if paragraphs and not (made.text or "").strip() else made
        below = [child for child in made if child.tag in (*_GOES_ON, "p", "blockquote") and child is not first]
        if first is made:
            for child in below:
                made.remove(child)
        lines = take_lines(first)
        cut = next((at for at, line in enumerate(lines) if at and answers.match(line.text)), len(lines))
        question = ET.Element("p")
        put_lines(question, lines[:cut])
        shown: list[ET.Element] = []
        if cut < len(lines):
            said = ET.Element("p")
            lines[cut].hard = False
            put_lines(said, lines[cut:])
            below = [said, *below]
        if below and (label := answers.match(plain(below[0]))):
            shown = [without(below[0], label), *below[1:]]
        if not _asks(question, asks):
            continue
        name = item.get("id") or f"{slug}--{_name(listing)}-{items.index(item) + 1}"
        item.set("id", name)
        yield _question(question, asks, "".join(bare(one) for one in shown), name)


def _name(listing: ET.Element) -> str:
    return f"q-{listing.get('id', '').rpartition('--')[2]}"


def _question(block: ET.Element, asks: re.Pattern[str], answer: str, name: str) -> Question:
    match = asks.match(plain(block))
    assert match is not None
    said = without(block, match)
    return Question(name, plain(said), phrases(said), answer, "dialogue")
