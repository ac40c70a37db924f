"""What is wrong in the styles of a theme: file and line, what, what to do."""

import pytest

from builder.pdf.inspect_theme import inspect_theme
from builder.pdf.theme import find_theme
from builder.settings import Geometry

TOKENS = ":root {\n  --accent: #0a0;\n  %s\n}\n"


def inspect(folder, files):
    for name, text in files.items():
        (folder / name).write_text(text)
    return [(one.path, one.line, one.level, one.message) for one in inspect_theme(Geometry(), folder, "mine")]


@pytest.mark.parametrize(
    ("files", "line", "level", "said"),
    [
        ({"theme.css": "h2 { color: red }\n\nh3 { colour: red }\n"}, 3, "warning", "Ignored `colour: red`, unknown property"),
        ({"theme.css": "/* two\nlines */ h3 { color: reed }"}, 2, "warning", "Ignored `color: reed`, invalid value"),
        ({"theme.css": "p { margin: 0 }\np:nonsense { margin: 0 }"}, 2, "warning", "Invalid or unsupported selector, 'p:nonsense'"),
        ({"theme.css": "p {\n  margin: 0;\n\nh1 { margin: 0 }"}, 1, "error", "this { is never closed"),
        ({"theme.css": "p { margin: 0 }\n}\n"}, 2, "error", "this } closes nothing"),
        ({"theme.css": "p { margin: 0 }\n/* and so on"}, 2, "error", "this comment is never closed"),
        ({"theme.css": "", "tokens.css": TOKENS % '--text: "Garamond", "SG Serif";'}, 3, "warning", "there is no font Garamond"),
        ({"theme.css": "", "tokens.css": TOKENS % "--base: red;"}, 3, "error", "--base must be a length such as 14pt, not red"),
        ({"theme.css": "", "tokens.css": TOKENS % "--ink: 3pt;"}, 3, "error", "--ink must be a colour such as #1a1a1a, not 3pt"),
        ({"theme.css": '@import "other.css";\n@font-face {\n  font-family: "SG Serif"; src: url(x.ttf) }'}, 1, "warning", ""),
    ],
)
def test_every_finding_has_its_line(tmp_path, files, line, level, said):
    """Errors lose what follows, warnings one declaration."""
    found = inspect(tmp_path, files)

    assert found[0][:3] == ("mine/tokens.css" if "tokens.css" in files else "mine/theme.css", line, level)
    assert said in found[0][3]


@pytest.mark.parametrize("theme", ["classic", "cornell", "ink", "large", "modern"])
def test_our_own_themes_are_clean(theme):
    """On every paper, in both editions."""
    for paper, edition in (("a4", "print"), ("a5", "screen"), ("letter", "screen"), ("legal", "screen")):
        assert inspect_theme(Geometry(theme, paper, edition), find_theme(theme), theme) == ()


def test_other_declarations_of_root_are_kept(tmp_path):
    """`:root` may say more than tokens, and what is wrong in it is told."""
    found = inspect(tmp_path, {"theme.css": ":root { --accent: #0a0; colour: red }"})

    assert [(line, level) for _, line, level, _ in found] == [(1, "warning")]
