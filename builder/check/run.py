"""`studyguide check` end to end: a folder of lessons goes in, its findings come out; nothing is typeset or written.

1. Gather the lessons into one Book, as building does (`gather`).   2. Look at each lesson (`inspect`: pool, cached).
3. Look at the whole (`course`), and for characters no font has.
"""

from __future__ import annotations

import pickle
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain

from builder import stages
from builder.cache import Store, cache_folder, digest
from builder.check.course import cleaned, unused_headings
from builder.crew import Clock, Crew, Progress
from builder.gather import Gathered, Order, gather, reading_rules
from builder.model import Change, Problem
from builder.problems import glyph_problems
from builder.study.counts import count_aids


@dataclass(frozen=True, slots=True)
class Report:
    """All there is to say about a course, sorted by file and line."""

    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    seconds: dict[str, float]
    found: dict[str, int]
    """How many revision items, questions … the course holds (`study.counts`)."""


def check(order: Order, progress: Progress = lambda stage, done, total: None) -> Report:
    """Return the findings in the course *order* names. Raises `HandbookError` where there is none."""
    clock = Clock()
    store = Store(cache_folder() / "results" if order.use_cache else None)
    with ExitStack() as stack:
        crew = Crew(stack, order.jobs, store, progress)
        gathered = gather(order, crew, clock)
        config = gathered.config
        chosen = {lesson.slug for lesson in gathered.book.lessons}
        calls = [(source, reading_rules(config)) for source in gathered.shelf.sources if source.slug in chosen]
        keys = [stages.inspect_key(*call) for call in calls]
        found = crew.run("check", stages.inspect, calls, keys, here=20)
        clock.lap("check")
    problems = chain(
        gathered.problems, *found, cleaned(gathered.changes),
        () if order.lessons else unused_headings(config, gathered.book.lessons), _glyphs(gathered, store),
    )  # fmt: skip
    report = tuple(sorted(set(problems)))
    clock.lap("fonts")
    return Report(report, gathered.changes, clock.seconds, count_aids(gathered.book))


def _glyphs(gathered: Gathered, store: Store) -> tuple[Problem, ...]:
    """Return the characters no font has; which ones the fonts have is kept, for reading it takes a while."""
    from builder.pdf import fonts
    from builder.pdf.families import book_wanted

    wanted = book_wanted(gathered.book)
    files = [(family.name, path.name, path.stat().st_size) for family, path in fonts.packaged(wanted)]
    key = digest("coverage", stages.own_digest(), files)
    data = store.get(key)
    coverage: frozenset[int] = pickle.loads(data) if data else fonts.packaged_coverage(wanted)
    if data is None:
        store.put(key, pickle.dumps(coverage, protocol=5))
    return glyph_problems(gathered.book, coverage, gathered.shelf.sources)
