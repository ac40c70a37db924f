"""Language twins: the same lesson in several languages. Paths go in; those of the book's language come out.

Three shapes: a suffix (`README-ja.md`, `lessons_ar.md`, `x.zh-CN.md`), a folder of translations
(`translations/ja/…`), sibling folders named after languages (`docs/en`, `docs/hi`; `docs/a.md`, `docs/hi/a.md`).
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_LANGUAGES = (
    "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja jp ka"
    " kk km kn ko kr ku ky lo lt lv mk ml mn mr ms my nb ne nl nn no or pa pl ps pt ro ru si sk sl sq sr sv sw ta te"
    " th tl tr uk ur uz vi zh cn tw"
)
_ENGLISH = "am be cs et id is it ml ms my no or pa he hi in si so te tl"
_CODES = frozenset(_LANGUAGES.split())
_WORDS = frozenset(_ENGLISH.split())
"""Codes that are English words or abbreviations too: one file alone is no evidence."""
_TAG = r"[-_.](?P<code>[A-Za-z]{2,3}(?:[-_](?:[A-Za-z]{2}|Hans|Hant|[0-9]{3}))?)$"
_SUFFIXES = (re.compile(rf"^(?P<stem>.*?[^-_.]){_TAG}"), re.compile(rf"^(?P<stem>.*[^-_.]){_TAG}"))
_FOLDERS = frozenset({"translations", "translation", "translated", "i18n", "locales", "locale", "l10n"})
_NAMES = {
    "arabic": "ar", "chinese": "zh", "french": "fr", "german": "de", "hindi": "hi", "italian": "it", "japanese": "ja",
    "korean": "ko", "persian": "fa", "polish": "pl", "portuguese": "pt", "russian": "ru", "spanish": "es",
    "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip
"""Folders called so hold translations where the same file names lie outside them."""
_ALIASES = {"jp": "ja", "cn": "zh-CN", "tw": "zh-TW", "kr": "ko"}


Group = dict[str, list[str]]
"""The same lessons by language; the key is empty where the name says none."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Paths of the book in their order, the language each is known to be in, and what was left out by language."""

    kept: tuple[str, ...]
    languages: dict[str, str]
    left: dict[str, tuple[str, ...]]


def pick_language(paths: tuple[str, ...], wanted: str = "") -> Twins:
    """Return the *paths* of one language: *wanted*, else the one whose names say none, else the most frequent."""
    groups = [*_by_suffix(paths), *_by_folder(paths)]
    counts: Counter[str] = Counter()
    for group in groups:
        counts.update({code: len(found) for code, found in group.items()})
    languages: dict[str, str] = {}
    left: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        chosen = _choose(group, wanted, counts)
        for code, found in group.items():
            if code != chosen:
                left[code] |= set(found)
            elif code:
                languages |= dict.fromkeys(found, code)
    dropped = set().union(*left.values())
    return Twins(
        tuple(path for path in paths if path not in dropped),
        {path: code for path, code in languages.items() if path not in dropped},
        {code: tuple(path for path in paths if path in left[code]) for code in sorted(left)},
    )


def _choose(group: Group, wanted: str, counts: Counter[str]) -> str | None:
    """Return the language to be built of *group*; None for a translation of a lesson that is not there."""
    for exact in (True, False) if wanted else ():
        for code in group:
            named = code if exact else code.split("-")[0]
            if code and named.casefold() == (wanted if exact else wanted.split("-")[0]).casefold():
                return code
    if "" in group:
        return ""
    if len(group) == 1:
        return None
    return min(group, key=lambda code: (-counts[code], code != "en", code))


def _code(word: str) -> str:
    """Return *word* as a language tag; empty when it is none."""
    head, _, tail = word.replace("_", "-").partition("-")
    if head.lower() not in _CODES or not re.fullmatch(r"|[A-Za-z]{2}|Hans|Hant|hans|hant|\d{3}", tail):
        return ""
    alias = _ALIASES.get(head.lower())
    if alias and not tail:
        return alias
    tail = tail.upper() if len(tail) == 2 else tail.title()
    return f"{head.lower()}-{tail}" if tail else head.lower()


def _by_suffix(paths: tuple[str, ...]) -> Iterator[Group]:
    """Return groups of files whose names differ by a language at their end."""
    there = {path.rsplit(".", 1)[0]: path for path in paths}
    folded = {stem.casefold(): path for stem, path in there.items()}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for stem, path in there.items():
        for pattern in _SUFFIXES:
            match = pattern.match(stem)
            code = _code(match["code"]) if match else ""
            if match and code:
                found[match["stem"]].append((code, path))
                break
    seen = Counter(code for twins in found.values() for code, _ in twins)
    for stem, twins in found.items():
        folder, name = posixpath.split(stem)
        apart = posixpath.basename(folder).casefold() in _FOLDERS
        base = folded.get((posixpath.join(posixpath.dirname(folder), name) if apart else stem).casefold())
        sure = [
            (code, path) for code, path in twins
            if code.split("-")[0] not in _WORDS or seen[code] > 1 or len(twins) > 2
            or name.casefold() in ("readme", "index")
        ]
        if apart:
            yield from _around(sure, base)
        elif sure and (base is not None or len(sure) > 1):
            group: Group = {"": [base]} if base is not None else {}
            for code, path in sure:
                group.setdefault(code, []).append(path)
            yield group


def _by_folder(paths: tuple[str, ...]) -> Iterator[Group]:
    """Return groups of files in folders named after languages."""
    yield from _by_name(paths)
    folders: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for path in paths:
        pieces = path.split("/")
        for at, piece in enumerate(pieces[:-1]):
            code = _code(piece)
            if code:
                folders["/".join(pieces[:at])][code]["/".join(pieces[at + 1 :])] = path
                break
    for parent, twins in folders.items():
        apart = posixpath.basename(parent).casefold() in _FOLDERS
        around = posixpath.dirname(parent) if apart else parent
        prefix = around + "/" if around else ""
        plain = {path[len(prefix) :]: path for path in paths if path.startswith(prefix)}
        # A name is a language only where the same files are there in another one.
        real = {
            code: files for code, files in twins.items()
            if apart or any(2 * len(set(files) & set(other)) >= min(len(files), len(other))
                            for other in (plain, *(twins[name] for name in twins if name != code)) if set(files) & set(other))
        }  # fmt: skip
        beside = any(set(files) & set(plain) for files in real.values())
        if len(real) > 1 and not apart and not beside:
            yield {code: list(files.values()) for code, files in real.items()}
            continue
        for code, files in real.items():
            for name, path in files.items():
                yield from _around([(code, path)], plain.get(name))


def _by_name(paths: tuple[str, ...]) -> Iterator[Group]:
    """Return groups of files in top folders called like a language, where most of their names are elsewhere too."""
    named: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        code = _NAMES.get(path.split("/")[0].casefold()) if "/" in path else None
        if code:
            named[code].append(path)
    inside = {path for found in named.values() for path in found}
    outside = {posixpath.basename(path).casefold(): path for path in reversed(paths) if path not in inside}
    for code, found in named.items():
        names = [posixpath.basename(path).casefold() for path in found]
        if 2 * sum(name in outside for name in names) >= len(names):
            for name, path in zip(names, found, strict=True):
                yield from _around([(code, path)], outside.get(name))


def _around(twins: list[tuple[str, str]], base: str | None) -> Iterator[Group]:
    """Return the groups of translations that lie apart from *base*; without it they are groups of one."""
    for code, path in twins:
        yield {code: [path], **({"": [base]} if base is not None else {})}
