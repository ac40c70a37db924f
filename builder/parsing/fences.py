"""What an info string asks for: language, title, line numbers and highlighted lines, as half a dozen programs write it.

| written | by |
|---|---|
| `python title="a.py" linenums="5" hl_lines="2 4-6"`, `{ .py linenums="1" }` | mkdocs-material |
| `{.python .numberLines startFrom="5"}` | Pandoc |
| `js title="a.js" {2,4-6} showLineNumbers`, `showLineNumbers=5`, `showLineNumbers{5}` | Docusaurus, rehype-pretty-code |
| `ts{2,4-6}:line-numbers=5`, `:no-line-numbers` | VitePress |
| `go {linenos=true,hl_lines=[2,"4-6"],linenostart=5}` | Hugo |
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"\.?([\w+#*][\w+#.*-]*)(?=[\s,{;:]|$)")
_CLASS = re.compile(r"[{\s]\.?([A-Za-z][\w+#-]*+)(?=[\s,}])")
_VALUE = re.compile(r"""([\w-]++)\s?=\s?(?:"([^"]*+)"|'([^']*+)'|\[([^\]]*+)\]|([^\s{}",\]]++))""")
_LINES = re.compile(r"\{([\d\s,-]++)\}")
_FIRST = re.compile(r"(?:showLineNumbers|numberLines)(?:\{(\d{1,6})\}|:\s?(\d{1,6}))", re.IGNORECASE)
_ON = re.compile(r"(?<![\w-])(?:linenums|linenos|showLineNumbers|numberLines|number-lines|line-numbers)(?![\w-])", re.IGNORECASE)
_OFF = re.compile(r"(?<![\w-])(?:no-line-numbers|noLineNumbers|nonumber)(?![\w-])", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,6})(?:\s?-\s?(\d{1,6}))?")
_OURS = frozenset({"numberlines", "number-lines", "lineanchors", "showlinenumbers", "linenums", "line-numbers", "code"})
_TITLES = ("title", "file", "filename", "caption", "code-caption", "lst-cap")
_NUMBERED = ("linenums", "linenos", "showlinenumbers", "line-numbers", "numberlines", "number-lines")
_STARTS = ("startfrom", "linenostart", "lineno-start", "start-line", "number-lines-start")
_MARKED = ("hl_lines", "hl-lines", "emphasize-lines", "highlight", "code-line-numbers", "highlightlines")


@dataclass(frozen=True, slots=True)
class Fence:
    """An info string as read; *marked* are ranges of lines, counted from 1 at the block's first."""

    language: str = ""
    title: str = ""
    numbers: bool | None = None
    """Whether it is to have line numbers; None where nothing is said."""
    start: int = 1
    """Number of the first line."""
    marked: tuple[tuple[int, int], ...] = ()

    # Asked for every line of a block: one spelling of it.
    def marks(self, line: int) -> bool:
        """Tell whether *line* is to be highlighted."""
        return any(first <= line <= last for first, last in self.marked)


def read_fence(info: str) -> Fence:
    """Return what *info* says; what it says in no known way is passed over."""
    info = info.strip()
    if not info.strip("`~") or (info.isalnum() and not _ON.fullmatch(info)):
        return Fence(info.lower())
    values: dict[str, str] = {}
    for name, *shown in _VALUE.findall(info):
        values.setdefault(name.lower(), next((value for value in shown if value), ""))
    bare = _VALUE.sub(lambda found: " " if found[0].endswith(('"', "'", "]")) else found[0], info)
    first = _FIRST.search(bare)
    lines = _LINES.findall(_FIRST.sub(" ", bare))
    numbered = next((values[name] for name in _NUMBERED if name in values), None)
    numbers: bool | None = None
    if _OFF.search(bare) or (numbered is not None and numbered.lower() in ("false", "0", "no")):
        numbers = False
    elif first or numbered is not None or _ON.search(bare):
        numbers = True
    start = (first and (first[1] or first[2])) or next((values[name] for name in _STARTS if name in values), numbered or "1")
    found = re.match(r"\d{1,6}", start)
    marked = [values[name] for name in _MARKED if name in values] + lines
    return Fence(
        language=language_of(bare),
        title=next((values[name].strip() for name in _TITLES if name in values), ""),
        numbers=numbers,
        start=int(found[0]) if found else 1,
        marked=tuple((int(low), int(high or low)) for text in marked for low, high in _RANGE.findall(text)),
    )


def language_of(info: str) -> str:
    """Return the language an info string names: `rust,ignore`, `{.python .input}`, `js title="…"`."""
    info = info.strip()
    if not info.startswith("{"):
        match = _NAME.match(info)
        name = match[1].lower() if match else ""
        return "" if name in _OURS - {"code"} else name
    return next((name.lower() for name in _CLASS.findall(info) if name.lower() not in _OURS), "")
