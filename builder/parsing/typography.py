"""Straight quotes, hyphens for dashes and three dots become the signs of the lesson's language, in running text alone.

Code, addresses, formulas and what is typed as typographic already stay as they are. Pairing follows markdown-it's
smartquotes, which looks at what stands before and after a mark; that one is quadratic in a paragraph's marks, this is not.

1. Each block's text is gathered into one run; code, formulas and addresses stand in it as one sign.
2. Marks that open are kept on a stack and turned when the one that closes them comes; dashes and dots are told by neighbours.
3. What is said instead is written back into the texts it came from.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache

from builder.model import Section
from builder.parsing.sections import LEVELS, Heading, plain
from builder.parsing.shapes import BLOCKS

NARROW, NO_BREAK = "\u202f", "\u00a0"
# Opening and closing, then the same inside. After CLDR's delimiters (cldr/common/main/*.xml).
_MARKS = {
    "“”‘’": "en tr pt pt-br hi bn ta te th vi ms id ja zh ko ur cy ga mt af ka nl he",
    "„“‚‘": "de cs sk sl is lt lv et bg mk sr",
    "«»“”": "es it el ca pt-pt eu gl ar",
    "«»„“": "ru uk be",
    "«»‹›": "de-ch fa hy",
    "„”«»": "pl ro",
    "„”»«": "hu",
    "„”‚’": "hr bs",
    "””’’": "sv fi",
    "»«›‹": "da",
    "«»‘’": "nb nn no sq",
}
_BY_LANGUAGE = {code: marks[:4] for marks, codes in _MARKS.items() for code in codes.split()}
_FRENCH = (f"«{NARROW}", f"{NARROW}»", "“", "”")
_OPAQUE = frozenset({"code", "kbd", "samp", "pre", "var", "math", "svg", "img", "script"})
_OBJECT, _NOTE = "\ufffc", "\ufffb"
"""What stands in a run for an opaque element, and for the mark of a note."""
_WIDE = "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
"""Letters and signs as wide as high, Korean ones apart: it has spaces."""
_CLOSING, _OPENING = "、。，．：；？！」』）】》〉", "「『（【《〈"
"""Full-width signs that bring their own space."""
_ANY = re.compile(
    rf"[\"']|-{{2,}}+|\.{{3,}}+|(?<=\S) (?=[;:!?»])|(?<=«) (?=\S)|(?<=[{_WIDE}]) *+\n *+(?=[{_WIDE}])"
    rf"|(?<=[{_CLOSING}]) *+\n *+(?=\S)|(?<=\S) *+\n *+(?=[{_OPENING}])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S*+")
_ELIDED = re.compile(r"(?:tis|twas|til|n|[0-9]0s)\b", re.IGNORECASE)
_DEPTH = 8
"""Open marks that are looked at for one that closes; more is no prose."""
_STRAIGHT = str.maketrans("“”„«»‘’‚‹›", "\"\"\"\"\"'''''")


def set_typography(root: ET.Element, language: str) -> None:
    """Give the running text below *root* the quotes, dashes and dots of *language* (BCP 47), in place."""
    runs: list[_Run] = [[]]
    _gather(root, runs)
    for run in runs:
        _turn(run, language)


def set_lesson(root: ET.Element, sections: tuple[Section, ...], language: str) -> tuple[Section, ...]:
    """Set the text below *root*, in place, and return its *sections* titled as their headings are now."""
    headings = [block for block in root if block.tag in LEVELS]
    before = {block.get("id", ""): plain(block) for block in headings}
    set_typography(root, language)
    after = {block.get("id", ""): plain(block) for block in headings}

    def titled(section: Section) -> Section:
        name, title = section.id, section.title
        new = after[name] if before.get(name) == title else typographic(title, language)
        return replace(section, title=new, children=tuple(map(titled, section.children)))

    return tuple(map(titled, sections))


def set_title(title: Heading, language: str) -> Heading:
    """Return the lesson's *title* as `set_typography` would set it."""
    element = ET.fromstring(f"<x>{title.html}</x>")
    set_typography(element, language)
    return replace(title, html=ET.tostring(element, encoding="unicode")[3:-4], text=plain(element))


def typographic(text: str, language: str) -> str:
    """Return *text*, a title without mark-up, as `set_typography` would set it."""
    element = ET.Element("x")
    element.text = text
    set_typography(element, language)
    return element.text or ""


def straight(text: str) -> str:
    """Return *text* with typewriter's quotes and of the same length, for comparing it with what an author typed."""
    return text.translate(_STRAIGHT)


_Run = list[tuple[ET.Element | None, str, str]]
"""Texts in order: the element and attribute that hold each; no element for a sign that stands for one."""


def _gather(element: ET.Element, runs: list[_Run]) -> None:
    if element.text:
        runs[-1].append((element, "text", element.text))
    for child in element:
        if child.get("class") == "sg-fnref" or child.get("data-sg-class") == "sg-fnref":
            runs[-1].append((None, "", _NOTE))
        elif child.tag == "br":
            runs[-1].append((None, "", "\n"))
        elif child.tag in _OPAQUE or "data-tex" in child.attrib or _is_address(child):
            runs[-1].append((None, "", _OBJECT))
        elif child.tag in BLOCKS:
            runs.append([])
            _gather(child, runs)
            runs.append([])
        else:
            _gather(child, runs)
        if child.tail:
            runs[-1].append((child, "tail", child.tail))


