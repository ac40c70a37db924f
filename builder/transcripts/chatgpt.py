"""ChatGPT's `conversations.json`: a list of conversations goes in, each the thread its owner last saw comes out.

A conversation holds its messages in `mapping`, a tree of nodes; edits and new attempts are branches. The thread on screen
is the path from `current_node` up its `parent` links. Fields come and go between exports, so every one may be missing.
"""

from __future__ import annotations

from typing import Any

from builder.transcripts.talk import Talk, Turn, turn_of

_SHOWN = {"text", "multimodal_text"}
_HIDDEN_CHANNELS = {"analysis", "commentary"}


def is_chatgpt(conversation: dict[str, Any]) -> bool:
    """Tell whether *conversation* is one of ChatGPT's."""
    return isinstance(conversation.get("mapping"), dict)


def read_chatgpt(conversation: dict[str, Any], path: str) -> Talk:
    """Return *conversation* as a talk."""
    turns: list[Turn] = []
    skipped = 0
    for number, message in enumerate(_thread(conversation), 1):
        role = _dict(message.get("author")).get("role")
        text = _text(message)
        if role in ("assistant", "user") and _is_shown(message) and text.strip():
            turns.append(turn_of("assistant" if role == "assistant" else "user", text, number))
        elif text.strip():
            skipped += 1
    title = conversation.get("title")
    return Talk(path, title if isinstance(title, str) else "", tuple(turns), skipped=skipped)


def _thread(conversation: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the messages on the path to the current node, the first one first."""
    mapping = conversation["mapping"]
    node = conversation.get("current_node")
    if node not in mapping if isinstance(node, str) else True:
        node = _newest(mapping)
    messages = []
    seen: set[str] = set()
    # A damaged export may close a ring of parents; every node is visited once.
    while isinstance(node, str) and node in mapping and node not in seen:
        seen.add(node)
        entry = _dict(mapping[node])
        if isinstance(entry.get("message"), dict):
            messages.append(entry["message"])
        node = entry.get("parent")
    return messages[::-1]


def _newest(mapping: dict[str, Any]) -> str | None:
    """Return the leaf with the latest message, where an export does not name the current one."""
    best: tuple[float, int, str] | None = None
    for place, (name, node) in enumerate(mapping.items()):
        entry = _dict(node)
        if entry.get("children"):
            continue
        time = _dict(entry.get("message")).get("create_time")
        key = (float(time) if isinstance(time, int | float) else 0.0, place, name)
        best = key if best is None or key > best else best
    return best[2] if best else None


def _is_shown(message: dict[str, Any]) -> bool:
    meta = _dict(message.get("metadata"))
    return (
        message.get("recipient") in (None, "all")
        and str(message.get("channel")) not in _HIDDEN_CHANNELS
        and message.get("weight") != 0
        and not meta.get("is_visually_hidden_from_conversation")
        and not meta.get("is_user_system_message")
        and str(_dict(message.get("content")).get("content_type", "text")) in _SHOWN
    )


def _text(message: dict[str, Any]) -> str:
    content = _dict(message.get("content"))
    parts = content.get("parts")
    if not isinstance(parts, list):
        text = content.get("text")
        return text if isinstance(text, str) else ""
    return "\n\n".join(text for part in parts if (text := _part(part)))


def _part(part: Any) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, dict):
        return ""
    if isinstance(part.get("text"), str):
        return str(part["text"])
    pointer = part.get("asset_pointer")
    if isinstance(pointer, str):
        # The picture is not in the export under a name that lasts; the build tells that it is missing.
        name = "".join(char for char in pointer.split("/")[-1] if char.isalnum() or char in "-_") or "picture"
        return f"![Picture {name}]({name}.png)"
    return ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
