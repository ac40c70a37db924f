"""The errors that end a command: one root class, a fixed exit code each.

    HandbookError            1   no book can be made of what was given
    ├── SourceError          1   the lessons cannot be read
    │   └── LessonError          one of them cannot: a problem, unless it is the only one
    ├── ConfigError          1   studyguide.toml is wrong
    ├── OutputError          1   the outputs cannot be written
    └── EngineError          1   a library or system part needed for typesetting is missing

Wrong usage of the command line is click's own `UsageError` (exit code 2). What a book survives is no
error but a `Problem` (see `model`). Deriving from `ClickException` makes every command show them alike.
"""

from __future__ import annotations

import click


class HandbookError(click.ClickException):
    """Say where, what, and what to do; shown in one message, never as a traceback."""

    exit_code = 1

    def __init__(
        self, message: str, *, where: str | None = None, line: int | None = None, hint: str = ""
    ) -> None:
        self.where = where
        self.line = line
        self.hint = hint
        place = "" if where is None else f"{where}:{line}: " if line else f"{where}: "
        super().__init__(place + message + (f"\nHint: {hint}" if hint else ""))


class SourceError(HandbookError):
    """The lessons cannot be read."""


class ConfigError(HandbookError):
    """The settings cannot be used."""


class OutputError(HandbookError):
    """The outputs cannot be written."""


class EngineError(HandbookError):
    """A library or a part of the system that typesetting needs is missing or failed."""


class LessonError(SourceError):
    """One file cannot be read as a lesson; *code* and *reason* make it a problem, and the book goes on without it."""

    def __init__(self, code: str, reason: str, *, where: str, line: int | None = None, hint: str = "") -> None:
        self.code = code
        self.reason = reason
        super().__init__(reason, where=where, line=line, hint=hint)
