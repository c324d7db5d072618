"""gaps [P|T]"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.examples import choose_examples
from handlers.answers.record import (
    earlier_positions,
    own_positions,
    split_by_time,
    tell_searched,
)
from handlers.answers.silent import in_the_room, tell_silent
from handlers.errors import UserError
from handlers.questions.entities import read_entities
from handlers.questions.question import Question
from handlers.registry import Command
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Party, Position, Topic


def find_gaps(request: Question, services: Services) -> Answer:
    """Say where nothing is on record: for a party, for a topic, or for the whole pack."""
    if not request.words:
        return _gaps_of_pack(request, services)
    asked = read_entities(request, services)
    if asked.unclear:
        return asked.unclear
    if not asked.parties and not asked.topics:
        raise UserError("Name one party or one topic.", "Ask, for example: gaps {party}")
    if asked.parties:
        (party, *others), topics = asked.parties, asked.topics
        answer = _gaps_of_party(request, services, party, asked.notes)
        left = [each.brief for each in others] + [each.name for each in topics]
    else:
        answer = _gaps_of_topic(request, services, asked.topics[0], asked.notes)
        left = [each.name for each in asked.topics[1:]]
    return _leave_aside(answer, left, f"position {' '.join(_names(asked.parties, asked.topics))}")


def _names(parties: Iterable[Party], topics: Iterable[Topic]) -> list[str]:
    return [party.brief for party in parties] + [topic.name for topic in topics]


def _leave_aside(answer: Answer, left: list[str], command: str) -> Answer:
    if not left:
        return answer
    text = f"Gaps are of one party or of one topic; {' and '.join(left)} left aside."
    return Answer(
        query=answer.query,
        command=answer.command,
        title=answer.title,
        lead=answer.lead,
        sections=answer.sections,
        choices=(Choice(command, command), *answer.choices),
        notes=(*answer.notes, Note("ignored", text)),
        page=answer.page,
    )


def _covered(knowledge: KnowledgeBase, positions: Iterable[Position]) -> set[str]:
    """List the topics that positions bear on; a wider topic has what is said on a narrower."""
    spoken = {topic for position in positions for topic in position.topics}
    return {
        topic for topic in knowledge.topics if spoken.intersection(knowledge.topic_family(topic))
    }


def _gaps_of_party(
    request: Question, services: Services, party: Party, notes: tuple[Note, ...]
) -> Answer:
    knowledge = services.knowledge
    topics = knowledge.topics
    own = _covered(knowledge, own_positions(knowledge, party))
    told: list[Note] = []
    through: dict[str, set[str]] = {}
    for membership in knowledge.memberships(party.id):
        group = membership.group
        said = split_by_time(knowledge, knowledge.said_through(membership))[0]
        if membership.role == "excepted" and said:
            text = (
                f"{party.brief} was excepted from the {group.name}, "
                "so that its statements do not cover it."
            )
            told.append(Note("excepted", text))
        elif said:
            how = "for" if membership.role == "speaker" else "through"
            through[f"{how} the {group.name}"] = _covered(knowledge, said) - own
    voiced = {topic for covered in through.values() for topic in covered}
    silent = [topics[key].name for key in topics if key not in own and key not in voiced]
    sections: list[Section] = []
    if silent and len(silent) < len(topics):
        title = f"Nothing on record ({len(silent)})"
        sections.append(Section(title=title, items=_in_lines(silent), dense=True))
    for name, covered in through.items():
        if covered:
            title = f"Only {name} ({len(covered)})"
            names = [topics[key].name for key in topics if key in covered]
            sections.append(Section(title=title, items=_in_lines(names), dense=True))
    sections += _earlier(knowledge, party, own)
    searched = tell_searched(services)
    covers = f"{len(own) or 'none'} of {len(topics)} topics"
    lead = f"{_whose(party, knowledge)} is on record on {covers} ({searched})."
    return Answer(
        query=request.text,
        command="gaps",
        title=f"Gaps: {party.brief}",
        lead=" ".join([lead, *(note.text for note in told)]),
        sections=tuple(sections),
        choices=(Choice(f"All by {party.brief}", f"position {party.brief}"),),
        notes=(*told, *notes),
        page=request.page,
    )


IN_A_LINE = 4  # names, so that a long list is cut between lines


def _in_lines(names: Sequence[str]) -> tuple[Line, ...]:
    rows = [names[first : first + IN_A_LINE] for first in range(0, len(names), IN_A_LINE)]
    return tuple(Line(" · ".join(row)) for row in rows)


def _whose(party: Party, knowledge: KnowledgeBase) -> str:
    if party.kind == "group" and all(p.party != party.id for p in knowledge.said_as(party)):
        return f"What was said for the {party.name}"
    if party.kind == "chair":
        how = f"as {party.capacity}" if party.capacity else "in the chair"
        return f"{party.brief}, {how} and for no state,"
    return f"{party.brief}’s own voice"


def _earlier(knowledge: KnowledgeBase, party: Party, own: set[str]) -> list[Section]:
    """Name the gaps on which there is an earlier remark, which fills none of them."""
    earlier = earlier_positions(knowledge, party)
    covered = dict.fromkeys(
        topic for position in earlier for topic in position.topics if topic not in own
    )
    if not covered:
        return []
    names = "; ".join(knowledge.topics[key].name for key in covered)
    return [
        Section(
            title=f"Only earlier: {knowledge.date_of(earlier[0]).spell()} ({len(covered)})",
            lead="Before the negotiations began; not a position taken in them.",
            items=(Line(names),),
            related=True,
        )
    ]


def _gaps_of_topic(
    request: Question, services: Services, topic: Topic, notes: tuple[Note, ...]
) -> Answer:
    lead, sections = tell_silent(services, topic)
    return Answer(
        query=request.text,
        command="gaps",
        title=f"Gaps: {topic.name}",
        lead=lead,
        sections=sections,
        choices=(Choice(f"All on {topic.brief}", f"topic {topic.name}"),),
        notes=notes,
        page=request.page,
    )


def _gaps_of_pack(request: Question, services: Services) -> Answer:
    knowledge = services.knowledge
    now = in_the_room(knowledge)
    by_count: dict[int, list[str]] = {}
    for topic in knowledge.topics.values():
        voices = {p.on_behalf_of or p.party for p in knowledge.within(now, topic.id)}
        by_count.setdefault(len(voices), []).append(topic.name)
    items = tuple(
        Line("; ".join(sorted(by_count[count])), f"{count} {'voice' if count == 1 else 'voices'}")
        for count in sorted(by_count)
    )
    states = {p.id for p in knowledge.parties.values() if p.kind in ("state", "observer")}
    own = states & {p.party for p in now if not p.on_behalf_of}
    groups = set(filter(None, map(knowledge.group_of, now)))
    through = {m for key in groups for m in knowledge.parties[key].members} - own
    silent = len(states) - len(own) - len(through)
    fewest = by_count[min(by_count)] if by_count else []
    choices = [Choice(f"Gaps: {name}", f"gaps {name}") for name in sorted(fewest)[:3]]
    example = choose_examples(knowledge).party
    if example:
        choices.append(Choice(f"Gaps: {example}", f"gaps {example}"))
    return Answer(
        query=request.text,
        command="gaps",
        title="Gaps: topics by how few spoke on them",
        lead=(
            f"Of {len(states)} states and observers, {len(own)} spoke for themselves, "
            f"{len(through)} are on record through a group only, and {silent} not at all "
            f"({tell_searched(services)}). A group counts as one voice; the chair as none."
        ),
        sections=(Section(items=items),),
        choices=tuple(choices),
        page=request.page,
    )


COMMAND = Command(
    name="gaps",
    usage="[PARTY or TOPIC]",
    summary="Where nothing is on record.",
    examples=("gaps {party}", "gaps {topic}", "gaps"),
    handler=find_gaps,
    aliases=("gap",),
    rank=70,
)
