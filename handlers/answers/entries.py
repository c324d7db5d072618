"""Events, terms, people, proposals and sources as entries of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from handlers.answers.answer import Cited, Entry
from handlers.answers.citing import cite
from handlers.answers.events import is_over
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.model import Citation, Dated, Event, Person, Proposal, Role, Source, Term


def _cite_all(services: Services, citations: Iterable[Citation], about: str) -> tuple[Cited, ...]:
    return tuple(cite(services, c.source, c.locators, about) for c in citations)


def _cited_data(cited: Iterable[Cited]) -> list[dict[str, object]]:
    return [
        {
            "source": c.source_name,
            "locator": c.locator,
            "place": c.place,
            "quotes": list(c.quotes),
        }
        for c in cited
    ]


class _Later(Mapping[str, object]):
    """Data that is made when a program looks at it: a line on a phone does not cost it."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Mapping[str, object]]) -> None:
        self._make = make
        self._made: Mapping[str, object] | None = None

    def _whole(self) -> Mapping[str, object]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: str) -> object:
        return self._whole()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())


def show_event(
    services: Services, event: Event, *, brief: bool = False, cited: bool = True
) -> Entry:
    """Show an event with every date that a source has for it.

    Args:
        services: the pack and the documents.
        event: what is shown.
        brief: leave out all but name, date and place.
        cited: whether where it stands is shown; a list of lines leaves it to programs.
    """
    whens = list(dict.fromkeys(_spell(dated, event) for dated in event.dates))
    # Where the sources disagree no moment is exact, whatever the leading one has.
    agreed = len(whens) == 1
    facts = _event_facts(services, event, brief=brief)
    if not agreed:
        facts = [*_dates_apart(services, event, brief=brief), *facts]
    notes = [dated.note for dated in event.dates if dated.note] if agreed else []
    ahead = not is_over(event.when, services.clock.now().date())
    where = _cite_event(services, event) if cited else ()

    def data() -> Mapping[str, object]:
        return _event_data(services, event, where or _cite_event(services, event))

    return Entry(
        kind="events",
        id=event.id,
        name=event.name,
        when=_headline(event),
        instant=event.instant if agreed else None,
        text=event.description,
        facts=tuple(facts),
        cited=where,
        note=" ".join(dict.fromkeys(notes)),
        remind=f"remind me of {event.name} 1 day before" if ahead else "",
        data=_Later(data),
    )


def _headline(event: Event) -> str:
    """Give the leading date, and those of other sources only where they exclude it."""
    leading = event.dates[0]
    told = [_spell(leading, event)]
    for dated in event.dates[1:]:
        apart = dated.when.last < leading.when.first or dated.when.first > leading.when.last
        if apart and not (dated.when.hedge or leading.when.hedge):
            told.append(_spell(dated, event))
    return " or ".join(dict.fromkeys(told))


def _dates_apart(services: Services, event: Event, *, brief: bool) -> list[tuple[str, str]]:
    """List each date with its source, where they have different ones."""
    rows: list[tuple[str, str]] = []
    for dated in event.dates:
        source = services.knowledge.sources[dated.source].brief
        note = f" ({dated.note})" if dated.note and not brief else ""
        rows.append((_spell(dated, event), f"{source}{note}"))
    return rows


def _event_facts(services: Services, event: Event, *, brief: bool) -> list[tuple[str, str]]:
    """List what is known of an event beside its dates."""
    knowledge = services.knowledge
    rows: list[tuple[str, str]] = []
    if event.place:
        rows.append(("Place", event.place))
    if not knowledge.is_own(event):
        tracks = {track.id: track.name for track in knowledge.pack.tracks}
        rows.append(("Track", tracks[event.track]))
    if brief:
        return rows
    rows += [("With", person) for person in event.people]
    if event.topics:
        names = ", ".join(knowledge.topics[topic].name for topic in event.topics)
        rows.append(("Topics", names))
    if event.part_of:
        rows.append(("Part of", knowledge.events[event.part_of].name))
    return rows