def _is_address(element: ET.Element) -> bool:
    return element.tag == "a" and bool(_ADDRESS.match("".join(element.itertext()).strip()))


def _turn(run: _Run, language: str) -> None:
    text = "".join(words for _, _, words in run)
    if not _ANY.search(text):
        return
    said = _replacements(text, language)
    start = 0
    for holder, name, words in run:
        if holder is not None:
            new = "".join(said.get(at, char) for at, char in enumerate(words, start))
            if new != words:
                setattr(holder, name, new)
        start += len(words)


def _replacements(text: str, language: str) -> dict[int, str]:
    """Return what stands instead of single characters of *text*, by their places."""
    marks = _marks(language)
    french = language.lower().split("-")[0] == "fr"
    addresses = {at for match in _ADDRESS.finditer(text) for at in range(*match.span())} if "//" in text else set()
    said: dict[int, str] = {}
    open_marks: list[tuple[int, str, bool]] = []
    for match in _ANY.finditer(text):
        at, mark = match.start(), match[0]
        if at in addresses:
            continue
        before = text[at - 1] if at else " "
        after = text[match.end()] if match.end() < len(text) else " "
        if mark[0] == "-":
            dash = _dash(mark, before, after, at == 0)
            if dash:
                said |= dict.fromkeys(range(at + 1, match.end()), "") | {at: dash}
        elif mark[0] == ".":
            if len(mark) == 3 and before not in "/\\" and after not in "/\\" and not (before.isdigit() and after.isdigit()):
                said |= {at: "…", at + 1: "", at + 2: ""}
        elif "\n" in mark:
            # A line of the file ends within a sentence that has no spaces (CSS Text 3, 4.1.3).
            said |= dict.fromkeys(range(at, match.end()), "")
        elif mark == " ":
            if french:
                said[at] = NO_BREAK if after == ":" else NARROW
        else:
            _quote(text, at, mark, before, after, marks, open_marks, said)
    # A single mark that nothing closes stands for letters left out.
    for at, mark, is_code in open_marks:
        if mark == "'" and not is_code and text[at + 1 : at + 2].isalpha():
            said[at] = "’"
    return said


def _quote(
    text: str, at: int, mark: str, before: str, after: str, marks: tuple[str, str, str, str],
    open_marks: list[tuple[int, str, bool]], said: dict[int, str],
) -> None:  # fmt: skip
    """Say what the quote *mark* at *at* is: opening, closing its partner, an apostrophe, a prime, or nothing."""
    single = mark == "'"
    if "א" <= before <= "ת" and "א" <= after <= "ת":
        said[at] = "׳" if single else "״"
        return
    if single and _is_word(before) and _is_word(after) and before != _OBJECT:
        said[at] = "′" if before.isdigit() and after.isdigit() else "’"
        return
    opens, closes = _faces(before, after)
    if single and opens and _ELIDED.match(text, at + 1):
        said[at] = "’"
        return
    if closes:
        for place in range(len(open_marks) - 1, max(-1, len(open_marks) - 1 - _DEPTH), -1):
            start, other, is_code = open_marks[place]
            if other == mark:
                if not is_code:
                    said[start] = marks[2 if single else 0]
                    said[at] = marks[3 if single else 1]
                for left, kind, code in open_marks[place + 1 :]:
                    if kind == "'" and not code and text[left + 1].isalpha():
                        said[left] = "’"
                del open_marks[place:]
                return
    if opens:
        # `key="value"` and `call("value")` are code that nobody marked.
        is_code = before == "=" or (before in "([{" and at > 1 and (text[at - 2].isalnum() or text[at - 2] == "_"))
        open_marks.append((at, mark, is_code))
    elif closes and before.isdigit():
        said[at] = "′" if single else "″"
    elif closes and single and (before.isalpha() or before in ".,"):
        said[at] = "’"


def _faces(before: str, after: str) -> tuple[bool, bool]:
    """Tell whether a mark between these can open and can close."""
    space_before, space_after = before.isspace(), after.isspace() or after == _NOTE
    point_before, point_after = _is_point(before), _is_point(after)
    opens = not space_after and not (point_after and not (space_before or point_before))
    closes = not space_before and not (point_before and not (space_after or point_after))
    if opens and closes:
        if _is_wide(before) or _is_wide(after):
            return True, True
        return point_before, point_after
    return opens, closes


def _dash(mark: str, before: str, after: str, first: bool) -> str:
    """Return the dash for two or three hyphens between words or between spaces; options and arrows are none."""
    if len(mark) > 3:
        return ""
    between = (before.isspace() or first) and after.isspace()
    joined = (before.isalnum() or before in "\"'”’)…?!.") and (after.isalnum() or after in "\"'“‘(…")
    return ("–" if len(mark) == 2 else "—") if between or joined else ""


def _is_word(char: str) -> bool:
    return char.isalnum() or char in (_OBJECT, "_")


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _is_point(char: str) -> bool:
    return char != _OBJECT and not char.isalnum() and not char.isspace() and unicodedata.category(char)[0] in "PS"


@cache
def _marks(language: str) -> tuple[str, str, str, str]:
    """Return the quotes of *language*: opening, closing, and the same inside a quotation."""
    tag = language.lower()
    base = tag.split("-")[0]
    if base == "fr" and not tag.endswith("-ch"):
        return _FRENCH
    if base == "fr":
        return "«", "»", "‹", "›"
    marks = _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(base) or "“”‘’"
    return marks[0], marks[1], marks[2], marks[3]
