"""Checks across entries: references, names, locators, voices, and words that are the source's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from knowledge.copying import COPIED_WORDS, SharedWords
from knowledge.library import Library
from knowledge.model import (
    CITING,
    SECTIONS,
    SUMMARY_WORDS,
    AmbiguousName,
    Entry,
    Event,
    Named,
    Party,
    Person,
    Position,
    Proposal,
    Role,
    Sense,
    Source,
    Term,
    Topic,
    walk,
)
from knowledge.names import normalise
from knowledge.passages import LocatorError, parse_locator
from knowledge.source import Diagnostic, Yaml, nearest
from knowledge.source import Path as Place

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an entry was written: its file and its path in it."""

    yaml: Yaml
    path: Place

    def fault(self, path: Place, code: str, message: str, *, key: bool = False) -> Diagnostic:
        """Make a diagnostic for a part of the entry."""
        return self.yaml.fault((*self.path, *path), code, message, key=key)


@dataclass(slots=True)
class Draft:
    """Entries that are whole in themselves, not yet checked against each other.

    Args:
        diagnostics: faults found so far.
        places: where each entry stands, by the identity of the entry.
        declared: ids that were written, also by entries with faults, so that one fault does not
            bring others about.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    places: dict[int, Placed] = field(default_factory=dict)
    declared: dict[type[Entry], set[str]] = field(default_factory=dict)
    _entries: dict[type[Entry], list[Any]] = field(default_factory=dict)
    _ids: dict[tuple[type[Entry], str], Entry] = field(default_factory=dict)

    def add(self, entry: Entry, placed: Placed) -> None:
        """Take an entry in; a second one with the same id is a fault."""
        self.places[id(entry)] = placed
        kind = type(entry)
        key = getattr(entry, "id", None)
        if key is not None:
            if (kind, key) in self._ids:
                first = self.places[id(self._ids[kind, key])].fault((), "", "")
                message = f"“{key}” stands already at {first.file}:{first.line}"
                self.diagnostics.append(placed.fault(("id",), "duplicate-id", message))
                return
            self._ids[kind, key] = entry
            self.declared.setdefault(kind, set()).add(key)
        self._entries.setdefault(kind, []).append(entry)

    def entries(self, kind: type[E]) -> list[E]:
        """List the entries of a kind, in the order of the files."""
        return self._entries.get(kind, [])

    def section(self, key: str) -> list[Any]:
        """List the entries of a section of the files."""
        return self._entries.get(SECTIONS[key], [])

    def by_id(self, key: str) -> dict[str, Any]:
        """Map the entries of a section by their ids."""
        return {entry.id: entry for entry in self.section(key)}

    def all(self) -> Iterable[Entry]:
        """Yield every entry."""
        for entries in self._entries.values():
            yield from entries

    def fault(self, entry: Entry, path: Place, code: str, message: str) -> None:
        """Note a fault of an entry."""
        self.diagnostics.append(self.places[id(entry)].fault(path, code, message))


def check(draft: Draft, library: Library) -> None:
    """Check all entries against each other and against the documents at hand.

    Args:
        draft: the entries; faults are added to its diagnostics.
        library: the documents at hand; what needs a document that is not is not checked.
    """
    _check_references(draft)
    _check_groups(draft)
    _check_topics(draft)
    _check_zones(draft)
    _check_names(draft)
    _check_locators(draft, library)
    _check_summaries(draft, library)
    _check_labels(draft, library)


_REFERENCES: dict[type[BaseModel], tuple[tuple[str, type[Entry], str], ...]] = {
    Position: (
        ("party", Party, "unknown-party"),
        ("on_behalf_of", Party, "unknown-party"),
        ("sides_with", Party, "unknown-party"),
        ("differs_from", Party, "unknown-party"),
        ("topic", Topic, "unknown-topic"),
        ("session", Event, "unknown-session"),
    ),
    AmbiguousName: (("parties", Party, "unknown-party"),),
    Party: (
        ("members", Party, "unknown-party"),
        ("excepted", Party, "unknown-party"),
        ("state", Party, "unknown-party"),
    ),
    Topic: (("parent", Topic, "unknown-topic"), ("about", Party, "unknown-party")),
    Source: (
        ("session", Event, "unknown-session"),
        ("speakers", Party, "unknown-party"),
        ("attributions", Party, "unknown-party"),
    ),
    Event: (("topics", Topic, "unknown-topic"), ("part_of", Event, "unknown-event")),
    Term: (("see", Term, "unknown-term"),),
    Sense: (("topic", Topic, "unknown-topic"), ("party", Party, "unknown-party")),
    Role: (("party", Party, "unknown-party"),),
    Proposal: (("party", Party, "unknown-party"), ("topics", Topic, "unknown-topic")),
}


def _check_references(draft: Draft) -> None:
    for entry in draft.all():
        for path, node in walk(entry):
            references = _REFERENCES.get(type(node), ())
            if isinstance(node, CITING):
                references = (*references, ("source", Source, "unknown-source"))
            for name, target, code in references:
                known = draft.declared.get(target, set())
                for place, key in _written(getattr(node, name), name):
                    if key not in known:
                        what = code.removeprefix("unknown-")
                        message = f"there is no {what} “{key}”{nearest(key, sorted(known))}"
                        draft.fault(entry, (*path, *place), code, message)


def _written(value: object, name: str) -> Iterable[tuple[Place, str]]:
    if isinstance(value, str):
        yield (name,), value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield (name, key), each
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield (name, number), each


def _check_groups(draft: Draft) -> None:
    parties = draft.by_id("parties")
    for party in parties.values():
        if party.kind == "group":
            if party.members and party.as_of is None:
                draft.fault(party, ("members",), "group", "a group's members need “as_of”")
            for number, member in enumerate(party.excepted):
                if member in party.members:
                    message = f"“{member}” is both a member and excepted"
                    draft.fault(party, ("excepted", number), "group", message)
        elif party.members or party.excepted:
            draft.fault(party, ("members",), "group", "only a group has members")
    for position in draft.entries(Position):
        group = parties.get(position.on_behalf_of or "")
        if group is not None and group.kind not in ("group", "organisation"):
            message = f"“{group.id}” is a {group.kind}; one speaks on behalf of a group"
            draft.fault(position, ("on_behalf_of",), "group", message)


def _is_zone(name: str) -> bool:
    # Asking for the one zone; listing them all takes longer than loading a pack.
    try:
        return ZoneInfo(name).key == name
    except (KeyError, ValueError, OSError):
        return False


def _check_zones(draft: Draft) -> None:
    for event in draft.entries(Event):
        if event.zone and not _is_zone(event.zone):
            message = f"there is no time zone “{event.zone}” (IANA, such as Europe/Zurich)"
            draft.fault(event, ("zone",), "zone", message)
        for number, dated in enumerate(event.dates):
            if dated.time and not event.zone:
                message = "a time of day needs the event's “zone”"
                draft.fault(event, ("dates", number, "time"), "zone", message)


def _check_topics(draft: Draft) -> None:
    topics = draft.by_id("topics")
    for topic in topics.values():
        above, seen = topic.parent, {topic.id}
        while above in topics:
            if above in seen:
                message = f"“{topic.id}” is above itself"
                draft.fault(topic, ("parent",), "circle", message)
                break
            seen.add(above)
            above = topics[above].parent


def _names_of(entry: Named) -> Iterable[tuple[Place, str]]:
    yield ("name",), entry.name
    yield ("short",), entry.short
    for number, alias in enumerate(entry.aliases):
        yield ("aliases", number), alias


def _check_names(draft: Draft) -> None:
    """A name that leads to two entries of a kind, or to a party and a topic, would be ambiguous."""
    meant = {normalise(entry.name): set(entry.parties) for entry in draft.entries(AmbiguousName)}
    for kinds in ((Party, Topic), (Term,), (Event,), (Person,)):
        owners: dict[str, Named] = {}
        for kind in kinds:
            for entry in draft.entries(kind):
                for path, name in _names_of(entry):
                    key = normalise(name)
                    if not key and name:
                        draft.fault(entry, path, "empty", f"nothing of “{name}” can be typed")
                    owner = owners.setdefault(key, entry)
                    shared = entry.id in meant.get(key, ()) or (
                        isinstance(entry, Topic) and entry.about == owner.id
                    )
                    if key and owner is not entry and not shared:
                        what = type(owner).__name__.lower()
                        message = f"“{name}” is already a name of the {what} “{owner.id}”"
                        draft.fault(entry, path, "duplicate-alias", message)


def _check_locators(draft: Draft, library: Library) -> None:
    sources = draft.by_id("sources")
    for entry in draft.all():
        for path, node in walk(entry):
            if isinstance(node, CITING) and node.source in sources:
                for number, text in enumerate(node.locators):
                    place = (*path, "locators", number)
                    _check_locator(draft, library, entry, sources[node.source], place, text)


def _check_locator(
    draft: Draft, library: Library, entry: Any, source: Source, path: Place, text: str
) -> None:
    try:
        locator = parse_locator(text, source.form)
        document = library.documents.get(source.id)
        if document is not None:
            locator.leaves(document.lengths)
    except LocatorError as error:
        draft.fault(entry, path, "locator", str(error))
        return
    if source.form != "floor" or not isinstance(entry, Position):
        return
    speaker = locator.unit.rsplit(" ", 1)[0]
    if speaker != entry.party:
        message = f"“{text}” is not “{entry.party}” speaking"
        draft.fault(entry, path, "speaker", message)
    elif document is not None:
        _check_voice(draft, entry, source, document.attributions[locator.unit], path)


def _check_voice(
    draft: Draft, position: Position, source: Source, printed: str, path: Place
) -> None:
    """Hold a position's voice to what the record prints: "on behalf of" or nothing."""
    group = source.attributions.get(printed) if printed else None
    if printed and group is None:
        return  # reported once for the source
    if group != position.on_behalf_of:
        whom = f"for “{printed}”" if printed else "for nobody else"
        message = f"the record has this intervention {whom}; “on_behalf_of” says otherwise"
        draft.fault(position, path, "voice", message)


