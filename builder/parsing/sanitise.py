"""HTML of any making becomes a well-formed, harmless tree: nh3 cleans it, and what it leaves is read as XML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import nh3

from builder.parsing.tidy import WRAPPERS

# Nothing that runs, loads, styles or embeds. Classes and our own marks are added after cleaning.
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol",
    "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var", *WRAPPERS,
}  # fmt: skip
_MARKS = {f"data-sg-{name}" for name in ("class", "code", "done", "fn", "kind", "line", "note", "part")}
_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title", *_MARKS},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_VOID = re.compile(r"<(br|hr|img)\b([^>]*?)/?>")
_VALUES = {
    "dir": re.compile("ltr|rtl|auto"),
    "lang": re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"),
    "start": re.compile(r"-?\d{1,6}"),
    "width": re.compile(r"[1-9]\d{0,3}(?:px)?|[1-9]\d?%|100%"),
    "height": re.compile(r"[1-9]\d{0,3}(?:px)?"),
}
DEEPEST = 100
"""Levels of the deepest tree; the stages after this one walk it by recursion."""
_BARE = re.compile(r"</?([a-zA-Z][\w-]*)/?>")
_ATTRIBUTED = re.compile(r"""</?([a-zA-Z][\w:.-]*+)\s(?:[^<>"']|"[^"]*+"|'[^']*+')*+>""")
_FOREIGN = re.compile(r"</?(?:svg|math)\b", re.IGNORECASE)
_CLOSING = re.compile(r"^[ \t>]*+</([a-zA-Z][\w-]*+)[ \t]*+>", re.MULTILINE)
# An HTML parser takes what follows one of these for its text, to the end of the lesson when it is never closed.
SWALLOW = re.compile(
    r"<(/?)(iframe|noembed|noframes|noscript|object|plaintext|script|select|style|template|textarea|title|xmp)\b",
    re.IGNORECASE,
)
# In running text these name the tag: nobody opens a form in the middle of a sentence.
_NAMED = {
    "article", "audio", "base", "body", "button", "canvas", "footer", "form", "frame", "head", "header", "html", "input",
    "label", "link", "main", "meta", "nav", "option", "param", "picture", "source", "svg", "track", "video",
}  # fmt: skip
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HTML = _TAGS | {
    "address", "area", "article", "hgroup", "search", "summary", "figure", "audio", "base", "bdi", "bdo", "big", "body", "button", "canvas", "center", "col",
    "colgroup", "data", "datalist", "dialog", "embed", "fieldset", "font", "footer", "form", "frame", "head",
    "header", "html", "iframe", "input", "label", "legend", "link", "main", "map", "math", "menu", "meta", "meter",
    "nav", "noscript", "object", "optgroup", "option", "output", "param", "picture", "progress", "script", "select",
    "slot", "source", "strike", "style", "svg", "template", "textarea", "time", "title", "track", "tt", "video", "wbr",
}  # fmt: skip


class Tamed(str):
    """Raw HTML that is tamed already and may hold marks of ours."""

    __slots__ = ()


def legal_text(text: str) -> tuple[str, list[int]]:
    """Return *text* without the characters XML 1.0 forbids and the noncharacters kept for `maths`, and the lines (from 0) they stood on."""
    if not _ILLEGAL.search(text):
        return text, []
    lines = [at for at, line in enumerate(text.split("\n")) if _ILLEGAL.search(line)]
    return _ILLEGAL.sub("", text), lines


def closed_names(text: str) -> frozenset[str]:
    """Return the names, in lower case, of the tags that are closed at the beginning of a line of *text*."""
    return frozenset(name.lower() for name in _CLOSING.findall(text))


def tame(raw: str, inline: bool = True, closed: frozenset[str] = frozenset()) -> str:
    """Return raw HTML of a lesson that can neither pass for our marks nor swallow what follows it.

    A bare `<T>` that is no HTML is text; *inline* tells whether it stands in running text, where `<form>` is text too.
    A block of HTML may hold tags of a site's own making, such as `<Listing>`: where one is *closed*, it is no text.
    """
    raw = re.sub(r"data-sg-", "data-x-", raw, flags=re.IGNORECASE)

    def bare(match: re.Match[str]) -> str:
        name = match[1].lower()
        if not inline and name not in _HTML and name in closed:
            return ""
        known = name in _HTML and not (inline and name in _NAMED)
        return match[0] if known else f"&lt;{match[0][1:-1]}&gt;"

    raw = _BARE.sub(bare, _shut(raw))
    if not _FOREIGN.search(raw):
        # nh3 takes what a tag holds with it where the name is one of MathML or SVG, such as <set to="x">.
        raw = _ATTRIBUTED.sub(lambda found: found[0] if found[1].lower() in _HTML else "", raw)
    return raw


def _shut(raw: str) -> str:
    """Make text of the tags in *raw* that swallow what follows them and have no partner there."""
    found = list(SWALLOW.finditer(raw))
    if not found:
        return raw
    opened: dict[str, int] = {}
    closed: dict[str, int] = {}
    for match in found:
        name = match[2].lower()
        if match[1]:
            closed[name] = match.start()
        else:
            opened.setdefault(name, match.start())

    def shut(match: re.Match[str]) -> str:
        name, at = match[2].lower(), match.start()
        paired = opened.get(name, at) < at if match[1] else closed.get(name, at) > at
        return match[0] if paired and name != "plaintext" else f"&lt;{match[0][1:]}"

    return SWALLOW.sub(shut, raw)


def clean(html: str) -> ET.Element:
    """Return the tree of *html* under a `div`, cleaned."""
    safe = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, strip_comments=True,
        url_schemes={"data", "http", "https", "mailto"}, generic_attribute_prefixes=None,
        clean_content_tags={"script", "style", "iframe", "noscript", "template", "object", "title"},
    )  # fmt: skip
    # Character references may name what XML forbids.
    safe = _FORBIDDEN.sub("", _VOID.sub(r"<\1\2/>", safe).replace("&nbsp;", "&#160;"))
    root = ET.fromstring(f"<div>{safe}</div>")
    _check(root)
    return root


def _check(root: ET.Element) -> None:
    """Take off attributes whose values XHTML does not allow; raise RecursionError where nothing could walk."""
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        for element in level:
            for name in [name for name in _VALUES if name in element.attrib]:
                if not _VALUES[name].fullmatch(element.attrib[name]):
                    del element.attrib[name]
    if level:
        raise RecursionError
