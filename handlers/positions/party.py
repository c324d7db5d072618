"""All that a party said: itself, through its groups, on paper, before the negotiations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.answers.answer import Choice, Item, Note, Section
from handlers.answers.board import menu_of_topics, rows_by_topic
from handlers.answers.citing import order_of_speaking, state_all
from handlers.answers.entries import show_proposal
from handlers.answers.found import found_section
from handlers.answers.membership import head_group, tell_membership, voices_of_groups
from handlers.answers.record import (
    describe_briefly,
    earlier_section,
    ids_of,
    mid_sentence,
    own_positions,
    sort_by_topic,
    split_by_time,
    tell_meetings,
)
from handlers.answers.unreviewed import is_unreviewed
from handlers.positions.draft import FEW, FEW_OWN, FURTHER, Draft
from handlers.questions.searching import look_for
from knowledge.model import NEGOTIATING, Party, Position, Topic
from knowledge.names.normal import normalise


def add_party(draft: Draft, party: Party) -> None:
    """All that a party said, by topic; then its groups' voice; then earlier remarks."""
    spoken = draft.knowledge.said_as(party)
    said, earlier = split_by_time(draft.knowledge, spoken)
    own = [p for p in said if not p.on_behalf_of or party.kind == "group"]
    earlier = sorted(earlier, key=order_of_speaking)
    if not own:
        _tell_silent(draft, party, earlier)
    several = len(own) > FEW
    board = Section(items=tuple(rows_by_topic(draft.knowledge, own)))
    if several:
        draft.sections.append(_tell_wishes(draft, own) if _asks_wishes(draft) else board)
        draft.menu = menu_of_topics(draft.knowledge, own, party)
        _tell_extent(draft, own)
    _add_by_topic(draft, own, "", detail=several)
    if not several and any(position.also for position in own):
        # What is told under one topic takes a stance on others, too.
        draft.sections.append(replace(board, title="By topic", related=True))
    if not own and _asks_earlier(draft, earlier):
        _add_earlier(draft, party, earlier)
        _add_boards_of_groups(draft, party)
    elif not own:
        _add_boards_of_groups(draft, party)
        _add_earlier(draft, party, earlier)
    _add_papers(draft, party)
    _add_groups_of(draft, party, bool(own))
    draft.add_unreviewed((party.id,), ())
    if own:
        draft.sections += earlier_section(draft.services, draft.by_words(earlier))
    for chair in draft.knowledge.presiding(party.id):
        tell_chair(draft, party, chair, True, None)
    if party.kind == "chair":
        tell_presides(draft, party)


# "What does Mexico want": what it says is asked for, and no list of what it speaks on.
_WISHES = re.compile(
    r"\b(?:wants?|wanted|wish(?:es|ed)?|asks?|asked|asking|needs?|needed|calls?|called|calling"
    r"|demand(?:s|ed|ing)?|request(?:s|ed|ing)?|propos(?:es?|ed|ing|als?)|seeks?|sought|urges?"
    r"|would like|prefers?|suggest(?:s|ed|ing|ions?)?)\b"
)


def _asks_wishes(draft: Draft) -> bool:
    return bool(_WISHES.search(draft.question.plain))


def _tell_wishes(draft: Draft, said: Sequence[Position]) -> Section:
    """Tell what a party said, first that in which it wants something."""

    def order(position: Position) -> tuple[bool, bool]:
        wishes = bool(_WISHES.search(normalise(position.summary)))
        return not wishes, position.stance == "statement"

    items = state_all(draft.services, sorted(said, key=order))
    return Section(items=items, brief=True, by="topic")


def _tell_extent(draft: Draft, positions: Sequence[Position]) -> None:
    """Say how much there is, and when and where it was said."""

    def tell() -> Note:
        topics = {p.topic for p in draft.knowledge.spread(positions)}
        text = f"{len(positions)} statements on {len(topics)} topics"
        return Note("extent", f"{text} · {tell_meetings(draft.knowledge, positions)}")

    draft.notes.append(draft.knowledge.keep(("extent", *ids_of(positions)), tell))


def _add_boards_of_groups(draft: Draft, party: Party) -> None:
    """List on what the groups of a party that is silent itself took which stance."""
    for membership, spoken in voices_of_groups(draft.knowledge, party):
        if len(spoken) <= FEW:
            continue  # they are told themselves
        rows = tuple(rows_by_topic(draft.knowledge, spoken))
        title = head_group(draft.knowledge, membership, spoken)
        draft.sections.append(Section(title=title, items=rows))
        draft.notes.append(Note("extent", tell_meetings(draft.knowledge, spoken)))
        draft.menu = draft.menu or menu_of_topics(draft.knowledge, spoken, party)


def _asks_earlier(draft: Draft, earlier: Sequence[Position]) -> bool:
    """Tell whether the time that is asked for is when something was said earlier."""
    span = draft.question.span
    days = (draft.knowledge.date_of(position) for position in earlier)
    return span is not None and any(span.meets(day.first, day.last) for day in days)


def _add_earlier(draft: Draft, party: Party, earlier: Sequence[Position]) -> None:
    """Tell what a party that took no floor said before; of more than a few, on what."""
    if len(earlier) <= FEW_OWN:
        draft.sections += earlier_section(draft.services, draft.by_words(earlier))
        return
    wishes = _tell_wishes(draft, earlier).items if _asks_wishes(draft) else ()
    for section in earlier_section(draft.services, earlier, brief=True):
        rows: Sequence[Item] = wishes or tuple(rows_by_topic(draft.knowledge, earlier))
        by = "topic" if wishes else section.by
        draft.sections += [replace(section, items=rows, detail=False, by=by), section]
    draft.menu = draft.menu or menu_of_topics(draft.knowledge, earlier, party)


