"""Definitions: a term and what it means, in the four forms authors write them; found among a lesson's blocks.

1. A quote after "X is:" or "X means:".        3. Definition lists.
2. The paragraph after "X =", prose.           4. A paragraph that begins "**X** is a …".

The first two are set apart. Wrong ones are worse than missing ones: a term is a noun of few words that names no part of
the talk itself ("the answer is:").
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from builder.model import Definition
from builder.parsing.questions import bare, phrases
from builder.parsing.sections import plain
from builder.words import foreign_explaining, meaning_lead, no_terms, without_article

_EQUALS = re.compile(r"(?P<term>[^:=.?!]{2,60}?)\s*=")
_BEGINS = re.compile(
    r"(?:is|are)\s+(?:an?\s+(?!(?:very|useful|great|good|bad|better|nice|popular|common|important|powerful|perfect|big|huge|lot|few|must|no-brainer|"
    r"bit|little|critical|crucial|core|key|major|frequent|classic|typical|known|different|similar|separate|single)\b)|the (?!(?:most|best|only|same|first|second|last|next|main|default|easiest|simplest|largest|right|key|reason|case|way|one)\b)|any\s+|one of\s+)"
    r"|(?:refers? to|means|stands for)\s+(?!that\b)",
)
_BRACKET = re.compile(r"\s*\([^()]{1,60}\)")
# Words that begin or end no term: talk about the text, the reader, an example at hand.
_TALK = frozenset(
    ["this", "that", "these", "those", "it", "its", "he", "she", "they", "we", "you", "i", "your", "our", "my", "his", "her", "their", "here", "there", "what", "which", "who", "when", "where", "why", "how", "and", "but", "or", "so", "if", "then", "because", "now", "note", "remember", "thus", "hence", "therefore", "also", "another", "both", "each", "all", "some", "most", "many", "one", "two", "three", "first", "second", "third", "fourth", "last", "next", "final", "finally", "to", "in", "at", "on", "of", "for", "from", "with", "by", "as", "example", "everything", "nothing"]
)
_PARTS = frozenset(
    ["answer", "answers", "question", "questions", "problem", "problems", "reason", "reasons", "idea", "ideas", "goal", "goals", "point", "result", "results", "rule", "rules", "difference", "differences", "fact", "key", "trick", "thing", "things", "output", "input", "example", "examples", "order", "formula", "structure", "solution", "solutions", "purpose", "steps", "step", "syntax", "command", "commands", "code", "line", "lines", "signature", "default", "value", "values", "equation", "task", "options", "option", "benefits", "advantages", "disadvantages", "drawback", "drawbacks", "downside", "flow", "note", "warning", "tip", "important", "way", "ways", "version", "sequence", "string", "variable", "list", "case", "cases", "choice", "choices", "complexity"]
)
_CODE = re.compile(r"[{}\[\]<>|\\^_$#;`+*/]|\b\w+\(|\d\s*[-+*/×÷=]")
_SEE = re.compile(r"see\s+(?:also\b)?\W*(?:\w[\w-]*\s*){1,5}\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{6}")


def find_definitions(root: ET.Element, slug: str, language: str = "en") -> tuple[Definition, ...]:
    """Return the definitions among the blocks of *root*, which have their ids, and mark those to be set apart.

    Sentences are read in *language* and in English, of which technical courses have some.
    """
    found: list[Definition] = []
    blocks = list(root)
    terms = 0
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if block.tag == "dl":
            for term, meaning in _pairs(block):
                terms += 1
                if not term.get("id"):
                    term.set("id", f"{slug}--def-{terms}")
                found.append(Definition(term.get("id", ""), plain(term).strip("[] "), plain(meaning), _inside(meaning)))
        elif block.tag == "p" and block.get("class") in (None, "sg-rule") and block.find(".//code") is None:
            made = _led(block, after, language) or _begun(block, language)
            if made:
                found.append(made)
    return tuple(found)


def _led(block: ET.Element, after: ET.Element | None, language: str) -> Definition | None:
    """Return the definition that *block*, a lead-in, and the block *after* it are."""
    if after is None or after.tag not in ("blockquote", "p") or after.get("class") or after.find(".//img") is not None:
        return None
    text = plain(block)
    match = meaning_lead(language).fullmatch(text) if after.tag == "blockquote" else None
    match = match or _EQUALS.fullmatch(text)
    meaning = plain(after)
    if match is None or not is_term(match["term"], language) or not _is_prose(meaning):
        return None
    if after.tag == "blockquote" and any(child.tag != "p" for child in after):
        return None
    block.set("class", "sg-term")
    after.set("class", "sg-definition")
    return Definition(after.get("id", ""), without_article(match["term"].strip(), language), meaning, _inside(after))


def _begun(block: ET.Element, language: str) -> Definition | None:
    """Return the definition of the strong term *block* begins with."""
    if not len(block) or block[0].tag != "strong" or (block.text or "").strip():
        return None
    term = plain(block[0])
    rest = plain(block)[len(term) :]
    if block[0].find(".//a") is not None or not is_term(term, language):
        return None
    bracket = _BRACKET.match(rest)
    after = rest[bracket.end() :] if bracket else rest
    foreign = foreign_explaining(language)
    begins = (after.startswith(" ") and _BEGINS.match(after.lstrip())) or (foreign is not None and foreign.match(after.lstrip()))
    if not begins or (len(_WORD.findall(after)) < 4 and not _WIDE.search(after)):
        return None
    return Definition(block.get("id", ""), term, plain(block), f"<p>{phrases(block)}</p>")


def is_term(term: str, language: str = "en") -> bool:
    """Tell whether *term* can name a thing: few words, no code, no part of the talk itself."""
    words = without_article(term, language).split()
    if not 1 <= len(words) <= 5 or _CODE.search(term) or term[:1].isdigit() or not _WORD.search(term):
        return False
    folded = [word.casefold().strip("“”\"'’(),") for word in words]
    stops, generic = no_terms(language)
    return not {folded[0], folded[-1]} & (_TALK | stops) and not (_PARTS | generic) & set(folded)


def _is_prose(text: str) -> bool:
    return (len(_WORD.findall(text)) >= 3 or bool(_WIDE.search(text))) and not _CODE.search(text) and not text.endswith(("?", ":", "="))


def _pairs(listing: ET.Element) -> list[tuple[ET.Element, ET.Element]]:
    """Return every term with its first meaning."""
    pairs: list[tuple[ET.Element, ET.Element]] = []
    waiting: list[ET.Element] = []
    for child in listing:
        if child.tag == "dt":
            waiting.append(child)
        elif child.tag == "dd":
            pairs += [(term, child) for term in waiting if 1 <= len(plain(term).split()) <= 10 and plain(child) and not _SEE.match(plain(child))]
            waiting = []
    return pairs


def _inside(block: ET.Element) -> str:
    """Return what *block* holds, as blocks."""
    if any(child.tag in ("p", "ul", "ol", "pre", "table", "dl", "blockquote") for child in block) and not (block.text or "").strip():
        return "".join(bare(child) for child in block)
    return f"<p>{phrases(block)}</p>"
