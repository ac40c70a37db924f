"""The book's title and language as other tools' settings give them: mdBook, HonKit, MkDocs, Quarto, Jupyter Book, Carpentries."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

from builder.reading.names import language_tag
from builder.reading.orders.tolerant import OrderError, load_json, load_yaml, table

_PLACES: tuple[tuple[str, Callable[[str], Any], tuple[str, ...], tuple[str, ...]], ...] = (
    ("book.toml", tomllib.loads, ("book", "title"), ("book", "language")),
    ("book.json", load_json, ("title",), ("language",)),
    ("mkdocs.yml", load_yaml, ("site_name",), ("theme", "language")),
    ("_quarto.yml", load_yaml, ("book", "title"), ("lang",)),
    ("_config.yml", load_yaml, ("title",), ("language",)),
    ("config.yaml", load_yaml, ("title",), ("lang",)),
)


def site_settings(read: Callable[[str], str]) -> tuple[str, str]:
    """Return title and language in the settings at the top of a folder, whose files *read* returns; empty where unsaid."""
    title = language = ""
    for name, load, title_keys, language_keys in _PLACES:
        text = read(name)
        try:
            settings: Any = load(text) if text else {}
        except (OrderError, tomllib.TOMLDecodeError):
            continue
        if name.startswith("config.") and "carpentry" not in table(settings):
            continue
        title = title or _value(settings, title_keys)
        language = language or language_tag(_value(settings, language_keys))
    return title, language


def _value(settings: object, keys: tuple[str, ...]) -> str:
    value = settings
    for key in keys:
        value = table(value).get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""
