"""The `compact` command line."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.authoring.counting import count
from bot.config import Settings, read_settings
from bot.errors import ConfigError, UsageError
from bot.funnel import EXIT_STATUS, respond, spell_question
from bot.logs import set_up_logging
from bot.services import build_services, tell_doubts
from handlers.answers.answer import Answer
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.errors import FaultyPack, FormatError
from knowledge.loading.coding import (
    Coding,
    agreement_by_topic,
    agreement_with_pack,
    measure_agreement,
    read_coding,
)
from knowledge.loading.loader import load
from knowledge.loading.reading import passed_over

OK, FAULTY, USAGE = 0, 1, 2
DIFFERENT = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: of the command line; None for the process's own.

    Returns:
        0 for success, 1 for a faulty pack, faulty settings or a fault, 2 for a usage error.
    """
    options = build_parser().parse_args(arguments)
    try:
        _bear_any_text()
        environment = _environment()
        if options.command != "run":
            # What asks and checks without Slack needs none of its tokens, whole or half set.
            environment = {n: v for n, v in environment.items() if not n.startswith("SLACK_")}
        if options.command == "new":
            environment.pop("COMPACT_PACK", None)  # which may name what is only to be begun
        settings = read_settings(environment)
        set_up_logging(settings.log_level if options.command == "run" else "WARNING")
        status = int(options.handler(options, settings))
        sys.stdout.flush()
        return status
    except ConfigError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return FAULTY
    except (FaultyPack, FormatError) as error:
        print(error, file=sys.stderr)
        return FAULTY
    except UsageError as error:
        print(error, file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        # The reader has gone (`| head`); nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _bear_any_text() -> None:
    """Let no character that a terminal or a pipe cannot take end in a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _environment() -> dict[str, str]:
    """Join the process's environment and a .env file in the working directory."""
    found: dict[str, str] = {}
    if Path(".env").is_file():
        from dotenv import dotenv_values

        found = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    return {**found, **os.environ}


def build_parser() -> argparse.ArgumentParser:
    """Say what the command line takes; docs/commands.md has it all."""
    parser = argparse.ArgumentParser(
        prog="compact", description="What was said in a negotiation, answered in the room."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, handler: object, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(handler=handler)
        return command

    add("run", _run, "Connect to Slack as the environment says; without tokens, open the console.")
    add("console", _console, "Ask in a terminal exactly what one asks in Slack.")
    ask = add("ask", _ask, "Answer one question.")
    ask.add_argument("words", nargs="+", metavar="WORDS")
    ask.add_argument(
        "--format",
        choices=("text", "json", "slack"),
        default="text",
        help="text for people, json for programs, slack for the payload that Slack would get",
    )
    ask.add_argument("--explain", action="store_true", help="how the line is understood")
    ask.add_argument("--ics", action="store_true", help="the answer's events as a calendar file")
    for form, what in _FILES.items():
        ask.add_argument(f"--{form}", metavar="FILE", help=f"the answer's table as {what}")
    ask.add_argument("--as-of", type=_day, metavar="DATE", help="take this day for today")
    check = add("check", _check, "Report every fault of a pack.")
    check.add_argument("path", nargs="?", type=Path, metavar="PATH", help="folder of the pack")
    check.add_argument(
        "--agreement", action="store_true", help="how far the two readers agree who coded stances"
    )
    check.add_argument(
        "--watch", action="store_true", help="anew at each change, until you interrupt it"
    )
    reminders = add("reminders", _reminders, "Count what is kept of reminders.")
    reminders.add_argument("--ledger", action="store_true", help="every delivery, a line each")
    documents = add("documents", _documents, "List documents and their passages with locators.")
    documents.add_argument("file", nargs="?", metavar="FILE", help="a document of the pack, or any")
    documents.add_argument("--find", default="", metavar="WORDS", help="passages with these words")
    new = add("new", _new, "Begin a pack, outside of the program's folder.")
    new.add_argument("name", metavar="NAME", help="what the negotiation is called")
    new.add_argument("files", nargs="*", type=Path, metavar="FILE", help="its first documents")
    ingest = add("ingest", _ingest, "Draft entries from documents, for an editor to code.")
    ingest.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the documents")
    ingest.add_argument("--session", required=True, metavar="S", help="which session they record")
    export = add("export", _export, "Write a pack as CSV, JSON, iCalendar and Popolo.")
    export.add_argument("folder", type=Path, metavar="FOLDER", help="where the files are written")
    export.add_argument("--pack", type=Path, metavar="PATH", help="folder of the pack")
    taken = add("import", _import, "Put tables, glossaries and calendars into a pack.")
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".csv, .tbx, .ics")
    taken.add_argument("--kind", default="", metavar="KIND", help="what the rows of a table are")
    taken.add_argument("--source", default="", metavar="S", help="where terms and events are from")
    taken.add_argument("--zone", default="", metavar="ZONE", help="of times that name none")
    taken.add_argument("--into", type=Path, metavar="FOLDER", help="a pack, or where one begins")
    diff = add(
        "diff",
        _diff,
        "Tell what changed between two packs, in words; exit status 0 for nothing, 1 for "
        "something, 2 for trouble.",
    )
    diff.add_argument("old", type=Path, metavar="OLD", help="folder of a pack")
    diff.add_argument("new", type=Path, metavar="NEW", help="folder of a pack")
    diff.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people or for programs"
    )
    add(
        "misses",
        _misses,
        "List what was asked in Slack and found nothing, by kind: what to add next.",
    )
    add("coverage", _coverage, "Show how much of each document the pack accounts for.")
    return parser


