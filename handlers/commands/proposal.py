"""proposal WORDS"""

from __future__ import annotations

from collections.abc import Iterable

from handlers.answers.answer import Answer, Choice, Note, Section
from handlers.answers.citing import tell_missing_documents
from handlers.answers.entries import show_proposal
from handlers.answers.examples import choose_examples
from handlers.questions.lookup import find_text
from handlers.questions.papers import find_in_series
from handlers.questions.question import Question
from handlers.questions.searching import content_words, sources_meant
from handlers.registry import Command
from handlers.request import Services
from knowledge.finding.search import query_of_kind
from knowledge.model import Proposal
from knowledge.names.normal import normalise

MOST = 60  # that are looked at by their words; worse ones are not what was meant


def find_proposals(request: Question, services: Services) -> Answer:
    """Find proposals by words, author, party or topic; without words, list them all."""
    if not request.words:
        return _list_all(request, services)
    words = request.words
    if request.certainty != "named":
        named = [services.knowledge.parties[key].brief for key in request.parties]
        words = " ".join((*named, *content_words(request, services.knowledge, topics=True)))
    chosen, notes = _choose(words, services)
    numbered = find_in_series(request.words, services.knowledge.proposals.values())
    chosen = _once([*numbered, *chosen]) if numbered else chosen
    sources = sources_meant(request, services.knowledge)
    if request.certainty != "named" and sources:
        sought = services.evidence.find(
            words.split(), sources=sources, kinds=("proposal",), limit=MOST
        )
        within = [services.knowledge.proposals[each.entry.id] for each in sought]
        within = _once([*numbered, *within])
        chosen, notes = within or chosen, () if within else notes
    lead = ""
    choices: list[Choice] = []
    if not chosen:
        lead = f"No proposal on record has “{words}”."
        notes = (Note("no-proposal", lead),)
        choices = [
            Choice("Search everywhere", f"search {words}"),
            Choice("All proposals", "proposal"),
        ]
    items = tuple(show_proposal(services, proposal) for proposal in chosen)
    answer = Answer(
        query=request.text,
        command="proposal",
        title=f"Proposals: {words}" + (f" ({len(items)})" if items else ""),
        lead=lead,
        sections=(Section(items=items, brief=len(items) > FEW),) if items else (),
        choices=tuple(choices),
        notes=notes,
        page=request.page,
    )
    return tell_missing_documents(services, answer)


FEW = 2  # proposals that are told in full; of more, a line each


def _choose(words: str, services: Services) -> tuple[list[Proposal], tuple[Note, ...]]:
    """Choose by name first, then by the words of titles, then by those of the texts."""
    proposals = services.knowledge.proposals
    parties, topics = _read_names(words, services)
    by_author = [p for p in proposals.values() if p.party in parties]
    about = [p for p in proposals.values() if p.topics[0] in topics]
    hits, loose = find_text(services, query_of_kind(words, "proposal"), MOST)
    found = [proposals[hit.entry.id] for hit in hits]
    titled = _with_title(words, found)
    if parties and topics:
        both = [p for p in by_author if p in about]
        return _once([*titled, *both, *found, *about]), ()
    if parties:
        return _once([*by_author, *found]), ()
    if not loose:
        return _once([*titled, *found, *about]), ()
    if about:
        return _once(about), ()
    text = f"No proposal has all the words of “{words}”; these have some of them."
    return _once([*titled, *found]), (Note("loose", text),)


def _read_names(words: str, services: Services) -> tuple[set[str], set[str]]:
    """Give the parties and the topics, with those below, where the words are names alone."""
    reading = services.knowledge.index.read(words)
    parties: set[str] = set()
    topics: set[str] = set()
    if reading.unknown:
        return parties, topics
    for ref in (ref for match in reading.matches for ref in match.refs):
        if ref.kind == "party":
            parties.add(ref.id)
        elif ref.kind == "topic":
            topics.update(services.knowledge.topic_family(ref.id))
    return parties, topics


def _with_title(words: str, found: Iterable[Proposal]) -> list[Proposal]:
    """Choose those whose title has the words; the shorter it is, the nearer it is to them."""
    sought = f" {normalise(words)} "
    titled = [p for p in found if sought in f" {normalise(p.title)} "]
    return sorted(titled, key=lambda p: len(p.title))


def _once(proposals: Iterable[Proposal]) -> list[Proposal]:
    return list({proposal.id: proposal for proposal in proposals}.values())


def _list_all(request: Question, services: Services) -> Answer:
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
        choices=choose_examples(services.knowledge).as_choices("proposal {topic}"),
        page=request.page,
    )


COMMAND = Command(
    name="proposal",
    usage="[WORDS]",
    summary="What was proposed, by whom, to whom, and by when.",
    examples=("proposal {topic}", "proposal"),
    handler=find_proposals,
    aliases=("proposals", "propose"),
    rank=58,
)
