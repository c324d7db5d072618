"""term T"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.answers.answer import Answer, Choice, Entry, Line, Note, Section
from handlers.answers.board import board_of
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_person, show_term
from handlers.answers.examples import choose_examples
from handlers.answers.found import found_section
from handlers.answers.groupings import find_groupings
from handlers.answers.record import in_documents
from handlers.questions.entities import notes_on
from handlers.questions.question import Question
from handlers.questions.searching import content_words, is_code, look_for
from handlers.registry import Command
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.finding.evidence import Evidence
from knowledge.model import Sense, Term, Topic
from knowledge.names.normal import normalise
from knowledge.names.reading import Ref


def explain_term(question: Question, services: Services) -> Answer:
    """Explain a term or abbreviation, all its senses; a misprint leads to the right one."""
    knowledge, terms = services.knowledge, services.knowledge.terms
    if not question.words:
        return _list_all(question, services)
    chosen = [terms[key] for key in question.terms] or _called_as_topics(question, services)
    notes: list[Note] = list(notes_on(question, knowledge))
    for term in chosen:
        notes += _misprints(question, services, term)
    sections = [
        Section(items=tuple(entry for term in chosen for entry in _show(services, term, question)))
    ]
    if len(chosen) > 1:
        lines = tuple(Line(_spell_senses(term), term.name) for term in chosen)
        sections.insert(0, Section(items=lines))
    topics = [knowledge.topics[key] for key in question.topics]
    if not chosen:
        sections = []
    if topics and question.certainty != "named":
        sections += [each for topic in topics for each in _stances_on(knowledge, topic)]
    choices = [Choice(f"Who said what on {t.brief}", f"position {t.name}") for t in topics]
    spoken = [knowledge.parties[key] for key in question.parties if not chosen]
    choices += [Choice(f"What {p.brief} said", f"position {p.brief}") for p in spoken]
    if not chosen:
        sections, more = _elsewhere(question, services, sections)
        notes += more
    senses = sum(len(term.senses) for term in chosen)
    lead = f"{senses} senses; the sources use it in each." if senses > 1 == len(chosen) else ""
    if not chosen:
        lead = " ".join([*map(_describe, topics), *_lead_of(notes)])
    if not (chosen or sections or topics or spoken):
        choices.append(Choice("All terms", "term"))
    see = dict.fromkeys(key for term in chosen for key in term.see if key not in question.terms)
    choices += [Choice(terms[key].name, f"term {terms[key].name}") for key in see]
    names = [term.name for term in chosen[:5]] or [topic.name for topic in topics]
    answer = Answer(
        query=question.text,
        command="term",
        title=_title(names, sections) or f"“{question.words}”",
        lead=lead,
        sections=tuple(sections),
        choices=tuple(choices),
        notes=tuple(dict.fromkeys(notes)),
        page=question.page,
    )
    return tell_missing_documents(services, answer)


def _title(names: Sequence[str], sections: Sequence[Section]) -> str:
    """Name the terms; one that has one sense with what it stands for, which is then told once."""
    told = [item for section in sections for item in section.items if isinstance(item, Entry)]
    if len(names) == len(told) == 1 and told[0].name.startswith(f"{names[0]}: "):
        return told[0].name
    return ", ".join(names)


def _show(services: Services, term: Term, question: Question) -> list[Entry]:
    """Show a term's senses, first those of a party or a document that is asked of.

    "What does South Africa mean by complementarity", "in the DESA report".
    """
    senses = zip(term.senses, show_term(services, term), strict=True)
    asked = set(question.sources)
    parties = [services.knowledge.parties[key] for key in question.parties]

    def order(each: tuple[Sense, Entry]) -> tuple[bool, bool]:
        cited = each[0].citations
        own = any(party.brief in each[0].definition for party in parties)
        return not own, asked.isdisjoint(citation.source for citation in cited)

    return [entry for _, entry in sorted(senses, key=order)]


def _called_as_topics(question: Question, services: Services) -> list[Term]:
    """Give the terms that are called as the topics that a line names, misspelt ones too."""
    names = services.knowledge.index.names
    keys = (
        ref.id
        for naming in question.named
        if naming.ref.kind == "topic"
        for ref in names.get(normalise(naming.name), ())
        if ref.kind == "term"
    )
    return [services.knowledge.terms[key] for key in dict.fromkeys(keys)]


def _spell_senses(term: Term) -> str:
    return "; or ".join(dict.fromkeys(sense.means for sense in term.senses if sense.means))


def _describe(topic: Topic) -> str:
    return topic.description or f"On {topic.proposition}."


def _lead_of(notes: Sequence[Note]) -> list[str]:
    return [note.text for note in notes if note.kind in ("nothing-found", "loose")]


def _misprints(question: Question, services: Services, term: Term) -> list[Note]:
    """Say which words of the question are a misprint of a term in its source."""
    notes: list[Note] = []
    typed = {normalise(n.words) for n in question.named if n.ref == Ref("term", term.id)}
    for misprint in term.misprints:
        # A capital or two out of place is no misprint to a person who types.
        if normalise(misprint.printed) in typed and normalise(term.name) not in typed:
            source = services.knowledge.sources[misprint.source].brief
            text = f"“{misprint.printed}” is a misprint in {source} for {term.name}."
            notes.append(Note("misprint", text))
    return notes


def _elsewhere(
    question: Question, services: Services, sections: list[Section]
) -> tuple[list[Section], list[Note]]:
    """Explain by people, parties and passages what is no term."""
    people = [services.knowledge.people[key] for key in question.people]
    if people:
        items = tuple(show_person(services, person) for person in people)
        sections.append(Section(items=items))
    if sections:
        return sections, []
    words = content_words(question, services.knowledge, topics=True)
    sought = look_for(question, services, words)
    sought = replace(sought, found=_having_code(question.words, sought.found))
    found = found_section(services, sought.found, sought.words)
    where = in_documents(services.knowledge)
    asked = question.words if question.certainty == "named" else sought.shown
    groups = ", ".join(group.name for group in find_groupings(question.groupings))
    shown = (sought.shown if found else asked) or groups or question.words
    text = f"There is no term “{shown}” {where}."
    if sought.whole:
        text = f"“{sought.shown}” is no entry of the glossary; it is spoken of here:"
    elif found:
        text += " The nearest:"
    kind = "loose" if found else "nothing-found"
    return found, [*sought.notes, Note(kind, text)]


def _having_code(words: str, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Leave out what only has an abbreviation's letters: what SEA means has nothing of a sea."""
    if not is_code(words):
        return tuple(found)
    code = re.compile(rf"(?<!\w){re.escape(words)}s?(?!\w)")
    return tuple(e for e in found if code.search(f"{e.entry.title} {e.entry.text} {e.entry.more}"))


