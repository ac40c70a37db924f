"""Each list of contents people write, by its text alone: files and texts in, entries out."""

import pytest

from builder.config import Config, parse_config
from builder.errors import ConfigError
from builder.reading.load import read_sources
from builder.reading.orders import Listing, choose_order
from builder.reading.orders.tolerant import load_yaml


def listing(texts, *paths):
    found = sorted(path for path in (*texts, *paths) if path.endswith((".md", ".markdown")))
    return Listing(tuple(found), frozenset((*texts, *paths)), lambda path: texts.get(path, ""))


def order(texts, *paths):
    ordering, problems = choose_order(listing(texts, *paths))
    assert not problems
    return ordering and [(entry.path, entry.part) for entry in ordering.entries]


def test_mdbook_prefix_parts_drafts_and_suffix():
    """Bare links are unnumbered, headings are parts, a rule ends a part, a draft has no link."""
    summary = (
        "# Summary\n\n[Preface](preface.md)\n\n# One\n\n- [B](b.md)\n  - [Inner](in%20ner.md)\n- [Draft]()\n\n---\n\n"
        "[Thanks](thanks.md)\n"
    )
    ordering, _ = choose_order(listing({"SUMMARY.md": summary}, "b.md", "in ner.md", "preface.md", "thanks.md"))

    assert [(entry.path, entry.part, entry.numbered) for entry in ordering.entries] == [
        ("preface.md", (), False), ("b.md", ("One",), True), ("in ner.md", ("One",), True), ("thanks.md", (), False),
    ]


def test_a_list_must_name_half_of_the_lessons():
    """A SUMMARY.md that names fewer is a lesson like the others."""
    assert order({"SUMMARY.md": "# S\n\n- [A](a.md)\n- [B](b.md)\n"}, *(f"{n}.md" for n in range(9)), "a.md", "b.md") is None


def test_honkit_may_name_another_file_as_summary():
    """book.json says where the root is and which file is the summary."""
    texts = {
        "book.json": '{"root": "./src/", "structure": {"summary": "README.md"}}',
        "src/README.md": "# Contents\n\n- [Z](./z/README.md)\n- [A](./a/README.md)\n",
    }

    assert order(texts, "src/z/README.md", "src/a/README.md") == [("src/z/README.md", ()), ("src/a/README.md", ())]


def test_items_of_a_summary_without_link_are_parts():
    """GitBook allows a chapter that has no page of its own."""
    summary = "# S\n\n* [A](a.md)\n* Group\n  * [B](b.md)\n  * Deep\n    * [C](c.md)\n* [D](d.md)\n"

    assert order({"SUMMARY.md": summary}, "a.md", "b.md", "c.md", "d.md") == [
        ("a.md", ()), ("b.md", ("Group",)), ("c.md", ("Group", "Deep")), ("d.md", ()),
    ]


def test_mkdocs_nav_is_nested_and_its_tags_are_no_obstacle():
    """Groups are parts; unknown YAML tags, remote pages and docs_dir are understood."""
    texts = {
        "mkdocs.yml": (
            "docs_dir: content\nplugins:\n  - x: {a: !ENV [B, c]}\nextra:\n  f: !!python/name:a.b.c\nnav:\n"
            "  - start.md\n  - Guide:\n      - Two: b.md\n      - Deep:\n          - a.md\n  - Web: https://example.org\n"
        )
    }

    assert order(texts, "content/a.md", "content/b.md", "content/start.md") == [
        ("content/start.md", ()), ("content/b.md", ("Guide",)), ("content/a.md", ("Guide", "Deep")),
    ]


def test_a_literate_nav_makes_parts_of_items_without_link():
    """The nested list of navigation.md."""
    nav = "- Home\n    - [Main](index.md)\n- Sorting\n    - Fast\n        - [Quick](quick.md)\n    - [Slow](slow.md)\n"

    assert order({"src/navigation.md": nav}, "src/index.md", "src/quick.md", "src/slow.md") == [
        ("src/index.md", ("Home",)), ("src/quick.md", ("Sorting", "Fast")), ("src/slow.md", ("Sorting",)),
    ]


@pytest.mark.parametrize("target", ["#/docs/{}", "#docs/{}", "/docs/{}", "docs/{}.md", "docs/{}.md?id=x"])
def test_docsify_sidebar_targets_have_many_forms(target):
    """With and without #/ and .md."""
    sidebar = f"* Basics\n  * [Two]({target.format('two')})\n  * [One]({target.format('one')})\n"

    assert order({"_sidebar.md": sidebar}, "docs/one.md", "docs/two.md") == [
        ("docs/two.md", ("Basics",)), ("docs/one.md", ("Basics",)),
    ]


