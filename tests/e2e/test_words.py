"""Every word that reading kept stands once, in order, in the lesson bodies of both books."""

import html
import io
import re
import unicodedata
import zipfile
from pathlib import Path

import pypdf
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from builder.build import Order, build
from builder.config import Config
from builder.reading.load import read_sources

ROOT = Path(__file__).resolve().parents[2]


def letters(text):
    """Return the letters and digits of *text*, nothing else: spaces, hyphens and marks are the typesetter's."""
    text = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return "".join(char for char in text if char.isalnum())


def words(text):
    return [word for word in re.split(r"[^\w]+", unicodedata.normalize("NFKC", text).casefold()) if word.strip("_")]


def bodies(data):
    """Return the text of each chapter by its file's name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: re.sub(r"<[^>]+>", " ", re.sub(r"<head>.*?</head>", "", archive.read(name).decode(), flags=re.DOTALL))
                for name in archive.namelist() if name.endswith(".xhtml")}  # fmt: skip


def broken_runs(wanted, found, length):
    """Return the runs of *length* words of *wanted* whose letters do not stand together in *found*."""
    runs = ["".join(wanted[at : at + length]) for at in range(len(wanted) - length + 1)]
    return [run for run in runs if run not in found]


def source_words(text):
    """Read *text* by another parser, and return the words it shows."""
    rendered = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin).render(text)
    rendered = re.sub(r"<section class=\"footnotes\">.*", "", rendered, flags=re.DOTALL)
    rendered = re.sub(r"<sup class=\"footnote-ref\">.*?</sup>|<img[^>]*>|<!--.*?-->", " ", rendered, flags=re.DOTALL)
    rendered = re.sub(r"<(script|style|iframe)\b.*?</\1>", " ", rendered, flags=re.DOTALL)
    return [word for word in words(html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", " ", rendered))) if word.isalnum()]


def courses():
    yield ROOT / "lessons"
    for name in ("seed", "corpora/mdbook-guide", "corpora/shell-novice"):
        yield ROOT.parent / "shared" / name


@pytest.mark.parametrize("path", list(courses()), ids=lambda path: path.name)
def test_no_word_is_lost_in_either_book(path, tmp_path):
    """The source is read by another parser; its words are looked for in the PDF's pages and the EPUB's chapters."""
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout")
    result = build(Order(path, tmp_path))
    sources = {source.path: source for source in read_sources(path, Config()).sources}
    pdf = pypdf.PdfReader(io.BytesIO(next(output.data for output in result.outputs if output.format == "pdf")))
    chapters = bodies(next(output.data for output in result.outputs if output.format == "epub"))
    first = dict(result.bound.first_pages)
    starts = [*sorted(first.values()), result.bound.pages]

    for lesson in result.book.lessons:
        wanted = source_words(sources[lesson.path].text)
        start = first[lesson.slug]
        end = next(page for page in starts if page > start)
        # The PDF's words may be broken by hyphens, so letters are compared; titles and typed numbers move to the opener.
        printed = letters("".join(pdf.pages[page].extract_text() for page in range(start, end)))
        chapter = letters("".join(text for name, text in sorted(chapters.items())
                                  if re.search(rf"/{re.escape(lesson.slug)}(?:-\d+)?\.xhtml$", name)))  # fmt: skip
        run = [letters(word) for word in wanted]
        assert not [word for word in run if word not in chapter], lesson.path
        # What garbled text looks like in a PDF depends on the fonts; plain words do not.
        run = [word for word in run if word.isascii()]
        lost = [word for word in run if word not in printed]
        assert len(lost) <= len(run) * 0.002, (lesson.path, lost[:20])
        # In order: three words stand together in both books, but where a page, a note, a new number or a moved title parts them.
        apart = broken_runs(run, chapter, 3)
        assert len(apart) <= max(15, len(run) * 0.09), (lesson.path, len(run), apart[:20])
        apart = broken_runs(run, printed, 3)
        # Between garbled headings, whose signs are left out above, fewer runs stay whole.
        share = 0.25 if lesson.changes else 0.12
        assert len(apart) <= max(25, len(run) * share), (lesson.path, len(run), apart[:20])
