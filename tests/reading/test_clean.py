"""Chat residue goes, the author's words stay: golden pairs a rule, and what holds for any text."""

import string
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import Source
from builder.reading.clean import clean_source
from builder.reading.files import MARKDOWN
from builder.reading.names import name_number
from builder.reading.page import Page
from builder.reading.rules import RULES
from builder.settings import Rules

GOLDEN = Path(__file__).parent / "golden-clean"
CASES = sorted(GOLDEN.glob("*.in.md"))


def source(text, name="lesson.md"):
    return Source(name, "lesson", text, number=name_number(name.removesuffix(".md")))


def clean(text, name="lesson.md", keep=()):
    return clean_source(source(text, name), Rules(keep=tuple(sorted(keep))))


def shown(cleaned):
    """Return changes, announced names and text as the golden files hold them."""
    told = [f"{change.line} {change.rule}: {change.text!a}" for change in cleaned.changes]
    told += [f"{line} announced: {name}" for name, line in cleaned.announced]
    return "".join(f"{line}\n" for line in told) + "~~~ text ~~~\n" + cleaned.text


def signs(text):
    return Counter(char for char in text if not char.isspace())


def test_there_are_golden_cases_for_every_rule():
    """Every rule of cleaning that works on text here is shown by at least one pair."""
    shown_rules = {
        line.split()[1].rstrip(":")
        for path in GOLDEN.glob("*.out")
        for line in path.read_text(encoding="utf-8").split("~~~ text ~~~")[0].splitlines()
    }

    assert {"greeting", "file-label", "prompt", "next-file", "offer", "frame", "citation", "ruler", "wrapper",
            "stray-fence", "fence-id"} <= shown_rules  # fmt: skip
    assert shown_rules - {"announced"} <= set(RULES)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.removesuffix(".in.md"))
def test_a_golden_pair_holds(path, request):
    """Input beside expected changes and text; `--update-golden` writes what comes out now."""
    name = path.name.replace(".in.md", ".md")
    cleaned = clean(path.read_text(encoding="utf-8"), name)
    expected = path.with_name(path.name.replace(".in.md", ".out"))
    if request.config.getoption("--update-golden"):
        expected.write_text(shown(cleaned), encoding="utf-8")

    assert shown(cleaned) == expected.read_text(encoding="utf-8")
    if name.startswith("prose-"):
        assert cleaned == source(path.read_text(encoding="utf-8"), name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.removesuffix(".in.md"))
def test_a_rule_switched_off_changes_nothing(path):
    """With every rule kept the text is the file's own; with one kept the others do what they did."""
    text = path.read_text(encoding="utf-8")
    name = path.name.replace(".in.md", ".md")
    usual = clean(text, name)

    assert clean(text, name, RULES).text == text
    for rule in {change.rule for change in usual.changes} - {"wrapper", "stray-fence"}:
        kept = clean(text, name, [rule])
        assert kept.changes == tuple(change for change in usual.changes if change.rule != rule)
        assert kept.announced == usual.announced


RESIDUE = [
    "Perfect.", "Good. Stay disciplined.", "Locked ✅", "We start with:", "# 📁 File: `01-a.md`", "# STEP 1 — A", "## Part",
    "When ready, type:", "**2**", "2", "Reply **2** when ready.", "Type **10**.", "Say **NEXT** to continue.", "Your move.",
    "Next file:", "📁 `02-b.md`", "(more,", "and more)", "**Next document:** `3.md` — say **NEXT** to continue.",
    "If you want next:", "- one", "* two", "Just say “next” 🚀", "END — MODULE 1", "---", "***", "========", "============",
    "Words.", "text【12†source】", "citeturn0search1", "```", "```md", "````md", "````", "```js id=\"2j1p0g\"", "~~~", "> quote",
    "    code", "  ```", "", "", "| a |", "1. one", "# ", "\ufe0f", "Do you want me to expand **Section 8**?", "At this point:",
]  # fmt: skip
LINES = st.lists(st.sampled_from(RESIDUE) | st.text("#*`~>-=123 ab.:()", max_size=12), max_size=24)


