"""proposal WORDS"""

from __future__ import annotations

from collections.abc import Iterable

from handlers.answers.answer import Answer, Choice, Note, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_proposal
from handlers.questions.lookup import find_text
from handlers.registry import Command
from handlers.request import Request, Services
from knowledge.finding.search import parse_query
from knowledge.model import Proposal
from knowledge.names.index import Ref
from knowledge.names.normal import normalise

MOST = 60


def find_proposals(request: Request, services: Services) -> Answer:
    """Find proposals by words, author, party or topic; without words, list them all."""
    if not request.words:
        return _list_all(request, services)
    chosen, notes = _choose(request.words, services)
    lead = ""
    choices: list[Choice] = []
    if not chosen:
        lead = f"No proposal on record has “{request.words}”."
        notes = (Note("no-proposal", lead),)
        choices = [
            Choice("Search everywhere", f"search {request.words}"),
            Choice("All proposals", "proposal"),
        ]
    items = tuple(show_proposal(services, proposal) for proposal in chosen)
    answer = Answer(
        query=request.text,
        command="proposal",
        title=f"Proposals: {request.words}" + (f" ({len(items)})" if items else ""),
        lead=lead,
        sections=(Section(items=items),) if items else (),
        choices=tuple(choices),
        notes=notes,
        page=request.page,
    )
    return tell_missing_documents(services, answer)


def _choose(words: str, services: Services) -> tuple[list[Proposal], tuple[Note, ...]]:
    """Choose by name first, then by the words of titles, then by those of the texts."""
    proposals = services.knowledge.proposals
    reading = services.knowledge.index.read(words)
    refs: set[Ref] = set()
    if reading.matches and not reading.unknown:
        refs = {ref for match in reading.matches for ref in match.refs}
    family = {
        each
        for ref in refs
        if ref.kind == "topic"
        for each in services.knowledge.topic_family(ref.id)
    }
    parties = {ref.id for ref in refs if ref.kind == "party"}
    by_author = [p for p in proposals.values() if p.party in parties]
    about = [p for p in proposals.values() if p.topics[0] in family]
    hits, loose = find_text(services, parse_query(f"{words} kind:proposal"), MOST)
    found = [proposals[hit.entry.id] for hit in hits]
    sought = normalise(words)
    titled = [p for p in found if f" {sought} " in f" {normalise(p.title)} "]
    # The shorter a title around the words, the nearer it is to them.
    titled.sort(key=lambda p: len(p.title))
    if parties and family:
        both = [p for p in by_author if p in about]
        return _once([*titled, *both, *found, *about]), ()
    if parties:
        return _once([*by_author, *found]), ()
    if loose and about:
        return _once(about), ()
    notes: tuple[Note, ...] = ()
    if loose:
        text = f"No proposal has all the words of “{words}”; these have some of them."
        notes = (Note("loose", text),)
    return _once([*titled, *found, *about]), notes


def _once(proposals: Iterable[Proposal]) -> list[Proposal]:
    return list({proposal.id: proposal for proposal in proposals}.values())


def _list_all(request: Request, services: Services) -> Answer:
    """List every proposal in a line, by the document that has it."""
    knowledge = services.knowledge
    by_source: dict[str, list[Proposal]] = {}
    for proposal in knowledge.proposals.values():
        by_source.setdefault(proposal.citations[0].source, []).append(proposal)
    sections = tuple(
        Section(
            title=f"{knowledge.sources[source].brief} ({len(found)})",
            items=tuple(show_proposal(services, proposal) for proposal in found),
            brief=True,
        )
        for source, found in by_source.items()
    )
    counts = ", ".join(
        f"{len(found)} in {knowledge.sources[source].brief}" for source, found in by_source.items()
    )
    return Answer(
        query=request.text,
        command="proposal",
        title=f"Proposals ({len(knowledge.proposals)})",
        lead=f"{counts}. Words, an author, a party or a topic narrow it." if counts else "",
        sections=sections,
        choices=tuple(Choice(example, example) for example in COMMAND.examples),
        page=request.page,
    )


COMMAND = Command(
    name="proposal",
    usage="[WORDS]",
    summary="What was proposed, by whom, to whom, and by when.",
    examples=("proposal financing facility", "proposal Genina", "proposal peer review"),
    handler=find_proposals,
    aliases=("proposals", "propose"),
    rank=58,
)
