"""What to ask for example: from the pack itself, so that each example has an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import lru_cache

from handlers.answers.answer import Choice
from handlers.answers.record import own_positions
from knowledge.base import KnowledgeBase

SHORTEST, LONGEST = 2, 24  # characters of a name that makes a good example
ENOUGH = timedelta(weeks=1)  # before which one is reminded, in the example


@dataclass(frozen=True, slots=True)
class Examples:
    """Names of a pack that examples are made of; "" where it has none of a kind.

    Args:
        party: one of those with most on record.
        other: another one.
        topic: on which most parties are on record, both of these among them where that can be.
        also: another topic, if possible with both parties on record, too.
        term: an abbreviation.
        event: with a short name.
        person: with a short name.
        year: in which most happens.
        coming: an event that is far enough ahead to be reminded of it; "" where none is.
    """

    party: str
    other: str
    topic: str
    also: str
    term: str
    event: str
    person: str
    year: str
    coming: str = ""

    def fill(self, text: str) -> str:
        """Put the names in the place of "{party}", "{topic}" and so on."""
        for each in fields(self):
            text = text.replace(f"{{{each.name}}}", getattr(self, each.name))
        return " ".join(text.split())

    def choose(self, lines: Iterable[str]) -> tuple[str, ...]:
        """Fill those lines whose names the pack has, each once."""
        named = {f"{{{each.name}}}" for each in fields(self) if not getattr(self, each.name)}
        able = [line for line in lines if not any(name in line for name in named)]
        return tuple(dict.fromkeys(map(self.fill, able)))

    def fill_hint(self, hint: str) -> str:
        """Fill a hint with its examples: "Ask, for example: position {party}; topic".

        Where the pack has no names for any of the examples, the help is what is left.
        """
        words, colon, rest = hint.partition(": ")
        if "{" not in rest:
            return hint
        examples = self.choose(rest.split("; "))
        return f"{words}{colon}{'; '.join(examples)}" if examples else "Ask: help"

    def as_choices(self, line: str) -> tuple[Choice, ...]:
        """Offer a line as an example; nothing where the pack has no names for it."""
        return tuple(Choice(each, each) for each in self.choose([line]))

    @property
    def tasks(self) -> tuple[tuple[str, str], ...]:
        """The five things that one does: what it is, and what one types."""
        return tuple((label, line) for label, task in _TASKS for line in self.choose([task]))


_TASKS = (
    ("What did they say?", "{party} {topic}"),
    ("Who is for or against?", "{topic}"),
    ("Side by side", "{party} {other} {topic}"),
    ("What comes next?", "next"),
    ("What does it stand for?", "term {term}"),
)


# The pack that is in use, and the one before it, with which answers under way may still be.
@lru_cache(maxsize=2)
def choose_examples(knowledge: KnowledgeBase) -> Examples:
    """Choose names for examples: what has most on record, with names that are quickly typed."""
    states = [p for p in knowledge.parties.values() if p.kind in ("state", "observer")]
    states = states or list(knowledge.parties.values())
    spoken = {p.id: {pos.topic for pos in own_positions(knowledge, p)} for p in states}
    topics = Counter(topic for found in spoken.values() for topic in found)
    fit = [t for t in topics if len(knowledge.topics[t].name) <= LONGEST] or list(topics)
    topic = max(fit, key=lambda t: (topics[t], t), default="")
    on_it = [p for p in states if topic in spoken[p.id]] or states
    on_it.sort(key=lambda p: (-len(spoken[p.id]), p.brief))
    # A name with another one in brackets is not quickly typed.
    on_it.sort(key=lambda p: "(" in p.brief)
    names = [p.brief for p in on_it if len(p.brief) <= LONGEST] or [""]
    both = [t for t in fit if t != topic and all(t in spoken[p.id] for p in on_it[:2])]
    also = max(both or [t for t in fit if t != topic], key=lambda t: (topics[t], t), default="")
    terms = [t.name for t in knowledge.terms.values() if t.name.isupper()]
    events = sorted((e.brief for e in knowledge.events.values()), key=len)
    return Examples(
        party=names[0],
        other=names[1] if len(names) > 1 else "",
        topic=knowledge.topics[topic].name if topic else "",
        also=knowledge.topics[also].name if also else "",
        term=next((t for t in terms if SHORTEST < len(t) <= 5), terms[0] if terms else ""),
        event=next((name for name in events if len(name) > SHORTEST), ""),
        person=min((p.name for p in knowledge.people.values()), key=len, default=""),
        year=_busiest_year(knowledge),
    )


def choose_coming(knowledge: KnowledgeBase, today: date) -> Examples:
    """Choose names for examples of what is still ahead on a day."""
    begins = today + ENOUGH
    ahead = [event for event in knowledge.events.values() if event.when.first > begins]
    short = [event for event in ahead if SHORTEST < len(event.brief) <= LONGEST] or ahead
    first = min(short, key=lambda event: event.when.first, default=None)
    return replace(choose_examples(knowledge), coming=first.brief if first else "")


def _busiest_year(knowledge: KnowledgeBase) -> str:
    years = Counter(event.when.first.year for event in knowledge.events.values())
    return str(max(years, key=lambda year: years[year])) if years else ""