def test_jupyter_book_has_root_parts_chapters_and_sections():
    """Files are named without extension, captions are parts."""
    toc = (
        "format: jb-book\nroot: intro\nparts:\n  - caption: First\n    chapters:\n      - file: b\n        sections:\n"
        "          - file: b/inner\n  - caption: Second\n    chapters:\n      - file: a\n"
    )

    assert order({"_toc.yml": toc}, "intro.md", "a.md", "b.md", "b/inner.md") == [
        ("intro.md", ()), ("b.md", ("First",)), ("b/inner.md", ("First",)), ("a.md", ("Second",)),
    ]


def test_myst_has_a_toc_in_its_project():
    """Titles with children and without a file are parts."""
    toc = "project:\n  toc:\n    - file: index.md\n    - title: Deep\n      children:\n        - file: b.md\n        - file: a.md\n"

    assert order({"myst.yml": toc}, "index.md", "a.md", "b.md") == [
        ("index.md", ()), ("b.md", ("Deep",)), ("a.md", ("Deep",)),
    ]


def test_quarto_book_has_parts_and_appendices():
    """Chapters may be texts or tables; appendices follow without number."""
    quarto = (
        "book:\n  chapters:\n    - index.md\n    - part: Basics\n      chapters:\n        - b.md\n        - file: a.md\n"
        "  appendices:\n    - z.md\n"
    )
    ordering, _ = choose_order(listing({"_quarto.yml": quarto}, "a.md", "b.md", "index.md", "z.md"))

    assert [(entry.path, entry.part, entry.numbered) for entry in ordering.entries] == [
        ("index.md", (), True), ("b.md", ("Basics",), True), ("a.md", ("Basics",), True), ("z.md", (), False),
    ]


def test_carpentries_episodes_stand_between_index_and_learners():
    """The page before the episodes and the learners' pages have no number."""
    texts = {"config.yaml": "carpentry: swc\nepisodes:\n- b.md\n- a.md\nlearners:\n"}
    paths = ("index.md", "episodes/a.md", "episodes/b.md", "learners/setup.md", "instructors/notes.md")

    assert order(texts, *paths) == [
        ("index.md", ()), ("episodes/b.md", ()), ("episodes/a.md", ()), ("learners/setup.md", ("Learners",)),
    ]


def test_toc_fences_are_followed():
    """A fence in index.md names pages that may hold a fence; Sphinx's toctree too."""
    texts = {
        "index.md": "# Book\n\n```toc\n:maxdepth: 2\n\nb/index\na\n```\n",
        "b/index.md": "# B\n\n```{toctree}\n:caption: x\n\nThe inner one <inner>\n```\n",
    }

    assert order(texts, "a.md", "b/inner.md") == [
        ("index.md", ()), ("b/index.md", ()), ("b/inner.md", ()), ("a.md", ()),
    ]


def test_toc_md_has_spaces_and_bold_parts():
    """Percent-encoded paths, raw spaces, bold lines as parts."""
    toc = "**Part 1**\n\n- [Two](Part%201/2.%20Two.md)\n- [One](<Part 1/1. One.md>)\n\n**Part 2**\n\n- [X](Part 2/X.md)\n"

    assert order({"TOC.md": toc}, "Part 1/1. One.md", "Part 1/2. Two.md", "Part 2/X.md") == [
        ("Part 1/2. Two.md", ("Part 1",)), ("Part 1/1. One.md", ("Part 1",)), ("Part 2/X.md", ("Part 2",)),
    ]


def test_links_of_a_readme_are_an_order_unless_the_names_are_numbered():
    """A README is introduction and order; numbers in the names are better evidence."""
    readme = "# Course\n\nFirst [shells](shells.md), then [pipes](pipes.md), see [web](https://example.org/x.md).\n"
    numbered = "# Course\n\n- best: [two](02-b.md)\n- [one](01-a.md)\n"

    assert order({"README.md": readme}, "pipes.md", "shells.md") == [
        ("README.md", ()), ("shells.md", ()), ("pipes.md", ()),
    ]
    assert order({"README.md": numbered}, "01-a.md", "02-b.md") is None


def test_links_of_an_index_are_an_order():
    """Where there is no README that says one; the page is the introduction."""
    index = "# Notes\n\n## One\n\n- [Z](z.md)\n- [Y](y)\n\n## Two\n\n- [X](x.html)\n"

    assert order({"docs/index.md": index}, "docs/x.md", "docs/y.md", "docs/z.md") == [
        ("docs/index.md", ()), ("docs/z.md", ("One",)), ("docs/y.md", ("One",)), ("docs/x.md", ("Two",)),
    ]


def test_links_in_html_count_too_and_folders_with_numbers_win():
    """A README may show its topics in a table of HTML."""
    table = '# D\n\n<table><tr><td><a href="t/git/README.md"><b>Git</b></a></td>\n<td><a href="t/aws/README.md">AWS</a></td></tr></table>\n'
    numbered = "# D\n\n- [b](02-b/README.md)\n- [a](01-a/README.md)\n"

    assert order({"README.md": table}, "t/aws/README.md", "t/git/README.md") == [
        ("README.md", ()), ("t/git/README.md", ()), ("t/aws/README.md", ()),
    ]
    assert order({"README.md": numbered}, "01-a/README.md", "02-b/README.md") is None


