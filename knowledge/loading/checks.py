"""Checks of entries against each other: references, groups, topics, zones and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel

from knowledge.diagnostics import Fault
from knowledge.loading.draft import Draft
from knowledge.loading.floors import check_floors
from knowledge.loading.labels import roster_of
from knowledge.model import (
    CITING,
    AmbiguousName,
    Debate,
    Entry,
    Event,
    Named,
    Pack,
    Party,
    Person,
    Position,
    Proposal,
    Role,
    Sense,
    Source,
    Term,
    Topic,
    Translation,
    Uncoded,
    walk,
)
from knowledge.names.normal import normalise
from knowledge.yaml_source import Path as Place
from knowledge.yaml_source import nearest


def check(draft: Draft) -> None:
    """Check all entries against each other.

    Args:
        draft: the entries; faults are added to its diagnostics.
    """
    _check_references(draft)
    _check_groups(draft)
    _check_behalf(draft)
    _check_topics(draft)
    _check_zones(draft)
    _check_tracks(draft)
    _check_names(draft)
    _check_translations(draft)
    _check_headings(draft)
    check_floors(draft)


def _check_headings(draft: Draft) -> None:
    """Of two sections that begin alike only one would ever be found."""
    for source in draft.entries(Source):
        first: dict[tuple[str, str], str] = {}
        for number, section in enumerate(source.sections):
            for key in ("heading", "begins"):
                text = getattr(section, key)
                begun = (key, " ".join(text.casefold().split()))
                if text and begun in first:
                    what = "is the heading of" if key == "heading" else "begins"
                    message = f"“{text}” {what} section “{first[begun]}”, too"
                    draft.fault(source, ("sections", number, key), Fault.HEADING, message)
                elif text:
                    first[begun] = section.id


_POSITION: tuple[tuple[str, type[Entry], Fault], ...] = (
    ("party", Party, Fault.UNKNOWN_PARTY),
    ("on_behalf_of", Party, Fault.UNKNOWN_PARTY),
    ("sides_with", Party, Fault.UNKNOWN_PARTY),
    ("differs_from", Party, Fault.UNKNOWN_PARTY),
    ("topic", Topic, Fault.UNKNOWN_TOPIC),
    ("also", Topic, Fault.UNKNOWN_TOPIC),
    ("session", Event, Fault.UNKNOWN_SESSION),
)
_REFERENCES: dict[type[BaseModel], tuple[tuple[str, type[Entry], Fault], ...]] = {
    Position: _POSITION,
    Uncoded: _POSITION,
    AmbiguousName: (("parties", Party, Fault.UNKNOWN_PARTY),),
    Party: (
        ("members", Party, Fault.UNKNOWN_PARTY),
        ("excepted", Party, Fault.UNKNOWN_PARTY),
        ("state", Party, Fault.UNKNOWN_PARTY),
    ),
    Topic: (("parent", Topic, Fault.UNKNOWN_TOPIC), ("about", Party, Fault.UNKNOWN_PARTY)),
    Source: (
        ("session", Event, Fault.UNKNOWN_SESSION),
        ("speakers", Party, Fault.UNKNOWN_PARTY),
        ("attributions", Party, Fault.UNKNOWN_PARTY),
    ),
    Debate: (("topics", Topic, Fault.UNKNOWN_TOPIC),),
    Event: (("topics", Topic, Fault.UNKNOWN_TOPIC), ("part_of", Event, Fault.UNKNOWN_EVENT)),
    Translation: (
        ("party", Party, Fault.UNKNOWN_PARTY),
        ("topic", Topic, Fault.UNKNOWN_TOPIC),
        ("term", Term, Fault.UNKNOWN_TERM),
    ),
    Term: (("see", Term, Fault.UNKNOWN_TERM),),
    Sense: (("topic", Topic, Fault.UNKNOWN_TOPIC), ("party", Party, Fault.UNKNOWN_PARTY)),
    Role: (("party", Party, Fault.UNKNOWN_PARTY),),
    Proposal: (("party", Party, Fault.UNKNOWN_PARTY), ("topics", Topic, Fault.UNKNOWN_TOPIC)),
}


def _check_references(draft: Draft) -> None:
    for entry in draft.all():
        for path, node in walk(entry):
            for name, place, code, message in _unknown(draft, type(node), node.__dict__):
                draft.fault(entry, (*path, name, *place), code, message)
    for faulty in draft.faulty:
        for path, model, data in _written_entries(faulty.model, faulty.data):
            for name, place, code, message in _unknown(draft, model, data):
                whole = (*path, name, *place)
                if not any(whole[: n + 1] in faulty.wrong for n in range(len(whole))):
                    draft.diagnostics.append(faulty.placed.fault(whole, code, message))


def _unknown(
    draft: Draft, model: type[BaseModel], data: Mapping[str, Any]
) -> Iterable[tuple[str, Place, Fault, str]]:
    """Yield the references of an entry that lead nowhere: key, place in it, code and message."""
    references = _REFERENCES.get(model, ())
    if issubclass(model, CITING):
        references = (*references, ("source", Source, Fault.UNKNOWN_SOURCE))
    for name, target, code in references:
        known = draft.declared.get(target, set())
        for place, key in _keys_in(data.get(name), by_key=name in _BY_KEY):
            if key not in known:
                what = code.removeprefix("unknown-")
                near, owner = nearest(key, sorted(known)), _name_owner(draft, target, key)
                if owner and f"“{owner}”" not in near:
                    near = f"; write “{owner}”, whose name it is"
                message = f"there is no {what} “{key}”{near}"
                yield name, place, code, message


def _name_owner(draft: Draft, target: type[Entry], key: str) -> str:
    """Find whose name stands where an id is to, "nauru" of "naoero"; "" where it is nobody's."""
    words = normalise(key)
    owners = {
        entry.id
        for entry in draft.entries(target)
        if isinstance(entry, Named) and words in (normalise(name) for _, name in _names_of(entry))
    }
    if target is Party and not owners:
        words = key.upper() if len(key) <= _ABBREVIATION else key.replace("-", " ")
        meant = roster_of(draft).find(words)
        owners = {meant.party} if meant.party and not meant.guessed else set()
    return owners.pop() if len(owners) == 1 else ""


