"""Chat before a lesson begins: the lines above its first heading go in, those that are chat come out.

Above its title a lesson has no text; what stands there and greets is chat. A greeting alone (“Perfect.”) is sure; one
that goes on needs the title below it, and all the rest of the frame goes only above a file's label.
"""

from __future__ import annotations

import re

from builder.reading.page import Page
from builder.reading.phrase import ornament, words

_MOST_LINES = 16
_MOST_WORDS = 60
_PRAISE = (
    r"(?:very |really )?(?:perfect|good|great|excellent|awesome|nice|amazing|fantastic|wonderful|brilliant|superb|"
    r"correct|locked|done|okay|ok|alright|all right|sure|certainly|absolutely|of course|understood|got it|noted|"
    r"yes|exactly|well done)"
)
_OF = r"(?: (?:choice|work|job|progress|decision|move|question|thinking|idea|call|pick|plan|start|discipline))?"
_GREET = re.compile(rf"{_PRAISE}{_OF}(?:,? ⟦[^⟧]{{1,24}}⟧|, [A-Z][\w-]{{1,20}})?(?P<stop>\s*[.!…]+)?", re.IGNORECASE)
_MACHINE = re.compile(r"(?:thought|reasoned)(?: about .{1,60})? for .{1,24}(?:second|minute)s?|memory updated|searched the web", re.IGNORECASE)
"""What a chat program's page writes above an answer."""
_GOES_ON = re.compile(rf"{_PRAISE}{_OF}(?:,? ⟦[^⟧]{{1,24}}⟧)?\s?(?P<stop>[.!—–:,-]+)\s+(?P<rest>\S.*)", re.IGNORECASE)
_CHAT = re.compile(
    r"(?:now,? )?(?:we(?:'ll| will| now| start| begin| continue| move| enter| go| build| are now)\b|let's\b|let us\b|"
    r"here(?:'s| is| are)\b|i(?:'ll| will)\b|stay \w+|keep going|moving (?:on|to)|below is\b|next(?:,| is| we)\b|"
    r"this is step\b)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:now )?we (?:now |will )?(?:start|begin|continue|move|enter|go|build)\b.{0,200}|"
    r"we(?:'re| are) (?:now )?(?:starting|entering|moving|going|building)\b.{0,200}|"
    r"(?:now,? )?let(?:'s| us) (?:start|begin|continue|move|enter|go|build)\b.{0,200}|"
    r"(?:here(?:'s| is)|below is) (?:the|your) (?:next |complete |full )?(?:file|lesson|document|step|module|chapter)\b.{0,80}",
    re.IGNORECASE,
)


def find_greeting(
    page: Page, start: int, end: int, labelled: bool, sure: bool, answer: bool = False
) -> list[int]:
    """Return the lines of *page* from *start* up to *end*, the first heading, that are chat.

    *labelled* tells that the heading is a file's label, *sure* that the file holds other residue, *answer* that the page
    is one answer of a chat, whose first words may greet whatever follows.
    """
    blocks = _blocks(page, start, end)
    if not blocks or sum(len(block) for block in blocks) > _MOST_LINES:
        return []
    heading = page.heading(end) if end < len(page.lines) else None
    titled = labelled or answer or (heading is not None and heading[0] == 1)
    kind = _kind(page, blocks[0])
    if labelled and sure:
        # Above the label of a file that is known to be an answer the file has not begun.
        return [place for block in blocks for place in block]
    if not kind and titled and _leads_in(page, blocks[0]) and (labelled or (sure and _hangs(page, blocks[0]))):
        # “Now we enter …” above a file's label, “Here is the file:” in a chat.
        return [place for block in (blocks if labelled else blocks[:1]) for place in block]
    if kind == "greets" or (kind == "chat" and titled) or (kind == "goes on" and titled and (labelled or (sure and heading is not None))):
        if labelled:
            return [place for block in blocks for place in block]
        found = list(blocks[0])
        for block in blocks[1:]:
            if _kind(page, block) == "greets" or (titled and _leads_in(page, block)):
                found += block
            else:
                break
        return found
    # Without a greeting only what hangs in the air above a label is chat.
    return list(blocks[-1]) if labelled and _leads_in(page, blocks[-1]) and _hangs(page, blocks[-1]) else []


def greets(page: Page, at: int) -> bool:
    """Tell whether an answer may begin with line *at*: it starts a paragraph and greets."""
    if not page.prose(at) or not page.starts(at):
        return False
    text = words(page.lines[at])
    return bool(_is_greeting(page.lines[at], text) or _GOES_ON.fullmatch(text))


def _blocks(page: Page, start: int, end: int) -> list[list[int]]:
    """Return the paragraphs between two lines; none when there is anything else than paragraphs, lists and rules."""
    blocks: list[list[int]] = []
    fresh = True
    for place in range(start, end):
        line = page.lines[place]
        if page.code[place] or line.lstrip().startswith(("|", "![", "<")):
            return []
        if not line.strip() or page.rule(place):
            fresh = True
            continue
        if fresh:
            blocks.append([])
            fresh = False
        blocks[-1].append(place)
        if len(blocks) > _MOST_LINES or len(blocks[-1]) > _MOST_LINES:
            return []
    return blocks


def _kind(page: Page, block: list[int]) -> str:
    line = page.lines[block[0]] if len(block) == 1 else " ".join(page.lines[place].strip() for place in block)
    text = words(line)
    if _is_greeting(line, text):
        return "greets"
    first = words(page.lines[block[0]])
    if len(block) > 1 and _is_greeting(page.lines[block[0]], first) and len(text.split()) <= _MOST_WORDS:
        # A line break ends the greeting as a full stop would.
        return "chat" if _CHAT.match(words(page.lines[block[1]])) else "goes on"
    match = _GOES_ON.fullmatch(text)
    if match and len(text.split()) <= _MOST_WORDS:
        # After a comma the sentence goes on and may be anything: “Sure, we start with a definition.”
        return "chat" if _CHAT.match(match["rest"]) and "," not in match["stop"] else "goes on"
    return ""


def _is_greeting(line: str, text: str) -> bool:
    """Tell whether a paragraph only greets: it ends as a sentence does, or with an emoji."""
    match = _GREET.fullmatch(text)
    if _MACHINE.fullmatch(text):
        return True
    return match is not None and (match["stop"] is not None or ornament(line.strip()[-1]))


def _hangs(page: Page, block: list[int]) -> bool:
    return page.lines[block[-1]].rstrip(" *_").endswith(":")


def _leads_in(page: Page, block: list[int]) -> bool:
    text = words(page.lines[block[0]])
    return _LEAD_IN.fullmatch(text) is not None and len(block) <= 4
