"""Dialogues: what was asked, and what is answered."""

from __future__ import annotations

import re

import pytest

from handlers.answers.answer import Statement
from handlers.request import Services
from tests.conftest import Ask, ask_answer, ask_json, ask_text


def spoken(answer: dict[str, object]) -> list[tuple[str, str | None, str, str]]:
    """List who, for whom, how and where, of the statements that answer."""
    statements = answer["statements"]
    assert isinstance(statements, list)
    return [(s["party"], s["on_behalf_of"], s["stance"], s["locator"]) for s in statements]


JAPAN_ON_IOM = [("Japan", None, "question", "japan 2.10-13")]


@pytest.mark.parametrize(
    "line",
    [
        "position Japan IOM",
        "position jpan iom",
        "position IOM Japan",
        "position JP iom",
        "position jpn IOM's role",
        "POSITION JAPAN IOM",
        "/compact position Japan IOM",
        "compact position Japan IOM",
        "Japan IOM",
        "  japan,   iom? ",
        "what does Japan think about the role of IOM?",
        "postion Japan IOM",
        "position 日本 IOM",
        "position Japón IOM",
        "position Япония IOM",
        "position اليابان IOM",
    ],
)
def test_one_question_in_many_words(ask: Ask, line: str) -> None:
    assert spoken(ask(line)) == JAPAN_ON_IOM


def test_an_answer_says_stance_date_session_and_place(ask: Ask) -> None:
    (said,) = ask("position Japan IOM")["statements"]
    assert said["voice"] == "own"
    assert said["topic"] == "IOM's role"
    assert said["date"] == "2018-03-13"
    assert said["session"] == "Negotiations Session 2"
    assert said["source"] == "Session 2 floor notes"
    assert "UN-Habitat" in said["summary"]


def test_a_correction_is_told(ask: Ask) -> None:
    notes = ask("position jpan iom")["notes"]
    assert {"kind": "correction", "text": "“jpan” read as Japan."} in notes


def test_a_member_is_covered_by_its_group(ask: Ask) -> None:
    answer = ask("position Kenya mixed flows")
    assert spoken(answer) == [("Comoros", "African Group", "support", "comoros 1.1-2")]
    assert [s["voice"] for s in answer["statements"]] == ["group"]
    kinds = [note["kind"] for note in answer["notes"]]
    assert kinds[:3] == ["no-statement", "searched", "group-voice"]
    assert [note["text"] for note in answer["notes"][:2]] == [
        "Nothing by Kenya itself on mixed movements.",
        "102 interventions of 13 March 2018 searched",
    ]


def test_the_excepted_state_is_not_covered(ask: Ask) -> None:
    answer = ask("position Hungary non-refoulement")
    assert answer["statements"] == []
    assert [(s["party"], s["on_behalf_of"]) for s in answer["related"]] == [
        ("Austria", "European group without Hungary")
    ]
    assert [note["kind"] for note in answer["notes"]][:3] == [
        "no-statement",
        "searched",
        "excepted",
    ]
    assert "Not Hungary’s position" in answer["text"]


def test_a_member_of_the_european_group_is_covered(ask: Ask) -> None:
    answer = ask("position Denmark non-refoulement")
    assert [s["party"] for s in answer["statements"]] == ["Austria"]
    assert [s["voice"] for s in answer["statements"]] == ["group"]


def test_own_voice_and_group_voice_stand_apart(ask: Ask) -> None:
    answer = ask("position Ethiopia mixed movements")
    assert [(s["party"], s["voice"]) for s in answer["statements"]] == [
        ("Ethiopia", "own"),
        ("Comoros", "group"),
    ]
    assert "Comoros for the African Group" in answer["text"]


def test_the_speaker_of_a_group_has_no_voice_of_its_own_by_it(ask: Ask) -> None:
    answer = ask("position Comoros mixed movements")
    assert [s["voice"] for s in answer["statements"]] == ["group"]
    assert answer["notes"][0]["kind"] == "no-statement"


def test_a_group_is_asked_by_its_name(ask: Ask) -> None:
    answer = ask("position African Group mixed movements")
    assert spoken(answer) == [("Comoros", "African Group", "support", "comoros 1.1-2")]
    assert "no-statement" not in [note["kind"] for note in answer["notes"]]


@pytest.mark.parametrize("name", ["EU", "European Union", "EU27"])
def test_the_european_group_has_many_names(ask: Ask, name: str) -> None:
    parties = {(s["party"], s["voice"]) for s in ask(f"position {name} IOM")["statements"]}
    assert parties == {("Austria", "group")}


