"""A lesson is laid out a second time only where its last page holds a few lines."""

import pytest

from builder.cache import cache_folder
from builder.pdf import last_page
from builder.pdf.fonts import prepare
from builder.pdf.model import Unit
from builder.pdf.theme import find_theme
from builder.pdf.typeset import typeset
from builder.settings import Geometry


@pytest.mark.parametrize(("body", "tried"), [("<p>word</p>" * 160, False), ('<ul class="sg-tasks">' + '<li data-done="0">word</li>' * 165 + "</ul>", False), ("<p>" + "word<br/>" * 139 + "word</p>", True)])
def test_a_last_page_with_more_than_a_few_lines_is_not_laid_out_again(body, tried, monkeypatch):
    """Lines of lists with boxes count like others; a second layout costs as much as the first."""
    asked = []
    worth = last_page.worth_a_try

    def ask(document):
        asked.append(worth(document))
        return asked[-1]

    monkeypatch.setattr(last_page, "worth_a_try", ask)
    typeset(Unit("x", "lesson", "T", f'<div class="sg-body">{body}</div>', "en", "Book", "1", 1), Geometry(), prepare(cache_folder() / "fonts"), find_theme("classic"))
    assert asked == [tried]
