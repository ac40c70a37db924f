"""Arguments in, messages and exit codes out; no logic. Paths go to stdout, all else to stderr."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from builder import __version__
from builder.build import Order, build
from builder.cache import Store, cache_folder
from builder.gather import Span
from builder.options import Days, Numbers, check_keep, find_source, shared
from builder.report import build_report, check_report, import_report
from builder.say import count, problem_line, say_changes, say_found, say_problems, say_since
from builder.settings import Folding

_EXAMPLES = """\b
Examples:
  studyguide build                          lessons/ here, both formats, into dist/
  studyguide build notes/ -o out            a folder of your own
  studyguide build notes/ --format epub     only the e-book
  studyguide build notes/ --edition print --paper a5
  studyguide build notes/ --booklet         A4 sheets to print on both sides and fold
"""

_CHECKS = """\b
Examples:
  studyguide check                          lessons/ here
  studyguide check notes/ --strict          for scripts: 1 on any warning
  studyguide check notes/ --json            problems, and every change reading made
"""

_IMPORT_EXAMPLES = """\b
Examples:
  studyguide import chat.txt                      pasted answers, into lessons/
  studyguide import conversations.json -o notes   an export of ChatGPT or Claude
  pbpaste | studyguide import - -o notes          the clipboard (macOS)
  studyguide import chat.md --keep greeting       leave the greetings in
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(__version__, prog_name="studyguide")
def cli() -> None:
    """Turn an ordered folder of Markdown lessons into a PDF handbook and an EPUB."""


@cli.command("build", epilog=_EXAMPLES)
@shared
@click.option("--format", "formats", multiple=True, type=click.Choice(["pdf", "epub"]),
              help="What to make; repeat for more.  [default: both]")
@click.option("--edition", type=click.Choice(["screen", "print"]), default="screen",
              show_default=True, help="Equal margins, or mirrored ones for printing on both sides.")
@click.option("--forms", is_flag=True, help="Make the boxes of the checklist fields that can be ticked on screen.")
@click.option("--booklet", is_flag=True,
              help="Two pages a side, in the order that makes a booklet when the sheets of --paper are folded.")
@click.option("--flip", type=click.Choice(["short", "long"]), default="short", show_default=True,
              help="The edge your printer turns a booklet's sheets over on.")
@click.option("--signature", type=click.IntRange(0, 64), default=0, metavar="N", show_default="all",
              help="Sheets folded into each other, for a booklet that is sewn.")
@click.option("--creep", type=click.FloatRange(0, 2), default=0.0, metavar="MM",
              help="Thickness of a booklet's sheet, to move the inner pages towards the fold.")
@click.option("--n-up", type=click.Choice(["2", "4", "6", "8", "9"]), default=None,
              help="So many pages on each side of a sheet, smaller, in reading order.")
@click.option("--bleed", type=click.FloatRange(0, 10), default=None, metavar="MM",
              help="For a print shop: so much around each page beyond its edge, with crop marks.")
def build_command(
    formats: tuple[Any, ...], edition: Any, booklet: bool, flip: Any, signature: int, creep: float, n_up: str | None,
    bleed: float | None, **options: Any,
) -> None:
    """Make the handbook of SOURCE, a folder of lessons or one file.

    SOURCE may hold a studyguide.toml; without one the book is titled after its README or folder. The default is
    lessons/ here, else this folder.
    """
    folding = None
    if (booklet or n_up) and options["forms"]:
        raise click.UsageError("--forms is for the screen, --booklet and --n-up are for paper: choose one")
    if bleed is not None and (booklet or n_up or options["forms"]):
        raise click.UsageError("--bleed is for a print shop: it goes with none of --booklet, --n-up and --forms")
    if bleed is not None and edition != "print":
        raise click.BadParameter("pages that are trimmed need the margins of --edition print", param_hint="--bleed")
    if booklet and n_up:
        raise click.UsageError("--booklet and --n-up are two ways to print: choose one")
    if booklet:
        from builder.pdf.impose import half_paper

        folding = Folding(flip, signature, creep, marks=True)
        try:
            options["paper"] = half_paper(options["paper"])
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--paper") from error
        edition = "print"
    _run(options, formats=tuple(dict.fromkeys(formats)) or ("pdf", "epub"), edition=edition, booklet=folding, n_up=int(n_up or 1), bleed=bleed)


