"""Who takes the stances asked for on topics, or speaks of them."""

from __future__ import annotations

from handlers.answers.record import mid_sentence
from handlers.questions.searching import content_words, look_for, names_part, part_stands
from handlers.sides.draft import MENTIONED, Draft
from handlers.sides.stances import offer, tell_all, tell_stances
from handlers.sides.words import tell_sought, tell_words
from knowledge.names.normal import normalise


def _name_of_notion(draft: Draft) -> str:
    """Give the name of the one notion by which a question names a part of a topic; or ""."""
    question, knowledge = draft.question, draft.knowledge
    parts = {
        n.words
        for n in question.named
        if n.ref.kind == "topic" and knowledge.topics[n.ref.id].is_narrower(n.name)
    }
    names = {
        knowledge.terms[n.ref.id].name
        for n in question.named
        if n.ref.kind == "term" and n.words in parts
    }
    return names.pop() if len(names) == 1 else ""


def tell_topics(draft: Draft) -> None:
    """Who takes the stances asked for on each topic; who mentions it, too, where none is."""
    # Who asks is told by the topic: in whichever words, "who pays", it is a question on funding.
    named = [n.words for n in draft.question.named if n.ref.kind == "topic"]
    asks = draft.question.stances == ("question",) and any(" " in words for words in named)
    narrower = names_part(draft.question, draft.knowledge) and not asks
    words = content_words(draft.question, draft.knowledge, topics=narrower)
    if narrower:
        sought = look_for(draft.question, draft.services, words, limit=MENTIONED)
        # Where nobody has it all in these words the topic answers: else a word of no weight would
        # make a silence. One that stands nowhere, "voting rights", is worth being told so.
        stands = draft.services.evidence.knows
        whole = sought.in_words or not all(map(stands, draft.question.left))
        if whole and part_stands(draft.question, draft.knowledge, sought.found):
            tell_sought(draft, sought, f"Who spoke of “{sought.shown}”")
            for topic in draft.asked.topics:
                offer(draft, topic, ())
            return
        name = _name_of_notion(draft)
        called = normalise(name).split()
        by_name = look_for(draft.question, draft.services, called, limit=MENTIONED)
        if not sought.whole and by_name.in_words:
            # "Aid money" stands nowhere; ODA, which it is a name of, does.
            tell_sought(draft, by_name, f"Who spoke of “{name}”")
            for topic in draft.asked.topics:
                offer(draft, topic, ())
            return
        if draft.question.left and not sought.whole:
            # "Fishing rights": the topic is told, and that nobody speaks of just that.
            names = ", ".join(mid_sentence(topic.name) for topic in draft.asked.topics)
            draft.leads.append(
                f"Nobody on record speaks of “{sought.shown}” in these words; on {names}:"
            )
    for topic in draft.asked.topics:
        if not draft.knowledge.said_within(topic.id):
            everything = content_words(draft.question, draft.knowledge, topics=True)
            tell_words(draft, everything)
        elif draft.question.stances and not narrower:
            tell_stances(draft, topic)
        else:
            tell_all(draft, topic)
