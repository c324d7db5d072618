"""people P"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from handlers.answers.answer import (
    Answer,
    Choice,
    Entry,
    Item,
    Line,
    Note,
    Section,
    Statement,
)
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_event, show_person, show_source, show_term
from handlers.answers.examples import choose_examples
from handlers.answers.found import found_section, show_found
from handlers.answers.membership import name_speakers
from handlers.questions.entities import read_entities
from handlers.questions.events import put_place_first
from handlers.questions.holders import Holders, asks_for_author, find_holders, presides_elsewhere
from handlers.questions.offices import asked_by, list_words
from handlers.questions.question import Question
from handlers.questions.searching import Sought, content_words, look_for, ordinals, tell_near
from handlers.registry import Command
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.finding.evidence import Evidence
from knowledge.finding.search import HitKind
from knowledge.finding.weighing import is_light
from knowledge.model import Event, Party, Person
from knowledge.names.listing import join_names
from knowledge.names.normal import normalise

_VOICE = re.compile(
    r"\b(?:who from|sp(?:oke|eaks?|eaking|oken)"
    r"|behalf|members?|part|belongs?|voice|floor|covered|represents?)\b"
)
_NAMING = frozenset("name names full complete whole guy lady man woman person".split())
_NUMBERED = re.compile(r"\b[a-z]+ \d+\b")  # "panel 3"
OFFICES = 8
OFFICE = 0.6  # of the question's weight that an office has to have
MOST_NAMED = 4
A_LINE = 12  # names of a list of all


def tell_people(question: Question, services: Services) -> Answer:
    """Say who someone was, who spoke for whom, who presided where; and the same of bodies."""
    if not question.words:
        return _list_all(question, services)
    asked = read_entities(question, services)
    if asked.unclear and not question.people:
        return asked.unclear
    knowledge = services.knowledge
    people = [knowledge.people[key] for key in question.people]
    named = [knowledge.events[key] for key in question.events]
    events = put_place_first(question, named, knowledge)
    apart = presides_elsewhere(question, knowledge)
    voices = [] if question.command == "brief" or apart else _voices(services, asked.parties)
    notes: list[Note] = list(asked.notes)
    held = _shown_holders(question, services, people)
    holders = list(held.people[:MOST_NAMED])
    people = holders + [each for each in people if each not in holders]
    settled = bool(holders) and held.whole
    offices = [] if settled else _offices(question, services)
    only_one = sum(each.kind == "person" for each in people) == 1
    by_name = settled or only_one or question.certainty == "named" or not question.left
    if people and (by_name or not offices):
        people += _holders(people, knowledge)
        offices = []
    if not people and _asks_what_nobody_did(question, services):
        events = []
    sections = _tell(question, services, people, events, offices, voices)
    lead, choices = "", []
    if not sections and question.sources and asks_for_author(question):
        # "Who wrote the news item": no person, and the document says who.
        written = [knowledge.sources[key] for key in question.sources]
        items = tuple(show_source(services, source) for source in written)
        sections.append(Section(items=items))
    if not sections:
        sections, lead, more = _nearest(question, services)
        notes += more
        choices += [Choice(f"What {p.brief} said", f"position {p.brief}") for p in asked.parties]
        choices.append(Choice("Everybody on record", "people"))
    states = [party for party in asked.parties if party.kind == "state"]
    if sections and states and not people and not _names_any(sections, states):
        # Another's ambassador is never shown under a state's name without a word.
        who = join_names([party.brief for party in states])
        lead = f"Nobody of {who} is on record as that. The nearest:"
        notes.append(Note("no-statement", lead, told=True))
    parties = knowledge.parties
    said = [p.id for p in people if p.id in parties and knowledge.said_by(p.id)]
    names = [
        *(p.name for p in people),
        *(e.brief for e in events),
        *(p.name for p in asked.parties if not apart and not _is_named_in(p, people)),
    ]
    answer = Answer(
        query=question.text,
        command="people",
        title=", ".join(dict.fromkeys(names[:5])) or question.text,
        lead=lead,
        sections=tuple(sections),
        choices=(
            *(
                Choice(f"What {parties[key].brief} said", f"position {parties[key].brief}")
                for key in said
            ),
            *(
                Choice(each.name, f"people {each.name}")
                for each in _named_in(people, knowledge.people)
            ),
            *choices,
        ),
        notes=tuple(notes),
        page=question.page,
    )
    return tell_missing_documents(services, answer)


def _is_named_in(party: Party, people: Iterable[Person]) -> bool:
    """Tell whether a party is somebody who is named already: "Special Representative ..."."""
    return any(person.name in party.name for person in people)


def _names_any(sections: Iterable[Section], parties: Iterable[Party]) -> bool:
    """Tell whether something that is shown names one of some parties."""
    told: list[str] = []
    for item in (item for section in sections for item in section.items):
        if isinstance(item, Entry):
            told += [item.name, item.text, *(text for _, text in item.facts)]
            told += [quote for cited in item.cited for quote in cited.quotes]
        elif isinstance(item, Line):
            told += [item.label, item.text]
        elif isinstance(item, Statement):
            told += [item.party_name, item.summary]
    words = f" {normalise(' '.join(told))} "
    names = (name for party in parties for name in (party.brief, *party.aliases))
    return any(f" {normalise(name)} " in words for name in names if len(name) > CODE)


CODE = 3  # letters of what may be a code: "PER"


def _asks_what_nobody_did(question: Question, services: Services) -> bool:
    """Tell whether a line asks who did at an event what is told of nobody: "threatened to leave".

    The event is no answer to that.
    """
    left = [word for word in question.left if not is_light(word)]
    if not all(map(services.evidence.speaks_of, left)):
        return True
    return bool(left) and not any(map(_AT_EVENTS.match, left))


# What people do at events, or with them.
_AT_EVENTS = re.compile(
    r"attend|organi[sz]|invit|join|host|came|come|present|particip|spe[ac]k|spoke|moderat|chair"
    r"|facilitat|welcom|open|clos|lead|led|ran|run|held|conven|prepar|sponsor|presid|deliver|brief"
    r"|rapporteur|there|behind|responsib|announc|adopt|agree|fund|pa(?:y|id)|wr[io]t|took|take|name"
    r"|head|direct|repres|staff|manag|plan|schedul|panel|keynote|minister|ambassador|delegat"
)


def _tell(
    question: Question,
    services: Services,
    people: Sequence[Person],
    events: Sequence[Event],
    offices: Sequence[Item],
    voices: Sequence[Item],
) -> list[Section]:
    """Tell what was found: the offices that fit before the people, voices first where asked for."""
    sections: list[Section] = []
    shown = tuple(show_person(services, each) for each in people)
    if shown and not offices:
        sections.append(Section(items=shown))
    for event in events:
        sections += _of_event(services, event)
    asks = bool(_VOICE.search(question.plain))
    if voices:
        told = Section(title="Who spoke for whom", items=tuple(voices))
        sections.insert(0 if asks else len(sections), told)
    if offices and not (voices and asks):
        sections.insert(0, Section(items=tuple(offices)))
    if shown and offices:
        sections.append(Section(items=shown))
    terms = [services.knowledge.terms[key] for key in question.terms]
    if sections and shown and terms and not voices:
        explained = tuple(entry for term in terms for entry in show_term(services, term))
        sections.append(Section(items=explained, brief=True))
    return sections


def _nearest(question: Question, services: Services) -> tuple[list[Section], str, list[Note]]:
    """Show what has the question's words, and say where nothing has just them."""
    words = content_words(question, services.knowledge, topics=True)
    sought = look_for(question, services, words)
    sections = found_section(services, sought.found, sought.words)
    if sought.in_words:
        lead = ""
        if presides_elsewhere(question, services.knowledge):
            lead = f"Who presides there is not on record; “{sought.shown}” is spoken of here:"
        return sections, lead, list(sought.notes)
    if _is_said_nearly(sought):
        return sections, tell_near(sought, ""), list(sought.notes)
    named = question.words if question.certainty == "named" else sought.shown
    lead = f"Nobody on record is “{named or question.text}”."
    if question.events and _asks_what_nobody_did(question, services):
        lead, sections = "Nobody on record did that.", []
    lead = f"{lead} The nearest:" if sections else lead
    return sections, lead, [*sought.notes, Note("nothing-found", lead)]


