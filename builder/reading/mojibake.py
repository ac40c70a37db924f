"""UTF-8 that was read in a wrong code page and saved again becomes itself: text goes in, repaired text comes out.

1. Sequences are found: characters that the code page makes of a lead byte and the bytes that may follow it.
   Windows-1252, 1254 and Latin-1 agree but for a few letters and are read together; 437 and 850 apart.
2. A sequence is *strong* when nobody writes it (`â€”`, `ğŸ`); `ß“` may be German before a closing quotation mark and
   is weak. Without strong sequences nothing is touched.
3. Line by line: a garbled line is repaired; one that shows mojibake as its subject (in code or quotation marks,
   beside the healthy character, with talk of encodings) stays. Weak sequences follow their line, else their neighbours.
4. Bytes lost on the way are put back by what can stand there (`lost`). Text garbled twice goes round twice.
5. What is left and still looks garbled goes through ftfy, which knows other code pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from builder.model import Change, Problem
from builder.reading.evidence import Evidence, can_be_stump, evidence
from builder.reading.lost import restore
from builder.reading.other_pages import by_ftfy, talks_of_encodings
from builder.reading.sequences import PAGES, Page, is_strong, length, whole

_ROUNDS = 4
_LOST = "\ufffd"
_TOLD = 6
"""Guesses that are named for one line."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Text with its mojibake repaired, and every line's change and every guess."""

    text: str
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Line:
    """What one line holds; *kind* says what is to be done with it."""

    strong: int = 0
    long: int = 0
    """Of the strong sequences, those of three bytes and more: not to be met by chance, whatever stands beside."""
    weak: int = 0
    healthy: set[str] = field(default_factory=set)
    healthy_count: int = 0
    made: set[str] = field(default_factory=set)
    shown: bool = False
    """The line shows mojibake as its subject."""
    kind: Literal["healthy", "garbled", "weak"] = "healthy"


def repair(text: str, path: str, keep: tuple[str, ...] = ()) -> Repaired:
    """Return *text* without mojibake. *keep* may name `mojibake` (nothing is done) or `lost-byte` (nothing is guessed)."""
    if text.isascii() or "mojibake" in keep:
        return Repaired(text)
    original = lines = text.split("\n")
    guessed: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    lossy: set[int] = set()
    # The two DOS pages share many characters: the one whose own sequences are more comes first.
    dos = sorted(PAGES[1:], key=lambda page: -len(page.quick.findall(text)))
    for page in (PAGES[0], *dos):
        scope: set[int] | None = None
        for _ in range(_ROUNDS):
            done = _round(lines, page, "lost-byte" not in keep, scope)
            if done is None:
                break
            lines, scope, lost, guesses = done
            lossy |= lost
            for at, found in guesses.items():
                guessed.setdefault(at, []).extend(found)
    lines = by_ftfy(lines)
    if lines is original:
        return Repaired(text)
    changes = tuple(
        Change(path, at + 1, "lost-byte" if at in lossy else "mojibake", old)
        for at, (old, new) in enumerate(zip(original, lines, strict=True))
        if old != new
    )
    return Repaired("\n".join(lines), changes, _guesses(guessed, path))


def _guesses(guessed: dict[int, list[tuple[str, tuple[str, ...]]]], path: str) -> tuple[Problem, ...]:
    """Return a note a line that names what was guessed in it and what else it may have been."""
    problems = []
    for at, found in guessed.items():
        told = [
            _shown(char) + (f" (or {', '.join(map(_shown, others))})" if others else "")
            for char, others in dict.fromkeys(found)
        ]
        more = f" and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
        what = (
            "is a guess: a byte of it was lost" if len(told) == 1 else "are guesses: a byte of each was lost"
        )
        message = f"{', '.join(told[:_TOLD])}{more} {what}"
        problems.append(Problem(path, at + 1, "info", "lost-byte", message))
    return tuple(problems)


def _shown(char: str) -> str:
    return char if char.isprintable() else f"U+{ord(char):04X}"


_MARKS = (("`", "`"), ('"', '"'), ("'", "'"), ("“", "”"), ("‘", "’"), ("«", "»"), ("「", "」"), ("„", "“"))
_NEAR = 200
"""Characters on either side that are looked at: enough for a sentence, and time stays linear in a line's length."""

# --- lines -----------------------------------------------------------------------------------------------------

_Done = tuple[list[str], set[int], set[int], dict[int, list[tuple[str, tuple[str, ...]]]]]


def _round(lines: list[str], page: Page, guess: bool, scope: set[int] | None) -> _Done | None:
    """Repair one layer of *lines*; *scope* are the lines an earlier round repaired. None where there is nothing."""
    text = "\n".join(lines)
    if not page.quick.search(text):
        return None
    seen = evidence(text)
    hits = (
        line for at, line in enumerate(lines) if (scope is None or at in scope) and page.quick.search(line)
    )
    if not any(_read(line, page, guess, seen).strong for line in hits):
        return None
    read = {at: _read(line, page, guess, seen) for at, line in enumerate(lines) if not line.isascii()}
    _decide(read)
    if scope is not None:
        for at, held in read.items():
            if at not in scope:
                held.kind = "healthy"
    out = list(lines)
    changed: set[int] = set()
    lossy: set[int] = set()
    guesses: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for at, held in read.items():
        if held.kind == "healthy":
            continue
        pure = not held.healthy_count
        out[at], lost, found = _mend(lines[at], page, guess, pure, seen)
        if out[at] != lines[at]:
            changed.add(at)
        if lost:
            lossy.add(at)
        if found:
            guesses[at] = found
    return (out, changed, lossy, guesses) if changed else None


