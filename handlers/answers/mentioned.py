"""What a message mentions: its terms explained, its parties' positions on its topics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from handlers.answers.answer import Answer, Choice, Line, Menu, Note, Section, Standing
from handlers.answers.entries import spell_leading
from handlers.answers.record import own_positions, split_by_time, tell_searched
from handlers.request import Services
from knowledge.finding.mentions import Mention
from knowledge.model import Party, Position, Term, Topic
from knowledge.names.everyday import everyday_words
from knowledge.names.index import EVERY_KIND, Kind
from knowledge.names.normal import normalise

EXPLAINED: frozenset[Kind] = frozenset({"term", "party", "event"})
PAIRED: frozenset[Kind] = frozenset({"party", "topic"})
MOST = 12  # of one message; more is a wall, and the rest can be asked for
MOST_PAIRS = 5  # of a party and a topic, each with what was said: a phone shows no more
NAMED = 12  # of the rest
_KINDS = {
    "state": "State",
    "observer": "Observer",
    "group": "Group",
    "organisation": "Organisation",
    "expert": "Expert",
    "chair": "In the chair",
}


def explain_terms(text: str, services: Services) -> Answer:
    """Explain every known abbreviation, term, party and event in a text, a line for each.

    Args:
        text: plain text.
        services: the pack, and what finds its names.

    Returns:
        The lines in the order of the text, each thing once, with a list that leads to all of each.
    """
    # A message repeats its names: each is explained once.
    explained = services.mentions.find(text, EXPLAINED)
    mentions = sorted([*explained, *_of_topics(text, explained, services)])
    meant = {m.refs: m for m in reversed(mentions)}
    found: dict[str, Line] = {}
    for mention in reversed(meant.values()):
        line, command = _explain(mention, services)
        found.setdefault(command, line)
    if not found:
        lead = "No term, abbreviation, party or event that is on record stands in that message."
        return Answer(
            query="",
            command="decode",
            title="Terms",
            lead=lead,
            notes=_tell_unknown(text, services),
            shareable=False,
        )
    told = dict(list(found.items())[:MOST])
    names = ", ".join(line.label for line in told.values())
    return Answer(
        query=f"decode {names}",
        command="decode",
        title="Terms in this message",
        sections=(Section(items=tuple(told.values()), dense=True),),
        # What has no room above can be opened, too.
        menu=Menu("Explain in full …", tuple(Choice(line.label, c) for c, line in found.items())),
        notes=(*_tell_unknown(text, services), *_tell_rest(list(found.values())[MOST:])),
    )


def _of_topics(text: str, explained: Sequence[Mention], services: Services) -> Iterator[Mention]:
    """Yield the abbreviations that are words of topics and of nothing else that is explained."""
    taken = {place for m in explained for place in range(m.start, m.end)}
    names = services.knowledge.index.names
    for match in _CAPITALS.finditer(text):
        if match.start() in taken or not _is_abbreviation(match[0]):
            continue
        meant = tuple(ref for ref in names.get(normalise(match[0]), ()) if ref.kind == "topic")
        if meant:
            yield Mention(match.start(), match.end(), match[0], meant)


def _tell_rest(lines: Sequence[Line]) -> tuple[Note, ...]:
    """Name what is mentioned besides and has no line of its own."""
    if not lines:
        return ()
    names = ", ".join(line.label for line in lines[:NAMED])
    more = f" and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
    return (Note("ignored", f"Also mentioned: {names}{more}."),)


_CAPITALS = re.compile(r"(?<![\w@#/<|!.:&-])[A-Z][A-Za-z-]{1,11}(?![\w@/|>:-])")
_OF_TALK = frozenset({"OK", "AM", "PM"})
_ROMAN = re.compile(r"[IVX]+")


def _tell_unknown(text: str, services: Services) -> tuple[Note, ...]:
    """Say which abbreviations of a text have no meaning on record."""
    names, everyday = services.knowledge.index.names, everyday_words()
    if text.isupper() and not everyday.isdisjoint(normalise(text).split()):
        return ()  # a sentence in capitals, which tell nothing there
    unknown = [
        word
        for word in dict.fromkeys(match[0] for match in _CAPITALS.finditer(text))
        if _is_abbreviation(word)
        and word not in _OF_TALK
        and normalise(word) not in names
        and normalise(word) not in everyday
    ]
    if unknown:  # as a part of a longer name it is known
        mentions = services.mentions.find(text, EVERY_KIND)
        known = {word for mention in mentions for word in mention.words.split()}
        unknown = [word for word in unknown if word not in known]
    if not unknown:
        return ()
    more = f" and {len(unknown) - MOST} more" if len(unknown) > MOST else ""
    told = f"No meaning on record: {', '.join(unknown[:MOST])}{more}."
    return (Note("unknown-name", told),)


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word is an abbreviation by its capitals: "SRSGs", "CoP", but not "McKay"."""
    small = sum(map(str.islower, word))
    return small < 2 and sum(map(str.isupper, word)) > 1 and not _ROMAN.fullmatch(word)


