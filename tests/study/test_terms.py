"""Bold terms: what explains them, and what only looks like it."""

import pytest

from builder.model import Book, BookInfo, Part, Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules
from builder.study.cards import card_key, gather_cards
from builder.study.terms import find_terms


def lesson(body, language="en", slug="a", title="Caches"):
    return parse_lesson(Source(path=f"{slug}.md", slug=slug, text=f"# {title}\n\n## One\n\n{body}\n"), Rules(language=language))


def terms(body, language="en"):
    return [(term.term, term.text) for term in find_terms(lesson(body, language), language)]


@pytest.mark.parametrize("mark", [": ", " – ", " — ", " - "])
def test_a_list_of_bold_terms_explains_them(mark):
    """With a colon or a dash, inside or outside the bold."""
    body = f"- **Region**{mark}a place with several zones\n- **Zone**{mark}one or more data centres\n"
    assert terms(body) == [("Region", "a place with several zones"), ("Zone", "one or more data centres")]


def test_the_colon_may_be_bold_too():
    """As many write it."""
    assert terms("- **Region:** a place with several zones\n- **Zone:** one or more data centres\n")[1][0] == "Zone"


def test_code_may_be_a_term():
    """Keywords and settings, whatever words they are; shown as code."""
    found = find_terms(lesson("- **`for`**: Loop over items\n- **`in`**: Part of `for` loop syntax\n"), "en")
    assert [(term.term, term.shown) for term in found] == [("for", "<code>for</code>"), ("in", "<code>in</code>")]


@pytest.mark.parametrize("body", [
    "- **Step 1**: read the whole question\n- **Step 2**: name the numbers\n",
    "- **Pick a key**: look at the queries first\n- **Measure it**: count before and after\n",
    "Benefits of it:\n\n- **Speed**: answers come sooner\n- **Price**: fewer machines are needed\n",
    "- **Region**: a place with several zones\n- A list with other items\n- and more of them\n",
    "- **Cost**: avoid it where you can\n- **Speed**: try a smaller size first\n",
    "- [ ] **Region**: a place with several zones\n- [ ] **Zone**: one or more data centres\n",
    "- **Region**: one of them, with zones\n",
])  # fmt: skip
def test_other_lists_hold_no_terms(body):
    """Steps, advice, advantages, mixed lists, a single item."""
    assert terms(body) == []


@pytest.mark.parametrize(("body", "term"), [
    ("A **subnet** ties part of the range to one zone. More.", "subnet"),
    ("Text before. The **burn rate** is the error ratio divided by the budget's.", "burn rate"),
    ("**Idempotency** means that a second call changes nothing.", "Idempotency"),
    ("A **service level indicator** (SLI) is a ratio of good events to all.", "service level indicator"),
    ("**Object storage** drops byte ranges: a key maps to a whole value.", "Object storage"),
])  # fmt: skip
def test_a_sentence_explains_its_bold_subject(body, term):
    """With or without an article or an abbreviation; the sentence alone is the answer."""
    ((found, text),) = terms(body)
    assert found == term
    assert "More" not in text
    assert text.endswith((".", "value."))


@pytest.mark.parametrize("body", [
    "So **two versions** are valid at once and nobody notices it.",
    "**Chapter 4** explains what happens when a lease ends.",
    "**Redis** is useful as a simple broker of messages.",
    "**Preserve** logs and disk images before you clean a machine.",
    "**Limits** act later and differ in kind from requests.",
    "It is **important** that keys are spread over all nodes.",
    "**Repurchase** replaces it with a product of somebody else.",
    "A **queue** says what to whom, and why would it do so?",
    "**Note** says that the following is not to be read.",
])  # fmt: skip
def test_other_bold_words_are_no_terms(body):
    """Objects, chapters, opinions, orders, emphasis, questions."""
    assert terms(body) == []


def test_a_sentence_ends_where_it_ends():
    """Not inside a quote, not at e.g., and with the links and code in it."""
    ((_, text),) = terms("A **probe** asks `/health`, e.g. each second, and prints “Well!” when it is. Then it waits.")
    assert text == "A probe asks /health, e.g. each second, and prints “Well!” when it is."


@pytest.mark.parametrize(("language", "body", "term"), [
    ("de", "Die **Idempotenz** ist die Eigenschaft, bei der ein zweiter Aufruf nichts ändert.", "Idempotenz"),
    ("fr", "Une **région** est un lieu qui compte plusieurs zones.", "région"),
    ("es", "La **región** es un lugar con varias zonas distintas.", "región"),
    ("pt", "A **região** é um lugar com várias zonas distintas.", "região"),
    ("it", "La **regione** è un luogo con più zone distinte.", "regione"),
    ("ru", "**Регион** — это место, где есть несколько зон.", "Регион"),
    ("ja", "**クラス**とは動作や状態を定義した構造です。次の文。", "クラス"),
    ("zh", "**缓存**是指把数据的副本放在离使用者更近的地方。", "缓存"),
])  # fmt: skip
def test_other_languages_explain_in_their_words(language, body, term):
    """The patterns are those of the book's language."""
    assert [found for found, _ in terms(body, language)] == [term]


def cards(*lessons):
    return gather_cards(Book(BookInfo("Book", identifier="urn:uuid:1"), (Part("", lessons),)), {})


def test_a_term_defined_and_set_in_bold_is_one_card():
    """The definition of its own paragraph is the answer."""
    (card,) = cards(lesson("**Elasticity** is a property of systems that grow and shrink. It costs."))
    assert card.front == "<p>Elasticity</p>"


def test_a_term_of_two_lessons_is_one_card_with_both_meanings():
    """Nothing is lost, and the note in Anki is one."""
    first = lesson("- **Consistency**: every read sees the last write\n- **Isolation**: nobody sees half a change\n")
    second = lesson("- **Consistency**: rules hold after each change\n- **Zone**: one or more data centres\n", slug="b", title="ACID")
    made = cards(first, second)

    assert [card.front for card in made] == ["<p>Consistency</p>", "<p>Isolation</p>", "<p>Zone</p>"]
    assert made[0].back == "<p>every read sees the last write</p><p><em>ACID:</em></p><p>rules hold after each change</p>"


def test_signs_tell_terms_apart():
    """C, C++ and C# are three languages; quotes and case are no difference."""
    assert len({card_key("x", "definition", name) for name in ("C", "C++", "C#", "c", "“C”")}) == 3
    assert card_key("x", "definition", "&&") != card_key("x", "definition", "-")
