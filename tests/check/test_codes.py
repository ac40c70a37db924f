"""Every code of a problem in the program is explained in docs/problems.md, and every one there is in use."""

import ast
import itertools
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEVELS = {"error", "warning", "info"}
KINDS = {"caution"}  # of a callout, which follows "warning" in their table


def codes_of(tree):
    for node in ast.walk(tree):
        values = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
        constants = [value.value if isinstance(value, ast.Constant) else None for value in values]
        for level, code in itertools.pairwise(constants):
            if level in LEVELS and isinstance(code, str) and code not in LEVELS | KINDS:
                yield code
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "LessonError" and constants:
            yield constants[0]
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            names = [getattr(name, "id", "") for name in node.targets[0].elts]
            if "code" in names and isinstance(node.value, ast.Tuple):
                value = node.value.elts[names.index("code")]
                if isinstance(value, ast.Constant):
                    yield value.value


def test_codes_and_their_page_agree():
    """A code without an explanation is a riddle, an explanation without a code a lie."""
    used = set()
    for path in (ROOT / "builder").rglob("*.py"):
        used |= {code for code in codes_of(ast.parse(path.read_text(encoding="utf-8"))) if code}
    told = set(re.findall(r"^\| `([a-z-]+)` \| (?:error|warning|info)", (ROOT / "docs" / "problems.md").read_text(), re.MULTILINE))

    assert len(used) > 30
    assert sorted(used - told) == []
    assert sorted(told - used) == []
