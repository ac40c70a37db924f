"""What several tests share: small folders of lessons, and the real courses where they are present."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden files anew; read what it changed before committing it."""
    parser.addoption("--update-golden", action="store_true", help="write the expected files of golden tests")


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of folders: paths and texts in, the folder out."""

    def make(files: dict[str, str | bytes]) -> Path:
        root = tmp_path / "02-algebra"
        root.mkdir(exist_ok=True)
        for name, body in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))
        return root

    return make


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Keep the tests' cache apart from the user's."""
    patch = pytest.MonkeyPatch()
    patch.setenv("STUDYGUIDE_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    patch.delenv("SOURCE_DATE_EPOCH", raising=False)
    yield
    patch.undo()


@pytest.fixture
def corpus() -> Callable[[str], Path]:
    """Return a finder of real courses; a test skips where they are not present."""

    def find(name: str) -> Path:
        for path in (SHARED / "corpora" / name, SHARED / name):
            if path.exists():
                return path
        pytest.skip(f"the course {name} is not beside this checkout")

    return find
