"""Links and pictures of a lesson become neutral: `#ID`, `lesson:PATH#ANCHOR`, `asset:PATH`, or an outside address."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from builder.model import Asset
from builder.reading.pictures import defect, harmless, kind_of

_LESSON = re.compile(r"\.(?:md|markdown|txt|html?)$", re.IGNORECASE)
_LARGEST_WRITTEN = 2_000_000
"""Characters of the largest picture written into the text."""
_UNNAMED = re.compile(r"\s*|@@?[\w.:-]+|.{0,40}%s.{0,40}|.{0,40}\{number\}.{0,40}")
"""Words of a link that is to be given the number of what it leads to (`builder.captions`)."""
_OUTSIDE = ("http", "https", "mailto")
_NO_HOST = re.compile(r"[\x00-\x20\x7f\"#%/:<>?@\[\\\]^`{|}]")
"""What no host's name may hold (URL Standard, 3.2: forbidden domain code points)."""


@dataclass(slots=True)
class Found:
    """What was linked and shown, each with its line, and problems as (line, level, code, message)."""

    links: list[tuple[str, int]] = field(default_factory=list)
    images: list[tuple[str, int]] = field(default_factory=list)
    drawn: list[Asset] = field(default_factory=list)
    """Pictures written into the text."""
    problems: list[tuple[int, str, str, str]] = field(default_factory=list)


def anchors(root: ET.Element, slug: str) -> list[tuple[ET.Element, str]]:
    """Prefix the ids the author set with the slug; drop those that are no ids or stand twice, and return the latter."""
    seen = set()
    twice = []
    for element in root.iter():
        own = element.attrib.pop("id", None)
        name = element.attrib.pop("name", None)
        name = own or (name if element.tag == "a" else None)
        if name and name in seen:
            twice.append((element, name))
        elif name and _clean(name):
            seen.add(name)
            element.set("id", f"{slug}--{name}")
    return twice


def resolve(
    root: ET.Element, path: str, slug: str, lines: dict[ET.Element, int], renamed: dict[str, str]
) -> Found:
    """Make every link and picture of *root* neutral, in place.

    *path* is the lesson's; *lines* are those of elements; *renamed* are ids that differ from what the author links to.
    """
    found = Found()
    folder = posixpath.dirname(path)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "a":
                _link(child, folder, path, slug, lines.get(child, 1), found, renamed)
            elif child.tag == "img":
                _image(child, folder, lines.get(child, 1), found)
    return found


def _link(
    link: ET.Element, folder: str, path: str, slug: str, line: int, found: Found, renamed: dict[str, str]
) -> None:
    href = (link.get("href") or "").strip()
    if link.get("class") == "sg-back" or href.startswith((f"#{slug}--fn-", f"#{slug}--fnref-")):
        return
    target = ""
    try:
        parts = urlsplit(href)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in _OUTSIDE:
        target = _outside(href)
    elif not parts.scheme and not parts.netloc and (parts.path or parts.fragment):
        target = _inside(parts.path, parts.fragment, folder, path, slug, line, found)
    if target.startswith(("#", "lesson:")) and "#" in target and (not len(link) and _UNNAMED.fullmatch(link.text or "")):
        link.set("class", "sg-ref")
    if not target:
        link.attrib.pop("href", None)
        link.tag = "span"
        return
    target = "#" + renamed.get(target[1:], target[1:]) if target.startswith("#") else target
    link.set("href", target)
    if target.startswith(("#", "lesson:")):
        found.links.append((target, line))


def _inside(
    name: str, anchor: str, folder: str, path: str, slug: str, line: int, found: Found
) -> str:
    """Return the neutral form of a link below the source folder; empty when it has none."""
    anchor = unquote(anchor)
    if not name:
        return f"#{slug}--{anchor}" if _clean(anchor) else ""
    target = posixpath.normpath(posixpath.join(folder, unquote(name)))
    if name.endswith("/"):
        target = posixpath.join(target, "README.md")
    if target.startswith(("..", "/")):
        found.problems.append(
            (line, "info", "link-outside", f"the link {name} leads out of the folder of lessons")
        )
        return ""
    if target == path:
        return f"#{slug}--{anchor or 'top'}"
    match = _LESSON.search(target)
    if match is None and posixpath.splitext(target)[1]:
        found.problems.append(
            (line, "info", "link-file", f"the link to the file {target} is not part of the book")
        )
        return ""
    if match is None:
        target += ".md"
    elif match[0].lower().startswith(".htm"):
        target = target[: match.start()] + ".md"
    return f"lesson:{quote(target)}" + (f"#{quote(anchor)}" if anchor else "")


