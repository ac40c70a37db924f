"""Files put in: mdBook's `{{#include file:lines}}` and kin, pymdown's `--8<-- "file"`. Their text was read before.

A file that is not in the folder of lessons is named where it should stand. In Rust of an mdBook lines that begin with
`# ` are for the compiler alone (rustdoc's hidden lines) and are left out.
"""

from __future__ import annotations

import re

from builder.parsing.dialects.page import Notes, Page, closes, opens

DIRECTIVE = re.compile(r"(?<!\\)\{\{\s*#(\w+)\s*([^{}\n]*)\}\}")
SNIPPET = re.compile(r"^([ \t]*)-+8<-+[ \t]+[\"']([^\"'\n]+)[\"'][ \t]*$")
_FILES = frozenset({"include", "rustdoc_include", "playground", "playpen"})
_HIDDEN = re.compile(r"^\s*#(?: |$)")


def put_in(page: Page, inserts: dict[str, str], notes: Notes) -> None:
    """Put the files' texts in place of the directives of *page*."""
    if not any("{{" in line or "8<" in line for line in page.lines):
        return
    lines: list[str] = []
    at: list[int] = []
    closing, rust = "", False
    book = any(DIRECTIVE.search(line) for line in page.lines)
    for line, where in zip(page.lines, page.at, strict=True):
        fence = None if closing else opens(line)
        if closing and closes(line, closing):
            closing = ""
        elif fence:
            closing, rust = fence[0], fence[1].lower().startswith("rust")
        made = _line(line, where, bool(closing), inserts, notes)
        if closing and not fence and rust and book:
            hidden = [one for one in made if _HIDDEN.match(one)]
            if hidden and made == [line]:
                notes.changes.append((where, line))
            made = [one for one in made if not _HIDDEN.match(one)]
        lines += made
        at += [where] * len(made)
    page.lines, page.at = lines, at


def _line(line: str, where: int, code: bool, inserts: dict[str, str], notes: Notes) -> list[str]:
    snippet = SNIPPET.match(line)
    if snippet:
        text = inserts.get(snippet[0].strip())
        if text is not None:
            return [snippet[1] + one for one in text.rstrip("\n").split("\n")]
        return [snippet[1] + _named(snippet[2], where, code, notes)]
    if "{{" not in line or (not code and _in_span(line)):
        return [line]
    match = DIRECTIVE.search(line)
    if match is None:
        return [line]
    kind, words = match[1], match[2].strip()
    if kind == "title":
        notes.changes.append((where, match[0]))
        rest = _line(line[match.end() :], where, code, inserts, notes)
        return [(line[: match.start()] + rest[0]).rstrip(), *rest[1:]]
    if kind not in _FILES:
        notes.problems.append((where, "info", "dialect-unknown", f"{match[0][:60]} is for another program; it stands as it is"))
        return [line if code else f"{line[: match.start()]}`{match[0]}`{line[match.end() :]}"]
    text = inserts.get(match[0])
    if text is None:
        text = _named(words.split()[0].split(":")[0] if words else "?", where, code, notes)
    elif kind in ("playground", "playpen") and not code:
        text = f"```rust\n{text.rstrip()}\n```"
    made = (line[: match.start()] + text.rstrip("\n")).split("\n")
    rest = _line(line[match.end() :], where, code, inserts, notes)
    return [*made[:-1], made[-1] + rest[0], *rest[1:]]


def _in_span(line: str) -> bool:
    at = line.find("{{")
    return line.count("`", 0, at) % 2 == 1


def _named(name: str, where: int, code: bool, notes: Notes) -> str:
    notes.problems.append((
        where, "warning", "include-missing", f"the file {name} is not in the folder of lessons; its name stands in its place",
    ))
    return f"[{name}]" if code else f"`{name}`"
