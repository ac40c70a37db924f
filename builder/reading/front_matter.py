"""YAML front matter at the head of a lesson: its settings, and the text below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from builder.model import Change, Problem

_BLOCK = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_SETTING = re.compile(r"\s*(?:#.*\n\s*)*[\"']?[\w-]+[\"']?\s*:(?:\s|\Z)")
_SIMPLE = re.compile(r"^(title|number|step|language|lang)[ \t]*:[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)
_LARGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The settings of a lesson, the text below them and the line (from 1) that text starts on."""

    settings: dict[str, object] = field(default_factory=dict)
    text: str = ""
    first_line: int = 1
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def split_front_matter(text: str, path: str, keep: tuple[str, ...] = ()) -> FrontMatter:
    """Return what the front matter of *text* says and the text below it.

    A rule (`---`) that opens a lesson is no front matter: the first line below it must be `name: …`. Broken YAML
    is left out, a change and a problem with its line; title, number and language are still taken where they are
    written on one line. Front matter that is never closed stands in the lesson; broken YAML does too when *keep*
    names `front-matter`.
    """
    block = _BLOCK.match(text)
    if block is None or not _SETTING.match(block[1]) or block.end() > _LARGEST:
        if block is None and re.match(r"---[ \t]*\n\s*title\s*:", text):
            told = _problem(path, 1, "it is opened by --- and never closed; it stands in the lesson")
            return FrontMatter(text=text, problems=(told,))
        return FrontMatter(text=text)
    rest = text[block.end() :]
    first = text.count("\n", 0, block.end()) + 1
    try:
        settings = yaml.safe_load(block[1])
    # A day that does not exist is a ValueError, hundreds of open brackets end the stack.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it is no YAML"
        line = mark.line + 2 if mark else 1
        if "front-matter" in keep:
            told = _problem(path, line, f"{reason}; it stands in the lesson")
            return FrontMatter(_simple(block[1]), text, problems=(told,))
        told = _problem(path, line, f"{reason}; it is left out")
        change = Change(path, 1, "front-matter", block[0].rstrip("\n"))
        return FrontMatter(_simple(block[1]), rest, first, (change,), (told,))
    if not isinstance(settings, dict):
        return FrontMatter(text=text)
    return FrontMatter({str(key): value for key, value in settings.items()}, rest, first)


def _simple(block: str) -> dict[str, object]:
    """Return the settings of a broken *block* that stand on one line each: `title: Ports: an overview`."""
    found: dict[str, object] = {}
    for match in _SIMPLE.finditer(block):
        value = match[2].strip("\"'")
        found.setdefault(match[1], int(value) if value.isascii() and value.isdigit() else value)
    return found


def _problem(path: str, line: int, reason: str) -> Problem:
    message = f"broken front matter: {reason}. Mend the YAML between the two lines of ---"
    return Problem(path, line, "warning", "front-matter", message)
