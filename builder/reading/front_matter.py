"""YAML front matter at the head of a lesson: its settings, and the text below it."""

from __future__ import annotations

import re

import yaml

from builder.errors import SourceError

_BLOCK = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_SETTING = re.compile(r"\s*(?:#.*\n\s*)*[\"']?[\w-]+[\"']?\s*:(?:\s|\Z)")


def split_front_matter(text: str, path: str) -> tuple[dict[str, object], str, int]:
    """Return settings, the text below them and the line it starts on (from 1).

    A rule (`---`) that opens a lesson is no front matter: the first line below it must be `name: …`.
    Raises `SourceError` with the line where the YAML is broken.
    """
    block = _BLOCK.match(text)
    if block is None or not _SETTING.match(block[1]):
        if text.startswith("---") and re.match(r"---[ \t]*\n\s*title\s*:", text):
            raise _broken(path, 1, "front matter is opened by --- and never closed")
        return {}, text, 1
    try:
        settings = yaml.safe_load(block[1])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        reason = getattr(error, "problem", None) or "it is no YAML"
        raise _broken(path, line, f"broken front matter: {reason}") from error
    if not isinstance(settings, dict):
        return {}, text, 1
    first = text[: block.end()].count("\n") + 1
    return {str(key): value for key, value in settings.items()}, text[block.end() :], first


def _broken(path: str, line: int, message: str) -> SourceError:
    return SourceError(
        message, where=path, line=line, hint="mend the YAML between the two lines of ---"
    )