def _is_said_nearly(sought: Sought) -> bool:
    """Tell whether somebody said at least half of several words: "who was just brainstorming"."""
    said = (each for each in sought.found if each.entry.kind in ("position", "passage"))
    return len(sought.words) > 1 and any(each.literal >= HALF for each in said)


HALF = 0.5  # of a question's weight


def _holders(bodies: Sequence[Person], knowledge: KnowledgeBase) -> list[Person]:
    """Find the people who held the offices that are asked for."""
    names = [normalise(body.name) for body in bodies if body.kind == "body"]
    found: list[Person] = []
    for person in knowledge.people.values():
        told = [normalise(f"{role.office} {role.body}") for role in person.roles]
        holds = any(name in each for name in names for each in told)
        if person.kind == "person" and person not in bodies and holds:
            found.append(person)
    return found[:MOST_NAMED]


def _shown_holders(question: Question, services: Services, named: Sequence[Person]) -> Holders:
    """Give those who held the office that is asked for, unless somebody is named himself."""
    if question.certainty == "named" or any(each.kind == "person" for each in named):
        return Holders()
    if question.holders:
        people = tuple(services.knowledge.people[key] for key in question.holders)
        return Holders(people, whole=True)
    return find_holders(question, services.knowledge)


def _offices(question: Question, services: Services) -> list[Item]:
    """Find who held an office, or took part, by the question's words."""
    if question.certainty == "named" or not question.left:
        return []
    knowledge = services.knowledge
    # "the Mexican co-facilitator": the state and the office are words of who held it.
    names = [knowledge.parties[key].brief for key in question.parties]
    names += [knowledge.terms[key].name for key in question.terms]
    meant = [*content_words(question, knowledge, topics=True), *normalise(" ".join(names)).split()]
    kinds: tuple[HitKind, ...] = ("person", "event")
    numbered = _NUMBERED.search(" ".join(question.left))
    phrase = numbered[0] if numbered else ""
    best: dict[str, Evidence] = {}
    # "Session 3" is called the third, and panel 3 is not.
    for written in (ordinals(meant), meant):
        words = [word for word in dict.fromkeys(written) if word not in _NAMING]
        for each in services.evidence.find(
            words, kinds=kinds, phrase=phrase, akin=False, limit=OFFICES
        ):
            known = best.get(each.entry.id)
            if known is None or known.score < each.score:
                best[each.entry.id] = each
    named = {*question.people, *question.events}
    people = knowledge.people
    bodies = {key for key in best if key in people and people[key].kind == "body"}
    # No body is who did a thing, where no office is asked for that it could hold.
    out = set() if any(map(asked_by, list_words(question.plain))) else bodies
    fit = [each for key, each in best.items() if each.share >= OFFICE and key not in out]
    fit.sort(key=lambda each: -each.score - (0.5 if each.entry.id in named else 0))
    return list(show_found(services, fit[:2], words))


