"""The names of the rules by which reading changes a lesson, each with one line of help: the one table.

Every `Change` names one of these; `--keep RULE` and `keep = [...]` switch one off. `docs/cleaning.md` holds the same
lines. Who adds a rule adds its line here and there.
"""

from __future__ import annotations

import difflib

RULES: dict[str, str] = {
    "encoding": "Bytes that are no UTF-8 are read as what they are; NUL bytes and what a shell ate of code fences are mended.",
    "mojibake": "UTF-8 that was read in a wrong code page is put right, whole lines or single signs.",
    "lost-byte": "A character that lost a byte in a wrong code page becomes the one that can have stood there.",
    "front-matter": "A front matter whose YAML is broken is taken out; title and number in it are still used.",
    "greeting": "Chat before the lesson begins is taken out: “Perfect.”, “We now build …”, “We start with:”.",
    "file-label": "A first heading that only names the file is taken out: “📁 File: `01-name.md`”.",
    "prompt": "A prompt at the end is taken out: “When ready, type: **2**”, “Say **NEXT** to continue.”",
    "next-file": "The pointer to the next file at the end is taken out, with the teaser after it; it is checked.",
    "offer": "A list of offers at the end is taken out: “If you want next:”, bullets, “Just say “next””.",
    "frame": "What framed the answer is taken out: rules left over at its edges, “END — MODULE 1”.",
    "citation": "Citation marks of chat programs are taken out: “【12†source】”, “:contentReference[…]”.",
    "ruler": "A line of nothing but “=” that underlines no heading is taken out.",
    "wrapper": "The fence around a whole answer is taken off (```` ````md ````).",
    "stray-fence": "A fence at the very end that opens nothing is taken out.",
    "fence-id": "An id that a chat export put after a fence's language is taken out.",
    "dialect": "Marks of other programs are taken out: attribute lists, labels, `{:toc}`, `{% raw %}`, hidden lines of Rust.",
    "flow": "A ladder of short lines parted by “↓”, or a line of three and more nodes joined by “→”, is drawn as boxes and arrows.",
    "tree": "A tree or box drawn with characters in running text keeps its alignment.",
    "tick": "Lines that begin with “✔” or “✅” become a list.",
    "bullet": "Lines that begin with “▸”, “•”, “–” and the like become a list.",
    "callout": "Numbers at the ends of code lines, “# (1)!” or “<1>”, are tied to the list below the listing where both agree.",
    "term": "Lines `term :: meaning` become a list of definitions.",
    "lines": "Deliberate short lines keep their breaks.",
    "quotes": "Straight quotes, “--”, “---” and “...” in running text become the signs of the lesson's language.",
    "emoji": "Emoji in titles and headings are taken out, signs that carry meaning stay (`emoji = \"keep\"` does the same).",
    "number": "A keycap before a heading (“1️⃣2️⃣ Title”) becomes the section's number.",
    "level": "A heading that skips a level is set one level below the heading before it.",
    "turn": "The learner's side of a transcript and the marks of who speaks are left out (`import`).",
}


def rule_names() -> str:
    """Return all names for a message."""
    return ", ".join(sorted(RULES))


def unknown_rule(name: str) -> str:
    """Return what is wrong with *name* and the nearest rule, or nothing when it is one."""
    if name in RULES:
        return ""
    near = difflib.get_close_matches(name.strip().casefold(), RULES, 1, 0.5)
    return f"there is no rule {name!r}; " + (f"did you mean {near[0]}?" if near else f"there are: {rule_names()}")
