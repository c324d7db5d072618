"""What the documents have that no editor has reviewed: apart from entries, stances and counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from handlers.answers.answer import Line, Section
from handlers.answers.citing import cite
from handlers.answers.found import name_speakers, show_passage
from handlers.request import Services
from knowledge.finding.search import stems_of
from knowledge.model import Party, Uncoded
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise

MOST = 8
NAMED = 0.95  # of a party's name that has to stand in a passage
TITLE = "Not yet reviewed"
_ASKS = re.compile(r"\?|\b(?:ask|asks|asked|question|questions|queries|wonders)\b", re.IGNORECASE)
_LEAD = "Read from the documents by the program: no editor has checked or coded it."
_DRAFTED = "Drafts that no editor has coded; their documents are not at hand as they were."


def unreviewed_section(
    services: Services,
    parties: Collection[str],
    topics: Collection[str],
    about: str = "",
    *,
    asks: bool = False,
) -> list[Section]:
    """Show what nobody has reviewed, each with who said it and where.

    Args:
        services: the pack and the documents.
        parties: in whose words, any of them; () for anybody's.
        topics: whose words stand in it, any of them; () for all.
        about: the words that are asked for, by which long passages are cut.
        asks: whether it is asked what somebody asked, so that questions come first.

    Returns:
        Sections beside the answer: what stands in the documents at hand, and where drafts are from
        documents that are not.
    """
    sections: list[Section] = []
    found = services.evidence.unreviewed(parties, topics)
    if asks:
        found.sort(key=lambda each: not _ASKS.search(each.text))
    if found:
        items = tuple(show_passage(services, each.source, each.id, about) for each in found[:MOST])
        title = f"{TITLE} ({_count(len(found))})"
        sections.append(Section(title=title, lead=_LEAD, items=items, related=True))
    drafts = _drafts(services, parties, topics)
    if drafts:
        lines = tuple(
            Line(cite(services, each.source, each.locators).place, _name_voice(services, each))
            for each in drafts[:MOST]
        )
        title = f"{TITLE}, passages not at hand ({_count(len(drafts))})"
        sections.append(Section(title=title, lead=_DRAFTED, items=lines, related=True))
    return sections


def other_section(
    services: Services, party: str, topics: Collection[str], about: str = ""
) -> list[Section]:
    """Show a party's words that nobody has reviewed and that have no word of some topics.

    They may well be on them in words of the speaker's own: "2/3 or 3/4 not an issue for us". What
    has parts of the topics' names, or words of what they propose, comes first.
    """
    known = [services.knowledge.topics[key] for key in topics]
    named = " ".join(f"{t.name} {t.proposition} {' '.join(t.words)}" for t in known)
    words = [word for word in normalise(named).split() if word not in FILLER]
    weigh = services.evidence.weigh_text
    told = {(e.source, e.id) for e in services.evidence.unreviewed((party,), topics)}
    every = services.evidence.unreviewed((party,), ())
    others = [each for each in every if (each.source, each.id) not in told]
    if not others:
        return []
    others.sort(key=lambda each: -weigh(words, each.text))
    items = tuple(show_passage(services, each.source, each.id, about) for each in others[:MOST])
    title = f"{TITLE}, on this in other words or on other matters ({_count(len(others))})"
    lead = "" if told else _LEAD
    return [Section(title=title, lead=lead, items=items, related=True)]


def name_unreviewed(
    services: Services, topics: Collection[str], verbs: Sequence[str] = ()
) -> list[Section]:
    """Name those in whose words topics stand that nobody has reviewed: no count has them.

    Args:
        services: the pack and the documents.
        topics: whose words stand there, any of them.
        verbs: folded; whose words have one of them comes first.
    """
    found = services.evidence.unreviewed((), topics)
    stems = {stem for verb in verbs for stem in stems_of(verb)}
    having = [each for each in found if not stems.isdisjoint(stems_of(each.text))]
    first = dict.fromkeys(name_speakers(services, each.source, each.id) for each in having)
    names = [name_speakers(services, each.source, each.id) for each in found]
    names += [_name_voice(services, each) for each in _drafts(services, (), topics)]
    rest = [name for name in dict.fromkeys(names) if name not in first]
    lines: list[Line] = []
    if first:
        title = f"{TITLE}, with “{' '.join(verbs)}” in it ({len(first)})"
        lines.append(Line(f"{', '.join(first)}; in no count", title))
    if rest:
        title = f"{TITLE}, others ({len(rest)})" if first else f"{TITLE} ({len(rest)})"
        lines.append(Line(f"{', '.join(rest)}; in no count", title))
    return [Section(items=tuple(lines))] if lines else []


def naming_section(services: Services, party: Party) -> list[Section]:
    """Show in which words that nobody has reviewed others name a party: they may side with it."""
    words = normalise(party.brief).split()
    naming = [
        each.entry
        for each in services.evidence.find(words, kinds=("passage",), limit=MOST)
        if each.literal >= NAMED and each.entry.waiting and party.id not in each.entry.waiting
    ]
    if not naming:
        return []
    about = " ".join(words)
    items = tuple(show_passage(services, each.source, each.id, about) for each in naming)
    title = f"{TITLE}, with “{party.brief}” in it ({len(naming)})"
    return [Section(title=title, lead=_LEAD, items=items, related=True)]


def count_unreviewed(services: Services, parties: Collection[str], topics: Collection[str]) -> int:
    """Count the passages of parties on topics that no editor has answered for."""
    waiting = services.evidence.unreviewed(parties, topics)
    return len(waiting) + len(_drafts(services, parties, topics))


def is_unreviewed(services: Services, party: str, topics: Collection[str]) -> bool:
    """Tell whether a party has words on topics that no editor has answered for."""
    return count_unreviewed(services, (party,), topics) > 0


def _drafts(services: Services, parties: Collection[str], topics: Collection[str]) -> list[Uncoded]:
    """List the drafts whose documents are not at hand: their passages are in no full text."""
    return [
        draft
        for draft in services.knowledge.drafts
        if draft.source not in services.library.documents
        and (not parties or draft.party in parties or draft.on_behalf_of in parties)
        and (not topics or draft.topic in topics)
    ]


def _name_voice(services: Services, draft: Uncoded) -> str:
    parties = services.knowledge.parties
    name = parties[draft.party].brief
    if draft.on_behalf_of:
        name += f" for the {parties[draft.on_behalf_of].name}"
    return name


def _count(found: int) -> str:
    return f"{found}" if found <= MOST else f"{MOST} of {found}"
