"""What info strings ask for, as other programs write it."""

import xml.etree.ElementTree as ET

import pytest

from builder.parsing.fences import Fence, read_fence
from builder.parsing.highlight import code_block


@pytest.mark.parametrize(
    ("info", "read"),
    [
        ("python", Fence("python")),
        ("rust,ignore", Fence("rust")),
        ("c++", Fence("c++")),
        ('python title="a b.py" linenums="5" hl_lines="2 4-6"', Fence("python", "a b.py", True, 5, ((2, 2), (4, 6)))),
        ('{ .py linenums="1" }', Fence("py", numbers=True)),
        ('{#lst .python .numberLines startFrom="10" title="the big one"}', Fence("python", "the big one", True, 10, label="lst")),
        ("{.numberLines .haskell}", Fence("haskell", numbers=True)),
        ('jsx title="/src/x.js" {1,4-6} showLineNumbers', Fence("jsx", "/src/x.js", True, 1, ((1, 1), (4, 6)))),
        ("js showLineNumbers{5} {2}", Fence("js", numbers=True, start=5, marked=((2, 2),))),
        ("ts{2,4-6}:line-numbers=3", Fence("ts", numbers=True, start=3, marked=((2, 2), (4, 6)))),
        ("js:no-line-numbers", Fence("js", numbers=False)),
        ('go {linenos=true,hl_lines=[8,"15-17"],linenostart=199}', Fence("go", numbers=True, start=199, marked=((8, 8), (15, 17)))),
        ("go {linenos=false}", Fence("go", numbers=False)),
        ('python {hl_lines=[2]}', Fence("python", marked=((2, 2),))),
    ],
)
def test_an_info_string_says_language_title_numbers_and_marks(info, read):
    """mkdocs-material, Pandoc, Docusaurus, VitePress and Hugo write the same four things in five ways."""
    assert read_fence(info) == read


def test_marks_of_lines_that_are_not_there_are_passed_over():
    """A range may be longer than the block, and as long as anybody likes to write."""
    assert code_block("a\nb\n", "python {2-999999}").get("data-marked") == "2"


def test_lines_are_numbered_as_the_fence_says_else_as_the_settings_do():
    """One line, plain text and diagrams get no numbers by the settings; the fence's word wins."""
    assert code_block("a\nb", "python", numbered=True).get("data-start") == "1"
    assert code_block("a\nb", "python linenums=7").get("data-start") == "7"
    for text, info in (("a", "python"), ("a\nb", ""), ("a\nb", "py linenums=false"), ("├ a\n└ b", "text linenums")):
        assert code_block(text, info, numbered=True).get("data-start") is None, info


def test_the_code_of_a_marked_block_is_the_code_as_written():
    """Numbers and marks are attributes, not text."""
    block = code_block("x = 1\ny = 2", 'python linenums="1" hl_lines="1"')
    assert "".join(block.itertext()) == "x = 1\ny = 2"
    assert ET.tostring(block, encoding="unicode").startswith('<pre class="sg-code" data-lang="python" data-marked="1" data-start="1"')
