"""floor [TOPIC|PARTY]"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from handlers.answers.answer import Answer, Choice, Line, Section
from handlers.answers.citing import state_all
from handlers.answers.drafting import AnswerDraft
from handlers.answers.groupings import find_groupings, members_in
from handlers.answers.interventions import (
    Turn,
    count_speakers,
    delegations,
    spell_order,
    turns_by_record,
)
from handlers.answers.record import mid_sentence
from handlers.questions.besides import is_by_people
from handlers.questions.entities import Asked, read_entities
from handlers.questions.order import Order, read_order
from handlers.questions.question import Question
from handlers.registry import Command
from handlers.request import Services
from knowledge.finding.weighing import is_light
from knowledge.model import Debate, Party, Position, Source
from knowledge.names.groups import known_groupings
from knowledge.names.listing import join_names
from knowledge.names.normal import normalise


@dataclass
class _Draft(AnswerDraft):
    """An answer on the order of speaking in the making.

    Args:
        question: as it was understood.
        asked: what it names.
        stretches: the words by which it names parts of a record: "before lunch".
        regions: the names of those to whose states it keeps itself.
        states: the ids of these states; none where it keeps itself to none.
    """

    question: Question
    asked: Asked
    stretches: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    states: set[str] = field(default_factory=set)

    @property
    def order(self) -> Order:
        """What of the order is asked."""
        return read_order(self.question)


def tell_floor(question: Question, services: Services) -> Answer:
    """Say who took the floor: in which order, who first or last, how often, after whom."""
    asked = read_entities(question, services)
    if asked.unclear:
        return asked.unclear
    draft = _Draft(services, question, asked)
    _take_states(draft)
    for source, turns in turns_by_record(services):
        if _is_asked(draft.question, source, services):
            _tell_record(draft, source, turns)
    if not draft.sections and not draft.silences:
        draft.say_nothing("No record of who took the floor in which order is at hand.")
    _offer(draft)
    return draft.finish("floor", _title(draft), asked.notes)


_OFTEN = re.compile(r"\b(?:often|times)\b")


def _take_states(draft: _Draft) -> None:
    """Keep to the states of a region, or of a group that is called by its people: "Africans"."""
    question, knowledge = draft.question, draft.knowledge
    if draft.asked.parties and (draft.order != "often" or _OFTEN.search(question.plain)):
        return  # before or after the group as a speaker, or how often it was one
    people = [
        (knowledge.parties[n.ref.id], known_groupings().get(normalise(n.words)))
        for n in question.named
        if n.ref.kind == "party" and is_by_people(n.words, knowledge.parties[n.ref.id])
    ]
    asked = find_groupings((*question.groupings, *question.regions))
    for region in (*asked, *(region for _, region in people if region)):
        draft.regions.append(region.name)
        draft.states |= members_in(knowledge, region)
    for group, of_people in people:
        if of_people is None:
            draft.regions.append(f"the {group.name}")
            draft.states |= set(group.members)
    if people or question.regions:
        # Asked for are the states, and not their group as a speaker.
        named = tuple(n for n in question.named if n.ref.kind != "party")
        draft.question = question.asking(named=named)
        draft.asked = replace(draft.asked, parties=())


def _is_asked(question: Question, source: Source, services: Services) -> bool:
    """Tell whether a record is of the document, session or time that is asked for, if any is."""
    session = services.knowledge.events.get(source.session or "")
    if question.span is not None and session is not None:
        return question.span.meets(session.when.first, session.when.last)
    if not question.sources and not question.events:
        return True
    return source.id in question.sources or source.session in question.events


_TITLES: dict[Order, str] = {
    "first": "Who spoke first",
    "last": "Who spoke last",
    "most": "Who spoke most often",
    "before": "Who spoke before {party}",
    "after": "Who spoke after {party}",
    "often": "How often {party} took the floor",
    "all": "Who took the floor",
}


def _title(draft: _Draft) -> str:
    party = draft.asked.parties[0].brief if draft.asked.parties else ""
    title = _TITLES[draft.order].format(party=party)
    of = [topic.brief for topic in draft.asked.topics[:1]] or draft.stretches or draft.regions
    return f"{title}: {of[0]}" if of else title


def _tell_record(draft: _Draft, source: Source, turns: tuple[Turn, ...]) -> None:
    """Tell what is asked of one record."""
    chosen = _choose(draft, source, turns)
    session = draft.knowledge.events.get(source.session or "")
    day = (session.when if session else source.date).spell()
    if not chosen:
        of = [f" on {mid_sentence(topic.name)}" for topic in draft.asked.topics[:1]]
        where = [f" of {name}" for name in draft.regions[:1]]
        draft.say_nothing(f"Nobody{''.join(where)} spoke{''.join(of)} on {day}.")
    elif _GROUPS.search(draft.question.plain) and not draft.asked.parties:
        _tell_spoken_for(draft, chosen, f"{day} ({source.brief})")
    elif draft.asked.parties and draft.order not in ("first", "last"):
        _tell_party(draft, draft.asked.parties[0], turns, chosen, f"{day} ({source.brief})")
    elif draft.order in ("first", "last"):
        _tell_end(draft, chosen, day)
    elif draft.order == "most":
        _tell_most(draft, chosen, f"{day} ({source.brief})")
    else:
        _tell_all(draft, chosen, f"{day} ({source.brief})")


_GROUPS = re.compile(r"\b(?:groups?|blocs?|caucus(?:es)?)\b")


def _tell_spoken_for(draft: _Draft, turns: Sequence[Turn], day: str) -> None:
    """Tell for which groups somebody spoke, who did and how often."""
    spoken: dict[tuple[str, str], int] = {}
    for turn in turns:
        for group in dict.fromkeys(p.on_behalf_of for p in turn.said if p.on_behalf_of):
            spoken[group, turn.party] = spoken.get((group, turn.party), 0) + 1
    if not spoken:
        draft.say_nothing(f"Nobody spoke for a group on {day}.")
        return
    parties = draft.knowledge.parties
    rows = [
        Line(f"{parties[by].brief}, {_times(count)}", parties[group].name)
        for (group, by), count in spoken.items()
        if draft.question.aside != (by,)  # "who else spoke for a group"
    ]
    draft.leads.append(f"Groups that were spoken for on {day}:")
    draft.sections.append(Section(items=tuple(rows), dense=True))


def _choose(draft: _Draft, source: Source, turns: Sequence[Turn]) -> list[Turn]:
    """Choose the turns of the stretches that are asked for, else those on the topic."""
    words = f" {draft.question.plain} "
    turns = [turn for turn in turns if not draft.states or turn.party in draft.states]
    if _OWN.search(draft.question.plain):
        turns = [turn for turn in turns if not any(p.on_behalf_of for p in turn.said)]
    named: list[Debate] = []
    for debate in source.floor:
        called = [name for name in debate.aliases if f" {normalise(name)} " in words]
        if called:
            named.append(debate)
            draft.stretches += called
    stretches = named or list(source.floor)
    if not draft.asked.topics:
        return _within(turns, stretches) if named else list(turns)
    topic = draft.asked.topics[0]
    family = set(draft.knowledge.topic_family(topic.id))
    debated = [debate for debate in stretches if topic.id in debate.topics]
    if debated:
        return _within(turns, debated)
    spoken = _within(turns, stretches) if named else list(turns)
    return [turn for turn in spoken if any(family.intersection(p.topics) for p in turn.said)]


# "Which African countries spoke in their own name": not for a group.
_OWN = re.compile(r"\b(?:for (?:itself|themselves)|(?:its|their) own)\b")


def _within(turns: Iterable[Turn], debates: Sequence[Debate]) -> list[Turn]:
    return [turn for turn in turns if turn.debate in debates]


def _by_debate(turns: Iterable[Turn]) -> dict[str, list[Turn]]:
    found: dict[str, list[Turn]] = {}
    for turn in turns:
        found.setdefault(turn.debate.name if turn.debate else "", []).append(turn)
    return found


def _tell_end(draft: _Draft, turns: Sequence[Turn], day: str) -> None:
    """Tell which delegation spoke first or last, and who in the chair before or after it."""
    first = draft.order == "first"
    place = 0 if first else -1
    others = delegations(turns) or list(turns)
    spoken, end = others[place], turns[place]
    which, beside = ("first", "after") if first else ("last", "before")
    chair = f", {beside} {end.name}" if end is not spoken else ""
    topics = [f"on {mid_sentence(topic.name)}" for topic in draft.asked.topics[:1]]
    where = topics[0] if topics else f"on {day}"
    where += f" ({draft.stretches[0]})" if draft.stretches else ""
    draft.leads.append(f"{spoken.name} spoke {which} {where}{chair}.")
    debates = _by_debate(turns)
    if len(debates) > 1:
        rows = [
            Line((delegations(part) or part)[place].name, name) for name, part in debates.items()
        ]
        draft.sections.append(Section(items=tuple(rows), dense=True))
    _state(draft, [spoken] if spoken is end else [spoken, end])


def _state(draft: _Draft, turns: Iterable[Turn]) -> None:
    """Add what was said in some turns: on the topic that is asked for, where there is such."""
    said = list({p.id: p for turn in turns for p in turn.said}.values())
    for topic in draft.asked.topics[:1]:
        family = set(draft.knowledge.topic_family(topic.id))
        said = [p for p in said if family.intersection(p.topics)] or said
    said.sort(key=lambda position: -_weigh(draft, [position]))
    if said:
        items = state_all(draft.services, said)
        draft.sections.append(Section(items=items, brief=True, named=True))


def _weigh(draft: _Draft, said: Iterable[Position]) -> float:
    """Tell how much of what is asked beside the order statements have: "about the timing"."""
    quoted = (word for phrase in draft.question.quoted for word in normalise(phrase).split())
    left = [*draft.question.left, *quoted]
    telling = [word for word in left if not is_light(word) and not _REPLYING.fullmatch(word)]
    text = " ".join(f"{position.summary} {position.note or ''}" for position in said)
    return round(draft.services.evidence.weigh_text(telling, text), 1)


_QUESTION = re.compile(r"\bquestions?\b")
_REPLYING = re.compile(r"(?:answer|repl|respon|react|complain|question|remark|statement)\w*")


def _about(draft: _Draft, own: Sequence[Turn], turns: Sequence[Turn]) -> list[Turn]:
    """Keep of a party's turns the one that is on what is asked, with what follows; else all."""
    if len(own) < 2 or draft.order not in ("before", "after"):
        return list(own)
    if _QUESTION.search(draft.question.plain):
        asking = [turn for turn in own if any(p.stance == "question" for p in turn.said)]
        own = asking or own
    step = 1 if draft.order == "after" else -1
    fits: list[float] = []
    for turn in own:
        place = turn.place + step
        beside = turns[place].said if 0 <= place < len(turns) else ()
        fits.append(_weigh(draft, [*turn.said, *beside]))
    best = max(fits)
    on_it = [turn for turn, fit in zip(own, fits, strict=True) if fit == best]
    return on_it if best and len(on_it) == 1 else list(own)


