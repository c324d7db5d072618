"""The command line, as a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import aiohttp
import pytest

from bot.__main__ import main
from tests.conftest import ROOT
from tests.fake_slack import FakeSlack, message_text_of, validate_blocks
from tests.serving import APP_TOKEN, BOT_TOKEN, SECRET

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SILENCES = """position Japan IOM
position jpan iom
position Hungary non-refoulement
position Kenya mixed flows
position Mexico mixed flows
position Belarus forced migration
"""


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Give a process nothing of this one's settings."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "COMPACT_STORE": str(folder / "compact.sqlite"),
        **more,
    }


@pytest.fixture
def compact(tmp_path: Path) -> Run:
    def run(
        *arguments: str, given: str | bytes = "", more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "bot", *arguments],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            cwd=tmp_path,
            env=environment(tmp_path, **(more or {})),
            timeout=30,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A pack whose topics have two faults on known lines."""
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("pack:\n  id: small\n  name: Small\n  description: A test.\n")
    (pack / "topics.yaml").write_text(
        "topics:\n  - id: money\n    name: Money\n    propositon: Money is spent.\n"
    )
    return pack


def test_ask_answers(compact: Run) -> None:
    done = compact("ask", "position", "Japan", "IOM")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:2] == ["Japan · IOM's role", ""]
    assert lines[2].startswith("  Asks. ")
    assert "→ All by Japan: position Japan" in lines


def test_a_silence_is_an_answer(compact: Run) -> None:
    done = compact("ask", "position Hungary non-refoulement")
    assert done.returncode == 0
    assert "Nothing by Hungary itself" in done.stdout


def test_a_mistake_exits_2_with_what_to_do(compact: Run) -> None:
    done = compact("ask", "position")
    assert done.returncode == 2
    assert done.stdout == "A party or a topic is missing.\n\n→ position Brazil IOM's role\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask", "--mood", "help"], "unrecognized arguments: --mood"),
        (["ask", "help", "--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["ask"], "the following arguments are required: WORDS"),
        (["ask", "next", "--as-of", "2018-02-30"], "2018-02-30 is no day; write it like"),
        (["dance"], "invalid choice: 'dance'"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_a_wrong_command_line_exits_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    shown = capsys.readouterr()
    assert (left.value.code, shown.out) == (2, "")
    assert told in shown.err


def test_json_is_the_whole_answer(compact: Run) -> None:
    done = compact("ask", "position Australia", "--format", "json")
    assert done.returncode == 0
    answer = json.loads(done.stdout)
    assert (answer["query"], answer["command"]) == ("position Australia", "position")
    assert len(answer["statements"]) > 15


def test_json_of_a_mistake_is_json(compact: Run) -> None:
    done = compact("ask", "position", "--format", "json")
    assert done.returncode == 2
    assert [note["kind"] for note in json.loads(done.stdout)["notes"]] == ["error"]


def test_slack_is_what_slack_would_get(compact: Run) -> None:
    done = compact("ask", "position Japan IOM", "--format", "slack")
    message = json.loads(done.stdout)
    assert sorted(message) == ["blocks", "text"]
    assert validate_blocks(message["blocks"], "message") == []
    assert message_text_of(message).startswith("Japan · IOM's role\n")


def test_a_calendar_file(compact: Run) -> None:
    done = compact("ask", "timeline 2017-06", "--ics")
    assert done.returncode == 0
    assert done.stdout.startswith("BEGIN:VCALENDAR")
    none = compact("ask", "position Japan IOM", "--ics")
    assert none.returncode == 2
    assert none.stdout.startswith("There are no events in that answer.\n")


def test_as_of_takes_a_day_for_today(compact: Run) -> None:
    done = compact("ask", "next", "1", "--as-of", "2017-06-01")
    assert "From 1 June 2017 on" in done.stdout


def test_letters_that_are_none_are_borne(compact: Run) -> None:
    done = compact("run", given=b"position \xff\xfe IOM\nposition Japan IOM\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Japan · IOM's role" in done.stdout
    latin = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0", "LC_ALL": "C"}
    asked = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "position Japan IOM"],
        capture_output=True,
        env=environment(ROOT, **latin),
        cwd=ROOT / "docs",
        timeout=30,
        check=False,
    )
    assert (asked.returncode, asked.stderr) == (0, b"")


def test_a_reader_that_leaves_early_is_no_fault(compact: Run, tmp_path: Path) -> None:
    asking = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        cwd=tmp_path,
    )
    assert asking.stdout is not None
    assert asking.stderr is not None
    asking.stdout.close()
    with asking.stderr:
        told = asking.stderr.read()
    assert (asking.wait(30), told) == (0, b"")


def test_check_of_the_pack(compact: Run) -> None:
    done = compact("check")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert re.match(r"Global Compact for Migration: no faults in \d+ parties, \d+ topics, ", first)
    assert second == (
        "Locators and copied words were not checked: COMPACT_SOURCES names no documents."
    )


def test_check_tells_how_far_the_coders_agree(compact: Run) -> None:
    told = compact("check", "--agreement").stdout
    assert "\n878 rows; 93.2% coded alike; Cohen's kappa by topic:\n" in told
    assert "\n  iom-role                       28   0.94\n" in told
    assert "\n  all                           878   0.89\n" in told
    assert "\nAgainst the stances as settled: first reader 0." in told


def test_check_reports_every_fault_with_its_place(compact: Run, faulty: Path) -> None:
    done = compact("check", str(faulty))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "pack/topics.yaml:2:5 missing-key “proposition” is missing",
        "pack/topics.yaml:4:5 unknown-key there is no key “propositon” here; "
        "did you mean “proposition”?",
    ]


