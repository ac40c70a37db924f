"""One rule of reading Markdown a test; `structure` shows a lesson's blocks in short."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules


def parse(text, path="02-next.md", **more):
    return parse_lesson(Source(path=path, slug="next", text=text, **more), Rules())


def body(text, **more):
    lesson = parse(text, **more)
    return ET.fromstring(f"<div>{lesson.lead}{lesson.html}</div>")


def shape(element):
    """Return nested tag names: ul(li li(ul(li)))."""
    inner = " ".join(shape(child) for child in element)
    return f"{element.tag}({inner})" if inner else element.tag


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n    - c\n- d", "ul(li(ul(li(ul(li)))) li)"),
        ("Key points:\n- a\n- b", "p ul(li li)"),
        ("1. a\n   ```py\n   x\n   ```\n2. b", "ol(li(pre(code)) li)"),
        ("Term\n: What it is", "dl(dt dd)"),
        ("~~~\nx\n~~~", "pre(code)"),
        ("a\\\nb", "p(br)"),
        ("a  \nb", "p(br)"),
        ("~~a~~ **b** *c* `d`", "p(del strong em code)"),
        ("| a | b |\n|---|--:|\n| 1 | 2 |", "table(thead(tr(th th)) tbody(tr(td td)))"),
        ("> quote\n> more", "blockquote(p)"),
        ("Hello\n\n<details><summary>Q</summary>\n\nA *x*\n\n</details>", "p p(strong) p(em)"),
        ("See https://example.com/a_b. And <https://example.com>", "p(a a)"),
        ("✔ one\n✔ two", "ul(li li)"),
        ("Benefits:\n✔ one\n✔ two\nThen text", "p ul(li li) p"),
        ("• one\n• two", "ul(li li)"),
    ],
)
def test_blocks_come_out_as_github_reads_them(text, expected):
    """Nested lists, lists after a line, fences in items, tables, definitions, ticks: each has its structure."""
    assert " ".join(shape(block) for block in body(text)) == expected


def test_a_step_heading_is_the_title_and_gives_the_number():
    """STEP n beats the first heading, which here is a file label; the number is the lesson's."""
    lesson = parse("# 📁 File: `01-a.md`\n\n# 🔥 STEP 7 — What *it* is\n\ntext\n\n# 🎯 STEP 7 CHECKLIST\n\n- a")

    assert (lesson.title, lesson.title_html, lesson.number) == ("What it is", "What <em>it</em> is", 7)


@pytest.mark.parametrize(
    ("text", "more", "title"),
    [
        ("# One\n\n# Two", {}, "One"),
        ("# One", {"title": "Front"}, "Front"),
        ("## Two\n\ntext", {}, "Next"),
        ("", {}, "Next"),
        ("# File: `a.md`\n\n# Real", {}, "Real"),
        ("One `x<y>` & two\n=====\n", {}, "One x<y> & two"),
    ],
)
def test_the_title_is_found(text, more, title):
    """Front matter, else the first H1 that is no file label, else the file's name."""
    assert parse(text, **more).title == title


def test_further_first_level_headings_become_sections_and_the_rest_shifts():
    """Levels follow the nesting; none is skipped."""
    lesson = parse("# T\n\n# A\n\n### deep\n\n# B\n\n## C")

    assert [(section.title, section.level, [child.title for child in section.children])
            for section in lesson.sections] == [("A", 2, ["deep"]), ("B", 2, ["C"])]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [("1. What", "1", "What"), ("🧠 1️⃣2️⃣ What", "12", "What"), ("🔟 Ten", "10", "Ten"), ("2.3 Deep", "2.3", "Deep"),
     ("3 ways to go", None, "3 ways to go"), ("🎯 Aim", None, "Aim"), ("4) Four", "4", "Four")],
)
def test_a_typed_number_becomes_the_sections_number(heading, number, title):
    """It leaves the text, so that no section is numbered twice."""
    (section,) = parse(f"# T\n\n## {heading}\n\nx").sections

    assert (section.number, section.title) == (number, title)


def test_ids_start_with_the_slug_and_stand_once():
    """Anchors are GitHub's, of the heading as typed; every top-level block has one."""
    lesson = parse("# T\n\n## Über uns!\n\n## Über uns!\n\n## Own {#mine}\n\ntext <a id='mine'></a>\n\n- x")
    ids = [element.get("id") for element in ET.fromstring(f"<div>{lesson.html}</div>").iter() if element.get("id")]

    assert ids[:3] == ["next--über-uns", "next--über-uns-1", "next--mine"]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("next--") for name in ids)


def test_links_become_neutral():
    """To lessons by path, in the lesson by id, outside as they are; what leads out of the folder is unwrapped and told."""
    lesson = parse(
        "[a](../x/03-b.md#Sec) [b](#here) [c](https://e.com) [d](../../etc/p.md) [e](javascript:x) [f](data.zip) [g](sub/)",
        path="part/02-next.md",
    )

    hrefs = [link.get("href") for link in ET.fromstring(f"<d>{lesson.html}</d>").iter("a")]
    assert hrefs == ["lesson:x/03-b.md#Sec", "#next--here", "https://e.com", "lesson:part/sub/README.md"]
    assert {problem.code for problem in lesson.problems} == {"link-outside", "link-file"}


