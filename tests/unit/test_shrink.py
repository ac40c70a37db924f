"""Pictures in fewer points: as the page needs them, of their own kind, never larger than they were."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from builder.build import Order, build
from builder.cache import cache_folder
from builder.model import Asset
from builder.pdf.fonts import prepare
from builder.pdf.model import Unit
from builder.pdf.theme import find_theme
from builder.pdf.typeset import typeset
from builder.settings import Geometry
from builder.shrink import shrink, size_of


def photograph(width: int, height: int, kind: str = "JPEG", **options: object) -> bytes:
    """Return a picture no two points of which are alike."""
    picture = Image.effect_mandelbrot((width // 8, height // 8), (-2.2, -1.2, 1.0, 1.2), 40).resize((width, height)).convert("RGB")
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def drawing(width: int, height: int, mode: str = "RGB") -> bytes:
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    for at in range(0, width, 8):
        pen.line([at, 0, width - at, height], fill=(at % 200, at * 7 % 256, at * 3 % 256), width=3)
    out = io.BytesIO()
    picture.convert(mode).save(out, "PNG")
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(("data", "kind"), [
    (photograph(2400, 1600), "JPEG"), (photograph(2400, 1600, "PNG"), "PNG"), (drawing(2400, 1600, "P"), "PNG"),
    (photograph(2400, 1600, "WEBP", quality=80), "JPEG"),
])  # fmt: skip
def test_a_picture_keeps_its_kind_and_its_shape(data: bytes, kind: str) -> None:
    """Photographs stay JPEG, drawings PNG; the longer side decides."""
    made = opened(shrink(data, 1200, 1200))
    assert made.format == kind
    assert made.size == (1200, 800)


def test_a_picture_that_would_not_become_smaller_stays() -> None:
    """A line drawing of two colours has more bytes when its lines are blended."""
    data = drawing(1300, 900, "1")
    assert shrink(data, 1200, 1200) is data
    flat = drawing(2400, 1600)
    assert len(shrink(flat, 1200, 1200)) <= len(flat)
    assert shrink(photograph(400, 300), 1200, 1200) == photograph(400, 300)


def test_what_is_no_picture_of_points_stays() -> None:
    """A broken file, a moving picture."""
    frames = [Image.new("P", (900, 900), colour) for colour in range(3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    for data in (b"no picture", out.getvalue()):
        assert shrink(data, 10, 10) is data


def test_a_photograph_held_sideways_stays_upright() -> None:
    """What the camera said of how it was held is kept, and counts for the size."""
    exif = Image.Exif()
    exif[0x0112] = 6
    data = photograph(2400, 1600, exif=exif)
    made = shrink(data, 400, 1200)
    assert size_of(data) == (1600, 2400)
    assert size_of(made) == (400, 600)


def typeset_pictures(html: str, *assets: Asset) -> list[tuple[int, int, str, bool]]:
    """Return width, height, filter and whether there is a mask of every picture in the PDF."""
    unit = Unit("x", "lesson", "Limits", f'<div class="sg-body">{html}</div>', "en", "Book", "1", 1, assets)
    sheets = typeset(unit, Geometry("classic", "a4", "screen"), prepare(cache_folder() / "fonts"), find_theme("classic"))
    assert not sheets.complaints
    pdf = pikepdf.open(io.BytesIO(sheets.pdf))
    images = {image.objgen: image for page in pdf.pages for image in page.Resources.XObject.values() if image.Subtype == "/Image"}
    return [(int(image.Width), int(image.Height), str(image.Filter), "/SMask" in image) for image in images.values()]


def test_pictures_on_paper_have_200_points_an_inch_at_the_size_they_are_shown() -> None:
    """124 mm of text are 977 points; a picture set to half of them has half; one shown twice has what the larger needs."""
    photo = Asset("a.jpg", "image/jpeg", photograph(3000, 2000))
    whole = typeset_pictures('<p><img src="asset:a.jpg" alt=""/></p>', photo)
    half = typeset_pictures('<p><img src="asset:a.jpg" alt="" style="width:50%"/></p>', photo)
    both = typeset_pictures('<p><img src="asset:a.jpg" alt="" style="width:50%"/></p><p><img src="asset:a.jpg" alt=""/></p>', photo)

    assert [width for width, *_ in whole] == pytest.approx([977], abs=2)
    assert [width for width, *_ in half] == pytest.approx([488], abs=2)
    assert [width for width, *_ in both] == pytest.approx([977], abs=2)
    assert whole[0][2] == "/DCTDecode"


def test_small_pictures_and_those_with_glass_come_through_as_they_are() -> None:
    """A picture of few points is not touched; transparency stays."""
    clear = io.BytesIO()
    Image.new("RGBA", (300, 200), (200, 0, 0, 90)).save(clear, "PNG")
    images = typeset_pictures('<p><img src="asset:c.png" alt=""/></p>', Asset("c.png", "image/png", clear.getvalue()))
    assert images == [(300, 200, "/FlateDecode", True)]


def test_an_e_book_has_no_picture_of_more_than_two_thousand_points(folder: Callable[..., Path], tmp_path: Path) -> None:
    """Kind and name stay; a second build takes the smaller picture from the cache."""
    root = folder({"01-a.md": "# A\n\nText.\n\n![A photograph](p.jpg)\n\n![Small](s.jpg)\n", "p.jpg": photograph(3000, 2000), "s.jpg": photograph(600, 400)})
    results = [build(Order(root, tmp_path / name, ("epub",))) for name in ("one", "two")]
    with zipfile.ZipFile(results[0].outputs[0].path) as book:
        sizes = sorted(opened(book.read(name)).size for name in book.namelist() if name.endswith(".jpg"))
    assert sizes == [(600, 400), (2000, 1333)]
    assert len({result.outputs[0].path.read_bytes() for result in results}) == 1
