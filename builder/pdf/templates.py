"""Templates of the pages: ours, and before them those a theme brings, which can do nothing but write XHTML.

A template of a theme runs in Jinja's sandbox: it comes with a folder somebody copied. What is wrong in it is one message
with file and line.
"""

from __future__ import annotations

import traceback
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from builder.assets import asset_dir
from builder.errors import ConfigError
from builder.pdf.theme import is_ours
from builder.titles import hold


def render(template: str, theme: Path | None, values: dict[str, object]) -> str:
    """Return what *template*, the theme's own or ours, makes of *values*. Raises `ConfigError` for a broken one of a theme."""
    if theme is None or is_ours(theme):
        return _environment(theme).get_template(template).render(values)
    own = theme / "templates" / template
    try:
        html = _environment(theme).get_template(template).render(values)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        file, line = _place(error, theme)
        raise ConfigError(
            f"the template fails: {error}", where=f"{theme.name}/templates/{file or template}", line=line,
            hint="compare it with ours in templates/pdf/, or delete it to use ours",
        ) from error
    if own.is_file():
        try:
            ET.fromstring(f"<div>{html}</div>")
        except ET.ParseError as error:
            raise ConfigError(
                f"what the template writes is no XHTML: {error}", where=f"{theme.name}/templates/{template}",
                hint="close every element, and write characters instead of named entities (&#160; for &nbsp;)",
            ) from error
    return html


def _place(error: BaseException, theme: Path) -> tuple[str, int | None]:
    """Return the theme's template in which *error* arose, and the line."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.parent == theme / "templates":
            return path.name, frame.lineno
    return "", None


@cache
def _environment(theme: Path | None) -> Environment:
    ours = asset_dir("templates") / "pdf"
    kind = Environment if theme is None or is_ours(theme) else ImmutableSandboxedEnvironment
    made = kind(
        loader=FileSystemLoader([theme / "templates", ours] if theme else ours), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["xhtml"] = Markup
    made.filters["hold"] = hold
    return made
