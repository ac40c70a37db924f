"""A judge in headless Chromium: chapters of an EPUB are shown, narrow and wide, light and dark."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

_WIDTHS = (360, 900)
_PAGE = """<!DOCTYPE html><meta charset="utf-8"><title></title><body>FRAMES<script>
// The frames stand in the page, so that its load event waits for them: the DOM is dumped right after it.
addEventListener("load", () => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, name = frame.getAttribute("src"), width = frame.clientWidth;
    if (page.querySelector("parsererror")) found.push(`${name}: no XHTML`);
    const root = page.documentElement;
    if (root.scrollWidth > width + 1) found.push(`${name}: ${root.scrollWidth} pixels wide in ${width}`);
    for (const image of page.images) if (image.complete && !image.naturalWidth) found.push(`${name}: no picture ${image.getAttribute("src")}`);
    const style = page.body && getComputedStyle(page.body);
    if (style && style.color === style.backgroundColor) found.push(`${name}: text on its own colour`);
  }
  document.body.replaceChildren(Object.assign(document.createElement("pre"), {id: "told", textContent: JSON.stringify(found)}));
});
</script></body>"""


def available() -> bool:
    """Tell whether there is a Chromium on this machine."""
    return shutil.which("chromium") is not None


def shown(path: Path, most: int = 3) -> list[str]:
    """Return what is wrong with the *most* largest chapters of the EPUB at *path* when a browser shows them."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
            largest = sorted(archive.infolist(), key=lambda entry: -entry.file_size)
        chapters = [entry.filename.removeprefix("EPUB/") for entry in largest if entry.filename.endswith(".xhtml")]
        frames = "".join(
            f'<iframe src="{name}" style="width:{width}px;height:600px;border:0"></iframe>'
            for name in [*chapters[:most], "nav.xhtml"] for width in _WIDTHS
        )  # fmt: skip
        page = _PAGE.replace("FRAMES", frames)
        (folder / "EPUB" / "look.html").write_text(page, encoding="utf-8")
        for scheme in ("light", "dark"):
            done = subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 "--allow-file-access-from-files", f"--user-data-dir={folder / scheme}",
                 *(["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []),
                 "--dump-dom", (folder / "EPUB" / "look.html").as_uri()],
                capture_output=True, text=True, timeout=240, check=False,
            )  # fmt: skip
            told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
            if told is None:
                return [f"the browser told nothing ({scheme}): {done.stderr[-200:]}"]
            found += [f"{scheme}: {line}" for line in json.loads(told[1].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))]
    return found