def _tell_most(draft: _Draft, turns: Sequence[Turn], day: str) -> None:
    """Tell who took the floor most often, apart from those in the chair."""
    counts = count_speakers(draft.services, delegations(turns))
    most = max(counts.values(), default=0)
    names = [name for name, count in counts.items() if count == most]
    draft.leads.append(f"{join_names(names)} took the floor most often on {day}: {_times(most)}.")
    ranks: dict[int, list[str]] = {}
    for name, count in counts.items():
        ranks.setdefault(count, []).append(name)
    rows = [Line(", ".join(ranks[count]), _times(count)) for count in sorted(ranks, reverse=True)]
    draft.sections.append(Section(items=tuple(rows), dense=True))
    chairs = count_speakers(draft.services, [turn for turn in turns if turn.chair])
    if chairs:
        told = ", ".join(f"{name} ×{count}" for name, count in chairs.items())
        draft.sections.append(Section(items=(Line(told, "From the chair"),), dense=True))


def _tell_all(draft: _Draft, turns: Sequence[Turn], day: str) -> None:
    """Tell how many took the floor, and in which order."""
    spoke = count_speakers(draft.services, delegations(turns))
    voices = f"{len(spoke)} delegation{'s' * (len(spoke) != 1)}"
    when = ", ".join([f"on {day}", *draft.stretches[:1]])
    voices += "".join(f" of {name}" for name in draft.regions[:1])
    told = f"{voices} took the floor {when}, {_times(sum(spoke.values()))} in all"
    if any(turn.chair for turn in turns):
        told += ", apart from the chair"
    draft.leads.append(f"{told}. In the order in which they first spoke:")
    rows = [
        Line(spell_order(draft.services, part), name) for name, part in _by_debate(turns).items()
    ]
    draft.sections.append(Section(items=tuple(rows)))


