"""Executors: how many processes, started how. Workers never inherit a used process (no plain fork)."""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

_PER_JOB = 350 * 1024 * 1024


class Serial(Executor):
    """An executor that runs each call at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run *fn* now and return its finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def make_pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of *jobs* fresh processes: forkserver where there is one, else spawn."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context)


def usable_jobs() -> int:
    """Return as many jobs as there are usable cores (affinity, cgroup) and memory for (350 MB each)."""
    if sys.platform == "linux":
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, min(cores, _cgroup_cores(), _memory() // _PER_JOB))


def _cgroup_cores() -> int:
    """Return the cores a container may use (cgroup v2 `cpu.max`: quota and period)."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError):
        return 1 << 16


def _memory() -> int:
    """Return the bytes of memory free to use, as far as the system says."""
    free = 1 << 40
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                free = int(line.split()[1]) * 1024
        limit = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
        if limit.isdigit():
            free = min(free, int(limit))
    except (OSError, ValueError):
        pass
    return free
