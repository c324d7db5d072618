"""An evening's pack: a group that speaks itself, one without members, and half of it not coded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from handlers.request import Services
from knowledge.loading.loader import load
from tests.conftest import FakeClock, ask_text, make_services

NOTES = """\
Chair: Wells are before us.

Union: We want shallow wells. Pumps come later.

Peru (for the River Group): Wells cost too much.

Japan: Wells may be deep; a pump fund, though, we cannot join.

Norway: No pumps until the boreholes are dug.

Fiji: Rain will do, and could work with what falls, as Norway says.

Ghana: What falls could pay for the work.
"""
PACK = """\
pack: {id: water, name: Water talks, description: A pack for tests.}
states: {kenya: KE, chad: TD, peru: PE, japan: JP, norway: NO, fiji: FJ, ghana: GH}
parties:
  - {id: chair, name: Chair, kind: chair}
  - {id: union, name: Union of Lakes, short: Union, kind: group, as_of: 2018, members: [kenya, chad]}
  - {id: river-group, name: River Group, kind: group}
topics:
  - {id: wells, name: Wells, proposition: shallow wells, synonyms: [boreholes]}
  - {id: pumps, name: Pumps, proposition: pumps for all, synonyms: [pump fund]}
events:
  - {id: day-1, name: Day one, kind: session, dates: [{when: 2018-03-13, source: notes}]}
  - {id: paper, name: The paper on wells, kind: report, dates: [{when: 2018-03-14, source: notes}]}
  - {id: day-2, name: Day two, kind: session, dates: [{when: 2018-03-15, source: notes}]}
sources:
  - id: notes
    name: Notes
    author: A note-taker
    date: 2018-03-13
    kind: floor notes
    form: colon
    file: notes.txt
    sha256: SHA
    session: day-1
    speakers: {Chair: chair, Union: union, Peru: peru, Japan: japan, Norway: norway, Fiji: fiji, Ghana: ghana}
    attributions: {River Group: river-group}
"""  # noqa: E501
POSITIONS = """\
session: day-1
source: notes
positions:
  - {id: u, party: union, topic: wells, stance: support, summary: Backs them., locators: [union 1.1]}
  - {id: p, party: peru, on_behalf_of: river-group, topic: wells, stance: oppose, summary: Fears the price., locators: [peru 1.1]}
  - {id: j, party: japan, topic: wells, stance: oppose, summary: Would go deep., locators: [japan 1.1]}
  - {id: j-pumps, party: japan, topic: pumps, stance: , summary: , locators: [japan 1.1]}
  - {id: n, party: norway, topic: pumps, stance: oppose, summary: Not at once., locators: [norway 1.1]}
  - {id: g, party: ghana, topic: wells, stance: statement, summary: Thinks of the bill., locators: [ghana 1.1]}
  - {id: f, party: fiji, topic: , stance: , summary: , locators: [fiji 1.1]}
