"""compare P1 P2 ... T"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.answers.answer import Answer, Choice, Item, Line, Note, Section, Statement
from handlers.answers.citing import tell_missing_documents
from handlers.answers.record import (
    earlier_positions,
    list_speakers,
    mid_sentence,
    own_positions,
    split_by_time,
    state_all,
    tell_searched,
)
from handlers.errors import UserError
from handlers.questions.entities import Asked, read_entities
from handlers.questions.question import Question
from handlers.registry import Command
from handlers.request import Services
from knowledge.base import Membership
from knowledge.model import Party, Position, Topic

FEWEST, MOST = 2, 6  # more than six are a board: `topic` has all parties
OFFERED = 5  # as many buttons as fit in a row


def compare(request: Question, services: Services) -> Answer:
    """Set two to six parties side by side on a topic."""
    asked = read_entities(request, services)
    if asked.unclear:
        return asked.unclear
    if len(asked.parties) >= FEWEST and not asked.topics:
        return _ask_topic(request, services, asked.parties)
    if not FEWEST <= len(asked.parties) <= MOST or len(asked.topics) != 1:
        raise _tell_how(asked)
    (topic,) = asked.topics
    draft = _Draft(services, topic)
    for party in asked.parties:
        draft.add(party)
    names = ", ".join(party.brief for party in asked.parties)
    answer = Answer(
        query=request.text,
        command="compare",
        title=f"{topic.name}: {names}",
        lead=f"Stances are towards: {topic.proposition}.",
        sections=(Section(title="At a glance", items=tuple(draft.glance)), *draft.sections),
        choices=(*draft.choices, Choice(f"All on {topic.brief}", f"topic {topic.name}")),
        notes=(*draft.notes, *asked.notes),
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _tell_how(asked: Asked) -> UserError:
    parties, topics = len(asked.parties), len(asked.topics)
    if parties > MOST:
        names = " ".join(party.brief for party in asked.parties[:MOST])
        topic = asked.topics[0].name if asked.topics else "TOPIC"
        return UserError(
            f"Those are {parties} parties; {FEWEST} to {MOST} can stand side by side.",
            f"Ask, for example: compare {names} {topic}",
        )
    if parties == 1 and topics == 1:
        words = f"{asked.parties[0].brief} {asked.topics[0].name}"
        return UserError(
            "That is one party only; name a second one.", f"For one party ask: position {words}"
        )
    if topics > 1:
        names = " and ".join(topic.name for topic in asked.topics)
        return UserError(f"Those are {topics} topics ({names}); name one.", _EXAMPLE)
    return UserError(f"Name {FEWEST} to {MOST} parties and one topic.", _EXAMPLE)


_EXAMPLE = "Ask, for example: compare Japan Australia Brazil IOM"


def _ask_topic(request: Question, services: Services, parties: Sequence[Party]) -> Answer:
    """Offer the topics on which most of the parties are on record."""
    knowledge = services.knowledge
    spoken = [
        {topic for p in own_positions(knowledge, party) for topic in p.topics} for party in parties
    ]
    counts = {topic: sum(topic in each for each in spoken) for topic in knowledge.topics}
    shared = sorted((t for t in counts if counts[t]), key=lambda t: -counts[t])[:OFFERED]
    names = " ".join(party.brief for party in parties)
    text = "On which topic? These have most of them on record."
    if not shared:
        text = "On which topic? Nothing by any of them is on record."
    return Answer(
        query=request.text,
        command="compare",
        title=f"Compare {', '.join(party.brief for party in parties)}",
        lead=text,
        choices=tuple(
            Choice(
                f"{knowledge.topics[t].name} ({counts[t]} of {len(parties)})",
                f"compare {names} {knowledge.topics[t].name}",
            )
            for t in shared
            if len(parties) <= MOST
        ),
        notes=(Note("ambiguous", text),),
        shareable=False,
    )


@dataclass
class _Draft:
    """The parties that stand side by side so far."""

    services: Services
    topic: Topic
    glance: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)  # shown already, by whose place

    def add(self, party: Party) -> None:
        """Draw up one party: its own voice, its groups' voice, or the silence."""
        knowledge = self.services.knowledge
        own = self._on_topic(own_positions(knowledge, party))
        items: list[Item] = list(state_all(self.services, own))
        words = [", ".join(dict.fromkeys(p.stance for p in own)) or "nothing on record"]
        if own and party.kind == "group":
            self.groups.setdefault(party.id, party.brief)
        if not own:
            text = (
                f"No statement by {party.brief} on {mid_sentence(self.topic.name)} is on record "
                f"({tell_searched(knowledge)})."
            )
            self.notes.append(Note("no-statement", text))
        for membership in knowledge.memberships(party.id):
            self._add_group(party, membership, items, words)
        items = items or [Line("Nothing on record on this topic.")]
        earlier = self._on_topic(earlier_positions(knowledge, party))
        if earlier:
            when = knowledge.date_of(earlier[0]).spell()
            items.append(Line(f"{when}, before the negotiations; not shown here", "Earlier"))
            command = f"position {party.brief} {self.topic.name}"
            self.choices.append(Choice(f"{party.brief}, with what it said earlier", command))
        if party.kind == "chair":
            words.append("from the chair")
            text = f"{party.name} speaks as {party.role}, not for a state."
            self.notes.append(Note("chair", text))
        for chair in knowledge.presiding(party.id):
            text = f"{chair.name} presided; what he said in the chair is not {party.brief}’s."
            self.notes.append(Note("chair", text))
        first = next((item.summary for item in items if isinstance(item, Statement)), "")
        told = "; ".join(words)
        self.glance.append(Line(f"{told}. {first}" if first else told, party.brief))
        self.sections.append(Section(title=party.brief, items=tuple(items)))

    def _add_group(
        self, party: Party, membership: Membership, items: list[Item], words: list[str]
    ) -> None:
        knowledge, group = self.services.knowledge, membership.group
        said = split_by_time(knowledge, knowledge.said_for(group.id))[0]
        spoken = self._on_topic(said)
        speakers = list_speakers(knowledge, spoken or said)
        if membership.role == "excepted":
            if said:
                words.append(f"excepted from the {group.name}")
                text = f"{party.brief} was excepted when {speakers} spoke for the {group.name}."
                self.notes.append(Note("excepted", text))
            return
        if not spoken:
            return
        stances = ", ".join(dict.fromkeys(p.stance for p in spoken))
        words.append(f"through the {group.name}: {stances}")
        text = f"{party.brief} belongs to the {group.name}, for which {speakers} spoke."
        self.notes.append(Note("group-voice", text))
        if group.id in self.groups:
            items.append(Line(f"as under {self.groups[group.id]}", group.name))
        else:
            self.groups[group.id] = party.brief
            items += state_all(self.services, spoken)

    def _on_topic(self, positions: Sequence[Position]) -> list[Position]:
        return self.services.knowledge.within(positions, self.topic.id)


COMMAND = Command(
    name="compare",
    usage="PARTY PARTY … TOPIC",
    summary="Two to six parties side by side on a topic.",
    examples=(
        "compare Japan Australia Brazil IOM",
        "compare Brazil, Chile & Cuba capacity building",
    ),
    handler=compare,
    aliases=("cmp", "versus"),
    rank=30,
)
