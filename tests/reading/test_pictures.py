"""Pictures: their kind by their bytes, and whether they are whole."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from builder.epub.images import image_names
from builder.model import Asset, Source
from builder.parsing.parse import parse_lesson
from builder.reading.pictures import defect, kind_of
from builder.settings import Rules

SVG = b"<?xml version='1.0'?>\n<!-- drawn -->\n<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"


def picture(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_what_its_bytes_say_and_whole_or_not(kind: str) -> None:
    """A picture cut off anywhere is never taken for whole, and never raises."""
    data = picture(kind, (64, 64))
    assert kind_of(data) == f"image/{kind.lower()}"
    assert defect(data, f"image/{kind.lower()}") == ""
    for end in range(16, len(data) - 20, max(1, len(data) // 40)):
        assert defect(data[:end], f"image/{kind.lower()}") != ""


def test_a_drawing_is_known_by_its_root_and_must_be_well_formed() -> None:
    """A declaration, a comment and a DOCTYPE may stand before it; HTML and plain text are no picture."""
    assert kind_of(SVG) == "image/svg+xml"
    assert defect(SVG, "image/svg+xml") == ""
    assert "broken" in defect(SVG.replace(b"/>", b">"), "image/svg+xml")
    assert kind_of(b"<html><svg/></html>") is None
    assert kind_of(b"") is None


def test_a_picture_is_packed_under_the_suffix_of_its_kind() -> None:
    """EPUB readers go by the name; a JPEG called `.png` is a JPEG."""
    assert image_names((Asset("a b.PNG", "image/jpeg", b""),)) == {"a b.PNG": "images/001-a-b.jpg"}


def html(text: str) -> tuple[str, tuple[tuple[str, int], ...], list[str]]:
    lesson = parse_lesson(Source("d/a.md", "a", f"# T\n\nOne.\n\n## S\n\n{text}\n"), Rules())
    return lesson.html, lesson.images, [one.code for one in lesson.problems]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("![a](p.png)", "d/p.png"),
        ("![a](my%20p.png)", "d/my p.png"),
        ("![a](my p.png)", "d/my p.png"),
        ("![a](<my p.png>)", "d/my p.png"),
        ('![a](p.png?raw=true#x "Title")', "d/p.png"),
        ("![a][r]\n\n[r]: ../up.svg", "up.svg"),
        ("![a](/img/p.png)", "img/p.png"),
        ('<img src="p.png" width="50%" alt="a">', "d/p.png"),
        ("![a](p.png){width=50%} and $\\sum_{i=0}$", "d/p.png"),
        ('<picture><source srcset="dark.png"><img src="p.png" alt="a"></picture>', "d/p.png"),
    ],
)
def test_the_address_of_a_picture_is_a_path_below_the_folder(text: str, path: str) -> None:
    """Relative to the lesson, decoded, without query and fragment; a leading slash means the folder of lessons."""
    made, images, codes = html(text)
    assert [one for one, _ in images] == [path]
    assert made.count("<img") == 1
    assert codes == []


def test_sizes_are_kept_in_pixels_or_per_cent() -> None:
    """`width="200px"` is 200; a percentage is a style, which XHTML's attribute cannot say."""
    made, _, _ = html('<img src="a.png" alt="a" width="200px"><img src="b.png" alt="b" width="40%"><img src="c.png" alt="c" width="4em">')
    assert 'width="200"' in made
    assert 'style="width:40%"' in made
    assert "4em" not in made


def test_a_picture_written_into_the_text_is_shown_and_a_broken_one_told() -> None:
    """`data:` addresses hold a picture or are a problem."""
    data = base64.b64encode(picture("PNG")).decode()
    lesson = parse_lesson(Source("a.md", "a", f"# T\n\nOne.\n\n## S\n\n![a](data:image/png;base64,{data})\n"), Rules())
    assert [asset.media_type for asset in lesson.drawn] == ["image/png"]
    assert f'src="asset:{lesson.drawn[0].path}"' in lesson.html
    made, _, codes = html("![a](data:image/png;base64,AAAA)")
    assert codes == ["image-data"]
    assert '<span class="sg-missing">a</span>' in made


def test_a_remote_picture_is_its_address() -> None:
    """Nothing is fetched."""
    made, images, codes = html("![a](https://x.org/p.png) and ![](//x.org/q.png)")
    assert images == ()
    assert codes == ["image-remote", "image-alt", "image-remote"]
    assert "a (https://x.org/p.png)" in made
