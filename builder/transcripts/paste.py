"""A transcript pasted as text or Markdown: its lines go in, turns come out where it marks who speaks.

Marks are lines of their own: “You said:” and “ChatGPT said:” (copied from the page), “**User:**”, “## Assistant”,
“## Prompt:” and “## Response:” (browser extensions). Without marks all of it is one answer. A lesson may hold such words
too, so both sides must speak, and marks other than the page's own must begin near the top.
"""

from __future__ import annotations

import re

from builder.model import Change, Problem
from builder.reading.page import Page
from builder.transcripts.talk import Role, Talk, Turn

_USER = r"you said|you|user|human|me|prompt|question"
_ASSISTANT = r"(?:chatgpt|claude|gemini|copilot|assistant|grok|deepseek|mistral)(?: [\w.-]{1,12})?(?: said| responded)?|ai|bot|gpt(?:-[\w.]{1,6})?|response|answer"
_MARK = re.compile(
    rf"(?P<head>#{{1,6}}[ \t]+)?(?P<bold>\*\*|__)?[^\w\s*#]{{0,4}}[ \t]*(?:(?P<user>{_USER})|(?P<assistant>{_ASSISTANT}))"
    r"[ \t]*(?P<colon>:?)(?P<end>\*\*|__)?(?P<colon2>:?)[ \t]*(?P<rest>.*)",
    re.IGNORECASE,
)
_PAGE_MARK = re.compile(r"(?:you|chatgpt|claude|gemini|copilot|grok) (?:said|responded):?", re.IGNORECASE)
_NEAR_TOP = 8


def read_paste(
    text: str, path: str, title: str, changes: tuple[Change, ...] = (), problems: tuple[Problem, ...] = ()
) -> Talk:
    """Return the pasted *text* as a talk; *changes* and *problems* are what decoding it told."""
    page = Page.of(tuple(text.split("\n")))
    marks = _marks(page)
    if not marks:
        lines = tuple(enumerate(page.lines, 1))
        return Talk(path, title, (Turn("assistant", lines),), changes, problems, marked=False)
    turns: list[Turn] = []
    told = list(changes)
    first = marks[0][0]
    if any(line.strip() for line in page.lines[:first]):
        turns.append(Turn("assistant", tuple(enumerate(page.lines[:first], 1))))
    ends = [at for at, _, _ in marks[1:]] + [len(page.lines)]
    for (at, role, rest), end in zip(marks, ends, strict=True):
        said = ((at + 1, rest), *((place + 1, page.lines[place]) for place in range(at + 1, end)))
        mark = page.lines[at].strip().removesuffix(rest).rstrip()
        told.append(Change(path, at + 1, "turn", mark))
        turns.append(Turn(role, said))
    return Talk(path, title, tuple(turns), tuple(told), problems)


def _marks(page: Page) -> list[tuple[int, Role, str]]:
    """Return the lines that mark a speaker, with what follows the mark on the line; none when it is no dialogue."""
    found: list[tuple[int, Role, str]] = []
    sure = False
    for at, line in enumerate(page.lines):
        if page.code[at] or not line.strip() or len(line) > 4000:
            continue
        match = _MARK.match(line.strip())
        if match is None or not _is_mark(match):
            continue
        sure = sure or _PAGE_MARK.fullmatch(line.strip(" \t*_#")) is not None
        found.append((at, "user" if match["user"] else "assistant", match["rest"].rstrip()))
    if len({role for _, role, _ in found}) < 2:
        return []
    above = sum(1 for line in page.lines[: found[0][0]] if line.strip())
    return found if sure or above <= _NEAR_TOP else []


def _is_mark(match: re.Match[str]) -> bool:
    """Tell whether a line that begins with a speaker's name is a mark: nothing follows, or a bold name and a colon."""
    colon = bool(match["colon"] or match["colon2"])
    if bool(match["bold"]) != bool(match["end"]):
        return False
    if not match["rest"]:
        name = match["user"] or match["assistant"]
        return colon or bool(match["head"]) or bool(match["bold"]) or name.lower().endswith("said")
    return colon and bool(match["bold"])
