"""What a pack holds: parties, topics, sources, sessions and positions, frozen and closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import lru_cache
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.names.normal import normalise
from knowledge.when import When

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Stance = Literal["support", "conditional", "oppose", "question", "statement"]
PartyKind = Literal["state", "observer", "group", "organisation", "expert", "chair"]
# Who negotiates, or presides over it: no bodies that are spoken of, and nobody who is only heard.
NEGOTIATING: frozenset[PartyKind] = frozenset({"state", "observer", "group", "chair"})
EventKind = Literal[
    "session",
    "conference",
    "consultation",
    "hearing",
    "forum",
    "meeting",
    "report",
    "resolution",
    "adoption",
    "deadline",
    "phase",
    "other",
]
# How a document prints who speaks: knowledge/documents/forms/styles.py has a rule for each.
Form = Literal[
    "auto",
    "floor",
    "colon",
    "capitals",
    "emphasis",
    "numbered",
    "table",
    "lines",
    "voices",
    "headings",
    "bulletin",
    "prose",
]

STANCES: tuple[Stance, ...] = get_args(Stance)
# A summary is read aloud in one breath, and two of them fit a phone's screen.
SUMMARY_WORDS = 40


class Entry(BaseModel):
    """Anything an editor writes: frozen, closed to unknown keys, numbers kept as written."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Named(Entry):
    """An entry that people ask for by name.

    Args:
        id: stable key, lower case with hyphens.
        name: the name shown.
        short: a shorter name for crowded places, or "".
        aliases: other names that lead here.
        description: one or two sentences of the editors' own.
    """

    id: Id
    name: Text
    short: str = ""
    aliases: tuple[Text, ...] = ()
    description: str = ""

    @property
    def brief(self) -> str:
        """The shorter name where there is one."""
        return self.short or self.name


class Track(Entry):
    """A negotiation or process that events belong to.

    Args:
        id: stable key.
        name: the name shown.
        aliases: other names by which its events are asked for.
    """

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()


class Pack(Entry):
    """A negotiation's knowledge base as a whole.

    Args:
        id: stable key.
        name: of the negotiation.
        description: a sentence on what the pack covers.
        tracks: the negotiation itself, then other processes whose events the pack has; none where
            all events are its own.
    """

    id: Id
    name: Text
    description: Text
    tracks: tuple[Track, ...] = ()


class StateName(Entry):
    """A name of a state that CLDR lacks or words differently.

    Args:
        state: its id.
        name: the name shown in the place of the program's own, or "".
        aliases: other names that lead to it.
    """

    state: Id
    name: str = ""
    aliases: tuple[Text, ...] = ()


class AmbiguousName(Entry):
    """A name that several parties are known by, so that Compact asks back.

    Args:
        name: as people type it.
        parties: ids of all that it can mean.
    """

    name: Text
    parties: tuple[Id, ...] = Field(min_length=2)


class Translation(Entry):
    """What a party, topic or term is called in the official languages of the United Nations.

    Args:
        party, topic, term: the one that is meant.
        ar, en, es, fr, ru, zh: its names in that language.
    """

    party: Id | None = None
    topic: Id | None = None
    term: Id | None = None
    ar: tuple[Text, ...] = ()
    en: tuple[Text, ...] = ()
    es: tuple[Text, ...] = ()
    fr: tuple[Text, ...] = ()
    ru: tuple[Text, ...] = ()
    zh: tuple[Text, ...] = ()

    def names(self) -> Iterator[tuple[str, int, str]]:
        """Yield each name with its language and its place there."""
        for language in ("ar", "en", "es", "fr", "ru", "zh"):
            for number, name in enumerate(getattr(self, language)):
                yield language, number, name


class Party(Named):
    """A state, observer, group, organisation or presiding officer.

    Args:
        kind: state, observer, group, organisation, expert or chair.
        code: ISO 3166 alpha-2 code of a state or observer, or "".
        members: of a group: the states in it at the time ``as_of``.
        excepted: of a group: states that belong to the wider group but were excepted.
        as_of: of a group: when that membership held.
        role: of one who presides: the office.
        capacity: of one who presides: the word in brackets behind the name in lists; “chair” where
            it is left out. Who speaks there for a secretariat is no chair: “SRSG”.
        state: of one who presides: the state whose diplomat it is, for which it does not speak.
    """

    kind: PartyKind
    code: Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")] = ""
    members: tuple[Id, ...] = ()
    excepted: tuple[Id, ...] = ()
    as_of: When | None = None
    role: str = ""
    capacity: str = ""
    state: Id | None = None

    @property
    def marked_as(self) -> str:
        """What one who presides is told from delegations by: "chair"; "" for all others."""
        return (self.capacity or "chair") if self.kind == "chair" else ""

    @property
    def speaks_from(self) -> str:
        """Where one who presides speaks from: "from the chair", "as SRSG"."""
        return f"as {self.capacity}" if self.capacity else "from the chair"

    @property
    def presides_as(self) -> str:
        """The office of one who presides, where the pack names none in its widest sense."""
        return self.role or "Chair"


