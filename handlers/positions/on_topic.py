"""What a party said on a topic; where it said nothing, what comes nearest to that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from handlers.answers.answer import Choice, Note, Section
from handlers.answers.citing import order_of_speaking, state_all
from handlers.answers.entries import show_proposal
from handlers.answers.found import WHOLE, found_section, has_all
from handlers.answers.membership import tell_membership
from handlers.answers.record import earlier_section, mid_sentence, split_by_time
from handlers.answers.unreviewed import is_unreviewed, other_section
from handlers.positions.draft import FURTHER, MAINLY, MOST_FURTHER, NEAR, Draft
from handlers.positions.following import ASKS_ON, add_next
from handlers.positions.in_words import add_others_on
from handlers.positions.party import (
    add_spoken_of,
    board_of_party,
    is_paper,
    own_voice,
    say_absent,
    tell_chair,
    tell_presides,
)
from handlers.questions.entities import call_topic
from handlers.questions.searching import content_words, look_for, names_part, voices_of
from knowledge.finding.search import stems_of
from knowledge.finding.weighing import COUNTS_OFF, is_light
from knowledge.model import Party, Position, Proposal, Topic
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise

_HORIZON = re.compile(r"\b(long|short)(?:er)? term\b")
_Filter = Callable[[Iterable[Position]], list[Position]]


def add_party_on(draft: Draft, party: Party, topic: Topic) -> None:
    """What a party said on a topic; where nothing, the silence, and then what is nearest."""

    def on_topic(positions: Iterable[Position]) -> list[Position]:
        chosen = draft.knowledge.within(positions, topic.id)
        called = frozenset(stems_of(topic.name))

        def order(position: Position) -> tuple[object, ...]:
            # Of review: a review forum before what is only a part of it by its coding.
            part = draft.knowledge.topics[position.topic].name
            apart = (position.topic != topic.id, called.isdisjoint(stems_of(part)))
            return _is_remark(position), *apart, *order_of_speaking(position)

        return sorted(chosen, key=order)

    said, earlier = split_by_time(draft.knowledge, on_topic(draft.knowledge.said_as(party)))
    own = [p for p in said if not p.on_behalf_of or party.kind == "group"]
    told = {position.id for position in (*own, *earlier)}
    papers = [] if own else _papers_on(draft, party, topic)
    if own:
        items = state_all(draft.services, draft.as_asked(own))
        title = party.brief if draft.several else ""  # a group's statements name it each
        # A stance is told with its object where that is not the topic of the title.
        parts = party.kind != "group" and any(p.topic != topic.id for p in own)
        draft.sections.append(Section(title=title, items=items, by="topic" if parts else "party"))
    else:
        told |= _tell_in_words(draft, party, topic, earlier=earlier, papers=papers)
        if earlier:
            draft.sections += earlier_section(draft.services, draft.as_asked(earlier))
            earlier = []
        _add_wider(draft, party, topic)
        _add_alike(draft, party, topic)
        family = draft.knowledge.topic_family(topic.id)
        draft.add_unreviewed((party.id,), family)
        draft.sections += other_section(draft.services, party.id, family)
    begun = len(draft.sections)
    if not own:
        _add_groups(draft, party, topic, on_topic)
    told_by_groups = len(draft.sections) > begun
    if draft.says_more if own else not told_by_groups or draft.question.left or papers:
        # Full text is only asked where the entries on the topic may not be all.
        _add_own_elsewhere(draft, party, topic, told, papers)
    if own:
        _add_groups(draft, party, topic, on_topic)
        if ASKS_ON.search(draft.question.plain):
            add_next(draft, own)
        draft.add_unreviewed((party.id,), draft.knowledge.topic_family(topic.id))
    if not draft.sections:
        _add_instead(draft, party)
    draft.sections += earlier_section(draft.services, draft.by_words(earlier))
    _tell_chairs(draft, party, topic, on_topic)
    draft.choices += [
        Choice(f"All on {topic.brief}", f"position {topic.name}"),
        Choice(f"All by {party.brief}", f"position {party.brief}"),
    ]


def _add_instead(draft: Draft, party: Party) -> None:
    """Show who speaks of a party or says what it is asked for, and on what it spoke itself."""
    add_spoken_of(draft, party)
    if draft.says_more:
        add_others_on(draft, content_words(draft.question, draft.knowledge, topics=True))
    draft.sections += board_of_party(draft, party)


def _tell_silent_on(
    draft: Draft,
    party: Party,
    topic: Topic,
    in_words: Sequence[Position],
    *,
    earlier: Sequence[Position],
    papers: Sequence[Proposal],
) -> bool:
    """Say that a party said nothing on a topic itself; no paper that has it is silent.

    Returns:
        Whether what it said in the topic's words, coded under another one, is to follow.
    """
    if _has_near(draft, party):
        return False  # "what Brazil said of people at the border": by more than a word for a part
    if draft.sections and _only_says_what_for(draft, topic):
        return False  # "Cuba on money for implementation": told of the money
    on = mid_sentence(topic.name)
    text = f"Nothing by {party.brief}{own_voice(draft, party)} on {on}"
    waits = is_unreviewed(draft.services, party.id, ())
    text += " is coded yet." if waits else "."
    follows = bool(in_words) and not waits
    if follows:
        # What has the topic's own words is no silence to a reader, wherever it was coded.
        text = f"Nothing by {party.brief} is coded under {on}; in its words:"
    if papers and not draft.knowledge.said_by(party.id):
        follows = False
        text = f"{party.brief} did not take the floor."
        called = mid_sentence(call_topic(topic, draft.question, stands=False))
        draft.leads.append(f"On {called}, on paper:")
    if not papers or not is_paper(draft, party):
        absent = _told_silent(draft, party, earlier)
        draft.silence("no-statement", absent or text)
        draft.tell_search()
        return follows
    return False


def _only_says_what_for(draft: Draft, topic: Topic) -> bool:
    """Tell whether a topic stands behind another one as what that is for, or in."""
    named = [n for n in draft.question.named if n.ref.kind == "topic"]
    own = (normalise(n.words) for n in named[1:] if n.ref.id == topic.id)
    line = f"{draft.question.plain} "
    return any(f" {joint} {words} " in line for words in own for joint in _WHAT_FOR)


_WHAT_FOR = ("for", "for the", "in", "in the", "during", "during the", "of the", "through", "under")


def _in_its_words(draft: Draft, party: Party, topic: Topic) -> list[Position]:
    """List a party's statements on something else that have the words of a topic's name."""
    words = [word for word in normalise(topic.brief).split() if word not in FILLER]
    sought = look_for(draft.question, draft.services, words, parties=(party.id,))
    found = [e for e in sought.found if e.literal >= WHOLE and e.entry.kind == "position"]
    said = [draft.knowledge.position(each.entry.id) for each in found]
    family = set(draft.knowledge.topic_family(topic.id))
    return [p for p in said if not p.on_behalf_of and family.isdisjoint(p.topics)]


def _tell_in_words(
    draft: Draft,
    party: Party,
    topic: Topic,
    *,
    earlier: Sequence[Position],
    papers: Sequence[Proposal],
) -> set[str]:
    """Say that nothing is coded on a topic itself, then what was said in its words elsewhere.

    Returns:
        The ids of the statements that were told.
    """
    said = _in_its_words(draft, party, topic)[:MOST_FURTHER]
    if not _tell_silent_on(draft, party, topic, said, earlier=earlier, papers=papers):
        return set()
    draft.sections.append(Section(items=state_all(draft.services, said), named=True))
    return {position.id for position in said}


def _has_near(draft: Draft, party: Party) -> bool:
    """Tell whether a party's own words are near a question that names a topic by a side word."""
    if not draft.question.left:
        return False
    words = content_words(draft.question, draft.knowledge, topics=True)
    voices = voices_of(party, draft.knowledge)
    sought = look_for(draft.question, draft.services, words, parties=voices)
    said = [e for e in sought.found if e.share >= NEAR and e.entry.kind == "position"]
    if names_part(draft.question, draft.knowledge):
        return bool(said)
    # "Returning people at risk": with all of that in it, it is no silence on people at risk.
    saying = [word for word in sought.words if not is_light(word)]
    return len(saying) > 1 and any(has_all(each, saying) for each in said)


