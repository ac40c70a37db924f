"""Where formulas begin and end in a text: dollars, brackets with a backslash, environments.

A dollar opens a formula as pandoc has it (`tex_math_dollars`): no space after the first, none before the last, no digit
after it; and besides no letter before it, a digit only before a command, and no run of plain words inside, so that
prices stay prices. Brackets must hold a sign of LaTeX, because `\\[` is an escaped bracket too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ANY = re.compile(r"\$|\\[(\[]|\\begin\{")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^\n]*)")
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
_LONGEST_INLINE = 2_000
_LONGEST = 10_000


def may_hold_formulas(text: str) -> bool:
    """Tell whether *text* has a mark that could open a formula."""
    return bool(_ANY.search(text))


def is_latex(text: str) -> bool:
    """Tell whether brackets with a backslash hold LaTeX somewhere in *text*, so that short ones may as well."""
    return bool(_STRONG_DOCUMENT.search(text))


def regions(text: str) -> Iterator[tuple[bool, str]]:
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


def find_formulas(part: str, strong: bool) -> Iterator[tuple[int, int, str, bool]]:
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
            # A formula may end inside a run of back quotes.
            places = ticks.get(len(sign), [])
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