_OWN_WORDS = ("summary", "definition")  # names and titles may be the source's, by right


def _check_summaries(draft: Draft, library: Library) -> None:
    for position in draft.entries(Position):
        count = len(position.summary.split())
        if count > SUMMARY_WORDS:
            message = f"{count} words; a summary has at most {SUMMARY_WORDS}"
            draft.fault(position, ("summary",), "long", message)
    runs = [SharedWords(document.passages.values()) for document in library.documents.values()]
    for entry in draft.all():
        for path, node in walk(entry) if runs else ():
            for name in _OWN_WORDS:
                text = getattr(node, name, "")
                for copied in filter(None, (source.copied(text) for source in runs)):
                    message = f"repeats {COPIED_WORDS} words of a source: “{copied}”"
                    draft.fault(entry, (*path, name), "copied", message)


def _check_labels(draft: Draft, library: Library) -> None:
    """Every printed label and "on behalf of" of a floor record has to be somebody's."""
    for source in draft.entries(Source):
        document = library.documents.get(source.id)
        if document is None:
            continue
        for label, line in document.unknown_labels:
            message = f"line {line} of the document has the speaker “{label}”, which no label names"
            draft.fault(
                source, ("speakers",), "label", message + nearest(label, list(source.speakers))
            )
        for turn in document.interventions:
            if turn.attribution and turn.attribution not in source.attributions:
                message = (
                    f"line {turn.line} of the document speaks for “{turn.attribution}”, "
                    "which no attribution names"
                )
                draft.fault(source, ("attributions",), "label", message)