def _told_silent(draft: Draft, party: Party, earlier: Sequence[Position]) -> str:
    """Say of a party that only spoke before the negotiations that it said nothing in them."""
    in_them = split_by_time(draft.knowledge, draft.knowledge.said_by(party.id))[0]
    if not earlier or in_them:
        return ""
    return say_absent(party)


def _add_wider(draft: Draft, party: Party, topic: Topic) -> None:
    """Add what a party said on the matter of which a topic is a part."""
    if topic.parent is None:
        return
    wider = draft.knowledge.topics[topic.parent]
    spoken = draft.knowledge.said_as(party)
    said, _ = split_by_time(draft.knowledge, draft.knowledge.within(spoken, wider.id))
    said = [p for p in said if not p.on_behalf_of or party.kind == "group"]
    if said:
        items = state_all(draft.services, draft.by_words(said))
        title = f"On {mid_sentence(wider.name)} and its parts"
        draft.sections.append(Section(title=title, items=items, named=True))


def _add_alike(draft: Draft, party: Party, topic: Topic) -> None:
    """Add what a party said on topics that are called by the question's words, too.

    "Sending people back" is return, and "not sending people back" is non-refoulement.
    """
    typed = {normalise(n.words) for n in draft.question.named if n.ref.id == topic.id}
    phrases = [words for words in typed if " " in words]
    family = draft.knowledge.topic_family(topic.id)
    for other in draft.knowledge.topics.values():
        called = [n for n in other.words if _is_part_of(phrases, n)] if phrases else []
        if not called or other.id in family or other.id == topic.parent:
            continue
        said, _ = split_by_time(draft.knowledge, draft.knowledge.said_as(party))
        on_it = [p for p in said if p.topic == other.id]
        if on_it:
            title = f"On {mid_sentence(other.name)}, called “{called[0]}” as well"
            items = state_all(draft.services, draft.as_asked(on_it))
            draft.sections.append(Section(title=title, items=items))


