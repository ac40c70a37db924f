"""Design tokens are put in place before WeasyPrint sees the styles.

Styles are written with custom properties; resolving `var()` anew for every box costs a fifth of layout. Tokens of
`:root` do not change within a document, but for those a unit sets itself, which stay as they are.
"""

from __future__ import annotations

import re

_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;]+)")
_VAR = re.compile(r"var\((--[\w-]+)\)")
_LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(pt|mm|cm|in|px)")
_UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "px": 0.75}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PER_UNIT = frozenset({"--step", "--tab-bg", "--tab-border"})
"""Tokens that each unit may set for itself."""


def root_tokens(css: str) -> dict[str, str]:
    """Return the last value of every token of `:root` in *css*, as written."""
    return {
        name: " ".join(value.split())
        for block in _ROOT.findall(_COMMENT.sub("", css)) for name, value in _TOKEN.findall(block)
    }  # fmt: skip


def points(tokens: dict[str, str], name: str, default: float) -> float:
    """Return the length the token *name* holds, in points; *default* where it is no plain length."""
    value = tokens.get(name, "")
    for _ in range(4):
        value = _VAR.sub(lambda match: tokens.get(match[1], ""), value)
    length = _LENGTH.fullmatch(value.strip())
    return float(length[1]) * _UNITS[length[2]] if length else default


def resolve_tokens(css: str) -> str:
    """Return *css* with every `var()` of a `:root` token replaced by its last value."""
    css = _COMMENT.sub("", css)
    tokens = root_tokens(css)
    css = _put(css, tokens)
    kept = "".join(f"{name}:{tokens[name]};" for name in sorted(PER_UNIT & set(tokens)))
    return f":root{{{kept}}}" + _ROOT.sub(_rest, css)


def kept_lines(css: str, tokens: dict[str, str]) -> str:
    """Return *css* with the values of *tokens* in place, each line where it was: for telling what is wrong in it."""
    css = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), css)
    css = _ROOT.sub(lambda match: _rest(match) + "\n" * match[0].count("\n"), css)
    return _put(css, tokens)


def _put(css: str, tokens: dict[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        return match[0] if name in PER_UNIT or name not in tokens else tokens[name]

    for _ in range(8):
        resolved = _VAR.sub(value, css)
        if resolved == css:
            break
        css = resolved
    return css


def _rest(block: re.Match[str]) -> str:
    """Return what a block of `:root` says besides tokens."""
    others = [part.strip() for part in block[1].split(";") if part.strip() and not part.strip().startswith("--")]
    return f":root{{{';'.join(others)}}}" if others else ""