def _cite_event(services: Services, event: Event) -> tuple[Cited, ...]:
    """Cite each date, and what else says something of the event."""
    cited: list[Cited] = []
    for dated in event.dates:
        about = f"{event.brief} {dated.when.spell()}"
        cited.append(cite(services, dated.source, dated.locators, about))
    cited += _cite_all(services, event.sources, f"{event.name} {event.place}")
    return _merge(cited)


def _event_data(services: Services, event: Event, cited: Iterable[Cited]) -> dict[str, object]:
    knowledge = services.knowledge
    return {
        "id": event.id,
        "name": event.name,
        "kind": event.kind,
        "track": knowledge.track_of(event),
        "dates": [
            {
                "when": str(dated.when),
                "text": dated.when.spell(),
                "first": dated.when.first.isoformat(),
                "last": dated.when.last.isoformat(),
                "precision": dated.when.precision,
                "hedge": dated.when.hedge or None,
                "time": dated.time or None,
                "source": knowledge.sources[dated.source].brief,
                "locator": "; ".join(dated.locators),
                "note": dated.note or None,
            }
            for dated in event.dates
        ],
        "place": event.place or None,
        "zone": event.zone or None,
        "topics": [knowledge.topics[topic].name for topic in event.topics],
        "people": list(event.people),
        "part_of": knowledge.events[event.part_of].name if event.part_of else None,
        "description": event.description,
        "cited": _cited_data(cited),
    }


def _spell(dated: Dated, event: Event) -> str:
    """Write a date for people, with the time of day at the place where the source has one."""
    clock = f", {dated.time} {event.zone}".rstrip() if dated.time else ""
    return f"{dated.when.spell()}{clock}"


def spell_leading(event: Event) -> str:
    """Write when an event is by its leading date, with the time of day where there is one."""
    return _spell(event.dates[0], event)


