"""Call-outs: marks in code and the list below become one thing where they agree."""

import re
import xml.etree.ElementTree as ET

import pytest

from builder.model import Lesson, Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules


def parse(body: str, keep: tuple[str, ...] = ()) -> Lesson:
    return parse_lesson(Source("a.md", "a", f"# T\n\nIntro.\n\n## S\n\n{body}\n"), Rules(keep=keep))


def links(lesson: Lesson) -> list[tuple[str, str, str]]:
    root = ET.fromstring(f"<div>{lesson.html}</div>")
    holders = {element: element.get("id") for element in root.iter("li")}
    return [
        (mark.get("id") or next((name or "" for item, name in holders.items() if mark in item.iter()), ""), mark.get("href", ""), mark.text or "")
        for mark in root.iter("a") if mark.get("class") == "sg-co"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "```python\na = 1  # (1)!\nb = 2  # (2)!\n```\n\n1. One\n2. Two",
        "```python\na = 1  # (1)\nb = 2  # (2)\n```\n\n1. One\n\n2. Two",
        "```yaml\na: 1 <1>\nb: 2 # <2>\n```\n<1> One\n<2> Two",
        "```html\n<p> <!--1-->\n<b> <!-- (2) -->\n```\n\n1. One\n2. Two",
        "```js\nf(a) // <1> <2>\n```\n\n<1> One\n<2> Two",
    ],
)
def test_marks_and_list_are_linked_both_ways(body):
    """Every mark leads to its item, every item to its mark; several may stand in a line."""
    found = links(parse(body))

    assert [number for _, _, number in found] == ["1", "2", "1", "2"]
    assert found[0][1] == f"#{found[2][0]}"
    assert found[2][1] == f"#{found[0][0]}"
    assert found[1][1] == f"#{found[3][0]}"
    assert found[3][1] == f"#{found[1][0]}"


@pytest.mark.parametrize(
    "body",
    [
        "```python\na = 1  # (1)\n```\n\n1. One\n2. Two",
        "```python\na = 1  # (1)\nb = 2  # (3)\n```\n\n1. One\n2. Two",
        "```python\na = f(1)\n```\n\n1. One",
        "```cpp\nvector<1>\n```\n\n1. One",
        "```python\na = 1  # (1)\n```\n\nWords between.\n\n1. One",
        "```python\na = 1  # (1)\n```\n\n2. One",
        "```yaml\na: 1 # <1>\n```\n<2> Two",
    ],
)
def test_what_does_not_agree_stays_as_it_is(body):
    """A number without an item, an item without a number, code that only looks like a mark, a list elsewhere."""
    lesson = parse(body)
    assert links(lesson) == []
    shown = re.sub(r"<[^>]+>", "", lesson.html).replace("&lt;", "<").replace("&gt;", ">")
    assert body.split("\n")[1] in shown


def test_copied_code_still_runs():
    """The comment sign before a mark stays."""
    lesson = parse("```python\nx = 6 * 7  # (1)!\n```\n\n1. One")
    code = ET.fromstring(f"<div>{lesson.html}</div>").find("pre/code")
    values: dict[str, int] = {}
    exec("".join(code.itertext()), values)
    assert values["x"] == 42


def test_call_outs_are_told_and_can_be_switched_off():
    """A change with the line of the list; `--keep callout` leaves everything."""
    body = "```python\na = 1  # (1)!\n```\n\n1. One"
    assert [(change.line, change.rule) for change in parse(body).changes] == [(11, "callout")]
    assert links(parse(body, ("callout",))) == []


def test_a_mark_used_twice_leads_to_one_item():
    """The item leads back to the first; ids are unique."""
    found = links(parse("```python\na = 1  # (1)\nb = 2  # (1)\n```\n\n1. One"))
    assert [number for _, _, number in found] == ["1", "1", "1"]
    assert len({name for name, _, _ in found if name}) == 2


def test_items_keep_their_words_and_marks_of_emphasis():
    """Lines of a paragraph become items without losing what is in them."""
    lesson = parse("```yaml\na: 1 # <1>\nb: 2 # <2>\n```\n<1> One `x`\nand **more**\n<2> Two")
    items = ["".join(item.itertext()).split() for item in ET.fromstring(f"<div>{lesson.html}</div>").iter("li")]
    assert items == [["1", "One", "x", "and", "more"], ["2", "Two"]]
    assert "<strong>more</strong>" in lesson.html
    assert "<br" not in lesson.html.split("Two")[0][-30:]
