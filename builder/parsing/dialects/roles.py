"""Roles: `{ref}`x`` (MyST), `:ref:`x`` (reStructuredText) and those of d2l books (`:numref:`, `:label:`, `:begin_tab:`).

The label of a figure, a table or a listing stays a place to link to, and a reference to one gets its number
(`builder.captions`). Every other reference becomes its words: numbers of another program mean nothing in this book. d2l's marks for slides (`[**…**]`) keep what they hold.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import Notes, outside_code
from builder.parsing.dialects.references import LABEL

_ROLE = re.compile(r"(?<![\w`:])(?:\{([a-z][a-z:-]*)\}|:([a-z][a-z_:-]*):)`{1,2}([^`\n]+)`{1,2}")
_TARGET = re.compile(r"^(.*?)\s*<([^<>]+)>$", re.DOTALL)
_DROPPED = frozenset({"label", "eqlabel", "width", "height", "bibliography", "index", "tabs", "glue"})
_CODE = frozenset({
    "code", "class", "func", "meth", "mod", "attr", "data", "exc", "obj", "py:class", "py:func", "py:meth", "py:mod",
    "c:func", "file", "command", "program", "option", "samp", "literal", "envvar", "kbd", "bash", "python", "type", "const",
})  # fmt: skip
_STRONG = frozenset({"guilabel", "menuselection", "strong"})
_LABEL = re.compile(LABEL)
_MATHS = re.compile(r"(?<![\w`:])(?:\{math\}|:math:)`([^`\n]+)`")
_KIND = re.compile(r"^(?:sec|subsec|chap|fig|figure|tab|table|tbl|eq|alg|ch|ssec|img|lst|thm|def)[_:-]+")
_TAB = re.compile(r"^[ \t]*:(begin|end)_tab:(?:`([^`]*)`)?[ \t]*$")
_SLIDE = re.compile(r"[\[(](?=\*\*)|(?<=\*\*)[\])]")


def maths(line: str) -> str:
    """Return *line* with the roles that hold a formula in dollars."""
    return _MATHS.sub(r"$\1$", line) if "math" in line else line


def rewrite(line: str, is_d2l: bool, where: int, notes: Notes) -> str:
    """Return *line* of prose with the words of its roles."""
    if is_d2l:
        tab = _TAB.match(line)
        if tab:
            return f"::: tab {(tab[2] or '').strip()}".rstrip() if tab[1] == "begin" else ":::"
        if "**" in line and "](" not in line:
            line = outside_code(line, lambda words: _SLIDE.sub("", words))
    if "`" not in line or ("{" not in line and ":" not in line):
        return line

    def words(match: re.Match[str]) -> str:
        name, said = match[1] or match[2], match[3]
        if name == "label" and _LABEL.fullmatch(said):
            notes.changes.append((where, match[0]))
            return f'<a id="{said}"></a>'
        if name in _DROPPED:
            notes.changes.append((where, match[0]))
            return ""
        if name in _CODE:
            return f"`{said}`"
        target = _TARGET.match(said)
        if name == "numref" and target and _LABEL.fullmatch(target[2]) and ("%s" in target[1] or "{number}" in target[1]):
            return f"[{target[1]}](#{target[2]})"
        if name in ("ref", "numref") and _LABEL.fullmatch(said):
            return f"[@@{said}](#{said})"
        if target and target[1]:
            return target[1]
        if name.startswith("cite"):
            return f"[{said}]".replace("[", "\\[").replace("]", "\\]")
        if name in _STRONG:
            return f"**{said}**"
        if name in ("sub", "sup", "abbr", "term", "emphasis"):
            return {"sub": f"<sub>{said}</sub>", "sup": f"<sup>{said}</sup>"}.get(name, f"*{said}*" if name == "emphasis" else said)
        if name in ("ref", "numref", "eqref", "doc", "download", "any", "eq", "prf:ref"):
            notes.changes.append((where, match[0]))
            said = said.lstrip("~!/").rpartition("/")[2]
            plain = _KIND.sub("", said).replace("_", " ").replace("-", " ")
            return f"({plain})" if name in ("eqref", "eq") else f"*{plain}*"
        return f"`{said}`" if re.fullmatch(r"[\w.:()-]+", said) else said

    return _ROLE.sub(words, line)
