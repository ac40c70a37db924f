"""`studyguide.toml` becomes a frozen Config: `parse_config` is pure, `load_config` finds and reads the file.

An unknown key is an error that names the nearest known one: a misspelt setting must never be lost in silence.
"""

from __future__ import annotations

import datetime
import difflib
import os
import re
import tomllib
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import ConfigError
from builder.model import BookInfo
from builder.reading.rules import unknown_rule
from builder.sections import line_of, read_section
from builder.settings import Layout, Study

NAME = "studyguide.toml"
_NAMESPACE = uuid.UUID("6f1b8f0e-52a5-5b52-9f0e-0d6c1f6a7c11")
_TEXTS = ("title", "subtitle", "language", "edition", "publisher", "rights", "identifier")
_KEYS = (*_TEXTS, "author", "authors", "date", "lessons", "parts", "order", "exclude", "checklist", "keep", "emoji", "layout", "study", "diagrams")


@dataclass(frozen=True, slots=True)
class PartRule:
    """A part the settings name: *lessons* are paths or globs, in order."""

    title: str
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one book; empty where nothing is said."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    date: str = ""
    publisher: str = ""
    edition: str = ""
    """As the title page says it: "Second edition"."""
    rights: str = ""
    identifier: str = ""
    lessons: tuple[str, ...] = ()
    """Paths or globs in the order wanted; empty for the order of the files."""
    parts: tuple[PartRule, ...] = ()
    order: str = ""
    """The list of contents that says the order, or `numbers`; empty for the one that is there."""
    exclude: tuple[str, ...] = ()
    """Globs of files and folders that are no lessons."""
    headings: tuple[str, ...] = ()
    """Further headings that hold revision items."""
    keep: tuple[str, ...] = ()
    """Rules of cleaning that are switched off."""
    emoji: str = "drop"
    """`keep` leaves emoji in titles and headings."""
    layout: Layout = field(default_factory=Layout)
    study: Study = field(default_factory=Study)
    mermaid: str = ""
    """The command that draws Mermaid diagrams."""


def load_config(source: Path) -> Config:
    """Read the settings beside or right above the lessons in *source*; none is fine. Raises `ConfigError`."""
    folder = source if source.is_dir() else source.parent
    for place in (folder, folder.parent):
        path = place / NAME
        if path.is_file():
            try:
                return parse_config(path.read_text(encoding="utf-8"), NAME)
            except UnicodeDecodeError as error:
                raise ConfigError("not UTF-8 text", where=NAME, hint="save it as UTF-8") from error
            except OSError as error:
                raise ConfigError(
                    f"cannot be read: {error.strerror}", where=NAME, hint="check its permissions"
                ) from error
    return Config()


