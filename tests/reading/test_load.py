import base64

import pytest

from builder.config import Config, PartRule, parse_config
from builder.errors import ConfigError, SourceError
from builder.reading.load import read_assets, read_sources


def paths(shelf):
    return [source.path for source in shelf.sources]


def test_lessons_come_in_natural_order_and_folders_are_parts(folder):
    """Files of a folder stand before those of the folders in it; a folder's name is the part's title."""
    root = folder({"10-z.md": "z", "2-b.md": "b", "01-basics/1-a.md": "a", "02-more/x.md": "x"})

    shelf = read_sources(root, Config())

    assert paths(shelf) == ["2-b.md", "10-z.md", "01-basics/1-a.md", "02-more/x.md"]
    assert [source.part for source in shelf.sources] == [(), (), ("Basics",), ("More",)]
    assert [source.number for source in shelf.sources] == [2, 10, 1, None]


def test_text_files_count_only_where_there_is_no_markdown(folder):
    """A .txt beside Markdown is a note, alone it is a lesson."""
    root = folder({"a.md": "a", "b.txt": "b", "sub/c.txt": "c"})

    assert paths(read_sources(root, Config())) == ["a.md", "sub/c.txt"]


def test_repository_files_are_left_out_and_told(folder):
    """Licence, conduct, contributing and changelog files are reported as left out."""
    root = folder({"1.md": "a", "LICENSE.md": "x", "CONTRIBUTING.md": "x", ".github/a.md": "x"})

    shelf = read_sources(root, Config())

    assert paths(shelf) == ["1.md"]
    told = sorted(problem.path for problem in shelf.problems if problem.code == "left-out")
    assert told == ["CONTRIBUTING.md", "LICENSE.md"]


def test_a_summary_decides_order_and_parts(folder):
    """SUMMARY.md lists the lessons; what it does not list is left out and told."""
    summary = "# Summary\n\n[Intro](intro.md)\n\n# Guide\n\n- [B](b.md)\n  - [A](sub/a.md)\n- [Draft]()\n"
    root = folder({"src/SUMMARY.md": summary, "src/intro.md": "", "src/b.md": "", "src/sub/a.md": "",
                   "src/lost.md": ""})

    shelf = read_sources(root, Config())

    assert paths(shelf) == ["src/intro.md", "src/b.md", "src/sub/a.md"]
    assert [source.part for source in shelf.sources] == [(), ("Guide",), ("Guide",)]
    told = [(problem.path, problem.code) for problem in shelf.problems]
    assert told == [("src/SUMMARY.md", "order-chosen"), ("src/lost.md", "left-out")]


def test_the_settings_order_lessons_and_name_parts(folder):
    """Parts of the settings hold lessons by path or glob; what they do not name follows."""
    root = folder({"1.md": "", "2.md": "", "3.md": "", "9.md": ""})
    config = Config(parts=(PartRule("Two", ("3.md",)), PartRule("One", ("[12].md",))))

    shelf = read_sources(root, config)

    assert paths(shelf) == ["3.md", "1.md", "2.md", "9.md"]
    assert [source.part for source in shelf.sources] == [("Two",), ("One",), ("One",), ()]
    with pytest.raises(ConfigError, match=r"no lesson is called nope\.md"):
        read_sources(root, Config(lessons=("nope.md",)))


def test_front_matter_gives_title_number_and_language(folder):
    """YAML between two rules is no text of the lesson; line numbers count from the file's first line."""
    root = folder({"x.md": "---\ntitle: 'A: b'\nnumber: 7\nlang: de\n---\n# H\n"})

    (source,) = read_sources(root, Config()).sources

    assert (source.title, source.number, source.language) == ("A: b", 7, "de")
    assert (source.text, source.first_line) == ("# H\n", 6)


def test_a_rule_that_opens_a_lesson_is_no_front_matter(folder):
    """Chat answers begin with a rule; only name: value below it makes front matter."""
    root = folder({"x.md": "---\n\nHello there\n\n---\n"})

    assert read_sources(root, Config()).sources[0].text.startswith("---")


def test_broken_front_matter_is_told_with_its_line_and_left_out(folder):
    """The lesson is built without it; what stands on one line each is still taken; the change holds the block."""
    root = folder({"x.md": "---\ntitle: ok\nauthor: [unclosed\n---\ntext\n"})

    (source,) = read_sources(root, Config()).sources

    assert (source.text, source.title, source.first_line) == ("text\n", "ok", 5)
    (problem,) = source.problems
    assert (problem.path, problem.line, problem.level, problem.code) == ("x.md", 4, "warning", "front-matter")
    assert [(change.rule, change.line) for change in source.changes] == [("front-matter", 1)]
    assert "author: [unclosed" in source.changes[0].text