def _of_event(services: Services, event: Event) -> list[Section]:
    """Tell an event with its people, and who wrote down what was said there."""
    knowledge = services.knowledge
    lines: list[Item] = [show_event(services, event)]
    for source in knowledge.sources.values():
        if source.session == event.id:
            lines.append(Line(source.author, "Notes taken by"))
    spoken = [p for p in knowledge.positions if p.session == event.id and p.voiced_by]
    told = dict.fromkeys(
        f"{p.voiced_by} ({knowledge.parties[p.party].brief})"
        if knowledge.parties[p.party].brief not in p.voiced_by
        else p.voiced_by
        for p in spoken
    )
    if told:
        lines.append(Line("; ".join(told), "Who took the floor"))
    return [Section(items=tuple(lines))]


def _voices(services: Services, parties: Sequence[Party]) -> list[Item]:
    """Tell who spoke for a group, which groups a state is in, and who voiced a body's words."""
    lines: list[Item] = []
    for party in parties:
        if party.kind == "group":
            lines += _of_group(services, party)
        lines += _spoken_for(services, party)
        lines += _groups_of(services, party)
        lines += _outside(services, party, parties)
    return lines


def _groups_of(services: Services, party: Party) -> list[Item]:
    """Tell the groups that a state belongs to or was excepted from, and who spoke for them."""
    knowledge = services.knowledge
    lines: list[Item] = []
    led = {position.on_behalf_of for position in knowledge.said_by(party.id)}
    for membership in knowledge.memberships(party.id):
        group = membership.group
        spoken = knowledge.said_for(group.id)
        if spoken and group.id not in led:  # who spoke for it is told as that
            speakers = name_speakers(knowledge, group, spoken)
            for_it = "" if speakers == "itself" else " for it"
            speakers = "it" if speakers == "itself" else speakers
            when = knowledge.date_of(spoken[0]).spell()
            size = f"the {group.name} ({len(group.members)} states)"
            text = f"Not part of it: excepted when {speakers} spoke{for_it} on {when}."
            if membership.role == "member":
                text = f"Belongs to {size}; {speakers} spoke{for_it} on {when}."
            lines.append(Line(text, f"{party.brief} · {group.name}"))
    return lines