def test_where_austria_names_nobody_it_speaks_for_itself(ask: Ask) -> None:
    own = [s for s in ask("position Austria IOM")["statements"] if s["voice"] == "own"]
    assert [s["locator"].split(".")[0] for s in own] == ["austria 4"]
    assert own[0]["note"] is not None


@pytest.mark.parametrize(
    ("state", "chair"), [("Mexico", "Gómez Camacho"), ("Switzerland", "Lauber")]
)
def test_a_chair_never_speaks_for_his_state(ask: Ask, state: str, chair: str) -> None:
    answer = ask(f"position {state}")
    statements = [*answer["statements"], *answer["related"]]
    assert {s["party"] for s in statements} == {state}
    assert "chair" in [note["kind"] for note in answer["notes"]]
    chaired = ask(f"position {chair}")
    assert chaired["statements"]
    assert {s["party"] for s in chaired["statements"]} == {chair}


def test_mexico_on_mixed_flows_is_mexico(ask: Ask) -> None:
    answer = ask("position Mexico mixed flows")
    assert spoken(answer) == [("Mexico", None, "support", "mexico 1.3-4")]
    assert {
        "label": "Gómez Camacho in the chair on mixed movements",
        "command": "position Gómez Camacho Mixed movements",
    } in answer["choices"]


def test_a_caveat_survives(ask: Ask) -> None:
    summaries = [s["summary"] for s in ask("position Belarus forced migration")["statements"]]
    assert len(summaries) >= 2
    assert all("not (yet)" in summary for summary in summaries)


def test_a_negation_survives(ask: Ask) -> None:
    (said,) = ask("position Argentina HLPF")["statements"]
    assert said["stance"] == "oppose"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("position Korea IOM", ["Republic of Korea", "Democratic People's Republic of Korea"]),
        ("position Congo IOM", ["Democratic Republic of the Congo", "Republic of the Congo"]),
        ("position Nigera IOM", ["Niger", "Nigeria"]),
    ],
)
def test_two_readings_are_asked_back(ask: Ask, line: str, names: list[str]) -> None:
    answer = ask(line)
    assert answer["statements"] == []
    assert sorted(choice["label"] for choice in answer["choices"]) == sorted(names)
    assert [note["kind"] for note in answer["notes"]] == ["ambiguous"]


def test_an_unknown_name_is_told_before_what_is_known(ask: Ask) -> None:
    answer = ask("position Wakanda IOM")
    assert "“Wakanda” stands nowhere in the documents." in answer["text"].splitlines()[2]
    assert "unknown-name" in [note["kind"] for note in answer["notes"]]
    assert "Wakanda" not in {said["party"] for said in answer["statements"]}


def test_abbreviations_of_three_letters_are_never_corrected(ask: Ask) -> None:
    assert ask("position Japan ION")["statements"] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("japan at the coordination meeting", "Nothing by Japan is on record at the Coordination"),
        ("norway in the june bulletin", "Nothing by Norway stands in IISD news, 8 June 2017."),
    ],
)
def test_who_said_nothing_at_a_meeting_is_told_before_what_it_said(
    ask: Ask, line: str, told: str
) -> None:
    answer = ask(line)
    assert told in answer["notes"][0]["text"]
    assert answer["board"] or answer["statements"]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("does recognising IOM undermine other agencies' mandates", "bangladesh"),
        ("do you need to be an IOM member for the IDM", "australia"),
        ("did IOM present a handbook on data", "iom"),
    ],
)
def test_what_a_body_is_asked_of_those_who_speak_of_it(
    bare: Services, line: str, first: str
) -> None:
    sections = ask_answer(bare, line).sections
    said = [item for section in sections for item in section.items if isinstance(item, Statement)]
    assert said[0].party == first


def test_a_paragraph_that_somebody_wants_is_no_paragraph_of_others(bare: Services) -> None:
    sections = ask_answer(bare, "swiss on a separate para for international cooperation").sections
    said = [item for section in sections for item in section.items if isinstance(item, Statement)]
    assert said[0].party == "switzerland"
    assert all(isinstance(item, Statement) for section in sections[:1] for item in section.items)


def test_a_document_of_others_is_asked_what_it_says_of_a_party(bare: Services) -> None:
    sections = ask_answer(bare, "what did the roundtable say about portugal").sections
    first = sections[0].items[0]
    assert getattr(first, "id", "") == "gfmd-31-examples"


