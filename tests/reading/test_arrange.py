"""The order of names and its traps, numbers, parts, exclusion."""

from builder.config import Config, parse_config
from builder.reading.load import read_sources

DEFAULT = Config()


def told(root, config=DEFAULT):
    return [(source.path, source.number, source.part) for source in read_sources(root, config).sources]


def test_numbered_folders_with_a_readme_are_lessons(folder):
    """The folder's number is the lesson's; a folder that holds one lesson is no part."""
    root = folder({"README.md": "# C", "01-a/README.md": "", "02-b/readme.md": "", "10-c/README.md": "", "10-c/task.md": ""})

    assert told(root) == [
        ("README.md", None, ()), ("01-a/README.md", 1, ()), ("02-b/readme.md", 2, ()),
        ("10-c/README.md", 10, ()), ("10-c/task.md", None, ()),
    ]  # fmt: skip


def test_a_readme_beside_numbered_lessons_of_a_folder_has_no_number(folder):
    """It introduces them."""
    root = folder({"01-a/README.md": "", "01-a/01-x.md": "", "01-a/02-y.md": ""})

    assert [number for _, number, _ in told(root)] == [None, 1, 2]


def test_one_file_in_each_numbered_folder_makes_no_parts(folder):
    """The folders are the lessons then."""
    root = folder({f"{n:02}-x{n}/{n:02}-chapter{n}.markdown": "" for n in (1, 2, 10)})

    assert [(number, part) for _, number, part in told(root)] == [(1, ()), (2, ()), (10, ())]


def test_the_folder_all_lessons_lie_in_is_no_part(folder):
    """Nor is one whose name says nothing; the README above does not count."""
    root = folder({"README.md": "", "docs/01-a.md": "", "docs/02-b.md": ""})
    deep = {"week-1/lessons/01-a.md": "", "week-1/lessons/02-b.md": "", "week-2/lessons/01-c.md": ""}

    assert told(root) == [("README.md", None, ()), ("docs/01-a.md", 1, ()), ("docs/02-b.md", 2, ())]
    assert [source.slug for source in read_sources(root, DEFAULT).sources] == ["readme", "01-a", "02-b"]
    assert [part for _, _, part in told(folder(deep), Config(exclude=("docs", "README.md")))] == [
        ("Week 1",), ("Week 1",), ("Week 2",),
    ]  # fmt: skip


def test_names_are_ordered_as_people_mean_them(folder):
    """Leading spaces, mixed padding, sub-numbers, days, Chinese chapters, signs in paths."""
    names = [
        " 07-x.md", "08-y.md", "9-z.md", "10-w.md", "10.1 斐波那契数列.md", "11-v#1.md", "12-a & b.md",
        "13_Topics_Part1.md", "13_Topics_Part2.md", "day90.md", "第二章.md", "第十章.md", "第十一章.md",
    ]  # fmt: skip

    assert [path for path, _, _ in told(folder(dict.fromkeys(reversed(names), "")))] == names


def test_a_folder_may_be_called_like_a_lesson(folder):
    """`history.md/` holds lessons."""
    root = folder({"history.md/1-a.md": "", "history.md/2-b.md": "", "3-c.md": ""})

    assert told(root) == [("3-c.md", 3, ()), ("history.md/1-a.md", 1, ("History",)), ("history.md/2-b.md", 2, ("History",))]


def test_exclude_takes_globs_folders_and_names(folder):
    """A pattern without slash holds anywhere; one that matches nothing is told."""
    files = ["1.md", "2.md", "drafts/3.md", "x/drafts/4.md", "x/5-old.md", "x/6.md"]
    root = folder(dict.fromkeys(files, ""))

    def kept(*globs):
        return [path for path, _, _ in told(root, Config(exclude=globs))]

    assert kept("drafts/", "*-old.md") == ["1.md", "2.md", "x/6.md"]
    assert kept("x") == ["1.md", "2.md", "drafts/3.md"]
    assert kept("x/*") == ["1.md", "2.md", "drafts/3.md"]
    assert kept("**/drafts/**") == ["1.md", "2.md", "x/5-old.md", "x/6.md"]
    shelf = read_sources(root, parse_config('exclude = ["nope/*"]'))
    assert [(problem.path, problem.code) for problem in shelf.problems] == [("studyguide.toml", "setting-unused")]


def test_folders_nested_without_end_are_left_out_and_told(folder):
    """No depth of folders ends the book."""
    root = folder({"1.md": "", "/".join("d" * 99) + "/x.md": ""})

    shelf = read_sources(root, DEFAULT)

    assert [source.path for source in shelf.sources] == ["1.md"]
    assert [problem.code for problem in shelf.problems] == ["folder-deep"]
