"""Emoji in headings: pictures are taken out, signs that carry meaning stay, a keycap becomes the digit on it.

What is a picture follows Unicode's emoji data (UTS 51): characters shown as pictures by default, text characters that
ask for a picture with U+FE0F, and the sequences of both (skin tones, joiners, flags, tags).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

# Shown as pictures, or pictures in all but name: ☁ ⚙ ⚠ are typed without their selector as often as with it.
_PICTURE = (
    "\u231a\u231b\u23e9-\u23f3\u23f8-\u23fa\u25fd\u25fe\u2600-\u2604\u2614\u2615\u2618\u261d\u2620\u2622\u2623\u262e\u2638-\u263a"
    "\u2648-\u2653\u2668\u267b\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26aa\u26ab\u26b0\u26b1\u26bd-\u26ff"
    "\u2702\u2705\u2708-\u270d\u270f\u2728\u2744\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27b0\u27bf"
    "\u2b1b\u2b1c\u2b50\u2b55\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201-\U0001f251"
    "\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f90c-\U0001faff"
)
# Pictures only where U+FE0F asks for one; arrows, © ® ™ ‼ ⁉ # * and digits are left alone even then.
_ASKED = "\u23cf\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb\u25fc\u260e\u2611\u2626\u262a\u262f\u265f\u2640\u2642\u2660-\u2666\u2712\u2714\u2716\u271d\u2721\u2733\u2734\u2747\u3297\u3299\U0001f170\U0001f171\U0001f17e\U0001f17f"
_ONE = rf"(?:[{_PICTURE}]\ufe0f?|[{_PICTURE}{_ASKED}]\ufe0f)[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*+"
_EMOJI = re.compile(rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|{_ONE}(?:\u200d(?:{_ONE}|[\u2640\u2642\u2695-\u27bf]\ufe0f?))*+)[\ufe0f\u200d]*+")
_KEYCAP = re.compile(r"([0-9#*])\ufe0f?\u20e3|🔟")
_NUMBER = re.compile(r"^\W*?(?:[0-9]\ufe0f?\u20e3|🔟)")


def drop_emoji(text: str) -> str:
    """Return *text* without emoji; text of nothing else stays as it is."""
    element = ET.Element("x")
    element.text = text
    take_emoji(element)
    return element.text or ""


def take_emoji(element: ET.Element) -> bool:
    """Take the emoji out of the words of *element*, code apart; tell whether there were any.

    An element of nothing but emoji is left alone. Keycaps before all words are left for the section's number.
    """
    whole = "".join(element.itertext())
    if whole.isascii():
        return False
    first = bool(_NUMBER.match(_EMOJI.sub("", whole.replace("🔟", "1\u20e3"))))
    pieces = _texts(element)
    made = [_clean(text, first and at == 0) if name else text for at, (_, name, text) in enumerate(pieces)]
    if all(new == text for (_, _, text), new in zip(pieces, made, strict=True)):
        return False
    if not any(char.isalnum() for char in "".join(made)) and element.find(".//img") is None:
        return False
    before = " "
    for at, ((holder, name, old), text) in enumerate(zip(pieces, made, strict=True)):
        new = _folded(old, text, before) if name else text
        if at == len(pieces) - 1 and name:
            new = new.rstrip()
        if name:
            setattr(holder, name, new)
        before = new or before
    return True


def _texts(element: ET.Element) -> list[tuple[ET.Element, str, str]]:
    """Return every text in *element* with the element and attribute that hold it; code has no attribute's name."""
    found = [(element, "text", element.text)] if element.text else []
    for child in element:
        if child.tag in ("code", "kbd", "samp"):
            found.append((child, "", "".join(child.itertext())))
        else:
            found += _texts(child)
        if child.tail:
            found.append((child, "tail", child.tail))
    return found


def _clean(text: str, numbered: bool) -> str:
    if text.isascii():
        return text
    head = ""
    if numbered:
        # The run of keycaps that is the number.
        match = re.match(r"([^\w]*?)((?:[0-9]\ufe0f?\u20e3)+|🔟)", text)
        if match:
            head, text = _EMOJI.sub("", match[1]).lstrip() + match[2], text[match.end():]
    text = _EMOJI.sub(_gap, _KEYCAP.sub(lambda cap: cap[1] or "10", text))
    return head + text


def _gap(match: re.Match[str]) -> str:
    """A word on either side of an emoji stays a word."""
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return " " if before.isalnum() and after.isalnum() else "" if not (before.isspace() and after.isspace()) else "\0"


def _folded(old: str, text: str, before: str) -> str:
    """Return *text*, which was *old* and follows *before*, without the spaces its emoji stood between."""
    new = re.sub(r"\s?\0", "", text)
    if new == old or not before.endswith(" "):
        return new
    new = new.lstrip()
    if _EMOJI.match(old.lstrip()) and re.match(r"[–—:|·-]\s", new):
        new = new[1:].lstrip()
    return new
