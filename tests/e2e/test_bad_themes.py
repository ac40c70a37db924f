"""A theme or paper that cannot be used is one clear message: where, what, what to do; never a traceback."""

import json

import pytest
from click.testing import CliRunner

from builder.cli import cli
from tests.judges import layout

LESSON = "# One\n\nFirst words.\n\n## Part\n\nSome more of them.\n"
TOKENS = ":root {\n  --accent: #0a0;\n  %s\n}\n"


@pytest.fixture
def built(tmp_path):
    """Return a builder with a theme made of *files*: the result, and the JSON where there is one."""

    def build(files, *options):
        theme = tmp_path / "mine"
        theme.mkdir()
        for name, text in files.items():
            path = theme / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        (tmp_path / "a.md").write_text(LESSON)
        words = ["build", str(tmp_path / "a.md"), "-o", str(tmp_path / "out"), "--format", "pdf", "--theme", str(theme), "--json"]
        result = CliRunner().invoke(cli, [*words, *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result, json.loads(result.stdout) if result.exit_code == 0 else {}

    return build


@pytest.mark.parametrize(
    ("files", "options", "said"),
    [
        ({"notes.txt": "x"}, [], "is no theme: it holds no theme.css\nHint: studyguide new --theme"),
        ({"theme.css": b"h2 { color: red } /* \xff */"}, [], "mine/theme.css: not UTF-8 text\nHint: save it as UTF-8"),
        ({"theme.css": "p { margin: 0 }\n\nh1 { width: calc(1 +) }"}, [], "mine/theme.css:3: the typesetter stumbles over this rule"),
        ({"theme.css": "", "tokens.css": TOKENS % "--inner: 20mm;\n  --outer: 190mm;"}, ["--edition", "print"],
         "mine/tokens.css:3: the margins leave no room for text on a4: it would be 0 mm wide\nHint: lower --inner"),
        ({"theme.css": "", "tokens.css": TOKENS % "--top: 240mm;"}, [], "mine/tokens.css:3: the margins leave no room for text on a4"),
        ({"theme.css": "", "a5.css": ":root {\n --side: 70mm }"}, ["--paper", "a5"], "mine/a5.css:2: the margins leave no room for text on a5"),
        ({"theme.css": "", "theme.toml": "cues = yes"}, [], "theme.toml is no TOML"),
    ],
)  # fmt: skip
def test_a_theme_that_cannot_be_used_ends_the_build(built, files, options, said):
    """Exit code 1, the file and the line where there is one, a hint; nothing is written."""
    result, _ = built(files, *options)

    assert result.exit_code == 1
    assert said in result.stderr
    assert "Hint: " in result.stderr
    assert "Traceback" not in result.output


def test_what_is_wrong_in_a_theme_is_told_with_its_line(built):
    """The book is made all the same; with --strict it is not."""
    files = {"theme.css": "h2 { color: red }\n\nh3 { colour: red }\n", "tokens.css": TOKENS % '--text: "Garamond", "SG Serif";'}
    _, told = built(files)

    assert [(one["file"].rsplit("/mine/", 1)[1], one["line"], one["code"]) for one in told["problems"] if one["level"] == "warning"] == [
        ("theme.css", 3, "theme-css"), ("tokens.css", 3, "theme-css"),
    ]  # fmt: skip
    assert told["outputs"]


def test_a_theme_may_be_an_empty_file(built):
    """All that it does not say is as in classic; nothing is told of it."""
    _, told = built({"theme.css": "", "tokens.css": TOKENS % ""})

    assert [problem for problem in told["problems"] if problem["code"] == "theme-css"] == []
    assert told["outputs"][0]["pages"] >= 4


def test_a_theme_may_bring_templates_of_its_own(built, tmp_path):
    """A template of the theme is used before ours of that name."""
    cover = '<section class="sg-sheet-cover" id="cover--top"><h1>My own {{ info.title }}</h1></section>'
    _, told = built({"theme.css": "", "templates/cover.html.j2": cover})
    pages = layout.read((tmp_path / "out" / told["outputs"][0]["path"].rsplit("/", 1)[1]).read_bytes())

    assert [line.text for line in pages[0].lines] == ["My own A"]


@pytest.mark.parametrize(
    ("template", "place"),
    [("<p>\n{{ nothing }}</p>", ":2"), ("<p>\n\n{% if %}</p>", ":3"), ("<p>&nbsp;</p>\n<b>", ""), ("{{ w.__globals__ }}", ":1"),
     ("{{ info.title + 1 }}", ":1")],
)  # fmt: skip
def test_a_template_that_fails_is_told_with_its_line(built, template, place):
    """An unknown name, broken Jinja, broken XHTML, a way to Python, two kinds that do not go together."""
    result, _ = built({"theme.css": "", "templates/front.html.j2": template})

    assert result.exit_code == 1
    assert f"mine/templates/front.html.j2{place}: " in result.stderr
    assert "Hint: " in result.stderr


def test_a_theme_is_copied_by_the_command(tmp_path):
    """`new --theme` prints the files it made, and what it made can be built with; an existing folder is left alone."""
    target = tmp_path / "own"
    result = CliRunner().invoke(cli, ["new", "--theme", str(target), "--from", "cornell"])

    assert result.exit_code == 0
    assert f"{target / 'tokens.css'}\n" in result.stdout
    (tmp_path / "a.md").write_text(LESSON)
    made = CliRunner().invoke(cli, ["build", str(tmp_path / "a.md"), "-o", str(tmp_path), "--theme", str(target), "--strict", "--format", "pdf"])
    assert made.exit_code == 0, made.stderr
    again = CliRunner().invoke(cli, ["new", "--theme", str(target)])
    assert again.exit_code == 1
    assert "exists\nHint: " in again.stderr
    wrong = CliRunner().invoke(cli, ["new", "--theme", str(tmp_path / "x"), "--from", "nope"])
    assert wrong.exit_code == 1
    assert "there is no theme nope" in wrong.stderr
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("paper", ["a3", "0x0", "-100x200", "10x10", "210x", "nan", "1e9x1e9", "99999x99999", "x"])
def test_an_impossible_paper_is_wrong_usage(tmp_path, paper):
    """Exit code 2, and which papers there are."""
    result = CliRunner().invoke(cli, ["build", str(tmp_path), f"--paper={paper}"])

    assert result.exit_code == 2
    assert "90x120" in result.stderr or "a4, a5, letter, legal, or WxH in millimetres" in result.stderr
