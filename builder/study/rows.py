"""Rows for sheets with two sides, something to answer on the left and what to compare with on the right.

For folding: the lesson's questions, terms and revision items. For Cornell notes (W. Pauk, "How to Study in College"): a
cue for each section and what the lesson says in its place.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html import escape

from builder.model import Lesson
from builder.parsing.sections import LEVELS, plain
from builder.study.extract import extract
from builder.study.sheets import Block, Entry, Sheet, first_sentence, items, meanings, opening
from builder.study.worth import find_facts

_ANSWER = 220
_ENOUGH = 3


def fold_rows(lesson: Lesson, language: str) -> Sheet:
    """Return what a fold sheet of *lesson* asks: its questions, terms, then revision items (to be said aloud)."""
    rows = [Entry(opening(one.answer, _ANSWER), one.id, extract(one.html)) for one in lesson.questions]
    rows += [Entry(meaning, target, f"<b>{escape(term, quote=False)}</b>") for term, meaning, target in meanings(lesson, language)]
    rows += [Entry("", one.target, one.html) for one in items(lesson)]
    return Sheet(lesson, (Block("rows", tuple(rows)),) if rows else ())


def cornell_rows(lesson: Lesson, language: str) -> Sheet:
    """Return a row for each section of *lesson*: its heading, and beside it a rule, a number or a term it holds.

    Where hardly any section holds one, all are there, with room to write.
    """
    said = _said(lesson, language)
    shown = [section for section in lesson.sections if section.id != (lesson.checklist and lesson.checklist.section)]
    if sum(section.id in said for section in shown) >= _ENOUGH:
        shown = [section for section in shown if section.id in said]
    rows = [Entry(said.get(section.id, ""), section.id, escape(section.title, quote=False)) for section in shown]
    return Sheet(lesson, (Block("rows", tuple(rows)),) if len(rows) > 1 or said else ())


def _said(lesson: Lesson, language: str) -> dict[str, str]:
    """Return the sentence each section is remembered by: its rule, else a number, else a term's meaning."""
    owner: dict[str, str] = {}
    rules: dict[str, str] = {}
    section = ""
    tops = {one.id for one in lesson.sections}
    for block in ET.fromstring(f"<div>{lesson.html}</div>"):
        name = block.get("id", "")
        if block.tag in LEVELS and name in tops:
            section = name
        owner[name] = section
        if block.get("class") == "sg-rule" and plain(block):
            rules.setdefault(section, first_sentence(ET.tostring(block, encoding="unicode"), _ANSWER))
    terms = {owner.get(target, ""): meaning for _, meaning, target in reversed(meanings(lesson, language))}
    numbers = {owner.get(fact.id, ""): escape(fact.text, quote=False) for fact in find_facts(lesson)}
    return terms | numbers | rules
