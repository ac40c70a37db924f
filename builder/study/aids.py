"""The study aids at the back of the book, in their order: one line an aid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from string import ascii_uppercase

from builder.model import Appendix, Book
from builder.study import checklist

AIDS: tuple[tuple[str, Callable[[Book], Appendix | None]], ...] = (
    ("checklist", checklist.make),
)  # fmt: skip
"""Name and maker: a complete book goes in; an appendix comes out, or None where the lessons hold nothing for it."""


def add_appendices(book: Book) -> Book:
    """Return *book* with its study aids, lettered in their order."""
    made = [found for _, make in AIDS if (found := make(book)) is not None]
    lettered = tuple(
        replace(appendix, letter=letter) for appendix, letter in zip(made, ascii_uppercase, strict=False)
    )
    return replace(book, appendices=lettered)
