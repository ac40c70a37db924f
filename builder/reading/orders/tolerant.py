"""YAML and JSON of other tools, read without trust: unknown tags are nothing, what is broken is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml

_LONGEST = 400_000
_DEEPEST = 20
_MOST = 20_000
"""Entries looked at; aliases in YAML can make a short file endless."""


class OrderError(Exception):
    """The file cannot be read; *line* is where."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


class _Loader(yaml.SafeLoader):
    """A safe loader for which a tag it does not know (`!ENV`, `!!python/name:…`) is an empty value."""


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("", _nothing)


def load_yaml(text: str) -> Any:
    """Return what *text* holds, to be read only. Raises `OrderError` where it is broken or longer than any list."""
    value, reason, line = _loaded(text)
    if reason:
        raise OrderError(reason, line)
    return value


@lru_cache(maxsize=4)
def _loaded(text: str) -> tuple[Any, str, int]:
    """Return the value, or what is wrong and in which line; several finders read the same file."""
    if len(text) > _LONGEST:
        return None, f"it has more than {_LONGEST} characters", 1
    try:
        return yaml.load(text, _Loader), "", 0  # a SafeLoader: nothing is executed
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return None, str(getattr(error, "problem", None) or "it is no YAML"), mark.line + 1 if mark else 1
    except (RecursionError, ValueError, TypeError):
        return None, "it cannot be read", 1


def load_json(text: str) -> Any:
    """Return what *text* holds. Raises `OrderError` where it is broken."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise OrderError(error.msg, error.lineno) from error
    except RecursionError as error:
        raise OrderError("it cannot be read", 1) from error


def table(value: object) -> dict[str, Any]:
    """Return *value* where it is a mapping, else an empty one."""
    return {str(key): entry for key, entry in value.items()} if isinstance(value, dict) else {}


def rows(value: object) -> list[Any]:
    """Return *value* where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


class Budget:
    """Counts what is looked at, so that aliases of YAML cannot make it endless."""

    def __init__(self) -> None:
        self.left = _MOST

    def over(self, entries: object, depth: int) -> Iterator[Any]:
        """Return the *entries* of a list one by one, while there is budget and *depth* allows."""
        for entry in rows(entries):
            self.left -= 1
            if self.left < 0 or depth > _DEEPEST:
                return
            yield entry


def line_of(text: str, words: str) -> int:
    """Return the first line of *text* that holds *words*, 1 when none does."""
    at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