def test_pictures_are_named_and_remote_ones_are_told():
    """Paths are relative to the source folder; a remote picture stands as its text and address."""
    lesson = parse("x ![A b](img/a%20b.png?raw=1) ![](c.png)\n\n![R](https://e.com/r.png)", path="p/1.md")

    assert lesson.images == (("p/img/a b.png", 1), ("p/c.png", 1))
    assert 'src="asset:p/img/a%20b.png"' in lesson.html
    assert "R (https://e.com/r.png)" in lesson.html
    assert [(problem.code, problem.line) for problem in lesson.problems] == [("image-alt", 1), ("image-remote", 3)]


def test_code_is_highlighted_with_few_spans():
    """Neighbours of a voice are one span, plain tokens are bare, an unknown language stays plain."""
    lesson = parse('```python title="a.py"\ndef f(x):\n    return "a" + 1  # no\n```\n\n```nope\n<x> & y\n```')

    assert '<pre class="sg-code" data-lang="python"><code>' in lesson.html
    assert '<span class="k">def </span><span class="nf">f</span>(x):' in lesson.html
    assert '<span class="s">"a" </span>+ 1  <span class="c"># no</span>' in lesson.html
    assert "<code>&lt;x&gt; &amp; y</code>" in lesson.html


def test_raw_html_cannot_run_load_or_forge_our_marks():
    """Scripts, handlers, styles, frames and classes go; a generic type in prose is text."""
    lesson = parse(
        '<script>alert(1)</script><p onclick="x" class="sg-check" style="a" data-sg-class="sg-check">hi</p>\n\n'
        "<iframe src=x></iframe>\n\nVec<T> and Option<String>"
    )

    for bad in ("script", "onclick", "sg-check", "style", "iframe", "alert"):
        assert bad not in lesson.html
    assert "Vec&lt;T&gt; and Option&lt;String&gt;" in lesson.html


def test_notes_of_both_dialects_have_word_and_kind():
    """`> [!WARNING]` and `!!! tip "Title"` become asides."""
    found = body('> [!WARNING]\n> Hot\n\n!!! tip "Do *it*"\n    Yes\n')

    assert [(note.get("data-kind"), "".join(note[0].itertext())) for note in found] == [
        ("warning", "Warning"), ("tip", "Do it"),
    ]


def test_footnotes_are_numbered_by_their_first_use_and_linked_both_ways():
    """A missing note stays as text and is told with its line."""
    lesson = parse("a[^z] b[^y] c[^z]\n\nd[^no]\n\n[^y]: Why\n[^z]: Zed\n")
    root = ET.fromstring(f"<d>{lesson.html}</d>")
    notes = root.find(".//section")

    assert [("".join(note.itertext())) for note in notes.iter("li")] == ["Zed ↩", "Why ↩"]
    assert [link.get("href") for link in root.iter("a")][:3] == ["#next--fn-1", "#next--fn-2", "#next--fn-1"]
    assert "[^no]" in "".join(root.itertext())
    assert [(problem.code, problem.line) for problem in lesson.problems] == [("footnote-missing", 3)]


def test_a_short_paragraph_before_the_first_section_is_the_lead():
    """The label "Why this matters" becomes a mark; a longer opening stays in the text."""
    lesson = parse("# T\n\n**Why this matters.** Because.\n\n## A\n\nx")

    assert lesson.lead == '<p id="next--b1" data-why="1">Because.</p>'
    assert parse("# T\n\n" + "word " * 95 + "\n\n## A\n\nx").lead == ""


def test_an_unclosed_fence_and_forbidden_characters_are_told_with_their_line():
    """Line numbers count in the file, front matter included."""
    lesson = parse("# T\n\na\x08b\n\n```py\nx = 1\n", first_line=10)

    assert [(problem.code, problem.line) for problem in lesson.problems] == [
        ("control-character", 12), ("fence-unclosed", 14),
    ]


@pytest.mark.parametrize("text", ["> " * 3000 + "x", "- " * 3000 + "x", "[" * 5000, "*a_" * 4000, "<div>" * 3000])
def test_hostile_nesting_is_survived(text):
    """No text makes parsing raise, or take for ever."""
    assert parse(text).html is not None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab \n#*_`~[]()<>|-+.1:!>\\&;✔"), max_size=120))
def test_any_text_gives_well_formed_xhtml(text):
    """Whatever is typed, the result parses, and ids stand once."""
    lesson = parse(text)
    ids = [element.get("id") for element in ET.fromstring(f"<d>{lesson.lead}{lesson.html}</d>").iter() if element.get("id")]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", ["http://\\a.b", "https://%5Ca.b/c", "http://a:b:c/", "http://a{b}.c"])
def test_an_address_that_names_no_host_is_no_link(address):
    """E-book checkers take such an address for an error; its words stay."""
    assert "<a" not in parse(f"See <a href='{address}'>words</a>.").html
    assert "words" in parse(f"See <a href='{address}'>words</a>.").html
