"""Directives written as fences (MyST, Jupyter Book, d2l) and content tabs (pymdown): what holds text becomes a division.

```` ```{note} Title ```` … ```` ``` ```` is `::: note Title` … `:::` (`divs`), with one line for one line. What stands in a
figure goes to its picture's line, captions and names of code into its info string.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import Notes, Page, closes, opens

_DIRECTIVE = re.compile(r"\{([A-Za-z][\w:-]*)\}[ \t]*(.*)")
_OPTION = re.compile(r"[ \t>]*:([A-Za-z][\w-]*):[ \t]*(.*)")
_COLONS = re.compile(r"[ \t>]*(:{3,})(\{(?:figure|image|table)\}[^\n]*)")
_SAID = {"caption": 'caption="{}"', "name": "#{}", "emphasize-lines": 'emphasize-lines="{}"', "lineno-start": "linenos={}", "linenos": "linenos"}
"""What options of code say in an info string."""
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
    head = 0
    """The line of the picture, table or code whose options come."""
    shown = ""
    """What the directive around shows: a picture whose caption comes, or a table."""
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
                option = _OPTION.match(line)
                if option and option[1] in _SAID and options:
                    said = option[2].strip().replace("`", "&#96;").replace('"', "&quot;")
                    page.lines[head] += " " + _SAID[option[1]].format(said)
                elif line.strip():
                    notes.changes.append((where, line.strip()))
                page.lines[at] = ""
                if not dropping:
                    gone.add(at)
            else:
                options = False
            continue
        if opened and closes(line, opened[-1][0]):
            page.lines[at] = _depth(line) + opened.pop()[1]
            options, shown = False, ""
            continue
        if options and (option := _OPTION.match(line)):
            page.lines[at] = ""
            notes.changes.append((where, line.strip()))
            if option[1] == "alt" and shown == "picture":
                page.lines[head] = page.lines[head].replace("![]", f"![{option[2]}]", 1)
            elif option[1] in ("name", "label") and shown == "picture":
                page.lines[head] += f'<a id="{option[2].strip()}"></a>'
            elif option[1] in ("name", "label") and shown == "table" and page.lines[head].strip(" >"):
                page.lines[head] += f" {{#{option[2].strip()}}}"
            continue
        if shown == "picture" and (line.strip(" \t>") or not options):
            # The first paragraph is the caption.
            words = line.strip(" \t>")
            if not words or opens(line):
                shown = ""
            else:
                before = page.lines[head].removesuffix("</i>")
                page.lines[head] = f"{before} {words}</i>" if before != page.lines[head] else f"{before}<i>{words}</i>"
                page.lines[at] = ""
                options = False
                continue
        if options and not line.strip(" \t>"):
            options = shown == "picture"
            continue
        options = False
        tab = _TAB.match(line)
        if tab:
            page.lines[at] = f'{tab[1]}!!! tab "{tab[2]}"'
            continue
        colons = _COLONS.fullmatch(line)
        fence = (colons[1], colons[2]) if colons else opens(line)
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
                options, head = True, at
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
        options, head = True, at
        if name in _PICTURES:
            page.lines[at] = f"{_depth(line)}![](<{words}>)"
            opened.append((marks, ""))
            shown = "picture"
        elif name == "table":
            page.lines[at] = f"{_depth(line)}: {words}" if words.strip() else ""
            opened.append((marks, ""))
            shown = "table"
        else:
            page.lines[at] = f"{_depth(line)}::: {name.replace(':', '-')} {words}".rstrip()
            opened.append((marks, ":::"))


    if gone:
        # Options of code stand inside its fence: an empty line there would be one of the code.
        page.at = [where for at, where in enumerate(page.at) if at not in gone]
        page.lines = [line for at, line in enumerate(page.lines) if at not in gone]


def _depth(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t>"))]
