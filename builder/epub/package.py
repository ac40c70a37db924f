"""A Book becomes an EPUB 3.3: chapters, navigation, styles and metadata in one archive, the same bytes every time.

1. Name files and pictures.                      4. Contents (nav and NCX), study aids, cover, title page.
2. Turn lessons into chapters; split large ones.  5. The package document.
3. Resolve links, mark the printed pages.         6. Zip: `mimetype` first and stored (OCF 3.3, 4.2), names sorted.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.assets import asset_dir
from builder.direction import direction, right_to_left
from builder.epub.chapters import (
    Chapter,
    file_names,
    ids_of,
    lesson_body,
    link_resolver,
    place_images,
    set_formulas,
    split_body,
)
from builder.epub.cover import cover_png
from builder.epub.entries import entry_linker
from builder.epub.images import image_names
from builder.epub.listings import set_lines
from builder.epub.narrow import hang_lines, hold_tables
from builder.epub.pages import Marker, PageFacts, add_markers
from builder.model import Book, Lesson
from builder.study.guide import make_guide
from builder.titles import clip, listed
from builder.words import word

_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the manifest."""

    id: str
    file: str
    media_type: str
    properties: str = ""


def make_epub(book: Book, pages: PageFacts | None = None) -> bytes:
    """Return the EPUB of *book*; *pages* adds the list of printed pages."""
    names, pictures = file_names(book), image_names(book.assets)
    chapters, markers = _chapters(book, names, pictures, pages)
    files: dict[str, bytes] = {"styles.css": (asset_dir("styles") / "epub.css").read_bytes()}
    files["cover.png"] = cover_png(book.info)
    for asset in book.assets:
        files[pictures[asset.path]] = asset.data
    guide = make_guide(book)
    homes = _homes(chapters)
    shared: dict[str, Any] = {
        "book": book, "info": book.info, "names": names, "homes": homes, "entry_links": entry_linker(book, homes, pages),
        "pages": markers, "guide": guide, "direction": direction(book.info.language),
        "w": lambda key: word(book.info.language, key), "top": lambda lesson: f"{lesson.slug}--top",
    }  # fmt: skip
    files["cover.xhtml"] = _render("cover.xhtml.j2", shared)
    files["title.xhtml"] = _render("title.xhtml.j2", shared)
    for chapter in chapters:
        files[chapter.file] = _render("chapter.xhtml.j2", {
            **shared, "chapter": chapter, "direction": direction(chapter.language),
            "w": lambda key, language=chapter.language: word(language, key),
            "body": Markup(_code_runs_right(chapter)),  # noqa: S704 - XHTML of our own making
            "first": chapter.lesson is not None and names[chapter.lesson.slug] == chapter.file,
        })  # fmt: skip
    for aid in book.appendices:
        files[f"{aid.slug}.xhtml"] = _render(f"{aid.template}.xhtml.j2", {**shared, "aid": aid})
    if guide:
        files["guide.xhtml"] = _render("guide.xhtml.j2", shared)
    files["nav.xhtml"] = _render("nav.xhtml.j2", shared)
    files["toc.ncx"] = _render("toc.ncx.j2", {**shared, "points": _points(book, shared)})
    spine = ["cover.xhtml", "title.xhtml", "nav.xhtml", *(["guide.xhtml"] if guide else []), *(chapter.file for chapter in chapters)]
    spine += [f"{aid.slug}.xhtml" for aid in book.appendices]
    entries = [
        _entry(file, place, book, pictures, has_maths=file.endswith(".xhtml") and b"<math " in files[file])
        for place, file in enumerate(sorted(files))
    ]
    files["package.opf"] = _render("package.opf.j2", {
        **shared, "entries": entries, "spine": [next(entry.id for entry in entries if entry.file == file) for file in spine],
        "facts": pages if markers else None, "has_images": bool(book.assets), "has_maths": any(entry.properties == "mathml" for entry in entries), "all_alt": _all_described(book),
    })  # fmt: skip
    return _zip({f"EPUB/{file}": data for file, data in files.items()})