_ABBREVIATION = 3  # letters, at most
_BY_KEY = frozenset({"sides_with", "differs_from", "also"})  # what is named is the mapping's key


def _keys_in(value: object, *, by_key: bool) -> Iterable[tuple[Place, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, Mapping) and by_key:
        yield from (((key,), key) for key in value if isinstance(key, str))
    elif isinstance(value, Mapping):
        yield from (((key,), each) for key, each in value.items() if isinstance(each, str))
    elif isinstance(value, list | tuple):
        yield from (((number,), each) for number, each in enumerate(value) if isinstance(each, str))


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Find the model of an entry in a field's annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(model_in, get_args(annotation))), None)


def _written_entries(
    model: type[BaseModel], data: Mapping[str, Any], path: Place = ()
) -> Iterable[tuple[Place, type[BaseModel], Mapping[str, Any]]]:
    """Yield what was written as an entry and the entries in it, each with its path and model."""
    yield path, model, data
    for name, field_info in model.model_fields.items():
        inner, value = model_in(field_info.annotation), data.get(name)
        if inner is not None and isinstance(value, list):
            for number, each in enumerate(value):
                if isinstance(each, dict):
                    yield from _written_entries(inner, each, (*path, name, number))


def _check_groups(draft: Draft) -> None:
    parties = draft.by_id("parties")
    for party in parties.values():
        if party.kind == "group":
            if (party.members or party.excepted) and party.as_of is None:
                message = "a group's members change: “as_of” has to say when these were (2018-03)"
                name = "members" if party.members else "excepted"
                draft.fault(party, (name,), Fault.GROUP, message)
            for number, member in enumerate(party.excepted):
                if member in party.members:
                    message = f"“{member}” is both a member and excepted"
                    draft.fault(party, ("excepted", number), Fault.GROUP, message)
        else:
            for name in ("members", "excepted"):
                if getattr(party, name):
                    message = f"only a group has “{name}”; the kind of “{party.id}” is {party.kind}"
                    draft.fault(party, (name,), Fault.GROUP, message)


def _check_behalf(draft: Draft) -> None:
    parties = draft.by_id("parties")
    for position in (*draft.entries(Position), *draft.entries(Uncoded)):
        group = parties.get(position.on_behalf_of or "")
        if group is not None and group.kind not in ("group", "organisation"):
            message = f"“{group.id}” is a {group.kind}; one speaks on behalf of a group"
            draft.fault(position, ("on_behalf_of",), Fault.GROUP, message)
    for source in draft.entries(Source):
        for printed, key in source.attributions.items():
            meant = parties.get(key)
            if meant is not None and meant.kind not in ("group", "organisation"):
                message = f"“{key}” is a {meant.kind}; one speaks on behalf of a group"
                draft.fault(source, ("attributions", printed), Fault.GROUP, message)


def _is_zone(name: str) -> bool:
    # Asking for the one zone; listing them all takes longer than loading a pack.
    try:
        return ZoneInfo(name).key == name
    except (KeyError, ValueError, OSError):
        return False


def _check_zones(draft: Draft) -> None:
    for event in draft.entries(Event):
        if event.zone and not _is_zone(event.zone):
            hint = nearest(event.zone, sorted(available_timezones()))
            message = (
                f"there is no time zone “{event.zone}”{hint or '; write it like Europe/Zurich'}"
            )
            draft.fault(event, ("zone",), Fault.ZONE, message)
        for number, dated in enumerate(event.dates):
            if dated.time and not event.zone:
                message = "a time of day needs the event's “zone”"
                draft.fault(event, ("dates", number, "time"), Fault.ZONE, message)


def _check_tracks(draft: Draft) -> None:
    packs = draft.entries(Pack)
    known = [track.id for pack in packs for track in pack.tracks]
    for event in draft.entries(Event) if packs else ():
        if event.track and event.track not in known:
            hint = nearest(event.track, known) or "; “tracks” of “pack” lists them"
            message = f"the pack has no track “{event.track}”{hint}"
            draft.fault(event, ("track",), Fault.VALUE, message)


def _check_topics(draft: Draft) -> None:
    topics = draft.by_id("topics")
    for topic in topics.values():
        for number, alias in enumerate(topic.aliases):
            message = (
                f"“{alias}” does not say which way it points: write it under “synonyms”, "
                "“against” or “narrower”"
            )
            draft.fault(topic, ("aliases", number), Fault.UNMARKED_ALIAS, message)
        above, seen = topic.parent, {topic.id}
        while above in topics and above not in seen:
            seen.add(above)
            above = topics[above].parent
        if above == topic.id:
            message = f"“{topic.id}” comes to stand under itself"
            draft.fault(topic, ("parent",), Fault.CIRCLE, message)


def _names_of(entry: Named) -> Iterable[tuple[Place, str]]:
    yield ("name",), entry.name
    yield ("short",), entry.short
    for number, alias in enumerate(entry.aliases):
        yield ("aliases", number), alias
    if isinstance(entry, Topic):
        for key in ("synonyms", "against", "narrower"):
            for number, word in enumerate(getattr(entry, key)):
                yield (key, number), word
    if isinstance(entry, Party | Topic):
        yield ("id",), entry.id.replace("-", " ")


def _check_names(draft: Draft) -> None:
    """A name that leads to two entries of a kind, or to a party and a topic, would be ambiguous."""
    meant = {normalise(entry.name): set(entry.parties) for entry in draft.entries(AmbiguousName)}
    for kinds in ((Party, Topic), (Term,), (Event,), (Person,), (Source,)):
        owners: dict[str, Named] = {}
        for kind in kinds:
            for entry in draft.entries(kind):
                own: set[str] = set()
                for path, name in _names_of(entry):
                    key = normalise(name)
                    if key and key in own:
                        continue
                    own.add(key)
                    if not key and name:
                        draft.fault(entry, path, Fault.EMPTY, f"nothing of “{name}” can be typed")
                    owner = owners.setdefault(key, entry)
                    shared = entry.id in meant.get(key, ()) or (
                        isinstance(entry, Topic) and entry.about == owner.id
                    )
                    if key and owner is not entry and not shared:
                        what = type(owner).__name__.lower()
                        message = f"“{name}” is already a name of the {what} “{owner.id}”"
                        draft.fault(entry, path, Fault.DUPLICATE_ALIAS, message)


_TRANSLATED: dict[str, type[Named]] = {"party": Party, "topic": Topic, "term": Term}


def _check_translations(draft: Draft) -> None:
    """A name in another language has to lead to one entry of its kind, as any name has."""
    ids = {
        (kind, entry.id): entry for kind in (Party, Topic, Term) for entry in draft.entries(kind)
    }
    owners: dict[tuple[str, str], str] = {}
    for (kind, key), entry in ids.items():
        for _, name in _names_of(entry):
            owners.setdefault((kind.__name__, normalise(name)), key)
    for translation in draft.entries(Translation):
        named = [(k, v) for k in _TRANSLATED if (v := getattr(translation, k))]
        if len(named) != 1:
            message = "a translation names one party, topic or term"
            draft.fault(translation, (), Fault.TRANSLATION, message)
            continue
        field_, target = named[0]
        for language, number, name in translation.names():
            folded = normalise(name)
            what = _TRANSLATED[field_].__name__
            owner = owners.setdefault((what, folded), target)
            if not folded:
                message = f"nothing of “{name}” can be typed"
                draft.fault(translation, (language, number), Fault.EMPTY, message)
            elif owner != target:
                message = f"“{name}” is already a name of the {what.lower()} “{owner}”"
                draft.fault(translation, (language, number), Fault.DUPLICATE_ALIAS, message)
