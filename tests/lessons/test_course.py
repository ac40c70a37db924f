"""The course in lessons/: its anatomy, its samples run as printed, its wording its own."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import hcl2
import pytest
import yaml

from builder.model import Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "lessons").glob("[0-9]*.md"))
SHARED = ROOT.parent / "shared"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ORDER = ["Decision table", "Failure story", "Picture", "Interview question", "Wrong beliefs", "Revision checklist",
         "Further reading"]  # fmt: skip


def prose(text):
    text = re.sub(r"<!--.*?-->", "", FENCE.sub("", text), flags=re.DOTALL)
    return "\n".join(line for line in text.split("\n") if not line.startswith(("|", "#")))


def samples():
    for lesson in LESSONS:
        found = FENCE.findall(lesson.read_text(encoding="utf-8"))
        for at, (language, code) in enumerate(found):
            output = found[at + 1][1] if language == "python" and at + 1 < len(found) and found[at + 1][0] == "text" else None
            if output is not None and "print(" not in code:
                output = None
            yield pytest.param(language, code, output, id=f"{lesson.stem[:2]}-{at + 1}-{language}")


def test_there_are_lessons_and_samples():
    """The tests below have something to look at."""
    assert len(LESSONS) >= 2
    assert len(list(samples())) >= 10


@pytest.mark.parametrize(("language", "code", "output"), list(samples()))
def test_every_sample_works_as_printed(language, code, output):
    """Python runs with its asserts and prints what the page says; HCL, shell, JSON and YAML are well formed; SQL runs."""
    assert language, "a fence names its language"
    assert all(len(line) <= 72 for line in code.split("\n"))
    if language == "python":
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=False)
        assert run.returncode == 0, run.stderr
        assert "assert " in code
        assert run.stdout == (output or "")
    elif language == "hcl":
        assert hcl2.loads(code)
        if shutil.which("terraform"):
            run = subprocess.run(["terraform", "fmt", "-check", "-"], input=code, text=True, capture_output=True, check=False)
            assert run.returncode == 0
    elif language == "bash":
        assert subprocess.run(["bash", "-n"], input=code, text=True, check=False).returncode == 0
    elif language == "json":
        json.loads(code)
    elif language == "yaml":
        yaml.safe_load(code)
    elif language == "sql":
        with closing(sqlite3.connect(":memory:")) as database:
            database.executescript(code)
    else:
        assert language == "text"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem[:2])
def test_a_lesson_has_its_anatomy(path):
    """Title, why, numbered sections that end in a rule, the fixed sections in order, the facts last."""
    text = path.read_text(encoding="utf-8")
    number = int(path.stem[:2])
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    numbered = [head for head in heads if re.match(r"\d+\. ", head)]

    assert text.startswith(f"# STEP {number} — ")
    assert text.split("\n\n")[1].startswith("**Why this matters.** ")
    assert len(text.split("\n\n")[1].split()) <= 83
    assert [int(head.split(".")[0]) for head in numbered] == list(range(1, len(numbered) + 1))
    assert len(numbered) >= 8
    assert heads[len(numbered):] == ORDER
    assert "### Worked example" in text
    assert re.search(r"<!-- facts: [A-Z]\d+(?:, [A-Z]\d+)* -->\s*\Z", text)
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1 : len(numbered) + 1]:
        assert re.fullmatch(r"\*\*(?:Rule|Formula|Number|Decision): .+\.\*\*", section.strip().split("\n\n")[-1]), section[:40]
        assert len(prose(section).split()) <= 235, section[:40]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem[:2])
def test_words_tables_and_lists_keep_to_their_budgets(path):
    """So many words of prose, items and columns as the brief allows; no hype, no emoji."""
    text = path.read_text(encoding="utf-8")
    words = len(prose(text).split())

    assert 1900 <= words <= (3700 if path.stem.startswith("01") else 2650)
    items = re.findall(r"^- \[ \] You can ", text, re.MULTILINE)
    assert 7 <= len(items) <= 10
    beliefs = text.split("## Wrong beliefs")[1].split("##")[0]
    assert beliefs.count(" → ") == 5
    assert "!" not in re.sub(r"> \[!\w+\]", "", prose(text))
    assert not re.search("[\U0001f300-\U0001faff\u2600-\u27bf]", prose(text).replace("→", ""))
    for word in ("seamless", "blazing", "game-changer", "simply", "powerful"):
        assert word not in text.lower()
    table = text.split("## Decision table")[1].split("##")[0].strip().split("\n")
    assert len(table) <= 10
    for row in table:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert len(cells) <= 5
        assert all(len(cell) <= 40 for cell in cells)


def test_no_wording_is_shared_with_the_file_received():
    """No run of six words, code, link targets and file names aside."""
    seeds = list((SHARED / "seed").glob("*")) if (SHARED / "seed").is_dir() else []
    if not seeds:
        pytest.skip("the received file is not beside this checkout")

    def runs(text):
        text = re.sub(r"`[^`]*`|<!--.*?-->|\]\([^()\s]*\)", " ", FENCE.sub(" ", text), flags=re.DOTALL)
        words = re.findall(r"[a-z0-9']+", text.lower())
        return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}

    received = set().union(*(runs(seed.read_text(encoding="utf-8")) for seed in seeds))
    for path in LESSONS:
        assert not runs(path.read_text(encoding="utf-8")) & received


def test_every_fact_named_is_in_the_fact_sheet():
    """Tags lead to the brief's table; dated facts stand beside "as of 2026"."""
    brief = SHARED / "course" / "SYLLABUS.md"
    if not brief.is_file():
        pytest.skip("the brief is not beside this checkout")
    known = set(re.findall(r"^\| ([A-Z]\d+) \|", brief.read_text(encoding="utf-8"), re.MULTILINE))

    for path in LESSONS:
        text = path.read_text(encoding="utf-8")
        tags = set(re.findall(r"[A-Z]\d+", text.rsplit("<!-- facts:", 1)[1]))
        assert tags <= known
        assert "as of 2026" in text


