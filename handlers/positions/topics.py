"""Who said what on topics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from handlers.answers.answer import Note, Section
from handlers.answers.board import board_of, menu_of_voices, offer_stances
from handlers.answers.citing import state_all
from handlers.answers.entries import show_proposal
from handlers.answers.record import (
    by_party,
    earlier_section,
    mid_sentence,
    sections_by_stance,
    spoken_on,
    spoken_within,
    tell_extent,
)
from handlers.answers.unreviewed import name_unreviewed
from handlers.positions.draft import MAINLY, NEAR, Draft
from handlers.positions.words import tell_found, tell_voiced
from handlers.questions.question import Question
from handlers.questions.searching import (
    content_words,
    look_for,
    names_part,
    said_through,
    sources_meant,
    words_beside_sources,
)
from knowledge.model import Proposal, Topic

AUTHORS = 0.35  # of a score, for one of the paper's author and not of those whom it quotes


def add_topics(draft: Draft, topics: Sequence[Topic]) -> None:
    """Who said what on topics; what has the question's other words first."""
    voiced = said_through(draft.question, draft.knowledge)
    if voiced:
        tell_voiced(draft, voiced)
    narrower = names_part(draft.question, draft.knowledge)
    words = content_words(draft.question, draft.knowledge, topics=narrower)
    sources = sources_meant(draft.question, draft.knowledge)
    a_fact = draft.question.intent == "fact"
    if sources or words or a_fact:
        everything = content_words(draft.question, draft.knowledge, topics=True)
        if sources:
            everything = (
                words_beside_sources(draft.question, draft.knowledge, everything) or everything
            )
        sought = look_for(draft.question, draft.services, everything, sources=sources)
        # What has all of the words comes before what the record has on the topic at large.
        exact = _says_more(draft.question) and sought.in_words
        if sources and not exact:
            _tell_recorded(draft, topics, sources)
        near = bool(sought.found) and (a_fact or sought.found[0].share >= NEAR)
        told = bool(draft.sections)  # by the record itself: words alone add only what has all
        if (sources and not told) or (near and (sought.in_words or not told)):
            tell_found(draft, sought, "")
        if sources and exact:
            _tell_recorded(draft, topics, sources)
    for topic in topics:
        family = draft.knowledge.topic_family(topic.id)
        unreviewed = bool(draft.services.evidence.unreviewed((), family))
        if draft.sections or draft.knowledge.said_within(topic.id) or unreviewed:
            add_topic(draft, topic)
            draft.add_unreviewed((), family)
            continue
        everything = content_words(draft.question, draft.knowledge, topics=True)
        tell_found(draft, look_for(draft.question, draft.services, everything), "")


def _says_more(question: Question) -> bool:
    """Tell whether a question has words of its own, or names a notion, beside topics and papers."""
    others = {n.words for n in question.named if n.ref.kind != "term"}
    notions = any(n.words not in others for n in question.named if n.ref.kind == "term")
    return bool(question.left) or notions


def _tell_recorded(draft: Draft, topics: Sequence[Topic], sources: Collection[str]) -> None:
    """Tell what stands on topics in the documents that are asked of, by their entries."""
    family = draft.knowledge.topic_families(topic.id for topic in topics)
    spoken = [
        p
        for p in draft.knowledge.positions
        if p.source in sources and family.intersection(p.topics)
    ]
    named = {topic.id for topic in topics}
    written = [
        p
        for p in draft.knowledge.proposals.values()
        if any(each.source in sources for each in p.citations) and family.intersection(p.topics)
    ]
    words = content_words(draft.question, draft.knowledge, topics=True)
    words = words_beside_sources(draft.question, draft.knowledge, words) or words
    evidence = draft.services.evidence
    fits = {p.id: max(evidence.weigh_text(words, told) for told in _told_by(p)) for p in written}
    for proposal in written:
        fits[proposal.id] += MAINLY * (proposal.topics[0] in family)
        fits[proposal.id] += AUTHORS * _is_authors(draft, proposal, sources)
    written.sort(key=lambda p: (-fits[p.id], p.topics[0] not in named))
    items = (
        *state_all(draft.services, draft.by_words(spoken)),
        *(show_proposal(draft.services, proposal) for proposal in written),
    )
    if items:
        draft.subject = ", ".join(draft.knowledge.sources[key].brief for key in sources)
        draft.sections.append(Section(items=items, brief=len(items) > 1, named=True))


def _told_by(proposal: Proposal) -> Iterator[str]:
    """Yield a proposal's own words, with each of those by which people ask for it."""
    own = f"{proposal.title} {proposal.summary}"
    yield own
    for wording in proposal.wordings:
        yield f"{own} {wording}"


def _is_authors(draft: Draft, proposal: Proposal, sources: Iterable[str]) -> bool:
    """Tell whether a proposal is of the author of a paper, and not of those whom it quotes."""
    return any(proposal.author.startswith(draft.knowledge.sources[key].author) for key in sources)


def add_topic(draft: Draft, topic: Topic) -> None:
    """Who stands where on a topic, then who said what, by stance."""
    chosen, earlier = spoken_within(draft.knowledge, topic.id)
    proposition = f"On {topic.proposition}:"
    draft.leads.append(proposition)
    draft.notes.append(Note("proposition", proposition))
    draft.notes += tell_extent(draft.knowledge, topic.id)
    if not chosen:
        draft.silence("no-statement", f"Nothing on {mid_sentence(topic.name)} is on record.")
        draft.tell_search()
    draft.sections += board_of(draft.knowledge, topic)
    if chosen:  # else the passages themselves come next
        family = draft.knowledge.topic_family(topic.id)
        draft.sections += name_unreviewed(draft.services, family)
    draft.sections += sections_by_stance(draft.services, topic.id)
    for key in draft.knowledge.topic_family(topic.id)[1:]:
        below = draft.knowledge.topics[key]
        spoken, _ = spoken_on(draft.knowledge, key)
        if spoken:
            items = state_all(draft.services, by_party(draft.knowledge, spoken))
            draft.sections.append(Section(title=below.name, items=items, brief=True, detail=True))
    draft.menu = menu_of_voices(draft.knowledge, topic, within=True)
    draft.choices += offer_stances(draft.knowledge, topic)
    before = by_party(draft.knowledge, earlier)
    draft.sections += earlier_section(draft.services, before, brief=True)
