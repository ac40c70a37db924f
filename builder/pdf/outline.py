"""The PDF's outline: contents, parts, lessons with their sections, the appendices."""

from __future__ import annotations

from builder.model import Book, Lesson, Section
from builder.pdf.model import Outline
from builder.study.guide import make_guide
from builder.titles import clip, listed
from builder.words import word


def book_outline(book: Book) -> tuple[Outline, ...]:
    """Return the entries of *book*; a part without a title adds no level."""
    language = book.info.language
    entries = [Outline(word(language, "contents"), "contents--top")]
    if guide := make_guide(book):
        entries.append(Outline(guide.title, "guide--top"))
    for part in book.parts:
        lessons = tuple(_lesson(lesson) for lesson in part.lessons)
        if part.title:
            entries.append(Outline(clip(part.title), lessons[0].target, lessons))
        else:
            entries += lessons
    entries += [Outline(f"{aid.letter}  {aid.title}", f"{aid.slug}--top") for aid in book.appendices]
    return tuple(entries)


def _lesson(lesson: Lesson) -> Outline:
    title = lesson.title if lesson.number is None else f"{lesson.number}  {lesson.title}"
    return Outline(
        clip(title), f"{lesson.slug}--top", tuple(_section(section, lesson.number) for section in listed(lesson.sections))
    )


def _section(section: Section, number: int | None) -> Outline:
    title = section.title
    if section.number:
        typed = section.number
        title = f"{typed if number is None or '.' in typed or section.level > 2 else f'{number}.{typed}'}  {title}"
    return Outline(clip(title), section.id, tuple(_section(child, number) for child in listed(section.children)))
