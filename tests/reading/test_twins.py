from contextlib import ExitStack

from builder.cache import Store
from builder.config import Config
from builder.crew import Clock, Crew
from builder.gather import Order, gather
from builder.reading.load import read_sources
from builder.reading.twins import pick_language


def left(paths, wanted=""):
    twins = pick_language(tuple(paths), wanted)
    return list(twins.kept), {code: list(found) for code, found in twins.left.items()}


def test_a_suffix_names_the_language():
    """The file without suffix is the book's; another one is built when the settings ask for it."""
    paths = ["README-ja.md", "README-zh-TW.md", "README.md", "lessons.md", "lessons_ar.md"]

    assert left(paths) == (
        ["README.md", "lessons.md"],
        {"ar": ["lessons_ar.md"], "ja": ["README-ja.md"], "zh-TW": ["README-zh-TW.md"]},
    )
    assert left(paths, "ja")[0] == ["README-ja.md", "lessons.md"]
    assert left(paths, "ar-EG")[0] == ["README.md", "lessons_ar.md"]


def test_folders_named_after_languages_are_twins_when_they_hold_the_same():
    """The most frequent language is built, English among equals."""
    both = ["docs/en/a.md", "docs/en/b.md", "docs/hi/a.md", "docs/hi/b.md"]

    assert left(both) == (["docs/en/a.md", "docs/en/b.md"], {"hi": ["docs/hi/a.md", "docs/hi/b.md"]})
    assert left(both, "hi")[0] == ["docs/hi/a.md", "docs/hi/b.md"]
    assert left([*both, "docs/hi/c.md"])[0] == ["docs/hi/a.md", "docs/hi/b.md", "docs/hi/c.md"]
    assert left(["a.md", "b.md", "zh-cn/a.md", "zh-cn/b.md"])[0] == ["a.md", "b.md"]


def test_a_folder_of_translations_holds_no_lessons_of_the_book():
    """Whatever lies in it, also where the original is not there."""
    paths = ["1/README.md", "1/translations/README.bn.md", "1/translations/README.fr.md", "translations/ko/x.md"]

    assert left(paths)[0] == ["1/README.md"]


def test_words_that_look_like_languages_are_words():
    """`what-is.md` beside `what.md`, a folder `it`, `go-to.md`: no twins."""
    paths = ["go-to.md", "go.md", "it/a.md", "it/b.md", "what-is.md", "what.md", "x-es5.md", "x.md"]

    assert left(paths) == (paths, {})


def test_one_line_tells_what_is_left_out_of_a_language(folder):
    """Level info, with the setting that builds it."""
    root = folder({"1.md": "", "1.fr.md": "", "2.md": "", "2.fr.md": ""})

    shelf = read_sources(root, Config())

    assert [source.path for source in shelf.sources] == ["1.md", "2.md"]
    assert [(problem.level, problem.code) for problem in shelf.problems] == [("info", "language-twin")]
    assert shelf.problems[0].message.startswith("2 files in the language fr left out")
    french = read_sources(root, Config(language="fr"))
    assert [source.path for source in french.sources] == ["1.fr.md", "2.fr.md"]


def test_lists_and_links_name_a_page_not_its_language(folder):
    """`nav:` says b.md, the file is b.en.md."""
    mkdocs = "nav:\n  - b.md\n  - a.md\n"
    names = ["docs/a.en.md", "docs/a.fr.md", "docs/b.en.md", "docs/b.fr.md"]
    root = folder({"mkdocs.yml": mkdocs, **dict.fromkeys(names, "# T\n\n[other](b.md) [same](#t)\n")})

    with ExitStack() as stack:
        crew = Crew(stack, 1, Store(None), lambda *_: None)
        gathered = gather(Order(root), crew, Clock())

    lessons = gathered.book.lessons
    assert [lesson.path for lesson in lessons] == ["docs/b.en.md", "docs/a.en.md"]
    assert [[link for link, _ in lesson.links] for lesson in lessons] == [
        ["#b-en--top", "#b-en--top"], ["lesson:docs/b.en.md", "#a-en--top"],
    ]  # fmt: skip
    assert gathered.book.info.language == "en"
