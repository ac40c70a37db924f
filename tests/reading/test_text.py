import pytest

from builder.errors import LessonError
from builder.reading.text import decode


@pytest.mark.parametrize(
    "data",
    [
        "Grüße — 日本 ✔".encode(),
        b"\xef\xbb\xbf" + "Grüße — 日本 ✔".encode(),
        "Grüße — 日本 ✔".encode("utf-16"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(data):
    """A byte order mark decides; without one UTF-8 is tried first."""
    assert decode(data, "a.md").text == "Grüße — 日本 ✔"


def test_windows_text_is_read_when_it_is_no_utf_8():
    """Bytes that are no UTF-8 are Windows-1252."""
    assert decode("“Größe” – 5 €".encode("cp1252"), "a.md").text == "“Größe” – 5 €"


def test_line_ends_become_one_kind():
    """CRLF and CR are line ends like LF."""
    assert decode(b"a\r\nb\rc\n", "a.md").text == "a\nb\nc\n"


def test_garbled_lines_are_repaired_and_each_repair_is_told():
    """UTF-8 read as Windows-1252 is put right; clean lines stay as they are."""
    garbled = "Caf\u00c3\u00a9 \u00e2\u20ac\u201d cr\u00c3\u00a8me"

    read = decode(f"clean é\n{garbled}\n".encode(), "a.md")

    assert read.text == "clean é\nCafé — crème\n"
    assert [(change.line, change.rule, change.text) for change in read.changes] == [(2, "mojibake", garbled)]


def test_a_file_that_is_no_text_is_refused_with_its_line():
    """Many NUL bytes, heaps of control characters and the first bytes of a picture are no text."""
    with pytest.raises(LessonError, match=r"a\.md:2: this is not a text file: it holds NUL bytes"):
        decode(b"# a\nb" + b"\0\1" * 99, "a.md")
    with pytest.raises(LessonError, match="control characters"):
        decode(bytes(range(1, 32)) * 10 + b"\xff", "a.md")
    with pytest.raises(LessonError, match="another kind of file") as error:
        decode(b"\x89PNG\r\n\x1a\n", "a.md")
    assert error.value.code == "file-binary"
