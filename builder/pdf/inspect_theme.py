"""What is wrong with the styles of a theme of one's own: file, line, what, and what to do. Runs where WeasyPrint is loaded.

1. Brackets that are never closed, which swallow all that follows.   3. Tokens of another kind than ours.
2. Families that are none of the book's.                             4. What the typesetter does not understand.
"""

from __future__ import annotations

import re
from pathlib import Path

from builder.assets import asset_dir
from builder.errors import ConfigError
from builder.model import Problem
from builder.pdf.families import SCRIPTS, TEXT
from builder.pdf.styles import own_files, style_text
from builder.pdf.tokens import kept_lines, root_tokens
from builder.settings import Geometry

_PARTS = re.compile(r"""/\*.*?(?:\*/|$)|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?|[{}]""", re.DOTALL)
_AT = re.compile(r" at (\d+):\d+")
_QUOTED = re.compile(r"'(.+)'", re.DOTALL)
_FONT = re.compile(r"(?:font(?:-family)?|--(?:text|head|sans|mono|fallback|runhead))\s*:([^;}]*)")
_FAMILY = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_LENGTH = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:pt|mm|cm|in|px|em|rem|%)|0")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3,4}){1,2}|[a-z]+(?:\([^)]*\))?", re.IGNORECASE)
_SHOWN = 24
"""Problems told of one theme."""


def inspect_theme(geometry: Geometry, theme: Path, shown: str) -> tuple[Problem, ...]:
    """Return the problems of the styles in the folder *theme*, called *shown*, on one paper in one edition.

    Raises `ConfigError` for a file that is no UTF-8 or that the typesetter stumbles over.
    """
    found: list[Problem] = []
    tokens = root_tokens(style_text(geometry, theme))
    for file in own_files(geometry, theme):
        name = f"{shown}/{file.name}"
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise ConfigError("not UTF-8 text", where=name, hint="save it as UTF-8") from error
        for level, line, message in (*_brackets(text), *_families(text), *_tokens(text), *_complaints(text, tokens, name)):
            found.append(
                Problem(name, line, "error", "theme-css", message) if level == "error" else Problem(name, line, "warning", "theme-css", message)
            )
    return tuple(found[:_SHOWN])


Finding = tuple[str, int, str]
"""Level, line and what is to be said."""


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _brackets(text: str) -> list[Finding]:
    """Return the bracket that is never closed, or that closes nothing."""
    opened: list[int] = []
    for part in _PARTS.finditer(text):
        if part[0] == "{":
            opened.append(part.start())
        elif part[0] == "}":
            if not opened:
                return [("error", _line(text, part.start()), "this } closes nothing: take it out, or open its block above")]
            opened.pop()
        elif part[0].startswith("/*") and not part[0].endswith("*/"):
            return [("error", _line(text, part.start()), "this comment is never closed: write */ at its end")]
    if opened:
        return [("error", _line(text, opened[-1]), "this { is never closed, so all that follows is lost: write } at its end")]
    return []


def _families(text: str) -> list[Finding]:
    ours = {family.name for family in (*TEXT, *SCRIPTS)}
    names = ", ".join(family.name for family in TEXT[:3])
    return [
        ("warning", _line(text, font.start(1) + family.start()),
         f"there is no font {family[1] or family[2]}: books are set in packaged faces alone ({names} …); the next of the list is taken")
        for font in _FONT.finditer(text) for family in _FAMILY.finditer(font[1]) if (family[1] or family[2]) not in ours
    ]  # fmt: skip


def _tokens(text: str) -> list[Finding]:
    """Return the tokens that are no length or colour where classic's are."""
    model = root_tokens((asset_dir("styles") / "classic" / "tokens.css").read_text(encoding="utf-8"))
    found: list[Finding] = []
    for name, value in root_tokens(text).items():
        wanted = model.get(name, "")
        if "(" in value and not value.startswith("rgb"):
            continue
        for kind, example in ((_LENGTH, "a length such as"), (_COLOUR, "a colour such as")):
            if kind.fullmatch(wanted) and wanted != "0" and not kind.fullmatch(value) and wanted not in ("justify", "auto"):
                at = re.search(rf"{name}\s*:", text)
                message = f"{name} must be {example} {wanted}, not {value}"
                found.append(("error", _line(text, at.start()) if at else 1, message))
    return found


def _complaints(text: str, tokens: dict[str, str], name: str) -> list[Finding]:
    """Return what WeasyPrint says of *text*, with its line."""
    from builder.pdf.fetch import BASE, BookFetcher
    from builder.pdf.typeset import Log, engine

    log = Log()
    weasyprint = engine()
    with log.listening():
        try:
            weasyprint.CSS(string=kept_lines(text, tokens), url_fetcher=BookFetcher(), base_url=BASE)
        except Exception as error:  # a value its parser does not foresee: better told than a traceback
            line = _stumbling(weasyprint, text, tokens)
            raise ConfigError(
                "the typesetter stumbles over this rule", where=name, line=line, hint="look for a calc() that is not complete"
            ) from error
    found: list[Finding] = []
    for message in log.lines:
        at, quoted = _AT.search(message), _QUOTED.search(message)
        place = text.find(quoted[1].strip()) if quoted else -1
        line = int(at[1]) if at else _line(text, place) if place >= 0 else 1
        said = re.sub(r" ([`'])(?=,|$)", r"\1", " ".join(_AT.sub("", message).split())).rstrip(".")
        found.append(("warning", line, f"{said}: it has no effect, correct it or take it out"))
    return found


def _stumbling(weasyprint: object, text: str, tokens: dict[str, str]) -> int:
    """Return the first line up to which the styles cannot be read."""
    lines = kept_lines(text, tokens).split("\n")
    for count in range(1, len(lines) + 1):
        try:
            weasyprint.CSS(string="\n".join(lines[:count]))  # type: ignore[attr-defined]
        except Exception:
            return count
    return 1
