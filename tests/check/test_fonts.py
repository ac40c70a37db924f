"""What check takes for covered is what the made faces cover."""

import pytest

from builder.cache import cache_folder
from builder.pdf import fonts


@pytest.mark.slow
def test_packaged_faces_cover_what_prepared_ones_do():
    """Checking makes no faces, which takes a while the first time."""
    prepared = fonts.coverage(fonts.prepare(cache_folder() / "fonts"))

    assert fonts.packaged_coverage() == prepared
