"""HTML of any making becomes a well-formed, harmless tree: nh3 cleans it, and what it leaves is read as XML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import nh3

# Nothing that runs, loads, styles or embeds. Classes and our own marks are added after cleaning.
_TAGS = {
    "a", "abbr", "aside", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div",
    "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
    "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
}  # fmt: skip
_MARKS = {f"data-sg-{name}" for name in ("class", "code", "done", "fn", "kind", "line", "note")}
_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title", *_MARKS},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_VOID = re.compile(r"<(br|hr|img)\b([^>]*?)/?>")
_KNOWN = re.compile(r"</?([a-zA-Z][\w-]*)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HTML = _TAGS | {
    "address", "area", "article", "audio", "base", "bdi", "bdo", "big", "body", "button", "canvas", "center", "col",
    "colgroup", "data", "datalist", "dialog", "embed", "fieldset", "font", "footer", "form", "frame", "head",
    "header", "html", "iframe", "input", "label", "legend", "link", "main", "map", "math", "menu", "meta", "meter",
    "nav", "noscript", "object", "optgroup", "option", "output", "param", "picture", "progress", "script", "select",
    "slot", "source", "strike", "style", "svg", "template", "textarea", "time", "title", "track", "tt", "video", "wbr",
}  # fmt: skip


def legal_text(text: str) -> tuple[str, list[int]]:
    """Return *text* without the characters XML 1.0 forbids, and the lines (from 0) they stood on."""
    if not _ILLEGAL.search(text):
        return text, []
    lines = [at for at, line in enumerate(text.split("\n")) if _ILLEGAL.search(line)]
    return _ILLEGAL.sub("", text), lines


def tame(raw: str) -> str:
    """Return raw HTML of a lesson that cannot pass for our own marks; a bare `<T>` of no HTML is text."""
    raw = re.sub(r"data-sg-", "data-x-", raw, flags=re.IGNORECASE)
    name = _KNOWN.match(raw)
    bare = re.fullmatch(r"</?[\w-]+/?>", raw)
    if name and bare and name[1].lower() not in _HTML:
        return raw.replace("<", "&lt;").replace(">", "&gt;")
    return raw


def clean(html: str) -> ET.Element:
    """Return the tree of *html* under a `div`, cleaned."""
    safe = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, strip_comments=True,
        url_schemes={"http", "https", "mailto"}, generic_attribute_prefixes=None,
        clean_content_tags={"script", "style", "iframe", "noscript", "template", "object", "title"},
    )  # fmt: skip
    safe = _VOID.sub(r"<\1\2/>", safe).replace("&nbsp;", "&#160;")
    return ET.fromstring(f"<div>{safe}</div>")
