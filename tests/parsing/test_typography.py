"""Quotes, dashes and dots are those of the lesson's language, in running text alone."""

from __future__ import annotations

import pytest

from builder.model import Source
from builder.parsing.parse import parse_lesson
from builder.parsing.typography import straight, typographic
from builder.settings import Rules

N = "\u202f"
ENGLISH = {
    '"Yes," she said.': "“Yes,” she said.",
    "It's the users' data; don't.": "It’s the users’ data; don’t.",
    "\"He said 'no' twice.\"": "“He said ‘no’ twice.”",
    "'One' and 'two'": "‘One’ and ‘two’",
    "the '90s, 'tis so, rock 'n' roll": "the ’90s, ’tis so, rock ’n’ roll",
    "He is 6'2\" tall, on a 19\" screen, 51°30'15\" north.": "He is 6′2″ tall, on a 19″ screen, 51°30′15″ north.",
    '("in brackets") and "(brackets in)"': "(“in brackets”) and “(brackets in)”",
    '"version 2"': "“version 2”",
    "pages 3--7, a pause -- here --- and here---so": "pages 3–7, a pause – here — and here—so",
    "and so on...": "and so on…",
    "a rule ---- of four, dots .... of four, 1...10": "a rule ---- of four, dots .... of four, 1...10",
    "run it with --strict or -- as last, i-- and --> and <--": "run it with --strict or – as last, i-- and --> and <--",
    'set key="value" and call("x")': 'set key="value" and call("x")',
    "../lib and .../x": "../lib and .../x",
    "“Already” – ‘done’…": "“Already” – ‘done’…",
    'an "open end': 'an "open end',
    'see https://x.org/"a"--b': 'see https://x.org/"a"--b',
}


@pytest.mark.parametrize("typed", ENGLISH)
def test_english_signs(typed):
    """Pairs, apostrophes, primes, dashes and dots; what is code in all but marks is left."""
    assert typographic(typed, "en") == ENGLISH[typed]


LOCALES = {
    "en-GB": "“a ‘b’ c”", "de": "„a ‚b‘ c“", "de-CH": "«a ‹b› c»", "fr": f"«{N}a “b” c{N}»", "fr-CH": "«a ‹b› c»", "es": "«a “b” c»",
    "pt": "“a ‘b’ c”", "pt-PT": "«a “b” c»", "it": "«a “b” c»", "tr": "“a ‘b’ c”", "ru": "«a „b“ c»", "pl": "„a «b» c”",
    "sv": "”a ’b’ c”", "da": "»a ›b‹ c«", "ja": "“a ‘b’ c”", "zh": "“a ‘b’ c”", "hi": "“a ‘b’ c”", "ar": "«a “b” c»", "xx": "“a ‘b’ c”",
}  # fmt: skip


@pytest.mark.parametrize("language", LOCALES)
def test_quotes_of_a_language(language):
    """After the delimiters of CLDR; an unknown language has those of English."""
    assert typographic("\"a 'b' c\"", language) == LOCALES[language]


def test_french_spaces_do_not_break():
    """A space typed before a high sign is a narrow one that no line ends at; none is put where none was typed."""
    assert typographic("Vraiment ? Oui ! Donc : l'eau ; « non », si:", "fr") == (
        f"Vraiment{N}? Oui{N}! Donc\u00a0: l’eau{N}; «{N}non{N}», si:"
    )


def test_hebrew_acronyms_have_their_own_sign():
    """Gershayim within a word, quotes around words."""
    assert typographic('צה"ל אמר "שלום" ו"כן"', "he").startswith("צה״ל אמר “שלום”")


def test_chinese_quotes_need_no_spaces():
    """Between letters of full width a mark opens where none is open."""
    assert typographic('他说"你好"了', "zh") == "他说“你好”了"


def test_lines_of_a_file_leave_no_gaps_in_chinese_and_japanese():
    """There a sentence has no spaces; Korean has, and so has a Latin word at the line's end."""
    first, second = "この章では変数の宣言と値の読み書きについて学び、", "次の章では**関数の\n定義**を学びますので、順に読み進めてください。"
    lesson = parse_lesson(Source("01-a.md", "a", f"# 題\n\n## 節\n\n{first}\n{second}\nabc の例もあります。\n"), Rules(language="ja"))

    assert "読み書きについて学び、次の章では<strong>関数の定義</strong>を学びますので、順に読み進めてください。abc の例" in lesson.html
    assert typographic("終わり。\nJavaScript は\n「これ」", "ja") == "終わり。JavaScript は「これ」"
    assert typographic("한국어\n문장", "ko") == "한국어\n문장"


LESSON = """# What's "new"?

Don't type `it's "code" -- ...` in "*quotes*", see <https://example.org/a--b> and $a--b$.

## It's a "heading" --- of `"code"`

> "Quoted," he said.

| "a" | b |
|---|---|
| it's | `'x'` |

- "An item" with a note[^1]

```python
print("it's -- ...")
```

[^1]: A "note"...
"""


def _parsed(text: str = LESSON, **rules: object):
    return parse_lesson(Source("01-a.md", "a", text), Rules(**rules))


def test_a_lesson_is_set_everywhere_but_in_code():
    """Text, headings, quotes, tables, items and notes; not code, addresses and formulas."""
    html = _parsed().lead + _parsed().html

    for part in ("Don’t type", "“<em>quotes</em>”", "It’s a “heading” — of", "“Quoted,” he said.", "“a”", "it’s", "“An item” with", "A “note”…"):
        assert part in html
    for part in ("it's \"code\" -- ...", "https://example.org/a--b", "\"code\"", "'x'"):
        assert part in html
    assert "it's -- ..." in html.replace("<span class=\"s\">", "").replace("</span>", "")


def test_titles_and_sections_agree_with_their_headings():
    """The contents say what the page says; addresses of headings are those of what was typed."""
    lesson = _parsed()

    assert lesson.title == lesson.title_html == "What’s “new”?"
    assert [(section.id, section.title) for section in lesson.sections] == [
        ("a--its-a-heading-----of-code", "It’s a “heading” — of \"code\"")
    ]


def test_the_rule_can_be_kept_off():
    """`keep = ["quotes"]` leaves all as typed."""
    lesson = _parsed(keep=("quotes",))

    assert lesson.title == "What's \"new\"?"
    assert "Don't type" in lesson.lead + lesson.html


def test_many_marks_are_read():
    """A paragraph of a hundred thousand marks: pairing looks back at a few open ones only."""
    assert len(typographic("\"a ' " * 50_000, "en")) == 250_000


def test_straight_keeps_lengths():
    """For finding in a file what a page shows."""
    assert straight("“it’s” «x»") == '"it\'s" "x"'