Direction = Literal["same", "against", "narrower"]


class Topic(Named):
    """A matter under negotiation.

    A topic has no plain ``aliases``: each further word says which way it points.

    Args:
        synonyms: other words for the matter, which point the way of the proposition.
        against: words that ask for the opposite of the proposition: who supports them opposes it.
        narrower: words for a part of the matter or for more than it; they lead to the topic, never
            to a list by stance.
        proposition: the thing that a stance is towards.
        parent: the wider topic whose answers include this one's.
        about: a party whose name the topic shares, so that the rest of a question decides.
    """

    synonyms: tuple[Text, ...] = ()
    against: tuple[Text, ...] = ()
    narrower: tuple[Text, ...] = ()
    proposition: Text
    parent: Id | None = None
    about: Id | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """All other words that lead here, whichever way they point."""
        return (*self.aliases, *self.synonyms, *self.against, *self.narrower)

    def is_called(self, name: str) -> bool:
        """Tell whether a word is a name of the topic, whichever way it points."""
        return normalise(name) in _folded((self.name, *self.words))

    def is_narrower(self, name: str) -> bool:
        """Tell whether a word is only a part of the matter, or more than it."""
        return normalise(name) in _folded(self.narrower)

    def is_against(self, name: str) -> bool:
        """Tell whether a word asks for the opposite of the proposition."""
        return normalise(name) in _folded(self.against)


@lru_cache(4096)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(normalise, names))


