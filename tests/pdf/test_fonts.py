"""Every sign a course uses has a glyph in a packaged font, in text and in code, and every script its own face."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from builder.build import Order, build
from builder.cache import cache_folder
from builder.check.run import check
from builder.pdf import families, fonts
from builder.pdf.families import SCRIPTS, TEXT, extra_for, source, wanted

SIGNS = {
    "arrows": "←↑→↓↔↕↖↗↘↙↩↪↦↳↵⇐⇑⇒⇓⇔⇄⇧⇨⟵⟶⟷⟸⟹⟺",
    "mathematics": "∀∂∃∅∆∇∈∉∋∏∑−∓∕∗∘∙√∝∞∟∠∥∧∨∩∪∫∴∵∼≅≈≜≝≠≡≤≥≪≫⊂⊃⊆⊇⊕⊖⊗⊙⊢⊤⊥⊨⋅⋮⋯⌈⌉⌊⌋⟨⟩‖±×÷¬°·µ′″ℂℕℚℝℤℵℓ½¼¾⅓⅔",
    "letters of mathematics": "αβγδεζηθικλμνξοπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ²³¹⁰⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉",
    "boxes": "─━│┃┄┆┈┊┌┍┎┏┐┓└┗┘┛├┝┠┣┤┫┬┳┴┻┼╋═║╒╓╔╗╚╝╠╣╦╩╬╭╮╯╰╱╲╳▀▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▐░▒▓",
    "marks": "✓✔✗✘✕✖☐☑☒★☆●○◉◎■□▪▫▲△▶▷▼▽◀◁◆◇•‣◦†‡§¶©®™№",
    "numbers in circles": "①②③④⑤⑥⑦⑧⑨⑩⑪⑳❶❷❸❹❺❻❼❽❾❿",
    "keys": "⌘⌥⇧⌃⏎⌫⎋⇥␣",
    "punctuation": "–—―‘’‚“”„«»‹›…‰‹›¡¿€£¥₹₽₿",
    "emoji": "😀🙂🤔🎯🚀🔥💡📌📝📚📖🧠🧪🔍🔑🔒⚙⚠⚡✅❌❓❗⭐🌟🏁🏆👉👍👎👀💬🐍🐳🐧🟢🔴🟡🔵⏳⏰☁☎♻✨➕➖❤",
}  # fmt: skip


@pytest.fixture(scope="module")
def prepared() -> fonts.FontSet:
    return fonts.prepare(cache_folder() / "fonts")


@pytest.mark.parametrize("kind", SIGNS)
def test_every_sign_has_a_glyph(kind, prepared):
    """The list is of what courses write; the faces are those of every book."""
    have = fonts.coverage(prepared)

    assert [sign for sign in SIGNS[kind] if ord(sign) not in have] == []


@pytest.mark.parametrize("kind", ["arrows", "mathematics", "boxes", "marks", "numbers in circles"])
def test_signs_of_code_are_as_wide_as_its_letters(kind, prepared):
    """A diagram in code stands in columns: the first face of the chain of code that has a sign has it 0.6 em wide."""
    from fontTools.ttLib import TTFont

    chain = [TTFont(fonts.path_of(prepared, name, 400, "normal")) for name in ("SG Mono", "SG Wide", "SG Cells")]
    wrong = []
    for sign in SIGNS[kind].replace("⑪⑳", ""):
        font = next((font for font in chain if ord(sign) in font.getBestCmap()), None)
        # A long arrow takes two cells.
        if font is None or font["hmtx"][font.getBestCmap()[ord(sign)]][0] % round(0.6 * font["head"].unitsPerEm):
            wrong.append(sign)

    assert wrong == []


def test_no_glyph_is_missing_on_the_pages(folder, tmp_path):
    """Signs in text, in bold and in code: no page asks a font for a glyph it has not."""
    text = "\n\n".join(f"{signs} **{signs}** *{signs}* `{signs}`\n\n```text\n{signs}\n```" for signs in SIGNS.values())
    result = build(Order(folder({"01-signs.md": f"# Signs\n\n{text}\n"}), tmp_path / "out", formats=("pdf",), jobs=1))

    assert [problem.code for problem in result.problems if problem.level != "info"] == []
    assert _empty_glyphs(result.outputs[0].path) == []


TEXTS = {
    "arabic": ("مرحبا بالعالم", "ar", {"SG Arabic", "SG Arabic Serif"}),
    "hebrew": ("שלום עולם", "he", {"SG Hebrew", "SG Hebrew Serif"}),
    "hindi": ("नमस्ते दुनिया", "hi", {"SG Devanagari"}),
    "thai": ("สวัสดีชาวโลก", "th", {"SG Thai"}),
    "tamil": ("வணக்கம்", "ta", {"SG Tamil"}),
    "bengali": ("নমস্কার", "bn", {"SG Bengali"}),
    "japanese": ("直接の骨", "ja", {"SG Han JP"}),
    "simplified": ("直接的骨", "zh", {"SG Han SC"}),
    "traditional": ("直接的骨", "zh-TW", {"SG Han TC"}),
    "hong kong": ("直接的骨", "zh-Hant-HK", {"SG Han HK"}),
    "korean": ("안녕하세요", "ko", {"SG Han KR"}),
    "japanese in an English lesson": ("かな", "en", {"SG Han JP"}),
    "rare": ("𠮟る", "ja", {"SG Han JP", "SG Han JP Rare"}),
    "latin": ("naïve → ∀", "en", set()),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_asks_for_the_faces_of_its_scripts(name):
    """Shared characters are drawn as the language wants, else as the letters around tell."""
    text, language, expected = TEXTS[name]

    assert wanted(text, language) == expected


@pytest.mark.slow
def test_every_script_is_set_in_its_own_face(folder, tmp_path):
    """In text, in bold and in code; where a face is not installed, the lesson is left out."""
    missing = {family.name for family in SCRIPTS if source(family) is None and family.extra == "cjk"}
    files = {
        f"{at:02d}-text.md": f"---\nlang: {language}\n---\n# {text}\n\n{text} **{text}** `{text}`\n\n```python\nprint('{text}')\n```\n"
        for at, (text, language, expected) in enumerate(TEXTS.values(), 1) if not expected & missing
    }  # fmt: skip
    result = build(Order(folder(files), tmp_path / "out", formats=("pdf",), jobs=1))

    assert [problem.code for problem in result.problems if problem.level != "info"] == []
    assert _empty_glyphs(result.outputs[0].path) == []
    with pikepdf.open(result.outputs[0].path) as opened:
        used = {str(font.BaseFont).split("+")[1] for page in opened.pages for font in page.Resources.Font.values()}
    first = {sorted(expected)[-1] for _, _, expected in TEXTS.values() if expected and not expected & missing}
    assert first <= {name.replace("-", " ") for name in used}


def test_missing_fonts_are_named_with_their_extra(folder, monkeypatch, tmp_path):
    """One problem a lesson says which extra of the package brings them, when checking as when building."""
    real = families.source
    for module in (families, fonts):
        monkeypatch.setattr(
            module, "source", lambda family, *rest: None if family.extra == "cjk" else real(family, *rest)
        )
    root = folder({"01-ja.md": "# 日本語\n\n文章。\n", "02-en.md": "# English\n\nText.\n"})
    built = build(Order(root, tmp_path / "out", formats=("pdf",), jobs=1))
    checked = check(Order(root, jobs=1))

    for problems in (built.problems, checked.problems):
        found = [problem for problem in problems if problem.code == "glyph-missing"]
        assert [problem.path for problem in found] == ["01-ja.md"]
        assert "pip install 'studyguide-builder[cjk]'" in found[0].message


def test_a_character_no_extra_brings_names_none():
    """Cuneiform is in no package."""
    assert extra_for("𒀀") == ""


def test_no_family_is_named_twice():
    """A name is the face's address in the styles."""
    names = [family.name for family in (*TEXT, *SCRIPTS)]

    assert len(names) == len(set(names))


def _empty_glyphs(path: Path) -> list[str]:
    """Return the fonts of a PDF that are asked for glyphs they have not: WeasyPrint gives these a map of their own."""
    found = []
    with pikepdf.open(path) as opened:
        for page in opened.pages:
            for font in page.obj.get("/Resources", {}).get("/Font", {}).values():
                if font.get("/Subtype") == "/Type0" and not isinstance(font.Encoding, pikepdf.Name):
                    found.append(str(font.BaseFont))
    return found
