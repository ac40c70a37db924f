"""The pipeline end to end: lessons in, finished files out. The only module that writes outputs.

1. Read the settings and the lessons.          4. Typeset every run of pages (pool, cached).
2. Parse every lesson (pool, cached).          5. Bind the PDF, package the EPUB.
3. Collect them into one Book.                 6. Write all outputs, each by temporary file and rename.
"""

from __future__ import annotations

import os
import pickle
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from builder import stages, work
from builder.cache import Store, cache_folder
from builder.collect import collect
from builder.config import Config, book_info, load_config
from builder.errors import EngineError, HandbookError, OutputError, SourceError
from builder.model import (
    Book,
    Bound,
    Change,
    Edition,
    Format,
    Geometry,
    Lesson,
    Part,
    Problem,
    Sheets,
)
from builder.problems import find_problems, glyph_problems
from builder.reading.load import Shelf, read_assets, read_sources
from builder.reading.names import slug_of

Progress = Callable[[str, int, int], None]
"""Called with the stage, steps done and steps in all."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for on the command line."""

    source: Path
    output: Path = Path("dist")
    formats: tuple[Format, ...] = ("pdf", "epub")
    theme: str = "classic"
    paper: str = "a4"
    edition: Edition = "screen"
    jobs: int | None = None
    use_cache: bool = True
    strict: bool = False
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    lessons: frozenset[int] = frozenset()
    """Numbers of the lessons wanted; empty for all."""
    sheets: bool = False
    """Make the revision sheets alone instead of the handbook."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file to be written or written."""

    path: Path
    format: str
    data: bytes = field(repr=False)
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a build made, and all there is to say about it."""

    outputs: tuple[Output, ...]
    book: Book
    bound: Bound | None
    cached: frozenset[str]
    """Slugs of the units that came from the cache."""
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    seconds: dict[str, float]


class Clock:
    """Seconds by stage, for the log; nothing of it reaches an output."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._start = self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Book the time since the last lap under *stage*."""
        now = time.perf_counter()
        self.seconds[stage] = round(self.seconds.get(stage, 0) + now - self._last, 3)
        self.seconds["total"] = round(now - self._start, 3)
        self._last = now


def build(order: Order, progress: Progress = lambda stage, done, total: None) -> Result:
    """Make what *order* asks for. Raises `HandbookError`; then nothing is written and old outputs stay."""
    clock = Clock()
    _check_output(order)
    config = _settings(order)
    shelf = read_sources(order.source, config)
    clock.lap("read")
    store = Store(cache_folder() / "results" if order.use_cache else None)
    with ExitStack() as stack:
        crew = _Crew(stack, order.jobs, store, progress)
        lessons = _parse(shelf, config, crew)
        clock.lap("parse")
        book, problems = _collect(shelf, config, lessons, order)
        problems = (*shelf.problems, *problems, *find_problems(book))
        bound: Bound | None = None
        outputs: list[Output] = []
        stem = _stem(book.info.title)
        if "pdf" in order.formats or order.sheets:
            bound, more = _pdf(book, shelf, order, crew, clock)
            problems = (*problems, *more)
            kind = "-sheets" if order.sheets else "-print" if order.edition == "print" else ""
            outputs.append(Output(order.output / f"{stem}{kind}.pdf", "pdf", bound.pdf, bound.pages))
        if "epub" in order.formats and not order.sheets:
            outputs.append(Output(order.output / f"{stem}.epub", "epub", _epub(book, bound)))
            clock.lap("epub")
    problems = tuple(sorted(set(problems)))
    if order.strict and any(problem.level != "info" for problem in problems):
        outputs = []
    _write(outputs)
    clock.lap("write")
    changes = tuple(change for lesson in book.lessons for change in lesson.changes)
    return Result(
        tuple(outputs), book, bound, frozenset(crew.cached), problems, changes, clock.seconds
    )


class _Crew:
    """Runs stage functions over many values: from the cache, in this process, or in a pool when it pays."""

    def __init__(
        self, stack: ExitStack, jobs: int | None, store: Store, progress: Progress
    ) -> None:
        self._stack = stack
        self._jobs = jobs or work.usable_jobs()
        self._store = store
        self._progress = progress
        self._pool: Executor | None = None
        self.cached: set[str] = set()

    def run(
        self, stage: str, function: Callable[..., Any], calls: Sequence[tuple[Any, ...]],
        keys: Sequence[str], here: int,
    ) -> list[Any]:
        """Return the results of *function* over *calls*; up to *here* missing ones run in this process."""
        results: list[Any] = [self._load(key) for key in keys]
        missing = [at for at, result in enumerate(results) if result is None]
        self.cached |= {
            call[0].slug for call, result in zip(calls, results, strict=True) if result is not None
        } if stage == "typeset" else set()
        done = len(results) - len(missing)
        self._progress(stage, done, len(results))
        executor = work.Serial() if len(missing) <= here else self._workers()
        futures = {}
        try:
            # Longest first, so that no worker is left alone with the longest at the end.
            for at in sorted(missing, key=lambda at: -_weight(calls[at][0])):
                futures[at] = executor.submit(function, *calls[at])
            for at in missing:
                results[at] = futures[at].result()
                self._store.put(keys[at], pickle.dumps(results[at], protocol=5))
                done += 1
                self._progress(stage, done, len(results))
        except BrokenProcessPool as error:
            raise EngineError(
                f"a worker process died while the pages were made ({stage})",
                hint="memory may have run out: try --jobs 1",
            ) from error
        finally:
            for future in futures.values():
                future.cancel()
        return results

    def _workers(self) -> Executor:
        if self._pool is None:
            self._pool = self._stack.enter_context(work.make_pool(self._jobs))
        return self._pool

    def _load(self, key: str) -> Any:
        data = self._store.get(key)
        if data is None:
            return None
        try:
            return pickle.loads(data)
        except Exception:  # an entry of another Python; the stage is run again
            return None