def _is_part_of(phrases: Iterable[str], name: str) -> bool:
    folded = f" {normalise(name)} "
    return any(f" {phrase} " in folded and phrase != folded.strip() for phrase in phrases)


def _papers_on(draft: Draft, party: Party, topic: Topic) -> list[Proposal]:
    """List what a party's papers propose on a topic, or in the question's words."""
    family = set(draft.knowledge.topic_family(topic.id))
    words = content_words(draft.question, draft.knowledge, topics=True)
    sought = look_for(draft.question, draft.services, words, parties=(party.id,), limit=60)
    scores = {e.entry.id: e.score for e in sought.found if e.entry.kind == "proposal"}
    fit = {e.entry.id for e in sought.found if e.share >= FURTHER}
    whole = [e for e in sought.found if e.share >= WHOLE] if draft.says_more else []
    # "Which three commitments": what tells all three, where something does.
    counted = [e for e in whole if not COUNTS_OFF.isdisjoint(e.words)] or whole
    first = {each.entry.id for each in counted}
    papers = [
        proposal
        for proposal in draft.knowledge.proposed_by(party.id)
        if proposal.id in fit or family.intersection(proposal.topics)
    ]
    horizon = _HORIZON.search(draft.question.plain)
    if horizon:
        own = draft.knowledge.proposed_by(party.id)
        papers = [p for p in own if p.horizon == f"{horizon[1]}-term"] or papers
    # Of several topics that are asked for, what is on more of them comes first.
    others = [set(draft.knowledge.topic_family(key)) for key in draft.question.topics]

    def fit_of(paper: Proposal) -> float:
        mainly = (paper.topics[0] in family) + sum(
            not other.isdisjoint(paper.topics) for other in others
        )
        # What is called by all that is asked for comes before what is only on the topic.
        return scores.get(paper.id, 0.0) + MAINLY * (mainly + 3 * (paper.id in first))

    return sorted(papers, key=lambda paper: -fit_of(paper))


