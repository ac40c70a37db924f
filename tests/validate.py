"""Every course through every judge: one row a course, then the faults. `make validate` runs it after all tests.

    python tests/validate.py             the course in lessons/, and all courses that lie beside this checkout
    python tests/validate.py NAME …      only these (the name of a folder), or `faults`

Exit code 1 when a judge objects. Memory is the largest process's, seconds are wall time of the build alone.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from builder.build import Order, build  # noqa: E402 - found by the line above
from tests.judges import browser, epub, pdf, words  # noqa: E402
from tests.judges.breaks import breaks  # noqa: E402
from tests.judges.faults import faults, lay  # noqa: E402


def courses() -> list[Path]:
    """Return the folders of lessons that are here."""
    shared = ROOT.parent / "shared"
    beside = sorted(path for path in (shared / "corpora").glob("*") if path.is_dir()) if shared.is_dir() else []
    seeds = [shared / "seed"] if (shared / "seed").is_dir() else []
    return [ROOT / "lessons", *seeds, *beside]


def judge(course: Path, folder: Path) -> dict[str, object]:
    """Build *course* twice and let every judge look at it."""
    order = Order(course, folder / "first", use_cache=False)
    start = time.perf_counter()
    result = build(order)
    seconds = time.perf_counter() - start
    again = build(replace(order, output=folder / "second", use_cache=True))
    book, bound = result.book, result.bound
    assert bound is not None
    paths = {output.format: output.path for output in result.outputs}
    objections: list[str] = []
    same = [output.data for output in result.outputs] == [output.data for output in again.outputs]
    objections += [] if same else ["a second build gives other bytes"]
    judges = {
        "qpdf": lambda: pdf.syntax(paths["pdf"]), "links": lambda: pdf.links(paths["pdf"]),
        "fonts": lambda: pdf.fonts(paths["pdf"]), "outline": lambda: pdf.outline(paths["pdf"], book),
        "breaks": lambda: breaks(paths["pdf"], book, bound), "pdf words": lambda: pdf.words(paths["pdf"], book, bound), "raw marks": lambda: words.raw_marks(book),
        "epubcheck": lambda: epub.epubcheck(paths["epub"]), "package": lambda: epub.package(paths["epub"]),
        "xml": lambda: epub.well_formed(paths["epub"]), "epub words": lambda: epub.words(paths["epub"], book),
    }  # fmt: skip
    if browser.available():
        judges["browser"] = lambda: browser.shown(paths["epub"])
    for name, look in judges.items():
        objections += [f"{name}: {line}" for line in look()[:4]]
    levels = Counter(problem.level for problem in result.problems)
    return {
        "lessons": len(book.lessons), "pages": bound.pages, "seconds": round(seconds, 1),
        "mb": round(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024),
        "pdf": len(paths["pdf"].read_bytes()) // 1024, "epub": len(paths["epub"].read_bytes()) // 1024,
        "items": sum(len(lesson.checklist.items) for lesson in book.lessons if lesson.checklist),
        "changes": len(result.changes), "errors": levels["error"], "warnings": levels["warning"], "infos": levels["info"],
        "objections": objections,
    }  # fmt: skip


def fault(name: str, files: dict[str, bytes], folder: Path) -> list[str]:
    """Build a folder with a fault in it; the good lesson is in both books, the fault is told with its place."""
    course, out = folder / "course", folder / "out"
    lay(course, files)
    start = time.perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "builder", "build", str(course), "-o", str(out), "--json"],
            cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return [f"{name}: not done after 240 s"]
    seconds = time.perf_counter() - start
    found = []
    if "Traceback" in done.stderr:
        found.append(f"{name}: a traceback: {done.stderr.strip().splitlines()[-1]}")
    elif done.returncode != 0:
        found.append(f"{name}: exit code {done.returncode}: {done.stderr.strip()[:200]}")
    else:
        told = json.loads(done.stdout)
        if "A good lesson" not in [lesson["title"] for lesson in told["lessons"]]:
            found.append(f"{name}: the good lesson is not in the book")
        for output in told["outputs"]:
            path = Path(output["path"])
            found += [f"{name}: {line}" for line in (epub.epubcheck(path) if output["format"] == "epub" else pdf.syntax(path))]
    print(f"  {name:<42} {seconds:6.1f} s  {'ok' if not found else 'OBJECTION'}", flush=True)
    return found


def main(names: list[str]) -> int:
    """Print the table and the objections; return the exit code."""
    if names[:1] == ["--one"]:
        with tempfile.TemporaryDirectory() as folder:
            try:
                print(json.dumps(judge(Path(names[1]), Path(folder))))
            except Exception:
                print(json.dumps({"objections": [traceback.format_exc()]}))
        return 0
    objections = []
    columns = ("lessons", "pages", "seconds", "mb", "pdf", "epub", "items", "changes", "errors", "warnings", "infos")
    print(f"{'course':<22}" + "".join(f"{name:>9}" for name in columns) + "  objections")
    for course in courses():
        if names and course.name not in names:
            continue
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(course)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        row = json.loads(done.stdout) if done.stdout.strip() else {"objections": [done.stderr[-500:]]}
        print(f"{course.name:<22}" + "".join(f"{row.get(name, '-'):>9}" for name in columns) + f"{len(row['objections']):>12}", flush=True)
        objections += [f"{course.name}: {line}" for line in row["objections"]]
    if not names or "faults" in names:
        print("faults")
        for at, (name, files) in enumerate(faults()):
            with tempfile.TemporaryDirectory() as folder:
                objections += fault(name, files, Path(folder) / str(at))
    print("\n".join(["", *objections]) if objections else "\nno objections")
    return 1 if objections else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
