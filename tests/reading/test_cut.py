"""A README that is the whole book, and what a README beside lessons is."""

from contextlib import ExitStack

from hypothesis import given
from hypothesis import strategies as st

from builder.cache import Store
from builder.config import Config
from builder.crew import Clock, Crew
from builder.gather import Order, gather
from builder.model import Source
from builder.reading.cut import cut_lesson
from builder.reading.load import read_sources

BOOK = """# The Book

An introduction, see [later](#second--part) and [that](#twice-1).

## First

Words[^n] and a [link][there].

### Twice

```sh
## no heading
```

<!--
## nor this
-->

## Second & part ##

Back to [the first](#first), [here](#twice-1).

### Twice

[there]: https://example.org/
[^n]: A note.
"""


def test_a_lone_readme_is_cut_at_its_second_level_headings(folder):
    """What stands before the first is the introduction; lines stay those of the file."""
    sources = read_sources(folder({"README.md": BOOK}), Config()).sources

    assert [(source.slug, source.listed, source.numbered, source.first_line) for source in sources] == [
        ("the-book", "The Book", False, 1), ("first", "First", True, 5), ("second-part", "Second & part", True, 19),
    ]
    assert {source.path for source in sources} == {"README.md"}
    assert sources[1].text.startswith("# First\n\nWords")
    assert sources[1].text.endswith("[there]: https://example.org/\n\n[^n]: A note.\n\n")
    assert "A note" not in sources[2].text


def test_anchors_of_the_file_lead_to_the_right_piece(folder):
    """GitHub counts equal headings over the whole file; links name the piece that holds them."""
    root = folder({"README.md": BOOK})
    with ExitStack() as stack:
        gathered = gather(Order(root), Crew(stack, 1, Store(None), lambda *_: None), Clock())

    lessons = gathered.book.lessons
    assert [lesson.title for lesson in lessons] == ["The Book", "First", "Second & part"]
    assert [[link for link, _ in lesson.links] for lesson in lessons] == [
        ["lesson:second-part", "lesson:second-part#twice"], [], ["lesson:first", "#second-part--twice"],
    ]
    assert 'href="lesson:second-part#twice"' in lessons[0].lead + lessons[0].html
    assert not [problem for problem in gathered.problems if problem.code == "link-dead"]


def test_a_readme_beside_lessons_is_the_introduction(folder):
    """First, without a number, and in one piece."""
    root = folder({"README.md": BOOK, "b.md": "# B", "a.md": "# A"})

    sources = read_sources(root, Config()).sources

    assert [(source.path, source.numbered) for source in sources] == [
        ("README.md", False), ("a.md", True), ("b.md", True),
    ]


def test_a_readme_that_holds_most_of_the_text_is_the_book(folder):
    """A few files beside it are its last lessons."""
    long = BOOK + "\n## Third\n\n" + "Many words. " * 4000

    sources = read_sources(folder({"README.md": long, "x.md": "# X\n"}), Config()).sources

    assert [source.slug for source in sources] == ["the-book", "first", "second-part", "third", "x"]


def test_a_real_readme_book_has_no_dead_anchor_between_its_pieces(corpus):
    """One README of 1,800 lines."""
    with ExitStack() as stack:
        crew = Crew(stack, 1, Store(None), lambda *_: None)
        gathered = gather(Order(corpus("system-design-primer")), crew, Clock())

    anchors = [problem.message for problem in gathered.problems
               if problem.code == "link-dead" and problem.path == "README.md" and "#" in problem.message]  # fmt: skip
    assert len(gathered.book.lessons) == 38
    assert anchors == []


ROWS = st.sampled_from(
    ["# T", "## A", "## A b", "### C", "text [x][r] and[^n]", "[r]: http://x.org", "[^n]: note", "    more of it", "```", "~~~~",
     "<!--", "-->", "", "---", "#no", "## "]
)  # fmt: skip


@given(st.lists(ROWS, max_size=40))
def test_no_word_is_lost_and_none_is_doubled_by_cutting(rows):
    """Every line of the file stands in one piece; only definitions of links may stand in several."""
    source = Source("README.md", "readme", "\n".join(rows), 3)

    pieces = cut_lesson(source)

    def words(texts):
        lines = [line.lstrip("#").strip() for text in texts for line in text.split("\n")]
        return sorted(line for line in lines if line and not line.startswith("[r]:"))

    lost = {"T"} if len(pieces) > 1 else set()  # a title above nothing: it is the book's
    kept = words(piece.text for piece in pieces)
    assert [line for line in words([source.text]) if line not in lost] == [line for line in kept if line not in lost]
    if len(pieces) > 1:
        for piece in pieces:
            row = rows[piece.first_line - source.first_line]
            assert row.lstrip("# ") == piece.text.split("\n")[0].lstrip("# ") or piece.first_line == source.first_line
