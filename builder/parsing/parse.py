"""A Source goes in, a Lesson comes out: clean Markdown text becomes well-formed XHTML and what was found in it.

1. Markdown to a clean tree (`markdown`, `sanitise`).     4. Links, pictures, footnotes, notes, code.
2. Mend it (`tidy`).                                      5. Ids for every block; marks become classes.
3. Title, levels, sections (`sections`).                  6. The lead: a short paragraph before the first section.

Pure: no file is read, nothing is logged, no text makes it raise.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import cast

from builder.model import Change, Lesson, Level, Problem, Question, Source
from builder.parsing.admonitions import finish_notes
from builder.parsing.aside import Aside, Code
from builder.parsing.callouts import tie_callouts
from builder.parsing.captions import find_captions
from builder.parsing.clozes import find_clozes
from builder.parsing.codes import fill_code
from builder.parsing.definitions import find_definitions
from builder.parsing.dialects import rewrite, translate
from builder.parsing.dialogue import find_dialogue, part_dialogue
from builder.parsing.editions import find_editions
from builder.parsing.emoji import drop_emoji
from builder.parsing.finish import finish, take_lead
from builder.parsing.footnotes import number_footnotes
from builder.parsing.links import anchors, resolve
from builder.parsing.markdown import render
from builder.parsing.mentions import find_coined, find_mentions
from builder.parsing.questions import find_questions
from builder.parsing.quotes import mark_sources
from builder.parsing.sanitise import legal_text
from builder.parsing.sections import Heading, Mended, name_headings, set_levels, take_title
from builder.parsing.shortcodes import read_codes
from builder.parsing.term_lines import find_term_lines
from builder.parsing.tidy import take_details, tidy
from builder.parsing.typography import set_lesson, set_title, typographic
from builder.reading.names import title_of
from builder.settings import Rules
from builder.titles import clip
from builder.words import word

_DEEP = re.compile(r"^([ \t]{40})[ \t]++", re.MULTILINE)
_NOTES = ("note", "tip", "important", "warning", "caution")


def parse_lesson(source: Source, rules: Rules) -> Lesson:
    """Return *source* as a lesson, read by *rules*. Revision items are marked later (`study.checklist`)."""
    text, illegal = legal_text(source.text)
    language = source.language or rules.language
    try:
        lesson = _translated(source, rules, language, text)
    except RecursionError:
        reason = ("warning", "nesting", "too deeply nested to be read; set as it stands")
        lesson = _lesson(source, rules, language, *_literal(text, reason))
    except Exception as error:  # a bug of ours or of a library must not cost the book the other lessons
        reason = ("error", "unreadable", f"could not be read ({type(error).__name__}); set as it stands")
        lesson = _lesson(source, rules, language, *_literal(text, reason))
    taken = [
        Problem(source.path, source.first_line + line, "warning", "control-character",
                "a character that no e-book may hold is taken out")
        for line in illegal
    ]  # fmt: skip
    return replace(lesson, problems=(*source.problems, *taken, *lesson.problems)) if taken else lesson


def _translated(source: Source, rules: Rules, language: str, text: str) -> Lesson:
    """Read *text* with the notations of other programs in it, unless that is switched off."""
    if "dialect" in rules.keep:
        return _lesson(source, rules, language, *render(text, keep=rules.keep))
    inserts = dict(source.inserts)
    first = translate(text, inserts)
    found = [first]

    def inside(text: str) -> str:
        found.append(rewrite(text, inserts, first.lines))
        return found[-1].text

    root, aside = render(first.text, rewrite=inside, keep=rules.keep)
    aside.lines, aside.mermaid = first.lines, rules.mermaid
    aside.changes = tuple(change for one in found for change in one.changes)
    lesson = _lesson(source, rules, language, root, aside)
    problems = tuple(
        Problem(source.path, source.first_line + line, cast(Level, level), code, message)
        for one in found for line, level, code, message in one.problems
    )  # fmt: skip
    return replace(lesson, problems=(*lesson.problems, *problems)) if problems else lesson


def _place(source: Source, aside: Aside, line: int) -> int:
    """Return the line of the file that *line* of the text stands for, from 1."""
    if aside.lines:
        line = aside.lines[min(line, len(aside.lines) - 1)]
    return source.first_line + line


def _literal(text: str, reason: tuple[str, str, str]) -> tuple[ET.Element, Aside]:
    """Return *text* as a listing; where a line begins, no more space than a page can show, or hundreds of pages hold nothing."""
    root, aside = ET.Element("div"), Aside()
    ET.SubElement(root, "pre", {"data-sg-code": "0"})
    text = _DEEP.sub(r"\1", text)
    aside.codes.append(Code(text, "", 0))
    aside.problems.append((0, *reason))
    return root, aside


def _lesson(source: Source, rules: Rules, language: str, root: ET.Element, aside: Aside) -> Lesson:
    tidy(root)
    editions = find_editions(root, aside.editions)
    mended = Mended(rules)
    heading = take_title(root, source.title, source.number, mended)
    title = heading if heading and heading.text else _file_title(source)
    given = read_codes(source.title) if source.title and "dialect" not in rules.keep else source.title
    given = drop_emoji(given) if given and rules.drops_emoji else given
    step = heading.number if heading else None
    set_levels(root, mended)
    lines = _lines(root, lambda line: _place(source, aside, line))
    doubled = anchors(root, source.slug)
    sections, renamed = name_headings(root, source.slug, mended)
    missing = number_footnotes(root, source.slug)
    finish_notes(root, {kind: word(language, kind) for kind in _NOTES})
    links = resolve(root, source.path, source.slug, lines, renamed)
    aside.numbered = rules.line_numbers
    for code in list(root.iter("pre")):
        fill_code(code, aside)
    captions = [
        (lines.get(block, 1), level, code, message) for block, level, code, message in find_captions(root, source.slug, language, doubled)
    ]
    mark_sources(root)
    opened = take_details(root)
    terms = [] if "term" in rules.keep else [
        Change(source.path, lines.get(block, 1) + line, "term", text) for block, line, text in find_term_lines(root)
    ]  # fmt: skip
    finish(root, source.slug)
    part_dialogue(root, language, source.slug)
    if "quotes" not in rules.keep:
        sections = set_lesson(root, sections, language)
        title, given = set_title(title, language), typographic(given, language) if given else given
    tied = [] if "callout" in rules.keep else tie_callouts(root, source.slug)
    for block, edition in editions.items():
        block.set("data-edition", edition)
    coined = find_coined(root)
    lead = take_lead(root) if sections else ""
    questions = _in_order(root, (*find_dialogue(root, language, source.slug), *find_questions(root, language, opened)))
    known = _known_lines(root, lines)
    unanswered = [(known.get(question.id, 1), "info", "question-open", f"a question has no answer: {clip(question.text)}")
                  for question in questions if not question.answer]  # fmt: skip
    definitions = tuple(replace(one, line=known.get(one.id, 1)) for one in find_definitions(root, source.slug, language))
    mentions = find_mentions(root)
    found = [*aside.problems, *aside.maths.problems]
    if not len(root) and not lead:
        found.append((0, "warning", "empty-lesson", "this lesson has no text"))
    problems = [
        *((_place(source, aside, line), level, code, message) for line, level, code, message in found),
        *links.problems,
        *captions,
        *unanswered,
        *((_line_of(source, f"[^{label}]"), "warning", "footnote-missing", f"there is no footnote [^{label}]")
          for label in dict.fromkeys(missing)),
    ]  # fmt: skip
    return Lesson(
        path=source.path,
        slug=source.slug,
        title=given or title.text,
        title_html=title.html if heading and heading.text else _escape(given or title.text),
        html=_inside(root),
        lead=lead,
        number=step if step is not None else source.number,
        language=language,
        part=source.part,
        numbered=source.numbered,
        sections=sections,
        questions=questions,
        definitions=definitions,
        clozes=find_clozes(root),
        mentions=mentions,
        coined=coined,
        images=tuple(links.images),
        drawn=tuple({asset.path: asset for asset in (*links.drawn, *aside.drawn)}.values()),
        links=tuple(links.links),
        announced=source.announced,
        changes=(
            *source.changes,
            *(Change(source.path, source.first_line + line, "dialect", text) for line, text in aside.changes),
            *(Change(source.path, _place(source, aside, line), rule, text)
              for line, rule, text in sorted([*mended.changes, *aside.turned])),
            *(Change(source.path, lines.get(block, source.first_line), "callout", text) for block, text in tied),
            *terms,
        ),
        problems=(
            *source.problems,
            *(Problem(source.path, line, cast(Level, level), code, message)
              for line, level, code, message in sorted(problems, key=lambda problem: problem[0])),
        ),
    )  # fmt: skip


def _in_order(root: ET.Element, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return *questions* in the order in which they stand in *root*."""
    order = {element.get("id"): place for place, element in enumerate(root.iter())}
    return tuple(sorted(questions, key=lambda question: order.get(question.id, 0)))


