"""LaTeX formulas: made fit for the converter, turned into MathML, and told in plain words.

The converter (latex2mathml) is loaded when the first formula comes. What it does not know it passes on with its
backslash, so that a formula is read only when no backslash is left.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import lru_cache

MATHML = "http://www.w3.org/1998/Math/MathML"
_M = f"{{{MATHML}}}"
LONGEST = 10_000
"""Characters of the longest formula that is read."""
_DEEPEST = 60
_WRITTEN = re.compile(
    r"\\(?:re|provide)?newcommand\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*\{"
    r"|\\def\s*\\([A-Za-z]+)\s*((?:#\d)*)\s*\{"
    r"|\\DeclareMathOperator(\*?)\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\{"
)
_ENVIRONMENTS = {
    "aligned": "align*", "alignedat": "align*", "alignat": "align*", "alignat*": "align*", "eqnarray": "align*",
    "eqnarray*": "align*", "gather": "align*", "gather*": "align*", "gathered": "align*", "multline": "align*",
    "multline*": "align*", "dcases": "cases", "cases*": "cases", "align": "align*", "flalign": "align*", "flalign*": "align*", "split": "align*",
}  # fmt: skip
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}(?:\s*\{\d+\}|\s*\[[tbc]\])?")
_NO_ENVIRONMENT = {"equation", "equation*", "displaymath", "math"}
_DROPPED = re.compile(
    r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag|displaylimits|allowbreak|hfill|noindent)(?![A-Za-z])|(?<!\\)%[^\n]*"
)
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_NAMES = {
    "argmax": r"\operatorname{arg\,max}", "argmin": r"\operatorname{arg\,min}", "bm": r"\boldsymbol", "coloneqq": ":=",
    "colon": ":", "eqqcolon": "=:", "mathbbm": r"\mathbb", "mathds": r"\mathbb", "mbox": r"\text", "hbox": r"\text",
    "textnormal": r"\text", "textup": r"\text", "textsc": r"\text", "textmd": r"\text", "lvert": "|", "rvert": "|",
    "lVert": r"\Vert ", "rVert": r"\Vert ", "R": r"\mathbb{R}", "N": r"\mathbb{N}", "Z": r"\mathbb{Z}",
    "Q": r"\mathbb{Q}", "C": r"\mathbb{C}", "mod": r"\bmod ", "thinspace": r"\,", "medspace": r"\:", "thickspace": r"\;",
    "negthinspace": r"\!", "newline": r"\\", "ensuremath": "", "limits": r"\limits", "and": r"\land ", "or": r"\lor ",
    "dotsc": r"\ldots ", "dotso": r"\ldots ", "dotsb": r"\cdots ", "dotsm": r"\cdots ", "dotsi": r"\cdots ",
    "textstyle": "", "scriptstyle": "", "iff": r"\Longleftrightarrow ", "implies": r"\Longrightarrow ",
    "impliedby": r"\Longleftarrow ", "ne": r"\neq ",
    "lcm": r"\operatorname{lcm}", "sgn": r"\operatorname{sgn}", "erf": r"\operatorname{erf}", "qed": r"\blacksquare ",
    "lbrack": "[", "rbrack": "]", "empty": r"\emptyset ",
}  # fmt: skip
_NAME = re.compile(r"\\(" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")(?![A-Za-z])")
_SIZED = re.compile(r"\\[bB]igg?[lrm]?\s*(?=\\(?:[lr](?:floor|ceil|angle|brace|vert|Vert|group)|[{}|]))")
_PMOD = re.compile(r"\\(pmod|pod)\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|([^\s{}\\]|\\[A-Za-z]+)(\^\{[^{}]*\}|\^.)?)")
_BARE = re.compile(r"(\\(?:text|mathrm|mathbf|mathit|mathsf|mathtt|mathcal|mathbb|operatorname|textbf|textit|textrm))\s+(?=\{)")
_LEFT_OVER = {
    r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", r"\langle": "⟨", r"\rangle": "⟩", r"\{": "{",
    r"\}": "}", r"\%": "%", r"\$": "$", r"\#": "#", r"\&amp;": "&amp;", r"\_": "_", r"\|": "‖", "\\": " ", "\\ ": " ",
    r"\lbrace": "{", r"\rbrace": "}",
}  # fmt: skip
_CHILDREN = {
    "mfrac": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "mroot": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
_SHOWN = re.compile(r"<(m[ion]|mtext)((?:\s[^<>]*)?)>([^<]*\\[^<]*)<")


class UnreadableFormulaError(ValueError):
    """The formula cannot be read; the message says why."""


@lru_cache(maxsize=20_000)
def mathml(tex: str, display: bool) -> str:
    """Return *tex* as a `<math>` element with its namespace. Raises `UnreadableFormulaError`."""
    if len(tex) > LONGEST:
        raise UnreadableFormulaError("it is too long")
    from latex2mathml.converter import convert

    try:
        made = convert(_fit(tex), display="block" if display else "inline")
        made = _SHOWN.sub(_mend, made)
        root = ET.fromstring(made)
    except RecursionError:
        raise UnreadableFormulaError("it is too deeply nested") from None
    except Exception as error:  # a converter meets everything in other people's formulas
        raise UnreadableFormulaError(f"{type(error).__name__}: {error}".rstrip(": ")[:80]) from error
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
    if level:
        raise UnreadableFormulaError("it is too deeply nested")
    unknown = re.search(r"\\[A-Za-z]+", "".join(root.itertext()))
    if unknown:
        raise UnreadableFormulaError(f"{unknown[0]} is not known")
    if not "".join(root.itertext()).strip():
        raise UnreadableFormulaError("nothing is in it")
    _tidy(root)
    ET.register_namespace("", MATHML)
    return ET.tostring(root, encoding="unicode")


def readable(made: str) -> str:
    """Return the formula in *made*, as `mathml` gives it, in one line of plain characters."""
    return " ".join(_say(ET.fromstring(made)).split())


def take_macros(tex: str) -> tuple[dict[str, tuple[int, str]], str]:
    """Return the macros *tex* defines (arguments and body by name), and *tex* without the definitions."""
    macros: dict[str, tuple[int, str]] = {}
    rest, at = [], 0
    while match := _WRITTEN.search(tex, at):
        end = _closing(tex, match.end())
        if end < 0:
            break
        body = tex[match.end() : end]
        if match[6]:
            macros[match[6]] = (0, rf"\operatorname{match[5]}{{{body}}}")
        else:
            name = match[1] or match[3]
            macros[name] = (int(match[2] or 0) or (match[4] or "").count("#"), body)
        rest.append(tex[at : match.start()])
        at = end + 1
    return macros, "".join([*rest, tex[at:]])


def expand(tex: str, macros: dict[str, tuple[int, str]]) -> str:
    """Return *tex* with the author's *macros* put in; at most a few levels deep and `LONGEST` characters long."""
    if not macros:
        return tex
    pattern = re.compile(r"\\(" + "|".join(sorted(map(re.escape, macros), key=len, reverse=True)) + r")(?![A-Za-z])")
    for _ in range(8):
        if len(tex) > LONGEST or not pattern.search(tex):
            break
        made, at = [], 0
        for match in pattern.finditer(tex):
            if match.start() < at:
                continue
            count, body = macros[match[1]]
            end = match.end()
            for number in range(1, count + 1):
                argument, end = _argument(tex, end)
                body = body.replace(f"#{number}", argument)
            made += [tex[at : match.start()], "{" + body + "}" if count or len(body) > 1 else body]
            at = end
        tex = "".join([*made, tex[at:]])
    return tex