def _merge(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Leave out what is cited twice."""
    return tuple({(c.source, c.locator): c for c in cited}.values())


def show_term(services: Services, term: Term) -> tuple[Entry, ...]:
    """Show a term, an entry for each of its senses."""
    knowledge = services.knowledge
    found: list[Entry] = []
    for number, sense in enumerate(term.senses, 1):
        several = f" ({number} of {len(term.senses)})" if len(term.senses) > 1 else ""
        printed = " ".join(misprint.printed for misprint in term.misprints)
        about = f"{term.name} {term.name} {sense.means} {printed}"
        cited = _cite_all(services, sense.citations, about)
        facts: list[tuple[str, str]] = []
        if sense.topic:
            facts.append(("Topic", knowledge.topics[sense.topic].name))
        if sense.expanded_by == "editors":
            facts.append(("Spelt out by", "the editors, not by a source"))
        if number == len(term.senses):
            for misprint in term.misprints:
                source = knowledge.sources[misprint.source].brief
                where = cite(services, misprint.source, misprint.locators).place
                facts.append((f"Printed “{misprint.printed}”", f"{source}, {where}"))
            if term.see:
                facts.append(("See", ", ".join(knowledge.terms[key].name for key in term.see)))
        found.append(
            Entry(
                kind="terms",
                id=term.id,
                name=f"{term.name}{several}: {sense.means}",
                text=sense.definition,
                facts=tuple(facts),
                cited=cited,
                data={
                    "id": term.id,
                    "name": term.name,
                    "sense": number,
                    "means": sense.means,
                    "definition": sense.definition,
                    "expanded_by": sense.expanded_by,
                    "topic": knowledge.topics[sense.topic].name if sense.topic else None,
                    "misprints": [misprint.printed for misprint in term.misprints],
                    "see": [knowledge.terms[key].name for key in term.see],
                    "cited": _cited_data(cited),
                },
            )
        )
    return tuple(found)


def show_person(services: Services, person: Person) -> Entry:
    """Show a person or body with every role in order of time, as of when and from where."""
    roles = sorted(person.roles, key=lambda role: (role.when.first, role.when.last))
    cited = _merge(
        c
        for role in roles
        for c in _cite_all(services, role.citations, f"{person.name} {role.office} {role.body}")
    )
    facts: list[tuple[str, str]] = []
    for role in roles:
        what = _name_office(services.knowledge, role)
        sources = dict.fromkeys(services.knowledge.sources[c.source].brief for c in role.citations)
        note = f" – {role.note}" if role.note else ""
        facts.append((role.when.spell(), f"{what} ({', '.join(sources)}){note}"))
    return Entry(
        kind="people",
        id=person.id,
        name=person.name,
        text=person.description,
        facts=tuple(facts),
        cited=cited,
        data={
            "id": person.id,
            "name": person.name,
            "kind": person.kind,
            "description": person.description or None,
            "roles": [
                {
                    "office": role.office,
                    "body": role.body or None,
                    "when": str(role.when),
                    "note": role.note or None,
                    "cited": _cited_data(_cite_all(services, role.citations, "")),
                }
                for role in roles
            ],
        },
    )


def _name_office(knowledge: KnowledgeBase, role: Role) -> str:
    """Name an office with its body, and what the room calls that for short."""
    if not role.body:
        return role.office
    brief = knowledge.parties[role.party].brief if role.party else ""
    told = f"{role.office}, {role.body}"
    return f"{told} ({brief})" if brief.isupper() and brief not in told else told


UNNAMED = "not named"  # where a paper says of nobody that he should do it


def show_proposal(services: Services, proposal: Proposal) -> Entry:
    """Show a proposal: whose, to whom, by when, on what."""
    knowledge = services.knowledge
    cited = _cite_all(services, proposal.citations, f"{proposal.title} {proposal.summary}")
    topics = [knowledge.topics[topic].name for topic in proposal.topics]
    horizon = {"none": "", "short-term": "in the short term", "long-term": "in the long term"}
    kind = {"stressed": "stressed"}.get(proposal.kind, proposal.kind)
    facts = [("By", f"{proposal.author} ({kind}, {proposal.date.spell()})")]
    if proposal.addressee and proposal.addressee != UNNAMED:
        facts.append(("To", proposal.addressee))
    if proposal.horizon != "none":
        facts.append(("When", horizon[proposal.horizon]))
    facts.append(("Topics", ", ".join(topics)))
    return Entry(
        kind="proposals",
        id=proposal.id,
        name=proposal.title,
        text=proposal.summary,
        facts=tuple(facts),
        cited=cited,
        note=proposal.note,
        data={
            "id": proposal.id,
            "title": proposal.title,
            "summary": proposal.summary,
            "author": proposal.author,
            "addressee": proposal.addressee,
            "kind": proposal.kind,
            "horizon": None if proposal.horizon == "none" else proposal.horizon,
            "topics": topics,
            "date": str(proposal.date),
            "note": proposal.note or None,
            "cited": _cited_data(cited),
        },
    )


def show_source(services: Services, source: Source) -> Entry:
    """Show a source, and whether its document is at hand."""
    document = services.library.documents.get(source.id)
    if document is not None:
        hand = "at hand; its passages are quoted"
    elif source.id in services.library.changed:
        hand = "another version is at hand; nothing is quoted from it"
    elif source.id in services.library.unreadable:
        hand = "at hand and not to be read; nothing is quoted from it"
    else:
        hand = "not at hand; nothing is quoted from it"
    facts = [
        ("By", f"{source.author}, {source.body}" if source.body else source.author),
        ("Kind", source.kind),
        ("Document", f"{source.file}: {hand}"),
    ]
    if document is not None and document.withheld:
        facts.append(("Left out", f"{document.withheld} passages whose speaker is not named yet"))
    facts += [("Draft", remark) for remark in (document.remarks if document else ())]
    return Entry(
        kind="sources",
        id=source.id,
        name=source.name,
        when=source.date.spell(),
        text=source.description,
        facts=tuple(facts),
        data={
            "id": source.id,
            "name": source.name,
            "author": source.author,
            "body": source.body or None,
            "date": str(source.date),
            "kind": source.kind,
            "file": source.file,
            "sha256": source.sha256,
            "at_hand": document is not None,
        },
    )
