"""A table of the settings becomes a frozen value: its fields are the keys, their types what may stand there.

A new setting is a field of the value, with a default and a docstring; nothing else is to be written.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
from typing import Any, TypeVar

from builder.errors import ConfigError

Value = TypeVar("Value")
_NAMES = {bool: "true or false", int: "a whole number", float: "a number", str: "text in quotes"}


def read_section(
    kind: type[Value], name: str, table: dict[str, object], text: str, where: str
) -> Value:
    """Return the table *name* of *table* as a value of the dataclass *kind*; without one, its defaults.

    *text* is the whole of the settings, *where* their file, for the place of a `ConfigError`: an unknown key, a value of
    another type. In place of `yes` and `no`, true and false are taken.
    """
    section = table.get(name, {})
    if not isinstance(section, dict):
        raise ConfigError(f"{name} must be a table: [{name}]", where=where, line=line_of(text, name))
    fields = typing.get_type_hints(kind)
    values: dict[str, Any] = {}
    for key, value in section.items():
        if key not in fields:
            near = difflib.get_close_matches(key, fields, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else f"settings of [{name}]: " + ", ".join(fields)
            raise ConfigError(
                f"unknown setting {key} in [{name}]", where=where, line=line_of(text, key), hint=hint
            )
        values[key] = _checked(key, value, fields[key], text, where)
    return dataclasses.replace(kind(), **values) if values else kind()  # type: ignore[type-var]


def line_of(text: str, key: str) -> int | None:
    """Return the line of *text*, from 1, on which *key* is set or a table of this name begins."""
    pattern = re.compile(rf"^\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\].]")
    for number, line in enumerate(text.split("\n"), 1):
        if pattern.match(line):
            return number
    return None


def _checked(key: str, value: object, wanted: Any, text: str, where: str) -> Any:
    origin, inside = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is typing.Literal:
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if value in inside:
            return value
        shown = " or ".join(f'"{one}"' for one in inside)
        raise _wrong(key, shown, text, where)
    if origin is tuple and inside[1:] == (...,):
        values = value if isinstance(value, list) else [value]
        return tuple(_checked(key, one, inside[0], text, where) for one in values)
    if origin in (typing.Union, types.UnionType):
        wanted = next(one for one in inside if one is not type(None))
        return _checked(key, value, wanted, text, where)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not wanted:
        raise _wrong(key, _NAMES.get(wanted, "of another kind"), text, where)
    return value


def _wrong(key: str, wanted: str, text: str, where: str) -> ConfigError:
    return ConfigError(f"{key} must be {wanted}", where=where, line=line_of(text, key))
