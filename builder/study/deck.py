"""Cards for Anki and for spreadsheets: `.apkg` by genanki, `.tsv`; the same cards, the same bytes.

A note's guid is the card's key, so that a rebuilt or renumbered course updates the learner's notes and never doubles
them; deck and model have fixed numbers made from the book's identifier and from our name. Notes are as old as the
edition (`BookInfo.stamp`): by itself Anki takes the text of notes that are newer than its own, by its own choice of all.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import html
import io
import itertools
import re
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from builder.model import Book, Lesson
from builder.study.cards import Card
from builder.words import word

_MODEL = 1_607_392_319
_MARK = re.compile(r"<mark\b[^>]*>(.*?)</mark>", re.DOTALL)
_PICTURE = re.compile(r'<img\b[^>]*?\bsrc="asset:([^"]*)"[^>]*/?>')
_MATHS = re.compile(r'<span class="sg-math( sg-display)?" data-tex="([^"]*)"[^>]*>.*?</span>', re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*href="(?:lesson:|#|id:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_OWN = re.compile(r'\s(?:id|data-[\w-]+)="[^"]*"')
_CSS = """.card { font: 20px/1.45 Georgia, "Noto Serif", serif; color: #1a1a1a; background: #fff; max-width: 34em; margin: 0 auto; text-align: left }
.nightMode.card { color: #eee; background: #222 } .where { color: #777; font: 14px/1.4 sans-serif; margin-top: 1.5em }
pre, code { font-family: "IBM Plex Mono", Menlo, Consolas, monospace; font-size: .85em } pre { white-space: pre-wrap; text-align: left }
.k { font-weight: 700 } .nf { font-weight: 700; font-style: italic } .s { color: #8b1e1e } .c { font-style: italic; color: #777 }
.nightMode .s { color: #f0a0a0 } img { max-width: 100% }"""


def make_apkg(book: Book, cards: tuple[Card, ...]) -> bytes:
    """Return an Anki package with one deck, a note a card and a tag a lesson; pictures are inside."""
    import genanki

    model = genanki.Model(
        _MODEL, "studyguide", css=_CSS,
        fields=[{"name": "Question"}, {"name": "Answer"}, {"name": "Where"}],
        templates=[{
            "name": "Card", "qfmt": "{{Question}}",
            "afmt": '{{FrontSide}}<hr id="answer">{{Answer}}<p class="where">{{Where}}</p>',
        }],
    )  # fmt: skip
    gaps = genanki.Model(
        _MODEL + 1, "studyguide cloze", css=_CSS, model_type=genanki.Model.CLOZE, fields=[{"name": "Text"}, {"name": "Where"}],
        templates=[{"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": '{{cloze:Text}}<p class="where">{{Where}}</p>'}],
    )  # fmt: skip
    number = int.from_bytes(hashlib.sha256(book.info.identifier.encode()).digest()[:4], "big") | 1 << 30
    deck = genanki.Deck(number, book.info.title)
    media: dict[str, bytes] = {}
    for card in cards:
        if card.kind == "cloze":
            text = _numbered(_for_anki(book, card.back, media))
            deck.add_note(genanki.Note(
                model=gaps, fields=[text, html.escape(where(book, card))], tags=[tag(card.lesson)], guid=card.key,
            ))  # fmt: skip
            continue
        fields = [_for_anki(book, text, media) for text in (card.front, card.back)]
        deck.add_note(genanki.Note(
            model=model, fields=[*fields, html.escape(where(book, card))], tags=[tag(card.lesson)], guid=card.key,
        ))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, data in sorted(media.items()):
            path = Path(folder) / name
            path.write_bytes(data)
            paths.append(str(path))
        target = Path(folder) / "deck.apkg"
        genanki.Package(deck, media_files=paths).write_to_file(str(target), timestamp=datetime.datetime.fromisoformat(book.info.stamp).timestamp())
        return _same_bytes(target.read_bytes())


def _numbered(text: str) -> str:
    """Return *text* with what it marks as Anki's clozes, a card for each; signs that end or part a cloze are written otherwise."""
    count = itertools.count(1)

    def gap(match: re.Match[str]) -> str:
        inside = match[1].replace("}}", "} }").replace("::", ":&#58;")
        return f"{{{{c{next(count)}::{inside}}}}}"

    return _MARK.sub(gap, text)


def make_tsv(cards: tuple[Card, ...]) -> bytes:
    """Return the cards as a table of front, back, tag, page and key, parted by tabs, in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for card in cards:
        writer.writerow([_plain(card.front), _plain(card.back), tag(card.lesson), card.page, card.key])
    return out.getvalue().encode("utf-8")


def tag(lesson: Lesson) -> str:
    """Return the tag of a lesson's cards: its slug, which has no spaces."""
    return lesson.slug


def where(book: Book, card: Card) -> str:
    """Return where the card comes from, in words."""
    language = book.info.language
    title = card.lesson.title if card.lesson.number is None else f"{card.lesson.number}  {card.lesson.title}"
    return f"{title}, {word(language, 'page-short')}{card.page}" if card.page else title


def _for_anki(book: Book, text: str, media: dict[str, bytes]) -> str:
    """Return XHTML as Anki shows it: formulas for its own MathJax, pictures by file name, no links into the book."""
    text = _MATHS.sub(lambda match: (r"\[%s\]" if match[1] else r"\(%s\)") % match[2], text)
    assets = {asset.path: asset for asset in book.assets}

    def picture(match: re.Match[str]) -> str:
        path = unquote(html.unescape(match[1]))
        asset = assets.get(path)
        if asset is None:
            return ""
        name = f"sg-{hashlib.sha256(asset.data).hexdigest()[:16]}{PurePosixPath(path).suffix.lower()}"
        media[name] = asset.data
        return f'<img src="{name}">'

    return _OWN.sub("", _LINK.sub(r"\1", _PICTURE.sub(picture, text)))


def _plain(text: str) -> str:
    text = _MATHS.sub(lambda match: f"${match[2]}$", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def _same_bytes(data: bytes) -> bytes:
    """Return the package with fixed times in its archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            target.writestr(entry, source.read(name))
    return out.getvalue()
