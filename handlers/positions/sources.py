"""A party asked for in a document or at a meeting where it said nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from handlers.positions.draft import Draft
from handlers.positions.words import tell_found
from handlers.questions.searching import look_for, records_meant, voices_of, words_of_parties
from knowledge.finding.search import stems_of
from knowledge.model import Party

LIMIT = 40  # entries of a document that are looked through for a party's name


def is_absent_from_sources(draft: Draft, party: Party) -> bool:
    """Tell whether a party has nothing in the documents that are asked of, nor its groups."""
    sources = records_meant(draft.question, draft.knowledge)
    voices = voices_of(party, draft.knowledge)
    waiting = draft.services.evidence.unreviewed(voices, ())
    if not sources or any(entry.source in sources for entry in waiting):
        return False
    spoken = (p.source in sources for voice in voices for p in draft.knowledge.said_by(voice))
    papers = draft.knowledge.proposed_by(party.id)
    written = (cited.source in sources for paper in papers for cited in paper.citations)
    return not any((*spoken, *written))


def tell_absent(draft: Draft, party: Party) -> None:
    """Say that a party said nothing at the meeting, in the document or the time asked of."""
    # Who said nothing anywhere is told to be silent once, and not here.
    if draft.knowledge.said_by(party.id):
        sources = records_meant(draft.question, draft.knowledge)
        text = f"Nothing by {party.brief} {_where(draft, sources)}."
        draft.silence("no-statement", text)


def tell_named_in_sources(draft: Draft, party: Party, words: Sequence[str]) -> bool:
    """Tell what a document of others says of a party; or that the party said nothing there.

    Args:
        draft: of the answer.
        party: whose name is looked for.
        words: folded content words of the question, beside those that name the documents.

    Returns:
        Whether they name it with what is asked; where not, the silence is told.
    """
    sources = records_meant(draft.question, draft.knowledge)
    recorded = any(position.source in sources for position in draft.knowledge.positions)
    if recorded or not _tell_naming(draft, party, words, sources):
        tell_absent(draft, party)
        return False
    return True


def _tell_naming(
    draft: Draft, party: Party, words: Sequence[str], sources: tuple[str, ...]
) -> bool:
    """Tell what documents have with a party's name in it; and whether they have something."""
    names = words_of_parties(draft.question, (party.id,), draft.services)
    sought = look_for(
        draft.question, draft.services, [*words, *names], sources=sources, limit=LIMIT
    )
    called = frozenset(stem for name in names for stem in stems_of(name))
    naming = tuple(each for each in sought.found if called and called <= each.words)
    if naming:
        draft.subject = ", ".join(draft.knowledge.sources[key].brief for key in sources)
        tell_found(draft, replace(sought, found=naming), "")
    return bool(naming)


def _where(draft: Draft, sources: Collection[str]) -> str:
    """Say where a party has nothing: at the meeting, or in the documents."""
    events = [draft.knowledge.events[key] for key in draft.question.events]
    if events:
        return "is on record at the " + ", ".join(event.brief for event in events)
    named = ", ".join(draft.knowledge.sources[key].brief for key in sources)
    if draft.question.span is not None and not draft.question.sources:
        return f"is on record of that time ({named})"
    return f"stands in {named}"
