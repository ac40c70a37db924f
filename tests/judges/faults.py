"""Input that must not end a book: each fault is a folder with one good lesson and something bad beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

GOOD = "# STEP 1 — A good lesson\n\nIts one word is: perseverance.\n\n## Revision checklist\n\n- [ ] You can go on\n"


def faults() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield the name of each fault and its files."""
    many = 10_000
    yield "a file of 50 MB", {"02-large.md": b"# Large\n\n" + b"word " * many * 1000}
    yield "a binary file", {"02-binary.md": bytes(range(256)) * 200}
    yield "NUL bytes", {"02-nul.md": b"# Nul\n\nbefore \0 after\n"}
    yield "a line of 1 MB", {"02-line.md": b"# Line\n\n" + b"word " * 200_000}
    yield "a line of 100 KB that is hard to read", {"02-hard.md": b"# Hard\n\n" + b"a*b_c[d " * 12_500}
    yield "10,000 nested quotes", {"02-quotes.md": b"# Quotes\n\n" + b">" * many + b" deep\n"}
    yield "10,000 nested lists", {"02-lists.md": b"# Lists\n\n" + b"".join(b" " * (2 * at) + b"- a\n" for at in range(1000)) + b"- " * many + b"deep\n"}
    yield "a fence never closed", {"02-fence.md": b"# Fence\n\n```python\nx = 1\n" + b"text\n" * 500}
    yield "2,000 first-level headings", {"02-heads.md": b"".join(b"# Command: run it %d\n\n" % at for at in range(2000))}
    yield "a heading of 960 characters", {"02-heading.md": b"# Title\n\n## " + b"a long question " * 60 + b"\n\ntext\n"}
    yield "UTF-16 text", {"02-utf16.md": "# Zwölf\n\nÄrger über Öl\n".encode("utf-16")}
    yield "Latin-1 text", {"02-latin.md": "# Zwölf\n\nÄrger über Öl\n".encode("latin-1")}
    yield "strange names", {"02 a 'b' \"c\" & d #e %20.md": b"# Strange\n\n![p](img%201.png)\n", "03-📁 emoji.md": b"# Emoji\n"}
    yield "broken front matter", {"02-front.md": b"---\ntitle: [a\n---\n# Front\n\ntext\n"}
    yield "raw HTML left open", {"02-html.md": b"# Html\n\n<div><table><tr><td><p>text\n\n<details><summary>Q</summary>\n\nanswer\n"}
    yield "a picture that is none", {"02-picture.md": b"# Picture\n\n![p](p.png) ![q](q.svg) ![r](https://x.invalid/r.png)\n", "p.png": b"no picture", "q.svg": b"<svg"}
    yield "a table of 300 columns", {"02-table.md": b"# Table\n\n" + b"|a" * 300 + b"|\n" + b"|-" * 300 + b"|\n" + b"|1" * 300 + b"|\n"}
    yield "an empty lesson", {"02-empty.md": b""}
    yield "merge-conflict marks", {"02-merge.md": b"# Merge\n\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n"}
    yield "unclosed mathematics", {"02-maths.md": b"# Maths\n\n$$\n\\frac{1}{\n\nand \\(x and $y\n\n$\\notacommand{x}$\n"}


def lay(folder: Path, files: dict[str, bytes]) -> None:
    """Write the good lesson and *files* into *folder*; links that leave it and that go round are always there."""
    folder.mkdir(parents=True)
    (folder / "01-good.md").write_text(GOOD, encoding="utf-8")
    for name, body in files.items():
        (folder / name).write_bytes(body)
    (folder / "08-leaves.md").symlink_to("/etc/hostname")
    (folder / "09-round").symlink_to(folder, target_is_directory=True)
    (folder / "07-self.md").symlink_to(folder / "07-self.md")
