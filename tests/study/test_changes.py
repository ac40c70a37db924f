"""What changed between two editions: each lesson found again, by what it says before where it stands."""

from builder.collect import collect
from builder.model import Asset, BookInfo, Source
from builder.settings import Rules
from builder.stages import parse
from builder.study.changes import Known, compare, known


def lesson(name, number, text=""):
    return Known(f"{number:02}-{name}.md", name.title(), number, f"digest of {text or name}")


QUEUES, CACHES, LOCKS = lesson("queues", 1), lesson("caches", 2), lesson("locks", 3)


def test_the_same_lessons_are_no_change():
    """Every sheet is still good, none is printed."""
    made = compare([QUEUES, CACHES], [QUEUES, CACHES])
    assert made.none
    assert made.same == (QUEUES, CACHES)
    assert not made.printed


def test_other_words_in_the_same_file_are_a_change():
    """A sheet is printed again where the lesson says something else."""
    other = lesson("caches", 2, "other words")
    made = compare([QUEUES, CACHES], [QUEUES, other])
    assert made.changed == (other,)
    assert made.same == (QUEUES,)
    assert made.printed == {other.key}


def test_a_lesson_put_in_before_others_renumbers_them():
    """What only moved keeps its sheet: files are found again by what they say and by title."""
    new, moved, edited = lesson("sets", 2), lesson("caches", 3), lesson("locks", 4, "other words")
    made = compare([QUEUES, CACHES, LOCKS], [QUEUES, new, moved, edited])
    assert made.new == (new,)
    assert made.moved == ((CACHES, moved),)
    assert made.changed == (edited,)
    assert made.gone == ()


def test_files_called_by_number_alone_are_told_apart_by_what_they_say():
    """A path may have become another lesson's."""
    before = [Known("01.md", "A", 1, "a"), Known("02.md", "B", 2, "b")]
    now = [Known("01.md", "New", 1, "n"), Known("02.md", "A", 2, "a"), Known("03.md", "B", 3, "b")]
    made = compare(before, now)
    assert made.new == (now[0],)
    assert made.moved == ((before[0], now[1]), (before[1], now[2]))
    assert made.changed == ()


def test_a_new_title_in_the_same_file_is_a_change_and_a_file_taken_out_is_gone():
    """Path is the last thing a lesson is known by."""
    titled = Known(CACHES.key, "Caching", 2, "other")
    made = compare([QUEUES, CACHES, LOCKS], [QUEUES, titled])
    assert made.changed == (titled,)
    assert made.gone == (LOCKS,)


def test_lessons_of_one_title_and_text_are_each_found_once():
    """Twins are paired in order, and none twice."""
    twins = [Known(f"{part}/01.md", "Start", None, "s") for part in "ab"]
    made = compare(twins, [*twins, Known("c/01.md", "Start", None, "s")])
    assert made.same == tuple(twins)
    assert [one.key for one in made.new] == ["c/01.md"]


def test_of_chosen_lessons_only_is_told_but_what_is_gone_stays():
    """A choice of lessons is none of what no longer is."""
    made = compare([QUEUES, LOCKS], [QUEUES, CACHES]).among({QUEUES.key})
    assert (made.new, made.same, made.gone) == ((), (QUEUES,), (LOCKS,))


TEXT = "# Queues\n\nLead.\n\n## Growth\n\nSee [growth](#growth). ![dot](dot.png)\n\n: Of work\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def digests(*sources, data=b"1"):
    lessons = tuple(parse(Source(path, slug, text), Rules()) for path, slug, text in sources)
    book, _ = collect(BookInfo("Book"), lessons, (Asset("dot.png", "image/png", data),))
    return {one.title: one.digest for one in known(book)}


def test_a_digest_depends_on_no_place():
    """Neither number nor file name nor slug is in it."""
    first = digests(("01.md", "l1", TEXT))
    assert first["Queues"] == digests(("01.md", "l1", "# Before\n\nWords.\n"), ("02-q.md", "l2", TEXT))["Queues"]


def test_a_digest_depends_on_words_and_pictures():
    """One letter or one picture makes another lesson, a link does not."""
    first = digests(("01.md", "l1", TEXT))["Queues"]
    assert first == digests(("01.md", "l1", TEXT.replace("[growth](#growth)", "growth")))["Queues"]
    assert first != digests(("01.md", "l1", TEXT.replace("Lead.", "Lead!")))["Queues"]
    assert first != digests(("01.md", "l1", TEXT), data=b"2")["Queues"]
