"""A line understood once: what is asked, of whom, on what, when, and in which words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from handlers.request import Request
from knowledge.model import Stance
from knowledge.names.reading import Kind, Ref

Intent = Literal[
    "position",
    "who",
    "said",
    "agree",
    "office",
    "event",
    "timeline",
    "next",
    "term",
    "compare",
    "fact",
    "proposal",
    "greeting",
    "source",
    "floor",
    "command",
]
Certainty = Literal["named", "worded", "guessed"]


@dataclass(frozen=True, slots=True)
class Naming:
    """Words of the line that name something.

    Args:
        words: as typed.
        ref: what they mean in this line.
        name: the name that they were read as.
        corrected: whether they were misspelt.
    """

    words: str
    ref: Ref
    name: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Words that can mean several things here.

    Args:
        words: as typed.
        refs: what they can mean, the likelier first.
    """

    words: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time that a line names.

    Args:
        ranges: first and last day, both in it; several where a month is named without its year.
        words: as typed.
    """

    ranges: tuple[tuple[date, date], ...]
    words: str

    def meets(self, first: date, last: date) -> bool:
        """Tell whether a time has a day in it."""
        return any(first <= end and last >= begin for begin, end in self.ranges)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Request):
    """A line, understood once; its ``words`` are what is left without the subcommand's name.

    Args:
        command: the subcommand that the line names or comes to; "" before it is chosen.
        misspelt: the word that was read as the subcommand's name, or "".
        intent: what is asked.
        certainty: whether the subcommand was named, the wording decided, or what is named in it.
        stances: which stances are asked for, the most wanted first; () for all.
        negated: whether a negation turned them.
        named: what the line names, in order.
        ambiguous: names that leave a choice.
        span: the time that it names.
        paragraphs: of the draft, "42" or "42(c)".
        objectives: of the draft, by number.
        quoted: words in quotation marks.
        left: content words that name nothing, folded, in order.
        rare: those of them that are no words of everyday language, as typed.
        remembered: what was taken over from the question before it, in words.
        counted: the folded word for what it asks the number of, "agencies"; or "".
        holders: ids of who fits what it says of a person, the likeliest first, where it is read as
            a question for one.
        groupings: ids of regions and groups that it names and the pack has no party for.
        regions: ids of those that it names and the pack has a party for, by another name.
        aside: ids of the parties that a question for others leaves aside.
        plain: the line without the subcommand's name in plain words, its roundabout ways written as
            what they ask, folded.
        left_out: words at the end of a very long line that were not looked at.
    """

    command: str = ""
    misspelt: str = ""
    intent: Intent = "position"
    certainty: Certainty = "guessed"
    stances: tuple[Stance, ...] = ()
    negated: bool = False
    named: tuple[Naming, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    span: Span | None = None
    paragraphs: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    rare: tuple[str, ...] = ()
    remembered: str = ""
    counted: str = ""
    holders: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    plain: str = field(default="", compare=False, repr=False)
    left_out: int = field(default=0, compare=False)

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """List the ids of a kind that the line names, in order, each once."""
        return tuple(dict.fromkeys(n.ref.id for n in self.named if n.ref.kind == kind))

    @property
    def parties(self) -> tuple[str, ...]:
        """Ids of the parties that it names."""
        return self.ids("party")

    @property
    def topics(self) -> tuple[str, ...]:
        """Ids of the topics that it names."""
        return self.ids("topic")

    @property
    def terms(self) -> tuple[str, ...]:
        """Ids of the terms that it names."""
        return self.ids("term")

    @property
    def events(self) -> tuple[str, ...]:
        """Ids of the events that it names."""
        return self.ids("event")

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of the people and bodies that it names."""
        return self.ids("person")

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the documents that it names."""
        return self.ids("source")

    def asking(self, **changes: object) -> Question:
        """Give the same question with some of its parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