@settings(max_examples=400, deadline=None)
@given(LINES)
def test_nothing_is_lost_but_what_is_told(lines):
    """Every sign of the file is in the clean text or in a change, once; lines keep their places."""
    text = "\n".join(lines)

    cleaned = clean(text)

    assert signs(text) == signs(cleaned.text) + signs("".join(change.text for change in cleaned.changes))
    assert cleaned.text.count("\n") == text.count("\n")
    assert all(change.rule in RULES for change in cleaned.changes)
    for before, after in zip(text.split("\n"), cleaned.text.split("\n"), strict=True):
        assert after in ("", before) or "citation" in {change.rule for change in cleaned.changes} or "id=" in before


@settings(max_examples=400, deadline=None)
@given(LINES)
def test_cleaning_twice_is_cleaning_once(lines):
    """Clean text has nothing left that a second run would take."""
    once = clean("\n".join(lines))

    again = clean_source(Source("lesson.md", "lesson", once.text), Rules())

    assert again.text == once.text
    assert again.changes == ()


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_code_is_never_touched(lines):
    """Lines in a code block stay, whatever they say, unless the fence around them was no fence of the lesson."""
    page = Page.of(tuple("\n".join(lines).split("\n")))
    fences = {line for fence in page.fences for line in (fence.first, fence.last)}

    cleaned = clean("\n".join(lines))

    if not {"wrapper", "stray-fence"} & {change.rule for change in cleaned.changes}:
        after = cleaned.text.split("\n")
        assert all(after[at] == line for at, line in enumerate(page.lines) if page.code[at] and at not in fences)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(string.ascii_letters + " ,;éüß中ıš", min_size=1, max_size=60), max_size=20))
def test_plain_sentences_are_left_alone(sentences):
    """Prose of many languages without chat in it passes untouched."""
    text = "# Title\n\n" + "\n\n".join(f"{sentence} is." for sentence in sentences)

    assert clean(text) == source(text)


@pytest.mark.parametrize(
    "name",
    ["rust-book", "mdbook-guide", "shell-novice", "js-primer-ja", "high-school-python-hi", "cp-algorithms", "d2l-en-part",
     "system-design-primer"],
)  # fmt: skip
def test_a_real_course_is_left_alone(name, corpus):
    """None of these courses is a chat, so nothing may change in any file."""
    files = [path for path in corpus(name).rglob("*") if path.suffix in MARKDOWN and path.is_file()]
    assert files

    for path in files:
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        assert clean(text, path.name).changes == (), path


@pytest.mark.parametrize("line", ["`" * 200_000, "> " * 100_000, "- " * 100_000, "【" * 200_000, "(" * 200_000, "# " * 100_000,
                                  "*" * 200_001, "1. " * 70_000, "`a" * 100_000, " citeturn0search1turn0" * 9000])  # fmt: skip
def test_hostile_lines_are_cleaned_without_harm(line):
    """Long runs of marks are passed or read in linear time; all their signs stay or are told."""
    cleaned = clean(f"# T\n\n{line}\n\nWhen ready, type: **2**\n")

    assert signs(cleaned.text)["T"] == 1
    assert [change.rule for change in cleaned.changes][-1:] in (["prompt"], [])


def test_many_frames_are_cleaned_in_one_pass():
    """Ten thousand rules and prompts at the end are no more work each than one."""
    text = "# T\n\nText.\n\n" + "---\n\nReply **2** when ready.\n\n" * 10_000

    assert clean(text).text.strip() == "# T\n\nText."


def test_thousands_of_answers_in_one_file_are_cleaned_in_one_pass():
    """Each answer looks at its own lines only."""
    text = "Perfect.\n\n# 📁 File: `01-a.md`\n\n# STEP 1 — A\n\nText.\n\nReply **2** when ready.\n\n" * 5_000

    cleaned = clean(text)

    assert len(cleaned.changes) == 3 * 5_000
    assert cleaned.text.split() == ["#", "STEP", "1", "—", "A", "Text."] * 5_000
