"""How much of the floor notes is recognised without help, beside what their editors wrote.

Run from the project's folder: ``.venv/bin/python -m bench.recognition``. The notes are read with
the pack's entries of their speakers taken out: once with all of the pack's parties, once with those
that a new pack begins with. Topics are proposed by the pack's own words and set against the topics
of the entries that cite the same part.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from bot.authoring.new import begin_pack
from knowledge.base import KnowledgeBase
from knowledge.documents.formats import Extract, extract
from knowledge.documents.locators import Document, parse_locator
from knowledge.documents.proposing import propose
from knowledge.documents.roster import Roster
from knowledge.finding.topics import TopicFinder
from knowledge.loading.labels import roster_of
from knowledge.loading.loader import PACKS, load
from knowledge.loading.reading import read_draft
from knowledge.model import Party
from tests.conftest import find_documents

NOTES = "session-2-notes"


def _words_by_line(document: Document, speakers: Mapping[str, str]) -> dict[int, tuple[str, int]]:
    """Give the speaker and the number of words of each intervention, by the line it begins in."""
    return {
        turn.line: (speakers.get(turn.label, ""), sum(len(part.split()) for part in turn.parts))
        for turn in document.interventions
    }


def _codes(parties: Iterable[Party]) -> dict[str, str]:
    """Give what a party is in any pack, which may have an id of its own for a state."""
    return {party.id: party.code or party.id for party in parties}


def _measure_speakers(
    name: str, read: Extract, roster: Roster, known: Document, truth: Mapping[str, str]
) -> None:
    proposal = propose(read, roster)
    codes = _codes(roster.parties)
    given = {label: codes[party] for label, party in proposal.speakers.items()}
    document, wanted = proposal.document, _words_by_line(known, truth)
    found = _words_by_line(document, given)
    right = sum(found.get(line, ("", 0))[0] == party for line, (party, _) in wanted.items())
    wrong = sum(
        words
        for line, (party, words) in found.items()
        if party and (party, words) != wanted.get(line)
    )
    left = {label for label, _, _ in proposal.unknown}
    silent = {t.label for t in known.interventions if t.line not in found} - left
    parties = {party for party, _ in wanted.values()}
    met = {party for line, (party, _) in wanted.items() if found.get(line, ("",))[0] == party}
    shares = (right / len(wanted), len(met) / len(parties))
    sys.stdout.write(
        f"{name}: form {document.style}; {right} of {len(wanted)} interventions ({shares[0]:.1%}) "
        f"and {len(met)} of {len(parties)} speakers ({shares[1]:.1%}) recognised; "
        f"{len(proposal.guessed)} of the labels as misprints; {len(left)} labels told as nobody's, "
        f"{len(silent)} passed over; {wrong} words under another's name\n"
    )


def _measure_topics(knowledge: KnowledgeBase, document: Document) -> None:
    finder = TopicFinder(knowledge.topics)
    coded: dict[str, set[str]] = {}
    for position in knowledge.positions:
        for text in position.locators if position.source == NOTES else ():
            for leaf in parse_locator(text, document.form).leaves(document.lengths):
                coded.setdefault(leaf, set()).update(position.topics)
    proposed = {
        leaf: {each.topic for each in finder.find(words)}
        for leaf, words in document.passages.items()
    }

    def tell(name: str, unit: Callable[[str], str]) -> None:
        wanted = Counter({(unit(leaf), topic) for leaf in coded for topic in coded[leaf]})
        found = Counter({(unit(leaf), topic) for leaf in proposed for topic in proposed[leaf]})
        both = (wanted & found).total()
        sys.stdout.write(
            f"topics by {name}: {found.total()} proposed, {wanted.total()} coded, {both} in both; "
            f"precision {both / found.total():.1%}, recall {both / wanted.total():.1%}\n"
        )

    tell("part", lambda leaf: leaf)
    tell("intervention", lambda leaf: leaf.rsplit(".", 1)[0])


def main() -> None:
    """Print the figures."""
    folder = find_documents()
    if folder is None:
        sys.stdout.write("The documents are not at hand (COMPACT_SOURCES).\n")
        return
    loaded = load(PACKS / "gcm", folder)
    source, document = loaded.knowledge.sources[NOTES], loaded.library.documents[NOTES]
    read = extract((folder / source.file).read_bytes(), source.file)
    codes = _codes(loaded.knowledge.parties.values())
    truth = {label: codes[party] for label, party in source.speakers.items()}
    with tempfile.TemporaryDirectory() as packs, redirect_stdout(StringIO()):
        new = begin_pack("A new one", [], Path(packs), StringIO())
        begun = roster_of(read_draft(new))
    for name, roster in (
        ("all parties of the pack", roster_of(read_draft(PACKS / "gcm"))),
        ("those of a new pack", begun),
    ):
        _measure_speakers(name, read, roster, document, truth)
    _measure_topics(loaded.knowledge, document)


if __name__ == "__main__":
    main()
