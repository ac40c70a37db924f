"""The index as its author wants it: entries and the wishes of `index.txt` go in, entries and what names nothing come out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html import escape

from builder.model import Problem
from builder.study.blocks import folded, words_of
from builder.study.entries import Entry
from builder.study.headwords import Headword, Key, Shape
from builder.study.tuning import Wish

_FILE = "index.txt"


def add_wishes(terms: dict[Key, Headword], wishes: tuple[Wish, ...], shape: Shape) -> dict[Key, Key]:
    """Add what *wishes* want to *terms*, in place; returns other names of added terms, each with its term's key."""
    also: dict[Key, Key] = {}
    for wish in wishes:
        if wish.kind == "unknown" or wish.kind == "drop":
            continue
        # What is referred to must be there.
        for term in (wish.term,) if wish.kind == "add" else (wish.term, *wish.others) if wish.kind == "also" else wish.others:
            _add(terms, term, shape)
        for other in wish.others if wish.kind == "add" else (wish.term,) if wish.kind == "see" and len(wish.others) == 1 else ():
            target = wish.term if wish.kind == "add" else wish.others[0]
            if (form := _key(other, shape)) and form != _key(target, shape):
                _add(terms, other, shape)
                also[form] = _key(target, shape)
    return also


def tune(entries: tuple[Entry, ...], wishes: tuple[Wish, ...], shape: Shape) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return *entries* without what *wishes* drop, with their cross-references, and a problem for each line that names nothing."""
    by_key: dict[Key, Entry] = {}
    for entry in entries:
        by_key.setdefault(_entry_key(entry, shape), entry)
    problems: list[Problem] = []
    for wish in sorted(wishes, key=lambda wish: wish.kind == "drop"):
        key = _key(wish.term, shape)
        missing = [term for term in wish.others if _key(term, shape) not in by_key] if wish.kind in ("see", "also") else []
        if wish.kind == "unknown":
            problems.append(_problem(wish, "this line is none of: add TERM, drop TERM, TERM: see TERM, TERM: see also TERM"))
        elif missing:
            problems.append(_problem(wish, f"no lesson says “{missing[0]}”"))
        elif wish.kind == "see":
            links = tuple(_link(by_key[_key(term, shape)]) for term in wish.others)
            by_key[key] = Entry("", wish.term.strip("`"), _html(wish.term), see=links)
        elif key not in by_key:
            problems.append(_problem(wish, f"the index has no entry “{wish.term}”" if wish.kind == "drop" else f"no lesson says “{wish.term}”"))
        elif wish.kind == "also":
            by_key[key] = replace(by_key[key], also=tuple(_link(by_key[_key(term, shape)]) for term in wish.others))
        elif wish.kind == "drop":
            gone = by_key.pop(key).term
            by_key = {name: _without(entry, gone) for name, entry in by_key.items()}
    return tuple(entry for entry in by_key.values() if entry.locators or entry.see), tuple(problems)


def _add(terms: dict[Key, Headword], term: str, shape: Shape) -> None:
    key = _key(term, shape)
    if key and "`" not in term:
        made = terms.setdefault(key, Headword(key))
        if "added" not in made.points:
            made.spelt = Counter({term: 1})
            made.points["added"] = []


def _key(term: str, shape: Shape) -> Key:
    return ("`", term.strip("`")) if "`" in term else folded(words_of(term), shape.english)


def _entry_key(entry: Entry, shape: Shape) -> Key:
    if entry.html.startswith("<code>"):
        return ("`", entry.term)
    return folded(words_of(entry.term.partition(" (")[0]), shape.english)


def _link(entry: Entry) -> tuple[str, str]:
    return entry.html, entry.term


def _html(term: str) -> str:
    return f"<code>{escape(term.strip('`'))}</code>" if "`" in term else escape(term)


def _without(entry: Entry, gone: str) -> Entry:
    see, also = (tuple(link for link in links if link[1] != gone) for links in (entry.see, entry.also))
    return replace(entry, see=see, also=also)


def _problem(wish: Wish, message: str) -> Problem:
    return Problem(_FILE, wish.line, "warning", "index-unused", message)