@cli.command("sheets", epilog="\b\nExamples:\n  studyguide sheets lessons/ --lessons 3-7 --paper a5\n  studyguide sheets lessons/ --json > may.json\n  studyguide sheets lessons/ --since may.json\n  studyguide sheets lessons/ --layout zine\n")
@shared
@click.option("--layout", "form", type=click.Choice(["page", "fold", "cornell", "zine"]), default="page", show_default=True,
              help="page: terms, numbers, picture, table, rules, items, one question. fold: questions left, answers right. cornell: cues, notes, summary. zine: eight pocket pages on one side of a sheet, to fold and cut once.")
@click.option("--since", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="FILE",
              help="What `build --json` or `sheets --json` printed of an earlier edition: only sheets of lessons that are new or changed since, after a page that lists what changed.")
def sheets_command(form: Any, **options: Any) -> None:
    """Print revision sheets of SOURCE, a lesson a page (or a zine), each with the pages of the handbook.

    A sheet never takes more than its page: what does not fit goes in a fixed order (docs/sheets.md), and its last line
    says what was left out and where it stands.
    """
    if form == "zine" and options.get("since"):
        raise click.UsageError("--since makes no zines: choose another --layout")
    _run(options, formats=("pdf",), edition="screen", sheets=form)


@cli.command("check", epilog=_CHECKS)
@click.argument("source", required=False, type=click.Path(path_type=Path), callback=find_source)
@click.option("--strict", is_flag=True, help="Exit with 1 on any warning too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with problems, changes and counts.")
@click.option("--counts", is_flag=True, help="Say on stderr how much there is for the study aids.")
@click.option("--language", default="", metavar="TAG", help="Language, such as en or pt-BR.")
@click.option("--keep", multiple=True, metavar="RULE", callback=check_keep,
              help="Switch a rule of cleaning off; repeat for more (docs/cleaning.md).")
@click.option("--lessons", type=Numbers(), default=frozenset(), metavar="3-7",
              help="Only the lessons of these numbers.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N",
              help="Processes to use.  [default: all cores there is memory for]")
@click.option("--no-cache", is_flag=True, help="Look at everything anew and keep nothing.")
def check_command(as_json: bool, counts: bool, no_cache: bool, **options: Any) -> None:
    """List what is wrong or noteworthy in SOURCE without making a book.

    A line a finding on stdout: `file:line: level: message [code]`; docs/problems.md explains every code. A clean course
    prints nothing. Exit code 1 on any error, with --strict on any warning; notes (level info) never.
    """
    from builder.check.run import check

    report = check(Order(use_cache=not no_cache, **options))
    if as_json:
        click.echo(json.dumps(check_report(report), ensure_ascii=False, indent=2))
    else:
        for problem in report.problems:
            click.echo(problem_line(problem))
        if counts:
            say_found(report.found)
    bad = {"error", "warning"} if options["strict"] else {"error"}
    if any(problem.level in bad for problem in report.problems):
        sys.exit(1)


@cli.command("import", epilog=_IMPORT_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("lessons"), metavar="DIR",
              show_default=True, help="Folder for the lessons.")
@click.option("--force", is_flag=True, help="Overwrite lessons that are there already.")
@click.option("--keep", multiple=True, metavar="RULE", callback=check_keep,
              help="Switch a rule of cleaning off; repeat for more (docs/cleaning.md).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with all that was done.")
def import_command(files: tuple[str, ...], output: Path, force: bool, keep: tuple[str, ...], as_json: bool) -> None:
    """Make numbered lesson files of chat transcripts.

    FILE is pasted text or Markdown, the conversations.json of a ChatGPT or Claude export, or - for standard input.
    A lesson begins at every "📁 File: name.md" heading or STEP title, else at every answer with a heading. Greetings,
    prompts and pointers to the next file are taken out, and the learner's side is left out. Several conversations get a
    folder each.
    """
    from builder.transcripts.importing import import_transcripts

    done = import_transcripts(files, output, force, keep)
    say_problems(done.problems, True)
    left_out = [
        count(number, noun) for number, noun in (
            (done.questions, "question"), (done.skipped, "hidden message"), (done.empty, "conversation without an answer"),
        ) if number
    ]  # fmt: skip
    click.echo(f"wrote {count(len(done.outputs), 'lesson')}", err=True)
    say_changes(tuple(change for change in done.changes if change.rule != "turn"), counted=True)
    if left_out:
        click.echo(f"left out: {', '.join(left_out)}", err=True)
    if as_json:
        click.echo(json.dumps(import_report(done), ensure_ascii=False, indent=2))
    else:
        for written in done.outputs:
            click.echo(str(written.path))