def _chapters(
    book: Book, names: dict[str, str], pictures: dict[str, str], pages: PageFacts | None
) -> tuple[list[Chapter], list[tuple[Marker, str]]]:
    """Return the chapters with their links resolved, and the printed pages' markers with their files."""
    raw: list[Chapter] = []
    for lesson in book.lessons:
        language = lesson.language or book.info.language
        for piece, body in enumerate(split_body(place_images(lesson_body(lesson), pictures))):
            file = names[lesson.slug]
            if piece:
                file = file.replace(".xhtml", f"-{piece + 1}.xhtml")
            raw.append(Chapter(file, lesson.title, body, language, lesson))
    resolve = link_resolver(book, _homes(raw))
    where = dict(pages.anchors) if pages else {}
    seen: set[int] = set()
    found: list[tuple[Marker, str]] = []
    chapters = []
    for chapter in raw:
        body = resolve(chapter.body, chapter.file)
        if pages:
            top = where.get(f"{chapter.lesson.slug}--top") if chapter.lesson else None
            lead = ""
            if top is not None and top not in seen and chapter.lesson and names[chapter.lesson.slug] == chapter.file:
                seen.add(top)
                marker = Marker(pages.labels[top], f"page-{pages.labels[top]}")
                found.append((marker, chapter.file))
                lead = marker.id
            body, markers = add_markers(body, where, pages.labels, seen)
            found += [(marker, chapter.file) for marker in markers]
            if lead:
                label = lead.removeprefix("page-")
                body = f'<span epub:type="pagebreak" role="doc-pagebreak" id="{lead}" aria-label=" {label}. "></span>\n{body}'
        chapters.append(Chapter(chapter.file, chapter.title, hold_tables(body), chapter.language, chapter.lesson))
    return chapters, found


def _homes(chapters: list[Chapter]) -> dict[str, str]:
    """Return the file of every id."""
    homes: dict[str, str] = {}
    for chapter in chapters:
        if chapter.lesson is not None:
            homes.setdefault(f"{chapter.lesson.slug}--top", chapter.file)
        for name in ids_of(chapter.body):
            homes.setdefault(name, chapter.file)
    return homes


def _points(book: Book, shared: dict[str, Any]) -> list[tuple[str, str]]:
    guide = shared["guide"]
    points = [(guide.title, "guide.xhtml")] if guide else []
    points += [(_titled(lesson), shared["names"][lesson.slug]) for lesson in book.lessons]
    return points + [(f"{aid.letter}  {aid.title}", f"{aid.slug}.xhtml") for aid in book.appendices]


def _titled(lesson: Lesson) -> str:
    return clip(lesson.title if lesson.number is None else f"{lesson.number}  {lesson.title}")


def _entry(file: str, place: int, book: Book, pictures: dict[str, str], has_maths: bool) -> Entry:
    kinds = {".xhtml": "application/xhtml+xml", ".css": "text/css", ".ncx": "application/x-dtbncx+xml", ".png": "image/png"}
    media = kinds.get("." + file.rpartition(".")[2], "")
    for asset in book.assets:
        if pictures[asset.path] == file:
            media = asset.media_type
    properties = {"nav.xhtml": "nav", "cover.png": "cover-image"}.get(file, "mathml" if has_maths else "")
    return Entry("ncx" if file == "toc.ncx" else "cover-image" if file == "cover.png" else f"f{place:04d}", file, media, properties)


def _all_described(book: Book) -> bool:
    return not any('alt=""' in lesson.html for lesson in book.lessons)


def _render(template: str, values: dict[str, Any]) -> bytes:
    return _templates().get_template(template).render(**values).encode()


def _code_runs_right(chapter: Chapter) -> str:
    """Return the body of *chapter*; code in it runs from left to right, whatever the text does."""
    if not right_to_left(chapter.language):
        return chapter.body
    return re.sub(r"<(pre|code|kbd|samp)\b(?![^>]*\sdir=)", r'<\1 dir="ltr"', chapter.body)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(asset_dir("templates") / "epub"), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["xhtml"] = Markup
    made.filters["formulas"] = lambda html: hold_tables(hang_lines(set_lines(set_formulas(html))))
    made.filters["titled"] = _titled
    made.filters["clip"] = clip
    made.filters["listed"] = listed
    return made


def _zip(files: dict[str, bytes]) -> bytes:
    container = _render("container.xml.j2", {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        for name, data in sorted({"META-INF/container.xml": container, **files}.items()):
            packed = name.endswith((".png", ".jpg", ".jpeg", ".gif", ".webp"))
            _add(archive, name, data, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compresslevel=6)