def _read(line: str, page: Page, guess: bool, seen: Evidence) -> _Line:
    read = _Line()
    shown = True
    for match in page.tokens.finditer(line):
        sequence = match[1]
        char = None
        if sequence is not None:
            raw = page.raw(sequence)
            missing = length(raw[0]) - len(raw)
            before, after = _around(line, match)
            char = whole(raw) if not missing else None
            stump = bool(missing) and page.lossy and can_be_stump(raw, seen)
            possible = char is not None or (stump and guess and _has_rest(raw))
            if possible and is_strong(sequence, raw, before, after, page):
                read.strong += 1
                read.long += page.lossy and len(raw) >= 3
                shown = shown and _in_marks(before, after)
                if char:
                    read.made.add(char)
                continue
            if possible:
                read.weak += 1
                continue
            if stump:  # what is left of a character nobody can tell proves nothing either way
                continue
        read.healthy_count += len(match[0])
        read.healthy.update(match[0])
    read.shown = bool(read.strong) and (shown or talks_of_encodings(line) or bool(read.made & read.healthy))
    return read


def _around(line: str, match: re.Match[str]) -> tuple[str, str]:
    return line[max(0, match.start() - _NEAR) : match.start()], line[match.end() : match.end() + _NEAR]


@cache
def _has_rest(raw: bytes) -> bool:
    """Tell whether a stump of several bytes is likely the rest of some character."""
    return len(raw) > 1 and (raw[:2] == b"\xf0\x9f" or restore(raw, "", "", Evidence()) is not None)


def _in_marks(before: str, after: str) -> bool:
    """Tell whether what stands between *before* and *after* is alone, or nearly so, in marks that quote it."""
    for opening, closing in _MARKS:
        start = before.rfind(opening)
        end = after.find(closing)
        if start < 0 or end < 0:
            continue
        # Inside an odd mark of a pair, and short: a whole quoted sentence is text, not a specimen.
        if (opening != closing or before.count(opening) % 2) and len(before) - start + end < 24:
            return True
    return False


def _decide(read: dict[int, _Line]) -> None:
    """Set the kind of every line: those to be repaired are garbled or weak."""
    clean = any(line.healthy_count and not line.strong for line in read.values())
    plain = any(line.strong and not line.shown and not line.healthy_count for line in read.values())
    for line in read.values():
        if not line.strong:
            line.kind = "weak" if line.weak and not line.healthy_count else "healthy"
            if not line.weak and not line.healthy_count:
                line.kind = "weak"  # a lone lead: goes with its neighbours
        elif line.shown:
            line.kind = "garbled" if plain and not clean and not line.healthy_count else "healthy"
        elif not line.healthy_count or plain or _is_mixed(line) or line.strong >= line.healthy_count:
            line.kind = "garbled"
    _settle_weak(list(read.values()))


def _is_mixed(line: _Line) -> bool:
    """Tell whether mojibake stands beside emoji, which no code page makes: the line is no other page's mojibake."""
    return (
        line.long > 0
        and all(char >= "\U0001f000" or char < "\u0180" for char in line.healthy)
        and (max(line.healthy) >= "\U0001f000")
    )


def _settle_weak(lines: list[_Line]) -> None:
    """Let every weak line go with its nearest neighbours: garbled when all there are, of two, are garbled."""
    sides: list[list[str]] = [[] for _ in lines]
    for order in (range(len(lines)), reversed(range(len(lines)))):
        last = ""
        for at in order:
            sides[at].append(last)
            last = last if lines[at].kind == "weak" else lines[at].kind
    for line, side in zip(lines, sides, strict=True):
        if line.kind == "weak" and ("healthy" in side or "garbled" not in side):
            line.kind = "healthy"


def _mend(
    line: str, page: Page, guess: bool, pure: bool, seen: Evidence
) -> tuple[str, bool, list[tuple[str, tuple[str, ...]]]]:
    """Return *line* with its sequences repaired, whether bytes were put back, and which of them are guesses."""
    out: list[str] = []
    guesses: list[tuple[str, tuple[str, ...]]] = []
    lost = False
    at = 0
    so_far = ""
    for match in page.tokens.finditer(line):
        sequence = match[1]
        if sequence is None:
            continue
        raw = page.raw(sequence)
        missing = length(raw[0]) - len(raw)
        before, after = _around(line, match)
        if not pure and not is_strong(sequence, raw, before, after, page):
            continue
        made, stop = "", match.end()
        if not missing:
            made = whole(raw, rare_too=pure) or ""
        elif (
            page.lossy
            and sequence in ("Ã", "Â")
            and after[:1] == " "
            and _hard_space(sequence, before, after)
        ):
            made, stop = ("à" if sequence == "Ã" else "\u00a0"), match.end() + (sequence == "Â")
        elif page.lossy and guess and can_be_stump(raw, seen):
            near = so_far[-_NEAR:] + line[max(at, match.start() - _NEAR) : match.start()]
            made, others, sure = _restored(raw, near, after, seen)
            lost = True
            if not sure:
                guesses.append((made, others))
        if made:
            out += (line[at : match.start()], made)
            so_far = (so_far + line[max(at, match.start() - _NEAR) : match.start()] + made)[-_NEAR:]
            at = stop
    return "".join((*out, line[at:])), lost, guesses


def _hard_space(sequence: str, before: str, after: str) -> bool:
    """Tell whether the space after *sequence* was a hard space, the second byte of `à` or of a hard space itself."""
    return sequence == "Â" or before[-1:].islower() or (after.startswith("  ") and not before[-1:].isalpha())


def _restored(raw: bytes, before: str, after: str, seen: Evidence) -> tuple[str, tuple[str, ...], bool]:
    found = restore(raw, before, after, seen)
    return (_LOST, (), True) if found is None else (found.char, found.others, found.sure)
