"""Formulas are taken out of the text before anything else can read `=`, `_` or `|` in them, and put back as elements.

Known are `$…$`, `$$…$$`, `` $`…`$ ``, `\\(…\\)`, `\\[…\\]`, `\\begin{align}…\\end{align}`, and fences called `math`. A
dollar opens a formula as pandoc has it (`tex_math_dollars`): no space after the first, none before the last, no digit
after it; and besides no letter before it, a digit only before a command, and no run of plain words inside, so that prices stay prices.

In the text stands a token for each formula, and a sign for each further line it took, so that lines keep their
numbers. Both are made of noncharacters, which no lesson's text may hold.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.parsing.tex import UnreadableFormulaError, expand, mathml, readable, take_macros

_OPEN, _CLOSE, _LINE = "\ufdd0", "\ufdd1", "\ufdd2"
RESERVED = re.compile("[\ufdd0-\ufdef]")
_TOKEN = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
_TOKEN_LINES = re.compile(rf"{_OPEN}(\d+){_CLOSE}(?:\n?[ \t>]*{_LINE})*")
_SIGN = re.compile(rf"\n?[ \t>]*{_LINE}")
_ANY = re.compile(r"\$|\\[(\[]|\\begin\{")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^\n]*)")
_DEPTH = re.compile(r"[ \t>]*")
_FENCED = re.compile(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t>]*\n")
_EVENT = re.compile(r"`+|\\\\[(\[]|\\[(\[]|\\begin\{|\\.|\$\$|\$|\n[ \t>]*(?=\n)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\begin\{((?:align|equation|gather|eqnarray|multline|alignat|flalign)\*?)\}")
_INLINE = re.compile(r"\$(?![\s$])((?:[^$\\`\n]|\\[^\n]|\\(?=\n)|\n(?![ \t>]*(?:\n|[-*+#>|]|\d+[.)]\s|```|~~~|$)))*+)\$")
_QUOTED = re.compile(r"\$`([^`\n]+)`\$")
_DOLLARS = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$))*+)\$\$", re.DOTALL)
_SUFFIX = re.compile(r"(?:th|st|nd|rd|s|es|ary|D|d)(?![A-Za-z])")
_MARKS = re.compile(r"[\\^_{}=<>]")
_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}[ \n]+[A-Za-z]{2,}|^\d[\d.,]*\s*[A-Za-z]*[,;:]?\s+[A-Za-z]{2,}")
_STRONG = re.compile(r"\\[A-Za-z]{2,}|\^|_[{A-Za-z0-9]")
_WEAK = re.compile(r"[=+<>/|]|\s[-*]\s|^[A-Za-z]\w?$|^[A-Za-z]\w?\([^()]*\)$|^-?\d+$")
_STRONG_DOCUMENT = re.compile(r"\\[(\[][^\n]{0,200}?(?:\\[A-Za-z]{2,}|\^)|\\\[[ \t]*\n[^\n]{0,200}?(?:\\[A-Za-z]{2,}|\^)")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_LONGEST_INLINE = 2_000
_LONGEST = 10_000


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
    if not _ANY.search(text):
        return text, maths
    made: list[str] = []
    strong = bool(_STRONG_DOCUMENT.search(text))
    line = 0
    for prose, part in _regions(text):
        if not prose or not _ANY.search(part):
            made.append(part)
        else:
            at = 0
            for start, end, tex, display in _found(part, strong):
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


def _regions(text: str) -> Iterator[tuple[bool, str]]:
    """Yield *text* in parts, each prose (True) or fenced code.

    Indented code counts as prose here: whether it is code the block reader knows, and `put_back` undoes the rest.
    """
    run: list[str] = []
    prose, closing = True, ""
    for line in text.splitlines(keepends=True):
        kind = True
        if closing:
            kind = False
            bare = line.strip().lstrip("> \t")
            if bare.startswith(closing) and not bare.strip(closing[0]):
                closing = ""
        elif (fence := _FENCE.match(line)) and not (fence[1][0] == "`" and "`" in fence[2]):
            kind, closing = False, fence[1]
        if kind != prose and run:
            yield prose, "".join(run)
            run = []
        prose = kind
        run.append(line)
    if run:
        yield prose, "".join(run)


def _found(part: str, strong: bool) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end, LaTeX and kind of the formulas in a stretch of prose."""
    ticks: dict[int, list[int]] = {}
    breaks = [match.start() for match in _BLANK.finditer(part)]
    for run in re.finditer(r"`+", part):
        ticks.setdefault(len(run[0]), []).append(run.start())
    for places in ticks.values():
        places.reverse()
    breaks.reverse()
    at = 0
    while match := _EVENT.search(part, at):
        start, sign = match.start(), match[0]
        at = match.end()
        while breaks and breaks[-1] < start:
            breaks.pop()
        limit = breaks[-1] if breaks else len(part)
        found: tuple[int, str, bool] | None = None
        if sign[0] == "`":
            places = ticks[len(sign)]
            while places and places[-1] <= start:
                places.pop()
            if places and places[-1] < limit:
                at = places[-1] + len(sign)
        elif sign == "$$":
            found = _dollars(part, start, limit)
        elif sign == "$":
            found = _dollar(part, start)
        elif sign == "\\begin{":
            found = _environment(part, start)
        elif sign[-1] in "([" and sign[0] == "\\" and (len(sign) == 2 or strong):
            found = _brackets(part, start, sign, limit, strong)
        if found:
            end, tex, display = found
            if tex.strip():
                yield start, end, tex, display
                at = end