# A figure of the running case, and the lessons that state it in these words.
FIGURES = {
    "120 requests in flight": "01 07 18",
    "39 in all": "01 07 18",
    "13 in each zone": "02 15 18",
    "777,600 bad requests": "01 13 18",
    "8.6 minutes": "13 18",
    "138,900 events": "06 15",
    "1,389": "06 11 18",
    "1.67 MB": "11 18",
    "1.44 TB": "04 18",
    "750 objects": "03 18",
    "500 scans of 1.2 KB a second": "06 18",
    "12.5 times": "12 18",
    "18 minutes at the mean rate": "10 11 18",
    "47 minutes": "15 18",
    "$1,500": "16 18",
    "$1,300": "16 18",
    "$45": "12 18",
    "$6.01": "16 18",
    "about 13 a second": "02 16",
    "53,333": "03 16",
    "626 GB": "04 18",
}


@pytest.mark.parametrize(("figure", "lessons"), FIGURES.items(), ids=lambda each: each.replace(" ", "-"))
def test_the_shared_figures_of_the_running_case_agree(figure, lessons):
    """What one lesson says of Quayline, the others say too."""
    texts = {path.stem[:2]: path.read_text(encoding="utf-8") for path in LESSONS}

    for number in lessons.split():
        assert figure in texts[number], f"lesson {number} no longer says {figure!r}"


def test_the_load_grows_as_lesson_02_says():
    """The steady and the evening rate stand where the rung is chosen."""
    (second,) = (path for path in LESSONS if path.stem.startswith("02"))

    assert "300 a second rising to 1,500" in second.read_text(encoding="utf-8")


def test_every_lesson_has_its_interview_question():
    """The question, its strong answer and the weak one are told apart in each of the 18 lessons."""
    for path in LESSONS:
        lesson = parse_lesson(Source(path.name, "l", path.read_text(encoding="utf-8")), Rules())
        assert [(question.kind, bool(question.answer)) for question in lesson.questions] == [("interview", True)], path.name
        assert 'data-answer="weak"' in lesson.html, path.name