def test_a_faulty_pack_is_refused_at_the_start(compact: Run, faulty: Path) -> None:
    checked = compact("check", str(faulty))
    asked = compact("ask", "help", more={"COMPACT_PACK": str(faulty)})
    assert (asked.returncode, asked.stdout, asked.stderr) == (1, "", checked.stderr)
    tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
    served = compact("run", more={"COMPACT_PACK": str(faulty), **tokens})
    assert (served.returncode, served.stderr) == (1, checked.stderr)


def test_coverage(compact: Run, documents: Path) -> None:
    done = compact("coverage", more={"COMPACT_SOURCES": str(documents)})
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(
        r"^session-2-notes: (\d+) of \1 interventions, (\d+) of \2 parts \(100%\): ",
        done.stdout,
        re.MULTILINE,
    )
    assert "not covered" not in done.stdout


def test_coverage_without_documents_says_so(compact: Run) -> None:
    done = compact("coverage")
    assert done.returncode == 0
    assert "session-2-notes: not measured, " in done.stdout


def test_run_without_tokens_reads_lines(compact: Run) -> None:
    done = compact("run", given=SILENCES)
    assert (done.returncode, done.stderr) == (0, "")
    answers = [part for part in re.split(r"^> .*\n", done.stdout, flags=re.MULTILINE) if part]
    assert [answer.splitlines()[0] for answer in answers] == [
        "Japan · IOM's role",
        "Japan · IOM's role",
        "Hungary · Non-refoulement",
        "Kenya · Mixed movements",
        "Mexico · Mixed movements",
        "Belarus · Forced migration",
    ]
    japan, jpan, hungary, kenya, mexico, belarus = (" ".join(each.split()) for each in answers)
    assert "Asks." in japan
    assert "“jpan” read as Japan." in jpan
    assert "Hungary was excepted when Austria spoke" in hungary
    assert "Comoros for the African Group" in kenya
    assert "Gómez Camacho of Mexico presided" in mexico
    assert "not (yet)" in belarus


def test_half_set_tokens_are_explained_all_at_once(compact: Run) -> None:
    done = compact("run", more={"SLACK_APP_TOKEN": "xoxb-1", "COMPACT_PORT": "many"})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "SLACK_APP_TOKEN is set without SLACK_BOT_TOKEN (xoxb-…); add that token.",
        "SLACK_APP_TOKEN is not an app-level token; it begins with xapp-",
        "COMPACT_PORT has to be a number from 0 to 65535.",
    ]


def test_what_needs_no_slack_bears_half_set_tokens(compact: Run) -> None:
    half = {"SLACK_BOT_TOKEN": BOT_TOKEN}
    assert compact("ask", "help", more=half).returncode == 0


