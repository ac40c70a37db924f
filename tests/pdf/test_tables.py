"""Tables on the page: short ones in one piece, words in one piece where all columns have room."""

import xml.etree.ElementTree as ET

from builder.pdf.marks import mark


def table(*rows):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    root = ET.fromstring(f"<section><table><tbody>{body}</tbody></table></section>")
    mark(root, frozenset())
    return (root[0].get("class") or "").split()


def test_words_of_a_table_are_not_broken_where_all_columns_have_room():
    """A narrow column takes its longest word from the room of its neighbours."""
    assert "sg-words" in table(["Rung", "Burst"], ["Lambda", "milliseconds"], ["a sentence of many short words", ""])
    assert "sg-words" in table(["a" * 25 + "-" + "b" * 25, "a line may end after a hyphen"])


def test_a_word_longer_than_its_column_can_be_may_break_anywhere():
    """A long address must not push the table off the page; the longest words of all columns count together."""
    assert "sg-words" not in table(["https://example.com/" + "a" * 60, "x"])
    assert "sg-words" not in table(["w" * 12] * 5)


def test_short_tables_stay_in_one_piece_and_long_ones_may_break():
    """Nine rows are the most that are never broken; rows of different lengths are no trouble."""
    assert "sg-whole" in table(*[["a"]] * 8, ["a", "b"])
    assert "sg-whole" not in table(*[["a"]] * 10)
