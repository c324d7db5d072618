"""compare P1 P2 ... T"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from handlers.answers.answer import (
    Answer,
    Choice,
    Item,
    Line,
    Note,
    Section,
    Standing,
    Statement,
)
from handlers.answers.board import name_by_stance
from handlers.answers.citing import has_any, state_all, tell_missing_documents
from handlers.answers.examples import choose_examples
from handlers.answers.membership import name_speakers, tell_membership, voices_of_groups
from handlers.answers.record import (
    WORDS,
    earlier_positions,
    mid_sentence,
    own_positions,
    split_by_time,
    tell_meetings,
    tell_searched,
)
from handlers.answers.unreviewed import count_unreviewed
from handlers.errors import UserError
from handlers.positions.answering import answer_position
from handlers.questions.entities import Asked, quote_unread, read_entities
from handlers.questions.question import Question
from handlers.questions.searching import content_words, names_part
from handlers.registry import Command
from handlers.request import Services
from knowledge.base import KnowledgeBase, Membership
from knowledge.model import Party, Position, Stance, Topic

FEWEST, MOST = 2, 6  # more than six are a board: `topic` has all parties
NAMED = 3  # parties that the title names
# Words that only say that it is compared: "where do Japan and Chile differ".
_COMPARING = frozenset(
    "differ differs differing diverge diverges clash clashes align aligns aligned overlap overlaps "
    "split apart eye ways same page opposite side sides odds line common share agreement ground "
    "shared joint stance stances view views".split()
)
OFFERED = 5  # as many buttons as fit in a row


def compare(request: Question, services: Services) -> Answer:
    """Set two to six parties side by side on a topic."""
    asked = read_entities(request, services)
    if asked.unclear:
        return asked.unclear
    few = FEWEST <= len(asked.parties) <= MOST
    more = [word for word in request.left if word not in _COMPARING]
    other = more or request.paragraphs or request.objectives
    if few and (len(asked.topics) > 1 or (not asked.topics and other)):
        return answer_position(request, services)
    if len(asked.parties) >= FEWEST and not asked.topics:
        return _ask_topic(request, services, asked.parties)
    if not few or len(asked.topics) != 1:
        raise _tell_how(asked, request, services)
    (topic,) = asked.topics
    linked = _linked(services, asked.parties, topic)
    draft = _Draft(services, topic, _words_beside_topic(request, services), linked)
    for party in asked.parties:
        draft.add(party)
    names = ", ".join(party.brief for party in asked.parties)
    # More of them would take half of a phone, and each stands below with its name.
    several = f"{len(asked.parties)} parties side by side"
    answer = Answer(
        query=request.text,
        command="compare",
        title=f"{topic.name}: {names if len(asked.parties) <= NAMED else several}",
        sections=(
            Section(items=tuple(draft.glance)),
            *_told_of_each_other(services, asked.parties, topic, draft.leading),
            *(draft.sections if draft.shown else ()),  # silences stand side by side already
        ),
        choices=(*draft.choices, Choice(f"All on {topic.brief}", f"topic {topic.name}")),
        notes=(
            *([Note("proposition", f"Towards: {topic.proposition}")] if draft.direct else ()),
            *(draft.meetings() or [Note("searched", tell_searched(services))]),
            *draft.notes,
            *asked.notes,
        ),
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _told_of_each_other(
    services: Services, parties: Sequence[Party], topic: Topic, leading: Sequence[str]
) -> list[Section]:
    """Tell what one says of another on a topic, where that is not what stands side by side."""
    knowledge = services.knowledge
    spoken = (knowledge.within(own_positions(knowledge, party), topic.id) for party in parties)
    more = [p for positions in spoken for p in positions if p.id not in leading]
    return _said_of_each_other(services, parties, more)


def _linked(services: Services, parties: Sequence[Party], topic: Topic) -> frozenset[str]:
    """Give of a topic and its parts those on which one of the parties names another of them."""
    knowledge = services.knowledge
    said = [knowledge.within(own_positions(knowledge, party), topic.id) for party in parties]
    spoken = [{p.topic for p in positions} for positions in said]
    keys = {party.id for party in parties}
    named = {
        p.topic
        for positions in said
        for p in positions
        if not keys.isdisjoint((*p.sides_with, *p.differs_from))
    }
    return frozenset(named).intersection(*spoken)


def _words_beside_topic(question: Question, services: Services) -> list[str]:
    """List a question's words where it asks more of a topic than where the parties stand."""
    if not question.left and not names_part(question, services.knowledge):
        return []
    return content_words(question, services.knowledge, topics=True)


