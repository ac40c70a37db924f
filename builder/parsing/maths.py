"""Formulas are taken out of the text before anything else can read `=`, `_` or `|` in them, and put back as elements.

Known are `$…$`, `$$…$$`, `` $`…`$ ``, `\\(…\\)`, `\\[…\\]`, `\\begin{align}…\\end{align}` (`dollars`), and fences called `math`.

In the text stands a token for each formula, and a sign for each further line it took, so that lines keep their
numbers. Both are made of noncharacters, which no lesson's text may hold.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from builder.parsing.dollars import find_formulas, is_latex, may_hold_formulas, regions
from builder.parsing.tex import UnreadableFormulaError, expand, mathml, readable, take_macros

_OPEN, _CLOSE, _LINE = "\ufdd0", "\ufdd1", "\ufdd2"
RESERVED = re.compile("[\ufdd0-\ufdef]")
_TOKEN = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
_TOKEN_LINES = re.compile(rf"{_OPEN}(\d+){_CLOSE}(?:\n?[ \t>]*{_LINE})*")
_SIGN = re.compile(rf"\n?[ \t>]*{_LINE}")
_DEPTH = re.compile(r"[ \t>]*")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it stood, its LaTeX, whether it stands apart, and its line (from 0)."""

    source: str
    tex: str
    display: bool
    line: int


@dataclass(slots=True)
class Maths:
    """The formulas taken out of a lesson, in order, and the author's macros; problems as in `Aside`."""

    formulas: list[Formula] = field(default_factory=list)
    macros: dict[str, tuple[int, str]] = field(default_factory=dict)
    problems: list[tuple[int, str, str, str]] = field(default_factory=list)


def take_maths(text: str) -> tuple[str, Maths]:
    """Return *text* with a token in place of each formula, and the formulas."""
    maths = Maths()
    if not may_hold_formulas(text):
        return text, maths
    made: list[str] = []
    strong = is_latex(text)
    line = 0
    for prose, part in regions(text):
        if not prose or not may_hold_formulas(part):
            made.append(part)
        else:
            at = 0
            for start, end, tex, display in find_formulas(part, strong):
                source = part[start:end]
                first = line + part.count("\n", 0, start)
                tex = _QUOTE.sub("", tex) if "\n" in tex and "\n>" in re.sub(r"\n[ \t]+", "\n", tex) else tex
                macros, rest = take_macros(tex)
                maths.macros.update(macros)
                made += [part[at:start], f"{_OPEN}{len(maths.formulas)}{_CLOSE}", *_signs(source)]
                maths.formulas.append(Formula(source, rest.strip() if macros else tex.strip(), display, first))
                at = end
            made.append(part[at:])
        line += part.count("\n")
    return "".join(made), maths


def _signs(source: str) -> list[str]:
    """Return a sign for every further line of *source*, as deep as the line it stands for."""
    return [f"\n{_DEPTH.match(line)[0]}{_LINE}" for line in source.split("\n")[1:]]  # type: ignore[index]


def put_back(text: str, maths: Maths) -> str:
    """Return *text* with the formulas' sources in place of their tokens: for code, and for attributes."""
    if _OPEN not in text and _LINE not in text:
        return text
    text = _TOKEN_LINES.sub(
        lambda match: maths.formulas[int(match[1])].source if int(match[1]) < len(maths.formulas) else "", text
    )
    return text.replace(_LINE, "")


def in_words(text: str, maths: Maths) -> str:
    """Return *text* with the formulas' plain readings in place of their tokens: for texts of pictures."""

    def words(match: re.Match[str]) -> str:
        formula = maths.formulas[int(match[1])]
        try:
            return readable(mathml(expand(formula.tex, maths.macros), formula.display))
        except UnreadableFormulaError:
            return formula.source

    return _SIGN.sub("", _TOKEN.sub(words, text))


def place(root: ET.Element, maths: Maths) -> None:
    """Put an element in place of every token in *root*: `sg-math`, or code where a formula cannot be read."""
    if not maths.formulas:
        return
    known: dict[int, ET.Element] = {}
    for element in list(root.iter()):
        literal = element.tag in ("code", "pre", "kbd", "samp")
        for name, value in element.attrib.items():
            if _OPEN in value or _LINE in value:
                element.set(name, in_words(value, maths) if name in ("alt", "title") else put_back(value, maths))
        if element.text and (_OPEN in element.text or _LINE in element.text):
            if literal:
                element.text = put_back(element.text, maths)
            else:
                element.text, made = _split(element.text, maths, known)
                for at, span in enumerate(made):
                    element.insert(at, span)
        if literal:
            for inside in element:
                inside.tail = put_back(inside.tail or "", maths)
            continue
        for child in list(element):
            if child.tail and (_OPEN in child.tail or _LINE in child.tail):
                child.tail, made = _split(child.tail, maths, known)
                where = list(element).index(child) + 1
                for at, span in enumerate(made):
                    element.insert(where + at, span)
    if maths.macros:
        _drop_empty(root)


def _drop_empty(root: ET.Element) -> None:
    """Take out paragraphs that held nothing but definitions of macros."""
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag == "p" and not len(child) and not (child.text or "").strip()]:
            parent.remove(child)


def formula_element(formula: Formula, maths: Maths) -> ET.Element:
    """Return the element for *formula*; one that cannot be read is code, and a problem."""
    tex = expand(formula.tex, maths.macros)
    if not tex:
        # Nothing but definitions.
        return ET.Element("span")
    try:
        words = readable(mathml(tex, formula.display))
    except UnreadableFormulaError as error:
        maths.problems.append((
            formula.line, "warning", "maths-unreadable",
            f"the formula {_short(formula.tex)} cannot be set ({error}); its source stands in its place",
        ))
        code = ET.Element("code")
        code.text = " ".join(formula.source.split())
        return code
    span = ET.Element("span", {"class": "sg-math sg-display" if formula.display else "sg-math", "data-tex": tex})
    span.text = words or tex
    return span


def _short(tex: str) -> str:
    tex = " ".join(tex.split())
    return tex if len(tex) <= 60 else tex[:57] + "…"


def _split(text: str, maths: Maths, known: dict[int, ET.Element]) -> tuple[str, list[ET.Element]]:
    """Return the text before the first formula, and elements with the text after each as their tails."""
    text = _SIGN.sub("", text)
    spans: list[ET.Element] = []
    head, end = "", 0
    for match in [*_TOKEN.finditer(text), None]:
        between = text[end : match.start() if match else len(text)]
        if spans:
            spans[-1].tail = between
        else:
            head = between
        if match and int(match[1]) < len(maths.formulas):
            number = int(match[1])
            if number not in known:
                known[number] = formula_element(maths.formulas[number], maths)
            span = ET.Element(known[number].tag, known[number].attrib)
            span.text = known[number].text
            if span.attrib or span.text:
                spans.append(span)
            end = match.end()
    return head, spans