def _known_lines(root: ET.Element, lines: dict[ET.Element, int]) -> dict[str | None, int]:
    """Return the line in the file of every id in *root*, that of the element before where its own is not known."""
    known: dict[str | None, int] = {}
    last = 1
    for element in root.iter():
        last = lines.get(element, last)
        known[element.get("id")] = last
    return known


def _inside(root: ET.Element) -> str:
    """Return the XHTML inside *root*; one call for all blocks is several times as fast as one a block."""
    if not len(root):
        return ""
    whole = ET.Element("x")
    whole.extend(root)
    return ET.tostring(whole, encoding="unicode")[3:-4]


def _file_title(source: Source) -> Heading:
    if source.listed:
        return Heading(_escape(source.listed), source.listed)
    path = PurePosixPath(source.path)
    name = path.name
    if path.stem.casefold() in {"readme", "index"} and path.parent.name:
        name = path.parent.name
    title = title_of(name)
    return Heading(_escape(title), title)


def _lines(root: ET.Element, place: Callable[[int], int]) -> dict[ET.Element, int]:
    """Return the line in the file of every element, from the nearest block that knows its own."""
    lines: dict[ET.Element, int] = {}

    def walk(element: ET.Element, line: int) -> None:
        own = element.attrib.pop("data-sg-line", None)
        line = place(int(own)) if own and own.isdigit() else line
        lines[element] = line
        for child in element:
            walk(child, line)

    walk(root, place(0))
    return lines


def _line_of(source: Source, words: str) -> int:
    at = source.text.find(words)
    return source.first_line + (source.text.count("\n", 0, at) if at >= 0 else 0)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
