"""Blocks for one edition alone."""

from builder.model import Source
from builder.parsing.editions import for_edition
from builder.parsing.parse import parse_lesson
from builder.settings import Rules

TEXT = """# Title

Always.

::: print-only

Write your answer on the lines below.

- paper

```text
____
```

## No section

:::

::: screen-only
Open the [exercise](https://example.com).
:::

Always again.
"""


def words(html):
    import re

    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_each_edition_has_its_own_blocks():
    """Text, lists and code; what stands outside is in both."""
    lesson = parse_lesson(Source(path="a.md", slug="a", text=TEXT), Rules())

    assert words(for_edition(lesson.html, "print")) == (
        "Always. Write your answer on the lines below. paper ____ No section Always again."
    )
    assert words(for_edition(lesson.html, "screen")) == "Always. Open the exercise . Always again."


def test_a_heading_for_one_edition_is_no_section():
    """Contents and outline are the same in every edition."""
    lesson = parse_lesson(Source(path="a.md", slug="a", text=TEXT), Rules())

    assert lesson.sections == ()
    assert 'class="sg-minor"' in lesson.html


def test_a_lesson_without_such_blocks_is_not_touched():
    """Not even parsed again."""
    html = '<p id="a--b1">a &amp; b</p>'
    assert for_edition(html, "print") is html
