"""A progress bar on stderr for builds that take a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

_NAMES = {"parse": "Reading", "typeset": "Typesetting", "pictures": "Pictures"}


@contextmanager
def bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar a stage until the block ends; yields what the build calls with stage, done and total."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        tasks = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(_NAMES.get(stage, stage), total=total)
            progress.update(tasks[stage], completed=done, total=total)

        yield step
