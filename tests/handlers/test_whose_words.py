"""No words of another stand under the name of a party that was asked for, without a word on it."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.answers.answer import Answer, Entry, Statement
from handlers.questions.searching import voices_of
from handlers.registry import dispatch
from handlers.request import Services, parse_request
from knowledge.base import KnowledgeBase
from knowledge.model import Party
from knowledge.names.normal import normalise

ASKED = (
    "drones, hotlines, firewalls, duplication, tandem, budget, hospitals, red lines, biometrics,"
    " wages, peer pressure, 8(m), 42(c), 45(d), objective 22, page 5, border walls, detention,"
    " diplomas, recruitment fees, mayors, religion, the press, xenophobia, Marrakech, narrative"
).split(", ")
KINDS = ("state", "group", "organisation")


def test_no_party_heads_what_another_said(bare: Services) -> None:
    parties = [p for p in bare.knowledge.parties.values() if p.kind in KINDS]
    wrong: list[str] = []
    # Each party once or twice, and each matter some fifteen times.
    for number, party in enumerate(parties * 2):
        line = f"{party.brief} on {ASKED[number % len(ASKED)].strip()}"
        answer = dispatch(parse_request(line), bare)
        wrong += [line for _ in _words_of_others(answer, party, bare.knowledge)]
    assert wrong == []


def _words_of_others(answer: Answer, party: Party, knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield what leads an answer that its title gives to a party that did not say it."""
    if answer.silence or answer.lead or not answer.title.startswith(party.brief):
        return
    voices = {*voices_of(party, knowledge), party.id}
    name = normalise(party.brief).split()[0]
    for section in answer.sections[:1]:
        item = next(iter(section.items), None)
        if section.title or not isinstance(item, Statement | Entry):
            continue
        if isinstance(item, Statement):
            own = bool(voices.intersection((item.party, item.on_behalf_of)))
            told = f"{item.summary} {item.note} {item.voiced_by} {item.party_name}"
        else:
            proposal = knowledge.proposals.get(item.id)
            own = proposal is not None and proposal.party in voices
            told = " ".join((item.name, item.text, *(text for _, text in item.facts)))
        if not own and name not in normalise(told):
            yield told
