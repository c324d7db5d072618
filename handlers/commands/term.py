"""term T"""

from __future__ import annotations

from handlers.answers.answer import Answer, Choice, Line, Note, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_term
from handlers.questions.lookup import look_up
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.names.normal import normalise


def explain_term(request: Request, services: Services) -> Answer:
    """Explain a term or abbreviation, all its senses; a misprint leads to the right one."""
    terms = services.knowledge.terms
    if not request.words:
        return _list_all(request, services)
    found = look_up(request, services, "term", "term", "term", lambda key: terms[key].name)
    if found.unclear:
        return found.unclear
    chosen = [terms[key] for key in found.ids]
    notes = list(found.notes)
    asked = normalise(request.words)
    for term in chosen:
        for misprint in term.misprints:
            # A capital or two out of place is no misprint to a person who types.
            if normalise(misprint.printed) == asked and asked != normalise(term.name):
                source = services.knowledge.sources[misprint.source].brief
                text = f"“{misprint.printed}” is a misprint in {source} for {term.name}."
                notes.append(Note("misprint", text))
    senses = sum(len(term.senses) for term in chosen)
    lead = f"{senses} senses; the sources use it in each." if senses > 1 == len(chosen) else ""
    items = tuple(entry for term in chosen for entry in show_term(services, term))
    see = dict.fromkeys(key for term in chosen for key in term.see if key not in found.ids)
    answer = Answer(
        query=request.text,
        command="term",
        title=", ".join(term.name for term in chosen[:5]),
        lead=lead,
        sections=(Section(items=items),),
        choices=tuple(Choice(terms[key].name, f"term {terms[key].name}") for key in see),
        notes=tuple(dict.fromkeys(notes)),
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _list_all(request: Request, services: Services) -> Answer:
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
        choices=(Choice("For example", "term GCM"),),
        page=request.page,
    )


COMMAND = Command(
    name="term",
    usage="[TERM]",
    summary="What a term or abbreviation means, all its senses.",
    examples=("term GCM", "term SRSR", "term firewall"),
    handler=explain_term,
    aliases=("terms", "define", "glossary", "abbr"),
    rank=45,
)
