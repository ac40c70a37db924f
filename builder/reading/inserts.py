"""What lessons refer to by notations of other programs, read beforehand, because parsing reads no file.

Includes (`{{#include file:2:10}}`, `{{#include file:anchor}}`, `--8<-- "file"`) and the lessons wiki links mean. A
file outside the folder of lessons counts as absent.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from builder.model import Source
from builder.parsing.dialects.includes import DIRECTIVE, SNIPPET
from builder.parsing.dialects.wiki import LINK

_ANCHOR = re.compile(r"ANCHOR(_END)?:\s*([\w-]+)")
_FILES = frozenset({"include", "rustdoc_include", "playground", "playpen"})
_DEEPEST = 4
_MOST = 2_000_000
"""Characters that one lesson may include."""
_VARIABLE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
Read = Callable[[str], str | None]
"""Gives the text of a file by its path below the folder of lessons."""


def add_inserts(source: Source, read: Read, lessons: dict[str, str], variables: dict[str, str]) -> Source:
    """Return *source* with what its includes, wiki links and variables stand for; *lessons* are paths by folded name."""
    if not any(mark in source.text for mark in ("{{", "8<", "[[")):
        return source
    found: dict[str, str] = {}
    folder = posixpath.dirname(source.path)
    size = 0
    for line in source.text.split("\n"):
        if "[[" in line:
            for link in LINK.finditer(line):
                name = (link[2] or "").strip()
                path = lessons.get(name.casefold()) or lessons.get(posixpath.basename(name).casefold())
                if path:
                    found[f"[[{name}"] = posixpath.relpath(path, folder or ".")
        if variables and "{{" in line:
            found |= {key: variables[key] for name in _VARIABLE.findall(line) if (key := f"{{{{{name}}}}}") in variables}
        for key, text in _includes(line, folder, read, 0):
            if key not in found and size < _MOST:
                found[key] = text
                size += len(text)
    return replace(source, inserts=tuple(sorted(found.items()))) if found else source


def book_variables(read: Read) -> dict[str, str]:
    """Return the variables of a HonKit book (`{{book.name}}`, from `book.json`), as they are written."""
    try:
        said = json.loads(read("book.json") or "{}")
        variables = said.get("variables", {})
        return {f"{{{{book.{name}}}}}": str(value) for name, value in variables.items() if isinstance(value, str | int | float)}
    except (ValueError, AttributeError, RecursionError):
        return {}


def lesson_names(sources: list[Source]) -> dict[str, str]:
    """Return the path of every lesson by the names a wiki link may use; of two with one name the first."""
    names: dict[str, str] = {}
    for source in sources:
        path = PurePosixPath(source.path)
        for name in (source.path, str(path.with_suffix("")), path.name, path.stem, source.title or ""):
            if name:
                names.setdefault(name.casefold(), source.path)
    return names


def _includes(line: str, folder: str, read: Read, depth: int) -> list[tuple[str, str]]:
    made = []
    snippet = SNIPPET.match(line)
    if snippet:
        name, _, part = snippet[2].partition(":")
        text = _file(posixpath.normpath(posixpath.join(folder, name)), read, depth)
        if text is None:
            text = _file(posixpath.normpath(name), read, depth)
        if text is not None:
            made.append((snippet[0].strip(), _select(text, part)))
    if "{{" in line:
        for match in DIRECTIVE.finditer(line):
            words = match[2].split()
            if match[1] not in _FILES or not words:
                continue
            name, _, part = words[0].partition(":")
            text = _file(posixpath.normpath(posixpath.join(folder, name)), read, depth)
            if text is not None:
                made.append((match[0], _select(text, part)))
    return made


def _file(path: str, read: Read, depth: int) -> str | None:
    """Return the text of the file with its own includes put in."""
    if path.startswith(("..", "/")) or depth > _DEEPEST:
        return None
    text = read(path)
    if text is None or ("{{" not in text and "8<" not in text):
        return text
    lines = []
    size = 0
    for line in text.split("\n"):
        for key, inside in _includes(line, posixpath.dirname(path), read, depth + 1):
            line = line.replace(key, inside.rstrip("\n"))
        size += len(line)
        if size > _MOST:
            break
        lines.append(line)
    return "\n".join(lines)


def _select(text: str, part: str) -> str:
    """Return the lines *part* asks for: `2`, `2:10`, `:10`, `2:`, or the name of an anchor; marks of anchors are left out."""
    lines = text.split("\n")
    if re.fullmatch(r"\d*(?::\d*)?", part) and part.strip(":"):
        first, colon, last = part.partition(":")
        start = int(first) if first else 1
        end = (int(last) if last else len(lines)) if colon else start
        lines = lines[max(0, start - 1) : end]
    elif part:
        kept, inside = [], False
        for line in lines:
            mark = _ANCHOR.search(line)
            if mark and mark[2] == part:
                inside = not mark[1]
            elif inside:
                kept.append(line)
        lines = kept
    return "\n".join(line for line in lines if not _ANCHOR.search(line))
