"""Every format of transcript becomes the same turns: what the assistant and the learner said, nothing else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.errors import SourceError
from builder.transcripts.lessons import make_lessons
from builder.transcripts.read import read_talks


def node(name, parent, role="assistant", *parts, **more):
    message = {"author": {"role": role}, "content": {"content_type": "text", "parts": list(parts)}, **more}
    return {name: {"id": name, "parent": parent, "message": message, "children": []}}


def chatgpt(*nodes, current=None, title="Queues"):
    mapping = {"root": {"id": "root", "message": None, "parent": None, "children": ["a"]}}
    for one in nodes:
        mapping |= one
    return {"title": title, "mapping": mapping, "current_node": current}


def talks(value, path="conversations.json"):
    return list(read_talks(json.dumps(value).encode(), path))


def said(talk):
    return [(turn.role, "\n".join(line for _, line in turn.lines)) for turn in talk.turns]


def test_the_thread_that_was_last_on_screen_is_read():
    """From `current_node` up the parents; the branch of an edited question is another thread."""
    talk = talks([chatgpt(
        node("a", "root", "user", "one?"), node("b", "a", "assistant", "old"), node("c", "a", "assistant", "new"),
        node("d", "c", "user", "two?"), node("e", "d", "assistant", "last"), current="e",
    )])[0]  # fmt: skip

    assert talk.title == "Queues"
    assert said(talk) == [("user", "one?"), ("assistant", "new"), ("user", "two?"), ("assistant", "last")]


def test_tools_system_and_hidden_messages_are_skipped_and_counted():
    """What the learner never saw as an answer is no lesson."""
    talk = talks([chatgpt(
        node("a", "root", "system", "be kind"), node("b", "a", "user", "hidden", metadata={"is_visually_hidden_from_conversation": True}),
        node("c", "b", "assistant", "print(1)", recipient="python"), node("d", "c", "tool", "1"),
        node("e", "d", "assistant", "thinking", channel="analysis"), node("f", "e", "assistant", "weightless", weight=0),
        node("g", "f", "assistant", "Seen", recipient="all", weight=1.0), current="g",
    )])[0]  # fmt: skip

    assert said(talk) == [("assistant", "Seen")]
    assert talk.skipped == 6


def test_pictures_and_parts_become_text():
    """Parts are joined; a picture is named, so that the build can tell that it is missing."""
    part = {"content_type": "image_asset_pointer", "asset_pointer": "file-service://file-Ab1"}
    entry = node("a", "root", "assistant", "Look:", part, {"content_type": "x", "text": "heard"}, 7, None)
    entry["a"]["message"]["content"]["content_type"] = "multimodal_text"

    assert said(talks([chatgpt(entry, current="a")])[0]) == [
        ("assistant", "Look:\n\n![Picture file-Ab1](file-Ab1.png)\n\nheard")
    ]


@pytest.mark.parametrize("current", [None, "gone", 7, ["a"]])
def test_without_a_current_node_the_newest_leaf_counts(current):
    """Exports that leave it out or name a node that is not there are read all the same."""
    first, second = node("a", "root", "user", "one?"), node("b", "a", "assistant", "old", create_time=1.0)
    first["a"]["children"] = ["b", "c"]
    value = chatgpt(first, node("c", "a", "assistant", "new", create_time=2.0), second, current=current)

    assert said(talks([value])[0])[-1] == ("assistant", "new")


def test_a_ring_of_parents_and_missing_fields_end_in_what_can_be_read():
    """A damaged export must not hang or raise."""
    ring = chatgpt(node("a", "b", "assistant", "one"), node("b", "a", "assistant", "two"), current="a")
    holes = {"mapping": {"x": {}, "y": None, "z": {"message": {"author": None, "content": {"parts": "no"}}}}, "current_node": "z"}

    assert len(talks([ring])[0].turns) == 2
    assert talks([holes])[0].turns == ()


def claude(*messages, **more):
    return {"name": "Stacks", "chat_messages": list(messages), **more}


def test_claude_messages_are_read_from_their_blocks():
    """Text blocks are what was said; tools and thinking are counted; old exports have `text` alone."""
    talk = talks([claude(
        {"sender": "human", "text": "why?", "content": [{"type": "text", "text": "why?"}]},
        {"sender": "assistant", "text": "x", "content": [
            {"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "Because"}, {"type": "tool_use", "name": "t"},
            {"type": "image", "file_name": "a/b.png"}, {"type": "text", "text": "so."}]},
        {"sender": "assistant", "text": "old form"}, "no message", {"sender": "assistant"},
    )])[0]  # fmt: skip

    assert talk.title == "Stacks"
    assert said(talk) == [("user", "why?"), ("assistant", "Because\n\n![a-b.png](<a-b.png>)\n\nso."), ("assistant", "old form")]
    assert talk.skipped == 2


def test_claude_threads_follow_the_current_leaf():
    """Where messages name their parents, only the path to the leaf was on screen."""
    def message(name, parent, text):
        return {"uuid": name, "parent_message_uuid": parent, "sender": "assistant", "text": text}

    value = claude(message("a", "0", "first"), message("b", "a", "left"), message("c", "a", "kept"), current_leaf_message_uuid="c")

    assert [text for _, text in said(talks([value])[0])] == ["first", "kept"]


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one], lambda one: {"conversations": [one]}])
def test_one_conversation_may_stand_alone_or_in_a_list(wrap):
    """Both shapes are in use; other members of a list are passed over."""
    assert len(talks(wrap(claude({"sender": "assistant", "text": "x"})))) == 1


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        (b"", "a.txt", "a.txt: the transcript is empty"),
        (b" \n\t", "a.json", "a.json: the transcript is empty"),
        (b"\xef\xbb\xbf\n", "a.md", "a.md: the transcript is empty"),
        (b'[{"title": "x",\n "mapping"', "c.json", "c.json:2: this is no JSON: Expecting ':' delimiter"),
        (b"[]", "c.json", "c.json: no chat can be read from this JSON: it holds no conversations"),
        (b'{"a": 1}', "-", "-: no chat can be read from this JSON: it is no export of ChatGPT or Claude"),
        (b"[1, null, {}]", "c.json", "it is no export of ChatGPT or Claude"),
        (b"7", "c.json", "it is no export of ChatGPT or Claude"),
        (b'{"a": "\xff"}', "c.json", "c.json: this is no JSON: it is not UTF-8"),
        (b"[" * 100_000, "c.json", "c.json: this is no JSON"),
        (b"PK\x03\x04rest", "export.zip", "export.zip: this is a ZIP archive"),
    ],
)
def test_what_is_no_transcript_is_refused_in_one_message(data, path, message):
    """The message says where, what and what to give instead."""
    with pytest.raises(SourceError) as caught:
        list(read_talks(data, path))

    assert message in caught.value.message
    assert "Hint: " in caught.value.message


PASTE = "{you}\nTeach me.\n\n{it}\n# Title\n\nText.\n\n{you}\nMore?\n{it}\nMore text.\n"


@pytest.mark.parametrize(
    ("you", "it"),
    [
        ("You said:", "ChatGPT said:"), ("**You:**", "**ChatGPT:**"), ("**User**", "**Assistant**"), ("## User", "## Assistant"),
        ("Human:", "Claude:"), ("## Prompt:", "## Response:"), ("#### You:", "#### ChatGPT:"), ("User:", "Assistant:"),
        ("##### You said:", "###### ChatGPT said:"), ("**User:**", "**GPT-4:**"), ("__Human__:", "__AI__:"), ("🧑 You:", "🤖 ChatGPT 4o:"),
    ],
)  # fmt: skip
def test_marks_of_speakers_part_a_paste(you, it):
    """Whatever tool the text was copied with, its marks are known."""
    talk = next(read_talks(PASTE.format(you=you, it=it).encode(), "chat.md"))

    assert [(role, text.strip()) for role, text in said(talk)] == [
        ("user", "Teach me."), ("assistant", "# Title\n\nText."), ("user", "More?"), ("assistant", "More text."),
    ]  # fmt: skip
    assert [(change.line, change.rule, change.text) for change in talk.changes][:2] == [(1, "turn", you), (4, "turn", it)]
    assert talk.turns[1].lines[1] == (5, "# Title")


def test_a_bold_mark_may_stand_before_what_was_said():
    """`**User:** text` on one line."""
    talk = next(read_talks(b"**Human**: Hi.\n\n**GPT**: Hello.\n\nMore.\n", "-"))

    assert [(role, text.strip()) for role, text in said(talk)] == [("user", "Hi."), ("assistant", "Hello.\n\nMore.")]


@pytest.mark.parametrize(
    "text",
    [
        "# Roles\n\nUser:\n\nwho asks.\n\n## Response\n\nA response has a body.\n",
        "# Protocol\n\n" + "Line.\n\n" * 9 + "## Prompt:\n\nA prompt.\n\n## Response:\n\nA response.\n",
        "Just text.\n\n```\nYou said:\nChatGPT said:\n```\n",
        "User: a person. Assistant: a program.\n",
        "[A link](x.md) begins this text.\n",
        "{braces} begin this one.\n",
    ],
)
def test_words_that_look_like_marks_part_nothing(text):
    """One side alone, marks below a lesson's beginning, marks in code and in running text are no dialogue."""
    talk = next(read_talks(text.encode(), "chat.md"))
    if "User:\n" in text:
        text = text.replace("## Response\n", "## The response\n")
        talk = next(read_talks(text.encode(), "chat.md"))

    assert said(talk) == [("assistant", text)]
    assert not talk.marked


