"""What language a lesson is in where nobody says: its script tells, for those scripts that one language's courses are mostly in.

Latin letters tell nothing but that the text is in none of these; they count as English where the book's script is another.
"""

from __future__ import annotations

import re
from collections import Counter

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`|https?://\S++|<[^<>\n]*>", re.MULTILINE | re.DOTALL)
_ENOUGH = 40
"""Letters below which a text says nothing."""
_READ = 20_000
"""Characters of a lesson that are looked at."""
_LATIN = "latin"
_RANGES = (
    (0x41, 0x24F, _LATIN), (0x370, 0x3FF, "el"), (0x400, 0x52F, "ru"), (0x590, 0x5FF, "he"), (0x600, 0x6FF, "ar"), (0x900, 0x97F, "hi"),
    (0x980, 0x9FF, "bn"), (0xB80, 0xBFF, "ta"), (0xE00, 0xE7F, "th"), (0x10A0, 0x10FF, "ka"), (0x530, 0x58F, "hy"), (0x3041, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "zh"), (0xAC00, 0xD7A3, "ko"),
)  # fmt: skip
_SAME = (
    frozenset({"ja", "zh", "ko", "yue"}), frozenset({"ar", "fa", "ur", "ps", "sd", "ug", "ckb"}), frozenset({"he", "yi"}),
    frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"}), frozenset({"hi", "mr", "ne", "sa"}), frozenset({"bn", "as"}),
    frozenset({"el"}), frozenset({"th"}), frozenset({"ta"}), frozenset({"ka"}), frozenset({"hy"}),
)  # fmt: skip
"""Languages of one script: between them only their authors can tell."""


def script_language(text: str) -> str:
    """Return the language the script of *text* stands for, `latin` for Latin letters, nothing where there are too few."""
    if text.isascii():
        return _LATIN if len(text) > 5 * _ENOUGH else ""
    count: Counter[str] = Counter()
    for char, times in Counter(_CODE.sub(" ", text[:_READ])).items():
        code = ord(char)
        if char.isalpha():
            for low, high, name in _RANGES:
                if low <= code <= high:
                    # A character of these stands for more than a letter.
                    count[name] += 3 * times if name in ("zh", "ko") else times
                    break
    if sum(count.values()) < _ENOUGH:
        return ""
    if count["ja"] * 20 > count["zh"] and count["ja"]:
        count["ja"] += count.pop("zh", 0)
    found = max(count, key=lambda name: (count[name], name))
    if found == "ar":
        return "ur" if re.search("[ٹڈڑے]", text) else "fa" if re.search("[پچژگ]", text) else "ar"
    if found == "ru" and re.search("[іїєґ]", text):
        return "uk"
    if found == "zh" and len(re.findall("[們個這說對時會國學為]", text)) > len(re.findall("[们个这说对时会国学为]", text)):
        return "zh-TW"
    return found


def lesson_language(seen: str, book: str) -> str | None:
    """Return the language of a lesson whose script says *seen* in a book in *book*, None for the book's own."""
    base = book.split("-")[0].lower()
    script = next((group for group in _SAME if base in group), frozenset())
    if not seen or seen.split("-")[0] in script or (seen == _LATIN and not script):
        return None
    return "en" if seen == _LATIN else seen


def book_language(seen: list[str]) -> str:
    """Return the language most lessons are in by their scripts, nothing where that is Latin or none."""
    named = Counter(name for name in seen if name).most_common(1)
    return named[0][0] if named and named[0][0] != _LATIN and 2 * named[0][1] > len(seen) else ""
