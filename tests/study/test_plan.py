"""The timetable: spacing, hours, what does not fit, and a calendar that calendars read."""

import datetime
import json
from dataclasses import replace

import icalendar
import pypdf
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from builder.cli import cli
from builder.model import Book, BookInfo, Lesson, Part
from builder.study.calendar import make_calendar
from builder.study.plan import make_plan, minutes_of, timetable, what_would_fit

START = datetime.date(2026, 12, 1)
DAYS = (1, 3, 7, 16, 35)


def lessons(count, words=2600):
    return tuple(
        Lesson(path=f"{at}.md", slug=f"l{at}", title=f"Lesson {at}", title_html="", html=f"<p>{'word ' * words}</p>", number=at)
        for at in range(1, count + 1)
    )


def until(days):
    return START + datetime.timedelta(days=days - 1)


def test_a_lesson_is_revised_at_growing_gaps():
    """With room enough, on the very days asked for."""
    plan = make_plan(lessons(1), START, until(60), 2.0, DAYS)

    assert [(entry.day - START).days for entry in plan.entries] == [0, *DAYS]
    assert plan.fits
    assert plan.left == ()


def test_lessons_leave_room_for_their_last_revision():
    """Eight lessons in fifty-five days end early enough for all but the latest gaps."""
    plan = make_plan(lessons(8), START, until(55), 2.0, DAYS)
    learned = [entry.day for entry in plan.entries if entry.after == 0]

    assert learned == sorted(learned)
    assert max(learned) <= until(55) - datetime.timedelta(days=34)


@given(st.integers(1, 12), st.integers(5, 90), st.sampled_from([0.5, 1.0, 2.0]), st.integers(100, 9000))
def test_no_day_holds_more_than_its_hours_and_nothing_is_lost(count, length, hours, words):
    """Every lesson and revision has a day or is told; revisions come after the lesson, in order."""
    course = lessons(count, words)
    plan = make_plan(course, START, until(length), hours, DAYS)
    spent = {}
    for entry in plan.entries:
        assert START <= entry.day <= until(length)
        spent[entry.day] = spent.get(entry.day, 0) + entry.minutes
    learned = {entry.lesson.slug: entry.day for entry in plan.entries if entry.after == 0 and entry.part == entry.parts}

    assert len(learned) + sum(after == 0 for _, after in plan.left) == count
    revised = [entry for entry in plan.entries if entry.after]
    assert len(revised) + sum(after > 0 for _, after in plan.left) == len(learned) * len(DAYS)
    assert all((entry.day - learned[entry.lesson.slug]).days >= entry.after for entry in revised)
    most = max([round(hours * 60), *(minutes_of(lesson) // 5 + 1 for lesson in course)])
    assert max(spent.values()) <= most + round(hours * 60)


def test_an_impossible_plan_says_what_would_fit():
    """A later day, or more hours."""
    course = lessons(18)
    plan = make_plan(course, START, until(5), 0.5, DAYS)
    later, hours = what_would_fit(plan, course, DAYS)

    assert not plan.fits
    assert later is not None
    assert make_plan(course, START, later, 0.5, DAYS).fits
    assert hours is not None
    assert make_plan(course, START, until(5), hours, DAYS).fits


def test_the_calendar_is_read_back():
    """By icalendar: an event an entry, whole days, no clock, and the same identities after renumbering."""
    course = lessons(3)
    book = Book(BookInfo("Plan", identifier="urn:uuid:1"), (Part("", course),))
    plan = make_plan(course, START, until(50), 1.0, DAYS)
    data = make_calendar(book, plan)
    events = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))

    assert len(events) == len(plan.entries)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert {event.decoded("dtstamp").date() for event in events} == {START}
    assert all(type(event.decoded("dtstart")) is datetime.date for event in events)
    assert data == make_calendar(book, plan)


def test_the_calendar_keeps_the_rules_to_the_letter():
    """RFC 5545: CRLF, lines of 75 octets, folds within no character, a stamp and an identity for every event; no clock."""
    course = lessons(2)
    long = replace(course[0], title="Übergrößen und Ähnliches; Kommata, Punkte — " * 4)
    book = Book(BookInfo("Plan", identifier="urn:uuid:1"), (Part("", (long, course[1])),))
    data = make_calendar(book, make_plan(book.lessons, START, until(50), 1.0, DAYS))

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 and line.decode("utf-8") for line in data.split(b"\r\n")[:-1])
    assert len(data.split(b"BEGIN:VEVENT")) - 1 == data.count(b"DTSTAMP:20261201T000000Z") == data.count(b"\r\nUID:")
    assert "Kommata\\, Punkte" in data.replace(b"\r\n ", b"").decode("utf-8")


def test_events_keep_their_identity_and_lessons_of_one_title_their_own():
    """After renumbering and moving the same events; never two events of one identity."""
    course = lessons(3)
    twins = (course[0], replace(course[1], title=course[0].title), course[2])
    moved = tuple(replace(lesson, number=(lesson.number or 0) + 10, path=f"new/{lesson.path}") for lesson in twins)

    def identities(kept):
        book = Book(BookInfo("Plan", identifier="urn:uuid:1"), (Part("", kept),))
        data = make_calendar(book, make_plan(kept, START, until(50), 1.0, DAYS))
        return [str(event["uid"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]

    assert len(set(identities(twins))) == len(identities(twins))
    assert identities(twins) == identities(moved)


def test_what_would_fit_is_found_for_a_long_course():
    """By halving: the day before, and a quarter of an hour less, do not do."""
    course = lessons(120, 3000)
    plan = make_plan(course, START, until(60), 0.25, DAYS)
    later, hours = what_would_fit(plan, course, DAYS)

    assert later is not None
    assert make_plan(course, START, later, 0.25, DAYS).fits
    assert not make_plan(course, START, later - datetime.timedelta(days=1), 0.25, DAYS).fits
    assert hours is not None
    assert not make_plan(course, START, until(60), hours - 0.25, DAYS).fits


def test_weeks_begin_on_monday_and_speak_the_language():
    """1 December 2026 is a Tuesday."""
    shown = timetable(make_plan(lessons(1), START, until(14), 1.0, DAYS), "de")

    assert shown.names[0].startswith("Mo")
    assert shown.pages[0][0][1][0] == ("", ())
    assert shown.pages[0][0][1][1][0].startswith("1. Dez")


def test_the_command_makes_pages_and_a_calendar(folder, tmp_path):
    """A plan too short is a warning with what would do; the files are made all the same."""
    course = folder({f"{at:02d}-a.md": f"# STEP {at} — Alpha {at}\n\n{'word ' * 4000}\n" for at in range(1, 6)})
    result = CliRunner().invoke(
        cli, ["plan", str(course), "--start", "2026-12-01", "--until", "2026-12-03", "-o", str(tmp_path / "o"), "--json"]
    )
    told = json.loads(result.stdout)

    assert [output["format"] for output in told["outputs"]] == ["pdf", "ics"]
    assert [problem["code"] for problem in told["problems"] if problem["level"] == "warning"] == ["plan-short"]
    text = " ".join(pypdf.PdfReader(told["outputs"][0]["path"]).pages[0].extract_text().split())
    assert "Learn 1" in text
    assert "Not placed" in text


def test_an_end_before_the_start_is_wrong_usage(folder):
    """Said before anything is read."""
    result = CliRunner().invoke(cli, ["plan", str(folder({"a.md": "x"})), "--start", "2026-12-02", "--until", "2026-12-01"])

    assert result.exit_code == 2
    assert "lies before the first" in result.stderr
