"""Themes and paper: a name becomes a folder of styles, or a size in millimetres; wrong ones are refused."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from builder.assets import asset_dir
from builder.errors import ConfigError
from builder.pdf.tokens import points, root_tokens

PAPERS = ("a4", "a5", "letter", "legal")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}|[a-z]+")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)")


def check_paper(name: str) -> str:
    """Return *name* in lower case when it is a paper we know, else raise `ValueError` with what to write."""
    paper = name.strip().lower().removesuffix("mm")
    if paper in PAPERS:
        return paper
    size = _SIZE.fullmatch(paper)
    if size is None:
        raise ValueError(f"{name!r} is no paper: use {', '.join(PAPERS)}, or WxH in millimetres")
    if not (90 <= float(size[1]) <= 900 and 120 <= float(size[2]) <= 1300):
        raise ValueError(f"{name!r} is too small or too large: from 90x120 to 900x1300 mm")
    return paper


def paper_size(name: str) -> tuple[float, float]:
    """Return width and height in millimetres of a paper that `check_paper` let through."""
    known = {"a4": (210.0, 297.0), "a5": (148.0, 210.0), "letter": (215.9, 279.4), "legal": (215.9, 355.6)}
    if name in known:
        return known[name]
    width, height = name.split("x")
    return float(width), float(height)


def find_theme(name: str) -> Path:
    """Return the folder of the theme *name*: one of ours, else a folder that holds a theme.css."""
    ours = asset_dir("styles") / name
    for folder in (ours, Path(name)):
        if (folder / "theme.css").is_file():
            return folder.resolve()
    if Path(name).is_dir():
        raise ConfigError(
            f"the folder {name} is no theme: it holds no theme.css", hint=f"studyguide new --theme DIR makes one to change; an empty {name}/theme.css will do"
        )
    themes = sorted(path.parent.name for path in asset_dir("styles").glob("*/theme.css"))
    raise ConfigError(
        f"there is no theme {name}", hint=f"themes: {', '.join(themes)}; or a folder with a theme.css"
    )


def is_ours(theme: Path) -> bool:
    """Tell whether the folder *theme* came with the program."""
    return theme.parent == asset_dir("styles").resolve()


@cache
def colours(theme: Path) -> tuple[str, str]:
    """Return ink and accent of the theme in the folder *theme*, as its tokens have them; black where there are none."""
    tokens = _tokens(theme)
    ink, accent = (tokens.get(name, "") for name in ("--ink", "--accent"))
    return tuple(colour if _COLOUR.fullmatch(colour) else "#111" for colour in (ink, accent))  # type: ignore[return-value]


@cache
def text_size(theme: Path) -> float:
    """Return the size of running text in the theme in the folder *theme*, in points."""
    return points(_tokens(theme), "--s0", 10.5)


def _tokens(theme: Path) -> dict[str, str]:
    tokens: dict[str, str] = {}
    for file in (asset_dir("styles") / "classic" / "tokens.css", theme / "tokens.css", theme / "theme.css"):
        if file.is_file():
            tokens |= root_tokens(file.read_text(encoding="utf-8", errors="replace"))
    return tokens


@cache
def wants_cues(theme: Path) -> bool:
    """Return whether `theme.toml` in the folder *theme* says `cues = true`. Raises `ConfigError` when it cannot be read."""
    file = theme / "theme.toml"
    if not file.is_file():
        return False
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")).get("cues") is True
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is no TOML: {error}", hint="it may hold one line: cues = true") from error


def copy_theme(target: Path, base: str = "classic") -> tuple[Path, ...]:
    """Copy the theme *base* to the new folder *target* and return the files. Raises `ConfigError` where something stands."""
    source = find_theme(base)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ConfigError(f"{target} exists", hint="name a folder that is not there yet")
    made = []
    for file in sorted(source.rglob("*")):
        if file.is_file():
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
            made.append(copy)
    return tuple(made)
