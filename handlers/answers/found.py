"""What was found by words, shown as an answer: each with who said it and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from handlers.answers.answer import Entry, Item, Section, Statement
from handlers.answers.citing import cite, name_source, state
from handlers.answers.entries import show_event, show_person, show_proposal, show_term
from handlers.request import Services
from knowledge.documents.excerpt import excerpt
from knowledge.finding.evidence import Evidence
from knowledge.finding.search import stems_of
from knowledge.finding.synonyms import kindred
from knowledge.model import Party, Source

WHOLE = 0.72  # of a question's weight: what has less has only some of its words
FEW = 3  # things that are told whole; more have a line each
LEAST = 0.25  # below that it has nothing to do with the question
MOST = 10
TELLING = "telling of"
UNREVIEWED = "not yet reviewed"
PASSAGE = 420  # characters of a found passage


def is_answer(found: Sequence[Evidence]) -> bool:
    """Tell whether the best of what was found has about all that was asked for."""
    return bool(found) and found[0].share >= WHOLE


def has_words(found: Sequence[Evidence]) -> bool:
    """Tell the same of the question's very words, not of others that people use for them."""
    return bool(found) and found[0].literal >= WHOLE


def has_run(each: Evidence, run: str) -> bool:
    """Tell whether its text has some words one after another, as they were typed."""
    return f" {run} " in f" {each.told.folded} "


def has_all(
    each: Evidence, words: Iterable[str], meanings: Mapping[str, str] = MappingProxyType({})
) -> bool:
    """Tell whether its own text has all of some words, and not only how people ask for it.

    Words of several clauses are of several things: who asks that review be voluntary and speaks of
    capacity besides does not ask for a voluntary capacity mechanism.

    Args:
        each: what was found.
        words: folded.
        meanings: what abbreviations among the words stand for: having that is having it.
    """
    own, sought = each.told.own_stems, tuple(words)
    needed = _stems_of_all(sought)
    if needed <= own and any(needed <= clause for clause in each.told.clauses):
        return True
    if not meanings:
        return False
    written = {word for word in sought if word in meanings and each.told.writes_out(meanings[word])}
    rest = tuple(word for word in sought if word not in written)
    return bool(written) and _stems_of_all(rest) <= own


@lru_cache(1024)
def _stems_of_all(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in stems_of(word))


NEARLY = 0.85  # of the share of what has most of a question, in whom is named beside it


def nearest_of(found: Sequence[Evidence], part: float = NEARLY) -> list[Evidence]:
    """Choose what has nearly as much of a question as what has most of it: so great a part."""
    best = max((each.share for each in found), default=0.0)
    return [each for each in found if each.share >= part * best]


def has_kin(each: Evidence, word: str) -> bool:
    """Tell whether its own text has a word that people use for one: "of its own" for "separate"."""
    return any(not kindred(stem).isdisjoint(each.told.own_stems) for stem in stems_of(word))


def fitting(found: Iterable[Evidence], most: int = MOST) -> list[Evidence]:
    """Leave out what has too little of the question, and what fits far less than the best."""
    kept = [each for each in found if each.share >= LEAST]
    best = kept[0].share if kept else 0.0
    return [each for each in kept if each.share >= 0.6 * best][:most]


def show_found(
    services: Services, found: Sequence[Evidence], words: Sequence[str]
) -> tuple[Item, ...]:
    """Show what was found, each thing once.

    Args:
        services: the pack and the documents.
        found: best first.
        words: that were looked for.
    """
    items = _show_once(services, found, words)
    if all(each.entry.kind != "passage" for each in found):
        return items
    said = {each.entry.id: each for each in found if each.entry.kind == "position"}
    stated = _show_once(services, [_as_stated(services, each, said) for each in found], words)
    # Of many each is told in a line, in which a statement says more than its passage.
    return stated if len(stated) > FEW else items


def _show_once(
    services: Services, found: Sequence[Evidence], words: Sequence[str]
) -> tuple[Item, ...]:
    about = " ".join(words)
    items: list[Item] = []
    shown: set[tuple[str, str]] = set()
    for each in found:
        if each.entry.kind == "passage" and _is_shown(services, each, shown):
            continue
        key = (each.entry.kind, f"{each.entry.source}{each.entry.id}")
        if key not in shown:
            shown.add(key)
            items += _show(services, each, about)
    return tuple(items)


def _as_stated(services: Services, each: Evidence, said: Mapping[str, Evidence]) -> Evidence:
    """Give for a passage of the floor the statement that says it with as many of the words."""
    if each.entry.kind != "passage" or not services.knowledge.sources[each.entry.source].spoken:
        return each
    citing = services.evidence.citing(each.entry.source, each.entry.id)
    stated = [said[key] for key in citing if key in said and said[key].literal >= each.literal]
    return stated[0] if stated else each


def _is_shown(services: Services, each: Evidence, shown: set[tuple[str, str]]) -> bool:
    """Tell whether a passage stands under a position that is shown already."""
    citing = services.evidence.citing(each.entry.source, each.entry.id)
    floor = services.knowledge.sources[each.entry.source].spoken
    return floor and any(("position", key) in shown for key in citing)


