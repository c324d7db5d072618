"""Questions on a young pack: regions for groups, plurals, abbreviations, a glossary of one term."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from handlers.request import Services
from knowledge.loading.loader import load
from tests.conftest import FakeClock, ask_text, make_services

NOTES = """\
Chair: The small group on money meets at 8:30.

Nigeria (for the African Group): A fund is a must.

Egypt: Well counts can wait.

Japan: Closures are for RFMOs. An opt-out must stay.

Peru: No opt-outs at all.

Fiji: A well per village? Two or three of them is no issue for us.

Norway: The RFMO does its work. SEA can be voluntary; cables lie in the sea. We warn against an opt-out.
"""  # noqa: E501
PACK = """\
pack: {id: water, name: Water talks, description: A pack for tests.}
states: {peru: PE, japan: JP, norway: NO, fiji: FJ, nigeria: NG, egypt: EG}
parties:
  - {id: chair, name: Chair, kind: chair, aliases: [Facilitator]}
  - {id: african-group, name: African Group, kind: group}
topics:
  - {id: fund, name: Fund, proposition: a fund, narrower: [money, GEF, art. 23]}
  - {id: strategic, name: Strategic assessments, short: SEA, proposition: strategic assessments}
  - {id: opt-out, name: Opt-out, proposition: a right to opt out}
  - {id: counts, name: Well counts, proposition: counts of wells}
terms:
  - id: rfmo
    name: RFMO
    senses:
      - means: regional fisheries management organisation
        definition: Sets catches in a sea.
        expanded_by: editors
        citations: [{source: notes}]
people:
  - id: adeyemi
    name: Ngozi Adeyemi
    kind: person
    roles: [{office: Facilitator for environmental impact assessments, body: Nigeria, when: 2018-03-13, citations: [{source: notes}]}]
events:
  - {id: day-1, name: Day one, kind: session, dates: [{when: 2018-03-13, source: notes}]}
  - {id: last, name: Last plenary, kind: session, dates: [{when: 2018-03-20, source: notes}]}
  - {id: first, name: First plenary, kind: session, zone: Europe/Lisbon, dates: [{when: 2018-03-16, time: "10:00", source: notes}]}
  - {id: due, name: Papers due, kind: deadline, dates: [{when: 2018-03-15, source: notes}]}
sources:
  - id: notes
    name: Notes
    author: MB
    date: 2018-03-13
    kind: floor notes
    form: colon
    file: notes.txt
    sha256: SHA
    session: day-1
    speakers: {Chair: chair, Peru: peru, Japan: japan, Norway: norway, Fiji: fiji, Nigeria: nigeria, Egypt: egypt}
    attributions: {African Group: african-group}
session: day-1
source: notes
positions:
  - {id: f, party: nigeria, on_behalf_of: african-group, topic: fund, stance: support, summary: Must have it., locators: [nigeria 1.1]}
  - {id: e, party: egypt, topic: counts, stance: oppose, summary: Not now., locators: [egypt 1.1]}
  - {id: o, party: peru, topic: opt-out, stance: oppose, summary: None at all., locators: [peru 1.1]}
