"""The values that flow from lesson files to finished books. All frozen, no behaviour, nothing imported from us.

    Source ─parse→ Lesson ─collect→ Book ─pages→ Unit ─typeset→ Sheets ─bind→ PDF bytes
                                          └──────────────────── package → EPUB bytes

**The XHTML of a lesson** (`Lesson.html`, `Lesson.lead`) is a well-formed fragment: block elements one after the
other without a wrapper, no namespace, only numeric character references besides `&amp; &lt; &gt; &quot;`. Everything
the builder itself marks has a class or attribute with the prefix `sg-`/`data-`:

- sections are top-level `<h2 id>` … `<h6 id>`, without emoji; a number typed by the author stands in `data-number`, not in the text;
- every id starts with the lesson's slug and two hyphens, so ids are unique over the book; every top-level block has one;
- `<pre class="sg-code" data-lang="python"><code>…</code></pre>` with `<span class="k|nf|s|c">` for keyword, defined
  name, string, comment and bare text for all else; `sg-tree` besides for text diagrams, which never wrap; `data-title`,
  `data-start` (number of the first line, where lines are numbered), `data-marked` (highlighted lines, from 1);
- `<a class="sg-co" id href="#…">1</a>` for the mark of a call-out in code and in the `<ol class="sg-cos">` below;
- `<ul class="sg-tick">` (✔ lines), `<ul class="sg-tasks">` with `<li data-done="0|1">` (task lists),
  `<ul class="sg-check">` with `<li id>` (the revision items, whatever list they were);
- `<figure class="sg-flow"><ol><li><span class="sg-node">…</span> <span class="sg-remark">(…)</span></li></ol></figure>` for a
  flow of three and more steps (`sg-two` besides: two columns), `<ul class="sg-marked">` whose items keep their ✔ and ❌,
  `<p class="sg-lines">` with `<br/>` for deliberate short lines;
- `<figure class="sg-figure|sg-tabled|sg-listed" data-cap="figure|table|listing" data-n="2">` around a picture, a table or code
  with a caption; its `<figcaption>` stands below a picture, above all else. *data-n* counts within the lesson; `data-typed="3-1"` in its
  place is the author's own number. Collecting puts `<span class="sg-cap">Figure 4.2</span>` before the caption's words;
- `<a class="sg-ref" href>` for a link to be given the words of what it leads to; collecting does so;
- `<aside class="sg-note" data-kind="note|tip|important|warning|caution"><p class="sg-label">…</p>…</aside>`; `data-asks="1"` for one
  that asks something of the reader;
- `<p class="sg-source">` for the last line of a quote that says whose it is;
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

from builder.settings import Study

Level = Literal["error", "warning", "info"]
Format = Literal["pdf", "epub"]


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
    """A question with its strong answer: *id* stands on the block that asks, *html* is inline, *answer* blocks without ids,
    empty where there is none."""

    id: str
    text: str
    html: str
    answer: str
    kind: Literal["interview", "details", "dialogue", "plain"] = "plain"
    """Below a heading that announces it, the summary of a `<details>`, "Q:" with "A:", or any other."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means: *id* stands on the block that says so, *text* and *html* (blocks) are the meaning."""

    id: str
    term: str
    text: str
    html: str
    line: int = 1
    """Of the lesson's file."""


@dataclass(frozen=True, slots=True)
class Cloze:
    """A sentence or short block with words to be hidden: *html* is inline with them as `<mark>`, *id* stands on its block."""

    id: str
    text: str
    html: str
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words set apart in the block with the id *block*, *count* times there."""

    kind: Literal["strong", "em", "code"]
    text: str
    block: str
    count: int = 1


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
    clozes: tuple[Cloze, ...] = ()
    """What `==marks==` ask to be filled in."""
    mentions: tuple[Mention, ...] = ()
    """What an index may be made of."""
    coined: tuple[str, ...] = ()
    """Names its listings make up, sorted."""
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
    edition: str = ""
    """As printed: "Second edition"."""


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
    problems: tuple[Problem, ...] = ()
    """What making it found to tell."""


@dataclass(frozen=True, slots=True)
class Book:
    """Everything both formats are made of, complete before the first page is typeset."""

    info: BookInfo
    parts: tuple[Part, ...]
    assets: tuple[Asset, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    study: Study = field(default_factory=Study)
    tuning: str = ""
    """The text of `index.txt` beside the lessons."""

    # The one derived value that everybody needs; not worth a module of its own.
    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in order."""
        return tuple(lesson for part in self.parts for lesson in part.lessons)
