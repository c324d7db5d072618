"""What a pack holds: parties, topics, sources, sessions and positions, frozen and closed."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.when import When

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Stance = Literal["support", "conditional", "oppose", "question", "statement"]
PartyKind = Literal["state", "observer", "group", "organisation", "chair"]
Form = Literal["floor", "prose"]

STANCES: tuple[Stance, ...] = get_args(Stance)
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


class Pack(Entry):
    """A negotiation's knowledge base as a whole."""

    id: Id
    name: Text
    description: Text


class StateName(Entry):
    """A name of a state that CLDR lacks or words differently."""

    state: Id
    name: str = ""
    aliases: tuple[Text, ...] = ()


class AmbiguousName(Entry):
    """A name that several parties are known by, so that Compact asks back."""

    name: Text
    parties: tuple[Id, ...] = Field(min_length=2)


class Party(Named):
    """A state, observer, group, organisation or presiding officer.

    Args:
        code: ISO 3166 alpha-2 code of a state or observer, or "".
        members: of a group: the states in it at the time ``as_of``.
        excepted: of a group: states that belong to the wider group but were excepted.
        as_of: of a group: when that membership held.
        role: of one who presides: the office.
        state: of one who presides: the state whose diplomat it is, for which it does not speak.
    """

    kind: PartyKind
    code: Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")] = ""
    members: tuple[Id, ...] = ()
    excepted: tuple[Id, ...] = ()
    as_of: When | None = None
    role: str = ""
    state: Id | None = None


class Topic(Named):
    """A matter under negotiation.

    Args:
        proposition: the thing that a stance is towards.
        parent: the wider topic whose answers include this one's.
    """

    proposition: Text
    parent: Id | None = None


class Source(Named):
    """A document that the pack was written from; the document itself is not in the project.

    Args:
        author: who wrote it.
        body: for which body, or "".
        date: when it was written or published.
        kind: what it is, in words ("floor notes").
        form: how it is cut into passages.
        file: the file name by which it is looked for.
        sha256: of the document's bytes; it is quoted only where this agrees.
        session: of a floor record: the session that it records.
        speakers: of a floor record: party by printed label.
        attributions: of a floor record: group by printed "on behalf of".
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


class Citation(Entry):
    """Where in which document something stands."""

    source: Id
    locators: tuple[Text, ...] = ()


class Event(Named):
    """A session, deadline, publication or adoption.

    Args:
        when: with the precision of its source.
        place: city or building, or "".
        sources: where it stands.
    """

    kind: Literal["session"]
    when: When
    place: str = ""
    sources: tuple[Citation, ...] = Field(min_length=1)


class Position(Entry):
    """What one party said on one topic at one session, in the editors' own words.

    Args:
        id: stable key.
        party: who spoke.
        on_behalf_of: the group for which it spoke, or None where it spoke for itself.
        topic: on what.
        stance: the editors' coding towards the topic's proposition; never inferred.
        summary: at most 40 words, negations and caveats kept.
        session: when and where.
        source: in which document.
        locators: where in it.
        sides_with: parties that the speaker expressly sided with.
        differs_from: parties that the speaker expressly contradicted.
        note: the editors' small print, or "".
    """

    id: Id
    party: Id
    on_behalf_of: Id | None = None
    topic: Id
    stance: Stance
    summary: Text
    session: Id
    source: Id
    locators: tuple[Text, ...] = Field(min_length=1)
    sides_with: tuple[Id, ...] = ()
    differs_from: tuple[Id, ...] = ()
    note: str = ""


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


# The keys that a YAML file of a pack may have, any file any of them. `session` and `source` hold for
# the file's positions and filed passages that name none of their own.
SECTIONS: dict[str, type[Entry]] = {
    "state_names": StateName,
    "ambiguous_names": AmbiguousName,
    "parties": Party,
    "topics": Topic,
    "sources": Source,
    "events": Event,
    "positions": Position,
    "procedural": Filed,
}
DEFAULTS: dict[str, tuple[str, ...]] = {"positions": ("session", "source"), "procedural": ("source",)}
FILE_KEYS: tuple[str, ...] = ("pack", "session", "source", "states", *SECTIONS)
