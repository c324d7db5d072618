"""From a question to the papers' entries that it numbers: by place in a series, by paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from handlers.answers.answer import Section
from handlers.answers.found import fitting, found_section
from handlers.questions.question import Question
from handlers.questions.searching import content_words, ordinal, voices_of
from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.finding.evidence import Evidence
from knowledge.finding.paragraphs import find_paragraphs
from knowledge.finding.search import Entry, stems_of
from knowledge.model import Party, Proposal
from knowledge.names.normal import normalise

_SERIES = re.compile(r"([A-Za-z -]+) (\d+):")  # "Short-term 3: peer review" of a title
_DECIMAL = re.compile(r"\b\d+\.\d+\b")  # "roundtable 3.1" is the third of nothing
# By what else people ask for the members of a series.
_ALIKE = {
    "added": "added adds add extra additional further supplementary supplements own new",
    "key": "",
    "priority": "priority priorities area areas",
}
# What asks where something stands: "which paragraph of Annex II is on return".
_WHICH = re.compile(
    r"\b(?:which|what|wat|name the|find the|number of the)(?: \w+){0,3}?"
    r" (?:paragraphs?|paras?|articles?|sub ?paragraphs?|letters?)\b"
    r"|\b(?:paragraphs?|paras?) (?:number )?(?:on|about|for|that|which|dealing|where)\b"
    r"|\b(?:paragraph|para) (?:numbers?|no)\b|\bwhere (?:in|does) (?:the )?annex\b"
)


# By what a paper is called in brief, where it is named as a place: "per GFMD", "at DESA".
_AS_PLACE = re.compile(
    r"(?<!\w)(?P<where>per|as per|according to|acc to|acc\. to|at|in) (?:the )?"
    r"(?P<body>[\w.]+(?: [\w.]+)?)(?=\W*$)",
    re.IGNORECASE,
)
_CALLED_AFTER = " report"
_BY_ITS_WORD = frozenset({"at", "in"})


def name_in_place(line: str, knowledge: KnowledgeBase) -> str:
    """Name a paper in full where a line ends on whose it is: "what did IOM say at DESA".

    Args:
        line: without its quotations.
        knowledge: whose sources are also called "… report" after somebody.

    Returns:
        The line with the paper's name; itself where it names none so. What is also a topic, such
        as a forum, is taken for a paper only where something is said according to it.
    """
    match = _AS_PLACE.search(line)
    if match is None:
        return line
    reports = knowledge.keep(("reports by whose they are",), lambda: _name_reports(knowledge))
    report = reports.get(normalise(match["body"]))
    if report is None or (match["where"].lower() in _BY_ITS_WORD and report[1]):
        return line
    return f"{line[: match.start()]}in the {report[0]}{line[match.end() :]}"


def _name_reports(knowledge: KnowledgeBase) -> dict[str, tuple[str, bool]]:
    """Give each name like "DESA report" by its beginning, and whether that is a topic's, too."""
    found: dict[str, tuple[str, bool]] = {}
    for source in knowledge.sources.values():
        for name in source.aliases:
            if name.endswith(_CALLED_AFTER):
                body = normalise(name.removesuffix(_CALLED_AFTER))
                matches = knowledge.index.read(body).matches
                kinds = {ref.kind for match in matches for ref in match.refs}
                if kinds & {"party", "topic"}:  # of somebody, and not of a month or a town
                    found[body] = name, "topic" in kinds
    return found


# "A separate paragraph on cooperation" is what somebody wants, and not where something stands.
_WANTED = re.compile(
    r"\b(?:an?|its|their|own|separate|new|dedicated|specific|special|stand ?alone|distinct|extra"
    r"|additional|another) (?:paragraph|para)\b"
)