def _show(services: Services, each: Evidence, about: str) -> list[Item]:
    knowledge, entry = services.knowledge, each.entry
    match entry.kind:
        case "position":
            return [state(services, knowledge.position(entry.id), about)]
        case "event":
            return [show_event(services, knowledge.events[entry.id])]
        case "term":
            senses = show_term(services, knowledge.terms[entry.id])
            words = about.split()
            weigh = services.evidence.weigh_text
            ranked = sorted(senses, key=lambda each: -weigh(words, f"{each.name} {each.text}"))
            return list(ranked)
        case "person":
            return [show_person(services, knowledge.people[entry.id])]
        case "proposal":
            return [show_proposal(services, knowledge.proposals[entry.id])]
        case _:
            return [show_passage(services, entry.source, entry.id, about)]


def show_passage(services: Services, source: str, locator: str, about: str) -> Item:
    """Show a passage as its document has it, headed by whose it is.

    Args:
        services: the pack and the documents.
        source: id of the document.
        locator: of the single passage.
        about: the words that it was found by.
    """
    text = excerpt(services.library.quote(source, (locator,))[0], about, PASSAGE, lists=True)
    cited = cite(services, source, (locator,), about)
    unreviewed = services.evidence.is_unreviewed(source, locator)
    place = tell_place(services, source, locator, cited.place)
    return Entry(
        kind="hits",
        id=locator,
        name=name_speakers(services, source, locator),
        text=f"“{text}”",
        facts=((name_source(services.knowledge, source), place),),
        data={
            "kind": "passage",
            "id": locator,
            "name": cited.place,
            "line": text,
            "marks": [],
            "source": cited.source_name,
            "locator": locator,
            "reviewed": not unreviewed,
        },
    )


def tell_place(services: Services, source: str, locator: str, place: str) -> str:
    """Say where a passage stands, and whether nobody has reviewed it."""
    unreviewed = services.evidence.is_unreviewed(source, locator)
    return f"{place}, {UNREVIEWED}" if unreviewed else place


def name_speakers(services: Services, source: str, locator: str) -> str:
    """Name whose words a passage is: the speaker, the author, or those whose remarks it tells."""
    knowledge = services.knowledge
    document = knowledge.sources[source]
    if document.spoken:
        citing = services.evidence.citing(source, locator)
        position = knowledge.position(citing[0]) if citing else None
        speaker: Party = knowledge.parties[locator.split(" ")[0]]
        if position is not None and position.on_behalf_of:
            group = knowledge.parties[position.on_behalf_of]
            return f"{speaker.brief} for the {group.name}"
        if position is None:
            return speaker.brief + _spoken_for(services, document, locator)
        return speaker.brief
    told = dict.fromkeys(
        knowledge.parties[knowledge.position(key).party].brief
        for key in services.evidence.citing(source, locator)
    )
    tellings = services.library.documents[source].told.get(locator, ())
    told |= dict.fromkeys(
        knowledge.parties[telling.speaker].brief for telling in tellings if telling.speaker
    )
    names = ", ".join(list(told)[:4]) + (" …" if len(told) > 4 else "")
    return (
        f"{document.brief} ({TELLING} {names})"
        if names
        else f"{document.brief} ({document.author})"
    )


def _spoken_for(services: Services, source: Source, locator: str) -> str:
    """Say for which group a passage that no entry cites was spoken."""
    document = services.library.documents[source.id]
    printed = document.attributions.get(locator.rsplit(".", 1)[0], "")
    group = services.knowledge.parties.get(source.attributions.get(printed, ""))
    return f" for the {group.name}" if group else ""


def found_section(
    services: Services, found: Sequence[Evidence], words: Sequence[str], title: str = ""
) -> list[Section]:
    """Draw up what was found as a section, or none."""
    items = show_found(services, found, words)
    if not items:
        return []
    voice = _only_voice(items)
    if voice is None:
        return [Section(title=title, items=items, named=True)]
    # Said once, and not at the head of each line.
    name, person = voice
    lead = f"Voiced by {person}." if person else ""
    return [Section(title=title or name, lead=lead, items=items, by="topic")]


def _only_voice(items: Sequence[Item]) -> tuple[str, str] | None:
    """Give whose and in which person's mouth all of several statements are, or None."""
    voices = {
        (item.party_name, item.voiced_by)
        if isinstance(item, Statement) and not item.on_behalf_of
        else None
        for item in items
    }
    return voices.pop() if len(items) > 1 and len(voices) == 1 else None


def is_of_glossary(item: Item) -> bool:
    """Tell whether what is shown explains a term, and is nobody's words."""
    return isinstance(item, Entry) and item.kind == "terms"


def speakers_of(items: Iterable[Item]) -> list[str]:
    """Name who speaks in what is shown, each once; who is told of only where nobody speaks."""
    names: list[str] = []
    documents: list[str] = []
    for item in items:
        if isinstance(item, Statement):
            name = item.party_name
            if item.on_behalf_of_name:
                name = f"{item.on_behalf_of_name} ({item.party_name})"
            names.append(name)
        elif isinstance(item, Entry) and item.kind == "hits":
            (documents if TELLING in item.name else names).append(item.name)
    return list(dict.fromkeys(names or documents))