def _tell_party(
    draft: _Draft, party: Party, turns: Sequence[Turn], chosen: Sequence[Turn], day: str
) -> None:
    """Tell how often a party took the floor, and who spoke before and after it."""
    own = [turn for turn in chosen if turn.is_of(party.id)]
    if not own:
        draft.say_nothing(f"{party.brief} did not take the floor on {day}.")
        _tell_groups(draft, party, chosen)
        return
    order = draft.order
    own = _about(draft, own, turns)
    rows: list[Line] = []
    beside: list[Turn] = []
    for turn in own:
        before = turns[turn.place - 1] if turn.place else None
        after = turns[turn.place + 1] if turn.place + 1 < len(turns) else None
        told = {"before": before, "after": after}
        beside += filter(None, [told.get(order)])
        places = [
            _place(order, side, other) for side, other in told.items() if order in (side, "often")
        ]
        rows.append(Line(", ".join(places), turn.debate.name if turn.debate else ""))
    if order == "often":
        draft.leads.append(f"{_who_took(draft, party, own)} {_times(len(own))} on {day}.")
    else:
        names = spell_order(draft.services, beside) or "nobody"
        draft.leads.append(f"Right {order} {party.brief}: {names}.")
    if len(set(rows)) > 1 or order == "often":
        draft.sections.append(Section(items=tuple(rows), dense=True))
    _state(draft, beside)


