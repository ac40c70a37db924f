"""The order of words in a glossary or an index: letter by letter, by the rules of the book's language.

Signs, case and marks count for nothing, digits come before letters, scripts follow in Unicode's order. A language in which
a marked letter is one of its own says so in `_OWN`; German sorts umlauts as a dictionary does (DIN 5007-1), which is the
rule without an entry.

Written here because nothing fits: ICU wants a compiled library, `pyuca` reads two megabytes of tables at every start and
knows no language's own rules. Japanese and Chinese signs stay in Unicode's order: their reading cannot be known.
"""

from __future__ import annotations

import unicodedata

_OWN: dict[str, str] = {
    # Letters of the language's alphabet in their places; what is not named sorts as the letter without its marks.
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "gl": "abcdefghijklmnñopqrstuvwxyz",
    "sv": "abcdefghijklmnopqrstuvwxyzåäö",
    "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "da": "abcdefghijklmnopqrstuvwxyzæøå",
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "no": "abcdefghijklmnopqrstuvwxyzæøå",
    "nn": "abcdefghijklmnopqrstuvwxyzæøå",
    "is": "aábcdðeéfghiíjklmnoópqrstuúvwxyýzþæö",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "az": "abcçdeəfgğhxıijkqlmnoöpqrsştuüvwyz",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "cs": "abcčdefghijklmnopqrřsštuvwxyzž",
    "sk": "aäbcčdefghijklmnoôpqrsštuvwxyzž",
    "hr": "abcčćdđefghijklmnopqrsštuvwxyzž",
    "sl": "abcčdefghijklmnopqrsštuvwxyzž",
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy",
    "lv": "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž",
    "lt": "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}  # fmt: skip
_SPELT = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
_INDIC = range(0x0900, 0x0E00)


def sort_key(text: str, language: str = "en") -> tuple[object, ...]:
    """Return what *text* is sorted by in *language* (BCP 47); equal texts of different spelling keep one order."""
    return (_letters(text, _own(language)), text.casefold(), text)


def head_of(text: str, language: str = "en") -> str:
    """Return the letter under which *text* stands in an index; empty for what begins with no letter."""
    own = _own(language)
    for char in _lower(text, language):
        for plain in char if char in own else _plain(char):
            if "\u3400" <= plain <= "\u9fff" or plain >= "\U00020000":
                return "汉字" if language.startswith("zh") else "漢字"
            if plain.isalpha():
                return _upper(plain, language)
            if plain.isdigit():
                return ""
    return ""


def _letters(text: str, own: str) -> tuple[tuple[int, int], ...]:
    lower = "tr" if "ı" in own else ""
    found = []
    for char in _lower(text, lower):
        for plain in char if char in own else _plain(char):
            if plain.isdigit():
                found.append((0, unicodedata.digit(plain, 0)))
            elif (at := own.find(plain)) >= 0:
                found.append((2, at))
            elif plain.isalpha() or ord(plain) in _INDIC:
                found.append((1 if plain < own[0] else 3, ord(plain)))
    return tuple(found)


def _plain(char: str) -> str:
    """Return *char* without marks: base letters, hiragana for katakana; the vowel signs of Indian scripts stay."""
    if char in _SPELT:
        return _SPELT[char]
    if ord(char) in _INDIC:
        return char
    parts = unicodedata.normalize("NFKD", char)
    return "".join(
        chr(ord(part) - 0x60) if "ァ" <= part <= "ヶ" else part
        for part in parts.casefold() if not unicodedata.combining(part)
    )


def _own(language: str) -> str:
    return _OWN.get(language.split("-")[0].lower(), "abcdefghijklmnopqrstuvwxyz")


def _lower(text: str, language: str) -> str:
    """Return *text* in lower case; in Turkish the letters I and İ are two."""
    text = unicodedata.normalize("NFC", text)
    if language.split("-")[0].lower() in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def _upper(char: str, language: str) -> str:
    if language.split("-")[0].lower() in ("tr", "az") and char == "i":
        return "İ"
    return char.upper()[:1]
