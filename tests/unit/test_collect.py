from builder.collect import number_lessons
from builder.model import Lesson


def lessons(*pairs):
    return tuple(Lesson(path, path, path, path, "", number=number) for path, number in pairs)


def numbers(found):
    return [lesson.number for lesson in found[0]]


def test_lessons_without_numbers_are_numbered_by_place():
    """A course without any numbers counts from one."""
    assert numbers(number_lessons(lessons(("a.md", None), ("b.md", None)))) == [1, 2]


def test_typed_numbers_stay_and_the_rest_has_none():
    """An introduction beside numbered lessons stays unnumbered."""
    assert numbers(number_lessons(lessons(("README.md", None), ("2.md", 2), ("4.md", 4)))) == [None, 2, 4]


def test_one_number_twice_in_a_folder_is_a_problem():
    """Both lessons are kept; the later is told."""
    found = number_lessons(lessons(("1-a.md", 1), ("1-b.md", 1)))

    assert numbers(found) == [1, 1]
    assert [(problem.path, problem.code) for problem in found[1]] == [("1-b.md", "number-twice")]


def test_folders_that_count_from_one_again_are_numbered_by_place():
    """The same number in two folders is no mistake of the author."""
    found = number_lessons(lessons(("x/1.md", 1), ("x/2.md", 2), ("y/1.md", 1)))

    assert numbers(found) == [1, 2, 3]
    assert found[1] == ()
