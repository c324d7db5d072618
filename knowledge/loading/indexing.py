"""Putting every name of a pack into the index, from words to entries."""

from __future__ import annotations

import re
from collections.abc import Collection

from knowledge.loading.draft import Draft
from knowledge.model import (
    AmbiguousName,
    Event,
    Named,
    Party,
    Person,
    Source,
    Term,
    Topic,
    Translation,
)
from knowledge.names.everyday import everyday_words
from knowledge.names.filler import ENGLISH
from knowledge.names.index import Index, Kind, Ref
from knowledge.names.normal import normalise, state_aliases


def index_of(draft: Draft) -> Index:
    """Make the index of a pack's names."""
    index = Index()
    _fill(index, draft)
    return index


def _fill(index: Index, draft: Draft) -> None:
    """Put every name into the index; names that data gives to several states come to ask back."""
    ambiguous = draft.entries(AmbiguousName)
    for entry in ambiguous:
        index.add(entry.name, [Ref("party", party) for party in entry.parties])
    taken = {normalise(entry.name) for entry in ambiguous}
    # What the editors call a party by in their room comes before another's ISO code: AG.
    written = {
        normalise(name): party.id
        for party in draft.entries(Party)
        for name in (party.short, *party.aliases)
    }
    for party in draft.entries(Party):
        others = {key for key, owner in written.items() if owner != party.id and len(key) < 4}
        _add_party(index, party, taken | others)
    _add_named(index, draft)
    _add_wordings(index, draft)
    _add_translations(index, draft)
    _add_plurals(index, draft)


def _add_plurals(index: Index, draft: Draft) -> None:
    """Let topics and terms be asked for in the plural where no spelling leads to it: "opt-outs".

    What is already a name, and an everyday word of another sort, stays what it is.
    """
    everyday = everyday_words()
    named: list[tuple[Ref, tuple[str, ...]]] = [
        *((Ref("topic", t.id), (t.name, t.short, *t.words)) for t in draft.entries(Topic)),
        *((Ref("term", t.id), (t.name, t.short, *t.aliases)) for t in draft.entries(Term)),
    ]
    for ref, names in named:
        for name in names:
            many = _plural_of(normalise(name))
            if many and many not in index.names and many not in everyday and many not in ENGLISH:
                index.add_folded(many, name, [ref])


def _plural_of(name: str) -> str:
    """Write a folded name in the plural where its last word is too short to be mended, or in -y."""
    last = name.split(" ")[-1]
    if (
        not (last.isascii() and last.isalpha())
        or len(last) < SHORT_WORD
        or last in ENGLISH - _SHORT
    ):
        return ""
    if last.endswith("y") and last[-2] not in "aeiou":
        return f"{name[:-1]}ies"
    # Of several words the plural is better known than two names that stand in it.
    counts = len(last) == SHORT_WORD or " " in name
    return f"{name}s" if counts and not last.endswith("s") else ""


SHORT_WORD = 3  # letters of a word in which no error is forgiven
_SHORT = frozenset("out up in off".split())  # of "opt-out", "buy-in"


def _add_party(index: Index, party: Party, taken: Collection[str]) -> None:
    names = [party.name, party.short, *party.aliases, party.id.replace("-", " ")]
    if party.code:
        names += state_aliases(party.code)
    refs = [Ref("party", party.id)]
    for name in names:
        key = normalise(name)
        if key in taken:
            continue
        index.add_folded(key, name, refs)
        # "Bosnia Herzegovina", "Democratic Republic of Congo"
        bare = key.replace(" the ", " ").replace(" and ", " ")
        if bare != key:
            index.add_folded(bare, name, refs)


_NAMED: tuple[tuple[Kind, type[Named]], ...] = (
    ("topic", Topic),
    ("term", Term),
    ("event", Event),
    ("person", Person),
    ("source", Source),
)


def _add_named(index: Index, draft: Draft) -> None:
    for kind, model in _NAMED:
        for entry in draft.entries(model):
            others = entry.words if isinstance(entry, Topic) else entry.aliases
            for name in (entry.name, entry.short, *others, entry.id.replace("-", " ")):
                index.add(name, [Ref(kind, entry.id)])
                if _POSSESSIVE.search(name):  # "IOMs role": in three letters no error is forgiven
                    index.add(_POSSESSIVE.sub("s", name), [Ref(kind, entry.id)])
                if _SHORT_ARTICLE.match(name):
                    index.add(_SHORT_ARTICLE.sub("article ", name), [Ref(kind, entry.id)])
                if kind == "source" and len(name.split()) <= SHORT_NAME:
                    for word in _DOCUMENTS:
                        index.add(f"{name} {word}", [Ref(kind, entry.id)])
    _add_last_names(index, draft)
    _add_given_names(index, draft)


_SHORT_ARTICLE = re.compile(r"art\.?\s*(?=\d)", re.IGNORECASE)  # as a question writes it out
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
# What people call a document besides by its name: "the roundtable 3 report".
_DOCUMENTS = ("report", "paper", "article", "document", "notes", "record")
SHORT_NAME = 3  # words of a name to which they add that


def _add_last_names(index: Index, draft: Draft) -> None:
    """Let people be asked for by their last names, where one person alone has it."""
    for name, person in _called_alone(draft, last=True):
        if name not in index.names:
            index.add(person.name.split()[-1], [Ref("person", person.id)])


def _add_given_names(index: Index, draft: Draft) -> None:
    """Let people be asked for as those do who know them: "Louise", where one alone is called so."""
    for name, person in _called_alone(draft, last=False):
        given, *others = person.name.split()
        if others and name not in index.names and name not in everyday_words():
            refs = index.names.get(normalise(others[-1]), ()) or (Ref("person", person.id),)
            index.add(given, refs)


def _called_alone(draft: Draft, *, last: bool) -> list[tuple[str, Person]]:
    """List the last or the given names, folded, that one person alone has, with whose they are."""
    owners: dict[str, list[Person]] = {}
    for person in draft.entries(Person):
        if person.kind == "person":
            name = normalise(person.name).split()[-1 if last else 0]
            owners.setdefault(name, []).append(person)
    alone = ((name, people[0]) for name, people in owners.items() if len(people) == 1)
    return [(name, person) for name, person in alone if len(name) >= LAST_NAME]


LAST_NAME = 4  # letters, of a given one as well; a shorter one is too like a word


def _add_wordings(index: Index, draft: Draft) -> None:
    """Let what a term stands for, and what is misprinted for it, lead to it as well."""
    for term in draft.entries(Term):
        meanings = [sense.means for sense in term.senses]
        misprints = [misprint.printed for misprint in term.misprints]
        for name in (*meanings, *misprints):
            index.add(name, [Ref("term", term.id)])
    for term in draft.entries(Term):
        for sense in term.senses:
            first, _, rest = sense.means.partition(" ")
            short = len(rest.split()) < LEAST_LEFT or normalise(rest) in index.names
            if not short and first.isalpha() and normalise(rest).split()[0] not in ENGLISH:
                index.add(rest, [Ref("term", term.id)])  # "refugee response framework"


LEAST_LEFT = 3  # words of a long name of which people leave out the first


_TRANSLATED: tuple[Kind, ...] = ("party", "topic", "term")


def _add_translations(index: Index, draft: Draft) -> None:
    for translation in draft.entries(Translation):
        refs = [Ref(kind, i) for kind in _TRANSLATED if (i := getattr(translation, kind))]
        for _, _, name in translation.names():
            index.add(name, refs)
