"""How much of each document the pack accounts for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from handlers.request import Services
from knowledge.loading.coverage import Coverage, measure_coverage
from knowledge.loading.loader import load

DOCUMENT = "JAPAN – one – two – three\n\nKENYA – four\n\nKENYA – five – six\n\nJAPAN – thanks\n"
PROSE = "Front.\n\nI. OPENING\n\nOne.\n\nTwo.\n\n1 A note.\n\nREFERENCES\n\nA book.\n"


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


PACK = f"""\
pack: {{id: small, name: Small, description: A pack for tests.}}
states: {{japan: JP, kenya: KE}}
topics:
  - {{id: water, name: Water, proposition: clean water}}
events:
  - id: day-1
    name: First day
    kind: session
    dates: [{{when: 2018-03-13, source: notes, locators: [kenya 2.1]}}]
sources:
  - id: notes
    name: Notes
    author: A note-taker
    date: 2018-03-13
    kind: floor notes
    form: floor
    file: notes.txt
    sha256: {sha(DOCUMENT)}
    speakers: {{JAPAN: japan, KENYA: kenya}}
  - id: paper
    name: Paper
    author: A writer
    date: 2018
    kind: paper
    form: prose
    file: paper.txt
    sha256: {sha(PROSE)}
    sections:
      - {{id: I, heading: I. OPENING}}
      - {{id: refs, heading: REFERENCES, body: false}}
  - id: lost
    name: Lost
    author: A writer
    date: 2018
    kind: paper
    form: prose
    file: lost.txt
    sha256: {sha("")}
positions:
  - id: one
    party: japan
    topic: water
    stance: support
    summary: Wants clean water.
    session: day-1
    source: notes
    locators: [japan 1.1-2]
filed:
  - {{source: notes, locators: [japan 2], reason: Thanks.}}
  - {{source: paper, locators: [I.2], reason: No matter.}}
"""


def test_what_is_covered_filed_and_left(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "notes.txt").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "paper.txt").write_text(PROSE, encoding="utf-8")
    loaded = load(tmp_path, tmp_path)
    assert measure_coverage(loaded.knowledge, loaded.library) == (
        Coverage(
            source="notes",
            unit_name="interventions",
            leaf_name="parts",
            units=(1, 4),
            leaves=(4, 7),
            used=3,
            uncovered=("japan 1.3", "kenya 1.1", "kenya 2.2"),
        ),
        Coverage(
            source="paper",
            unit_name="sections",
            leaf_name="paragraphs",
            units=(0, 1),
            leaves=(1, 2),
            used=0,
            uncovered=("I.1",),
        ),
    )


def test_without_documents_nothing_is_measured(bare: Services) -> None:
    assert measure_coverage(bare.knowledge, bare.library) == ()


def test_the_pack_accounts_for_every_document_in_full(full: Services) -> None:
    found = measure_coverage(full.knowledge, full.library)
    assert {each.source: (each.units, each.leaves) for each in found} == {
        "session-2-notes": ((102, 102), (672, 672)),
        "coordination-meeting-2017": ((12, 12), (96, 96)),
        "genina-proposals": ((3, 3), (60, 60)),
        "gfmd-roundtable-3": ((3, 3), (29, 29)),
        "iisd-2017-06-08": ((2, 2), (10, 10)),
    }
    assert [leaf for each in found for leaf in each.uncovered] == []


def test_little_is_filed_rather_than_used(full: Services) -> None:
    """Filing is for what is procedural: nothing that was said is put away unread."""
    filed = {
        each.source: each.leaves[1] - each.used
        for each in measure_coverage(full.knowledge, full.library)
    }
    assert filed == {
        "session-2-notes": 3,
        "coordination-meeting-2017": 1,
        "genina-proposals": 0,
        "gfmd-roundtable-3": 0,
        "iisd-2017-06-08": 0,
    }
    assert all(each.reason for each in full.knowledge.filed)