"""  # noqa: E501


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder = tmp_path_factory.mktemp("room")
    notes = folder / "notes.txt"
    notes.write_text(NOTES, encoding="utf-8")
    pack = folder / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(PACK.replace("SHA", sha256(notes.read_bytes()).hexdigest()))
    return make_services(load(pack, folder), FakeClock(datetime(2018, 3, 14, 8, tzinfo=UTC)))


@pytest.mark.parametrize(
    "line", ["africa fund", "what did the Africans say about money", "african countries fund"]
)
def test_a_region_leads_to_the_group_that_is_called_after_it(room: Services, line: str) -> None:
    shown = ask_text(room, line)
    assert shown.startswith("African Group · Fund\n")
    assert "supports. Must have it." in shown
    assert "Nothing" not in shown


def test_where_a_regions_group_is_silent_its_states_are_told(room: Services) -> None:
    shown = ask_text(room, "africa well counts")
    assert "Nothing by African Group on well counts. States of Africa, for themselves:" in shown
    assert "  Opposes (1): Egypt\n" in shown


@pytest.mark.parametrize("line", ["who opposes opt-outs", "who is against opt outs"])
def test_the_plural_of_a_topic_keeps_the_side_that_is_asked_for(room: Services, line: str) -> None:
    shown = ask_text(room, line)
    assert shown.startswith("Who opposes opt-out\n")
    assert "Opposes (1)  Peru" in shown or "Opposes (1): Peru" in shown


@pytest.mark.parametrize("line", ["who mentioned RFMOs", "who mentioned an RFMO"])
def test_who_said_a_term_comes_before_what_it_means(room: Services, line: str) -> None:
    shown = ask_text(room, line)
    assert shown.startswith("Who spoke of “RFMO”\n")
    assert shown.index("Japan, Norway") < shown.index("regional fisheries management organisation")


def test_what_only_the_glossary_says_is_told_as_such(room: Services) -> None:
    assert "Only the glossary has “regional fisheries”:" in ask_text(
        room, "who mentioned regional fisheries"
    )


def test_an_abbreviation_that_only_a_topic_has_is_told_with_the_others(room: Services) -> None:
    shown = ask_text(room, "decode RFMO, SEA, GEF and CRP")
    assert "  RFMO: regional fisheries management organisation\n" in shown
    assert "  SEA: short for a topic, Strategic assessments\n" in shown
    assert "  GEF: no meaning on record; a word of the topic Fund\n" in shown
    assert "No meaning on record: CRP." in shown


def test_an_abbreviation_without_a_meaning_shows_none_of_another(room: Services) -> None:
    shown = ask_text(room, "term SEA")
    assert "“SEA” is no entry of the glossary; it is spoken of here:" in shown
    assert "Norway" in shown
    assert "regional fisheries" not in shown
    assert ask_text(room, "term CBD").startswith("“CBD”\n\nThere is no term “CBD” in the document.")


def test_an_unknown_abbreviation_is_told_before_an_answer_without_it(room: Services) -> None:
    assert "“XYZ” stands nowhere in the documents." in ask_text(room, "XYZ well counts")
    assert "“MB” took Notes, and speaks for no party." in ask_text(room, "MB well counts")


def test_a_topic_names_those_whose_words_nobody_has_reviewed_on_its_first_page(
    room: Services,
) -> None:
    assert "  Not yet reviewed (2): Japan, Norway; in no count\n" in ask_text(room, "topic opt-out")


def test_nobody_is_silent_who_has_words_that_nobody_has_reviewed(room: Services) -> None:
    shown = ask_text(room, "fiji well counts")
    assert "Nothing by Fiji on well counts is coded yet." in shown
    assert "Not yet reviewed, on this in other words or on other matters (2)" in shown
    assert "“A well per village?”" in shown
    assert (
        "Took the floor, partly not yet reviewed: may speak of it in other words (3)"
        in ask_text(room, "gaps well counts")
    )


@pytest.mark.parametrize(
    "line", ["who is the facilitator for EIA", "who facilitates the EIA", "facilitator EIA"]
)
def test_who_presides_over_a_part_of_the_work_is_not_the_chair(room: Services, line: str) -> None:
    shown = ask_text(room, line)
    assert "Facilitator for environmental impact assessments" in shown
    assert "of no state" not in shown


def test_who_presides_where_nobody_is_on_record_is_told_by_the_notes(room: Services) -> None:
    shown = ask_text(room, "who chairs the small group")
    assert "Who presides there is not on record; “small group” is spoken of here:" in shown
    assert "of no state" not in shown
    assert "Chair, of no state" in ask_text(room, "who is the chair")


def test_the_next_of_several_comes_first_and_with_its_time(room: Services) -> None:
    shown = ask_text(room, "when does the plenary start")
    assert shown.startswith("First plenary, Last plenary\n")
    assert "16 March 2018, 10:00 Europe/Lisbon: First plenary" in shown


def test_a_day_without_a_session_is_told_as_such(room: Services) -> None:
    shown = ask_text(room, "is there a session tomorrow")
    assert "No session on record for tomorrow. What lies in it:" in shown
    assert "Papers due" in shown


@pytest.mark.parametrize("line", ["art. 23", "article 23", "Articles 23 and 4"])
def test_an_articles_number_leads_to_its_topic_however_it_is_written(
    room: Services, line: str
) -> None:
    assert ask_text(room, line).startswith("Fund")


def test_an_article_that_nobody_named_is_no_other_number(room: Services) -> None:
    assert "Nothing on “article 8” in the document." in ask_text(room, "art. 8")


def test_of_those_whom_nobody_has_reviewed_who_used_the_verb_comes_first(room: Services) -> None:
    shown = ask_text(room, "who warned against opt-outs")
    assert shown.startswith("Who opposes opt-out\n")
    assert "  Not yet reviewed, with “warned” in it (1): Norway; in no count\n" in shown
    assert "  Not yet reviewed, others (1): Japan; in no count\n" in shown


def test_what_somebody_asked_comes_before_what_else_waits(room: Services) -> None:
    shown = ask_text(room, "what did Norway ask")
    assert "Nothing by Norway is coded yet." in shown
    shown = ask_text(room, "what did Fiji ask")
    assert shown.index("A well per village?") < shown.index("Two or three of them")


def test_what_is_shown_is_written_as_it_was_typed(room: Services) -> None:
    assert ask_text(room, "who said do its work").startswith("“its work”\n")
    assert "  Well counts: (1)\n" in ask_text(room, "topic")


def test_the_document_tells_the_order_where_the_pack_does_not(room: Services) -> None:
    shown = ask_text(room, "who had the final word")
    assert "Norway spoke last on 13 March 2018." in shown
    assert "Right after African Group: Egypt." in ask_text(room, "who spoke after the Africans")
    assert "5 delegations took the floor" not in ask_text(room, "how many countries took the floor")
    assert "6 delegations took the floor" in ask_text(room, "how many countries took the floor")
