"""Every word that reading kept stands once, in order, in the lesson bodies of both books.

Parsing is tested against another parser (`tests/parity`); here the parsed lessons are looked for in the finished files.
"""

from pathlib import Path

import pytest

from builder.build import Order, build
from tests.judges import epub, pdf

ROOT = Path(__file__).resolve().parents[2]
COURSES = [
    (ROOT / "lessons", frozenset({1, 2})), (ROOT.parent / "shared" / "seed", frozenset()),
    (ROOT.parent / "shared" / "corpora" / "shell-novice", frozenset({2, 3})),
]  # fmt: skip


@pytest.mark.parametrize("edition", ["screen", "print"])
@pytest.mark.parametrize(("path", "numbers"), COURSES, ids=lambda value: getattr(value, "name", ""))
def test_no_word_is_lost_in_either_book(path, numbers, edition, tmp_path):
    """The PDF's pages and the EPUB's chapters are read back."""
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout")
    result = build(Order(path, tmp_path, edition=edition, lessons=numbers))
    paths = {output.format: output.path for output in result.outputs}

    assert result.bound is not None
    assert pdf.words(paths["pdf"], result.book, result.bound) == []
    assert pdf.links(paths["pdf"]) == []
    assert pdf.fonts(paths["pdf"]) == []
    assert epub.words(paths["epub"], result.book) == []
    assert epub.package(paths["epub"]) == []
