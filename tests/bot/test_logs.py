"""The log: what stands in it, and what never does."""

from __future__ import annotations

import json
import logging
import re

import pytest

from tests.serving import reading_the_log

HOOK = "https://hooks.slack.com/commands/T1/123/secretpart"


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("Bearer xoxb-1-2-Ab_c", "Bearer [secret]"),
        ("xoxe.xoxp-1-abc and xoxe-1-abc", "[secret] and [secret]"),
        ("with xapp-1-A1-2-abcdef.", "with [secret]."),
        ("signature: v0=" + "0f" * 32, "signature: [secret]"),
        (
            f"Sending a request - url: {HOOK}",
            "Sending a request - url: https://hooks.slack.com[secret]",
        ),
        ("to https://hooks.slack-gov.com/a/b", "to https://hooks.slack-gov.com[secret]"),
        ("token=abc&text=help", "token=[secret]&text=help"),
        ("wss://x/link/?ticket=1-2&app_id=A1", "wss://x/link/?ticket=[secret]&app_id=A1"),
        ("a=1&response_url=https%3A%2F%2Fx&b=2", "a=1&response_url=[secret]&b=2"),
        (json.dumps({"token": "abc", "response_url": HOOK}), None),
        (str({"token": "abc", "response_url": HOOK}), None),
        (
            "position Japan IOM, v0=ab, token and ticket",
            "position Japan IOM, v0=ab, token and ticket",
        ),
    ],
)
def test_secrets_are_taken_out(said: str, logged: str | None) -> None:
    with reading_the_log(ours=True) as log:
        logging.getLogger("compact").info("%s", said)
    text = log.getvalue().split(" INFO compact: ", 1)[1].rstrip("\n")
    if logged is None:
        assert "abc" not in text
        assert "secretpart" not in text
    else:
        assert text == logged


def test_secrets_in_a_traceback_are_taken_out_too() -> None:
    with reading_the_log() as log:
        try:
            raise RuntimeError("refused: xoxb-1-2-abc")
        except RuntimeError:
            logging.getLogger("compact").exception("fault 1")
    assert "RuntimeError: refused: [secret]" in log.getvalue()
    assert "xoxb" not in log.getvalue()


def test_the_level_is_obeyed() -> None:
    with reading_the_log("WARNING") as log:
        logging.getLogger("compact").info("quiet")
        logging.getLogger("compact").warning("loud")
    assert [line.split(" ", 2)[2] for line in log.getvalue().splitlines()] == [
        "WARNING compact: loud"
    ]


@pytest.mark.parametrize(
    "name", ["slack_bolt.AsyncApp", "slack_sdk.web.async_client", "aiosqlite", "asyncio"]
)
@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING", "ERROR"])
def test_what_libraries_say_of_what_people_wrote_is_withheld(name: str, level: str) -> None:
    with reading_the_log() as log:
        logging.getLogger(name).log(
            getattr(logging, level), f"Received {{'text': '{level} secret'}}"
        )
    assert "secret" not in log.getvalue()
    if level in ("WARNING", "ERROR"):
        assert re.search(rf"{level} {name}: withheld \(test_\w+, line \d+\)\n", log.getvalue())


@pytest.mark.parametrize(
    "text",
    [
        "a\nb",
        "a\r2026-11-25 00:00:00,000 ERROR compact: b",
        "\x1b[2J",
        "\u2028",
        "\u202e",
        "\ud800",
    ],
)
def test_a_record_is_one_line(text: str) -> None:
    with reading_the_log() as log:
        logging.getLogger("compact").info("said: %s", text)
    assert len(log.getvalue().splitlines()) == 1
    assert text not in log.getvalue()


def test_a_long_record_is_cut() -> None:
    with reading_the_log() as log:
        logging.getLogger("compact").info("x" * 100_000)
    assert len(log.getvalue()) < 700
    assert log.getvalue().endswith("x… (100000 characters)\n")


def test_an_exception_says_nothing_of_what_it_stumbled_over() -> None:
    known: dict[str, int] = {}
    asked = "position Planted and detention"
    forged = f"not '{asked}'\n2026 ERROR forged"
    with reading_the_log() as log:
        for raise_it in (lambda: known[asked], lambda: int(asked), lambda: _refuse(forged)):
            try:
                raise_it()
            except (LookupError, ValueError):
                logging.getLogger("compact").exception("fault 2")
    for said in ("KeyError: '…'\n", "ValueError: invalid literal", "ValueError: not '…'\n"):
        assert said in log.getvalue()
    assert "Planted" not in log.getvalue()
    assert "2026 ERROR" not in log.getvalue()


def _refuse(why: str) -> None:
    raise ValueError(why)


def flood(count: int, start: float, *, trace: bool = False) -> None:
    """Log the same so many times within a second from a moment on."""
    for number in range(count):
        error = RuntimeError("the same")
        info = (RuntimeError, error, None) if trace else None
        record = logging.LogRecord("compact", logging.INFO, "", 0, "no. %d", (number,), info)
        record.created = start + number / count
        logging.getLogger("compact").handle(record)


def test_a_flood_of_the_same_line_is_counted() -> None:
    with reading_the_log() as log:
        flood(1_000, 1_000.0)
        flood(1, 1_070.0)
    lines = [line.split(" INFO compact: ")[1] for line in log.getvalue().splitlines()]
    assert lines == [
        *(f"no. {number}" for number in range(20)),
        "980 more in a minute like this: no. 0",
        "no. 0",
    ]


def test_of_a_flood_of_faults_the_references_stay() -> None:
    with reading_the_log() as log:
        flood(100, 1_000.0, trace=True)
    assert log.getvalue().count("INFO compact: no. ") == 100
    assert log.getvalue().count("Traceback") == 20


def test_another_line_is_not_drowned_by_a_flood() -> None:
    with reading_the_log() as log:
        flood(1_000, 1_000.0)
        logging.getLogger("compact").info("something else")
    assert log.getvalue().endswith("something else\n")