_FILES = {
    "csv": "a file for spreadsheets; - for the standard output",
    "png": "a picture, with the extra “charts”",
    "svg": "a picture for print, with the extra “charts”",
}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it like 2018-03-13") from None


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if settings.mode == "console":
        return _console(options, settings)
    # Slack's libraries take half a second to import: only what serves Slack does.
    from bot.app import serve

    return serve(settings)


def _console(options: argparse.Namespace, settings: Settings) -> int:
    from bot.console import converse
    from bot.reloading.between import open_edited

    pack = open_edited(settings, lambda line: print(line, file=sys.stderr, flush=True))
    _print_doubts(pack.services)
    return converse(pack.take_up, sys.stdin, sys.stdout)


def _build_services(settings: Settings) -> Services:
    services = build_services(settings)
    _print_doubts(services)
    return services


def _print_doubts(services: Services) -> None:
    if doubts := tell_doubts(services):
        print(doubts, file=sys.stderr)


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    if options.as_of:
        settings = replace(settings, as_of=options.as_of.isoformat())
    services = _build_services(settings)
    if options.explain:
        print(spell_question(" ".join(options.words), services))
        return OK
    if any(getattr(options, form) for form in _FILES):
        from bot.table_files import write_files

        named = {form: getattr(options, form) for form in _FILES if getattr(options, form)}
        return write_files(" ".join(options.words), named, services)
    form = "ics" if options.ics else options.format
    explain = _drawer("text", services) if form == "ics" else None
    draw = _drawer(form, services)
    outcome = respond(" ".join(options.words), services, draw, explain=explain)
    print(outcome.drawn, end="" if form == "ics" else "\n")
    return EXIT_STATUS[outcome.status]


def _drawer(form: str, services: Services) -> Callable[[Answer], str]:
    def draw(answer: Answer) -> str:
        if form == "ics":
            from bot.render.calendar import render_calendar

            return render_calendar(
                answer, services.clock.now(), services.knowledge.pack.id
            ).decode()
        if form == "text":
            from bot.render.text import render_text

            return render_text(answer)
        if form == "json":
            from bot.render.json import render_json

            return json.dumps(render_json(answer), ensure_ascii=False, indent=2)
        from bot.render.slack import render_message

        return json.dumps(render_message(answer), ensure_ascii=False, indent=2)

    return draw


def _check(options: argparse.Namespace, settings: Settings) -> int:
    settings = replace(settings, pack=options.path or settings.pack)
    if options.watch:
        from bot.authoring.watching import watch

        return watch(settings, lambda: _report(options, settings), sys.stdout)
    return _report(options, settings)


def _report(options: argparse.Namespace, settings: Settings) -> int:
    from bot.authoring.remaining import tell_remaining

    for path in passed_over(settings.pack):
        print(f"Passed over: {path}; a pack's files end in “.yaml”.")
    loaded = load(settings.pack, settings.sources)
    base, library = loaded.knowledge, loaded.library
    codings = read_coding(settings.pack, base)
    kinds = (
        (base.parties, "party", "parties"),
        (base.topics, "topic", "topics"),
        (base.positions, "position", "positions"),
        (base.events, "event", "events"),
        (base.terms, "term", "terms"),
        (base.people, "person or body", "people and bodies"),
        (base.proposals, "proposal", "proposals"),
    )
    told = ", ".join(count(len(entries), one, many) for entries, one, many in kinds)
    print(f"{base.pack.name}: no faults in {told}.")
    for line in tell_remaining(base, library):
        print(line)
    if options.agreement:
        _print_agreement(codings, base)
    return OK


