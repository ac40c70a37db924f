"""Where nobody says what language a lesson is in, its script does."""

from __future__ import annotations

import pytest

from builder.config import Config
from builder.reading.load import read_sources
from builder.reading.scripts import lesson_language, script_language

TEXTS = {
    "ja": "# 変数と宣言\n\nこの章では変数の宣言と値の読み書きについて学びます。プログラムは`let x = 1`のように値に名前をつけます。\n",
    "zh": "# 变量\n\n本章介绍变量的声明和使用，我们会从最简单的例子开始，说明程序怎样给值取名字。\n",
    "zh-TW": "# 變數\n\n本章介紹變數的宣告與使用，我們會從最簡單的例子開始，說明程式怎樣為值取名字，這對學習很有幫助。\n",
    "ko": "# 변수\n\n이 장에서는 변수를 선언하고 사용하는 방법을 배웁니다. 프로그램은 값에 이름을 붙입니다.\n",
    "ar": "# المتغيرات\n\nنتعلم في هذا الدرس كيف يعطي البرنامج اسما لكل قيمة، وكيف يقرؤها بعد ذلك.\n",
    "fa": "# متغیرها\n\nدر این درس می‌آموزیم که برنامه چگونه به هر مقدار نامی می‌دهد و پس از آن چگونه آن را می‌خواند.\n",
    "he": "# משתנים\n\nבשיעור הזה לומדים איך התוכנית נותנת שם לכל ערך, ואיך היא קוראת אותו אחר כך.\n",
    "ru": "# Переменные\n\nВ этом уроке мы узнаем, как программа даёт значению имя и как потом его читает.\n",
    "uk": "# Змінні\n\nУ цьому уроці ми дізнаємося, як програма дає значенню ім'я і як потім його читає.\n",
    "hi": "# चर\n\nइस पाठ में हम सीखेंगे कि प्रोग्राम किसी मान को नाम कैसे देता है और बाद में उसे कैसे पढ़ता है।\n",
    "el": "# Μεταβλητές\n\nΣε αυτό το μάθημα μαθαίνουμε πώς ένα πρόγραμμα δίνει όνομα σε μια τιμή.\n",
    "latin": "# Variables\n\n" + "In this lesson a program gives a value a name, and reads it. " * 5,
    "": "# Ω\n\nFew.\n",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_script_stands_for_a_language(language):
    """Code and addresses do not count."""
    code = "```python\n" + "print('an English word')\n" * 40 + "```\n"

    assert script_language(TEXTS[language] + (code if language not in ("latin", "") else "")) == language


@pytest.mark.parametrize(("seen", "book", "expected"), [
    ("ja", "en", "ja"), ("ja", "ja", None), ("zh", "ja", None), ("ru", "uk", None), ("latin", "en", None), ("latin", "de", None),
    ("latin", "ar", "en"), ("", "ar", None), ("ar", "fa", None), ("he", "ar", "he"),
])  # fmt: skip
def test_a_lesson_in_the_books_script_is_in_its_language(seen, book, expected):
    """Between languages of one script only their authors can tell."""
    assert lesson_language(seen, book) == expected


def test_a_folder_says_by_its_lessons(folder):
    """Most lessons tell the book's language, a lesson in another script keeps its own; what is said wins."""
    root = folder({"01-a.md": TEXTS["ja"], "02-b.md": TEXTS["ja"], "03-c.md": TEXTS["latin"], "04-d.md": "---\nlanguage: fr\n---\n" + TEXTS["latin"]})

    shelf = read_sources(root, Config())
    assert (shelf.language, [one.language for one in shelf.sources]) == ("", ["ja", "ja", None, "fr"])
    shelf = read_sources(folder({"04-d.md": TEXTS["ja"]}), Config())
    assert (shelf.language, [one.language for one in shelf.sources]) == ("ja", [None, None, "en", None])
    shelf = read_sources(root, Config(language="ja"))
    assert [one.language for one in shelf.sources] == [None, None, "en", None]
