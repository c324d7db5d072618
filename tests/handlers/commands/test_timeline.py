"""timeline [filter] [from..to] and event E: dates no more precise than their sources."""

from __future__ import annotations

import json

import pytest

from bot.__main__ import main
from handlers.request import Services
from tests.conftest import Ask, ask_json, ask_text


def names(answer: dict[str, object]) -> list[str]:
    """List the ids of the events."""
    events = answer["events"]
    assert isinstance(events, list)
    return [event["id"] for event in events]


@pytest.mark.parametrize("words", ["refugee", "GCR", "refugee compact"])
def test_the_refugee_compacts_track_is_its_own(ask: Ask, words: str) -> None:
    answer = ask(f"timeline {words}")
    assert names(answer) == [
        "refugee-compact-stocktaking",
        "refugee-compact-consultations",
        "refugee-compact-presentation",
        "refugee-compact-drafting",
    ]
    assert {event["track"] for event in answer["events"]} == {"refugee"}


def test_the_migration_track_has_none_of_it(ask: Ask) -> None:
    answer = ask("timeline GCM")
    assert {event["track"] for event in answer["events"]} == {"migration"}
    assert "compact-adoption" in names(answer)


def test_adoption_is_the_migration_compacts(ask: Ask) -> None:
    answer = ask("event adoption")
    (event,) = answer["events"]
    assert event["track"] == "migration"
    assert [(d["text"], d["source"]) for d in event["dates"]] == [
        ("by September 2018", "Coordination meeting report 2017")
    ]
    # Genina's paper has it “before”, which is no date of its own.
    assert "Genina's paper has the adoption intended “before”" in event["dates"][0]["note"]
    others = [choice["command"] for choice in answer["choices"]]
    assert others[0].startswith("event Adoption of the New York Declaration")


@pytest.mark.parametrize(
    ("line", "first"),
    [
        # Where a phase takes place is where its meeting does.
        ("where do we go for the stocktaking", "stocktaking-meeting"),
        ("stocktaking, which country hosts", "stocktaking-meeting"),
        ("when do states actually start negotiating", "negotiations-phase"),
        ("when do the real negociations start", "negotiations-phase"),
        ("how long do the negotiations run", "negotiations-phase"),
        ("next one after vienna?", "sixth-thematic-session"),
        ("what is the last thematic session and where", "sixth-thematic-session"),
        ("next session following geneva in june", "fourth-thematic-session"),
        ("what happens after the consultations are over in november", "stocktaking-phase"),
        ("when is the forum about money migrants send home", "remittances-forum-2017"),
    ],
)
def test_events_by_their_order_kind_and_place(ask: Ask, line: str, first: str) -> None:
    assert names(ask(line))[0] == first


def test_the_two_stocktakings_stand_apart(ask: Ask) -> None:
    migration = ask("event stocktaking")
    assert names(migration) == ["stocktaking-phase", "stocktaking-meeting"]
    assert "event Stocktaking phase of the refugee compact" in [
        choice["command"] for choice in migration["choices"]
    ]
    refugee = ask("event GCR stocktaking")
    assert names(refugee) == ["refugee-compact-stocktaking"]
    assert "Track: Refugee compact" in refugee["text"]


def test_dates_in_disagreement_both_stand(ask: Ask) -> None:
    (event,) = ask("event Special Rapporteur report")["events"]
    assert [(d["text"], d["source"], d["locator"]) for d in event["dates"]] == [
        ("April 2017", "Genina's proposals", "II.15"),
        ("early May 2017", "Coordination meeting report 2017", "IV.2"),
    ]


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("New York Declaration", "2016-09-19"),
        ("modalities resolution", "2017-04-06"),
        ("fifteenth coordination meeting", "2017-02-16..2017-02-17"),
        ("stocktaking meeting", "early 2017-12"),
        ("third thematic session", "2017-06-19..2017-06-20"),
        ("session 2", "2018-03-13"),
    ],
)
def test_precision_is_the_sources(ask: Ask, name: str, when: str) -> None:
    assert ask(f"event {name}")["events"][0]["dates"][0]["when"] == when


@pytest.mark.parametrize(
    "words", ["thematic sessions 2017-06..2017-07", "thematic sessions June 2017 to July 2017"]
)
def test_a_span_and_words_narrow_together(ask: Ask, words: str) -> None:
    found = names(ask(f"timeline {words}"))
    assert "third-thematic-session" in found
    assert "fourth-thematic-session" in found
    assert "fifth-thematic-session" not in found


def test_a_day_in_words_is_a_day(ask: Ask) -> None:
    found = names(ask("timeline 13 March 2018"))
    assert "session-2" in found
    assert "second-round-day-before" not in found


def test_what_goes_on_stands_under_the_year_asked_for(ask: Ask) -> None:
    text = ask("timeline 2019")["text"]
    assert text.startswith("Timeline: 2019\n")
    assert "2018–2021: UNDP strategic plan 2018–2021" in text


def test_nothing_is_told_with_ways_on(ask: Ask) -> None:
    answer = ask("timeline xyzzy")
    assert answer["notes"] == [{"kind": "no-event", "text": "No event on record fits “xyzzy”."}]
    assert [choice["command"] for choice in answer["choices"]] == ["timeline", "next"]


@pytest.mark.parametrize("words", ["2018..2017", "2017-13..2018", "2017-02-30"])
def test_an_impossible_span_is_told(bare: Services, words: str) -> None:
    assert "Write " in ask_text(bare, f"timeline {words}")


def test_every_event_has_source_and_locator(ask: Ask) -> None:
    events = ask("timeline")["events"]
    assert len(events) > 90
    assert [e["id"] for e in events if not all(d["source"] for d in e["dates"])] == []
    unplaced = [e["id"] for e in events if not any(d["locator"] for d in e["dates"])]
    # The floor notes as a whole are of that day: their printed heading is no passage.
    assert unplaced == ["session-2"]


def test_passages_are_shown(full: Services) -> None:
    (event,) = ask_json(full, "event Special Rapporteur report")["events"]
    assert all(cited["quotes"] for cited in event["cited"])
    assert "early May 2017, he would" in " ".join(
        ask_text(full, "event Special Rapporteur report").split()
    )


@pytest.mark.parametrize("line", ["next", "next 3"])
def test_as_of_makes_next_meaningful(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COMPACT_SOURCES", raising=False)
    monkeypatch.setenv("COMPACT_AS_OF", "2016-01-01")
    assert main(["ask", line, "--format", "json", "--as-of", "2017-06-10"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert names(answer)[:3] == [
        "sending-money-home",
        "remittances-forum-2017",
        "family-remittances-day-2017",
    ]
    assert "From 10 June 2017 on" in answer["text"]


@pytest.mark.parametrize("as_of", ["2018-03-13", "2018-03-12"])
def test_compact_as_of_is_today(
    as_of: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COMPACT_SOURCES", raising=False)
    monkeypatch.setenv("COMPACT_AS_OF", as_of)
    assert main(["ask", "next", "50", "--format", "json"]) == 0
    assert "session-2" in names(json.loads(capsys.readouterr().out))


def test_a_year_is_told_by_month_and_then_what_goes_on_beside(bare: Services) -> None:
    lines = ask_text(bare, "timeline 2018").splitlines()
    march = lines.index("March 2018")
    assert lines[march + 1].startswith("  • 12 March 2018: ")
    beside = lines.index("Under way, or without a month")
    assert march < beside < next(n for n, line in enumerate(lines) if "2017–2018: GFMD co" in line)
    assert ask_text(bare, "timeline april 2018").startswith("Timeline: April 2018\n")