def _outside(services: Services, party: Party, parties: Sequence[Party]) -> list[Item]:
    """Tell that a state is in no group for which another that is named spoke."""
    knowledge = services.knowledge
    if party.kind not in ("state", "observer"):
        return []
    groups = [other for other in parties if other.kind == "group"]
    for other in parties:
        said = knowledge.said_by(other.id) if other is not party else ()
        groups += [knowledge.parties[p.on_behalf_of] for p in said if p.on_behalf_of]
    lines: list[Item] = []
    for group in {each.id: each for each in groups}.values():
        if group.members and party.id not in (*group.members, *group.excepted):
            text = f"Not one of the {len(group.members)} states of the {group.name}."
            lines.append(Line(text, party.brief))
    return lines


def _spoken_for(services: Services, party: Party) -> list[Item]:
    """Tell for whom a party spoke, who voiced its words, and who of it presided."""
    knowledge = services.knowledge
    lines: list[Item] = []
    said = knowledge.said_by(party.id)
    for group in dict.fromkeys(p.on_behalf_of for p in said if p.on_behalf_of):
        whom = knowledge.parties[group]
        size = f" ({len(whom.members)} states)" if whom.members else ""
        lines.append(Line(f"spoke for the {whom.name}{size}", party.brief))
    voiced = dict.fromkeys(p.voiced_by for p in said if p.voiced_by)
    if voiced:
        lines.append(Line("; ".join(voiced), f"Spoke for {party.brief}"))
    for chair in knowledge.presiding(party.id):
        text = f"{chair.name} presided as {chair.presides_as.lower()}, not for {party.brief}"
        lines.append(Line(text, party.brief))
    if party.kind == "chair":
        state = knowledge.parties[party.state].brief if party.state else "no state"
        lines.append(Line(f"{party.presides_as}, of {state}", party.name))
    return lines


def _of_group(services: Services, group: Party) -> list[Item]:
    knowledge = services.knowledge
    spoken = knowledge.said_for(group.id)
    lines: list[Item] = []
    if spoken:
        when = knowledge.date_of(spoken[0]).spell()
        session = knowledge.events[spoken[0].session].brief
        text = f"{name_speakers(knowledge, group, spoken)}, on {when} ({session})"
        lines.append(Line(text, f"Spoke for the {group.name}"))
    if group.members:
        names = ", ".join(knowledge.parties[key].brief for key in group.members)
        lines.append(Line(f"{len(group.members)} states: {names}", "Members"))
    if group.excepted:
        names = ", ".join(knowledge.parties[key].brief for key in group.excepted)
        lines.append(Line(names, "Without"))
    return lines


def _named_in(chosen: Sequence[Person], people: Mapping[str, Person]) -> list[Person]:
    """Find the people whom the entries name, such as those who held an office."""
    told = " ".join(
        f"{role.office} {role.body} {role.note}" for person in chosen for role in person.roles
    )
    named = [p for p in people.values() if p.kind == "person" and p.name in told]
    return [person for person in named if person not in chosen][:MOST_NAMED]


def _list_names(people: Sequence[Person]) -> Line:
    return Line("; ".join(person.name for person in people))


def _list_all(request: Question, services: Services) -> Answer:
    sections: list[Section] = []
    for kind, title in (("person", "People"), ("body", "Bodies and offices")):
        found = [p for p in services.knowledge.people.values() if p.kind == kind]
        found.sort(key=lambda p: normalise(p.name.split()[-1] if kind == "person" else p.name))
        if found:
            lines = tuple(
                _list_names(found[at : at + A_LINE]) for at in range(0, len(found), A_LINE)
            )
            sections.append(Section(title=f"{title} ({len(found)})", items=lines))
    return Answer(
        query=request.text,
        command="people",
        title="People and bodies on record",
        lead="Ask for one of them by name, or by part of it.",
        sections=tuple(sections),
        choices=choose_examples(services.knowledge).as_choices("people {person}"),
        page=request.page,
    )


COMMAND = Command(
    name="people",
    usage="[NAME]",
    summary="Who someone was, for whom, as of when; bodies, too.",
    examples=("people {person}", "people"),
    handler=tell_people,
    aliases=("person", "bodies", "whois"),
    rank=56,
)