class Section(Entry):
    """How a section of a prose document begins: by a heading, or by its first words.

    Args:
        id: by which its locators begin.
        heading: as it is printed; or "".
        begins: its first words, where it has no heading; or "".
        called: what it is called in words, where its id says nothing to a reader; or "".
        body: whether it is body text, all of which is to be accounted for.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    heading: str = ""
    begins: str = ""
    called: str = ""
    body: bool = True


class Debate(Entry):
    """A stretch of a record in which one matter was before the floor.

    Args:
        name: the matter, in words ("Follow-up and review").
        aliases: other words for the stretch ("before lunch").
        topics: what was debated, the matter itself first.
        turns: the interventions in their order, each by the speaker's id and which of the
            speaker's it is ("kenya 2").
    """

    name: Text
    aliases: tuple[Text, ...] = ()
    topics: tuple[Id, ...] = ()
    turns: tuple[Text, ...]


class Source(Named):
    """A document that the pack was written from; the document itself is not in the project.

    Args:
        author: who wrote it.
        body: for which body, or "".
        date: when it was written or published.
        kind: what it is, in words ("floor notes").
        form: how it prints who speaks, and so how it is cut into passages.
        file: the file name by which it is looked for.
        sha256: of the document's bytes; it is quoted only where this agrees.
        session: of a floor record: the session that it records.
        speakers: of a floor record or bulletin: party by printed label.
        attributions: of a floor record or bulletin: group by printed "on behalf of".
        not_speakers: what is printed as a label is and names nobody.
        note_taker: labels of whoever took the notes, whose own remarks are nobody's words.
        floor: of a floor record: who took the floor in which order, by debates; the document tells
            it where it is at hand and nothing is written here.
        sections: of prose and bulletins: how its sections begin.
    """

    author: Text
    body: str = ""
    date: When
    kind: Text
    form: Form
    file: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    session: Id | None = None
    speakers: dict[str, Id] = Field(default_factory=dict)
    attributions: dict[str, Id] = Field(default_factory=dict)
    not_speakers: tuple[Text, ...] = ()
    note_taker: tuple[Text, ...] = ()
    floor: tuple[Debate, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def spoken(self) -> bool:
        """Whether it records interventions, each of one speaker."""
        return self.form not in ("auto", "bulletin", "prose")

    @property
    def addressed(self) -> Literal["floor", "prose", "auto"]:
        """How its locators are written; "auto" where the document has to tell."""
        if self.form == "auto":
            return "auto"
        return "floor" if self.spoken else "prose"


class Citation(Entry):
    """Where in which document something stands.

    Args:
        source: id of the document.
        locators: of the passages; none for the document as a whole.
    """

    source: Id
    locators: tuple[Text, ...] = ()


class Dated(Entry):
    """A date of an event as one source has it.

    Args:
        when: as precise as the source.
        time: time of day at the place, "15:00", or ""; it needs the event's zone.
        source: which source says so.
        locators: where.
        note: the editors' small print, or "".
    """

    when: When
    time: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^$")] = ""
    source: Id
    locators: tuple[Text, ...] = ()
    note: str = ""


class Event(Named):
    """A session, deadline, publication or adoption.

    Args:
        kind: what sort of event.
        dates: its dates, each with its source; more than one where the sources disagree, the one
            that the editors put first leading.
        track: the track of the pack that it belongs to; "" for the pack's own negotiation.
        place: city or building, or "".
        zone: IANA time zone of the place, or "".
        topics: what it is about.
        people: who presided, moderated or presented, in words, with the function.
        part_of: the event or phase that it is part of.
        sources: further places where it stands.
        wordings: how else people ask for it, in everyday words; found by them, never shown.
    """

    kind: EventKind
    dates: tuple[Dated, ...] = Field(min_length=1)
    track: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]*$")] = ""
    place: str = ""
    zone: str = ""
    topics: tuple[Id, ...] = ()
    people: tuple[Text, ...] = ()
    part_of: Id | None = None
    sources: tuple[Citation, ...] = ()
    wordings: tuple[Text, ...] = ()

    @property
    def when(self) -> When:
        """The date that leads."""
        return self.dates[0].when

    @property
    def instant(self) -> int | None:
        """The exact moment in seconds since 1970, where day, time and zone are known."""
        leading = self.dates[0]
        if not (leading.time and self.zone and leading.when.precision in ("day", "days")):
            return None
        moment = datetime.combine(
            leading.when.first, time.fromisoformat(leading.time), ZoneInfo(self.zone)
        )
        return int(moment.timestamp())


class Misprint(Entry):
    """A wrong form that stands in a source, and where.

    Args:
        printed: the wrong form.
        source: id of the document.
        locators: where it stands.
    """

    printed: Text
    source: Id
    locators: tuple[Text, ...] = Field(min_length=1)


class Sense(Entry):
    """One meaning of a term.

    Args:
        means: the words that an abbreviation stands for, or a short gloss of a concept.
        definition: in the editors' own words.
        expanded_by: whether a source spells the abbreviation out or the editors did.
        citations: where it is used in this sense.
        topic: the topic that it is about.
        party: the party that it names.
    """

    means: Text
    definition: Text
    expanded_by: Literal["source", "editors"] = "source"
    citations: tuple[Citation, ...] = Field(min_length=1)
    topic: Id | None = None
    party: Id | None = None


class Term(Named):
    """An abbreviation or concept, with all its senses.

    Args:
        senses: its meanings, the commonest first.
        misprints: wrong forms of it in the sources.
        see: related terms.
    """

    senses: tuple[Sense, ...] = Field(min_length=1)
    misprints: tuple[Misprint, ...] = ()
    see: tuple[Id, ...] = ()


class Role(Entry):
    """What someone was, for whom, as of when.

    Args:
        office: the office or function.
        body: the body or state, in words; "" where the office says it.
        party: that body or state, where it is a party of the pack.
        when: as of when, as precise as the source.
        citations: where it stands.
        note: the editors' small print, or "".
    """

    office: Text
    body: str = ""
    party: Id | None = None
    when: When
    citations: tuple[Citation, ...] = Field(min_length=1)
    note: str = ""


class Person(Named):
    """A person or body, and what it was when.

    Args:
        kind: whether it is a person or a body.
        roles: what it was, each with when and where that stands.
        styled: how the documents style a person, "Mr." or "Ms."; "" where none does.
    """

    kind: Literal["person", "body"]
    roles: tuple[Role, ...] = Field(min_length=1)
    styled: Literal["", "Mr.", "Ms."] = ""


class Proposal(Entry):
    """Something that somebody proposed, recommended, commented on or stressed.

    Args:
        id: stable key.
        title: a few words.
        summary: in the editors' own words.
        author: who proposes, in words.
        party: that author, where it is a party of the pack.
        addressee: to whom.
        kind: what sort of proposal.
        horizon: by when it is meant to happen.
        topics: what it is about, the main one first.
        date: when it was made.
        citations: where it stands.
        note: the editors' small print, or "".
        wordings: how else people ask for it, in everyday words; found by them, never shown.
    """

    id: Id
    title: Text
    summary: Text
    author: Text
    party: Id | None = None
    addressee: Text
    kind: Literal["principle", "commitment", "proposal", "recommendation", "comment", "stressed"]
    horizon: Literal["none", "short-term", "long-term"] = "none"
    topics: tuple[Id, ...] = Field(min_length=1)
    date: When
    citations: tuple[Citation, ...] = Field(min_length=1)
    note: str = ""
    wordings: tuple[Text, ...] = ()


class Remark(Entry):
    """What one party said at one session, and where that stands.

    Args:
        id: stable key.
        party: who spoke.
        on_behalf_of: the group for which it spoke; left out where it spoke for itself.
        session: when and where.
        source: in which document.
        locators: where in it.
        voiced_by: the person who said it, with office, where the source names one.
        sides_with: parties that the speaker expressly sided with, with the locator of the clause.
        differs_from: parties that the speaker expressly contradicted, with that locator.
        note: the editors' small print, or "".
        coded: why the stance is what it is, where two readers differed; or "".
    """

    id: Id
    party: Id
    on_behalf_of: Id | None = None
    session: Id
    source: Id
    locators: tuple[Text, ...] = Field(min_length=1)
    voiced_by: str = ""
    sides_with: dict[Id, Text] = Field(default_factory=dict)
    differs_from: dict[Id, Text] = Field(default_factory=dict)
    note: str = ""
    coded: str = ""


class Position(Remark):
    """What one party said on one topic at one session, in the editors' own words.

    Args:
        topic: on what, in the main.
        stance: the editors' coding towards the topic's proposition; never inferred.
        also: further topics that the same words are on, with the stance towards each.
        summary: at most 40 words, negations and caveats kept.
        wordings: how else people ask for it, in everyday words; found by them, never shown.
    """

    topic: Id
    stance: Stance
    also: dict[Id, Stance] = Field(default_factory=dict)
    summary: Text
    wordings: tuple[Text, ...] = ()

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics that it is on, the main one first."""
        return (self.topic, *self.also)

    def on(self, topic: str) -> Position:
        """Give the same as a position on one of its topics, with the stance towards that one."""
        if topic == self.topic:
            return self
        return self.model_copy(update={"topic": topic, "stance": self.also[topic]})