def _dollars(part: str, start: int, limit: int) -> tuple[int, str, bool] | None:
    match = _DOLLARS.match(part, start, start + _LONGEST)
    if match is None or not match[1].strip():
        return None
    if match.end() > limit and not _begins_line(part, start):
        return None
    if _fenced(match[1]) or (_WORDS.search(match[1]) and not _MARKS.search(match[1])):
        return None
    return match.end(), match[1], True


def _dollar(part: str, start: int) -> tuple[int, str, bool] | None:
    before = part[start - 1] if start else " "
    if before == "$" or (before.isascii() and before.isalpha()):
        return None
    quoted = _QUOTED.match(part, start, start + _LONGEST_INLINE)
    if quoted:
        return quoted.end(), quoted[1], False
    match = _INLINE.match(part, start, start + _LONGEST_INLINE)
    if match is None or match[1][-1:].isspace() or not match[1]:
        return None
    after = part[match.end() : match.end() + 5]
    if after[:1] in ("$",) or after[:1].isdigit():
        return None
    if after[:1].isascii() and after[:1].isalpha() and not _SUFFIX.match(after):
        return None
    tex = match[1]
    if before.isdigit() and "\\" not in tex:
        return None
    if not _MARKS.search(tex) and _WORDS.search(tex):
        return None
    line = part[part.rfind("\n", 0, start) + 1 : start]
    if line.lstrip(" >").startswith(("|", "#")) or "|" in line:
        if "\n" in tex or " | " in tex:
            return None
        tex = tex.replace("\\|", "|") if "|" in line else tex
    return match.end(), tex, False


def _environment(part: str, start: int) -> tuple[int, str, bool] | None:
    match = _ENVIRONMENT.match(part, start)
    if match is None or not _begins_line(part, start):
        return None
    closing = f"\\end{{{match[1]}}}"
    end = part.find(closing, start, start + _LONGEST)
    if end < 0 or _fenced(part[start:end]):
        return None
    end += len(closing)
    return end, part[start:end], True


def _brackets(part: str, start: int, sign: str, limit: int, strong: bool) -> tuple[int, str, bool] | None:
    display = sign[-1] == "["
    closing = sign[:-1] + ("]" if display else ")")
    bound = start + (_LONGEST if display else _LONGEST_INLINE)
    end = part.find(closing, start + len(sign), bound)
    if end < 0:
        return None
    tex = part[start + len(sign) : end]
    end += len(closing)
    alone = display and _begins_line(part, start)
    if (end > limit and not alone) or _fenced(tex) or part[end : end + 1] in ("(", "["):
        return None
    if not _STRONG.search(tex) and not ((strong or (alone and "=" in tex)) and _WEAK.search(tex.strip())
                                        and not _WORDS.search(tex) and not tex.strip().startswith("-")):
        return None
    return end, tex, display


def _begins_line(part: str, start: int) -> bool:
    return not part[part.rfind("\n", 0, start) + 1 : start].strip(" \t>*+-0123456789.)")


def _fenced(tex: str) -> bool:
    return bool(_FENCED.search(tex))
