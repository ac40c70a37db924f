"""What a command tells with `--json`: results go in, plain values come out; and a build's, read again as its receipt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.errors import SourceError
from builder.model import Change, Problem
from builder.output import Output
from builder.study.changes import Known, known

if TYPE_CHECKING:
    from builder.build import Result
    from builder.check.run import Report
    from builder.transcripts.importing import Imported


def build_report(result: Result) -> dict[str, Any]:
    """Return outputs, lessons, revision items, changes, problems and seconds of a build."""
    told = known(result.book)
    bound = result.bound
    first = dict(bound.first_pages) if bound else {}
    pages = dict(bound.anchors) if bound else {}
    order = sorted(first.values()) if bound else []
    lessons = []
    for lesson, one in zip(result.book.lessons, told, strict=True):
        at = first.get(lesson.slug)
        end = next((start for start in order if at is not None and start > at), bound.pages if bound else 0)
        lessons.append({
            "number": lesson.number, "title": lesson.title, "source": lesson.path,
            "pages": None if at is None else end - at,
            "first_page": None if at is None or bound is None else bound.folios[at],
            "cached": lesson.slug in result.cached, "digest": one.digest,
        })
    items = [
        {
            "text": item.text, "lesson": lesson.number or lesson.title,
            "page": bound.folios[pages[item.id]] if bound and item.id in pages else None,
        }
        for lesson in result.book.lessons if lesson.checklist
        for item in lesson.checklist.items
    ]
    return {
        "outputs": _outputs(result.outputs),
        "lessons": lessons,
        "checklist": {"items": items},
        "changes": _changes(result.changes),
        "problems": _problems(result.problems),
        "seconds": result.seconds,
    }


def read_receipt(path: Path) -> tuple[Known, ...]:
    """Return the lessons of the edition whose `--json` stands in the file *path*.

    Raises `SourceError` where it cannot be read or is none.
    """
    hint = "keep what `studyguide build --json` or `sheets --json` prints of an edition, and name that file"
    try:
        # In whichever Unicode a shell wrote it.
        lessons = json.loads(path.read_bytes())["lessons"]
        made = tuple(_known(lesson) for lesson in lessons)
    except OSError as error:
        raise SourceError(f"the receipt cannot be read: {error.strerror or error}", where=str(path), hint=hint) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise SourceError("this is no receipt of an edition: lessons with digests are missing", where=str(path), hint=hint) from error
    return made


def _known(lesson: dict[str, Any]) -> Known:
    number = lesson["number"]
    texts = (lesson["source"], lesson["title"], lesson["digest"])
    if not all(isinstance(text, str) for text in texts) or not (number is None or isinstance(number, int)):
        raise TypeError(lesson)
    return Known(texts[0], texts[1], number, texts[2])


def check_report(report: Report) -> dict[str, Any]:
    """Return problems and changes of a check, and how much the course holds for its study aids."""
    return {"problems": _problems(report.problems), "changes": _changes(report.changes), "found": report.found}


def import_report(done: Imported) -> dict[str, Any]:
    """Return outputs, lessons, changes and problems of an import, and how much was left out."""
    return {
        "outputs": _outputs(done.outputs),
        "lessons": [
            {"number": made.number, "title": made.title, "source": str(path), "line": made.line}
            for path, made in done.lessons
        ],
        "left_out": {"questions": done.questions, "hidden": done.skipped, "conversations": done.empty},
        "changes": _changes(done.changes),
        "problems": _problems(done.problems),
    }


def _outputs(outputs: tuple[Output, ...]) -> list[dict[str, Any]]:
    return [
        {"path": str(output.path), "format": output.format, "bytes": len(output.data), "pages": output.pages}
        for output in outputs
    ]


def _changes(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    return [
        {"file": change.path, "line": change.line, "rule": change.rule, "text": change.text} for change in changes
    ]


def _problems(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    return [
        {"file": problem.path, "line": problem.line, "level": problem.level, "code": problem.code,
         "message": problem.message}
        for problem in problems
    ]
