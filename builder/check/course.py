"""The findings that only the whole course shows: what was cleaned, settings that do nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.config import NAME, Config
from builder.model import Change, Lesson, Problem, Section
from builder.study.checklist import normalise

_SHOWN = 60


def cleaned(changes: Iterable[Change]) -> Iterator[Problem]:
    """Yield a note for every change reading made."""
    for change in changes:
        if change.rule == "level":
            # Told as `heading-jump`.
            continue
        words = " ".join(change.text.split())
        shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        message = f"changed by the rule {change.rule}: {shown}"
        yield Problem(change.path, change.line, "info", "cleaned", message)


def unused_headings(config: Config, lessons: Iterable[Lesson]) -> Iterator[Problem]:
    """Yield the headings of revision sections in the settings that no lesson has."""
    if not config.headings:
        return
    titles = {normalise(title) for lesson in lessons for title in _titles(lesson.sections)}
    for phrase in dict.fromkeys(config.headings):
        if normalise(phrase) not in titles:
            message = f"checklist.headings: no lesson has the heading {phrase}"
            yield Problem(NAME, 1, "warning", "setting-unused", message)


def _titles(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield section.title
        yield from _titles(section.children)