def _explain(mention: Mention, services: Services) -> tuple[Line, str]:
    """Explain one thing in a line, and say what asks for all of it."""
    knowledge = services.knowledge
    by_kind: dict[str, list[str]] = {}
    for ref in mention.refs:
        by_kind.setdefault(ref.kind, []).append(ref.id)
    if "term" in by_kind:
        terms = [knowledge.terms[key] for key in by_kind["term"]]
        return Line(_spell_senses(terms), terms[0].name), f"term {terms[0].name}"
    if "event" in by_kind:
        event = knowledge.events[by_kind["event"][0]]
        place = f", {event.place}" if event.place else ""
        return Line(f"{spell_leading(event)}{place}", event.name), f"event {event.name}"
    if "topic" in by_kind and "party" not in by_kind:
        topic = knowledge.topics[by_kind["topic"][0]]
        short = normalise(mention.words) == normalise(topic.short)
        told = "short for a topic, " if short else "no meaning on record; a word of the topic "
        return Line(f"{told}{topic.name}", mention.words), f"topic {topic.name}"
    parties = [knowledge.parties[key] for key in by_kind["party"]]
    name = parties[0].brief if len(parties) == 1 else mention.words
    told = "; or ".join(_describe(party, services) for party in parties)
    return Line(told, name), f"position {name}"


def _spell_senses(terms: Sequence[Term]) -> str:
    """Tell what terms of one name mean: the first sense, and the other or how many there are."""
    senses = [sense for term in terms for sense in term.senses]
    first = senses[0].means or senses[0].definition
    if len(senses) == 1:
        return first
    if len(senses) == 2 and senses[1].means not in ("", first):
        return f"{first} · also {senses[1].means}"
    return f"{first} · {len(senses)} senses"


def _describe(party: Party, services: Services) -> str:
    knowledge = services.knowledge
    said = len(own_positions(knowledge, party))
    groups = [m.group.name for m in knowledge.memberships(party.id) if m.role == "member"]
    what = party.description.rstrip(".") or (f"in the {', the '.join(groups)}" if groups else "")
    what = what or party.capacity or _KINDS[party.kind].lower()
    counted = f"{said} statement{'' if said == 1 else 's'} on record"
    return f"{what}; {counted if said else 'nothing of its own on record'}"


def pair_positions(text: str, services: Services) -> Answer:
    """Say what each party that a text mentions said on each topic that it mentions.

    Args:
        text: plain text.
        services: the pack, and what finds its names.

    Returns:
        A line for each pair on record; where there is none, how much was searched.
    """
    parties, topics = _sort_out(services.mentions.find(text, PAIRED), services)
    if not parties or not topics:
        missing = "party" if not parties else "topic"
        lead = f"No {missing} that is on record stands in that message."
        return Answer(query="", command="decode", title="Positions", lead=lead, shareable=False)
    paired = [(party, topic) for party in parties for topic in topics if topic.about != party.id]
    pairs = [
        (party, topic, line) for party, topic in paired if (line := _pair(party, topic, services))
    ]
    if not pairs:
        text = f"Nothing by {_names(parties)} on {_names(topics)} is on record."
        return Answer(
            query="",
            command="decode",
            title="Positions",
            silence=text,
            notes=(Note("searched", tell_searched(services)),),
            shareable=False,
        )
    choices = tuple(
        Choice(f"{party.brief} · {topic.name}", f"position {party.brief} {topic.name}")
        for party, topic, _ in pairs
    )
    names = dict.fromkeys([party.brief for party, _, _ in pairs])
    names |= dict.fromkeys([topic.name for _, topic, _ in pairs])
    alone = choices[0].command if len(pairs) == 1 else f"position {' '.join(names)}"
    return Answer(
        query=alone,
        command="decode",
        title="Positions mentioned",
        sections=(Section(items=tuple(line for _, _, line in pairs[:MOST_PAIRS])),),
        menu=Menu("All that was said …", choices),
        notes=_tell_rest([Line("", choice.label) for choice in choices[MOST_PAIRS:]]),
    )


def _sort_out(mentions: Sequence[Mention], services: Services) -> tuple[list[Party], list[Topic]]:
    """Part parties from topics; a name that both share ("IOM") is the party only beside a topic."""
    parties: dict[str, Party] = {}
    topics: dict[str, Topic] = {}
    plain = any({ref.kind for ref in each.refs} == {"topic"} for each in mentions)
    for mention in mentions:
        shared = len({ref.kind for ref in mention.refs}) > 1
        for ref in mention.refs:
            if ref.kind == "topic":
                topics[ref.id] = services.knowledge.topics[ref.id]
            elif not shared or plain:
                parties[ref.id] = services.knowledge.parties[ref.id]
    return list(parties.values()), list(topics.values())


def _names(entries: Sequence[Party | Topic]) -> str:
    return ", ".join(entry.brief for entry in entries[:5]) + (" …" if len(entries) > 5 else "")


def _pair(party: Party, topic: Topic, services: Services) -> Standing | None:
    knowledge = services.knowledge

    def on_topic(positions: Iterable[Position]) -> list[Position]:
        chosen = knowledge.within(positions, topic.id)
        return sorted(chosen, key=lambda position: position.topic != topic.id)

    said, voice = on_topic(own_positions(knowledge, party)), ""
    for membership in knowledge.memberships(party.id):
        if not said and membership.role != "excepted":
            said = on_topic(split_by_time(knowledge, knowledge.said_through(membership))[0])
            speaks = membership.role == "speaker"
            voice = f"{'for' if speaks else 'by'} the {membership.group.name}; "
    if not said:
        return None
    first = said[0]
    more = f"; and {len(said) - 1} more" if len(said) > 1 else ""
    return Standing(
        name=f"{party.brief} · {topic.brief}",
        stance=first.stance,
        text=first.summary,
        aside=f"{voice}{knowledge.date_of(first).spell()}{more}",
    )