"""  # noqa: E501


def write_pack(folder: Path) -> Path:
    notes = folder / "notes.txt"
    notes.write_text(NOTES, encoding="utf-8")
    pack = folder / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(PACK.replace("SHA", sha256(notes.read_bytes()).hexdigest()))
    (pack / "positions.yaml").write_text(POSITIONS)
    return pack


CLOCK = FakeClock(datetime(2018, 3, 14, 8, tzinfo=UTC))


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder = tmp_path_factory.mktemp("evening")
    return make_services(load(write_pack(folder), folder), CLOCK)


def test_what_a_group_says_itself_is_its_own(evening: Services) -> None:
    shown = ask_text(evening, "position Union wells")
    assert "Nothing" not in shown
    assert "  Supports. Backs them.\n" in shown
    assert "  Union: supports. Backs them.\n" in ask_text(evening, "compare Union Japan wells")
    assert "Positions by topic (1 statement)\n  Supports: Wells\n" in ask_text(
        evening, "brief Union"
    )
    assert "Union’s own voice is on record on 1 of 2 topics" in ask_text(evening, "gaps Union")


def test_its_members_are_told_through_it_and_by_its_name(evening: Services) -> None:
    shown = ask_text(evening, "position Kenya wells")
    assert "Nothing by Kenya itself. Its group spoke:\n\n  Union, wells: supports." in shown
    told = "– Kenya belongs to the Union of Lakes, which spoke itself.\n"
    assert told in ask_text(evening, "grid Kenya, Japan")
    assert (
        "  Kenya through the Union of Lakes: supports (speaking itself). Backs them."
        in ask_text(evening, "compare Kenya Japan wells")
    )
    assert "Union of Lakes (speaking itself)\n  Supports: Wells\n" in ask_text(
        evening, "brief Kenya"
    )


def test_who_spoke_for_a_group_without_members_did_not_say_nothing(evening: Services) -> None:
    shown = ask_text(evening, "position Peru wells")
    assert "Nothing by Peru itself. It spoke for the River Group:\n\n" in shown
    assert "  Peru for the River Group: opposes. Fears the price.\n" in shown
    assert "– Peru spoke for the River Group.\n" in ask_text(evening, "grid Peru, Japan")
    assert "  Peru for the River Group: opposes. Fears the price.\n" in ask_text(
        evening, "compare Peru Japan wells"
    )
    assert "River Group: Wells\n  Peru for the River Group: opposes." in ask_text(
        evening, "position Peru"
    )
    assert "Spoke for the River Group\n  Opposes: Wells\n" in ask_text(evening, "brief Peru")
    assert "Only for the River Group (1)\n  Wells\n" in ask_text(evening, "gaps Peru")


def test_a_passage_coded_under_one_topic_waits_for_the_other(evening: Services) -> None:
    shown = ask_text(evening, "position Japan pumps")
    assert "Nothing by Japan on pumps is coded yet.\n\nNot yet reviewed (1)\n" in shown
    assert "“Wells may be deep; a pump fund, though, we cannot join.”" in shown
    assert "Japan: nothing on record (not yet reviewed: 1)" in ask_text(
        evening, "compare Japan Norway pumps"
    )
    assert "Not yet reviewed" not in ask_text(evening, "position Japan wells")


def test_where_no_draft_waits_it_is_shown_as_coded_under_the_other(evening: Services) -> None:
    shown = ask_text(evening, "position Norway wells")
    assert "Nothing by Norway on wells.\n" in shown
    assert "Coded under other topics, with words of wells\n  Norway, pumps: opposes." in shown


def test_who_takes_a_stance_says_what_waits(evening: Services) -> None:
    shown = ask_text(evening, "who opposes pumps")
    assert "  Opposes (1): Norway\n\n  Not yet reviewed (2): Union, Japan; in no count\n" in shown
    shown = ask_text(evening, "grid wells, pumps")
    assert "– Not yet reviewed, and in no cell: 3 on these topics.\n" in shown


def test_who_has_not_spoken_are_those_who_have_not(evening: Services) -> None:
    shown = ask_text(evening, "who has not spoken on pumps")
    assert "Took the floor, but not on this (2)\n  Ghana, Peru\n" in shown
    assert "may speak of it in other words (1)\n  Fiji\n" in shown
    assert "Not yet reviewed: have its words (2)\n  Japan, Union\n" in shown


def test_the_extent_is_true_of_what_is_coded_in_part(evening: Services, tmp_path: Path) -> None:
    told = "– 7 interventions of 13 March 2018, 3 of them reviewed in full and 2 in part\n"
    assert told in ask_text(evening, "position Fiji wells")
    bare = make_services(load(write_pack(tmp_path)), CLOCK)
    told = "– 6 interventions of 13 March 2018, 4 of them reviewed in full and 1 in part\n"
    shown = ask_text(bare, "position Japan pumps")
    assert told in shown
    assert "Not yet reviewed, passages not at hand (1)\n" in shown
    assert "\n  Japan: Japan 1 (1)\n" in shown


def test_the_next_session_is_a_session(evening: Services) -> None:
    shown = ask_text(evening, "when is the next session")
    assert "  Day two – 15 March 2018\n" in shown
    assert "paper" not in shown
    later = replace(evening, clock=FakeClock(datetime(2018, 3, 20, tzinfo=UTC)))
    assert "Nothing on record lies ahead" in ask_text(later, "when is the next session")


def test_exact_words_come_first(evening: Services) -> None:
    shown = ask_text(evening, "quote could work with what falls")
    assert shown.startswith("“could work with what falls”")
    assert shown.index("Rain will do") < shown.index("What falls could pay")


def test_a_chair_without_a_title_speaks_as_chair(evening: Services) -> None:
    shown = ask_text(evening, "position Chair pumps")
    assert "– Chair speaks as Chair, not for any state.\n" in shown


def test_who_agrees_shows_who_names_the_party_in_words_not_reviewed(evening: Services) -> None:
    shown = ask_text(evening, "who agrees with Norway")
    assert "Not yet reviewed, with “Norway” in it (1)\n" in shown
    assert "“Rain will do, and could work with what falls, as Norway says.”" in shown


def test_a_group_that_is_no_party_is_told_by_what_its_members_have_waiting(
    evening: Services,
) -> None:
    shown = ask_text(evening, "SIDS")
    assert "Nothing is on record for small island developing States as a group.\n" in shown
    assert "“Rain will do, and could work with what falls, as Norway says.”" in shown


def test_a_stance_among_what_words_find_has_its_topic(evening: Services) -> None:
    assert "• Norway, pumps: opposes. Not at once." in ask_text(evening, "dug")
