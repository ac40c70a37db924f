"""Attribute lists: `{#id .class key=value}` (Pandoc, Markdown Extra) and `{: .class}` (Kramdown, Python-Markdown).

A heading keeps its `{#id}`; all else is about looks and is taken out, with `{:toc}` and the line that holds its place.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import Notes, Page, outside_code

_ONE = r"(?:[#.][\w:.-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)|-)"
_LIST = rf"\{{:?[ \t]*{_ONE}(?:[ \t]+{_ONE})*[ \t]*\}}|\{{:[ \t]*(?:{_ONE}|[\w-]+)(?:[ \t]+{_ONE})*[ \t]*\}}"
_ALONE = re.compile(rf"[ \t>]*(?:{_LIST}|\{{::[^{{}}\n]*\}}|\{{:/[^{{}}\n]*\}})[ \t]*")
_FIRST = re.compile(rf"^(?:{_LIST})")
_AFTER = re.compile(rf"(?<=[)\]])(?:{_LIST})|(?<=[*_>])(?=\{{[:.#])(?:{_LIST})")
_HEADING = re.compile(rf"([ \t>]*#{{1,6}}[ \t].*?)[ \t]*({_LIST})[ \t]*#*[ \t]*$")
_ID = re.compile(r"#([\w:.-]+)")
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

    return outside_code(line, words)


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