def _tell_how(asked: Asked, question: Question, services: Services) -> UserError:
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
        unread = quote_unread(question)
        what = f"{unread} names no party; " if unread else "That is one party only; "
        return UserError(f"{what}name a second one.", f"For one party ask: position {words}")
    if topics > 1:
        names = " and ".join(topic.name for topic in asked.topics)
        return UserError(f"Those are {topics} topics ({names}); name one.", _EXAMPLE)
    example = _EXAMPLE
    if parties == 1:
        # What was named stays in the example.
        some, named = choose_examples(services.knowledge), asked.parties[0].brief
        other = some.other if some.party == named else some.party
        example = f"Ask, for example: compare {named} {other} {{topic}}"
    return UserError(f"Name {FEWEST} to {MOST} parties and one topic.", example)


_EXAMPLE = "Ask, for example: compare {party} {other} {topic}"


_SIDES: tuple[Stance, ...] = ("support", "oppose")


def _said_of_each_other(
    services: Services, parties: Sequence[Party], own: Iterable[Position]
) -> list[Section]:
    """Tell in which statements one of several parties sides with another, or differs from it."""
    keys = {party.id for party in parties}
    said = {
        position.id: position
        for position in own
        if not keys.isdisjoint((*position.sides_with, *position.differs_from))
    }
    items = state_all(services, tuple(said.values()))
    title = "Of each other, on the floor"
    return [Section(title=title, items=items, brief=True, named=True)] if items else []


def _sides(
    knowledge: KnowledgeBase, parties: Sequence[Party], said: Sequence[Sequence[Position]]
) -> list[Section]:
    """List on which topics parties take the same side, and on which they stand apart."""
    taken: dict[str, dict[str, set[Stance]]] = {}
    for party, own in zip(parties, said, strict=True):
        for position in knowledge.spread(own):
            if position.stance in _SIDES:
                by_party = taken.setdefault(position.topic, {})
                by_party.setdefault(party.brief, set()).add(position.stance)
    whole = "Both" if len(parties) == FEWEST else "All"
    lines: list[Line] = []
    for stance in _SIDES:
        alike = [
            knowledge.topics[topic].name
            for topic, sides in taken.items()
            if len(sides) == len(parties) and all(each == {stance} for each in sides.values())
        ]
        if alike:
            lines.append(Line("; ".join(alike), f"{whole} {stance}"))
    for topic, sides in taken.items():
        if set().union(*sides.values()) == set(_SIDES):
            told = ", ".join(
                f"{name} {' and '.join(f'{stance}s' for stance in _SIDES if stance in stances)}"
                for name, stances in sides.items()
            )
            lines.append(Line(told, f"Apart on {mid_sentence(knowledge.topics[topic].name)}"))
    return [Section(title="Towards each topic's proposition", items=tuple(lines))] if lines else []


@dataclass(frozen=True, slots=True)
class _Heard:
    """By whose words a party is heard.

    Args:
        spoken: its own statements in sessions; else those of its groups; else earlier ones.
        silence: what is said first where these are not its own; or "".
    """

    spoken: Sequence[Position]
    silence: str = ""


