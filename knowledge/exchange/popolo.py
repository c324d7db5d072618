"""People, parties and what ties them together, in the Popolo format (popoloproject.com)."""

from __future__ import annotations

from typing import Any

from knowledge.base import KnowledgeBase
from knowledge.model import Party, Person

_NEGOTIATES = ("state", "observer", "group")


def spell_popolo(knowledge: KnowledgeBase) -> dict[str, Any]:
    """Give a pack's people, organizations and memberships as Popolo has them.

    A party is an organization, unless it is a person who presides or an expert; a body among the
    people is one, too.  A state's part in a group is a membership of one organization in another,
    with the role "member" or "excepted"; an office that somebody held is one of a person.

    Args:
        knowledge: the pack.
    """
    organizations = {f"party/{p.id}": _of_party(p) for p in knowledge.parties.values()}
    organizations |= {
        f"body/{p.id}": {"id": f"body/{p.id}", **_named(p), "classification": "body"}
        for p in knowledge.people.values()
        if p.kind == "body"
    }
    persons = [
        {"id": f"person/{p.id}", **_named(p)}
        for p in knowledge.people.values()
        if p.kind == "person"
    ]
    memberships: list[dict[str, Any]] = []
    for party in knowledge.parties.values():
        for role, members in (("member", party.members), ("excepted", party.excepted)):
            memberships += [
                {
                    "member_id": f"party/{key}",
                    "organization_id": f"party/{party.id}",
                    "role": role,
                    **_as_of(party),
                }
                for key in members
            ]
    for person in knowledge.people.values():
        if person.kind == "person":
            memberships += [_office(person, number) for number in range(len(person.roles))]
    return {
        "persons": persons,
        "organizations": list(organizations.values()),
        "memberships": memberships,
    }


def _of_party(party: Party) -> dict[str, Any]:
    found = {"id": f"party/{party.id}", **_named(party), "classification": party.kind}
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


def _as_of(party: Party) -> dict[str, str]:
    return {"start_date": party.as_of.first.isoformat()} if party.as_of else {}


def _office(person: Person, number: int) -> dict[str, Any]:
    role = person.roles[number]
    found: dict[str, Any] = {"person_id": f"person/{person.id}", "role": role.office}
    if role.party:
        found["organization_id"] = f"party/{role.party}"
    if role.body:
        found["organization"] = {"name": role.body}
    # When it is known that the office was held, and not since when.
    found["label"] = f"{role.office}, {role.when.spell()}"
    if role.note:
        found["note"] = role.note
    return found