def _outside(href: str) -> str:
    """Return an address outside the book with what no address may hold encoded; empty when it names no place."""
    scheme, _, rest = href.partition(":")
    if scheme.lower() != "mailto" and not re.match(r"//[^/?#\s@:]+[^/?#\s]*", rest):
        return ""
    path, hash_sign, fragment = rest.partition("#")
    safe = "/:?@!$&'()*+,;=~%-._[]" if scheme.lower() != "mailto" else "/:?@!$&'()*+,;=~%-._"
    rest = quote(path, safe=safe) + (hash_sign + quote(fragment, safe="/:?@!$&'()*+,;=~%-._"))
    host = re.match(r"//(?:[^/?#@]*@)?([^/?#]*)", rest)
    if host and not host[1].startswith("[") and _NO_HOST.search(unquote(re.sub(r":\d*$", "", host[1]))):
        return ""
    start = host.end() if host else 0
    tail = rest[start:].replace("[", "%5B").replace("]", "%5D")
    return f"{scheme.lower()}:{rest[:start]}" + re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", tail)


def _clean(address: str) -> bool:
    return not re.search(r"[\s<>\"]", address)


def _written(source: str) -> Asset | None:
    """Return the picture an address of the scheme `data` holds; None when it holds none a book can show."""
    head, comma, body = source[5:].partition(",")
    if not source.startswith("data:image/") or not comma or len(body) > _LARGEST_WRITTEN:
        return None
    try:
        data = base64.b64decode(unquote(body), validate=False) if head.endswith(";base64") else unquote_to_bytes(body)
    except ValueError:
        return None
    kind = kind_of(data)
    if kind is None or defect(data, kind):
        return None
    return Asset(f"sg-data/{hashlib.sha256(data).hexdigest()[:16]}", kind, harmless(data, kind))


def _image(image: ET.Element, folder: str, line: int, found: Found) -> None:
    source = (image.get("src") or "").strip()
    alt = image.get("alt")
    if alt is None or not alt.strip():
        image.set("alt", "")
        found.problems.append((line, "info", "image-alt", f"the picture {source[:80]} has no text for those who cannot see it"))
    for name in ("width", "height"):
        size = (image.get(name) or "").removesuffix("px")
        if name in image.attrib and not re.fullmatch(r"\d{1,4}", size):
            del image.attrib[name]
            if name == "width" and re.fullmatch(r"\d{1,3}%", size):
                image.set("style", f"width:{size}")
        elif size:
            image.set(name, size)
    try:
        parts = urlsplit(source)
        remote = bool(parts.scheme or parts.netloc)
    except ValueError:
        remote, parts = True, urlsplit("")
    # A leading slash means the site's root, which for a book is the folder of lessons.
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)) if parts.path[:1] != "/" else
                              unquote(parts.path).lstrip("/")) if parts.path else ""
    if not remote and path and not path.startswith(("..", "/")):
        image.set("src", f"asset:{quote(path)}")
        found.images.append((path, line))
        return
    drawn = _written(source)
    if drawn:
        image.set("src", f"asset:{quote(drawn.path)}")
        found.drawn.append(drawn)
        return
    if source.startswith("data:"):
        shown, code, reason = alt or "…", "image-data", "is written into the text and cannot be shown"
    elif remote:
        shown, code = f"{alt or ''} ({source})".strip(), "image-remote"
        reason = "is not in the folder of lessons; its address stands in its place"
    else:
        shown, code, reason = alt or source or "…", "image-missing", "lies outside the folder of lessons"
    found.problems.append((line, "warning", code, f"the picture {source[:80]} {reason}"))
    tail = image.tail
    image.clear()
    image.tag, image.text, image.tail = "span", shown, tail
    image.set("class", "sg-missing")
    if alt:
        image.set("data-sg-alt", alt)
