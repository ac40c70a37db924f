"""Files that are no lessons cost the book nothing but themselves; names and links of any kind are taken or told."""

import os
from pathlib import Path

import pytest

from builder.config import Config
from builder.errors import LessonError
from builder.reading.load import read_sources
from builder.reading.text import LARGEST

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def told(shelf, code):
    return [(one.path, one.line, one.level) for one in shelf.problems if one.code == code]


def paths(shelf):
    return [source.path for source in shelf.sources]


def test_a_binary_file_is_left_out_and_told(folder):
    """A picture called .md and a file of NUL bytes are errors with their line; the others are the book."""
    root = folder({"1-a.md": "# A\n", "2-b.md": PICTURE, "3-c.md": b"# C\ntext" + b"\0\1\2" * 50, "4-d.md": "# D\n"})

    shelf = read_sources(root, Config())

    assert paths(shelf) == ["1-a.md", "4-d.md"]
    assert told(shelf, "file-binary") == [("2-b.md", 1, "error"), ("3-c.md", 2, "error")]
    assert all("left out of the book" in one.message for one in shelf.problems)


def test_a_file_of_fifty_megabytes_is_not_even_read(folder, monkeypatch):
    """Its size is looked at before its bytes."""
    root = folder({"1-a.md": "# A\n", "2-b.md": ""})
    with (root / "2-b.md").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    read, real = [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path.name) or real(path))

    shelf = read_sources(root, Config())

    assert paths(shelf) == ["1-a.md"]
    assert told(shelf, "file-too-large") == [("2-b.md", 1, "error")]
    assert "2-b.md" not in read
    assert LARGEST < 50 * 1024 * 1024


def test_a_file_that_cannot_be_opened_is_left_out_and_told(folder, monkeypatch):
    """The system's reason is in the message."""
    root = folder({"1-a.md": "# A\n", "2-b.md": "# B\n"})

    real = Path.read_bytes

    def refuse(path):
        if path.name == "2-b.md":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    shelf = read_sources(root, Config())

    assert paths(shelf) == ["1-a.md"]
    assert told(shelf, "file-unreadable") == [("2-b.md", 1, "error")]
    assert any("Permission denied" in one.message for one in shelf.problems)


def test_where_no_lesson_is_left_there_is_no_book(folder):
    """The first reason is the message."""
    root = folder({"1-a.md": PICTURE, "2-b.md": b"\0" * 99})

    with pytest.raises(LessonError, match=r"^1-a\.md:1: this is not a text file") as error:
        read_sources(root, Config())
    assert error.value.exit_code == 1


@pytest.mark.parametrize(
    "name",
    ["with space.md", " 07-leading.md", "q'uote\"s.md", "🎯 aim.md", "a..b.md", "..x.md", "#1 & more.md", "50% %20.md",
     "日本 ＡＢ.md", "back\\slash.md", "new\nline.md", "-dash.md", "x" * 240 + ".md"],
)  # fmt: skip
def test_a_lesson_may_be_called_anything(folder, name):
    """Its path is kept; its slug is made of letters, digits and hyphens only."""
    if name.startswith("."):
        name = f"a{name}"
    root = folder({"0-first.md": "# F\n", name: "# N\n"})

    shelf = read_sources(root, Config())

    (source,) = [source for source in shelf.sources if source.path == name]
    assert source.text == "# N\n"
    assert source.slug
    assert all(char.isalnum() or char == "-" for char in source.slug)


def test_a_name_that_is_no_unicode_does_not_end_the_book(folder):
    """Old file systems hold such names; whatever becomes of the lesson, its path can be written down."""
    root = folder({"1-a.md": "# A\n"})
    try:
        with open(os.fsencode(root) + b"/2-caf\xe9.md", "wb") as file:  # noqa: PTH123 - Path takes no bytes
            file.write(b"# B\n")
    except OSError:
        pytest.skip("this file system takes Unicode names only")

    shelf = read_sources(root, Config())

    for one in (*shelf.sources, *shelf.problems):
        one.path.encode("utf-8")
    assert paths(shelf) == ["1-a.md"]
    assert told(shelf, "file-name") == [("2-caf\\xe9.md", 1, "error")]


def test_a_folder_that_cannot_be_opened_is_left_out_and_told(folder, monkeypatch):
    """The lessons beside it are the book."""
    root = folder({"1-a.md": "# A\n", "part/2-b.md": "# B\n"})
    real = os.scandir

    def refuse(path):
        if Path(path).name == "part":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)

    shelf = read_sources(root, Config())

    assert paths(shelf) == ["1-a.md"]
    assert told(shelf, "file-unreadable") == [("part", 1, "error")]


def test_links_that_leave_or_loop_are_not_followed(folder, tmp_path):
    """A link within the folder is a lesson; one that leaves is told; loops of files and folders end."""
    root = folder({"1-a.md": "# A\n", "sub/2-b.md": "# B\n"})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# Secret\n")
    (root / "3-in.md").symlink_to(root / "sub" / "2-b.md")
    (root / "4-out.md").symlink_to(outside / "secret.md")
    (root / "5-up.md").symlink_to("../outside/secret.md")
    (root / "6-loop.md").symlink_to("7-loop.md")
    (root / "7-loop.md").symlink_to("6-loop.md")
    (root / "8-gone.md").symlink_to("nowhere.md")
    (root / "out").symlink_to(outside, target_is_directory=True)
    (root / "sub" / "again").symlink_to(root, target_is_directory=True)

    shelf = read_sources(root, Config())

    assert "Secret" not in "".join(source.text for source in shelf.sources)
    assert set(paths(shelf)) == {"1-a.md", "sub/2-b.md", "3-in.md"}
    messages = {one.path: one.message for one in shelf.problems if one.code == "link-leaves"}
    assert set(messages) == {"4-out.md", "5-up.md", "6-loop.md", "7-loop.md", "8-gone.md"}
    assert "out of the folder" in messages["5-up.md"]
    assert "in a circle" in messages["6-loop.md"]
