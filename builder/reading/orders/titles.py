"""The book's title as the settings of other tools give it (mdBook, MkDocs, HonKit, Quarto, Jupyter Book, Carpentries)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

from builder.reading.orders.tolerant import OrderError, load_json, load_yaml, table


def site_title(read: Callable[[str], str]) -> str:
    """Return the title in the settings at the top of a folder, whose files *read* returns; empty when none has one."""
    for name, load, keys in _PLACES:
        text = read(name)
        try:
            value: Any = load(text) if text else {}
        except (OrderError, tomllib.TOMLDecodeError):
            continue
        if name.startswith("config.") and "carpentry" not in table(value):
            continue
        for key in keys:
            value = table(value).get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


_PLACES: tuple[tuple[str, Callable[[str], Any], tuple[str, ...]], ...] = (
    ("book.toml", tomllib.loads, ("book", "title")),
    ("book.json", load_json, ("title",)),
    ("mkdocs.yml", load_yaml, ("site_name",)),
    ("_quarto.yml", load_yaml, ("book", "title")),
    ("_config.yml", load_yaml, ("title",)),
    ("config.yaml", load_yaml, ("title",)),
)
