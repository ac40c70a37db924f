from builder.reading.names import LEFT_OUT, language_tag, name_number, natural_key, slug_of, title_of


def test_two_stands_before_ten():
    """Numbers in names are compared as numbers."""
    names = ["10-b.md", "2-a.md", "README.md", "1-c.md", " 07-x.md", "9-y.md"]

    ordered = sorted(names, key=natural_key)

    assert ordered == ["README.md", "1-c.md", "2-a.md", " 07-x.md", "9-y.md", "10-b.md"]


def test_a_name_says_its_number():
    """The number may stand alone, after a word, or not be there; a sub-number is no number."""
    names = ["02-x", "day07", "Step10_y", "10", "x-3", "tema_4_1", "ch01-02-hello", "3D-printing"]

    assert [name_number(name) for name in names] == [2, 7, 10, 10, None, None, None, None]


def test_a_name_becomes_a_title():
    """Number, separators and suffix go; the first letter is large."""
    assert title_of("02-compute-layer.md") == "Compute layer"
    assert title_of("10.1 斐波那契数列.md") == "斐波那契数列"
    assert title_of("Module-10.2") == "Module 10.2"
    assert title_of("02-3D-printing.md") == "3D printing"
    assert title_of("2024.md") == "2024"


def test_a_slug_keeps_letters_of_any_script():
    """Letters and digits stay, vowel signs too; all else is one hyphen."""
    assert slug_of("Q & `<A>` é") == "q-a-é"
    assert slug_of("पाठ 1") == "पाठ-1"
    assert slug_of("…") == "lesson"


def test_files_about_the_repository_are_known():
    """Licence, conduct, contributing and changelog are no lessons, whatever their case or suffix."""
    stems = ["LICENSE", "Licence-MIT", "CODE_OF_CONDUCT", "contributing", "CHANGELOG", "license.txt", "SECURITY", "CONTRIBUTING-ja"]

    assert all(LEFT_OUT.fullmatch(stem) for stem in stems)
    lessons = ["01-licensing-models", "security", "security-groups", "licence-types", "changes-in-state"]
    assert not any(LEFT_OUT.fullmatch(stem) for stem in lessons)


def test_a_language_is_a_tag_or_nothing():
    """An e-book with `lang="English"` is not valid."""
    assert [language_tag(value) for value in ("en", "zh_CN", " pt-BR ", "English", "", None, 3)] == [
        "en", "zh-CN", "pt-BR", "", "", "", "",
    ]  # fmt: skip
