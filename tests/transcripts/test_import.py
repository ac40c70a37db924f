"""`studyguide import` as a user meets it: files, messages, exit codes."""

import json

import pytest
from click.testing import CliRunner

from builder.cli import cli

CHAT = (
    "You said:\nTeach me.\nChatGPT said:\nPerfect.\n\n# 📁 File: `01-queues.md`\n\n# STEP 1 — Queues\n\nFirst【1†source】.\n\n---\n\n"
    "When ready, type:\n\n**2**\nYou said:\n2\nChatGPT said:\nGood. Stay disciplined.\n\n# 📁 File: `02-stacks.md`\n\n# STEP 2 — Stacks\n\nSecond.\n"
)


def run(*arguments, stdin=None):
    return CliRunner().invoke(cli, ["import", *(str(argument) for argument in arguments)], input=stdin)


def conversation(title, *answers):
    return {"name": title, "chat_messages": [{"sender": "assistant", "text": answer} for answer in answers]}


@pytest.fixture
def chat(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text(CHAT, encoding="utf-8")
    return path


def test_lessons_are_written_and_told(chat, tmp_path):
    """Paths on stdout, what was done on stderr, UTF-8 with plain line ends in the files."""
    out = tmp_path / "notes"

    result = run(chat, "-o", out)

    assert result.exit_code == 0
    assert result.stdout == f"{out / '01-queues.md'}\n{out / '02-stacks.md'}\n"
    assert result.stderr == (
        "wrote 2 lessons\ncleaned 8 lines by 5 rules (citation 1, file-label 2, frame 1, greeting 2, prompt 2): --json lists them\n"
        "left out: 2 questions\n"
    )
    assert (out / "01-queues.md").read_bytes() == "# STEP 1 — Queues\n\nFirst.\n".encode()


def test_the_book_of_imported_lessons_has_nothing_more_to_clean(chat, tmp_path):
    """Import does what build would do."""
    run(chat, "-o", tmp_path / "notes")

    built = CliRunner().invoke(cli, ["build", str(tmp_path / "notes"), "-o", str(tmp_path / "out"), "--format", "epub", "--json", "--jobs", "1"])

    told = json.loads(built.stdout)
    assert told["changes"] == []
    assert [(lesson["number"], lesson["title"]) for lesson in told["lessons"]] == [(1, "Queues"), (2, "Stacks")]


def test_what_is_there_is_not_overwritten_without_force(chat, tmp_path):
    """One message names the files, nothing is written; --force overwrites."""
    out = tmp_path / "notes"
    out.mkdir()
    (out / "02-stacks.md").write_text("Mine.\n", encoding="utf-8")

    refused = run(chat, "-o", out)

    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert refused.stderr == (
        f"Error: already there: {out / '02-stacks.md'}; nothing is written\n"
        "Hint: name another folder with -o, or overwrite them with --force\n"
    )
    assert [path.name for path in out.iterdir()] == ["02-stacks.md"]
    assert run(chat, "-o", out, "--force").exit_code == 0
    assert "Second." in (out / "02-stacks.md").read_text(encoding="utf-8")


def test_several_conversations_get_a_folder_each(tmp_path):
    """Folders are named by titles, numbered where two are alike; a conversation without answers makes none."""
    path = tmp_path / "conversations.json"
    path.write_text(json.dumps([
        conversation("Queues & Co", "# One\n\nA.", "# Two\n\nB."), conversation("queues: co", "# Three\n\nC."), conversation("Empty"),
        conversation("../../etc", "# Four\n\nD."), conversation("🎯", "E \ud83d\ude00 \ud83d"),
    ]), encoding="utf-8")  # fmt: skip
    out = tmp_path / "notes"

    result = run(path, "-o", out)

    assert result.exit_code == 0
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.md")) == [
        "chat/01-lesson.md", "etc/01-four.md", "queues-co-2/01-three.md", "queues-co/01-one.md", "queues-co/02-two.md",
    ]  # fmt: skip
    assert "left out: 1 conversation without an answer\n" in result.stderr
    assert (out / "chat/01-lesson.md").read_text(encoding="utf-8") == "E 😀 \ufffd\n"


def test_standard_input_and_several_files_are_read(chat, tmp_path):
    """`-` is standard input; every transcript is a conversation."""
    result = run("-", chat, "-o", tmp_path / "notes", stdin="# Heaps\n\nText.\n")

    assert result.exit_code == 0
    assert sorted(path.relative_to(tmp_path / "notes").as_posix() for path in (tmp_path / "notes").rglob("*.md")) == [
        "chat-2/01-queues.md", "chat-2/02-stacks.md", "chat/01-heaps.md",
    ]  # fmt: skip