def test_broken_yaml_is_told_with_its_line_and_the_names_decide():
    """No list of another tool may end a book."""
    ordering, problems = choose_order(listing({"mkdocs.yml": "nav:\n  - a: [\n"}, "a.md", "b.md"))

    assert ordering is None
    assert [(problem.path, problem.code, problem.line > 1) for problem in problems] == [
        ("mkdocs.yml", "order-unreadable", True)
    ]


def test_aliases_cannot_make_a_nav_endless():
    """A few lines of YAML may stand for billions of entries."""
    bomb = "a: &a [x.md, x.md]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}, *{old}, *{old}]\n"
        for old, new in zip("abcdefghijklm", "bcdefghijklmn", strict=True)
    )

    assert order({"mkdocs.yml": bomb + "nav:\n  - *n\n"}, "docs/x.md", "docs/y.md") is None


def test_tags_of_yaml_execute_nothing():
    """What is no plain YAML is an empty value."""
    assert load_yaml("a: !!python/object/apply:os.system [x]\nb: !ENV [C, d]\nc: 1\n") == {"a": None, "b": None, "c": 1}


def test_the_choice_is_told_and_the_settings_beat_it(folder):
    """`[order] from` names another list or the numbers; `lessons` an order of one's own."""
    files = {"SUMMARY.md": "# S\n\n- [B](2.md)\n- [A](1.md)\n", "1.md": "", "2.md": "", "_sidebar.md": "- [A](1.md)\n- [B](2.md)\n"}
    root = folder(files)

    def paths(text):
        return [source.path for source in read_sources(root, parse_config(text)).sources]

    shelf = read_sources(root, Config())
    assert [source.path for source in shelf.sources] == ["2.md", "1.md"]
    assert [problem.message for problem in shelf.problems if problem.code == "order-chosen"] == [
        "the order of the lessons is from SUMMARY.md: 2 of 2 files"
    ]
    assert paths('[order]\nfrom = "_sidebar.md"\n') == ["1.md", "2.md"]
    assert paths('[order]\nfrom = "numbers"\n') == ["1.md", "2.md"]
    assert paths('[order]\nlessons = ["1.md", "2.md"]\n') == ["1.md", "2.md"]
    with pytest.raises(ConfigError, match="there is no such list"):
        paths('[order]\nfrom = "mkdocs.yml"\n')
    with pytest.raises(ConfigError, match="given twice"):
        paths('lessons = ["1.md"]\n[order]\nlessons = ["2.md"]\n')


def test_title_and_language_come_from_the_settings_of_the_tool(folder):
    """What another tool is told about the book holds here too; front matter of most lessons wins."""
    root = folder({"book.toml": '[book]\ntitle = "El libro"\nlanguage = "es"\n', "1.md": "", "2.md": ""})

    shelf = read_sources(root, Config())

    assert (shelf.title, shelf.language) == ("El libro", "es")
    root = folder({"1.md": "---\nlang: fr\n---\nx\n"})
    assert read_sources(root, Config()).language == "fr"


def test_titles_of_a_list_serve_lessons_that_have_none(folder):
    """A heading of the lesson wins over what the list calls it."""
    root = folder({"SUMMARY.md": "# S\n\n- [Named *so*](a.md)\n- [Other](b.md)\n", "a.md": "x", "b.md": "# Own\n"})

    assert [source.listed for source in read_sources(root, Config()).sources] == ["Named so", "Other"]


@pytest.mark.parametrize(
    ("course", "file", "first", "last", "count"),
    [
        ("rust-book", "src/SUMMARY.md", "src/title-page.md", "src/appendix-07-nightly-rust.md", 111),
        ("mdbook-guide", "src/SUMMARY.md", "src/README.md", "src/misc/contributors.md", 31),
        ("shell-novice", "config.yaml", "index.md", "learners/setup.md", 12),
        ("js-primer-ja", "source/README.md", "source/index.md", "source/outro/README.md", 58),
        ("high-school-python-hi", "mkdocs.yml", "docs/en/index.md", "docs/en/chapters/chapter09-ans.md", 13),
        ("cp-algorithms", "src/navigation.md", "src/index.md", "src/others/stern_brocot_tree_farey_sequences.md", 167),
        ("d2l-en-part", "index.md", "index.md",
         "chapter_appendix-mathematics-for-deep-learning/information-theory.md", 48),
    ],
)  # fmt: skip
def test_real_courses_come_in_their_own_order(corpus, course, file, first, last, count):
    """The list each course is published by decides."""
    shelf = read_sources(corpus(course), Config())

    chosen = [problem.path for problem in shelf.problems if problem.code == "order-chosen"]
    assert chosen == [file]
    assert (shelf.sources[0].path, shelf.sources[-1].path, len(shelf.sources)) == (first, last, count)