def _hear(knowledge: KnowledgeBase, party: Party, own: Sequence[Position]) -> _Heard:
    if own:
        return _Heard(own)
    earlier = earlier_positions(knowledge, party)
    silence = f"Nothing by {party.brief} itself"
    if earlier:
        silence = (
            f"{party.brief} itself spoke only earlier, {knowledge.date_of(earlier[0]).spell()}"
        )
    for membership, said in voices_of_groups(knowledge, party):
        return _Heard(said, f"{silence}; the {membership.group.name} spoke for it.")
    return _Heard(earlier, f"{silence}." if earlier else "")


def _tell_silent(parties: Sequence[Party], heard: Sequence[_Heard]) -> str:
    """Say who of several parties said nothing itself, and whose words stand for it."""
    pairs = tuple(zip(parties, heard, strict=True))
    nothing = [party.brief for party, each in pairs if not each.spoken]
    told = [f"Nothing by {' or '.join(nothing)} is on record."] if nothing else []
    return " ".join((*told, *(each.silence for _, each in pairs if each.silence)))


def _set_side_by_side(
    knowledge: KnowledgeBase, topics: Iterable[str], spoken: Sequence[Position]
) -> Section:
    """Tell in a line for each topic who takes which stance on it."""
    lines: list[Line] = []
    for topic in topics:
        told = name_by_stance(knowledge, [p for p in spoken if p.topic == topic])
        lines.append(Line(told, knowledge.topics[topic].name))
    return Section(items=tuple(lines))


def _ask_topic(request: Question, services: Services, parties: Sequence[Party]) -> Answer:
    """Offer the topics on which most of the parties are on record."""
    knowledge = services.knowledge
    said = [own_positions(knowledge, party) for party in parties]
    heard = [_hear(knowledge, *each) for each in zip(parties, said, strict=True)]
    voices = [tuple(knowledge.spread(each.spoken)) for each in heard]
    spoken = [{position.topic for position in voice} for voice in voices]
    counts = {topic: sum(topic in each for each in spoken) for topic in knowledge.topics}
    shared = sorted((t for t in counts if counts[t]), key=lambda t: -counts[t])[:OFFERED]
    names = " ".join(party.brief for party in parties)
    everything = [position for own in said for position in own]
    sections = [
        *_said_of_each_other(services, parties, everything),
        *_sides(knowledge, parties, said),
    ]
    silent = _tell_silent(parties, heard)
    most = max(counts.values(), default=0)
    these = "These have most of them" if most > 1 else "These are"
    text = f"On which topic? {these} on record." if shared else ""
    if shared and (silent or not sections):
        spread = [position for voice in voices for position in voice]
        sections.append(_set_side_by_side(knowledge, shared, spread))
    text = "" if sections else text
    ways = tuple(
        Choice(
            f"{knowledge.topics[t].name} ({counts[t]} of {len(parties)})",
            f"compare {names} {knowledge.topics[t].name}",
        )
        for t in shared
        if len(parties) <= MOST
    )
    meetings = tell_meetings(knowledge, [p for each in heard for p in each.spoken])
    return Answer(
        query=request.text,
        command="compare",
        title=f"Compare {', '.join(party.brief for party in parties)}",
        silence=silent,
        lead=text,
        sections=tuple(sections),
        choices=ways or (Choice("Who is silent", "gaps"), Choice("What can be asked", "help")),
        notes=(
            *([Note("no-statement", silent, told=True)] if silent else []),
            *([Note("ambiguous", text)] if text else []),
            *([Note("extent", meetings)] if meetings and not text else []),
        ),
        shareable=bool(sections),
    )


