"""position PARTY TOPIC, position PARTY, position TOPIC"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from handlers.answers.answer import Answer, Choice, Note, Section
from handlers.answers.citing import order_of_speaking, tell_missing_documents
from handlers.answers.record import (
    by_party,
    earlier_section,
    list_speakers,
    mid_sentence,
    sections_by_stance,
    split_by_time,
    state_all,
    tell_searched,
)
from handlers.errors import UserError
from handlers.questions.entities import read_question
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Position, Topic


def answer_position(request: Request, services: Services) -> Answer:
    """Say what a party said on a topic, what a party said, or who said what on a topic."""
    if not request.words:
        raise UserError("A party or a topic is missing.", "Ask, for example: position Japan IOM")
    asked = read_question(request, services, "position")
    if asked.unclear:
        return asked.unclear
    if not asked.parties and not asked.topics:
        raise UserError(
            "There is no party or topic in that question.", "Ask, for example: position Japan IOM"
        )
    draft = _Draft(services)
    if not asked.parties:
        for topic in asked.topics:
            draft.add_topic(topic)
    for party in asked.parties:
        for topic in asked.topics:
            draft.add_party_on(party, topic)
        if not asked.topics:
            draft.add_party(party)
    names = [_list_names(asked.parties), _list_names(asked.topics)]
    answer = Answer(
        query=request.text,
        command="position",
        title=" · ".join(filter(None, names)),
        lead=" ".join(draft.leads),
        sections=tuple(draft.sections),
        choices=tuple(draft.choices),
        notes=(*draft.notes, *asked.notes),
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _list_names(entries: Sequence[Party | Topic]) -> str:
    return ", ".join(entry.brief for entry in entries)


_Filter = Callable[[Iterable[Position]], list[Position]]


@dataclass
class _Draft:
    """An answer in the making."""

    services: Services
    leads: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def knowledge(self) -> KnowledgeBase:
        return self.services.knowledge

    def silence(self, kind: str, text: str) -> None:
        """A silence leads the answer and is there for programs, too."""
        self.leads.append(text)
        self.notes.append(Note(kind, text))

    def add_party_on(self, party: Party, topic: Topic) -> None:
        def on_topic(positions: Iterable[Position]) -> list[Position]:
            chosen = self.knowledge.within(positions, topic.id)
            return sorted(chosen, key=lambda p: (p.topic != topic.id, *order_of_speaking(p)))

        said, earlier = split_by_time(self.knowledge, on_topic(self.knowledge.said_by(party.id)))
        if party.kind == "group":
            said, earlier = split_by_time(
                self.knowledge, on_topic(self.knowledge.said_for(party.id))
            )
        own = [p for p in said if not p.on_behalf_of or party.kind == "group"]
        if own:
            self.sections.append(
                Section(title=_own_title(party), items=state_all(self.services, own))
            )
        else:
            self.silence(
                "no-statement",
                f"No statement by {party.brief}{self._own_voice(party)} on "
                f"{mid_sentence(topic.name)} is on record ({tell_searched(self.knowledge)}).",
            )
        self._add_groups(party, on_topic)
        self.sections += earlier_section(self.services, earlier)
        for chair in self.knowledge.presiding(party.id):
            self._tell_chair(party, chair, bool(on_topic(self.knowledge.said_by(chair.id))), topic)
        if party.kind == "chair":
            self._tell_presides(party)
        self.choices += [
            Choice(f"All on {topic.brief}", f"position {topic.name}"),
            Choice(f"All by {party.brief}", f"position {party.brief}"),
        ]

    def _own_voice(self, party: Party) -> str:
        return " itself" if self.knowledge.memberships(party.id) else ""

    def _add_groups(self, party: Party, on_topic: _Filter) -> None:
        for membership in self.knowledge.memberships(party.id):
            group = membership.group
            spoken, _ = split_by_time(self.knowledge, on_topic(self.knowledge.said_for(group.id)))
            for_group = spoken or self.knowledge.said_for(group.id)
            if not for_group or (membership.role == "member" and not spoken):
                continue
            speakers = list_speakers(self.knowledge, for_group)
            when = self.knowledge.date_of(for_group[0]).spell()
            if membership.role == "member":
                self.notes.append(
                    Note(
                        "group-voice",
                        f"{party.brief} belongs to the {group.name}, "
                        f"for which {speakers} spoke on {when}.",
                    )
                )
                title = f"{group.name} ({speakers} speaking for the group)"
                self.sections.append(Section(title=title, items=state_all(self.services, spoken)))
            else:
                self.silence(
                    "excepted",
                    f"{party.brief} was excepted when {speakers} spoke for the {group.name} "
                    f"on {when}.",
                )
                title = f"Not {party.brief}’s position: {group.name}"
                if spoken:
                    self.sections.append(
                        Section(title=title, items=state_all(self.services, spoken), related=True)
                    )

    def _tell_chair(self, party: Party, chair: Party, spoke: bool, topic: Topic | None) -> None:
        on = f" on {mid_sentence(topic.name)}" if topic else ""
        text = (
            f"{chair.name} of {party.brief} presided as {chair.role.lower()}; "
            f"what he said in the chair is not {party.brief}’s position."
        )
        self.notes.append(Note("chair", text))
        if spoke:
            command = f"position {chair.brief} {topic.name if topic else ''}".strip()
            self.choices.append(Choice(f"{chair.brief} in the chair{on}", command))

    def _tell_presides(self, chair: Party) -> None:
        state_name = self.knowledge.parties[chair.state].brief if chair.state else "any state"
        self.notes.append(
            Note("chair", f"{chair.name} speaks as {chair.role}, not for {state_name}.")
        )

    def add_party(self, party: Party) -> None:
        """All that a party said, by topic; then its groups' voice; then earlier remarks."""
        spoken = self.knowledge.said_by(party.id)
        if party.kind == "group":
            spoken = self.knowledge.said_for(party.id)
        said, earlier = split_by_time(self.knowledge, spoken)
        own = [p for p in said if not p.on_behalf_of or party.kind == "group"]
        if not own:
            self.silence(
                "no-statement",
                f"No statement by {party.brief}{self._own_voice(party)} is on record "
                f"({tell_searched(self.knowledge)}).",
            )
        self._add_by_topic(own, "")
        for membership in self.knowledge.memberships(party.id):
            group = membership.group
            for_group, _ = split_by_time(self.knowledge, self.knowledge.said_for(group.id))
            if not for_group:
                continue
            speakers = list_speakers(self.knowledge, for_group)
            when = self.knowledge.date_of(for_group[0]).spell()
            if membership.role == "member":
                text = (
                    f"{party.brief} belongs to the {group.name}, "
                    f"for which {speakers} spoke on {when}."
                )
                self.notes.append(Note("group-voice", text))
                self._add_by_topic(for_group, f"{group.name}: ")
            else:
                text = (
                    f"{party.brief} was excepted when {speakers} spoke for the {group.name} "
                    f"on {when}."
                )
                if own:
                    self.notes.append(Note("excepted", text))
                else:
                    self.silence("excepted", text)
                self.choices.append(Choice(group.brief, f"position {group.name}"))
        earlier = sorted(earlier, key=order_of_speaking)
        self.sections += earlier_section(self.services, earlier)
        for chair in self.knowledge.presiding(party.id):
            self._tell_chair(party, chair, True, None)
        if party.kind == "chair":
            self._tell_presides(party)

    def _add_by_topic(self, positions: Sequence[Position], prefix: str) -> None:
        for topic in self.knowledge.topics.values():
            chosen = [p for p in positions if p.topic == topic.id]
            if chosen:
                items = state_all(self.services, sorted(chosen, key=order_of_speaking))
                self.sections.append(Section(title=prefix + topic.name, items=items))

    def add_topic(self, topic: Topic) -> None:
        """Who said what on a topic, by stance."""
        chosen, earlier = split_by_time(
            self.knowledge, self.knowledge.within(self.knowledge.positions, topic.id)
        )
        self.leads.append(f"{topic.description} Stances are towards: {topic.proposition}.")
        if not chosen:
            self.silence(
                "no-statement",
                f"No statement on {mid_sentence(topic.name)} is on record "
                f"({tell_searched(self.knowledge)}).",
            )
        self.sections += sections_by_stance(self.services, chosen)
        earlier = by_party(self.knowledge, earlier)
        self.sections += earlier_section(self.services, earlier, brief=True)


def _own_title(party: Party) -> str:
    return f"Spoken for the {party.name}" if party.kind == "group" else ""


COMMAND = Command(
    name="position",
    usage="PARTY TOPIC",
    summary="What a party said on a topic; with one of the two, all of it.",
    examples=("position Japan IOM", "position African Group", "position non-refoulement"),
    handler=answer_position,
    aliases=("positions", "pos", "stance", "p"),
    rank=10,
)
