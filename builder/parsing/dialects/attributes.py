"""Attribute lists: `{#id .class key=value}` (Pandoc, Markdown Extra) and `{: .class}` (Kramdown, Python-Markdown).

A heading keeps its `{#id}`, a picture its name and what `alt` says: the words in brackets are its caption then. All else is
about looks and is taken out, with `{:toc}` and the line that holds its place.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import Notes, Page, outside_code
from builder.parsing.dialects.references import LABEL

_ONE = r"(?:[#.][\w:.-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)|-)"
_LIST = rf"\{{:?[ \t]*{_ONE}(?:[ \t]+{_ONE})*[ \t]*\}}|\{{:[ \t]*(?:{_ONE}|[\w-]+)(?:[ \t]+{_ONE})*[ \t]*\}}"
_ALONE = re.compile(rf"[ \t>]*(?:{_LIST}|\{{::[^{{}}\n]*\}}|\{{:/[^{{}}\n]*\}})[ \t]*")
_FIRST = re.compile(rf"^(?:{_LIST})")
_AFTER = re.compile(rf"(?<=[)\]])(?:{_LIST})|(?<=[*_>])(?=\{{[:.#])(?:{_LIST})")
_HEADING = re.compile(rf"([ \t>]*#{{1,6}}[ \t].*?)[ \t]*({_LIST})[ \t]*#*[ \t]*$")
_ID = re.compile(r"#([\w:.-]+)")
_PICTURE = re.compile(
    rf"!\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]\((<[^<>\n]*+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)?)[ \t]*(\"[^\"\n]*\")?[ \t]*\)({_LIST})"
)
_LABEL = re.compile(LABEL)
_LONE = re.compile(r"[ \t]*!\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]\([^()\s]*+\)[ \t]*")
_BELOW = re.compile(rf":label:`({LABEL})`")
_ALT = re.compile(r"(?<![\w-])(?:fig-)?alt=(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s\"'{}]+))")
_PLACE = re.compile(r"[ \t]*(?:[-*+]|1\.)[ \t]+(?:\{:?toc\}|TOC|toc|this unordered seed list.*|Table of contents.*)[ \t]*$", re.IGNORECASE)


def rewrite(line: str, where: int, notes: Notes) -> str:
    """Return *line* of prose without its attribute lists."""
    if "{" not in line:
        return line
    if _ALONE.fullmatch(line):
        notes.changes.append((where, line.strip()))
        return ""
    heading = _HEADING.match(line)
    if heading:
        name = _ID.search(heading[2])
        plain = f"{{#{name[1]}}}" if name else ""
        if plain != heading[2]:
            notes.changes.append((where, heading[2]))
        return f"{heading[1]} {plain}".rstrip()

    def picture(match: re.Match[str]) -> str:
        if line.count("`", 0, match.start()) % 2:
            return match[0]
        words, address, title, said = match.groups()
        name, alt = _ID.search(said), _ALT.search(said)
        if name is None and alt is None:
            return match[0]
        notes.changes.append((where, said))
        has_caption = alt is not None or (name is not None and _LABEL.match(name[1]))
        caption = f"<i>{words}</i>" if has_caption and not title and words.strip() and line.strip() == match[0] else ""
        if alt is not None:
            words = (alt[1] or alt[2] or alt[3] or "").replace("[", "(").replace("]", ")")
        shown = f"![{words}]({address}{f' {title}' if title else ''})"
        return f'{shown}<a id="{name[1]}"></a>{caption}' if name else f"{shown}{caption}"

    def take(match: re.Match[str]) -> str:
        notes.changes.append((where, match[0]))
        return ""

    follows = False

    def words(part: str) -> str:
        nonlocal follows
        if follows:
            # Behind a code span.
            part = _FIRST.sub(take, part)
        follows = True
        return _AFTER.sub(take, part)

    # The words of a picture may hold code.
    return outside_code(_PICTURE.sub(picture, line), words)


def joined(page: Page, at: int) -> str:
    """Return the line *at*, where a picture with an attribute list begins, with its further lines, which become empty."""
    line = page.lines[at]
    if not line.lstrip(" \t").startswith("![") or "](" in line:
        return line
    for below in range(at + 1, min(at + 8, len(page.lines))):
        part = page.lines[below].strip()
        if not part or part.startswith((">", "#", "```", "- ", "![")):
            break
        if "](" in part:
            whole = " ".join([line.rstrip(), *(one.strip() for one in page.lines[at + 1 : below + 1])])
            if not _PICTURE.fullmatch(whole.strip()):
                break
            page.lines[at + 1 : below + 1] = [""] * (below - at)
            return whole
    return line


def captioned(page: Page, at: int, notes: Notes) -> str:
    """Return the line *at*, a picture alone with a label below it (d2l), with the label, and its words as a caption too."""
    match = _LONE.fullmatch(page.lines[at])
    for below in range(at + 1, min(at + 4, len(page.lines))):
        if match is None or not page.lines[below].startswith(":"):
            break
        label = _BELOW.fullmatch(page.lines[below].strip())
        if label and match[1].strip():
            notes.changes.append((page.at[below], label[0]))
            page.lines[below] = ""
            return f'{page.lines[at].rstrip()}<a id="{label[1]}"></a><i>{match[1]}</i>'
    return page.lines[at]


def drop_contents(page: Page, code: list[bool], notes: Notes) -> None:
    """Take out the list item that holds the place of a generated contents list."""
    for at, line in enumerate(page.lines):
        if code[at] or not _PLACE.match(line):
            continue
        after = next((other for other in range(at + 1, min(at + 3, len(page.lines)))), None)
        taken = any(where == page.at[after] and "toc" in text for where, text in notes.changes) if after else False
        if taken or "{:toc}" in line or "{toc}" in line:
            notes.changes.append((page.at[at], line.strip()))
            page.lines[at] = ""
