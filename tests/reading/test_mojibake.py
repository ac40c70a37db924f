"""Bytes become the words that were written: golden pairs a rule, and what holds for any text and any damage."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.errors import LessonError
from builder.reading.rules import RULES
from builder.reading.text import decode

GOLDEN = Path(__file__).parent / "golden-text"
CASES = sorted(GOLDEN.glob("*.in"))
COURSES = ("cp-algorithms", "d2l-en-part", "high-school-python-hi", "js-primer-ja", "mdbook-guide", "rust-book",
           "shell-novice", "system-design-primer")  # fmt: skip


def shown(read):
    """Return changes, problems and text as the golden files hold them."""
    told = [f"{change.line} {change.rule}: {change.text!a}" for change in read.changes]
    told += [f"{one.line} {one.level} {one.code}: {one.message}" for one in read.problems]
    return "".join(f"{line}\n" for line in told) + "~~~ text ~~~\n" + read.text


def damaged(text, page="cp1254"):
    """Return *text* as a program saves it that reads UTF-8 in *page* and drops what the page does not know."""
    return text.encode().decode(page, "ignore").encode()


def garbled(text, page="cp1252"):
    """Return *text* read in *page* without a loss: bytes it does not know become control characters."""
    return "".join(bytes((byte,)).decode(page, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_golden_pair_holds(path, request):
    """Input bytes beside expected changes, problems and text; `--update-golden` writes what comes out now."""
    read = decode(path.read_bytes(), "a.md")
    expected = path.with_suffix(".out")
    if request.config.getoption("--update-golden"):
        expected.write_text(shown(read), encoding="utf-8")

    assert shown(read) == expected.read_text(encoding="utf-8")
    assert {change.rule for change in read.changes} <= set(RULES)
    if path.stem.startswith("prose-"):
        assert read.text == path.read_text(encoding="utf-8")
        assert read.changes == ()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_was_read_once_is_clean(path):
    """Reading the repaired text again changes nothing."""
    once = decode(path.read_bytes(), "a.md")

    again = decode(once.text.encode(), "a.md")

    assert (again.text, again.changes) == (once.text, ())


def test_there_are_golden_pairs_for_every_rule():
    """Each of the rules of decoding, and text that must stay, is shown by several pairs."""
    kinds = [path.stem.split("-")[0] for path in CASES]

    assert {kind: kinds.count(kind) >= 5 for kind in ("encoding", "mojibake", "lost", "prose")} == dict.fromkeys(
        ("encoding", "mojibake", "lost", "prose"), True
    )


def test_the_rules_can_be_switched_off():
    """`mojibake` kept leaves all as it stands, `lost-byte` repairs only what came through whole."""
    data = damaged("# 📁 File → now\n")

    assert decode(data, "a.md", ("mojibake",)).text == data.decode()
    assert decode(data, "a.md", ("lost-byte",)).text == "# ğŸ“ File → now\n"
    assert decode(data, "a.md").text == "# 📁 File → now\n"
    eaten = b"`\x08ash\nls\n`\n"
    assert decode(eaten, "a.md", ("encoding",)).text == eaten.decode()


def test_each_guess_names_what_it_may_have_been():
    """Where the words around do not make it certain, the reader is told the line and the other candidates."""
    read = decode(damaged("# Title — one\n\n📁 x\n\n1️⃣ sure\n"), "a.md")

    (problem,) = read.problems
    assert (problem.line, problem.level, problem.code) == (3, "info", "lost-byte")
    assert "📁 (or 🎓, 📝" in problem.message
    assert [(change.line, change.rule) for change in read.changes] == [(1, "mojibake"), (3, "lost-byte"), (5, "lost-byte")]


def test_what_nobody_can_tell_stands_as_a_replacement_and_is_told():
    """Better a gap that is told than an invented word."""
    read = decode("ok\nbad \ufffd and \ufffd\n".encode(), "a.md")

    assert [(one.line, one.level, one.code) for one in read.problems] == [(2, "warning", "garbled-left")]


# --- any text --------------------------------------------------------------------------------------------------

# Sentences of our own whose lost bytes can be told from what is left and what stands around.
SENTENCES = {
    "french": ["L’été, où l’on a déjà vu la forêt ;", "« Voilà », dit-il…", "Œuvre, cœur, ça, garçon — naïf", "5 € à Noël",
               "l’Île de Ré"],
    "turkish": ["Iğdır’da ağaç, üç kuş", "Şehir, Öğrenci, Üzüm, Çağ", "“Işık” ve İstanbul", "Ğ büyük harf, ğ küçük"],
    "german": ["Größe, Fuß, Äpfel, Öl, Übung", "„Spaß“ – ja", "37 °C, § 5, ½"],
    "spanish": ["¿Qué año? ¡Él, mañana!", "Índice, acción, pingüino", "«así»"],
    "chinese": ["你好，世界", "中文（内容）：数字；", "我们学生"],
    "japanese": ["データ・コース", "これ、ここ。", "「文字」"],
    "maths": ["∀x: x² ≥ 0, α → β ⇒ γ", "√2 ≈ 1,41 × π", "∑ ≠ ∫, x₂ ≤ y³"],
    "code": ["├── src/", "│   └── main.py", "`a → b`", "x = 'ü'  # größer", "┌───┬───┐"],
    "emoji": ["🔥 Hot", "1️⃣ One, 🔟 Ten", "✔ done ✅ ok ❌ not", "🎯 Aim", "🏆 won ⭐", "📁 File: `a.md`", "👍 yes 🧠 ⚠️"],
    "ascii": ["plain words", "", "```", "* item", "| a | b |"],
}  # fmt: skip
ALL = [sentence for group in SENTENCES.values() for sentence in group]
TEXTS = st.lists(st.sampled_from(ALL), max_size=12).map(lambda lines: "\n".join(["# Title — one", *lines, ""]))
KINDS = st.sampled_from(sorted(SENTENCES)).flatmap(
    lambda kind: st.lists(st.sampled_from(SENTENCES[kind]), min_size=1, max_size=6)
).map(lambda lines: "\n".join(["# Title — one", *lines, ""]))  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(KINDS | TEXTS)
def test_text_survives_a_code_page_that_lost_bytes(text):
    """UTF-8 read as Windows-1254 with what it does not know dropped comes back letter by letter."""
    assert decode(damaged(text), "a.md").text == text


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["cp1252", "cp1254", "latin-1", "cp437", "cp850"]))
def test_text_survives_a_code_page_that_lost_nothing(text, page):
    """Whatever page it was read in, once."""
    read = decode(garbled(text, page).encode(), "a.md")

    assert read.text == text
    assert not any(change.rule == "lost-byte" for change in read.changes)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_text_survives_being_garbled_twice(text):
    """Each layer comes off."""
    assert decode(garbled(garbled(text)).encode(), "a.md").text == text


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_clean_text_is_never_touched(text, encoding):
    """Text of any language, mixed or not, is read as it was written and nothing is told."""
    read = decode(text.encode(encoding), "a.md")

    assert read.text == text
    assert read.problems == ()
    assert not {change.rule for change in read.changes} - {"encoding"}


WESTERN = [sentence for kind in ("french", "german", "spanish", "ascii") for sentence in SENTENCES[kind]]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WESTERN), min_size=1, max_size=8))
def test_western_text_in_its_own_code_page_is_no_other_encoding(lines):
    """Windows-1252 is read as such whatever the words, never as Chinese or Russian, and never as half UTF-8."""
    text = "\n".join(lines) + "\n"

    assert decode(text.encode("cp1252"), "a.md").text == text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES["turkish"] + SENTENCES["ascii"]), min_size=1, max_size=8))
def test_turkish_text_in_its_own_code_page_is_turkish(lines):
    """ğ ı ş are no ð ý þ, in any sentence."""
    text = "\n".join(lines) + "\n"

    assert decode(text.encode("cp1254"), "a.md").text == text


ACCENTED = "".join(chr(code) for code in range(0xC0, 0x180) if chr(code).isalpha())
CLOSERS = ["", "”", "“", "»", "\u00a0»", "’", "…", " –", "—", "°", "²", "™"]
WORDS = st.builds(
    lambda start, letter, closer: start + letter + closer,
    st.text("abcdefghij", min_size=1, max_size=6), st.sampled_from(ACCENTED.lower()), st.sampled_from(CLOSERS),
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(WORDS, max_size=30))
def test_accented_words_before_any_closing_mark_are_clean(words):
    """`Spaß“`, `café\u00a0»`, `hotărâ”` look like sequences and are none."""
    text = " ".join(words) + "\n"

    assert decode(text.encode(), "a.md").text == text


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ALL), st.sampled_from(["clean", "lost", "garbled", "twice", "quoted"])), max_size=12))
def test_repair_is_done_once(lines):
    """However healthy and garbled lines mix, a second run finds nothing."""
    made = {
        "clean": lambda line: line,
        "lost": lambda line: damaged(line).decode(),
        "garbled": garbled,
        "twice": lambda line: garbled(garbled(line)),
        "quoted": lambda line: f"`{garbled(line)}` is {line}",
    }
    once = decode("\n".join(made[how](line) for line, how in lines).encode(), "a.md")

    again = decode(once.text.encode(), "a.md")

    assert (again.text, again.changes) == (once.text, ())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: damaged(text, "cp1252"))
       | st.text("âã€ğŸ“Ã©ï¸\u00a0 aé—`|\n\x08\udc9d\ud83d", max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_are_a_crash(data):
    """Whatever the bytes, there is text that can be written down, or one clear refusal."""
    try:
        read = decode(data, "a.md")
    except LessonError:
        return
    read.text.encode("utf-8")
    assert "\0" not in read.text.replace("\0", "", data.count(b"\0")) or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert "\r" not in read.text
    last = read.text.count("\n") + 1
    assert all(1 <= told.line <= last for told in (*read.changes, *read.problems))


# --- real courses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COURSES)
def test_clean_courses_are_read_as_they_are(corpus, name):
    """No file of a healthy course is changed, and nothing is told of it."""
    paths = [path for path in sorted(corpus(name).rglob("*.md")) if path.is_file()]

    assert paths
    for path in paths:
        read = decode(path.read_bytes(), path.name)
        assert (read.changes, read.problems) == ((), ()), path
        assert read.text == path.read_text(encoding="utf-8-sig"), path


def test_a_lesson_that_lost_bytes_is_whole_again(corpus):
    """Every sign of it can be read: sections 1 to 15, tree, arrows, quotation marks; the folders are told as guesses."""
    data = (corpus("seed") / "cloud-lesson-01-as-received.txt").read_bytes()

    read = decode(data, "seed.md")

    lines = read.text.split("\n")
    keycaps = [line.split()[2] for line in lines if line.startswith("# 🧠")]
    digits = [f"{digit}\ufe0f\u20e3" for digit in range(10)]
    assert keycaps == [*digits[1:], "🔟", *(digits[1] + digit for digit in digits[1:6])]
    assert {char for char in read.text if ord(char) > 127} == set("—📁🔥→🧠\ufe0f\u20e3├─“”🔟↓✔🎯")
    assert read.text.count("“") == read.text.count("”") == 1
    assert [line for line in lines if "us-east-1a" in line] == ["  ├── us-east-1a"]
    assert [line for line in lines if line == "↓"] == ["↓"] * 5
    assert [(one.code, one.message[:1]) for one in read.problems] == [("lost-byte", "📁")] * 2
    assert read.text.encode().decode("cp1254", "ignore").encode() == data.replace(b"\r\n", b"\n")
