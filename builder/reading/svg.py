"""SVG drawings freed of all that runs, loads or refers outside, before pages or packages see them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink"
_BANNED = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler", "set", "animate", "metadata"})
_OUTSIDE = re.compile(r"(?:https?:|//|file:|javascript:)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_USE = re.compile(r"url\(\s*[\"']?#([^)\"']+)[\"']?\s*\)")

EMPTY = f'<svg xmlns="{_SVG}" viewBox="0 0 1 1"/>'.encode()
"""What stands for a drawing that cannot be read."""


def clean_svg(data: bytes) -> bytes:
    """Return an SVG without scripts, handlers, foreign content, outside references or DOCTYPE."""
    text = data.decode("utf-8", "replace")
    text = re.sub(r"<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>", "", text, flags=re.DOTALL)
    text = re.sub(r"&(?!#?\w+;)", "&amp;", text)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _LINK)
    try:
        root = ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).lstrip("\ufeff \n\t"))
    except ET.ParseError:
        return EMPTY
    for parent in list(root.iter()):
        for child in list(parent):
            space, _, name = str(child.tag).rpartition("}")
            if name in _BANNED or (space and space != "{" + _SVG):
                parent.remove(child)
    for parent in list(root.iter()):
        for child in list(parent):
            if str(child.tag).endswith("}image") and not _shows(child):
                parent.remove(child)
    ids = _rename_ids(root)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            local = name.rpartition("}")[2]
            foreign = name.startswith("{") and not name.startswith(("{" + _LINK, "{http://www.w3.org/XML/1998"))
            outside = local in ("href", "src") and not value.startswith(("#", "data:image/"))
            loads = "url(" in value and _OUTSIDE.search(value)
            if local.lower().startswith("on") or foreign or outside or loads:
                del element.attrib[name]
            elif local == "href" and value.startswith("#"):
                if value[1:] in ids:
                    element.set(name, f"#{ids[value[1:]]}")
                else:
                    del element.attrib[name]
            elif "url(" in value:
                element.set(name, _USE.sub(lambda match: f"url(#{ids[match[1]]})" if match[1] in ids else "none", value))
        if str(element.tag).endswith("}style") and _OUTSIDE.search(element.text or ""):
            element.text = ""
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _shows(image: ET.Element) -> bool:
    """Tell whether a picture inside a drawing is written into it."""
    return any(value.startswith("data:image/") for name, value in image.attrib.items() if name.rpartition("}")[2] == "href")


def _rename_ids(root: ET.Element) -> dict[str, str]:
    """Give every element an id that is an XML name and stands once; return old and new."""
    ids: dict[str, str] = {}
    for element in root.iter():
        old = element.get("id")
        if old is None:
            continue
        if old in ids:
            del element.attrib["id"]
            continue
        new = old if _NAME.fullmatch(old) else "id-" + re.sub(r"[^\w.-]", "-", old)
        while new in ids.values():
            new += "-"
        ids[old] = new
        element.set("id", new)
    return ids
