"""A new pack: small, valid, and commented so that it teaches its format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from knowledge.drafting.files import quote
from knowledge.drafting.sources import id_of
from knowledge.names.normal import state_codes, state_name, un_names

# What names in notes can mean two of: asked back, and nobody's label.
_SHARED = {"Congo": ("CG", "CD"), "Korea": ("KR", "KP")}
# "Congo" alone can be either; 53 letters are no name to read in a list.
_NAMES = {"CG": "Republic of the Congo", "GB": "United Kingdom"}

_PACK = """\
# A pack: one negotiation's knowledge. Any file of this folder may have any of these keys:
#   pack, states, state_names, ambiguous_names, parties, topics, events, sources, positions, filed,
#   terms, people, proposals, translations; and session and source, for all positions of a file.
# Ids are lower-case letters and digits with hyphens. “compact check” tells every fault at once.
pack:
  id: {id}
  name: {name}
  description: {description}
"""
_SOURCES = """\
# The documents. None of them is in the pack: COMPACT_SOURCES names the folder that has them. A
# document is quoted only while its sha256 agrees. form says how it prints who speaks: auto, floor,
# colon, capitals, emphasis, numbered, table, lines, voices, headings, bulletin or prose.
"""
_PARTIES = """\
# Who speaks and is no state: groups, organisations, those in the chair. States are in states.yaml.
# kind is group, organisation, observer, expert or chair. A group's members are ids of states, as
# they were at “as_of”.
parties:
  - id: chair # whoever presides; one who is to be told apart gets an entry of their own
    name: Chair
    kind: chair
    aliases: [Chairperson, Chairman, Chairwoman, Co-Chair, Co-Chairs, President, Facilitator]
  - {id: secretariat, name: Secretariat, kind: organisation}
  - {id: eu, name: European Union, short: EU, kind: group}
  - id: g77
    name: Group of 77 and China
    short: G77
    kind: group
    aliases: [Group of 77, G-77, G77 and China, G-77 and China, "G77/China", "G-77/China"]
  - {id: african-group, name: African Group, kind: group, aliases: [Africa Group]}
  - {id: asean, name: Association of Southeast Asian Nations, short: ASEAN, kind: group}
  - {id: aosis, name: Alliance of Small Island States, short: AOSIS, kind: group}
  - {id: ldcs, name: Least Developed Countries, short: LDCs, kind: group, aliases: [LDC Group]}
  - {id: grulac, name: Group of Latin American and Caribbean States, short: GRULAC, kind: group}
# - {id: friends, name: Friends of Water, kind: group, as_of: 2018-03, members: [kenya, norway]}
"""
_TOPICS = """\
# What is negotiated. A stance is towards the proposition, a noun phrase: “support” wants the thing.
# Other words for a topic say which way they point: synonyms the same way, against the other way,
# narrower a part of it or more than it. “compact ingest” proposes topics by all these words.
#topics:
#  - id: water
#    name: Clean water
#    proposition: clean water for all
#    synonyms: [drinking water, wells]
#    against: [privatisation of water]
#    narrower: [desalination]
#    parent: basic-services        # the wider topic, where there is one
"""
_SESSIONS = """\
# Sessions, deadlines, publications. A date is as precise as it is known: 2018, 2018-03,
# 2018-03-13, 2018-03-12..2018-03-15, early 2018. Each says which source has it.
{opening}
"""
_EVENT = """\
events:
  - id: session-1
    name: First session # its own name
    kind: session # or conference, consultation, hearing, forum, meeting, deadline, report, …
    dates:
      - {{when: {date}, source: {source}}} # the document's; put the session's own here
"""
_EVENT_EXAMPLE = """\
#events:
#  - id: session-1
#    name: First session
#    kind: session
#    place: Geneva
#    zone: Europe/Zurich
#    dates:
#      - {when: 2018-03-12..2018-03-15, source: notes}
"""
_POSITIONS = """\
# What was said: a party, a topic, a stance, a summary of at most 40 words in your own words.
# “compact ingest FILE --session session-1” writes drafts of these from a document.
#session: session-1
#source: notes
#positions:
#  - id: kenya-1-water
#    party: kenya
#    on_behalf_of: african-group   # only where it says so
#    topic: water
#    stance: support               # support, conditional, oppose, question, statement
#    summary: Backs clean water, if villages run the wells.
#    locators: [kenya 1.2-3]       # “compact documents FILE” lists them
#filed:
#  - {source: notes, locators: [kenya 1.1], reason: thanks the chair}
"""


def spell_pack(
    name: str, sources: Sequence[str], *, date: str, first: str, spoken: bool
) -> Mapping[str, str]:
    """Write the files of a new pack.

    Args:
        name: of the pack.
        sources: entries of its documents, as `spell_source` writes them.
        date: of the first document's file, for its session.
        first: id of the first document, or "".
        spoken: whether that records a session.

    Returns:
        Content by file name.
    """
    described = f"What was said on {name}."
    opening = _EVENT.format(date=date, source=first) if spoken else _EVENT_EXAMPLE
    files = {
        "pack.yaml": _PACK.format(id=id_of(name), name=quote(name), description=quote(described)),
        "states.yaml": "\n".join(_spell_states()) + "\n",
        "parties.yaml": _PARTIES,
        "topics.yaml": _TOPICS,
        "events.yaml": _SESSIONS.format(opening=opening.rstrip()),
        "positions.yaml": _POSITIONS,
    }
    listed = "".join(sources)
    files["sources.yaml"] = _SOURCES + (f"sources:\n{listed}" if listed else "sources: []\n")
    return {name: _settle(content) for name, content in files.items()}


def _settle(content: str) -> str:
    """Give a file that has only comments a key, so that it is one of a pack's."""
    if any(line and not line.startswith("#") for line in content.splitlines()):
        return content
    key = next(
        line.removeprefix("#").rstrip(":")
        for line in content.splitlines()
        if line in ("#topics:", "#events:", "#positions:")
    )
    return content + f"{key}: []\n"


def _spell_states() -> Iterator[str]:
    yield "# Every Member State of the United Nations, the Holy See and Palestine: id and ISO code."
    yield "# Their names in six languages come with the program; take out whom you do not need."
    yield "states:"
    names = {code: _NAMES.get(code) or un_names(code)["en"][0] for code in state_codes()}
    ids = {code: id_of(name) for code, name in names.items()}
    for code in sorted(ids, key=lambda code: ids[code]):
        yield f"  {quote(ids[code])}: {quote(code)}"
    yield "state_names: # where the United Nations word a name otherwise than the program would"
    for code in sorted(ids, key=lambda code: ids[code]):
        if names[code] != state_name(code):
            yield f"  - {{state: {quote(ids[code])}, name: {quote(names[code])}}}"
    yield "ambiguous_names: # asked back, and nobody's label"
    for shared, codes in _SHARED.items():
        yield f"  - {{name: {shared}, parties: [{', '.join(ids[code] for code in codes)}]}}"
