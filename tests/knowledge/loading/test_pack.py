"""The shipped packs: no fault, and what an editor promises of every entry."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from handlers.request import Services
from knowledge.errors import FaultyPack
from knowledge.loading.loader import PACKS, load
from knowledge.model import STANCES
from tests.conftest import Ask, find_documents

SHIPPED = sorted(path.name for path in PACKS.iterdir() if path.is_dir())


def faults_of_all(documents: Path | None) -> list[str]:
    found: list[str] = []
    for pack in SHIPPED:
        try:
            load(PACKS / pack, documents)
        except FaultyPack as error:
            found += map(str, error.diagnostics)
    return found


def test_no_shipped_pack_has_a_fault() -> None:
    assert SHIPPED == ["gcm"]
    assert faults_of_all(None) == []


def test_no_shipped_pack_has_a_fault_against_its_documents(documents: Path) -> None:
    assert faults_of_all(documents) == []


def test_every_document_is_at_hand(full: Services) -> None:
    assert set(full.library.documents) == set(full.knowledge.sources)
    assert full.library.changed == {}


def test_groups_are_those_of_march_2018(bare: Services) -> None:
    parties = bare.knowledge.parties
    assert len(parties["african-group"].members) == 54
    assert len(parties["asean"].members) == 10
    europe = parties["european-group"]
    assert len(europe.members) == 27
    assert europe.excepted == ("hungary",)
    assert "hungary" not in europe.members
    assert "united-kingdom" in europe.members
    for group in ("african-group", "asean", "european-group"):
        assert str(parties[group].as_of) == "2018-03"
        assert len(set(parties[group].members)) == len(parties[group].members)


def test_states_are_the_members_of_the_united_nations(bare: Services) -> None:
    states = [party for party in bare.knowledge.parties.values() if party.kind == "state"]
    assert len(states) == 193
    assert len({party.code for party in states}) == 193
    assert bare.knowledge.parties["holy-see"].kind == "observer"


def test_chairs_speak_for_no_state(bare: Services) -> None:
    parties = bare.knowledge.parties
    assert (parties["gomez-camacho"].kind, parties["gomez-camacho"].state) == ("chair", "mexico")
    assert (parties["lauber"].kind, parties["lauber"].state) == ("chair", "switzerland")
    assert (parties["arbour"].kind, parties["arbour"].state) == ("chair", None)
    for position in bare.knowledge.positions:
        if parties[position.party].kind == "chair":
            assert position.on_behalf_of is None, position.id


def test_who_speaks_for_a_group(bare: Services) -> None:
    speaking = Counter(
        (position.party, position.on_behalf_of)
        for position in bare.knowledge.positions
        if position.on_behalf_of and position.source == "session-2-notes"
    )
    assert set(speaking) == {("comoros", "african-group"), ("austria", "european-group")}
    for speaker, group in speaking:
        assert group is not None
        assert speaker in bare.knowledge.parties[group].members


def test_siding_and_differing_are_towards_others(bare: Services) -> None:
    for position in bare.knowledge.positions:
        own = {position.party, position.on_behalf_of}
        for named in (position.sides_with, position.differs_from):
            assert not own.intersection(named), position.id
        assert not set(position.sides_with).intersection(position.differs_from), position.id


def test_siding_that_the_notes_print(bare: Services) -> None:
    """Spot checks of who expressly sided with whom, read from the notes."""
    sided = {
        (position.party, other)
        for position in bare.knowledge.positions
        for other in position.sides_with
    }
    for pair in [
        ("turkey", "holy-see"),
        ("new-zealand", "canada"),
        ("new-zealand", "african-group"),
        ("canada", "japan"),
        ("comoros", "armenia"),
        ("switzerland", "african-group"),
    ]:
        assert pair in sided, pair


def test_every_intervention_is_somebodys_position_or_filed(bare: Services) -> None:
    assert len(bare.knowledge.interventions_searched()["session-2-notes"]) == 102


def test_every_summary_is_a_sentence_of_the_editors(bare: Services) -> None:
    for position in bare.knowledge.positions:
        assert position.summary[0].isupper() or not position.summary[0].isalpha(), position.id
        assert position.summary[-1] in ".”?", position.id
        assert len(position.summary.split()) <= 40, position.id
        assert position.stance in STANCES


def test_caveats_are_kept(bare: Services) -> None:
    """What the record hedges or negates, the summary hedges or negates."""
    forced = [
        position
        for position in bare.knowledge.positions
        if (position.party, position.topic) == ("belarus", "forced-migration")
    ]
    assert forced
    assert any(
        word in position.summary for position in forced for word in ("not", "personal", "expert")
    )
    hlpf = [
        position
        for position in bare.knowledge.positions
        if (position.party, position.topic) == ("argentina", "hlpf")
    ]
    assert [position.stance for position in hlpf] == ["oppose"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("IOM", "IOM's role"),
        ("capacity building", "Capacity-building"),
        ("capacity-building mechanism", "Capacity-building mechanism"),
        ("follow-up and review", "Follow-up and review"),
        ("HLPF", "Review in the HLPF"),
        ("HLD", "Review in the High-level Dialogue"),
        ("GFMD", "The GFMD's part"),
        ("regional economic commissions", "UN regional economic commissions"),
        ("frequency of review", "Review more often than every four years"),
        ("refugee-migrant distinction", "Refugee–migrant distinction"),
        ("new categories", "New categories"),
        ("forced migration", "Forced migration"),
        ("protection", "Protection"),
        ("non-refoulement", "Non-refoulement"),
        ("complementarity", "Complementarity of the two compacts"),
        ("mixed movements", "Mixed movements"),
        ("disasters", "Climate change and disasters"),
        ("vulnerability", "Migrants in vulnerable situations"),
        ("children", "Children"),
        ("gender", "Gender"),
        ("return", "Return and readmission"),
        ("readmission", "Duty to readmit one's own nationals"),
        ("sovereignty", "National sovereignty"),
        ("legally binding", "Not legally binding"),
        ("actionable commitments", "Actionable commitments"),
        ("burden-sharing", "Sharing of burden and responsibility"),
        ("ODA", "International cooperation"),
        ("funding", "Funding"),
        ("data", "Data"),
        ("UNCT", "Coordination in the UN system"),
        ("SG's consultations", "The Secretary-General's consultations"),
        ("civil society", "Civil society and other stakeholders"),
        ("recruitment", "Labour and recruitment"),
        ("drivers", "Drivers of migration"),
        ("regional processes", "Regional processes"),
        ("2030 Agenda", "Links to the 2030 Agenda"),
    ],
)
def test_every_topic_that_people_ask_for_is_there(ask: Ask, words: str, name: str) -> None:
    assert ask(f"topic {words}")["title"] == name


def test_every_topic_has_a_line_and_something_said(bare: Services) -> None:
    said = {position.topic for position in bare.knowledge.positions}
    said |= {topic for proposal in bare.knowledge.proposals.values() for topic in proposal.topics}
    for topic in bare.knowledge.topics.values():
        assert topic.description, topic.id
        assert "\n" not in topic.description, topic.id
        family = bare.knowledge.topic_family(topic.id)
        assert said.intersection(family), topic.id


def test_every_source_says_who_wrote_it_and_when(bare: Services) -> None:
    for source in bare.knowledge.sources.values():
        assert source.author
        assert source.kind
        assert source.description
        assert source.file.endswith(".txt")


def test_the_documents_of_the_tests_are_those_of_the_pack(bare: Services) -> None:
    folder = find_documents()
    if folder is None:
        pytest.skip("the source documents are not at hand (COMPACT_SOURCES)")
    assert {source.file for source in bare.knowledge.sources.values()} <= {
        path.name for path in folder.iterdir()
    }
