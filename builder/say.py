"""What commands tell on standard error: problems, what was cleaned."""

from __future__ import annotations

from collections import Counter

import click

from builder.model import Change, Problem
from builder.study.changes import Changes


def say_problems(problems: tuple[Problem, ...], verbose: bool) -> None:
    """Print *problems*, a line each; notes are counted, and shown when *verbose*."""
    hidden = 0
    for problem in problems:
        if problem.level == "info" and not verbose:
            hidden += 1
            continue
        click.echo(problem_line(problem), err=True)
    if hidden:
        noun = "note" if hidden == 1 else "notes"
        click.echo(f"{hidden} {noun} more: --verbose shows them", err=True)


def problem_line(problem: Problem) -> str:
    """Return a finding as one line: `file:line: level: message [code]`."""
    # A name may hold a line break; a finding is one line.
    path = "".join(char if char.isprintable() else repr(char)[1:-1] for char in problem.path)
    place = f"{path}:{problem.line}: " if path else ""
    return f"{place}{problem.level}: {' '.join(problem.message.split())} [{problem.code}]"


def say_changes(changes: tuple[Change, ...], counted: bool = False) -> None:
    """Print in one line what was cleaned; *counted* adds how often by each rule."""
    if changes:
        lines = len({(change.path, change.line, change.text if counted else "") for change in changes})
        rules = Counter(change.rule for change in changes)
        named = ", ".join(f"{rule} {rules[rule]}" if counted else rule for rule in sorted(rules))
        click.echo(f"cleaned {count(lines, 'line')} by {count(len(rules), 'rule')} ({named}): --json lists them", err=True)


def say_since(changes: Changes, edition: str) -> None:
    """Print in one line what changed since *edition*."""
    kinds = {"new": changes.new, "changed": changes.changed, "renumbered": changes.moved, "gone": changes.gone}
    told = ", ".join(f"{len(some)} {name}" for name, some in kinds.items() if some)
    good = len(changes.same) + len(changes.moved)
    if changes.none:
        click.echo(f"nothing changed since {edition}: every sheet is still good", err=True)
    else:
        click.echo(f"since {edition}: {told}; {count(good, 'earlier sheet')} still good", err=True)


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it must be."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def say_found(found: dict[str, int]) -> None:
    """Print in one line what the lessons hold for the study aids; what is not there is not named."""
    names = {
        "items": "revision item", "questions": "question", "unanswered": "question without an answer", "definitions": "definition",
        "terms": "bold term explained", "clozes": "cloze", "index": "index entry",
    }  # fmt: skip
    plural = {"question without an answer": "questions without an answer", "bold term explained": "bold terms explained", "index entry": "index entries"}
    told = [
        f"{found[key]} {plural.get(noun, noun + 's') if found[key] > 1 else noun}" for key, noun in names.items() if found[key]
    ]
    click.echo(f"found in {count(found['lessons'], 'lesson')}: {', '.join(told) or 'nothing for the study aids'}", err=True)