def _weight(value: Any) -> int:
    return len(getattr(value, "text", "") or getattr(value, "html", ""))


def _settings(order: Order) -> Config:
    config = load_config(order.source)
    return replace(
        config,
        title=order.title or config.title,
        authors=order.authors or config.authors,
        language=order.language or config.language,
    )


def _parse(shelf: Shelf, config: Config, crew: _Crew) -> tuple[Lesson, ...]:
    calls = [
        (source, source.language or config.language or "en", config.headings)
        for source in shelf.sources
    ]
    keys = [stages.parse_key(*call) for call in calls]
    # Parsing a few lessons is quicker than starting a process.
    return tuple(crew.run("parse", stages.parse, calls, keys, here=3))


def _collect(
    shelf: Shelf, config: Config, lessons: tuple[Lesson, ...], order: Order
) -> tuple[Book, tuple[Problem, ...]]:
    wanted = tuple((lesson.path, path, line) for lesson in lessons for path, line in lesson.images)
    assets, missing = read_assets(shelf.root, wanted)
    info = book_info(config, shelf.title)
    book, problems = collect(info, lessons, assets)
    if order.lessons:
        book = _chosen(book, order.lessons)
    return book, (*missing, *problems)


def _chosen(book: Book, numbers: frozenset[int]) -> Book:
    """Return *book* with the lessons of these numbers only; where none is numbered, by their place."""
    places = {lesson.slug: place for place, lesson in enumerate(book.lessons, 1)}
    parts = []
    for part in book.parts:
        kept = tuple(
            lesson for lesson in part.lessons
            if (lesson.number if lesson.number is not None else places[lesson.slug]) in numbers
        )
        if kept:
            parts.append(Part(part.title, kept))
    if not parts:
        shown = ", ".join(str(number) for number in sorted(numbers)[:9])
        raise SourceError(f"no lesson has the number {shown}", hint="leave --lessons out to see all")
    return replace(book, parts=tuple(parts))


def _pdf(
    book: Book, shelf: Shelf, order: Order, crew: _Crew, clock: Clock
) -> tuple[Bound, tuple[Problem, ...]]:
    from builder.pdf import bind, fonts, outline, pages
    from builder.pdf.theme import find_theme

    geometry = Geometry(order.theme, order.paper, order.edition)
    theme = find_theme(order.theme)
    faces = fonts.prepare(cache_folder() / "fonts")
    units = (pages.sheet_units if order.sheets else pages.units)(book, geometry)
    if not units:
        raise SourceError(
            "no lesson has a revision checklist, so there are no sheets to print",
            hint="give a section the heading “Revision checklist” and a list",
        )
    problems = glyph_problems(book, fonts.coverage(faces), shelf.sources)
    calls = [(unit, geometry, faces, theme) for unit in units]
    keys = [stages.typeset_key(*call) for call in calls]
    sheets = tuple(crew.run("typeset", stages.typeset, calls, keys, here=0))
    clock.lap("typeset")
    targets = {lesson.path: lesson.slug for lesson in book.lessons}
    entries = () if order.sheets else outline.book_outline(book)
    bound = bind.bind(book.info, units, sheets, entries, faces, order.edition, targets)
    clock.lap("bind")
    return bound, (*problems, *_complaints(book, sheets))


def _complaints(
    book: Book, sheets: tuple[Sheets, ...]
) -> tuple[Problem, ...]:
    paths = {lesson.slug: lesson.path for lesson in book.lessons}
    return tuple(
        Problem(paths.get(sheet.slug, ""), 1, "warning", "typesetting", complaint)
        for sheet in sheets
        for complaint in sheet.complaints
    )


def _epub(book: Book, bound: Bound | None) -> bytes:
    from builder.epub.package import make_epub
    from builder.epub.pages import PageFacts

    facts = None
    if bound is not None:
        facts = PageFacts(bound.folios, bound.anchors, f"{book.info.identifier}:pdf")
    return make_epub(book, facts)


def _stem(title: str) -> str:
    """Return the outputs' file name: the title's letters and digits, of a length every file system takes."""
    stem = slug_of(title)
    while len(stem.encode()) > 120:
        stem = stem[:-1]
    return re.sub(r"-+$", "", stem) or "handbook"


def _check_output(order: Order) -> None:
    """Raise `OutputError` before any work when the outputs could never be written."""
    folder = order.output
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir():
        raise OutputError("is not a folder", where=str(folder), hint="name another with -o")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError("cannot be written to", where=str(folder), hint="name another with -o")


def _write(outputs: Iterable[Output]) -> None:
    """Write all outputs: first every temporary file, then the renames, so that a failure leaves the old ones."""
    pending: list[tuple[str, Path]] = []
    try:
        for output in outputs:
            if output.path.is_dir():
                raise OutputError(
                    "is a folder; a file of this name is to be written",
                    where=str(output.path), hint="move it away, or name another folder with -o",
                )
            output.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=output.path.parent, prefix=".studyguide-")
            pending.append((name, output.path))
            with os.fdopen(handle, "wb") as file:
                file.write(output.data)
            Path(name).chmod(0o666 & ~_umask())
        for name, path in pending:
            Path(name).replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}",
            where=str(error.filename2 or error.filename or ""), hint="name another folder with -o",
        ) from error
    finally:
        for name, _ in pending:
            Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


__all__ = ["HandbookError", "Order", "Output", "Result", "build"]