KEYS = st.sampled_from([
    "mapping", "current_node", "message", "author", "role", "content", "content_type", "parts", "text", "parent", "children", "metadata",
    "recipient", "channel", "weight", "title", "name", "chat_messages", "sender", "uuid", "parent_message_uuid", "current_leaf_message_uuid",
    "type", "asset_pointer", "create_time", "a", "b",
])  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["a", "b", "text", "assistant", "human", "all", "# T", "\ud800"])
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25)
MESSAGES = st.fixed_dictionaries({}, optional={"author": VALUES, "content": VALUES, "metadata": VALUES, "recipient": VALUES, "weight": VALUES})


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({"mapping": st.dictionaries(st.sampled_from("abc"), st.fixed_dictionaries({"message": MESSAGES | VALUES, "parent": VALUES}))},
                             optional={"current_node": VALUES, "title": VALUES})
       | st.fixed_dictionaries({"chat_messages": st.lists(VALUES | st.fixed_dictionaries({"sender": VALUES, "content": VALUES}))},
                               optional={"name": VALUES, "current_leaf_message_uuid": VALUES}))  # fmt: skip
def test_no_shape_of_an_export_raises(value):
    """Whatever its fields hold, an export gives lessons or none; it is never our traceback."""
    for talk in talks([value]):
        made = make_lessons(talk, ())
        assert all(lesson.text.strip() for lesson in made.lessons)
