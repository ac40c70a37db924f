"""The values that flow from lesson files to finished books. All frozen, no behaviour, nothing imported from us.

    Source ─parse→ Lesson ─collect→ Book ─pages→ Unit ─typeset→ Sheets ─bind→ PDF bytes
                                          └──────────────────── package → EPUB bytes

**The XHTML of a lesson** (`Lesson.html`, `Lesson.lead`) is a well-formed fragment: block elements one after the
other without a wrapper, no namespace, only numeric character references besides `&amp; &lt; &gt; &quot;`. Everything
the builder itself marks has a class or attribute with the prefix `sg-`/`data-`:

- sections are top-level `<h2 id>` … `<h6 id>`, without emoji; a number typed by the author stands in `data-number`, not in the text;
- every id starts with the lesson's slug and two hyphens, so ids are unique over the book; every top-level block has one;
- `<pre class="sg-code" data-lang="python"><code>…</code></pre>` with `<span class="k|nf|s|c">` for keyword, defined
  name, string, comment and bare text for all else; `sg-tree` besides for text diagrams, which never wrap;
- `<ul class="sg-tick">` (✔ lines), `<ul class="sg-tasks">` with `<li data-done="0|1">` (task lists),
  `<ul class="sg-check">` with `<li id>` (the revision items, whatever list they were);
- `<figure class="sg-flow"><ol><li><span class="sg-node">…</span> <span class="sg-remark">(…)</span></li></ol></figure>` for a
  flow of three and more steps (`sg-two` besides: two columns), `<ul class="sg-marked">` whose items keep their ✔ and ❌,
  `<p class="sg-lines">` with `<br/>` for deliberate short lines;
- `<aside class="sg-note" data-kind="note|tip|important|warning|caution"><p class="sg-label">…</p>…</aside>`;
- `<sup class="sg-fnref" id><a href="#…">1</a></sup>` and at the end
  `<section class="sg-footnotes" id><ol><li id>… <a class="sg-back" href="#…">↩</a></li></ol></section>`;
- `<img src="asset:PATH" alt="…"/>`, PATH percent-encoded and relative to the source folder; a picture that is
  not there or not local is `<span class="sg-missing">…</span>`;
- `<span class="sg-math" data-tex="LATEX">words</span>` for a formula, `sg-math sg-display` for one that stands apart; the
  words are its plain reading, each format puts its own form in their place;
- links: `#ID` in the lesson, `lesson:PATH#ANCHOR` to another lesson (PATH percent-encoded, relative to the source
  folder; ANCHOR as the author wrote it, without slug), else http, https or mailto; where one file is cut into several
  lessons, collecting puts the lesson's slug in PATH's place (`settle`);
- `<p class="sg-rule">` for a paragraph that is one emphatic sentence, `<p class="sg-minor">` for a heading inside
  another block, `<p data-why="1">` for a lead that said "Why this matters";
- `data-edition="print|screen"` on a top-level block that stands in that edition alone (`parsing.editions`);
- `<p class="sg-question" id>` for a question (a heading or quote of several paragraphs that asks keeps its form),
  `<p class="sg-answer-label" data-answer="strong|weak">` for the label after it; every block of an answer has `data-answer`;
- `<p class="sg-term">` ("X is:") and the `<blockquote class="sg-definition" id>` or `<p class="sg-definition" id>` after it;
- table cells may have `class="sg-right"` or `class="sg-center"`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "info"]
Format = Literal["pdf", "epub"]
Edition = Literal["screen", "print"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something the reader of the log should know: *code* is stable, *line* counts from 1 in the file."""

    path: str
    line: int
    level: Level
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Change:
    """What reading changed in a file, by which rule; *text* is what stood there."""

    path: str
    line: int
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Rules:
    """How the lessons of a book are read; all of it reaches the result, so all of it is in the cache's key."""

    language: str = "en"
    """BCP 47 tag of the book; a lesson's own wins."""
    headings: tuple[str, ...] = ()
    """Further headings that hold revision items."""
    keep: tuple[str, ...] = ()
    """Rules of cleaning that are switched off, sorted."""
    mermaid: tuple[str, str] = ("", "")
    """The command that draws Mermaid diagrams and its version; both empty when there is none."""
    emoji: Literal["drop", "keep"] = "drop"
    """Whether titles and headings keep their emoji."""

    # Two spellings of one wish; whoever reads a lesson asks here.
    @property
    def drops_emoji(self) -> bool:
        """Tell whether emoji go from titles and headings."""
        return self.emoji == "drop" and "emoji" not in self.keep