def _stances_on(knowledge: KnowledgeBase, topic: Topic) -> Iterator[Section]:
    """Yield who stands where on the topic that a notion is told under, headed by what it is on."""
    title = f"On {topic.proposition}"
    for section in board_of(knowledge, topic):
        yield replace(section, title=section.title or title, related=True)
        title = ""


def _list_all(request: Question, services: Services) -> Answer:
    letters: dict[str, list[str]] = {}
    for term in sorted(services.knowledge.terms.values(), key=lambda t: normalise(t.name)):
        letters.setdefault(normalise(term.name)[:1].upper(), []).append(term.name)
    items = tuple(Line("; ".join(names), letter) for letter, names in letters.items())
    return Answer(
        query=request.text,
        command="term",
        title=f"Terms and abbreviations ({len(services.knowledge.terms)})",
        lead="Ask for one of them: what it means, and where it stands.",
        sections=(Section(items=items),),
        choices=choose_examples(services.knowledge).as_choices("term {term}"),
        page=request.page,
    )


COMMAND = Command(
    name="term",
    usage="[TERM]",
    summary="What a term or abbreviation means, all its senses.",
    examples=("term {term}", "term"),
    handler=explain_term,
    aliases=("terms", "define", "glossary", "abbr"),
    rank=45,
)