@dataclass
class _Draft:
    """The parties that stand side by side so far."""

    services: Services
    topic: Topic
    words: Sequence[str] = ()  # what is asked of the topic: "how many years between reviews"
    linked: Collection[str] = ()  # of the topic and its parts, on which one names another
    glance: list[Standing] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    told: list[Position] = field(default_factory=list)
    leading: list[str] = field(default_factory=list)  # ids of what stands side by side
    groups: dict[str, str] = field(default_factory=dict)  # shown already, by whose place
    direct: bool = False  # whether a stance is on the topic itself, and not on a part or the whole

    @property
    def shown(self) -> bool:
        """Whether any statement stands under a party, and not its silence alone."""
        return any(has_any(section.items, Statement) for section in self.sections)

    def meetings(self) -> list[Note]:
        """Say when and where it was all said."""
        text = tell_meetings(self.services.knowledge, self.told)
        return [Note("extent", text)] if text else []

    def add(self, party: Party) -> None:
        """Draw up one party: its own voice, its groups' voice, or the silence."""
        knowledge = self.services.knowledge
        own = self._on_topic(own_positions(knowledge, party))
        wider: list[Position] = []
        entries: list[Position | Line] = list(own)
        self.told += own
        asides: list[str] = [party.speaks_from] if party.kind == "chair" else []
        if own and party.kind == "group":
            self.groups.setdefault(party.id, party.brief)
        if own:
            label = f"{party.brief} in full"
            self.choices.append(Choice(label, f"position {party.brief} {self.topic.name}"))
        else:
            wider = self._on_wider(party)
            entries += wider
            text = f"Nothing by {party.brief} on {mid_sentence(self.topic.name)}."
            self.notes.append(Note("no-statement", text, told=True))
            family = knowledge.topic_family(self.topic.id)
            if waiting := count_unreviewed(self.services, (party.id,), family):
                asides.append(f"not yet reviewed: {waiting}")
                command = f"position {party.brief} {self.topic.name}"
                self.choices.append(Choice(f"{party.brief}, not yet reviewed", command))
        through: list[Standing] = []
        for membership in knowledge.memberships(party.id):
            through += self._add_group(party, membership, entries, asides)
        earlier = self._on_topic(earlier_positions(knowledge, party))
        if earlier:
            when = knowledge.date_of(earlier[0]).spell()
            asides.append(f"also spoke earlier, {when}" if own else when)
            if own:
                command = f"position {party.brief} {self.topic.name}"
                self.choices.append(Choice(f"{party.brief}, earlier", command))
        if party.kind == "chair":
            text = f"{party.name} speaks as {party.presides_as}, not for a state."
            self.notes.append(Note("chair", text, told=True))
        for chair in knowledge.presiding(party.id):
            text = f"{chair.name} presided; what he said in the chair is not {party.brief}’s."
            self.notes.append(Note("chair", text))
        if earlier and not own:
            # Said before the negotiations, it is no position in them, and more than nothing.
            self.told += earlier
            entries += earlier
            stands = self._stand(f"{party.brief}, earlier", earlier, [*asides, "nothing since"])
        else:
            stands = self._stand(party.brief, own or wider, asides)
        self.glance += [stands, *through]
        title = party.brief
        entries = entries or [Line("Nothing on record on this topic.")]
        self.sections.append(Section(title=title, items=self._show(entries), detail=True))

    def _on_wider(self, party: Party) -> list[Position]:
        """List what a party said on the matter of which the topic is a part."""
        knowledge = self.services.knowledge
        if self.topic.parent is None:
            return []
        return knowledge.within(own_positions(knowledge, party), self.topic.parent)

    def _show(self, entries: Sequence[Position | Line]) -> Sequence[Item]:
        """Show statements, each made when it is looked at, and lines beside them."""
        positions = [entry for entry in entries if isinstance(entry, Position)]
        said = state_all(self.services, positions)
        lines = tuple(entry for entry in entries if isinstance(entry, Line))
        return (*said, *lines) if lines else said

    def _add_group(
        self,
        party: Party,
        membership: Membership,
        entries: list[Position | Line],
        asides: list[str],
    ) -> list[Standing]:
        """Add what a group of the party said; an exception from it is told beside its name."""
        knowledge, group = self.services.knowledge, membership.group
        said = split_by_time(knowledge, knowledge.said_through(membership))[0]
        spoken = self._on_topic(said)
        if membership.role == "excepted":
            if said:
                asides.append(f"excepted from the {group.name}")
                text = tell_membership(knowledge, membership, spoken or said)
                self.notes.append(Note("excepted", text, told=True))
            return []
        if not spoken:
            return []
        text = tell_membership(knowledge, membership, spoken)
        self.notes.append(Note("group-voice", text, told=True))
        speaks = membership.role == "speaker"
        name = f"{party.brief} {'for' if speaks else 'through'} the {group.name}"
        if group.id in self.groups:
            line = f"as under {self.groups[group.id]}"
            entries.append(Line(line, group.name))
            asides.append(f"through the {group.name}: {line}")
            return []
        self.groups[group.id] = party.brief
        entries += spoken
        self.told += spoken
        if speaks:
            return [self._stand(name, spoken, [])]
        speakers = name_speakers(knowledge, group, spoken)
        aside = "speaking itself" if speakers == "itself" else f"{speakers} speaking"
        return [self._stand(name, spoken, [aside])]

    def _on_topic(self, positions: Sequence[Position]) -> list[Position]:
        return self.services.knowledge.within(positions, self.topic.id)

    def _stand(self, name: str, positions: Sequence[Position], asides: Sequence[str]) -> Standing:
        """Tell where a party stands by what fits the question best, and what else it said."""
        told = list(asides)
        if not positions:
            return Standing(name=name, stance=None, text="", aside="; ".join(told))
        first = self._choose(positions)
        if first.topic in self.services.knowledge.topic_family(self.topic.id)[1:]:
            # A stance on a part of the matter is none on the matter.
            part = self.services.knowledge.topics[first.topic]
            name = f"{name}, on {mid_sentence(part.brief)}"
            more = [f"{len(positions) - 1} more"] if len(positions) > 1 else []
            aside = "; ".join([*more, *told])
            return Standing(name=name, stance=first.stance, text=first.summary, aside=aside)
        if first.topic != self.topic.id:
            # What is nearest stands with its own object: a mark would be read as one on the topic.
            on = mid_sentence(self.services.knowledge.topics[first.topic].name)
            text = f"On {on} ({WORDS[first.stance].lower()}): {first.summary}"
            return Standing(name=name, stance=None, text=text, aside="; ".join(told))
        self.direct = self.direct or first.topic == self.topic.id
        others = dict.fromkeys(
            WORDS[p.stance].lower() for p in positions if p.stance != first.stance
        )
        if others:
            told.insert(0, f"also {', '.join(others)}")
        elif len(positions) > 1:
            told.insert(0, f"{len(positions)} statements")
        aside = "; ".join(told)
        return Standing(name=name, stance=first.stance, text=first.summary, aside=aside)

    def _choose(self, positions: Sequence[Position]) -> Position:
        """Choose what a party is told by: what fits the question best."""
        evidence = self.services.evidence
        fits = {p.id: evidence.weigh_text(self.words, self._text_of(p)) for p in positions}
        first = min(
            positions,
            key=lambda p: (
                -round(fits[p.id], 1),
                p.topic not in self.linked,
                _FIRST.index(p.stance),
            ),
        )
        self.leading.append(first.id)
        return first

    def _text_of(self, position: Position) -> str:
        topic = self.services.knowledge.topics[position.topic].name
        return f"{topic} {position.summary}"


# What one wants to know of a party first, where it said several things.
_FIRST: tuple[Stance, ...] = ("oppose", "conditional", "support", "question", "statement")


COMMAND = Command(
    name="compare",
    usage="PARTY PARTY … TOPIC",
    summary="Two to six parties side by side on a topic, or on all.",
    examples=(
        "compare {party} {other} {topic}",
        "compare {party} and {other} on {topic}",
    ),
    handler=compare,
    aliases=("cmp", "versus"),
    rank=30,
)