def parse_config(text: str, where: str = NAME) -> Config:
    """Return the settings in *text*. Raises `ConfigError` with the line of what is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        raise ConfigError(
            f"this is no TOML: {error}", where=where, line=int(at[1]) if at else text.count("\n") + 1
        ) from error
    _check_keys(table, _KEYS, text, where)
    values = {key: _text(table, key, text, where) for key in _TEXTS}
    if "author" in table and "authors" in table:
        raise ConfigError("give author or authors, not both", where=where, line=line_of(text, "author"))
    key = "author" if "author" in table else "authors"
    authors = _texts(table, key, text, where)
    return Config(
        **values,
        authors=authors,
        date=_date(table, text, where),
        lessons=_lessons(table, text, where),
        order=_text(_order(table, text, where), "from", text, where),
        exclude=_texts(table, "exclude", text, where),
        parts=_parts(table, text, where),
        headings=_headings(table, text, where),
        keep=_keep(table, text, where),
        emoji=_emoji(table, text, where),
        layout=read_section(Layout, "layout", table, text, where),
        study=read_section(Study, "study", table, text, where),
        mermaid=_diagrams(table, text, where),
    )


def book_info(config: Config, title: str) -> BookInfo:
    """Return what the title page and metadata say; *title* is used when the settings name none.

    The stamp comes from `SOURCE_DATE_EPOCH`, else `date`, else 2000-01-01: never from a clock. The identifier is
    made from title, author and language, so that a corrected edition stays the same book on the reader's shelf.
    """
    title = config.title or title
    language = config.language or "en"
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    stamp = "2000-01-01T00:00:00Z"
    if epoch.isdigit():
        moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    elif config.date:
        stamp = f"{config.date}T00:00:00Z"
    made = uuid.uuid5(_NAMESPACE, "\n".join((title, *config.authors, language)))
    return BookInfo(
        title=title,
        subtitle=config.subtitle,
        authors=config.authors,
        language=language,
        date=config.date,
        publisher=config.publisher,
        edition=config.edition,
        rights=config.rights,
        identifier=config.identifier or f"urn:uuid:{made}",
        stamp=stamp,
    )


def _check_keys(table: dict[str, object], known: tuple[str, ...], text: str, where: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.5)
            hint = f"did you mean {near[0]}?" if near else "known settings: " + ", ".join(known)
            raise ConfigError(f"unknown setting {key}", where=where, line=line_of(text, key), hint=hint)


def _wrong(key: str, wanted: str, text: str, where: str) -> ConfigError:
    return ConfigError(f"{key} must be {wanted}", where=where, line=line_of(text, key))


def _text(table: dict[str, object], key: str, text: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise _wrong(key, "text in quotes", text, where)
    if key == "language" and value and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise _wrong(key, 'a language tag such as "en" or "pt-BR"', text, where)
    if key == "edition" and value in ("screen", "print"):
        hint = f"the pages are chosen on the command line: --edition {value}"
        raise ConfigError('edition is what the title page says, such as "Second edition"', where=where, line=line_of(text, key), hint=hint)
    return " ".join(value.split())


def _texts(table: dict[str, object], key: str, text: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(entry, str) for entry in values):
        raise _wrong(key, "text or a list of texts", text, where)
    return tuple(values)


def _date(table: dict[str, object], text: str, where: str) -> str:
    value = table.get("date", "")
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    try:
        return datetime.date.fromisoformat(value).isoformat() if value else ""  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise _wrong("date", "a day written YYYY-MM-DD", text, where) from None


def _parts(table: dict[str, object], text: str, where: str) -> tuple[PartRule, ...]:
    value = table.get("parts", [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise _wrong("parts", "written as [[parts]] with title and lessons", text, where)
    rules = []
    for entry in value:
        _check_keys(entry, ("title", "lessons"), text, where)
        rules.append(
            PartRule(_text(entry, "title", text, where), _texts(entry, "lessons", text, where))
        )
    return tuple(rules)


def _order(table: dict[str, object], text: str, where: str) -> dict[str, object]:
    value = table.get("order", {})
    if not isinstance(value, dict):
        raise _wrong("order", 'a table: [order] with from = "…" or lessons = […]', text, where)
    _check_keys(value, ("from", "lessons"), text, where)
    return value


def _lessons(table: dict[str, object], text: str, where: str) -> tuple[str, ...]:
    order = _order(table, text, where)
    if "lessons" in table and "lessons" in order:
        raise ConfigError("lessons is given twice, here and in [order]", where=where, line=line_of(text, "lessons"))
    return _texts(order if "lessons" in order else table, "lessons", text, where)


def _headings(table: dict[str, object], text: str, where: str) -> tuple[str, ...]:
    value = table.get("checklist", {})
    if not isinstance(value, dict):
        raise _wrong("checklist", "a table: [checklist] with headings = […]", text, where)
    _check_keys(value, ("headings",), text, where)
    return _texts(value, "headings", text, where)


def _emoji(table: dict[str, object], text: str, where: str) -> str:
    value = table.get("emoji", "drop")
    if value not in ("drop", "keep"):
        raise _wrong("emoji", '"drop" or "keep"', text, where)
    return str(value)


def _diagrams(table: dict[str, object], text: str, where: str) -> str:
    value = table.get("diagrams", {})
    if not isinstance(value, dict):
        raise _wrong("diagrams", 'a table: [diagrams] with mermaid = "command"', text, where)
    _check_keys(value, ("mermaid",), text, where)
    return _text(value, "mermaid", text, where)


def _keep(table: dict[str, object], text: str, where: str) -> tuple[str, ...]:
    names = _texts(table, "keep", text, where)
    for name in names:
        if wrong := unknown_rule(name):
            raise ConfigError(f"keep: {wrong}", where=where, line=line_of(text, "keep"))
    return names