def test_json_tells_everything(chat, tmp_path):
    """One object on stdout: outputs, lessons, changes with their places, problems, and what was left out."""
    told = json.loads(run(chat, "-o", tmp_path / "notes", "--json").stdout)

    assert [output["path"] for output in told["outputs"]] == [str(tmp_path / "notes" / name) for name in ("01-queues.md", "02-stacks.md")]
    assert [(lesson["number"], lesson["title"], lesson["line"]) for lesson in told["lessons"]] == [(1, "STEP 1 — Queues", 4), (2, "STEP 2 — Stacks", 20)]
    assert {"file": str(chat), "line": 10, "rule": "citation", "text": "【1†source】"} in told["changes"]
    assert {"file": str(chat), "line": 2, "rule": "turn", "text": "Teach me."} in told["changes"]
    assert told["left_out"] == {"questions": 2, "hidden": 0, "conversations": 0}
    assert told["problems"] == []


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("a.json", "{", "a.json:1: this is no JSON: "),
        ("a.json", "{}", "it is no export of ChatGPT or Claude"),
        ("a.txt", " \n", "the transcript is empty"),
        ("a.json", json.dumps(conversation("Empty")), "there is no answer in this chat that a lesson could be made of"),
        ("a.txt", "When ready, type:\n\n**2**\n", "there is no answer in this chat"),
        ("a.txt", b"\x7fELF" + bytes(range(256)) * 9, "this is not a text file"),
    ],
)
def test_what_gives_no_lesson_is_refused_in_one_message(tmp_path, name, body, message):
    """Exit code 1, where, what and what to do; no folder is made."""
    path = tmp_path / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())

    result = run(path, "-o", tmp_path / "notes")

    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stderr.count("Error: ") == 1
    assert "Hint: " in result.stderr
    assert not (tmp_path / "notes").exists()


def test_a_file_that_is_not_there_is_told(tmp_path):
    """As a build tells a missing folder."""
    result = run(tmp_path / "none.txt", "-o", tmp_path / "notes")

    assert result.exit_code == 1
    assert f"Error: {tmp_path / 'none.txt'}: cannot be read: No such file or directory" in result.stderr


def test_rules_are_switched_off_for_an_import_too(chat, tmp_path):
    """A known rule keeps its text; an unknown one is wrong usage."""
    assert run(chat, "-o", tmp_path / "notes", "--keep", "greeting").exit_code == 0
    assert (tmp_path / "notes" / "02-stacks.md").read_text(encoding="utf-8").startswith("Good. Stay disciplined.\n")
    assert run(chat, "-o", tmp_path / "more", "--keep", "greetin").exit_code == 2


def test_help_shows_examples():
    """What to type stands in the help."""
    text = run("--help").stdout

    assert "studyguide import conversations.json -o notes" in text
    assert "--force" in text


def test_a_large_export_is_read_in_linear_time(tmp_path):
    """Hundreds of conversations, and one of thousands of messages, cost no more each than one."""
    long = conversation("Long", *(f"# Part {n}\n\nText {n}.\n\nReply **{n + 1}** when ready." for n in range(2_000)))
    path = tmp_path / "conversations.json"
    path.write_text(json.dumps([long, *(conversation(f"Talk {n}", "# One\n\nA.") for n in range(300))]), encoding="utf-8")

    result = run(path, "-o", tmp_path / "notes")

    assert result.exit_code == 0
    assert len(list((tmp_path / "notes").rglob("*.md"))) == 2_300


def test_an_announced_lesson_that_is_in_no_transcript_is_a_note(tmp_path):
    """It may be in another conversation of the same import."""
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text("# 📁 File: `01-a.md`\n\n# A\n\nText.\n\nNext file:\n\n📁 `2-b.md`\n", encoding="utf-8")
    two.write_text("# 📁 File: `02-b.md`\n\n# B\n\nText.\n\nNext file:\n\n📁 `03-c.md`\n", encoding="utf-8")

    result = run(one, two, "-o", tmp_path / "notes")

    assert f"{two}:9: info: it announces 03-c.md, which is not in the chat [lesson-announced]\n" in result.stderr
    assert result.stderr.count("lesson-announced") == 1
