"""Contact sheets of every theme, to be looked at page by page: `make gallery` writes them into dist/gallery/.

    python tools/gallery.py                          every theme, A4 and A5, both editions, of the specimen
    python tools/gallery.py modern large             some themes (or folders of your own)
    python tools/gallery.py --paper letter --course lessons --pages 1-30

The specimen in tests/pdf/specimen/ has every kind of page and block there is. Print editions are shown in spreads.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from builder.build import Order, build  # noqa: E402 - found by the line above
from tools.raster import pictures  # noqa: E402

THEMES = ("classic", "modern", "ink", "large", "cornell")
_SPECIMEN = ROOT / "tests/pdf/specimen"
_EDGE, _HEAD = 8, 26
_GROUND = "#8a8a86"


def sheet(pages: list[Image.Image], columns: int, title: str, spreads: bool) -> Image.Image:
    """Return *pages* in rows of *columns* below *title*; with *spreads* the first is a right-hand page and pairs touch."""
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    first = 1 if spreads else 0
    rows = -(-(len(pages) + first) // columns)
    made = Image.new("RGB", (columns * (width + _EDGE) + _EDGE, _HEAD + rows * (height + _EDGE)), _GROUND)
    ImageDraw.Draw(made).text((_EDGE, 6), title, "white", ImageFont.load_default(13))
    for place, page in enumerate(pages, first):
        row, column = divmod(place, columns)
        x = _EDGE + column * (width + _EDGE) - (_EDGE - 1 if spreads and column % 2 else 0)
        made.paste(page.convert("RGB"), (x, _HEAD + row * (height + _EDGE)))
    return made


def show(course: Path, theme: str, paper: str, edition: str, wanted: range | None, dots: int, columns: int) -> Image.Image:
    """Return the contact sheet of *course* in one theme on one paper."""
    with tempfile.TemporaryDirectory() as folder:
        order = Order(course, Path(folder), formats=("pdf",), theme=theme, paper=paper, edition=edition)  # type: ignore[arg-type]
        (made,) = build(order).outputs
    pages = pictures(made.data, dots)
    chosen = pages if wanted is None else [pages[at] for at in wanted if at < len(pages)]
    name = f"{Path(theme).name} · {paper} · {edition}"
    return sheet(chosen, columns, name, edition == "print" and (wanted is None or wanted.start % 2 == 0))


def main() -> None:
    """Read the arguments, write the sheets, and print their paths."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("themes", nargs="*", default=list(THEMES))
    reader.add_argument("--paper", action="append", help="repeat for more  [a4 and a5]")
    reader.add_argument("--edition", action="append", choices=["screen", "print"], help="repeat for more  [both]")
    reader.add_argument("--course", type=Path, default=_SPECIMEN)
    reader.add_argument("--pages", metavar="FIRST-LAST", help="of the bound book, from 1  [all]")
    reader.add_argument("--dots", type=int, default=60, help="an inch  [60]")
    reader.add_argument("--columns", type=int, default=6, help="pages in a row, even for spreads  [6]")
    reader.add_argument("-o", "--output", type=Path, default=ROOT / "dist/gallery")
    asked = reader.parse_args()
    wanted = None
    if asked.pages:
        first, _, last = asked.pages.partition("-")
        wanted = range(int(first) - 1, int(last or first))
    asked.output.mkdir(parents=True, exist_ok=True)
    for theme in asked.themes:
        for paper in asked.paper or ["a4", "a5"]:
            for edition in asked.edition or ["screen", "print"]:
                path = asked.output / f"{Path(theme).name}-{paper}-{edition}.png"
                show(asked.course, theme, paper, edition, wanted, asked.dots, asked.columns).save(path, optimize=True)
                print(path)


if __name__ == "__main__":
    main()
