"""Stage functions run over many values: results come from the cache, from this process, or from a pool when it pays."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from typing import Any

from builder import work
from builder.cache import Store
from builder.errors import EngineError

Progress = Callable[[str, int, int], None]
"""Called with the stage, steps done and steps in all."""


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


class Crew:
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
        if stage == "typeset":
            for call, result in zip(calls, results, strict=True):
                if result is not None:
                    self.cached |= {call[0].slug, *call[0].lessons}
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

    def once(self, key: str, function: Callable[..., Any], *values: Any) -> Any:
        """Return the result of *function* over *values*, kept under *key*; it runs in this process."""
        data = self._load(key)
        if data is None:
            data = (function(*values),)
            self._store.put(key, pickle.dumps(data, protocol=5))
        return data[0]

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