def _place(order: Order, side: str, other: Turn | None) -> str:
    """Say between whom a turn came: "after China", or who came right beside it: "China"."""
    if order != "often":
        return other.name if other else "nobody"
    if other is None:
        return "as the last" if side == "after" else "as the first"
    return f"before {other.name}" if side == "after" else f"after {other.name}"


def _who_took(draft: _Draft, party: Party, own: Sequence[Turn]) -> str:
    """Say of a party that it took the floor, or by whom it was spoken for."""
    by = _speakers(draft, own)
    if party.brief in by:
        return f"{party.brief} took the floor"
    return f"{party.brief} was spoken for by {join_names(by)}"


def _speakers(draft: _Draft, turns: Sequence[Turn]) -> list[str]:
    """Name the parties that spoke in some turns, whomever for, each once."""
    return list(dict.fromkeys(draft.knowledge.parties[turn.party].brief for turn in turns))


def _tell_groups(draft: _Draft, party: Party, turns: Sequence[Turn]) -> None:
    """Say how often somebody spoke for a group that covers a party which did not speak."""
    for membership in draft.knowledge.memberships(party.id):
        group = membership.group
        own = [turn for turn in turns if turn.is_of(group.id)]
        if own and membership.role == "member":
            how = f"spoke {_times(len(own))} for the {group.name}, to which it belongs"
            draft.leads.append(f"{join_names(_speakers(draft, own))} {how}.")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _offer(draft: _Draft) -> None:
    """Offer what was said, and the rest of the order."""
    for party in draft.asked.parties[:1]:
        draft.choices.append(Choice(f"All by {party.brief}", f"position {party.brief}"))
    for topic in draft.asked.topics[:1]:
        draft.choices.append(Choice(f"All on {topic.brief}", f"position {topic.name}"))
    if draft.order != "all":
        draft.choices.append(Choice("Who took the floor", "floor"))


COMMAND = Command(
    name="floor",
    usage="[TOPIC or PARTY]",
    summary="Who took the floor: in which order, how often, before and after whom.",
    examples=("floor {topic}", "floor {party}", "floor"),
    handler=tell_floor,
    aliases=("speakers",),
    rank=72,
)
