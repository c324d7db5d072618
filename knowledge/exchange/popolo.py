"""People, parties and what ties them together, in the Popolo format (popoloproject.com)."""

from __future__ import annotations

from typing import Any

from knowledge.base import KnowledgeBase
from knowledge.model import Party, Person, Role

_ONE_PERSON = ("chair", "expert")  # kinds of parties


def spell_popolo(knowledge: KnowledgeBase) -> dict[str, Any]:
    """Give a pack's people, organizations and memberships as Popolo has them.

    A party is an organization, unless it is a person who presides or an expert; a body among the
    people is one, too.  A state's part in a group is a membership of one organization in another,
    with the role "member" or "excepted"; an office that somebody held is one of a person.

    Args:
        knowledge: the pack.
    """
    organizations: list[dict[str, Any]] = []
    persons: list[dict[str, Any]] = []
    memberships: list[dict[str, Any]] = []
    for party in knowledge.parties.values():
        (persons if party.kind in _ONE_PERSON else organizations).append(_of_party(party))
        if party.role:
            memberships.append({"person_id": f"party/{party.id}", "role": party.role})
        for role, members in (("member", party.members), ("excepted", party.excepted)):
            memberships += [_part(party, key, role) for key in members]
    for person in knowledge.people.values():
        shown = {"id": _key(person), **_named(person)}
        if person.kind == "body":
            organizations.append({**shown, "classification": "body"})
        else:
            persons.append(shown)
        memberships += [_office(person, role) for role in person.roles]
    return {"persons": persons, "organizations": organizations, "memberships": memberships}


def _key(person: Person) -> str:
    return f"{person.kind}/{person.id}"


def _part(group: Party, member: str, role: str) -> dict[str, Any]:
    found = {
        "member_id": f"party/{member}",
        "organization_id": f"party/{group.id}",
        "role": role,
    }
    if group.as_of:
        # When it is known that they were in it, and not since when.
        found["label"] = f"{role}, as of {group.as_of.spell()}"
    return found


def _of_party(party: Party) -> dict[str, Any]:
    found = {"id": f"party/{party.id}", **_named(party)}
    if party.kind not in _ONE_PERSON:
        found["classification"] = party.kind
    if party.code:
        found["identifiers"] = [{"scheme": "ISO 3166-1 alpha-2", "identifier": party.code}]
    return found


def _named(entry: Party | Person) -> dict[str, Any]:
    found: dict[str, Any] = {"name": entry.name}
    others = [name for name in (entry.short, *entry.aliases) if name and name != entry.name]
    if others:
        found["other_names"] = [{"name": name} for name in dict.fromkeys(others)]
    if entry.description:
        found["description"] = entry.description
    return found


def _office(person: Person, role: Role) -> dict[str, Any]:
    holder = "person_id" if person.kind == "person" else "member_id"
    found: dict[str, Any] = {holder: _key(person), "role": role.office}
    if role.party:
        found["organization_id"] = f"party/{role.party}"
    if role.body:
        found["organization"] = {"name": role.body}
    # When it is known that the office was held, and not since when.
    found["label"] = f"{role.office}, as of {role.when.spell()}"
    if role.note:
        found["note"] = role.note
    return found
