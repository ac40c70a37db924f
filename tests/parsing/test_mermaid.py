"""Mermaid diagrams: drawn by the command that is set, else shown as their source."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from builder.config import parse_config
from builder.errors import ConfigError
from builder.model import Lesson, Source
from builder.parsing.mermaid import command_version
from builder.parsing.parse import parse_lesson
from builder.settings import Rules
from builder.stages import parse_key

TEXT = "# T\n\nOne.\n\n## S\n\n```mermaid\ngraph TD; A-->B\n```\n"
DRAW = """
import sys
if "--version" in sys.argv: print("1.2"); sys.exit()
source = open(sys.argv[sys.argv.index("-i") + 1]).read()
with open(sys.argv[sys.argv.index("-o") + 1], "w") as out:
    out.write('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>y()</script><text>%d</text></svg>' % len(source))
"""


def command(folder: Path, program: str) -> str:
    script = folder / "a drawer.py"
    script.write_text(program, encoding="utf-8")
    return shlex.join([sys.executable, str(script)])


def read(mermaid: tuple[str, str]) -> Lesson:
    return parse_lesson(Source("a.md", "a", TEXT), Rules(mermaid=mermaid))


def told(lesson: Lesson) -> list[tuple[int, str, str]]:
    return [(one.line, one.level, one.code) for one in lesson.problems]


def test_without_a_command_the_source_is_a_labelled_listing():
    """The words of the diagram are the author's; a note says how to have it drawn."""
    lesson = read(("", ""))
    assert 'data-lang="mermaid"' in lesson.html
    assert 'data-title="Mermaid"' in lesson.html
    assert "A--&gt;B" in lesson.html
    assert told(lesson) == [(7, "info", "diagram-source")]


def test_a_drawing_is_a_picture_with_the_source_as_its_text_and_nothing_that_runs(tmp_path):
    """The command's SVG is cleaned like every other."""
    drawer = command(tmp_path, DRAW)
    lesson = read((drawer, command_version(drawer)))
    (drawing,) = lesson.drawn
    assert drawing.media_type == "image/svg+xml"
    assert b"script" not in drawing.data
    assert b"onload" not in drawing.data
    assert f'<img src="asset:{drawing.path}" alt="graph TD; A--&gt;B" />' in lesson.html
    assert told(lesson) == []


@pytest.mark.parametrize(
    "program",
    ["import sys; sys.exit('no display')", "pass", "import sys; open(sys.argv[4], 'w').write('<html/>')"],
)
def test_a_command_that_fails_leaves_the_source_and_a_warning(tmp_path, program):
    """No drawing, no SVG, an exit code: the lesson is built all the same."""
    lesson = read((command(tmp_path, program), "1"))
    assert lesson.drawn == ()
    assert "A--&gt;B" in lesson.html
    assert told(lesson) == [(7, "warning", "diagram-source")]


def test_a_command_that_is_not_there_has_no_version_and_is_not_run():
    """The warning names it."""
    assert command_version("/nowhere/mmdc") == ""
    lesson = read(("/nowhere/mmdc", ""))
    assert "/nowhere/mmdc cannot be run" in lesson.problems[0].message


def test_the_version_of_the_command_is_in_the_key_of_the_cache():
    """A newer drawer draws anew."""
    source = Source("a.md", "a", TEXT)
    assert parse_key(source, Rules(mermaid=("mmdc", "1"))) != parse_key(source, Rules(mermaid=("mmdc", "2")))


def test_the_setting_is_a_command_in_a_table():
    """`[diagrams] mermaid = "mmdc"`; anything else is an error."""
    assert parse_config('[diagrams]\nmermaid = "mmdc -p x.json"\n').mermaid == "mmdc -p x.json"
    with pytest.raises(ConfigError, match="mermaid must be text"):
        parse_config("[diagrams]\nmermaid = true\n")
    with pytest.raises(ConfigError, match="did you mean mermaid"):
        parse_config('[diagrams]\nmermeid = "x"\n')
