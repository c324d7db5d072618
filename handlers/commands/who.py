"""who supports|opposes|asks|conditions T"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.record import (
    STANCE_TITLES,
    by_party,
    earlier_section,
    mid_sentence,
    split_by_time,
    state_all,
    tell_searched,
)
from handlers.errors import UserError
from handlers.questions.entities import Asked, read_question
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.base import KnowledgeBase
from knowledge.model import STANCES, Position, Stance, Topic

_VERBS: dict[str, Stance] = {
    **dict.fromkeys(("supports", "support", "backs", "favours", "favors", "wants"), "support"),
    **dict.fromkeys(("opposes", "oppose", "against", "rejects", "resists"), "oppose"),
    **dict.fromkeys(("asks", "ask", "questions", "question", "queries"), "question"),
    **dict.fromkeys(("conditions", "condition", "conditional", "conditionally"), "conditional"),
    **dict.fromkeys(("states", "remarks", "mentions", "statement", "says"), "statement"),
}
_DONE: dict[Stance, str] = {
    "support": "supports",
    "oppose": "opposes",
    "question": "asks about",
    "conditional": "conditions",
    "statement": "remarks on",
}


def find_who(request: Request, services: Services) -> Answer:
    """Say who takes a stance on a topic, by the editors' coding."""
    verb, _, rest = request.words.partition(" ")
    stance = _read_stance(verb)
    if stance is None:
        verb, rest = "supports", request.words
    if not rest.strip():
        raise UserError(
            "Say what stance and on what topic.",
            "Ask, for example: who opposes new mechanisms",
        )
    asked = read_question(request.for_words(rest), services, f"who {verb}")
    if asked.unclear:
        return asked.unclear
    if len(asked.topics) != 1 or asked.parties:
        raise _tell_how(asked)
    (topic,) = asked.topics
    if stance is None:
        return _ask_stance(request, services, topic)
    return _answer(request, services, topic, stance, asked.notes)


def _read_stance(verb: str) -> Stance | None:
    stance = _VERBS.get(verb.casefold())
    if stance is None and len(verb) > 3:
        near = process.extractOne(
            verb.casefold(), _VERBS.keys(), scorer=OSA.distance, score_cutoff=2
        )
        stance = _VERBS[near[0]] if near else None
    return stance


def _tell_how(asked: Asked) -> UserError:
    if asked.parties and not asked.topics:
        name = asked.parties[0].brief
        return UserError(
            "A stance is towards a topic, not towards a party.",
            f"Who agrees with {name} and who differs stands in: brief {name}",
        )
    if asked.parties:
        words = f"{asked.parties[0].brief} {asked.topics[0].name}"
        return UserError("Name a topic alone, without a party.", f"Ask: position {words}")
    return UserError("Name one topic at a time.", "Ask, for example: who supports HLPF")


def _ask_stance(request: Request, services: Services, topic: Topic) -> Answer:
    """Name everybody by stance where no stance was asked for."""
    now = _on_topic(services.knowledge, topic)[0]
    found = {s: by_party(services.knowledge, [p for p in now if p.stance == s]) for s in STANCES}
    items = tuple(
        Line(_names(services.knowledge, found[s]), STANCE_TITLES[s]) for s in STANCES if found[s]
    )
    text = f"No stance was named; “who opposes {mid_sentence(topic.name)}” narrows it."
    return Answer(
        query=request.text,
        command="who",
        title=f"Who said what on {mid_sentence(topic.name)}",
        lead=f"Stances are the editors’ coding, towards: {topic.proposition}.",
        sections=(Section(items=items),) if items else (),
        choices=_other_stances(topic, now, None),
        notes=(Note("stance", text),),
        page=request.page,
    )


def _on_topic(knowledge: KnowledgeBase, topic: Topic) -> tuple[list[Position], list[Position]]:
    return split_by_time(knowledge, knowledge.within(knowledge.positions, topic.id))


def _answer(
    request: Request,
    services: Services,
    topic: Topic,
    stance: Stance,
    read: Sequence[Note],
) -> Answer:
    knowledge = services.knowledge
    now, earlier = _on_topic(knowledge, topic)
    chosen = by_party(knowledge, [p for p in now if p.stance == stance])
    before = by_party(knowledge, [p for p in earlier if p.stance == stance])
    sections: list[Section] = []
    notes: list[Note] = list(read)
    lead = f"Stances are the editors’ coding, towards: {topic.proposition}."
    if chosen:
        sections.append(Section(items=(Line(_names(knowledge, chosen), "On record"),)))
        for name, said in _by_speaker(knowledge, chosen).items():
            sections.append(Section(title=name, items=state_all(services, said)))
    else:
        text = (
            f"Nobody on record {_DONE[stance]} {mid_sentence(topic.name)} "
            f"({tell_searched(knowledge)})."
        )
        lead = f"{text} {lead}"
        notes.append(Note("no-statement", text))
    for key in dict.fromkeys(p.on_behalf_of for p in chosen if p.on_behalf_of):
        group = knowledge.parties[key]
        text = f"The {group.name} stands for {len(group.members)} states."
        notes.append(Note("group-voice", text))
    if any(knowledge.parties[p.party].kind == "chair" for p in chosen):
        text = "Those who preside come last; in the chair they speak for no state."
        notes.append(Note("chair", text))
    sections += earlier_section(services, before, brief=True)
    answer = Answer(
        query=request.text,
        command="who",
        title=f"Who {_DONE[stance]} {mid_sentence(topic.name)}",
        lead=lead,
        sections=tuple(sections),
        choices=_other_stances(topic, now, stance),
        notes=tuple(notes),
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _other_stances(
    topic: Topic, now: Iterable[Position], stance: Stance | None
) -> tuple[Choice, ...]:
    taken = {position.stance for position in now}
    return tuple(
        Choice(f"Who {_DONE[s]} it", f"who {_DONE[s].split()[0]} {topic.name}")
        for s in _DONE
        if s != stance and s in taken
    )


def _by_speaker(
    knowledge: KnowledgeBase, positions: Iterable[Position]
) -> dict[str, list[Position]]:
    """Group positions by who spoke, a group before the one who speaks for it."""
    found: dict[str, list[Position]] = {}
    for position in positions:
        name = knowledge.parties[position.party].brief
        if position.on_behalf_of:
            name = f"{knowledge.parties[position.on_behalf_of].name} ({name})"
        found.setdefault(name, []).append(position)
    return found


def _names(knowledge: KnowledgeBase, positions: Iterable[Position]) -> str:
    return ", ".join(_by_speaker(knowledge, positions))


COMMAND = Command(
    name="who",
    usage="supports|opposes|asks|conditions TOPIC",
    summary="Who takes a stance on a topic.",
    examples=("who opposes new mechanisms", "who supports non-refoulement"),
    handler=find_who,
    rank=40,
)