@pytest.mark.parametrize("block", ["title: A: b", "title: x\ndate: 2026-99-99", "title: x\na: " + "[" * 5000])
def test_no_front_matter_ends_the_book(folder, block):
    """Whatever stands between the rules, the lesson below is read."""
    root = folder({"x.md": f"---\n{block}\n---\n# H\n"})

    (source,) = read_sources(root, Config()).sources

    assert source.text == "# H\n"
    assert source.title in ("A: b", "x")
    assert [problem.code for problem in source.problems] == ["front-matter"]


def test_front_matter_that_is_never_closed_stands_in_the_lesson(folder):
    """Nothing is lost where its end cannot be told."""
    root = folder({"x.md": "---\ntitle: ok\n\n# H\n"})

    (source,) = read_sources(root, Config()).sources

    assert source.text == "---\ntitle: ok\n\n# H\n"
    assert [(problem.line, problem.code) for problem in source.problems] == [(1, "front-matter")]


def test_no_lessons_is_one_message(folder):
    """An empty folder and a missing one are told apart."""
    with pytest.raises(SourceError, match="no lessons here"):
        read_sources(folder({}), Config())
    with pytest.raises(SourceError, match="no such file or folder"):
        read_sources(folder({}) / "nope", Config())


def test_a_link_that_leaves_the_folder_is_not_followed(folder, tmp_path):
    """Nothing outside the source folder is read."""
    (tmp_path / "secret.md").write_text("secret")
    root = folder({"1.md": "a"})
    (root / "2.md").symlink_to(tmp_path / "secret.md")
    (root / "3.md").symlink_to(root / "1.md")

    shelf = read_sources(root, Config())

    assert paths(shelf) == ["1.md", "3.md"]
    assert [problem.code for problem in shelf.problems] == ["link-leaves"]


def test_slugs_are_unique(folder):
    """Two paths that would make one slug get two."""
    root = folder({"a b.md": "", "a-b.md": "", "a/b.md": ""})

    slugs = [source.slug for source in read_sources(root, Config()).sources]

    assert sorted(slugs) == ["a-b", "a-b-2", "a-b-3"]


def test_pictures_outside_or_absent_are_problems(folder, tmp_path):
    """A picture is read only below the source folder."""
    (tmp_path / "out.png").write_bytes(b"x")
    png = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
    root = folder({"1.md": "", "in.png": png, "cut.png": png[:40], "text.png": b"no picture"})
    wanted = (("1.md", "in.png", 1), ("1.md", "../out.png", 2), ("1.md", "no.png", 3), ("1.md", "x.bmp", 4),
              ("1.md", "cut.png", 5), ("1.md", "text.png", 6))

    assets, problems = read_assets(root, wanted)

    assert [asset.path for asset in assets] == ["in.png"]
    assert [(problem.line, problem.code) for problem in problems] == [
        (2, "image-missing"), (3, "image-missing"), (4, "image-missing"), (5, "image-broken"), (6, "image-missing"),
    ]


def test_an_unknown_setting_names_the_nearest_known_one():
    """A misspelt key is an error with its line and a hint."""
    with pytest.raises(ConfigError, match=r"studyguide\.toml:2: unknown setting sutitle\nHint: did you mean subtitle"):
        parse_config('title = "a"\nsutitle = "b"\n')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 3", "title must be text in quotes"),
        ("date = 'soon'", "date must be a day"),
        ("language = 'en us'", "language must be a language tag"),
        ("parts = 1", "parts must be"),
        ("title = ", r"studyguide\.toml:1: this is no TOML"),
    ],
)
def test_wrong_values_are_told_with_what_is_wanted(text, message):
    """Each wrong value has one clear message."""
    with pytest.raises(ConfigError, match=message):
        parse_config(text)


def test_the_title_comes_from_readme_or_folder(folder):
    """Zero settings give a title worth printing."""
    assert read_sources(folder({"1-a.md": "x"}), Config()).title == "Algebra"
    assert read_sources(folder({"README.md": "# The *Shell* ![x](y)\n"}), Config()).title == "The Shell"


def test_no_lesson_is_called_what_a_page_of_the_builder_is_called(folder):
    """A lesson index.md beside the index at the back: both have their own file and their own ids."""
    shelf = read_sources(folder({"index.md": "# Start\n\nText.\n", "glossary.md": "# Words\n\nText.\n"}), Config())
    assert sorted(source.slug for source in shelf.sources) == ["glossary-2", "index-2"]
