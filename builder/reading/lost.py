"""What is left of a character in UTF-8 becomes the character that can have stood there, when bytes of it were lost.

Windows-1254 (Turkish) leaves seven bytes undefined, 1252 five of them; a program told to ignore errors drops them.
Where in the character the byte stood is not known either, so every place is tried. Context decides first (a tree's
neighbours, an open quotation mark, the word after a file's emoji), then how often each was seen (`priors`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement, permutations

from builder.reading.evidence import MORE, Evidence
from builder.reading.priors import HAN, RANKS, SEEN

UNDEFINED = b"\x81\x8d\x8e\x8f\x90\x9d\x9e"
_SURE = 0.95
_ENOUGH = 10
"""So many sightings make a character sure that nothing else was ever seen for."""
# What follows an emoji in a heading or a list item tells which of several that lose to the same bytes it was.
_HINTS = tuple(
    (char, re.compile(pattern, re.IGNORECASE))
    for char, pattern in (
        ("📁", r"[\s*_]*(?:`[^`\n]+`|\[?[\w./-]+\.\w{1,5}\b|[\w.-]+/|(?:(?:the|new|next|source|project|root) )?"
               r"(?:file|folder|director|path|datei|ordner|fichier|dossier|archivo|carpeta|dosya|klas))"),
        ("🎓", r"[\s*_]*(?:[\w-]+ ){0,3}(?:course|learn|graduat|educat|certif|student|tutor|universit|academ|degree|"
               r"lesson|study|training|beginner|master|curso|cours\b|kurs|eğitim)"),
        ("📝", r"[\s*_]*(?:[\w-]+ ){0,3}(?:notes?\b|summar|exercise|writ|assign|todo|quiz|practice|homework|review|"
               r"text\b|edit|log\b|draft|documentation|record|resum|notiz|nota)"),
        ("📍", r"[\s*_]*(?:[\w-]+ ){0,2}(?:location|where|here|place|map\b|address|checkpoint|milestone|you are)"),
        ("📞", r"[\s*_]*(?:[\w-]+ ){0,2}(?:call|phone|contact|support)"),
        ("📐", r"[\s*_]*(?:[\w-]+ ){0,2}(?:geometr|measure|dimension|formula|layout|sizing|angle)"),
        ("🔍", r"[\s*_]*(?:[\w-]+ ){0,3}(?:search|find|debug|inspect|analy|explor|look|detail|observ|monitor|review|"
               r"deep|what|query|discover|understand)"),
        ("🔐", r"[\s*_]*(?:[\w-]+ ){0,3}(?:secur|auth|secret|encrypt|log ?in|password|iam\b|access|permission|key|"
               r"token|tls|ssl|credential|vault)"),
        ("🐍", r"[\s*_]*(?:[\w-]+ ){0,3}(?:python|snake|django|flask|pip)"),
        ("🍎", r"[\s*_]*(?:[\w-]+ ){0,3}(?:apple|mac|ios|fruit)"),
        ("🏁", r"[\s*_]*(?:[\w-]+ ){0,3}(?:final|finish|conclu|goal|start|end\b|wrap|summar|result|race)"),
        ("🌍", r"[\s*_]*(?:[\w-]+ ){0,3}(?:world|global|earth|region|real.world|country|geograph|environment)"),
        ("🏥", r"[\s*_]*(?:[\w-]+ ){0,3}(?:health|hospital|medic|patient)"),
        ("🎧", r"[\s*_]*(?:[\w-]+ ){0,3}(?:listen|audio|music|podcast|headphone)"),
        ("🐛", r"[\s*_]*(?:[\w-]+ ){0,3}(?:bug|debug|issue|fix)"),
        ("🤝", r"[\s*_]*(?:[\w-]+ ){0,3}(?:contribut|together|agree|team|hand|partner|collab|consensus|contract)"),
        ("💎", r"[\s*_]*(?:[\w-]+ ){0,3}(?:ruby|gem|value|premium|golden|best)"),
    )
)  # fmt: skip

_LOST_LINE = re.compile(r"â”(?:â|\s|$)")
_LOST_BRACKET = re.compile(f"ã€(?!{MORE})")


@dataclass(frozen=True, slots=True)
class Guess:
    """The character put back; *sure* where nothing else is likely, else *others* are what it may have been."""

    char: str
    sure: bool
    others: tuple[str, ...] = ()


def restore(survivors: bytes, before: str, after: str, seen: Evidence) -> Guess | None:
    """Return the character *survivors* come from, or None where nothing is likelier than all else.

    *before* is the repaired text of the line up to there, *after* the rest of the line as it stands.
    """
    found = _candidates(survivors)
    if not found:
        return None
    chars = [char for char, _ in found]
    told = _by_context(survivors, chars, before, after, seen)
    if told is not None:
        return Guess(told, True)
    total = sum(count for _, count in found)
    if total:
        hinted = next((char for char, pattern in _HINTS if char in chars and pattern.match(after)), None)
        char = hinted or chars[0]
        share = found[0][1] / total
        sure = hinted is None and ((total >= _ENOUGH and share >= _SURE) or len(chars) == 1)
        return Guess(char, sure, _others(char, [other for other, count in found if count or other in RANKS]))
    if len(chars) == 1:
        return Guess(chars[0], True)
    ranked = sorted((char for char in chars if char in RANKS), key=RANKS.__getitem__)
    if ranked:
        return Guess(ranked[0], False, _others(ranked[0], [*ranked, *chars]))
    if survivors[0] == 0xF0:
        return Guess(chars[0], False, tuple(chars[1:4]))
    return _letter_of_many(chars, seen)


def _letter_of_many(chars: list[str], seen: Evidence) -> Guess | None:
    """Return the one common letter or Chinese character among *chars*, or one far more used than the others."""
    common = [char for char in chars if _common(char, seen.kana)]
    rivals = [char for char in chars if _common(char, not seen.kana) and char not in common]
    if len(common) == 1 and (common[0] in HAN or not rivals):
        return Guess(common[0], common[0] < "\u3400")
    ranked = sorted((char for char in common if char in HAN), key=HAN.__getitem__)
    if not ranked or seen.kana:
        return None
    clear = len(ranked) == 1 or HAN[ranked[1]] > 5 * HAN[ranked[0]]
    return Guess(ranked[0], False, _others(ranked[0], [*ranked, *common])) if clear else None


def _others(char: str, chars: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for other in chars if other != char))[:3]


def emoji_rank(char: str) -> int | None:
    """Return the place of an emoji in the order of use, None for what is no emoji."""
    if char in RANKS:
        return RANKS[char]
    pictures = (
        0x1F300 <= ord(char) < 0x1F650 or 0x1F680 <= ord(char) < 0x1F700 or 0x1F900 <= ord(char) < 0x1FB00
    )
    return len(RANKS) + ord(char) if pictures and unicodedata.category(char) != "Cn" else None


@cache
def _candidates(survivors: bytes) -> tuple[tuple[str, int], ...]:
    """Return the characters that lose bytes to *survivors*, with how often each was seen, most used first."""
    seen = SEEN.get(survivors, ())
    lead = survivors[0]
    missing = (2 if lead < 0xE0 else 3 if lead < 0xF0 else 4) - len(survivors)
    if (missing == 2 and lead != 0xF0) or missing > 2:
        return seen
    known = [char for char, _ in seen]
    made: dict[str, None] = {}
    for places in combinations_with_replacement(range(1, len(survivors) + 1), missing):
        for lost in _lost(missing):
            raw = bytearray(survivors)
            for place, byte in sorted(zip(places, lost, strict=True), reverse=True):
                raw.insert(place, byte)
            char = raw.decode("utf-8", "ignore")
            if len(char) == 1 and char not in known and _likely(char):
                made[char] = None
    rest = sorted(made, key=lambda char: (emoji_rank(char) is None, emoji_rank(char) or 0, char))
    return (*seen, *((char, 0) for char in rest))


def _lost(missing: int) -> list[tuple[int, ...]]:
    if missing == 1:
        return [(byte,) for byte in UNDEFINED]
    return [*permutations(UNDEFINED, 2), *((byte, byte) for byte in UNDEFINED)]


def _likely(char: str) -> bool:
    """Tell whether *char* is a letter, mark, sign or emoji somebody writes."""
    code = ord(char)
    if code >= 0x10000:
        return emoji_rank(char) is not None
    return unicodedata.category(char)[0] in "LMNPS" and not 0x3400 <= code < 0x4E00


def _common(char: str, japanese: bool) -> bool:
    """Tell whether *char* is among the few thousand most used: level 1 of JIS X 0208 or of GB 2312."""
    raw = char.encode("euc_jp" if japanese else "gb2312", "ignore")
    if len(raw) != 2:
        return False
    return 0xB0 <= raw[0] <= (0xCF if japanese else 0xD7) or raw[0] in (0xA4, 0xA5)  # or kana


def _by_context(survivors: bytes, chars: list[str], before: str, after: str, seen: Evidence) -> str | None:
    last = before[-1:]
    if survivors == b"\xef\xb8":
        return "\ufe0f"
    if survivors == b"\xe2\x94":
        return _line(before, after)
    if survivors == b"\xe2\x95":
        return "╝" if before.count("╚") > before.count("╝") and last == "═" and after[:2] != "â•" else "═"
    if survivors == b"\xf0\x9f\xb3" and after[:2] == "ï¸":
        return "🏳"
    if survivors == b"\xe2\x80":
        if _ends_emoji(before) and after[:2] in ("ğŸ", "ðŸ", "â™", "âš", "â¤", "âž", "âœ"):
            return "\u200d"
        if before.count("“") > before.count("„") + before.count("”"):
            return "”"
        starts = not last or last in " \t(*_[>|"
        # Nothing closes before a word, and “ closes what „ opened.
        return "„" if starts and re.match(r"[^\s.,;:!?)*_|]", after) and "â€œ" in after else None
    if survivors == b"\xe3\x80":
        return _bracket(before, after)
    if survivors == b"\xef\xbc":
        if last.isdigit() and after[:1].isdigit():
            return "．"
        return "！" if seen.full_stop else None
    if survivors[0] == 0xE0:
        return _mark(chars, after)
    if len(survivors) == 3 and "🏻" <= (char := chars[0]) <= "🏿":
        return char if _ends_emoji(before) else chars[1]
    if survivors[0] < 0xE0 and len(survivors) == 1:
        return _letter(survivors[0], chars, last, after, seen)
    if survivors[:1] == b"\xe2" and last.isalnum():  # a sign after a digit is raised or lowered, no emoji
        raised = [char for char in chars if unicodedata.category(char) in ("No", "Lm")]
        return raised[0] if raised and unicodedata.category(chars[0]) == "So" else None
    return None


def _line(before: str, after: str) -> str | None:
    """Tell a corner from a heavy line by what stands beside it."""
    last = before[-1:]
    if last in ("━", "┏", "┳", "┻", "┗", "╋") or _LOST_LINE.match(after):
        opened = before.count("┏") - before.count("┓")
        return "┏" if last not in ("━", "┏", "┳") and "â”“" in after and not opened else "━"
    return "┐" if last and last in "─┬┴┼╴" else None


def _bracket(before: str, after: str) -> str | None:
    for opening, closing in (("「", "」"), ("『", "』")):
        if before.count(opening) > before.count(closing):
            return closing
    # 】 came through whole: what opens it is the last lost one before it.
    end = after.find("ã€‘")
    return (
        "【"
        if end >= 0 and before.count("【") <= before.count("】") and not _LOST_BRACKET.search(after[:end])
        else None
    )


def _mark(chars: list[str], after: str) -> str | None:
    """Tell the marks of Indic scripts apart: a virama joins a consonant to the next, so one must follow."""
    if unicodedata.combining(chars[0]) == 9:
        joins = re.match("à[¤¦ª][•–—˜™š›œžŸ\u00a0-\u00b9]", after)
        return None if joins else chars[1]
    return None


def _letter(lead: int, chars: list[str], last: str, after: str, seen: Evidence) -> str | None:
    """Choose a letter of two bytes by the language and by the letters after it."""
    turkish, czech, polish = seen.turkish, seen.czech, seen.polish
    if lead == 0xC4 and (turkish or czech):
        return "Ğ" if turkish else ("č" if last.islower() or after[:1].islower() else "Č")
    if lead == 0xC5 and (turkish or polish):
        return "Ş" if turkish else "Ł"
    if lead == 0xC3:
        if re.match(r"le(?:s|t|ts)?\b", after):
            return "Î"
        if re.match(r"[nt][a-zÃ]", after):
            return "Í"
    return chars[0] if lead == 0xCB else None


def _ends_emoji(before: str) -> bool:
    last = before.rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")[-1:]
    return bool(last) and (last >= "\U0001f000" or 0x2600 <= ord(last) < 0x27C0)