@cli.command("cards", epilog="\b\nExamples:\n  studyguide cards lessons/                       an Anki package and sheets to print\n  studyguide cards lessons/ --format tsv --lessons 3-7\n")
@shared
@click.option("--format", "formats", multiple=True, type=click.Choice(["apkg", "pdf", "tsv"]),
              help="What to make; repeat for more.  [default: apkg and pdf]")
@click.option("--flip", type=click.Choice(["short", "long"]), default="long", show_default=True,
              help="The edge your printer turns the sheets over on, so that backs lie behind their fronts.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), default=None,
              help="Day of this edition: Anki takes the text of cards that are newer than its own.  [default: date of the settings]")
def cards_command(formats: tuple[Any, ...], flip: Any, day: Any, **options: Any) -> None:
    """Make flashcards of SOURCE: revision items, questions, definitions, terms in bold and sentences with gaps.

    A rebuilt deck updates the notes in Anki and doubles none, whatever became of numbers, pages and file names. Where no
    later --date is given, choose "Update notes: Always" when Anki imports it.
    """
    date = day.date().isoformat() if day else ""
    _run(options, cards=tuple(dict.fromkeys(formats)) or ("apkg", "pdf"), flip=flip, date=date)


@cli.command("plan", epilog="\b\nExample:\n  studyguide plan lessons/ --start 2026-12-01 --until 2027-01-15 --hours 1.5\n")
@shared
@click.option("--start", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The first day.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@click.option("--hours", type=click.FloatRange(0.25, 14), default=None, help="Hours of study a day.  [default: 1, or [study] hours]")
@click.option("--days", type=Days(), default=(), metavar="1,3,7",
              help="Days after a lesson on which it is revised.  [default: 1,3,7,16,35, or [study] days]")
def plan_command(start: Any, until: Any, hours: float | None, days: tuple[int, ...], **options: Any) -> None:
    """Make a timetable of spaced revision for SOURCE: pages to print and an .ics file for calendars."""
    if until < start:
        raise click.BadParameter("the last day lies before the first", param_hint="--until")
    if (until - start).days > 1500:
        raise click.BadParameter("a plan spans four years at most", param_hint="--until")
    _run(options, plan=Span(start.date(), until.date(), hours or 0.0, days))


@cli.command("new", epilog="\b\nExample:\n  studyguide new --theme my-theme --from modern\n  studyguide build lessons/ --theme my-theme\n")
@click.option("--theme", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder to make.")
@click.option("--from", "base", default="classic", show_default=True, metavar="NAME|DIR", help="The theme to start from.")
def new_command(theme: Path, base: str) -> None:
    """Copy a theme to a folder of your own; its tokens.css says what each value is for."""
    from builder.pdf.theme import copy_theme

    for file in copy_theme(theme, base):
        click.echo(str(file))


@cli.group("cache")
def cache_group() -> None:
    """Show or clear what is kept between builds."""


@cache_group.command("info")
def cache_info() -> None:
    """Print where the cache is and how much it holds."""
    count, size = Store(cache_folder()).size()
    click.echo(f"{cache_folder()}: {count} files, {size / 1048576:.1f} MB")


@cache_group.command("clear")
def cache_clear() -> None:
    """Remove everything kept between builds."""
    Store(cache_folder()).clear()


def _run(options: dict[str, Any], **chosen: Any) -> None:
    as_json, quiet, verbose = (options.pop(name) for name in ("as_json", "quiet", "verbose"))
    order = Order(use_cache=not options.pop("no_cache"), **options, **chosen)
    shown = not quiet and not as_json and sys.stderr.isatty()
    if shown:
        from builder.progress import bar

        with bar() as progress:
            result = build(order, progress)
    else:
        result = build(order)
    say_problems(result.problems, verbose)
    if not quiet:
        say_changes(result.changes)
    if result.since is not None:
        say_since(result.since, str(order.since))
    if verbose:
        click.echo(f"seconds: {json.dumps(result.seconds)}", err=True)
    if as_json:
        click.echo(json.dumps(build_report(result), ensure_ascii=False, indent=2))
    failed = order.strict and not result.outputs
    if failed:
        click.echo("Nothing is written: --strict, and there are warnings.", err=True)
        sys.exit(1)
    if not as_json:
        for output in result.outputs:
            click.echo(str(output.path))
