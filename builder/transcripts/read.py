"""A transcript's bytes go in, its conversations come out: the kind is told by what is in it, not by its name.

A new format is a module with a test and a reader for one conversation, and one line in `FORMATS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

from builder.errors import SourceError
from builder.reading.names import title_of
from builder.reading.text import decode
from builder.transcripts.chatgpt import is_chatgpt, read_chatgpt
from builder.transcripts.claude import is_claude, read_claude
from builder.transcripts.paste import read_paste
from builder.transcripts.talk import Talk

FORMATS: tuple[tuple[Callable[[dict[str, Any]], bool], Callable[[dict[str, Any], str], Talk]], ...] = (
    (is_chatgpt, read_chatgpt),
    (is_claude, read_claude),
)
STDIN = "standard input"
"""What standard input is called in messages."""
_HINT = "give conversations.json from a ChatGPT or Claude export, or the chat as pasted text"


def read_talks(data: bytes, path: str, keep: tuple[str, ...] = ()) -> Iterator[Talk]:
    """Return the conversations in *data*, the transcript *path*, read one after another; *keep* are rules switched off.

    Raises `SourceError` at once when there are none.
    """
    if not data.strip():
        raise SourceError("the transcript is empty", where=path, hint=_HINT)
    if data[:4] == b"PK\x03\x04":
        raise SourceError("this is a ZIP archive", where=path, hint="unpack it and give its conversations.json")
    if path.lower().endswith(".json"):
        return _read_json(data, path)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        try:
            return _read_json(data, path)
        except SourceError as error:
            # Pasted text may begin with a bracket; what is well-formed JSON is none.
            if not isinstance(error.__cause__, ValueError):
                raise
    read = decode(data, path, keep)
    if not read.text.strip():
        raise SourceError("the transcript is empty", where=path, hint=_HINT)
    title = "" if path == STDIN else title_of(PurePath(path).name)
    return iter((read_paste(read.text, path, title, read.changes, read.problems),))


def _read_json(data: bytes, path: str) -> Iterator[Talk]:
    try:
        root = json.loads(data)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"this is no JSON: {error.msg}", where=path, line=error.lineno, hint="export the chats again; " + _HINT
        ) from error
    except (UnicodeDecodeError, RecursionError) as error:
        reason = "too deeply nested" if isinstance(error, RecursionError) else "it is not UTF-8"
        raise SourceError(f"this is no JSON: {reason}", where=path, hint=_HINT) from error
    found = root.get("conversations", [root]) if isinstance(root, dict) else root
    chats = []
    for entry in found if isinstance(found, list) else ():
        reader = next((read for fits, read in FORMATS if isinstance(entry, dict) and fits(entry)), None)
        if reader:
            chats.append((reader, entry))
    if not chats:
        reason = "it holds no conversations" if found == [] else "it is no export of ChatGPT or Claude"
        raise SourceError(f"no chat can be read from this JSON: {reason}", where=path, hint=_HINT)
    # One conversation at a time: as lines it takes several times the room it takes in the export.
    # Several are told apart by their place in the export.
    return (
        read(entry, f"{path}#{number}" if len(chats) > 1 else path)
        for number, (read, entry) in enumerate(chats, 1)
    )