def test_a_party_by_topic(ask: Ask) -> None:
    answer = ask("position Turkey")
    assert {s["party"] for s in answer["statements"]} == {"Türkiye (Turkey)"}
    assert len({s["topic"] for s in answer["statements"]}) >= 5


def test_a_topic_by_stance(ask: Ask) -> None:
    text = ask("position non-refoulement")["text"]
    assert text.index("Supports (") < text.index("Opposes (") < text.index("Remarks (")


def test_a_wider_topic_has_what_was_said_on_the_narrower(ask: Ask) -> None:
    answer = ask("position Argentina follow-up and review")
    assert [(s["topic"], s["stance"], s["locator"]) for s in answer["statements"]] == [
        ("Follow-up and review", "support", "argentina 1.1-2"),
        ("Review in the HLPF", "oppose", "argentina 1.3-4"),
        ("Review more often than every four years", "support", "argentina 1.5"),
        ("UN regional economic commissions", "support", "argentina 1.6"),
    ]


def test_what_was_said_on_the_narrower_is_not_counted_on_the_wider(ask: Ask) -> None:
    # Australia and India speak of IOM leading, which is no stance on IOM's role as a whole.
    board = {row["stance"]: row["names"] for row in ask("position IOM's role")["board"]}
    assert board["oppose"] == []
    assert "Australia" not in board["support"]
    assert "India" not in [name for names in board.values() for name in names]
    assert "IOM leading: supports: Australia" in ask("position IOM's role")["text"]


def test_the_record_that_breaks_off_is_not_completed(ask: Ask) -> None:
    last = [
        said
        for said in ask("position Brazil")["statements"]
        if re.search(r"brazil 3\.(\d+-)?11\b", said["locator"])
    ]
    assert last
    assert all("break" in (s["note"] or "") for s in last)


def test_passages_are_shown_where_the_document_is_at_hand(full: Services) -> None:
    (said,) = ask_json(full, "position Japan IOM")["statements"]
    assert len(said["quotes"]) == 4
    assert "“" + said["quotes"][1] + "”" in ask_text(full, "position Japan IOM")


def test_where_it_is_not_a_plain_word_says_so(bare: Services) -> None:
    answer = ask_json(bare, "position Japan IOM")
    assert answer["statements"][0]["quotes"] == []
    assert answer["notes"][-1] == {
        "kind": "documents",
        "text": "No passage is quoted: the document is not at hand (Session 2 floor notes).",
    }


def test_pages_lead_through_everything(bare: Services, ask: Ask) -> None:
    whole = ask("position Australia")["statements"]
    pages = [ask_text(bare, "position Australia")]
    while f"page {len(pages) + 1}" in pages[-1]:
        pages.append(ask_text(bare, f"position Australia page {len(pages) + 1}"))
    shown = " ".join(" ".join(pages).split())
    assert len(pages) > 1
    assert all(said["summary"] in shown for said in whole)


def test_a_party_that_is_silent_itself_is_told_by_the_board_of_its_group(ask: Ask) -> None:
    told = " ".join(ask("Egypt")["text"].split())
    assert "Nothing by Egypt itself is on record. Its group spoke: African Group (Comoros)" in told
    assert "Opposes: Conflict among the drivers" in told
    before = " ".join(ask("Sweden")["text"].split())
    assert "It spoke earlier, 16–17 February 2017. Its group spoke: European group" in before
    assert "Opposes: Review in the High-level Dialogue" in before
    then, _, after = ask("Sweden 2017")["text"].partition("Earlier: 16–17 February 2017")
    assert "European group" not in then
    assert "European group without Hungary (Austria)" in after


def test_what_a_few_statements_take_sides_on_is_told_by_topic(ask: Ask) -> None:
    told = " ".join(ask("Lebanon")["text"].split())
    assert "Opposes: Forced migration · Protection · International protection" in told


def test_what_a_party_wants_is_told_in_its_statements(ask: Ask) -> None:
    told = ask("what does Mexico want")["text"]
    assert "Wants new categories avoided" in told
    assert "Open" not in told.partition("\n")[0]


def test_with_passages_no_board_stands_before_them(full: Services) -> None:
    told = ask_text(full, "who opposes HLPF with passages").splitlines()
    assert told[2].startswith("  Argentina, review in the HLPF: opposes.")
    assert "Opposes (1)" not in "\n".join(told)