def _closing(tex: str, at: int) -> int:
    """Return where the brace closes that was opened right before *at*; -1 when it does not."""
    depth = 1
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(tex, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return -1


def _argument(tex: str, at: int) -> tuple[str, int]:
    while at < len(tex) and tex[at].isspace():
        at += 1
    if tex[at : at + 1] == "{":
        end = _closing(tex, at + 1)
        return (tex[at + 1 : end], end + 1) if end >= 0 else ("", len(tex))
    match = re.compile(r"\\[A-Za-z]+|\\?.").match(tex, at)
    return (match[0], match.end()) if match else ("", at)


def _fit(tex: str) -> str:
    """Return *tex* without what the converter stumbles over."""
    tex = _DROPPED.sub("", tex)
    # Written for a Markdown that takes one half of the backslashes for itself.
    tex = re.sub(r"(?<!\\)\\{4}(?!\\)", r"\\\\", tex)
    if "&" not in tex and "\\begin" not in tex:
        tex = re.sub(r"\\\\(?=[{}])", r"\\", tex)
    tex = _TAG.sub(r"\\qquad \\text{(\1)}", tex)
    tex = _ENVIRONMENT.sub(
        lambda match: "" if match[2] in _NO_ENVIRONMENT else
        rf"\{match[1]}{{{_ENVIRONMENTS.get(match[2], match[2])}}}", tex,
    )  # fmt: skip
    tex = _SIZED.sub("", tex)
    tex = _PMOD.sub(_modulus, tex)
    tex = _NAME.sub(lambda match: _NAMES[match[1]], tex)
    tex = _BARE.sub(r"\1", tex)
    # A line end after `\\` is no space of its own, and neither is one at the ends.
    return re.sub(r"(?<!\\)((?:\\\\)*)\\[ \t]*\n", r"\1 ", tex).strip()


def _modulus(match: re.Match[str]) -> str:
    words = match[2] or f"{match[3]}{match[4] or ''}"
    return rf"\ (\operatorname{{mod}}\ {words})" if match[1] == "pmod" else rf"\ ({words})"


def _mend(match: re.Match[str]) -> str:
    """Put the character in place of what the converter left with its backslash."""
    text = match[3].replace("&#x0005C;", "\\")
    if match[1] == "mtext":
        text = re.sub(r"\\([lc]?dots)(?![A-Za-z])\s*", "…", text)
        text = re.sub(r"\\([{}%$#_&])", r"\1", text).rstrip("\\")
    else:
        text = _LEFT_OVER.get(text.strip(" \n") or " ", text)
    return f"<{match[1]}{match[2]}>{text}<"


def _tidy(root: ET.Element) -> None:
    """Take off what MathML Core and EPUB's schema do not know, and fill what must not be empty."""
    for table in root.iter(f"{_M}mtable"):
        for row in list(table):
            if not "".join(row.itertext()).strip() and len(row) < 2:
                table.remove(row)
    for element in root.iter():
        if element.tag.endswith("}mo") and len(element):
            element.tag = f"{_M}mrow"
        for name in [name for name, value in element.attrib.items() if not value.strip()]:
            del element.attrib[name]
        wanted = _CHILDREN.get(element.tag.rpartition("}")[2])
        if wanted and len(element) > wanted:
            # The base of a script fell apart: a matrix and its fences.
            base = ET.Element(f"{_M}mrow")
            base.extend(list(element)[: 1 - wanted])
            for child in base:
                element.remove(child)
            element.insert(0, base)
        while wanted and len(element) < wanted:
            ET.SubElement(element, f"{_M}mrow")


def _say(element: ET.Element) -> str:
    tag = element.tag.rpartition("}")[2]
    parts = [_say(child) for child in element]
    own = element.text or ""
    if tag in ("mi", "mn", "mo", "mtext", "ms"):
        own = own.strip() if tag != "mtext" else own
        return f" {own} " if (tag == "mo" and own in "=<>≤≥≠≡∈∉⊂⊆→↔⇒⇔+−×·∪∩∧∨←∼≈") or (len(own) > 1 and own[0].isalpha()) else own
    if tag == "mspace":
        return " "
    if tag == "mfrac" and len(parts) == 2:
        return f"{_held(parts[0])}/{_held(parts[1])}"
    if tag == "msqrt":
        return f"√{_held(''.join(parts))}"
    if tag == "mroot" and len(parts) == 2:
        return f"{parts[1]}√{_held(parts[0])}"
    if tag in ("msub", "msup", "munder", "mover", "msubsup", "munderover") and len(parts) > 1:
        signs = {"msub": "_", "munder": "_", "msup": "^", "mover": "^"}.get(tag, "_^")
        return parts[0].rstrip() + "".join(
            sign + _held(part) for sign, part in zip(signs, parts[1:], strict=False)
        ) + (" " if parts[0].endswith(" ") else "")
    if tag in ("mtr", "mlabeledtr"):
        return " ".join(parts) + "; "
    return "".join(parts)


def _held(text: str) -> str:
    text = text.strip()
    return text if len(text) < 2 or text.isalnum() or (text[0] == "(" and text[-1] == ")") else f"({text})"