def _add_groups_of(draft: Draft, party: Party, spoke: bool) -> None:
    for membership in draft.knowledge.memberships(party.id):
        group = membership.group
        said = draft.knowledge.said_through(membership)
        for_group, _ = split_by_time(draft.knowledge, said)
        if not for_group:
            continue
        when = draft.knowledge.date_of(for_group[0]).spell()
        text = tell_membership(draft.knowledge, membership, for_group, when)
        if membership.role != "excepted":
            # The board of a group whose member is silent is headed by who spoke for it.
            board = not spoke and len(for_group) > FEW
            draft.notes.append(Note("group-voice", text, told=board))
            _add_by_topic(draft, for_group, f"{group.name}: ", detail=spoke or board)
        else:
            if spoke:
                draft.notes.append(Note("excepted", text))
            else:
                draft.silence("excepted", text)
            draft.choices.append(Choice(group.brief, f"position {group.name}"))


def _add_papers(draft: Draft, party: Party) -> None:
    papers = draft.knowledge.proposed_by(party.id)
    if papers:
        items = tuple(show_proposal(draft.services, proposal) for proposal in papers)
        title = f"{party.brief} proposes ({len(items)})"
        draft.sections.append(Section(title=title, items=items, brief=True))


def _tell_silent(draft: Draft, party: Party, earlier: Sequence[Position]) -> None:
    """Tell of a party that did not take the floor itself; what else it has, before groups."""
    papers = draft.knowledge.proposed_by(party.id)
    waits = is_unreviewed(draft.services, party.id, ())
    text = f"Nothing by {party.brief}{own_voice(draft, party)} is "
    text += "coded yet." if waits else "on record."
    if not earlier and not papers:
        add_spoken_of(draft, party)
    if is_paper(draft, party):
        return
    if earlier or papers:
        text = say_absent(party)
    draft.silence("no-statement", text)
    draft.tell_search()
    if party.kind not in NEGOTIATING | {"expert"}:  # who an expert is stands in the title
        draft.leads += describe_briefly(party)  # a body or a person, known or not
    roles = {membership.role for membership, _ in voices_of_groups(draft.knowledge, party)}
    if roles and not draft.question.in_full and not _asks_earlier(draft, earlier):
        before = ""
        if earlier:
            before = f"It spoke earlier, {draft.knowledge.date_of(earlier[0]).spell()}. "
        followed = "It spoke for a group:" if roles == {"speaker"} else "Its group spoke:"
        draft.leads.append(before + followed)
    elif papers and not earlier:
        draft.leads.append("On paper:")


def add_spoken_of(draft: Draft, party: Party) -> None:
    """Show where others name a party that has said nothing itdraft."""
    if party.kind not in ("group", "organisation") or draft.knowledge.said_for(party.id):
        return
    words = normalise(party.brief).split()
    sought = look_for(draft.question, draft.services, words)
    spoken = [each for each in sought.found if each.literal >= FURTHER]
    title = f"Others on {party.brief}"
    found = found_section(draft.services, spoken, sought.words, title)
    draft.sections += [replace(section, brief=True, related=True) for section in found]


def _add_by_topic(
    draft: Draft, positions: Sequence[Position], prefix: str, *, detail: bool = False
) -> None:
    for topic, chosen in sort_by_topic(draft.knowledge, positions):
        items = state_all(draft.services, chosen)
        draft.sections.append(Section(title=prefix + topic.name, items=items, detail=detail))


def tell_chair(draft: Draft, party: Party, chair: Party, spoke: bool, topic: Topic | None) -> None:
    """Say that somebody of a state presided, and offer what he said in the chair."""
    on = f" on {mid_sentence(topic.name)}" if topic else ""
    text = (
        f"{chair.name} of {party.brief} presided as {chair.presides_as.lower()}; "
        f"what he said in the chair is not {party.brief}’s position."
    )
    draft.notes.append(Note("chair", text))
    if spoke:
        command = f"position {chair.brief} {topic.name if topic else ''}".strip()
        draft.choices.append(Choice(f"{chair.brief} in the chair{on}", command))


def tell_presides(draft: Draft, chair: Party) -> None:
    """Say that a chair speaks for no state."""
    state_name = draft.knowledge.parties[chair.state].brief if chair.state else "any state"
    draft.notes.append(
        Note("chair", f"{chair.name} speaks as {chair.presides_as}, not for {state_name}.")
    )


def is_paper(draft: Draft, party: Party) -> bool:
    """Tell whether a party is a paper without a speaker, which takes no floor."""
    papers = draft.knowledge.proposed_by(party.id)
    return bool(papers) and party.kind == "organisation" and not draft.knowledge.said_by(party.id)


def own_voice(draft: Draft, party: Party) -> str:
    """Say "itself" of who may have spoken through a group, too."""
    return " itself" if draft.knowledge.memberships(party.id) else ""


def board_of_party(draft: Draft, party: Party) -> list[Section]:
    """List by stance on what a party spoke, or through which group; of a few things each."""
    own = own_positions(draft.knowledge, party) or list(draft.knowledge.said_by(party.id))
    if 0 < len(own) <= FEW_OWN:
        items = state_all(draft.services, draft.by_words(own))
        title = f"What {party.brief} said"
        return [Section(title=title, items=items, brief=True, by="topic", related=True)]
    rows = rows_by_topic(draft.knowledge, own)
    if not rows:
        return []
    title = f"What {party.brief} spoke on"
    return [Section(title=title, items=tuple(rows), related=True)]


def say_absent(party: Party) -> str:
    """Say that a party did not take the floor."""
    return f"{party.brief} did not take the floor in the negotiations."
