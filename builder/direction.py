"""Which languages run from right to left."""

from __future__ import annotations

_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"})
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})


def right_to_left(language: str) -> bool:
    """Tell whether text in *language* (BCP 47) runs from right to left; a script in the tag decides."""
    parts = language.lower().split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    return scripts[0] in _SCRIPTS if scripts else parts[0] in _LANGUAGES


def direction(language: str) -> str:
    """Return `rtl` or `ltr`, as HTML has it."""
    return "rtl" if right_to_left(language) else "ltr"