@dataclass(frozen=True, slots=True)
class Source:
    """One lesson file as clean text; *first_line* is the file's line number of the first line of *text*."""

    path: str
    """Relative to the source folder, with forward slashes."""
    slug: str
    """Unique in the book; names the EPUB's file and starts every id."""
    text: str
    first_line: int = 1
    title: str | None = None
    """From the front matter."""
    number: int | None = None
    """From the front matter, else from the file's name."""
    language: str | None = None
    part: tuple[str, ...] = ()
    """Titles of the parts around the lesson, outermost first."""
    announced: tuple[tuple[str, int], ...] = ()
    """Names of the files it says come next, each with its line."""
    listed: str = ""
    """What the list of contents calls it: its title where it has none of its own."""
    numbered: bool = True
    """False for what stands beside the numbered lessons: an introduction, a preface."""
    inserts: tuple[tuple[str, str], ...] = ()
    """What its includes and wiki links stand for, as written, and the text or path."""
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture a lesson shows; *path* as in `asset:PATH`, decoded."""

    path: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a lesson and the sections below it; *level* 2 to 6 as in the XHTML, *title* plain text."""

    id: str
    title: str
    level: int
    number: str | None = None
    children: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be able to do: *html* is inline XHTML, *id* stands on the item in its lesson."""

    id: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The revision items of one lesson, under the heading with the id *section*."""

    section: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its strong answer: *id* stands on the block that asks, *html* is inline, *answer* blocks without ids."""

    id: str
    text: str
    html: str
    answer: str
    kind: Literal["interview", "details", "plain"] = "plain"
    """Below a heading that announces it, the summary of a `<details>`, or any other."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means: *id* stands on the block that says so, *text* and *html* (blocks) are the meaning."""

    id: str
    term: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson as well-formed XHTML (see the module's docstring) and what was found in it."""

    path: str
    slug: str
    title: str
    """Plain text."""
    title_html: str
    html: str
    lead: str = ""
    """The short paragraph before the first section, shown large on the opener; not repeated in *html*."""
    number: int | None = None
    language: str | None = None
    part: tuple[str, ...] = ()
    numbered: bool = True
    """As in `Source`: without it the lesson gets no number by its place."""
    sections: tuple[Section, ...] = ()
    checklist: Checklist | None = None
    questions: tuple[Question, ...] = ()
    definitions: tuple[Definition, ...] = ()
    images: tuple[tuple[str, int], ...] = ()
    """Paths of the pictures shown, decoded, each with the line that asks for it."""
    links: tuple[tuple[str, int], ...] = ()
    """Links into the book as in *html* (`lesson:…` and `#…`), each with the line that asks for it."""
    drawn: tuple[Asset, ...] = ()
    """Pictures that are no files: written into the text, or drawn from it."""
    announced: tuple[tuple[str, int], ...] = ()
    """Names of the files it said come next, as written, each with its line."""
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BookInfo:
    """What the title page and the metadata say. *date* is `YYYY-MM-DD` or empty; *stamp* never is."""

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    language: str = "en"
    date: str = ""
    publisher: str = ""
    rights: str = ""
    identifier: str = ""
    """A URN for the EPUB's `dc:identifier`."""
    stamp: str = "2000-01-01T00:00:00Z"
    """Modification time in the metadata of both outputs."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lessons that belong together; a book without parts has one with an empty title."""

    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """A study aid made from all lessons, on pages and in a chapter of its own at the back of the book."""

    slug: str
    """Names the EPUB's file and the pages; `SLUG--top` is its first id."""
    title: str
    template: str
    """`templates/pdf/TEMPLATE.html.j2` and `templates/epub/TEMPLATE.xhtml.j2`."""
    data: object
    """What the templates show, a frozen value of the aid's own."""
    letter: str = ""
    """A, B, C …, given when the book is complete."""


@dataclass(frozen=True, slots=True)
class Study:
    """`[study]` of the settings: which study aids there are, and how."""

    aids: tuple[str, ...] = ()
    """Names of the aids at the back of the book, in order; empty for all there are."""
    answers: Literal["back", "below", "none"] = "back"
    """Where the answers of the question bank stand."""
    passes: int = 3
    """Columns for dates in the checklist."""
    days: tuple[int, ...] = (1, 3, 7, 16, 35)
    """Days after a lesson on which it is revised."""
    hours: float = 1.0
    """Hours of study a day."""
    start: str = ""
    """First day of the plan in the handbook, `YYYY-MM-DD`; with *until* an appendix is made."""
    until: str = ""
    """Last day of the plan."""


@dataclass(frozen=True, slots=True)
class Book:
    """Everything both formats are made of, complete before the first page is typeset."""

    info: BookInfo
    parts: tuple[Part, ...]
    assets: tuple[Asset, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    study: Study = field(default_factory=Study)

    # The one derived value that everybody needs; not worth a module of its own.
    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in order."""
        return tuple(lesson for part in self.parts for lesson in part.lessons)


@dataclass(frozen=True, slots=True)
class Layout:
    """`[layout]` of the settings: how lessons become pages."""

    run_on: Literal["auto", "yes", "no"] = "auto"
    """Let short lessons follow each other on a page; `auto` does so in a course of many."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """How the pages are cut: *paper* is a name of `styles/paper/` or `WxH` in millimetres."""

    theme: str = "classic"
    paper: str = "a4"
    edition: Edition = "screen"
    layout: Layout = Layout()


@dataclass(frozen=True, slots=True)
class Folding:
    """How a booklet is printed and folded."""

    flip: Literal["short", "long"] = "short"
    """The edge the printer turns the sheet over on."""
    signature: int = 0
    """Sheets folded into each other; 0 for all in one, stapled through the fold."""
    creep: float = 0.0
    """Thickness of one sheet in millimetres: inner pages are moved towards the fold, for trimming evenly."""
    marks: bool = False
    """Draw where to fold."""
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of pages typeset in one go: *html* is the body; nothing in it depends on another unit's pages."""

    slug: str
    kind: Literal["cover", "front", "contents", "lesson", "appendix", "sheet"]
    title: str
    """Metadata and running head, plain text."""
    html: str
    language: str
    head: str = ""
    """Running head of left-hand pages: the book's title. Right-hand pages show *title*."""
    tab: str = ""
    """Label of the thumb tab, a lesson's number or an appendix's letter; empty for none."""
    step: int = 0
    """Place of the thumb tab, counted from 1 at the top."""
    assets: tuple[Asset, ...] = ()
    lessons: tuple[str, ...] = ()
    """Slugs of the lessons that run on in it, where there are several."""


@dataclass(frozen=True, slots=True)
class Place:
    """A reserved box to be filled at binding. Points from the page's lower left corner; *page* counts from 0.

    *target* is an id whose page number goes here, or `folio-left`, `folio-right`, `folio-opener`: the page's own
    number, shown when the page is a left-hand or a right-hand one or the unit's first.
    """

    page: int
    target: str
    x0: float
    y0: float
    x1: float
    y1: float
    face: str
    """Family, weight and style, joined by bars."""
    size: float
    colour: tuple[float, float, float]
    align: Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Face:
    """A font face as the PDF names it (`/BaseFont` without its slash), and which of ours it is."""

    name: str
    family: str
    weight: int
    style: Literal["normal", "italic"]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The typeset pages of one unit, as a PDF of their own, and what binding must know of them."""

    slug: str
    pdf: bytes
    pages: int
    anchors: tuple[tuple[str, int, float, float], ...] = ()
    """Id, page counted from 0, x and y in points from the lower left corner."""
    places: tuple[Place, ...] = ()
    faces: tuple[Face, ...] = ()
    complaints: tuple[str, ...] = ()
    """What the typesetter logged."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An entry of the PDF's outline; *target* is an id."""

    title: str
    target: str
    children: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """A finished PDF and where things are in it."""

    pdf: bytes
    pages: int
    folios: tuple[str, ...]
    """The printed number of each page, roman in the front matter; empty where none is."""
    first_pages: tuple[tuple[str, int], ...]
    """Slug of each unit and of each lesson, and the index of its first page, from 0."""
    anchors: tuple[tuple[str, int], ...]
    """Every id and the index of its page, from 0."""
    dead: tuple[str, ...] = ()
    """`lesson:` links that lead nowhere."""
