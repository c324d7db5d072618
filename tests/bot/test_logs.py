"""The log: what stands in it, and what never does."""

from __future__ import annotations

import json
import logging

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
    with reading_the_log() as log:
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
