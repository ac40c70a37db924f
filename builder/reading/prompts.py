"""Prompts, offers and end marks at the end of an answer: the last lines go in, how many of them are chat comes out.

A form is strong when nobody writes it but a chat program or to one; a weak form counts only in a file that holds strong
ones. The same words in the middle of a lesson, or in a code block, never come here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.reading.page import Page
from builder.reading.phrase import bare, words


@dataclass(frozen=True, slots=True)
class Tail:
    """The last lines of a lesson that say something, as places in *page*; *number* is the lesson's own."""

    page: Page
    places: tuple[int, ...]
    number: int | None = None
    called: bool = False
    """What stood right below was a call to answer."""

    def words(self, back: int) -> str:
        """Return the words of the line *back* places from the end, counted from 1; empty when there is none."""
        return words(self.page.lines[self.places[-back]]) if back <= len(self.places) else ""

    def starts(self, back: int) -> bool:
        """Tell whether that line begins a paragraph or a sentence."""
        return back <= len(self.places) and self.page.starts(self.places[-back])


@dataclass(frozen=True, slots=True)
class Found:
    """So many of the last lines are residue by this rule; *names* are the files they announce."""

    count: int
    rule: str
    strong: bool
    names: tuple[tuple[str, int], ...] = ()


_NUMBER = r"(?:(?:step|module|part|lesson|chapter|section|day|phase|file) )?\d{1,3}"
_WORD = r"(?:next(?: (?:step|file|part|lesson|module|chapter))?|continue|go|proceed|resume)"
_SOFT = r"(?:yes|ok|okay|done|start|ready|begin|more)"
_TOKEN = rf"⟦?(?:{_NUMBER}|{_WORD})⟧?"
_ANY = rf"[⟦‹]?(?:{_NUMBER}|{_WORD}|{_SOFT})[⟧›]?"
_READY = r"(?:when(?:ever)?|once|if) (?:you(?:'re| are) )?ready(?: (?:for|to) .{1,60}?)?"
_ASK = r"(?:just |please |simply )?(?:type|reply|say|send|respond|answer)(?: with)?(?: just)?"
_ON = (
    r"(?: to (?:continue|proceed|move on|go on|start|begin|keep going|(?:move|go) to .{1,60}|start step .{1,40})"
    r"| and (?:i|we)(?:'ll| will) .{1,100})"
)
_DO = r"(?:expand|continue|proceed|move|write|generate|create|explain|build|go|turn|make|produce|prepare|start|add)"
_WHAT = r"(?:section|chapter|step|module|part|lesson|file|next|document|phase|diagrams?|cheat ?sheet|pdf|quiz)"


def _all(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_STRONG = _all(
    rf"{_READY}[,:]? {_ASK}:? {_TOKEN}{_ON}?[.!]?",
    rf"{_ASK}:? {_TOKEN} {_READY}[.!]?",
    rf"(?:just |simply )?(?:say|tell me) ⟦(?:{_NUMBER}|{_WORD})⟧{_ON}?[.!]?",
    rf"{_ASK}:? {_TOKEN} and (?:i|we)(?:'ll| will) .{{1,100}}",
    rf"(?:do|would) you (?:want|like) me to (?:also |now |next )?{_DO}\b.{{0,120}}(?:⟦|\b{_WHAT}\b).{{0,80}}\?",
    r"(?:chatgpt|claude|gemini|copilot) can make mistakes\. .{1,80}",
    rf"if you(?:'d like| want)\b.{{1,120}}, (?:just |simply )?(?:say|reply|tell me)(?: with)? ⟦{_WORD}⟧.{{0,40}}",
)
_WEAK = _all(
    rf"(?:{_READY}[,:]? )?{_ASK}:? {_ANY}{_ON}?[.!]?",
    rf"⟦(?:{_ASK}:? )?{_NUMBER}⟧",
    rf"⟦{_ASK}:? {_WORD}⟧",
    r"your move[.!]?",
    r"(?:how does this look\? )?ready(?: (?:for|to) .{1,80})?\?",
    r"shall (?:we|i) (?:continue|move on|proceed|go on)\b.{0,60}\?",
    r"let me know (?:if|when) you(?:'re| are| need|'d like| want| would like)\b.{0,160}",
)
_CALL = re.compile(rf"(?P<ready>{_READY}[,:]? )?{_ASK}:?|(?P<only>{_READY})[,:]", re.IGNORECASE)
_ALONE = re.compile(rf"(?P<token>{_TOKEN})[.!]?|{_ANY}[.!]?", re.IGNORECASE)
_OFFER = re.compile(
    r"if you(?:'d like| want| wish| prefer)\b(?:.{0,80}:|.{0,40} next)|(?:next,? )?(?:i|we) can (?:also |now |next )?.{0,60}:",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[ \t]{0,6}(?:[-*+•▸]|\d{1,2}[.)])[ \t]+\S")
_END = re.compile(
    r"[—–-]*\s?END(?P<of> OF)?\s?[—–:-]?\s?(?:[A-Z0-9&+./]+ ){0,6}(?:MODULE|FILE|STEP|LESSON|CHAPTER|SECTION|PART|DAY|PHASE|DOCUMENT)"
    r"(?: \d{1,3})?\s?[—–-]*[.!]?"
)


def find_prompt(tail: Tail) -> Found | None:
    """Return what of the end of *tail* asks the learner to answer."""
    last = tail.words(1)
    call = _CALL.fullmatch(tail.words(2)) if tail.starts(2) else None
    alone = _ALONE.fullmatch(last)
    if call and (alone or (call["only"] and _WEAK.fullmatch(last))):
        ready = call["ready"] or call["only"]
        sure = alone is None or alone["token"] is not None
        # “Type:” and a word may be meant for a program; “when ready” and a number is not.
        return Found(2, "prompt", bool(ready and sure))
    if not tail.starts(1):
        return None
    if _STRONG.fullmatch(last):
        return Found(1, "prompt", True)
    if _WEAK.fullmatch(last):
        own = tail.number is not None and re.search(rf"⟦{tail.number + 1}⟧", last) is not None
        return Found(1, "prompt", own and not last.startswith("⟦"))
    return None


def find_offer(tail: Tail) -> Found | None:
    """Return the list of offers that stands above a call to answer; without the call it is ordinary prose."""
    if not tail.called:
        return None
    count = 0
    while count < len(tail.places) and _BULLET.match(tail.page.lines[tail.places[-count - 1]]):
        count += 1
    if count and _OFFER.fullmatch(tail.words(count + 1)) and tail.starts(count + 1):
        return Found(count + 1, "offer", True)
    if not count and _OFFER.fullmatch(tail.words(1)) and tail.starts(1):
        return Found(1, "offer", True)
    return None


def find_end(tail: Tail) -> Found | None:
    """Return the mark that says, in capitals, that a file or module ends here."""
    place = tail.places[-1]
    if "END" not in tail.page.lines[place]:
        return None
    match = _END.fullmatch(bare(tail.page.lines[place])) if tail.starts(1) else None
    # Books end their chapters so too: “END OF PART 1”.
    return Found(1, "frame", match["of"] is None) if match else None
