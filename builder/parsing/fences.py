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
from html import unescape

_NAME = re.compile(r"\.?([\w+#*][\w+#.*-]*)(?=[\s,{;:]|$)")
_CLASS = re.compile(r"[{\s]\.?([A-Za-z][\w+#-]*+)(?=[\s,}])")
_VALUE = re.compile(r"""([\w-]++)\s?=\s?(?:"([^"]*+)"|'([^']*+)'|\[([^\]]*+)\]|([^\s{}",\]]++))""")
_LINES = re.compile(r"\{([\d\s,-]++)\}")
_FIRST = re.compile(r"(?:showLineNumbers|numberLines)(?:\{(\d{1,6})\}|:\s?(\d{1,6}))", re.IGNORECASE)
_ON = re.compile(r"(?<![\w-])(?:linenums|linenos|showLineNumbers|numberLines|number-lines|line-numbers)(?![\w-])", re.IGNORECASE)
_OFF = re.compile(r"(?<![\w-])(?:no-line-numbers|noLineNumbers|nonumber)(?![\w-])", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,6})(?:\s?-\s?(\d{1,6}))?")
_OURS = frozenset({"numberlines", "number-lines", "lineanchors", "showlinenumbers", "linenums", "line-numbers", "code"})
_FILES = ("title", "filename", "file-name", "file")
_CAPTIONS = ("caption", "code-caption", "lst-cap")
_LABEL = re.compile(r"(?:^|[{\s])#([A-Za-z][\w:.-]*+)(?=[\s}]|$)")
_NUMBERED = ("linenums", "linenos", "showlinenumbers", "line-numbers", "numberlines", "number-lines")
_STARTS = ("startfrom", "linenostart", "lineno-start", "start-line", "number-lines-start")
_MARKED = ("hl_lines", "hl-lines", "emphasize-lines", "highlight", "code-line-numbers", "highlightlines")


@dataclass(frozen=True, slots=True)
class Fence:
    """An info string as read; *marked* are ranges of lines, counted from 1 at the block's first."""

    language: str = ""
    title: str = ""
    """The name of a file, a caption, or both: `file.py: what it does`."""
    numbers: bool | None = None
    """Whether it is to have line numbers; None where nothing is said."""
    start: int = 1
    """Number of the first line."""
    marked: tuple[tuple[int, int], ...] = ()
    label: str = ""
    """What links call it: `{#lst-app}`."""
    number: str = ""
    """The author's own number: `number="3-1"` (mdBook's listings)."""

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
        values.setdefault(name.lower(), unescape(next((value for value in shown if value), "")))
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
        title=_title(values),
        label=label[1] if (label := _LABEL.search(bare)) else "",
        number=values.get("number", "")[:12],
        numbers=numbers,
        start=int(found[0]) if found else 1,
        marked=tuple((int(low), int(high or low)) for text in marked for low, high in _RANGE.findall(text)),
    )


def _title(values: dict[str, str]) -> str:
    names = (values[name].strip() for name in _FILES if name in values and (name != "file" or re.search(r"[./]", values[name])))
    captions = (values[name].strip() for name in _CAPTIONS if name in values)
    # A `file` without a dot is a sample's name for a program that tests it, nothing for a reader.
    return ": ".join(part for part in (next(names, ""), next(captions, "")) if part)


def language_of(info: str) -> str:
    """Return the language an info string names: `rust,ignore`, `{.python .input}`, `js title="…"`."""
    info = info.strip()
    if not info.startswith("{"):
        match = _NAME.match(info)
        name = match[1].lower() if match else ""
        return "" if name in _OURS - {"code"} else name
    return next((name.lower() for name in _CLASS.findall(info) if name.lower() not in _OURS), "")
