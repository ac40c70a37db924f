"""What a revision sheet says: taken from the lesson, each entry with the place that teaches it."""

import pytest

from builder.model import Source
from builder.settings import Rules
from builder.stages import parse
from builder.study.rows import cornell_rows, fold_rows
from builder.study.sheets import first_sentence, make_sheet, opening
from builder.study.worth import find_facts

LESSON = """# Queues

## How long a line grows

- **Queue**: a place where work waits for its turn
- **Worker**: what takes work out of the queue

At 90 % of load ten jobs wait. It took 5 minutes. Does 80 % help?

**Rule: never run a queue at full load.**

## Diagram

```text
in ──► queue
         │
         ▼
       worker
```

## Decision table

| When | Do |
|---|---|
| full | refuse |
| slow | add |

## Interview question

Why do lines grow?

**Answer:** Because work comes unevenly. Arrivals bunch up.

## Revision checklist

- Explain how long a line grows
- [Draw](02.md) the worker
"""


def lesson(text=LESSON):
    return parse(Source("01.md", "l1", text), Rules())


def blocks(sheet):
    return {block.kind: block.entries for block in sheet.blocks}


def test_a_sheet_gathers_what_the_lesson_says():
    """Terms, numbers, picture, table, rules, items and a question, in this order."""
    sheet = make_sheet(lesson(), "en")
    assert [block.kind for block in sheet.blocks] == ["terms", "numbers", "picture", "decide", "rules", "items", "question"]

    found = blocks(sheet)
    assert [entry.html for entry in found["terms"]] == ["<b>Queue</b>&#8195;a place where work waits for its turn", "<b>Worker</b>&#8195;what takes work out of the queue"]
    assert [entry.html for entry in found["numbers"]] == ["At 90 % of load ten jobs wait."]
    assert "refuse" in found["decide"][0].html
    assert "id=" not in found["decide"][0].html
    assert 'class="sg-plan-of"' in found["picture"][0].html
    assert [entry.html for entry in found["rules"]] == ["Rule: never run a queue at full load."]
    assert found["question"][0].html == "Why do lines grow?"


def test_items_lead_to_the_section_that_teaches_them_and_hold_no_links():
    """The sheet lies apart from the book."""
    entries = blocks(make_sheet(lesson(), "en"))["items"]
    assert [entry.html for entry in entries] == ["Explain how long a line grows", "Draw the worker"]
    assert entries[0].target == "l1--how-long-a-line-grows"


def test_a_lesson_with_little_lists_its_sections():
    """So that its sheet is no empty page."""
    found = blocks(make_sheet(lesson("# T\n\n## One\n\nText.\n\n## Two\n\nText.\n"), "en"))
    assert [entry.html for entry in found["sections"]] == ["One", "Two"]
    assert make_sheet(lesson("# T\n\nText.\n\n## Links\n\nText.\n"), "en").blocks == ()


@pytest.mark.parametrize(
    "sentence",
    ["It took 5 minutes and a half.", "Does 80 % of load help you?", "There were 12 of them there.", "See version 3.5 of the manual.", "Page 12 is missing here."],
)
def test_sentences_that_lean_or_ask_or_have_no_unit_are_no_numbers(sentence):
    """A wrong one is worse than a missing one."""
    assert find_facts(lesson(f"# T\n\n## S\n\n{sentence}\n")) == ()


def test_of_each_section_one_number_stays():
    """The sentence with most numbers, of those the shortest."""
    facts = find_facts(lesson("# T\n\n## S\n\nA disk does 100 MB a second. A cache holds 5 GB for 60 seconds.\n\n## R\n\nA call takes 3 ms here.\n"))
    assert [fact.text for fact in facts] == ["A cache holds 5 GB for 60 seconds.", "A call takes 3 ms here."]


def test_long_meanings_are_cut_at_a_sentence_and_keep_code():
    """Else at a word, with an ellipsis."""
    assert first_sentence("<p>Use <code>a &lt; b</code> here. More.</p>") == "Use <code>a &lt; b</code> here."
    assert first_sentence(f"<p>{'word ' * 60}</p>", 20) == "word word word word …"
    assert opening("<p>One. Two.</p><p>Three is long.</p>", 12) == "One. Two."


def test_rows_to_fold_ask_first_what_has_an_answer():
    """Questions, terms, then items to be said aloud."""
    rows = fold_rows(lesson(), "en").blocks[0].entries
    assert [row.cue for row in rows] == [
        "Why do lines grow?", "<b>Queue</b>", "<b>Worker</b>", "Explain how long a line grows", rows[4].cue,
    ]  # fmt: skip
    assert rows[0].html == "Because work comes unevenly. Arrivals bunch up."
    assert rows[3].html == ""


def test_cornell_rows_are_sections_with_what_they_say():
    """Where three say something the others have no row; where hardly any does, all have, with room to write."""
    rows = cornell_rows(lesson(), "en").blocks[0].entries
    assert [(row.cue, row.html) for row in rows][:2] == [("How long a line grows", "Rule: never run a queue at full load."), ("Diagram", "")]

    rules = "".join(f"## S{at}\n\nText.\n\n**Rule: number {at} holds for all of us.**\n\n" for at in range(3))
    rows = cornell_rows(lesson(f"# T\n\n{rules}## Empty\n\nText.\n"), "en").blocks[0].entries
    assert [row.cue for row in rows] == ["S0", "S1", "S2"]
