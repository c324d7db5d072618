"""proposal WORDS"""

from __future__ import annotations

from handlers.answer import Answer, Note, Section
from handlers.citing import tell_missing_documents
from handlers.registry import Command
from handlers.request import Request, Services
from handlers.showing import show_proposal
from knowledge.model import Proposal
from knowledge.search import parse_query


def find_proposals(request: Request, services: Services) -> Answer:
    """Find proposals by words, author, party or topic; without words, list them all."""
    knowledge = services.knowledge
    chosen: list[Proposal] = list(knowledge.proposals.values())
    notes: list[Note] = []
    lead = ""
    if request.words:
        hits = services.text.search(parse_query(f"{request.words} kind:proposal"), 60)
        chosen = [knowledge.proposals[hit.entry.id] for hit in hits]
        reading = knowledge.index.read(request.words)
        if reading.matches and not reading.unknown:
            refs = {ref for match in reading.matches for ref in match.refs}
            family = {
                each
                for ref in refs
                if ref.kind == "topic"
                for each in knowledge.topic_family(ref.id)
            }
            parties = {ref.id for ref in refs if ref.kind == "party"}
            chosen += [
                proposal
                for proposal in knowledge.proposals.values()
                if proposal.party in parties or proposal.topics[0] in family
            ]
        chosen = list({proposal.id: proposal for proposal in chosen}.values())
    if not chosen:
        lead = f"No proposal on record has “{request.words}”."
        notes.append(Note("no-proposal", lead))
    items = tuple(show_proposal(services, proposal) for proposal in chosen)
    answer = Answer(
        query=request.text,
        command="proposal",
        title=f"Proposals: {request.words}" if request.words else "Proposals",
        lead=lead,
        sections=(Section(items=items, brief=not request.words),) if items else (),
        notes=tuple(notes),
        page=request.page,
    )
    return tell_missing_documents(services, answer)


COMMAND = Command(
    name="proposal",
    usage="WORDS",
    summary="What was proposed, by whom, to whom, and by when.",
    examples=("proposal financing facility", "proposal Genina", "proposal peer review"),
    handler=find_proposals,
    aliases=("proposals", "propose"),
    rank=58,
)
