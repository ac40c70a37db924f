"""What check takes for covered is what the made faces cover."""

import pytest

from builder.cache import cache_folder
from builder.pdf import fonts


@pytest.mark.slow
def test_packaged_faces_cover_what_prepared_ones_do():
    """Checking makes no faces, which takes a while the first time."""
    names = frozenset({"SG Arabic", "SG Devanagari", "SG Han JP", "SG Han JP Rare"})
    prepared = fonts.coverage(fonts.prepare(cache_folder() / "fonts", names))

    assert fonts.packaged_coverage(names) == prepared
