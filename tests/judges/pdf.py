"""Judges of a PDF: syntax, links, fonts, outline, and that the lessons' words are on its pages."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdf

from builder.model import Book
from builder.pdf.model import Bound
from tests.judges.words import Stream, blocks_of


def syntax(path: Path) -> list[str]:
    """Return what `qpdf --check` says, where it is installed, else what pikepdf finds."""
    if shutil.which("qpdf"):
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()[-3:]
    with pikepdf.open(path) as opened:
        return [str(problem) for problem in opened.check_pdf_syntax()]


def links(path: Path) -> list[str]:
    """Return the destinations that no name leads to, and addresses of ours left in the pages."""
    found = []
    with pikepdf.open(path) as opened:
        names = set()
        if "/Names" in opened.Root and "/Dests" in opened.Root.Names:
            names = set(pikepdf.NameTree(opened.Root.Names.Dests).keys())
        for number, page in enumerate(opened.pages, 1):
            for note in page.get("/Annots", ()):
                if "/Dest" in note and str(note.Dest) not in names:
                    found.append(f"page {number}: no destination {note.Dest}")
                address = str(note.A.get("/URI", "")) if "/A" in note else ""
                if address.startswith(("id:", "page:", "lesson:", "asset:")):
                    found.append(f"page {number}: {address} is left in the page")
    return found


def fonts(path: Path) -> list[str]:
    """Return the fonts that are not embedded, and faces with more than one file."""
    found: list[str] = []
    files: dict[str, set[object]] = {}
    with pikepdf.open(path) as opened:
        for page in opened.pages:
            for font in page.obj.get("/Resources", {}).get("/Font", {}).values():
                name = str(font.BaseFont)
                inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                about = inner.get("/FontDescriptor", {})
                embedded = [about[key].objgen for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in about]
                files.setdefault(name, set()).update(embedded)
                if not embedded:
                    found.append(f"{name} is not embedded")
    found += [f"{name} has {len(some)} font files" for name, some in files.items() if len(some) > 1]
    return sorted(set(found))


def outline(path: Path, book: Book) -> list[str]:
    """Return the lessons that the outline does not name."""
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))

    def titles(entries: list[object]) -> list[str]:
        return [title for entry in entries
                for title in (titles(entry) if isinstance(entry, list) else [str(entry.title)])]  # type: ignore[attr-defined]

    shown = " | ".join(" ".join(title.split()) for title in titles(reader.outline))
    return [f"the outline lacks {lesson.title[:40]}" for lesson in book.lessons
            if " ".join(lesson.title.split())[:30] not in shown]  # fmt: skip


def words(path: Path, book: Book, bound: Bound) -> list[str]:
    """Return the runs of words of the lessons that their pages do not show, in order, within the tolerance."""
    pages = _texts(path)
    first = dict(bound.first_pages)
    starts = [*sorted(first.values()), bound.pages]
    found = []
    for lesson in book.lessons:
        start = first[lesson.slug]
        end = next(page for page in starts if page > start)
        # A lesson that runs on may end on the page where the next begins.
        stream = Stream("".join(pages[start : end + 1]))
        lost, total = stream.lost(blocks_of(lesson))
        # Numbers of sections, running heads and page ends may part a run; words themselves are all there.
        if total and len(lost) > max(3, total * 0.02):
            found.append(f"{lesson.path}: {len(lost)} of {total} runs of words not on its pages, such as {lost[0]!r}")
    return found


def _texts(path: Path) -> list[str]:
    """Return the text of every page, by Poppler where it is installed.

    pypdf cannot read a font that holds characters no face has a glyph for: its encoding is a CMap of its own.
    """
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
        return done.stdout.decode().split("\f")
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]