def _print_agreement(codings: Sequence[Coding], base: KnowledgeBase) -> None:
    if not codings:
        print("No coding by two readers is kept with this pack.")
        return
    whole = measure_agreement(coding.pair for coding in codings)
    print(f"{whole.rows} rows; {whole.same / whole.rows:.1%} coded alike; Cohen's kappa by topic:")
    topics, others = agreement_by_topic(codings)
    told = {**topics, **({"topics of fewer rows": others} if others else {}), "all": whole}
    for name, agreement in told.items():
        print(f"  {name:<28} {agreement.rows:>4} {agreement.kappa:>6.2f}")
    if settled := agreement_with_pack(codings, base):
        first, second = (f"{agreement.kappa:.2f}" for agreement in settled)
        print(f"Against the stances as settled: first reader {first}, second reader {second}.")


def _reminders(options: argparse.Namespace, settings: Settings) -> int:
    from bot.reminding.report import print_ledger

    return print_ledger(settings.store, whole=options.ledger)


def _misses(options: argparse.Namespace, settings: Settings) -> int:
    from bot.reminding.report import print_silences

    return print_silences(settings.store)


def _coverage(options: argparse.Namespace, settings: Settings) -> int:
    from knowledge.loading.coverage import measure_coverage

    loaded = load(settings.pack, settings.sources)
    measured = measure_coverage(loaded.knowledge, loaded.library)
    for each in measured:
        done, of = each.leaves
        print(
            f"{each.source}: {each.units[0]} of {each.units[1]} {each.unit_name}, "
            f"{done} of {of} {each.leaf_name} ({done / of:.0%}): "
            f"{each.used} used, {done - each.used} filed with a reason."
        )
        for locator in each.uncovered:
            print(f"  not covered: {locator}")
    for source in loaded.knowledge.sources.values():
        if source.id not in loaded.library.documents:
            print(f"{source.id}: not measured, {source.file} is not at hand (COMPACT_SOURCES).")
    return FAULTY if any(each.uncovered for each in measured) else OK


def _documents(options: argparse.Namespace, settings: Settings) -> int:
    from bot.authoring.documents import list_documents, list_passages
    from knowledge.drafting.survey import survey

    pack = survey(settings.pack, settings.sources)
    if options.file:
        list_passages(options.file, options.find, pack, sys.stdout)
    else:
        list_documents(pack, sys.stdout)
    return OK


def _new(options: argparse.Namespace, settings: Settings) -> int:
    from bot.authoring.new import begin_pack

    begin_pack(options.name, options.files, settings.packs, sys.stdout)
    return OK


def _ingest(options: argparse.Namespace, settings: Settings) -> int:
    from bot.authoring.ingest import ingest

    _refuse_own_pack(settings)
    ingest(options.files, options.session, settings.pack, sys.stdout, sys.stderr)
    return OK


def _refuse_own_pack(settings: Settings) -> None:
    if settings.pack == Settings().pack:
        raise UsageError(
            "COMPACT_PACK names no pack, and nothing is written into the one that comes with "
            "Compact. Begin one: compact new NAME FILE"
        )


def _export(options: argparse.Namespace, settings: Settings) -> int:
    from bot.authoring.exporting import export_pack

    export_pack(options.folder, replace(settings, pack=options.pack or settings.pack), sys.stdout)
    return OK


def _import(options: argparse.Namespace, settings: Settings) -> int:
    from bot.authoring.importing import Import, import_files

    if options.into is None:
        _refuse_own_pack(settings)
    wanted = Import(
        files=options.files,
        into=options.into or settings.pack,
        kind=options.kind,
        source=options.source,
        zone=options.zone,
        documents=settings.sources,
    )
    import_files(wanted, sys.stdout)
    return OK


def _diff(options: argparse.Namespace, settings: Settings) -> int:
    from bot.authoring.comparing import print_difference

    try:
        changed = print_difference(
            options.old, options.new, as_json=options.format == "json", out=sys.stdout
        )
    except FaultyPack as error:
        # As of diff(1): 1 is for what differs, and more than that for trouble.
        print(error, file=sys.stderr)
        return USAGE
    return DIFFERENT if changed else OK


if __name__ == "__main__":
    sys.exit(main())
