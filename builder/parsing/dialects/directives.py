"""Directives written as fences (MyST, Jupyter Book, d2l) and content tabs (pymdown): what holds text becomes a division.

```` ```{note} Title ```` … ```` ``` ```` is `::: note Title` … `:::` (`divs`), with one line for one line.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import Notes, Page, closes, opens

_DIRECTIVE = re.compile(r"\{([A-Za-z][\w:-]*)\}[ \t]*(.*)")
_OPTION = re.compile(r"[ \t>]*:([A-Za-z][\w-]*):[ \t]*(.*)")
_TAB = re.compile(r"^([ \t]*)===[+!]?[ \t]+\"(.*)\"[ \t]*$")
_CODE = frozenset({"code", "code-block", "code-cell", "sourcecode", "highlight", "parsed-literal", "ipython", "ipython3"})
_CONTENTS = frozenset({"toctree", "tableofcontents", "contents", "toc", "bibliography", "footbibliography", "index"})
_PICTURES = frozenset({"figure", "image"})
_AS_FENCE = frozenset({"math", "mermaid"})
_UNKNOWN = frozenset({"eval-rst", "raw", "glue", "plot", "graphviz", "digraph", "autoclass", "autofunction", "automodule"})


def rewrite(page: Page, notes: Notes) -> None:
    """Rewrite the directives and tabs of *page* in place."""
    opened: list[tuple[str, str]] = []
    closing = ""
    options = False
    dropping = False
    gone: set[int] = set()
    for at, line in enumerate(page.lines):
        where = page.at[at]
        if closing:
            if closes(line, closing):
                closing = ""
                if dropping:
                    page.lines[at], dropping = "", False
                options = False
            elif dropping or (options and (_OPTION.match(line) or not line.strip())):
                if line.strip():
                    notes.changes.append((where, line.strip()))
                page.lines[at] = ""
                if not dropping:
                    gone.add(at)
            else:
                options = False
            continue
        if opened and closes(line, opened[-1][0]):
            page.lines[at] = _depth(line) + opened.pop()[1]
            options = False
            continue
        if options and (option := _OPTION.match(line)):
            page.lines[at] = ""
            notes.changes.append((where, line.strip()))
            if option[1] == "alt" and at and page.lines[at - 1].lstrip(" >").startswith("![]"):
                page.lines[at - 1] = page.lines[at - 1].replace("![]", f"![{option[2]}]", 1)
            continue
        options = False
        tab = _TAB.match(line)
        if tab:
            page.lines[at] = f'{tab[1]}!!! tab "{tab[2]}"'
            continue
        fence = opens(line)
        if fence is None:
            continue
        marks, info = fence
        directive = _DIRECTIVE.match(info)
        if directive is None or directive[1] in _AS_FENCE or directive[1] in _CODE or directive[1] in _UNKNOWN:
            closing = marks
            if info == "toc":
                dropping = True
                notes.changes.append((where, line.strip()))
                page.lines[at] = ""
            if directive:
                options = True
                if directive[1] in _CODE:
                    page.lines[at] = line[: line.index(marks)] + marks + directive[2]
                elif directive[1] in _UNKNOWN:
                    notes.problems.append((
                        where, "info", "dialect-unknown", f"the directive {directive[1]} is for another program; it stands as code",
                    ))
            continue
        name, words = directive[1], directive[2]
        if name in _CONTENTS:
            closing, dropping = marks, True
            notes.changes.append((where, line.strip()))
            page.lines[at] = ""
            continue
        options = True
        if name in _PICTURES:
            page.lines[at] = f"{_depth(line)}![](<{words}>)"
            opened.append((marks, ""))
        else:
            page.lines[at] = f"{_depth(line)}::: {name.replace(':', '-')} {words}".rstrip()
            opened.append((marks, ":::"))


    if gone:
        # Options of code stand inside its fence: an empty line there would be one of the code.
        page.at = [where for at, where in enumerate(page.at) if at not in gone]
        page.lines = [line for at, line in enumerate(page.lines) if at not in gone]


def _depth(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t>"))]
