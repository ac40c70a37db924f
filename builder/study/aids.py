"""The study aids at the back of the book, in their order: one line an aid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from string import ascii_uppercase

from builder.errors import ConfigError
from builder.model import Appendix, Book
from builder.study import consolidated, glossary, index, plan, practice, questions

AIDS: tuple[tuple[str, Callable[[Book], Appendix | None]], ...] = (
    ("checklist", consolidated.make),
    ("questions", questions.make),
    ("practice", practice.make),
    ("glossary", glossary.make),
    ("plan", plan.make),
    ("index", index.make),
)  # fmt: skip
"""Name and maker: a complete book goes in; an appendix comes out, or None where the lessons hold nothing for it."""


NAMED = frozenset({"practice"})
"""Those made only where the settings name them."""
KEPT = frozenset({"index"})
"""Those that take longer to make than to load when they were kept."""
Maker = Callable[[Book], Appendix | None]


def add_appendices(book: Book, keeping: Callable[[str, Maker, Book], Appendix | None] | None = None) -> Book:
    """Return *book* with its study aids, lettered in the order of the settings; raises `ConfigError` for an unknown one.

    *keeping* makes those in `KEPT`, or finds them made.
    """
    table = dict(AIDS)
    for name in book.study.aids:
        if name not in table:
            raise ConfigError(
                f"there is no study aid {name}", where="studyguide.toml", hint=f"study aids: {', '.join(table)}"
            )
    made = [
        found for name in book.study.aids or (name for name in table if name not in NAMED)
        if (found := keeping(name, table[name], book) if keeping and name in KEPT else table[name](book)) is not None
    ]  # fmt: skip
    lettered = tuple(
        replace(appendix, letter=letter) for appendix, letter in zip(made, ascii_uppercase, strict=False)
    )
    return replace(book, appendices=lettered)
