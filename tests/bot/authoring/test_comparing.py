"""One pack against another, in words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.bot.authoring.test_exchanging import PACK

Compare = Callable[..., tuple[int, str, str]]
ENTRIES = """\
states: {norway: "NO", japan: JP}
parties:
  - {id: reds, name: Reds, kind: group, as_of: 2024-01, members: [japan]}
topics:
  - {id: wells, name: Wells, proposition: deep wells, synonyms: [boreholes]}
  - {id: pumps, name: Pumps, proposition: pumps}
events:
  - id: talks
    name: Talks
    kind: session
    dates: [{when: 2024-01-10, source: words, time: "10:00"}]
    zone: Asia/Tokyo
translations:
  - {topic: wells, fr: [puits]}
session: talks
source: words
positions:
  - {id: a, party: japan, topic: wells, stance: oppose, locators: ["1.1"], summary: Against wells.}
  - id: b
    party: norway
    on_behalf_of: reds
    topic: wells
    stance: support
    locators: ["1.2"]
    summary: Wants wells.
    also: {pumps: question}
  - {id: c, party: norway, stance: , summary: , locators: ["1.3"]}
filed:
  - {locators: ["1.4"], reason: thanks}
"""


@pytest.fixture
def compare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Compare:
    """Change a pack by pairs of what stands and what is put there, and compare."""
    monkeypatch.chdir(tmp_path)
    Path("old").mkdir()
    Path("old/pack.yaml").write_text(PACK)
    Path("old/more.yaml").write_text(ENTRIES)

    def run(*changes: tuple[str, str], options: tuple[str, ...] = ()) -> tuple[int, str, str]:
        shutil.rmtree("new", ignore_errors=True)
        shutil.copytree("old", "new")
        text = ENTRIES
        for was, is_ in changes:
            assert text.count(was) == 1
            text = text.replace(was, is_)
        Path("new/more.yaml").write_text(text)
        status = main(["diff", "old", "new", *options])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_nothing_changed(compare: Compare) -> None:
    assert compare() == (0, "Nothing changed.\n", "")
    # What is written in another way is no change.
    assert compare(("synonyms: [boreholes]", 'synonyms: ["boreholes"]')) == (
        0,
        "Nothing changed.\n",
        "",
    )


@pytest.mark.parametrize(
    ("was", "is_", "told"),
    [
        ("stance: oppose", "stance: conditional", "Japan on Wells: oppose → conditional, softened"),
        ("stance: oppose", "stance: support", "Japan on Wells: oppose → support, softened"),
        (
            "stance: support",
            "stance: conditional",
            "Reds on Wells: support → conditional, hardened",
        ),
        ("stance: support", "stance: oppose", "Reds on Wells: support → oppose, hardened"),
        # A question and a remark take no side: there is nothing to be softer than.
        ("stance: oppose", "stance: statement", "Japan on Wells: oppose → statement"),
        ("pumps: question", "pumps: support", "Reds on Pumps: question → support"),
    ],
)
def test_who_moved(compare: Compare, was: str, is_: str, told: str) -> None:
    status, out, _ = compare((was, is_))
    assert status == 1
    assert out.splitlines()[0] == told


def test_stances_towards_another_proposition_are_not_measured(compare: Compare) -> None:
    out = compare(("stance: oppose", "stance: support"), ("deep wells", "shallow wells"))[1]
    assert out.startswith("Japan on Wells: oppose → support, towards another proposition\n")


def test_every_change_in_words(compare: Compare) -> None:
    _, out, _ = compare(
        ("2024-01-10", "2024-01-12"),
        ('time: "10:00"', 'time: "15:00"'),
        ("[boreholes]", "[drillings, boreholes]"),
        ("members: [japan]", "members: [norway]"),
        ("pumps: question", "pumps: statement"),
        ("[puits]", "[forage]"),
        ("reason: thanks", "reason: thanks the chair"),
        (
            "stance: , summary: ,",
            "topic: pumps, stance: support, summary: Wants pumps.,",
        ),
    )
    assert out.splitlines() == [
        "Reds on Pumps: question → statement",
        "",
        "changed translation: topic wells",
        "    fr without “puits”",
        "    fr with “forage”",
        "changed party: Reds (reds)",
        "    members without “japan”",
        "    members with “norway”",
        "changed topic: Wells (wells)",
        "    synonyms with “drillings”",
        "changed event: Talks (talks)",
        "    moved from 10 January 2024 to 12 January 2024",
        "    dates, time: “10:00” → “15:00”",
        "changed position: Norway for Reds on Wells (b)",
        "    also, pumps: “question” → “statement”",
        "changed position: Norway on Pumps (c)",
        "    stance: nothing → “support”",
        "    summary: nothing → “Wants pumps.”",
        "    topic: nothing → “pumps”",
        "changed passage without an entry: words: 1.4",
        "    reason: “thanks” → “thanks the chair”",
        "7 entries: 0 added, 0 removed, 7 changed.",
    ]


def test_a_second_date_and_another_order(compare: Compare) -> None:
    out = compare(
        ('time: "10:00"}]', 'time: "10:00"}, {when: 2024-02, source: words, note: Elsewhere.}]'),
    )[1]
    assert "    dates with when “2024-02”, source “words”, note “Elsewhere.”\n" in out


def test_a_change_at_the_end_of_a_long_text_is_seen(compare: Compare) -> None:
    words = "Against wells" + " and wells" * 15
    out = compare(("summary: Against wells.", f"summary: {words} indeed."))[1]
    assert f"    summary: “Against wells.” → “{words} indeed.”\n" in out


def test_a_faulty_pack_is_trouble_and_no_difference(compare: Compare) -> None:
    status, out, faults = compare(("stance: oppose", "stance: opose"))
    assert (status, out) == (2, "")
    assert "did you mean “oppose”?" in faults


def test_for_programs(compare: Compare) -> None:
    status, out, _ = compare(("stance: oppose", "stance: support"), options=("--format", "json"))
    assert status == 1
    assert json.loads(out) == {
        "entries": [
            {
                "kind": "positions",
                "id": "a",
                "name": "a",
                "change": "changed",
                "fields": {"stance": {"old": "oppose", "new": "support"}},
            }
        ],
        "stances": [
            {
                "voice": "Japan",
                "topic": "Wells",
                "old": ["oppose"],
                "new": ["support"],
                "course": "softened",
                "restated": False,
            }
        ],
    }