def find_in_series(text: str, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Choose those whose title has the number in its series: "the third short-term proposal".

    Args:
        text: as it was asked.
        proposals: from which.
    """
    asked = normalise(_DECIMAL.sub(" ", text)).split()
    numbers = {place: ordinal(word) for place, word in enumerate(asked) if ordinal(word)}
    if not numbers:
        return []
    stems = set(stems_of(" ".join(asked)))
    found: list[Proposal] = []
    for proposal in proposals:
        series = _SERIES.match(proposal.title)
        if series is None:
            continue
        names = normalise(series[1]).split()
        places = [place for place, number in numbers.items() if number == int(series[2])]
        named = all(
            stems.intersection(stems_of(_ALIKE.get(name, name))) or name == "key" for name in names
        )
        if named and any(_counts_off(asked, place, names) for place in places):
            found.append(proposal)
    return found


def _counts_off(asked: Sequence[str], place: int, names: Collection[str]) -> bool:
    """Tell whether a number is a place in a series and not how many: "2 priorities" is none."""
    if not asked[place].isdigit():
        return True
    before = set(stems_of(" ".join(asked[max(0, place - 3) : place])))
    words = "proposal commitment number no principle point priority"
    return bool(before.intersection(stems_of(f"{words} {' '.join(names)}")))


def find_on_paragraph(number: str, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Choose those that name a paragraph, "8(m)": in the title, then in the text, then the note."""
    found: dict[str, tuple[int, Proposal]] = {}
    for proposal in proposals:
        parts = (proposal.title, proposal.summary, proposal.note)
        place = next((n for n, part in enumerate(parts) if number in find_paragraphs(part)), None)
        if place is not None:
            found[proposal.id] = (place, proposal)
    return [proposal for _, proposal in sorted(found.values(), key=lambda each: each[0])]


def asks_for_paragraph(question: Question) -> bool:
    """Tell whether it is asked which paragraph something stands in."""
    line = question.plain
    whole = all("(" not in number for number in question.paragraphs)
    lettered = bool(question.paragraphs) and whole and bool(_LETTER.search(line))
    wanted = bool(_WANTED.search(line))
    return lettered or (not question.paragraphs and not wanted and bool(_WHICH.search(line)))


def is_of_papers(question: Question) -> bool:
    """Tell whether a paragraph is asked for of a paper or annex, and not of the draft."""
    return bool(question.sources) or "annex-ii" in question.terms


def papers_asked(
    question: Question, parties: Collection[Party], knowledge: KnowledgeBase
) -> list[Proposal]:
    """List the proposals of the parties and documents that a question names, or all."""
    voices = {party.id for party in parties}
    papers = list(knowledge.proposals.values())
    own = [p for p in papers if p.party in voices]
    if not own and any(party.kind not in ("organisation", "expert") for party in parties):
        return []  # a state's priorities are no paper's
    within = [p for p in own or papers if _stands_in(p, question.sources)]
    return within or own or papers


def find_asked_in_series(
    question: Question, parties: Collection[Party], knowledge: KnowledgeBase
) -> list[Proposal]:
    """Find what a question asks for by its place: among the own papers of those whom it names.

    What somebody presented is asked for by his name, too: "the 4th priority of Rosengaertner".
    """
    text = _SO_MANY.sub(" ", question.text)
    if not any(map(ordinal, normalise(_DECIMAL.sub(" ", text)).split())):
        return []
    found = find_in_series(text, papers_asked(question, parties, knowledge))
    if found or not parties:
        return found
    presented = [
        proposal
        for proposal in knowledge.proposals.values()
        if any(party.brief in proposal.author for party in parties if party.kind == "expert")
    ]
    return find_in_series(text, presented)


_SO_MANY = re.compile(r"(?<=\bwhich )[2-9](?=\W*$)", re.IGNORECASE)  # "principles, which 3"


def _stands_in(proposal: Proposal, sources: Collection[str]) -> bool:
    return not sources or any(each.source in sources for each in proposal.citations)


def told_paragraphs(question: Question, services: Services) -> list[Section]:
    """Tell what names the paragraph that is asked for: of the draft, the declaration, its annex."""
    if not asks_for_paragraph(question):
        return []
    knowledge = services.knowledge
    words = [
        word
        for word in content_words(question, knowledge, topics=True)
        if not _ASKING.fullmatch(word)
    ]
    if not words:
        return []
    annexed = "annex" in question.plain
    # Of a party that is asked only its own: no other's words under its name.
    asked = [knowledge.parties[key] for key in question.parties]
    voices = [voice for party in asked for voice in voices_of(party, knowledge)]
    sought = services.evidence.find(
        words,
        parties=voices,
        topics=question.topics,
        kinds=("proposal",) if annexed else ("position", "proposal", "term"),
        asked=True,
        limit=MOST,
    )
    found = [
        each
        for each in fitting(sought, MOST)
        if find_paragraphs(text := _text_of(each.entry, knowledge))
        and (not annexed or "Annex" in text)
    ]
    best = found[0].share if found else 0.0
    # What is titled by its paragraph tells it more plainly than what has it in its small print.
    found.sort(key=lambda e: (e.share < ALIKE * best, not find_paragraphs(_title_of(e, knowledge))))
    return found_section(services, found[:SHOWN], words)


ALIKE = 0.9  # of the best one's share, to be as good
MOST = 60  # that are looked at for the number of a paragraph
SHOWN = 2
# "which letter of paragraph 8 is on racism"
_LETTER = re.compile(r"\b(?:which|what) (?:letter|sub ?paragraph|sub ?para|element|part|point)\b")
_ASKING = re.compile(
    r"\d+|paragraphs?|paras?|articles?|numbers?|annex|ii|letters?|draft|text|about"
)


def _title_of(found: Evidence, knowledge: KnowledgeBase) -> str:
    entry = found.entry
    return knowledge.proposals[entry.id].title if entry.kind == "proposal" else entry.title


def _text_of(entry: Entry, knowledge: KnowledgeBase) -> str:
    if entry.kind == "proposal":
        proposal = knowledge.proposals[entry.id]
        return f"{proposal.title} {proposal.summary} {proposal.note}"
    return f"{entry.title} {entry.text}" if entry.kind != "passage" else ""