class Uncoded(Remark):
    """A draft of a position that no editor has coded: never an answer, a stance or a count.

    Args:
        topic: a proposal, or None.
        stance, summary: empty, as written; with both filled it is a position.
        also: further topics, as far as an editor has come.
    """

    topic: Id | None = None
    stance: Literal[""] | None
    also: dict[Id, Stance | None] = Field(default_factory=dict)
    summary: Literal[""] | None

    @staticmethod
    def is_written(item: object) -> bool:
        """Tell whether an entry of a file has both keys, and nothing under either."""
        keys = ("stance", "summary")
        return isinstance(item, dict) and all(item.get(key, "?") in (None, "") for key in keys)


class Filed(Entry):
    """Passages that no entry needs, with the reason.

    Args:
        source: in which document.
        locators: which passages.
        reason: why nothing was written from them.
    """

    source: Id
    locators: tuple[Text, ...] = Field(min_length=1)
    reason: Text


# The keys that a YAML file of a pack may have, any file any of them. `session` and `source` hold
# for the file's positions and filed passages that name none of their own.
SECTIONS: dict[str, type[Entry]] = {
    "state_names": StateName,
    "ambiguous_names": AmbiguousName,
    "translations": Translation,
    "parties": Party,
    "topics": Topic,
    "sources": Source,
    "events": Event,
    "terms": Term,
    "people": Person,
    "proposals": Proposal,
    "positions": Position,
    "filed": Filed,
}
DEFAULTS: dict[str, tuple[str, ...]] = {"positions": ("session", "source"), "filed": ("source",)}
FILE_KEYS: tuple[str, ...] = ("pack", "session", "source", "states", *SECTIONS)

CITING = (Remark, Filed, Citation, Dated, Misprint)  # entries that say where something stands


def walk(
    entry: BaseModel, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], BaseModel]]:
    """Yield an entry and every entry in it, each with its path."""
    yield path, entry
    for name, value in entry:
        if isinstance(value, BaseModel):
            yield from walk(value, (*path, name))
        elif isinstance(value, tuple):
            for number, each in enumerate(value):
                if isinstance(each, BaseModel):
                    yield from walk(each, (*path, name, number))


def cited_locators(entry: BaseModel) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each source that an entry cites, with the locators."""
    for _, node in walk(entry):
        if isinstance(node, CITING):
            yield node.source, node.locators
