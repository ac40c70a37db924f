"""Measure reading and parsing of many lessons on one core, and that both are linear in the text.

    python benchmarks/parse.py                       300 generated lessons of 10 KB
    python benchmarks/parse.py --from FOLDER         the same amount, made of the Markdown files below FOLDER
    python benchmarks/parse.py --profile             where the time goes

Seconds are those of the process, so that other work on the machine counts little; still, compare ratios of one run.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bench import course
from builder.config import Config
from builder.reading.load import read_sources
from builder.settings import Rules
from builder.stages import parse

_BYTES = 10_000


def fill(folder: Path, lessons: int, files: list[Path]) -> int:
    """Write *lessons* lessons of about `_BYTES` bytes to *folder* and return the bytes written."""
    if not files:
        course(folder, lessons)
        for path in folder.iterdir():
            text = path.read_text(encoding="utf-8")
            path.write_text(text[: text.index("\n\n## ", _BYTES - 2_000)] + "\n", encoding="utf-8")
        return sum(path.stat().st_size for path in folder.iterdir())
    texts = "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files).split("\n\n")
    at = size = 0
    for number in range(1, lessons + 1):
        run: list[str] = []
        length = 0
        while length < _BYTES:
            run.append(texts[at % len(texts)])
            length += len(run[-1].encode()) + 2
            at += 1
        text = f"# Lesson {number}\n\n" + "\n\n".join(run) + "\n"
        (folder / f"{number:03d}-lesson.md").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


def measure(folder: Path) -> tuple[float, float]:
    """Return the seconds that reading and that parsing take."""
    start = time.process_time()
    shelf = read_sources(folder, Config())
    between = time.process_time()
    for source in shelf.sources:
        parse(source, Rules())
    return between - start, time.process_time() - between


def main(run: Callable[[Path], tuple[float, float]] = measure) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lessons", type=int, default=300)
    parser.add_argument("--from", dest="source", type=Path)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    files = sorted(given.source.rglob("*.md")) if given.source else []
    figures = []
    for lessons in (given.lessons // 2, given.lessons):
        with tempfile.TemporaryDirectory() as name:
            size = fill(Path(name), lessons, files)
            profile = cProfile.Profile()
            if given.profile and figures:
                profile.enable()
            reading, parsing = run(Path(name))
            profile.disable()
            figures.append(reading + parsing)
            print(f"{lessons} lessons, {size / 1e6:.2f} MB: reading {reading:.2f} s, parsing {parsing:.2f} s, "
                  f"together {reading + parsing:.2f} s, {size / 1e6 / (reading + parsing):.2f} MB/s")  # fmt: skip
            if given.profile and len(figures) == 2:
                pstats.Stats(profile).sort_stats("tottime").print_stats(30)
    print(f"twice the lessons take {figures[1] / figures[0]:.2f} times as long")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
