"""Measure builds of a generated course, beside one stock WeasyPrint document of the same Markdown.

    python benchmarks/bench.py                  courses of 20 and 100 lessons; the stock document of 20
    python benchmarks/bench.py --lessons 20     one course
    python benchmarks/bench.py --themes         what each theme costs, beside the plainest
    python benchmarks/bench.py --full           the stock document of every course (minutes)

Machines are noisy: compare ratios of one run, never seconds of two.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_TEXT = (
    "request queue zone replica latency budget retry timeout storage index commit policy network balancer "
    "capacity signal lease cache stream quota deploy region failure ledger shard token the a of to and in is that "
    "with for when before after under every each"
)
_WORDS = _TEXT.split()
_CODE = {
    "python": 'def {a}_{b}(items, limit={n}):\n    """Return the {a} of each item."""\n    for item in items:\n'
    '        if item.{b} > limit:  # {c}\n            yield {{"{a}": item.{b}, "rest": [{n}, "{c}"]}}\n',
    "bash": 'for {a} in $(seq 1 {n}); do\n  curl --fail "https://example.com/{b}/${{{a}}}" | grep -c {c}  # {a}\ndone\n',
    "yaml": "{a}:\n  {b}: {n}\n  {c}:\n    - name: {b}\n      value: \"{n}\"\n",
}
_EDITS = (
    ("a line edited", "\n\n## 1.", "\n\nOne more line.\n\n## 1."),
    ("heading edited", "## 2. ", "## 2. Anew "),
    ("item edited", "- [ ] You can ", "- [ ] You can now "),
)
"""The last two change contents and checklist, which are typeset in one piece each."""
_STOCK = """
import sys, markdown, weasyprint
from pathlib import Path
text = "\\n\\n".join(path.read_text() for path in sorted(Path(sys.argv[1]).glob("*.md")))
body = markdown.markdown(text, extensions=["extra", "codehilite", "toc", "sane_lists"])
css = "@page{size:A4;margin:30mm 28mm} body{font:10.5pt/14pt serif} pre{font:8pt/11pt monospace} h1{break-before:page}"
from pygments.formatters import HtmlFormatter
css += HtmlFormatter().get_style_defs(".codehilite")
document = weasyprint.HTML(string=f"<html lang=en><body>{body}").render(stylesheets=[weasyprint.CSS(string=css)])
document.write_pdf(sys.argv[2])
print(len(document.pages))
"""


def course(folder: Path, lessons: int) -> None:
    """Write *lessons* lessons of about eleven pages each, a quarter of it code."""
    for number in range(1, lessons + 1):
        chance = random.Random(number)
        parts = [f"# STEP {number} — {_title(chance)}", _paragraph(chance)]
        for section in range(1, 13):
            parts += [f"## {section}. {_title(chance)}", _paragraph(chance), _paragraph(chance)]
            language = chance.choice(sorted(_CODE))
            code = "".join(_CODE[language].format(a=_word(chance), b=_word(chance), c=_word(chance), n=chance.randint(1, 999))
                           for _ in range(4))  # fmt: skip
            parts += [f"```{language}\n{code}```", "\n".join(f"- {_sentence(chance)}" for _ in range(4)), _paragraph(chance)]
            if section % 4 == 0:
                rows = "\n".join(f"| {_word(chance)} | {_sentence(chance, 6)} | {chance.randint(1, 999)} |" for _ in range(5))
                parts.append(f"| Part | Says | N |\n|---|---|--:|\n{rows}")
        parts.append("## Revision checklist\n\n" + "\n".join(f"- [ ] You can {_sentence(chance, 8)}" for _ in range(8)))
        (folder / f"{number:03d}-lesson.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _word(chance: random.Random) -> str:
    return chance.choice(_WORDS)


def _title(chance: random.Random) -> str:
    return " ".join(_word(chance) for _ in range(4)).capitalize()


def _sentence(chance: random.Random, length: int = 12) -> str:
    words = [_word(chance) for _ in range(length)]
    words[length // 2] = f"**{words[length // 2]}**"
    return " ".join(words).capitalize() + "."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance, chance.randint(8, 16)) for _ in range(5))


def build(source: Path, out: Path, cache: Path, *more: str) -> tuple[float, dict[str, object]]:
    """Build *source* by the real program; return wall seconds and what it tells."""
    return _run(cache, "build", str(source), "-o", str(out), "--quiet", *more)


def check(source: Path, cache: Path) -> float:
    """Check *source* by the real program; return wall seconds."""
    return _run(cache, "check", str(source))[0]


def _run(cache: Path, *words: str) -> tuple[float, dict[str, object]]:
    environment = {**os.environ, "STUDYGUIDE_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "builder", *words, "--json"],
                          capture_output=True, text=True, check=True, env=environment)  # fmt: skip
    return time.perf_counter() - start, json.loads(done.stdout)


def measure(lessons: int, stock: bool) -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, cache = folder / "course", folder / "cache"
        source.mkdir()
        course(source, lessons)
        # The static faces are made once a machine, not once a book.
        one = folder / "one.md"
        one.write_text("# One\n", encoding="utf-8")
        build(one, folder / "out", cache)
        cold, told = build(source, folder / "out", cache)
        warm, _ = build(source, folder / "out", cache)
        path = source / f"{lessons // 2:03d}-lesson.md"
        edits = {}
        for name, old, new in _EDITS:
            path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
            edits[name], _ = build(source, folder / "out", cache)
        # Linux counts kilobytes: the largest process among all that were waited for.
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        pages = next(output["pages"] for output in told["outputs"] if output["format"] == "pdf")  # type: ignore[union-attr,attr-defined]
        size = next(output["bytes"] for output in told["outputs"] if output["format"] == "pdf")  # type: ignore[union-attr,attr-defined]
        print(f"\n{lessons} lessons, {pages} pages, PDF and EPUB; {size / pages / 1024:.1f} KB a page in the PDF")
        print(f"  cold            {cold:7.2f} s   {pages / cold:6.1f} pages/s")
        print(f"  nothing changed {warm:7.2f} s   {warm / cold:6.2f} of cold")
        for name, took in edits.items():
            print(f"  {name:<15} {took:7.2f} s   {took / cold:6.2f} of cold")
        first = check(source, folder / "other cache")
        print(f"  check           {first:7.2f} s   {first / cold:6.2f} of cold; again {check(source, folder / 'other cache'):.2f} s")
        print(f"  largest process {memory:7.0f} MB")
        print("  stages          " + ", ".join(f"{stage} {value}" for stage, value in told["seconds"].items()))  # type: ignore[attr-defined]
        if stock:
            start = time.perf_counter()
            done = subprocess.run([sys.executable, "-W", "ignore", "-c", _STOCK, str(source), str(folder / "stock.pdf")],
                                  capture_output=True, text=True, check=True)  # fmt: skip
            took = time.perf_counter() - start
            count = int(done.stdout)
            rate = (pages / cold) / (count / took)
            print(f"  stock document  {took:7.2f} s   {count / took:6.1f} pages/s ({count} pages)")
            print(f"  ratio           {took / cold:7.2f} times as fast (by pages a second: {rate:.2f})")
        else:
            print("  stock document      n/a (--full measures it)")


def themes(lessons: int) -> None:
    """Print what each theme costs for the same lessons, beside the plainest in the same run, and its bytes a page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "course"
        source.mkdir()
        course(source, lessons)
        rows = []
        for theme in ("classic", "ink", "modern", "large", "cornell"):
            best = None
            for at in range(2):
                cache = folder / f"cache-{theme}-{at}"
                if rows or at:
                    # The faces are made once a machine.
                    shutil.copytree(folder / "cache-classic-0" / "fonts", cache / "fonts")
                _, told = build(source, folder / "out", cache, "--theme", theme, "--format", "pdf", "--edition", "print")
                (output,) = told["outputs"]  # type: ignore[misc]
                seconds = told["seconds"]["typeset"] + told["seconds"]["bind"]  # type: ignore[index]
                if (rows or at) and (best is None or seconds < best[0]):
                    best = (seconds, output["pages"], output["bytes"])
            assert best is not None
            rows.append((theme, *best))
        least = min(seconds for _, seconds, _, _ in rows)
        print(f"\n{lessons} lessons in every theme, typeset and bound: the better of two")
        for theme, seconds, pages, size in rows:
            print(f"  {theme:<8} {seconds:6.2f} s {pages:5} pages   {seconds / least:5.2f} of the plainest"
                  f"   {size / pages / 1024:5.1f} KB a page")  # fmt: skip


def main() -> None:
    """Read the arguments and measure."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--lessons", type=int, action="append", help="lessons in the course; repeat for more")
    reader.add_argument("--full", action="store_true", help="measure the stock document of every course")
    reader.add_argument("--themes", action="store_true", help="measure what each theme costs instead")
    chosen = reader.parse_args()
    if chosen.themes:
        themes((chosen.lessons or [8])[0])
        return
    for lessons in chosen.lessons or [20, 100]:
        measure(lessons, chosen.full or lessons <= 20)


if __name__ == "__main__":
    main()
