"""What a group's words are for one of its members, one left out of it, or one that spoke for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handlers.answers.record import list_speakers, split_by_time
from knowledge.base import KnowledgeBase, Membership
from knowledge.model import Party, Position


def tell_membership(
    knowledge: KnowledgeBase, membership: Membership, said: Iterable[Position], when: str = ""
) -> str:
    """Say in what way a group's words are or are not a party's.

    Args:
        knowledge: the pack.
        membership: the party's, in the group.
        said: the group's words that are meant.
        when: on what day they were said, or "".
    """
    party, group = knowledge.parties[membership.state], membership.group
    said = list(said)
    others = list_speakers(knowledge, (p for p in said if p.party != group.id))
    spoke_itself = any(p.party == group.id for p in said)
    on = f" on {when}" if when else ""
    if membership.role == "speaker":
        return f"{party.brief} spoke for the {group.name}{on}."
    if membership.role == "excepted":
        told = f"{others} spoke for the {group.name}" if others else f"the {group.name} spoke"
        return f"{party.brief} was excepted when {told}{on}."
    if not others:
        return f"{party.brief} belongs to the {group.name}, which spoke itself{on}."
    if spoke_itself:
        told = f"which spoke itself, and for which {others} spoke"
        return f"{party.brief} belongs to the {group.name}, {told}{on}."
    if all(p.party == party.id for p in said):
        return f"{party.brief} belongs to the {group.name}, and spoke for it{on}."
    return f"{party.brief} belongs to the {group.name}, for which {others} spoke{on}."


def name_speakers(knowledge: KnowledgeBase, group: Party, said: Iterable[Position]) -> str:
    """Name who gave a group its voice: the group itself first, "itself", then who spoke for it."""
    said = list(said)
    others = list_speakers(knowledge, (p for p in said if p.party != group.id))
    itself = "itself" if any(p.party == group.id for p in said) else ""
    return " and ".join(filter(None, (itself, others)))


def voices_of_groups(
    knowledge: KnowledgeBase, party: Party
) -> Iterator[tuple[Membership, list[Position]]]:
    """Yield what groups said for a party in sessions, where it is not excepted from them."""
    for membership in knowledge.memberships(party.id):
        spoken, _ = split_by_time(knowledge, knowledge.said_through(membership))
        if spoken and membership.role != "excepted":
            yield membership, spoken


def head_group(knowledge: KnowledgeBase, membership: Membership, spoken: Sequence[Position]) -> str:
    """Head what a group said, with who spoke for it: "African Group (Comoros)".

    Args:
        knowledge: the pack.
        membership: of a party in the group.
        spoken: what the group said.
    """
    group = membership.group
    if membership.role == "speaker":
        return f"Spoke for the {group.name}"
    speakers = name_speakers(knowledge, group, spoken)
    return f"{group.name} ({'speaking itself' if speakers == 'itself' else speakers})"
