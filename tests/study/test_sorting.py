"""The order of words: by the rules of the language, signs, case and marks counting for nothing."""

import pytest

from builder.study.sorting import head_of, sort_key


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["3D", "--amend", "apple", "Apple pie", "(b)ox", "Éclair", "println!", "&str", "zebra", "Ωmega", "ямб"]),
        ("de", ["ärmer", "Ofen", "Öl", "Strasse", "Straße", "Zug"]),
        ("es", ["nada", "nube", "ñandú", "oso"]),
        ("sv", ["apa", "zon", "åka", "ära", "ö"]),
        ("tr", ["cam", "çay", "hız", "Irmak", "ızgara", "ile", "İzmir"]),
        ("ru", ["Enum", "еда", "ёж", "жар"]),
        ("ja", ["あい", "からす", "ガラス", "スコープ", "すし", "変数"]),
        ("hi", ["अब", "कमल", "काम", "किताब", "ज़मीन"]),
        ("ar", ["أحمد", "الف", "باب"]),
    ],
)
def test_words_are_sorted_as_a_dictionary_of_the_language_does(language, words):
    """A marked letter has its own place only where the alphabet says so."""
    assert sorted(frozenset(words), key=lambda word: sort_key(word, language)) == words


@pytest.mark.parametrize(
    ("word", "language", "head"),
    [("&str", "en", "S"), ("éclair", "fr", "E"), ("ñandú", "es", "Ñ"), ("ile", "tr", "İ"), ("3D", "en", ""), ("変数", "ja", "漢字"),
     ("ガラス", "ja", "か"), ("__", "en", "")],
)
def test_the_head_of_a_word_is_its_first_letter(word, language, head):
    """Digits and signs have none; Chinese signs share one, for their reading cannot be known."""
    assert head_of(word, language) == head