def test_settings_come_from_a_file_too(compact: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("COMPACT_AS_OF=2017-06-01\nSLACK_BOT_TOKEN=xoxb-1\n")
    assert "From 1 June 2017 on" in compact("ask", "next").stdout
    # What the process was given comes first.
    later = compact("ask", "next", more={"COMPACT_AS_OF": "2017-07-02"})
    assert "From 2 July 2017 on" in later.stdout
    assert compact("run").stderr.startswith("SLACK_BOT_TOKEN is set alone; ")


async def start(folder: Path, slack: FakeSlack, **more: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=folder,
        env=environment(
            folder, **{"SLACK_API_URL": slack.api_url, "SLACK_BOT_TOKEN": BOT_TOKEN} | more
        ),
    )


async def read_until(process: asyncio.subprocess.Process, words: str) -> str:
    """Read the log up to the line that has some words, and give that line."""
    assert process.stderr is not None
    async with asyncio.timeout(20):
        while line := (await process.stderr.readline()).decode():
            if words in line:
                return line
    raise AssertionError(f"the process ended without “{words}”")


async def stop(process: asyncio.subprocess.Process, number: int) -> tuple[int | None, str]:
    """Send a signal, and give the exit status and what was logged after it."""
    process.send_signal(number)
    async with asyncio.timeout(20):
        _, logged = await process.communicate()
    return process.returncode, logged.decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_run_serves_http_until_it_is_stopped(tmp_path: Path, number: int) -> None:
    async with FakeSlack() as slack:
        more = {"SLACK_SIGNING_SECRET": SECRET, "COMPACT_PORT": "0"}
        process = await start(tmp_path, slack, **more)
        try:
            line = await read_until(process, "Compact answers at ")
            url = line.split("Compact answers at ")[1].strip()
            reply = await slack.slash(url, text="position Japan IOM")
            assert (reply.status, reply.faults) == (200, [])
            assert message_text_of(reply.json()).startswith("Japan · IOM's role\n")
            root = url.removesuffix("/slack/events")
            async with aiohttp.ClientSession() as session, session.get(f"{root}/readyz") as ready:
                assert ready.status == 200
            status, logged = await stop(process, number)
        finally:
            if process.returncode is None:
                process.kill()
    assert status == 0
    assert logged.splitlines()[-1].endswith("INFO compact: Compact has stopped")
    assert "Traceback" not in logged
    assert "Unclosed" not in logged


async def test_run_connects_over_socket_mode_until_it_is_stopped(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        process = await start(tmp_path, slack, SLACK_APP_TOKEN=APP_TOKEN)
        try:
            await slack.wait_connected(timeout=20)
            reply = await slack.socket_slash("position Japan IOM")
            assert message_text_of(reply.payload).startswith("Japan · IOM's role\n")
            status, logged = await stop(process, signal.SIGTERM)
        finally:
            if process.returncode is None:
                process.kill()
    assert status == 0
    assert "Traceback" not in logged


@pytest.mark.parametrize(
    ("fake", "more", "told"),
    [
        (
            FakeSlack(bot_token="xoxb-another"),
            {"SLACK_SIGNING_SECRET": SECRET},
            "Slack does not take SLACK_BOT_TOKEN (invalid_auth).",
        ),
        (
            FakeSlack(app_token="xapp-another"),
            {"SLACK_APP_TOKEN": APP_TOKEN},
            "Slack does not take SLACK_APP_TOKEN (invalid_auth).",
        ),
    ],
)
async def test_a_wrong_token_ends_it_with_one_sentence(
    tmp_path: Path, fake: FakeSlack, more: dict[str, str], told: str
) -> None:
    async with fake as slack:
        process = await start(tmp_path, slack, **more)
        async with asyncio.timeout(20):
            _, logged = await process.communicate()
    assert process.returncode == 1
    assert logged.decode().splitlines()[-1] == told
    assert b"Traceback" not in logged
    assert BOT_TOKEN.encode() not in logged


async def test_a_database_that_is_not_there_ends_it_with_one_sentence(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        url = "postgresql://compact:quite-secret@127.0.0.1:1/compact"
        more = {"SLACK_SIGNING_SECRET": SECRET, "COMPACT_PORT": "0", "DATABASE_URL": url}
        process = await start(tmp_path, slack, **more)
        async with asyncio.timeout(20):
            _, logged = await process.communicate()
    assert process.returncode == 1
    assert logged.decode().splitlines()[-1] == (
        "The database of reminders cannot be opened (ConnectionRefusedError); "
        "see DATABASE_URL and COMPACT_STORE."
    )
    assert b"quite-secret" not in logged
    # A busy machine may hold the loop up meanwhile, which is told.
    warned = [line for line in logged.splitlines() if b"WARNING" in line]
    assert [line for line in warned if b"nobody was answered" not in line] == []


async def test_a_taken_port_is_told(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        taken = slack.api_url.split(":")[2].split("/")[0]
        more = {"SLACK_SIGNING_SECRET": SECRET, "COMPACT_PORT": taken}
        process = await start(tmp_path, slack, **more)
        async with asyncio.timeout(20):
            _, logged = await process.communicate()
    assert process.returncode == 1
    assert "Traceback" not in logged.decode()
    assert "address already in use" in logged.decode().splitlines()[-1]


def test_a_table_as_files(compact: Run, tmp_path: Path) -> None:
    line = ("grid", "Japan,", "Chile", "HLPF")
    done = compact("ask", "--csv", "table.csv", "--svg", "table.svg", *line)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Review in the HLPF: conditional: Japan; nothing on record: Chile." in done.stdout
    table = (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    assert table.splitlines() == ["Party,Review in the HLPF", "Japan,Conditional", "Chile,–"]
    assert (tmp_path / "table.svg").read_text(encoding="utf-8").startswith("<?xml")
    done = compact("ask", "--csv", "-", *line)
    assert done.stdout.lstrip("\ufeff").splitlines()[1] == "Japan,Conditional"


def test_a_file_that_cannot_be_written_and_an_answer_without_a_table(compact: Run) -> None:
    done = compact("ask", "--csv", "no/such/folder.csv", "grid", "Japan")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "no/such/folder.csv cannot be written: No such file or directory.\n"
    done = compact("ask", "--png", "next.png", "next")
    assert done.returncode == 2
    assert done.stdout.startswith("That answer has no table.")


def test_what_found_nothing_is_listed_as_soon_as_there_is_any(compact: Run) -> None:
    done = compact("misses")
    assert done.returncode == 0
    assert done.stdout.startswith("Nothing has been counted yet")