def _add_own_elsewhere(
    draft: Draft, party: Party, topic: Topic, told: set[str], papers: Sequence[Proposal]
) -> None:
    """Add what a party's papers propose, and what else of its has the very words."""
    family = set(draft.knowledge.topic_family(topic.id))
    words = content_words(draft.question, draft.knowledge, topics=True)
    papers = papers or _papers_on(draft, party, topic)
    if papers:
        items = tuple(show_proposal(draft.services, proposal) for proposal in papers)
        title = f"{party.brief} proposes"
        draft.sections.append(Section(title=title, items=items, brief=len(items) > 1))
    if not words:
        return
    voices = voices_of(party, draft.knowledge)
    sought = look_for(draft.question, draft.services, words, parties=voices)
    shown = {proposal.id for proposal in papers} | told
    waiting = draft.services.evidence.unreviewed((party.id,), tuple(family))
    for each in waiting:  # shown as such
        shown.update((each.id, *draft.services.evidence.citing(each.source, each.id)))
    near = not told and bool(draft.question.left)
    further = [
        each
        for each in sought.found
        if each.entry.id not in shown
        and each.share >= (NEAR if near else FURTHER)
        and (each.entry.kind != "passage" or not each.entry.reviewed)
        # What a group said on the topic stands under the group already.
        and not (each.entry.kind == "position" and family.intersection(each.entry.topics))
    ]
    if further:
        literal = {e.entry.id for e in sought.found if has_all(e, sought.saying)}
        # "Why did Belarus bring up Chernobyl": what has the very word leads, wherever it is coded.
        leads = told and literal.isdisjoint(told) and further[0].entry.id in literal
        has = has_all(further[0], sought.saying)
        also = f"Also, with “{sought.shown}”" if has else "Also near it"
        title = "Nearest in its words" if near else also
        title = f"With “{sought.shown}”" if leads else title
        sections = found_section(draft.services, further[:MOST_FURTHER], words, title)
        draft.sections = [*sections, *draft.sections] if leads else [*draft.sections, *sections]
    elif not told and not waiting:
        _add_naming(draft, party, topic)


def _add_naming(draft: Draft, party: Party, topic: Topic) -> None:
    """Add what a party said under other topics in words of this one."""
    family = draft.knowledge.topic_family(topic.id)
    said = [p for p in draft.knowledge.said_as(party) if not set(family).intersection(p.topics)]
    naming = draft.services.evidence.naming(said, family)[:MOST_FURTHER]
    if naming:
        title = f"Coded under other topics, with words of {mid_sentence(topic.name)}"
        items = state_all(draft.services, naming)
        draft.sections.append(Section(title=title, items=items, named=True, related=True))


def _tell_chairs(draft: Draft, party: Party, topic: Topic, on_topic: _Filter) -> None:
    """Say in the small print whose words are not a state's: of those who preside."""
    for chair in draft.knowledge.presiding(party.id):
        tell_chair(draft, party, chair, bool(on_topic(draft.knowledge.said_by(chair.id))), topic)
    if party.kind == "chair":
        tell_presides(draft, party)


def _add_groups(draft: Draft, party: Party, topic: Topic, on_topic: _Filter) -> None:
    for membership in draft.knowledge.memberships(party.id):
        group = membership.group
        said = draft.knowledge.said_through(membership)
        spoken, _ = split_by_time(draft.knowledge, on_topic(said))
        for_group = spoken or said
        if not for_group or (membership.role != "excepted" and not spoken):
            continue
        when = draft.knowledge.date_of(for_group[0]).spell()
        text = tell_membership(draft.knowledge, membership, for_group, when)
        if membership.role != "excepted":
            alone = bool(draft.silences) and not draft.leads and not draft.sections
            if alone:
                its = "Its group spoke:"
                if membership.role == "speaker":
                    its = f"It spoke for the {group.name}:"
                draft.leads.append(its)
                _shorten_silence(draft, party, topic)
            # The lead and the head of what the group said tell it then.
            draft.notes.append(Note("group-voice", text, told=alone))
            # Its own words, too, are told with the group's name: the answer is of a member.
            named = any(position.party == group.id for position in spoken)
            items = state_all(draft.services, spoken)
            draft.sections.append(Section(items=items, named=named))
        else:
            draft.silence("excepted", text)
            title = f"Not {party.brief}’s position: {group.name}"
            if spoken:
                draft.sections.append(
                    Section(title=title, items=state_all(draft.services, spoken), related=True)
                )


def _shorten_silence(draft: Draft, party: Party, topic: Topic) -> None:
    """Leave to the title on what a party said nothing itself, where its group's words follow."""
    bare = f"Nothing by {party.brief} itself"
    whole = f"{bare} on {mid_sentence(topic.name)}."
    if draft.silences[-1] == whole and not draft.several:
        draft.silences[-1] = f"{bare}."
        draft.notes = [
            replace(note, told=True) if note.text == whole else note for note in draft.notes
        ]


def _is_remark(position: Position) -> bool:
    return position.stance in ("statement", "question")
