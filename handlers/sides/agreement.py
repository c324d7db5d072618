"""Who sided with a party, or contradicted it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from handlers.answers.answer import Choice, Line, Note, Section
from handlers.answers.board import name_voices
from handlers.answers.citing import state_all
from handlers.answers.found import NEARLY, has_all
from handlers.answers.record import mid_sentence, split_by_time
from handlers.answers.unreviewed import naming_section
from handlers.questions.question import Question
from handlers.questions.searching import content_words, look_for
from handlers.sides.draft import MENTIONED, Draft
from knowledge.model import NEGOTIATING, Party, Position, Stance, Topic
from knowledge.names.normal import normalise

CLOSE, MOST_CLOSE = 0.7, 3  # of a question's weight; statements
MOST_NAMING = 6  # who name a party; of more, its name is only that of a body all speak of
SAYING = 2  # words; one can be a verb for siding: "who picked up on"
_ALIKE = {"support": "support", "oppose": "oppose", "conditional": "conditional"}


def tell_agreement(draft: Draft, party: Party) -> None:
    """Who sided with a party on the floor, or took its stance on the topics named."""
    against = "oppose" in draft.question.stances
    verb = "contradicts" if against else "sides with"
    draft.title = f"Who {verb} {party.brief}"
    topics = draft.knowledge.topic_families(draft.question.topics)
    spoken_for = {p.on_behalf_of for p in draft.knowledge.said_by(party.id) if p.on_behalf_of}
    voices = {party.id, *(p.party for p in draft.knowledge.said_for(party.id)), *spoken_for}
    express = [
        p
        for p in draft.knowledge.positions
        if voices.intersection(p.differs_from if against else p.sides_with)
    ]
    everything = content_words(draft.question, draft.knowledge, topics=True)
    words = [word for word in everything if not _SIDING.fullmatch(word)]
    if with_all := _with_all(draft, party, express, against=against):
        express = with_all
    on_it = [p for p in express if topics.intersection(p.topics)] if topics else express
    sought = look_for(draft.question, draft.services, words, limit=MENTIONED) if words else None
    shares = {e.entry.id: e.share for e in sought.found} if sought else {}
    first = [p for p in express if p.id in shares]
    most = max((shares[p.id] for p in first), default=0.0)
    chosen = list({p.id: p for p in (*first, *on_it)}.values()) or express
    if not topics and first:
        # "Who backs Austria on taking nationals back": not who backs it on other matters.
        closest = [p for p in first if shares[p.id] >= NEARLY * most]
        matters = {topic for position in closest for topic in position.topics}
        alike = [p for p in express if p not in closest and not matters.isdisjoint(p.topics)]
        chosen = [*closest, *alike]
    spoken = draft.spoken(
        e
        for e in (sought.found if sought and (draft.question.left or not topics) else ())
        if e.share >= CLOSE and party.id not in e.entry.parties
    )
    if sought and spoken and not first and len(sought.words) >= SAYING:
        # "Who liked Japan's urban agenda example": who speaks of that, whatever else they back.
        draft.title = f"Who spoke of “{sought.shown}” by {party.brief}"
        items = state_all(draft.services, spoken[:MOST_CLOSE])
        draft.sections.append(Section(items=items, brief=True, named=True))
    if chosen:
        told = name_voices(draft.knowledge, chosen)
        names = Line(", ".join(told), "As said on the floor")
        rest = name_voices(draft.knowledge, () if topics else express)
        beside = [name for name in rest if name not in told]
        aside = [Line(", ".join(beside), "On other matters")] if beside else []
        draft.sections.append(Section(items=(names, *aside)))
        if few := len(chosen) <= MOST_LEADING:
            draft.sections.append(Section(items=state_all(draft.services, chosen), brief=True))
    else:
        few = False
        text = f"Nobody on record {verb} {party.brief} in so many words."
        draft.silences.append(text)
        draft.notes.append(Note("no-statement", text))
        named = against and _tell_naming(draft, party, express, topics, told=True)
        if sought and spoken and not draft.sections and not named:
            title = f"Others, with “{sought.shown}”"
            items = state_all(draft.services, spoken[:MOST_CLOSE])
            draft.sections.append(Section(title=title, items=items, brief=True, related=True))
    if not against:
        _tell_naming(draft, party, [*chosen, *express], topics, told=bool(topics))
    for key in draft.question.topics:
        _tell_same(draft, party, draft.knowledge.topics[key], against)
    draft.sections += naming_section(draft.services, party)
    if chosen and not few:
        draft.sections.append(Section(items=state_all(draft.services, chosen), brief=True))
    draft.choices.append(Choice(f"Brief: {party.brief}", f"brief {party.brief}"))


MOST_LEADING = 2  # statements that stand before whoever else is near the matter


def _with_all(
    draft: Draft, party: Party, express: Sequence[Position], *, against: bool
) -> list[Position]:
    """Keep what sides with all of several parties at once; () where one is named, or nothing does.

    "Who agreed with Bangladesh and the Holy See": not who did with the one on another matter.
    """
    others = [each for each in draft.asked.parties if each.kind in NEGOTIATING and each != party]
    if not others:
        return []
    both = [
        position
        for position in express
        if all(o.id in (position.differs_from if against else position.sides_with) for o in others)
    ]
    if both:
        draft.title += "".join(f", {other.brief}" for other in others)
    return both


# By which it is asked who agrees or differs: "who contradicted the chair about agreement".
_SIDING = re.compile(
    r"contradict\w*|disagree\w*|agree[sd]?|oppos\w*|support\w*|back(?:s|ed|ing)?"
    r"|ideas?|points?|views?"
)
_WHOM = re.compile(r"^(?:so |and )?whom?(?: all| else)? (?:did|does|do|has|have) ")


def asks_with_whom(question: Question) -> bool:
    """Tell whether it is asked with whom a party sides, and not who sides with it."""
    return bool(_WHOM.match(question.plain))


def tell_with_whom(draft: Draft, party: Party) -> None:
    """Say with whom a party sided on the floor, or whom it contradicted."""
    against = bool(_AGAINST.search(draft.question.plain))
    verb = "contradicts" if against else "sides with"
    draft.title = f"Whom {party.brief} {verb}"
    spoken = draft.knowledge.said_as(party)
    chosen = [p for p in spoken if (p.differs_from if against else p.sides_with)]
    keys = (key for p in chosen for key in (p.differs_from if against else p.sides_with))
    names = ", ".join(draft.knowledge.parties[key].brief for key in dict.fromkeys(keys))
    if not chosen:
        draft.say_nothing(f"{party.brief} {verb} nobody on record in so many words.")
        return
    draft.sections.append(Section(items=(Line(names, "As said on the floor"),)))
    draft.sections.append(Section(items=state_all(draft.services, chosen), brief=True))
    draft.choices.append(Choice(f"Brief: {party.brief}", f"brief {party.brief}"))


_AGAINST = re.compile(r"\b(?:contradict|disagree)\w*\b")


def _tell_naming(
    draft: Draft,
    party: Party,
    siding: Sequence[Position],
    topics: Collection[str],
    *,
    told: bool,
) -> bool:
    """Name who else speaks of a party: whether they side with it is in their words alone.

    Args:
        draft: of the answer.
        party: of which they speak.
        siding: what is told already.
        topics: on which, or () for any.
        told: whether their words are, too.

    Returns:
        Whether anybody else does.
    """
    words = normalise(party.brief).split()
    sought = look_for(draft.question, draft.services, words, limit=MENTIONED)
    spoken = draft.spoken(each for each in sought.found if has_all(each, words))
    now, _ = split_by_time(draft.knowledge, spoken)
    if not siding:  # nobody contradicts it; least of all who agrees
        now = [position for position in now if party.id not in position.sides_with]
    known = name_voices(draft.knowledge, siding)

    def name_others(positions: Sequence[Position]) -> list[str]:
        voices = name_voices(draft.knowledge, [p for p in positions if p.party != party.id])
        return [name for name in voices if name not in known]

    on_it = [p for p in now if not topics or not set(topics).isdisjoint(p.topics)]
    others = name_others(on_it)
    elsewhere = [name for name in name_others(now) if name not in others]
    labelled = {"Also name" if known else "Speak of": others, "On other matters, name": elsewhere}
    lines = [
        Line(", ".join(names), f"{how} {party.brief}")
        for how, names in labelled.items()
        if 0 < len(names) <= MOST_NAMING
    ]
    if lines:
        draft.sections.append(Section(items=tuple(lines)))
    more = [p for p in on_it if told and p.party != party.id and p not in siding]
    if more and len(others) <= MOST_NAMING:
        draft.sections.append(Section(items=state_all(draft.services, more), brief=True))
    return bool(lines)


def _tell_same(draft: Draft, party: Party, topic: Topic, against: bool) -> None:
    """Name those whose stance on a topic is coded as the party's, or as its opposite."""
    now, _ = split_by_time(draft.knowledge, draft.knowledge.said_on(topic.id))
    own = {p.stance for p in now if party.id in (p.party, p.on_behalf_of)}
    turned: dict[str, Stance] = {"support": "oppose", "oppose": "support"}
    wanted = {turned[s] for s in own if s in turned} if against else own & set(_ALIKE)
    others = [p for p in now if p.stance in wanted and party.id not in (p.party, p.on_behalf_of)]
    if others:
        label = f"{'Opposite' if against else 'Same'} stance on {mid_sentence(topic.name)}"
        line = Line(", ".join(name_voices(draft.knowledge, others)), label)
        draft.sections.append(Section(items=(line,)))
