"""A conversation becomes the lessons its author meant, named as they said, with nothing lost in silence."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import Source
from builder.reading.clean import clean_source
from builder.reading.names import name_number
from builder.reading.rules import RULES
from builder.settings import Rules
from builder.transcripts.lessons import make_lessons
from builder.transcripts.names import folder_name, made_name, safe_name, unique
from builder.transcripts.paste import read_paste
from builder.transcripts.talk import Talk, turn_of


def pasted(text, keep=()):
    return make_lessons(read_paste(text, "chat.txt", "Chat"), keep)


def answered(*answers, keep=(), title="Chat"):
    return make_lessons(Talk("c.json", title, tuple(turn_of("assistant", text, at) for at, text in enumerate(answers, 1))), keep)


def files(made):
    return {lesson.name: lesson.text for lesson in made.lessons}


LABELLED = (
    "Perfect.\n\nWe start with:\n\n---\n\n# 📁 File: `01-queues.md`\n\n# STEP 1 — Queues\n\nFirst.\n\n## STEP 1 REVISION CHECKLIST\n\n"
    "✔ Order\n\n---\n\nWhen ready, type:\n\n**2**\n\nNext file:\n\n📁 `02-stacks.md`\n(last in,\nfirst out)\n"
)
SECOND = "Good. Stay disciplined.\n\nWe continue.\n\n# 📁 File: `02-stacks.md`\n\n# STEP 2 — Stacks\n\nSecond.\n\nReply **3** when ready.\n"


def test_lessons_are_split_at_labels_with_and_without_marks_between_the_answers():
    """Name and place come from the label; the greeting above goes with what it greets."""
    wanted = {
        "01-queues.md": "# STEP 1 — Queues\n\nFirst.\n\n## STEP 1 REVISION CHECKLIST\n\n✔ Order\n",
        "02-stacks.md": "# STEP 2 — Stacks\n\nSecond.\n",
    }

    assert files(pasted(LABELLED + "\n" + SECOND)) == wanted
    assert files(answered(LABELLED, SECOND)) == wanted
    assert pasted(LABELLED + "\n" + SECOND).problems == ()


def test_lines_of_changes_are_those_of_the_transcript():
    """A paste is told by its lines, an export by its messages."""
    first = [change for change in pasted(LABELLED + "\n" + SECOND).changes if change.text == "Good. Stay disciplined."]
    second = [change for change in answered(LABELLED, SECOND).changes if change.text == "We continue."]

    assert [(change.path, change.line, change.rule) for change in first] == [("chat.txt", LABELLED.count("\n") + 2, "greeting")]
    assert [(change.path, change.line, change.rule) for change in second] == [("c.json", 2, "greeting")]


def test_step_titles_split_where_there_are_no_labels():
    """Their numbers name the files; a checklist that names its own step is no new lesson."""
    made = pasted("# STEP 1 — Queues\n\nA.\n\n# STEP 1 REVISION CHECKLIST\n\n✔ B\n\n# 🔥 STEP 2: Two & three\n\nC.\n\n# STEP 4 — Heaps\n\nD.\n")

    assert list(files(made)) == ["01-queues.md", "02-two-three.md", "04-heaps.md"]
    assert [(problem.line, problem.code) for problem in made.problems] == [(13, "number-gap")]


@pytest.mark.parametrize("mark", ["## {}", "**{}**"])
def test_lower_step_titles_split_too(mark):
    """H2 and bold lines count where no H1 does."""
    text = "\n\n".join(f"{mark.format(f'STEP {n} — Part {word}')}\n\nText." for n, word in ((1, "one"), (2, "two")))

    assert list(files(pasted(text))) == ["01-part-one.md", "02-part-two.md"]


def test_steps_inside_an_answer_are_instructions_where_answers_open_with_steps():
    """What opens an answer is its title."""
    made = answered("## STEP 1 — Install\n\n## STEP 2 — Unpack\n\nText.", "## STEP 2 — Run\n\nText.")

    assert list(files(made)) == ["01-install.md", "02-run.md"]


def test_without_labels_and_steps_every_answer_with_a_heading_is_a_lesson():
    """Answers without one continue the lesson before; titles make the names."""
    made = answered("# Queues & stacks\n\nA.", "Sure! More:\n\nB.", "## 3. Heaps\n\nC.", title="T")

    assert files(made) == {
        "01-queues-stacks.md": "# Queues & stacks\n\nA.\n\nSure! More:\n\nB.\n", "02-heaps.md": "## 3. Heaps\n\nC.\n",
    }  # fmt: skip


def test_an_answer_without_any_heading_is_named_after_the_conversation():
    """Nothing is dropped for want of a title."""
    assert files(answered("Only text.", title="On trees")) == {"01-on-trees.md": "Only text.\n"}


def test_what_stands_before_the_first_lesson_is_number_zero():
    """A road-map is kept, a mere greeting is not."""
    assert list(files(answered("Sure! Here's the plan.\n\n# Road-map\n\n1. A\n\nType **1** to start.", LABELLED))) == [
        "00-road-map.md", "01-queues.md",
    ]  # fmt: skip
    assert list(files(answered("Perfect.", LABELLED))) == ["01-queues.md"]


def test_a_file_delivered_in_a_fence_is_unwrapped():
    """Around the whole answer or around one of its files; code inside stays code."""
    text = "Great. Here is the file:\n\n````md\n# 📁 File: `03-x.md`\n\n# X\n\n```sh\nls\n```\n````\n\nType **next**.\n"

    assert files(answered(text)) == {"03-x.md": "# X\n\n```sh\nls\n```\n"}
    assert files(answered(text, keep=("wrapper",)))["01-chat.md"].startswith("````md\n")


def test_one_name_twice_is_numbered_and_told():
    """Neither lesson is lost; their one number is told too."""
    made = answered("# 📁 File: `01-a.md`\n\n# A\n\nOld.", "# 📁 File: `01-A.md`\n\n# A\n\nNew.")

    assert files(made) == {"01-a.md": "# A\n\nOld.\n", "01-A-2.md": "# A\n\nNew.\n"}
    assert [problem.code for problem in made.problems] == ["name-taken", "number-twice"]


def test_the_learners_side_is_left_out_or_kept_as_quotes():
    """`--keep turn` shows the questions in their places."""
    talk = read_paste("You said:\nWhy?\nChatGPT said:\n# T\n\nSo.\nYou said:\nMore\nplease\nChatGPT said:\nB.\n", "c", "C")

    assert files(make_lessons(talk, ())) == {"01-t.md": "# T\n\nSo.\n\nB.\n"}
    assert [change.text for change in make_lessons(talk, ()).changes if "said" not in change.text] == ["Why?", "More\nplease"]
    assert "> More\n> please" in "".join(files(make_lessons(talk, ("turn",))).values())


def test_rules_that_are_kept_leave_their_text():
    """The switch works as for a build."""
    assert files(answered(SECOND, keep=("greeting", "frame")))["02-stacks.md"].startswith("Good. Stay disciplined.\n\nWe continue.\n")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("02-a.md", "02-a.md"), (" ../../etc/02-a.md", "02-a.md"), ("..\\..\\a.markdown", "a.md"), ("/abs.txt", "abs.md"),
        ("..md", None), (".md", None), ("...", None), ("a\x00b\u202e.md", "ab.md"), ('q<>:"|?*.md', "q.md"), ("CON.md", "CON-lesson.md"),
        ("con.x.md", "con.x-lesson.md"), (".hidden.md", "hidden.md"), ("e\u0301.md", "é.md"), ("中文 课.md", "中文 课.md"), ("x" * 300 + ".md", "x" * 100 + ".md"),
        ("🎯.md", None),
    ],
)  # fmt: skip
def test_names_from_a_chat_are_safe_on_every_file_system(name, safe):
    """Base name only, nothing hidden, reserved, forbidden or too long."""
    assert safe_name(name) == safe


@given(st.text(max_size=80))
def test_no_name_leads_out_of_its_folder(name):
    """Whatever a chat says, the file lies in the folder and is Markdown."""
    for made in (safe_name(name), made_name(3, name), folder_name(name, "chat")):
        if made is not None:
            assert not set("/\\:\0\n") & set(made)
            assert made.strip(" .") == made
            assert 0 < len(made.encode()) <= 120


def test_names_are_told_apart_without_case():
    """Some file systems know no case."""
    taken = {}

    assert [unique(name, taken) for name in ("A.md", "a.md", "a-2.md", "x", "X")] == ["A.md", "a-2.md", "a-2-2.md", "x", "X-2"]


LINES = st.lists(
    st.sampled_from([
        "Perfect.", "We start with:", "# 📁 File: `01-a.md`", "# 📁 File: `02-b.md`", "# STEP 1 — A", "# STEP 2 — B", "## STEP 3 — C", "# Part",
        "When ready, type:", "**2**", "Reply **2** when ready.", "Your move.", "Next file:", "📁 `02-b.md`", "(more)", "---", "==========",
        "Words.", "text【12†source】", "```", "```md", "````md", "````", "", "", "", "**STEP 2**", "📁 File: `03-c.md`", "> quote", "- item",
        "You said:", "ChatGPT said:", "**User:** hi", "Sure! Here is more:", "If you want next:", "Just say “next” 🚀",
    ]), max_size=30,
)  # fmt: skip


def signs(text):
    return Counter(char for char in text if not char.isspace())


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_every_sign_of_a_transcript_is_in_a_lesson_or_in_a_change(lines):
    """Nothing is dropped silently, nothing said twice."""
    text = "\n".join(lines)

    made = pasted(text)

    told = "".join(change.text for change in made.changes)
    assert signs(text) == signs("".join(lesson.text for lesson in made.lessons)) + signs(told)
    assert {change.rule for change in made.changes} <= set(RULES)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_building_what_was_imported_finds_nothing_to_clean(lines):
    """The same rules did their work."""
    for lesson in pasted("\n".join(lines)).lessons:
        source = Source(lesson.name, "x", lesson.text, number=name_number(lesson.name[:-3]))
        assert clean_source(source, Rules()).changes == (), lesson


def test_an_answer_broken_off_in_a_code_block_is_continued():
    """Two messages in a row, the first with an open fence, the second with its end: one block, nothing in it touched."""
    made = answered("# 📁 File: `01-a.md`\n\n# A\n\n```python\ndef f():", "    return 'Perfect.'\n```\n\nMore.\n\nType **2**.", "Good.\n\n```")

    assert files(made)["01-a.md"] == "# A\n\n```python\ndef f():\n    return 'Perfect.'\n```\n\nMore.\n"
