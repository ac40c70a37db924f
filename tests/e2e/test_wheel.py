"""The wheel and the sdist, built from the checkout without network, hold everything the program needs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from builder import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
LESSON = """# Q & A: caches

A cache trades memory for time.

## Revision checklist

- [ ] Name two reasons to evict.

```python
cache = {"answer": 42}
```
"""


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist with the build backend itself; pip has no command for it."""
    out = tmp_path_factory.mktemp("sdist")
    _run("-m", "hatchling", "build", "--target", "sdist", "--directory", str(out), cwd=ROOT)
    (path,) = out.glob("*.tar.gz")
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of the checkout."""
    return _wheel_of(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel, as installing it would."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_the_package_with_templates_and_styles_inside(wheel: Path) -> None:
    """An ignored or forgotten file would be missing only on other people's machines."""
    with zipfile.ZipFile(wheel) as archive:
        found = {name for name in archive.namelist() if ".dist-info/" not in name}

    expected = _files("builder") | {f"builder/{name}" for name in _files("templates", "styles")}
    assert found == expected


def test_the_sdist_holds_all_that_a_packager_builds_and_tests_with(sdist: Path) -> None:
    """Distributions build and test from the sdist alone."""
    with tarfile.open(sdist) as archive:
        found = {name.partition("/")[2] for name in archive.getnames()}

    folders = ("builder", "templates", "styles", "lessons", "tests", "tools")
    extra = {"pyproject.toml", "constraints.txt", "Makefile", "README.md", "LICENSE"}
    assert (_files(*folders) | extra) - found == set()


def test_a_wheel_built_from_the_sdist_is_the_wheel_of_the_checkout(
    sdist: Path, wheel: Path, tmp_path: Path
) -> None:
    """Nothing may depend on where the wheel was built."""
    again = _wheel_of(sdist, tmp_path)

    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_the_wheel_runs_away_from_the_checkout(site: Path, tmp_path: Path) -> None:
    """The package is found in the wheel, and nothing of the checkout is on the import path."""
    code = "import builder, sys; print(builder.__file__); print('\\n'.join(sys.path))"

    first, *path = _installed(site, tmp_path, "-c", code).splitlines()

    assert Path(first).is_relative_to(site)
    assert not [entry for entry in path if entry and Path(entry).resolve() == ROOT]
    assert __version__ in _installed(site, tmp_path, "-m", "builder", "--version")


def test_the_wheel_builds_a_book_away_from_the_checkout(site: Path, tmp_path: Path) -> None:
    """Templates, styles and fonts are found in the installed package."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "01-caches.md").write_text(LESSON, encoding="utf-8")

    said = _installed(site, tmp_path, "-m", "builder", "build", "lessons", "-o", "out", "--strict")

    made = sorted((tmp_path / "out").iterdir())
    assert sorted(Path(line).name for line in said.splitlines()) == [path.name for path in made]
    assert [path.suffix for path in made] == [".epub", ".pdf"]
    assert made[0].read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
    assert made[1].read_bytes().startswith(b"%PDF-")


def _files(*folders: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def _wheel_of(source: Path, out: Path) -> Path:
    _run(
        *("-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
        *("--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(out), str(source)),
        cwd=out,
    )
    (path,) = out.glob("*.whl")
    return path


def _installed(site: Path, cwd: Path, *arguments: str) -> str:
    """Run Python on *site* and the installed libraries; -S keeps the editable install's path out."""
    libraries = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    return _run("-S", "-P", *arguments, cwd=cwd, PYTHONPATH=os.pathsep.join([str(site), *libraries]))


def _run(*arguments: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
