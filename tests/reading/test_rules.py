"""Every rule of cleaning has a name, a line of help, its line in the documents, and a switch."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import cli
from builder.config import parse_config
from builder.errors import ConfigError
from builder.reading.rules import RULES, unknown_rule

ROOT = Path(__file__).resolve().parents[2]


def test_the_document_lists_every_rule_as_the_program_does():
    """`docs/cleaning.md` holds the table of rules, name and help, in its order."""
    text = (ROOT / "docs" / "cleaning.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", text, re.MULTILINE) == list(RULES.items())


def test_every_rule_that_the_code_names_is_in_the_table():
    """A change by a rule that nobody can look up or switch off is a defect."""
    named = set()
    for path in (ROOT / "builder").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"Change\([^()]*?, \"([a-z-]+)\"", text))

    assert named
    assert named <= set(RULES)


def test_an_unknown_rule_is_told_with_the_nearest_one():
    """A misspelt rule must not be lost in silence."""
    assert unknown_rule("greeting") == ""
    assert unknown_rule("greetings") == "there is no rule 'greetings'; did you mean greeting?"
    assert unknown_rule("xyzzy").startswith("there is no rule 'xyzzy'; there are: bullet, callout, ")


def test_the_settings_switch_rules_off():
    """`keep` takes names; a wrong one is an error with its line."""
    assert parse_config('keep = ["prompt", "greeting"]').keep == ("prompt", "greeting")
    with pytest.raises(ConfigError, match=r"studyguide.toml:2: keep: there is no rule 'promt'; did you mean prompt\?"):
        parse_config('title = "T"\nkeep = ["promt"]')


def test_a_wrong_rule_on_the_command_line_is_wrong_usage(tmp_path):
    """Exit code 2 and the nearest name."""
    result = CliRunner().invoke(cli, ["build", str(tmp_path), "--keep", "next"])

    assert result.exit_code == 2
    assert "did you mean next-file?" in result.stderr
