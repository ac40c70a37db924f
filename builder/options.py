"""The options that several commands have: their types, what is checked of them, their help."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from builder.reading.rules import unknown_rule


class Numbers(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """Numbers and ranges: `3`, `3-7`, `1,4,6-8`."""

    name = "N-M"

    def convert(self, value: Any, param: Any, ctx: Any) -> frozenset[int]:
        """Return the set of numbers *value* names."""
        if isinstance(value, frozenset):
            return value
        numbers: set[int] = set()
        for entry in str(value).split(","):
            match = re.fullmatch(r"\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*", entry)
            if match is None or (match[2] and int(match[2]) < int(match[1])):
                self.fail(f"{value!r} is no list of numbers such as 3-7 or 1,4,6-8", param, ctx)
            numbers |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
        return frozenset(numbers)


class Days(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """Numbers of days that grow: `1,3,7`."""

    name = "N,N"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, ...]:
        """Return the days *value* names."""
        if isinstance(value, tuple):
            return value
        parts = [part.strip() for part in str(value).split(",")]
        if not all(part.isdigit() and 1 <= int(part) <= 999 for part in parts):
            self.fail(f"{value!r} is no list of days such as 1,3,7", param, ctx)
        return tuple(sorted({int(part) for part in parts}))


def check_paper_option(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the paper, or say which there are."""
    from builder.pdf.theme import check_paper

    try:
        return check_paper(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


def check_keep(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rules to keep, or say which name is wrong and what is near it."""
    for name in value:
        if wrong := unknown_rule(name):
            raise click.BadParameter(wrong, ctx, param)
    return value


def find_source(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
    """Return the folder of lessons meant: `lessons/` in it or here, where that is one."""
    if value is not None:
        inner = value / "lessons"
        if (value / "studyguide.toml").is_file() and inner.is_dir() and not _has_lessons(value):
            return inner
        return value
    return Path("lessons") if Path("lessons").is_dir() else Path()


def _has_lessons(folder: Path) -> bool:
    return any(folder.glob("[0-9]*.md"))


def shared(command: Any) -> Any:
    """Add the options that every command which makes pages has."""
    options = [
        click.argument("source", required=False, type=click.Path(path_type=Path), callback=find_source),
        click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("dist"),
                     metavar="DIR", show_default=True, help="Folder for what is made."),
        click.option("--theme", default="classic", show_default=True, metavar="NAME|DIR",
                     help="How the pages look: classic, modern, ink, large, cornell, or a folder."),
        click.option("--paper", default="a4", show_default=True, metavar="a4|a5|letter|legal|WxH",
                     callback=check_paper_option, help="Paper, or width and height in millimetres."),
        click.option("--jobs", type=click.IntRange(1, 256), metavar="N",
                     help="Processes to use.  [default: all cores there is memory for]"),
        click.option("--no-cache", is_flag=True, help="Make everything anew and keep nothing."),
        click.option("--strict", is_flag=True,
                     help="Treat any warning as a failure: exit code 1, nothing written."),
        click.option("--json", "as_json", is_flag=True,
                     help="Print one JSON object with all that is known of the build."),
        click.option("--quiet", is_flag=True, help="Print problems and paths only."),
        click.option("--verbose", is_flag=True, help="Print notes (level info) and timings too."),
        click.option("--title", default="", help="The book's title."),
        click.option("--author", "authors", multiple=True, help="An author; repeat for more."),
        click.option("--language", default="", metavar="TAG", help="Language, such as en or pt-BR."),
        click.option("--keep", multiple=True, metavar="RULE", callback=check_keep,
                     help="Switch a rule of cleaning off; repeat for more (docs/cleaning.md)."),
        click.option("--lessons", type=Numbers(), default=frozenset(), metavar="3-7",
                     help="Only the lessons of these numbers."),
    ]
    for option in reversed(options):
        command = option(command)
    return command
