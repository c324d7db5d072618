"""Settings of how Compact behaves between people."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import read_settings
from bot.errors import ConfigError
from bot.manners import Manners


def test_the_usual_manners_are_the_careful_ones() -> None:
    assert read_settings({"COMPACT_FEEDBACK_FILE": "remarks.jsonl"}).manners == Manners(
        emoji="mag",
        follow_ups=False,
        answer_bots=False,
        private_when_shared=True,
        feedback_channel="",
        feedback_file=Path("remarks.jsonl"),
    )


def test_they_are_settings() -> None:
    given = {
        "COMPACT_EMOJI": ":books:",
        "COMPACT_FOLLOW_UPS": "on",
        "COMPACT_ANSWER_BOTS": "ON",
        "COMPACT_SHARED_CHANNELS": "public",
        "COMPACT_FEEDBACK_CHANNEL": "C0123ABCD",
        "COMPACT_FEEDBACK_FILE": "remarks.jsonl",
    }
    assert read_settings(given).manners == Manners(
        emoji="books",
        follow_ups=True,
        answer_bots=True,
        private_when_shared=False,
        feedback_channel="C0123ABCD",
        feedback_file=Path("remarks.jsonl"),
    )


def test_every_wrong_one_is_told() -> None:
    given = {
        "COMPACT_EMOJI": "two words",
        "COMPACT_FOLLOW_UPS": "yes",
        "COMPACT_SHARED_CHANNELS": "some",
    }
    with pytest.raises(ConfigError) as told:
        read_settings(given)
    assert told.value.faults == (
        "COMPACT_EMOJI has to be the name of an emoji such as :mag:.",
        "COMPACT_FOLLOW_UPS has to be off or on.",
        "COMPACT_SHARED_CHANNELS has to be private or public.",
    )
