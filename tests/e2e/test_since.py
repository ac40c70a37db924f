"""Sheets of what changed since an edition, as a user asks for them."""

import json

import pypdf
import pytest
from click.testing import CliRunner

from builder.cli import cli


def lesson(title, item):
    return f"# {title}\n\n## One\n\nA table here.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: A caption\n\n## Revision checklist\n\n- Explain {item}\n- Draw {item}\n"


COURSE = {
    "studyguide.toml": 'title = "Course"\n', "01-queues.md": lesson("Queues", "queues"), "02-caches.md": lesson("Caches", "caches"),
    "03-locks.md": lesson("Locks", "locks"), "04-clocks.md": lesson("Clocks", "clocks"),
}  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def text_of(path):
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def test_only_sheets_that_changed_are_printed_after_a_page_that_says_so(folder, tmp_path):
    """The receipt of a build is enough; sheets of lessons that only moved are not printed again."""
    old = folder(COURSE)
    receipt = tmp_path / "may.json"
    # As Windows PowerShell writes what is redirected.
    receipt.write_text(run("build", old, "-o", tmp_path / "old", "--format", "pdf", "--json").stdout, encoding="utf-16")

    unchanged = run("sheets", old, "-o", tmp_path / "same", "--since", receipt)

    assert unchanged.exit_code == 0, unchanged.output
    assert "nothing changed since" in unchanged.stderr
    pages = text_of(tmp_path / "same" / "course-sheets-changed.pdf")
    assert len(pages) == 1
    assert "Nothing changed" in pages[0]

    (old / "04-clocks.md").unlink()
    (old / "03-locks.md").rename(old / "04-locks.md")
    (old / "03-sets.md").write_text(lesson("Sets", "sets"))
    (old / "02-caches.md").write_text(lesson("Caches", "other caches"))

    result = run("sheets", old, "-o", tmp_path / "new", "--since", receipt, "--json")

    assert result.exit_code == 0, result.output
    assert "1 new, 1 changed, 1 renumbered, 1 gone; 2 earlier sheets still good" in result.stderr
    pages = text_of(tmp_path / "new" / "course-sheets-changed.pdf")
    assert len(pages) == 3
    for said in ("may.json", "Gone: the sheet is no longer needed 4 Clocks", "3 → 4 Locks p. "):
        assert said in pages[0]
    assert "other caches" in pages[1]
    assert "Sets" in pages[2]
    before, now = (
        {one["title"]: one["digest"] for one in json.loads(text)["lessons"]}
        for text in (receipt.read_text(encoding="utf-16"), result.stdout)
    )
    assert before["Locks"] == now["Locks"]
    assert before["Caches"] != now["Caches"]


@pytest.mark.parametrize("text", ["", "[1]", '{"lessons": [{"title": "A"}]}', '{"lessons": 3}', "\xff"])
def test_a_file_that_is_no_receipt_is_told_before_anything_is_made(folder, tmp_path, text):
    """One message: where, what, what to do."""
    receipt = tmp_path / "may.json"
    receipt.write_text(text, encoding="latin-1")

    result = run("sheets", folder(COURSE), "-o", tmp_path / "out", "--since", receipt)

    assert result.exit_code == 1
    assert f"{receipt}: this is no receipt of an edition" in result.stderr
    assert "Hint: keep what" in result.stderr
    assert not list(tmp_path.glob("out/*"))
