"""Claude's `conversations.json`: a list of conversations with `chat_messages` goes in, talks come out.

A message has a `sender` and blocks of `content`; text blocks are what was said, older exports have `text` alone. Where
messages name their parents and the conversation its current leaf, the path to that leaf is the thread.
"""

from __future__ import annotations

from typing import Any

from builder.transcripts.talk import Talk, Turn, turn_of

_ROLES = {"assistant": "assistant", "human": "user", "user": "user"}


def is_claude(conversation: dict[str, Any]) -> bool:
    """Tell whether *conversation* is one of Claude's."""
    return isinstance(conversation.get("chat_messages"), list)


def read_claude(conversation: dict[str, Any], path: str) -> Talk:
    """Return *conversation* as a talk."""
    turns: list[Turn] = []
    skipped = 0
    for number, message in enumerate(_thread(conversation), 1):
        role = _ROLES.get(str(message.get("sender")))
        text, left_out = _text(message)
        skipped += left_out
        if role and text.strip():
            turns.append(turn_of("assistant" if role == "assistant" else "user", text, number))
        elif text.strip():
            skipped += 1
    title = conversation.get("name") or conversation.get("title")
    return Talk(path, title if isinstance(title, str) else "", tuple(turns), skipped=skipped)


def _thread(conversation: dict[str, Any]) -> list[dict[str, Any]]:
    messages = [message for message in conversation["chat_messages"] if isinstance(message, dict)]
    by_id = {str(message["uuid"]): message for message in messages if message.get("uuid")}
    leaf = str(conversation.get("current_leaf_message_uuid"))
    path = []
    while leaf in by_id:
        message = by_id.pop(leaf)
        path.append(message)
        leaf = str(message.get("parent_message_uuid"))
    return path[::-1] or messages


def _text(message: dict[str, Any]) -> tuple[str, int]:
    """Return what was said and how many blocks of tools and thinking were passed over."""
    blocks = message.get("content")
    texts, left_out = [], 0
    for block in blocks if isinstance(blocks, list) else ():
        if not isinstance(block, dict):
            continue
        if block.get("type", "text") == "text" and isinstance(block.get("text"), str):
            texts.append(block["text"])
        elif block.get("type") == "image":
            name = str(block.get("file_name") or "picture").replace("/", "-").replace("\\", "-")
            texts.append(f"![{name}](<{name.replace('<', '').replace('>', '')}>)")
        else:
            left_out += 1
    if not texts and isinstance(message.get("text"), str):
        texts.append(message["text"])
    return "\n\n".join(texts), left_out
