"""Positions without stance and summary: drafts, in no answer and no count."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.errors import FaultyPack
from knowledge.loading.coverage import measure_coverage
from knowledge.loading.loader import load
from tests.conftest import ROOT

SMALL = ROOT / "tests" / "data" / "broken" / "unknown-labels"
DRAFT = """\
session: day-1
source: notes
positions:
  - id: japan-1-water
    party: japan
    topic: water
    stance:
    summary:
    locators: [japan 1.1]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with a record that is whole, and a draft."""
    shutil.copytree(SMALL, tmp_path / "pack")
    folder = tmp_path / "pack"
    sources = folder / "sources.yaml"
    labels = "KENYA: kenya, KENIA: kenya, The Chair: kenya}"
    text = sources.read_text().replace("KENYA: kenya}", labels)
    groups = "Blue Group: blue-group, Bleu Group: blue-group, everybody: blue-group}"
    sources.write_text(text.replace("Blue Group: blue-group}", groups))
    (folder / "drafts.yaml").write_text(DRAFT)
    return folder


def test_a_draft_is_read_and_is_no_position(pack: Path) -> None:
    base = load(pack, pack / "documents").knowledge
    assert [draft.id for draft in base.drafts] == ["japan-1-water"]
    assert base.positions == ()
    assert base.cited_in("notes") == ()
    assert base.interventions_searched() == {}


def test_a_draft_covers_nothing(pack: Path) -> None:
    loaded = load(pack, pack / "documents")
    (measured,) = measure_coverage(loaded.knowledge, loaded.library)
    assert "japan 1.1" in measured.uncovered


def test_drafts_are_kept_in_the_cache(pack: Path, tmp_path: Path) -> None:
    first = load(pack, None, tmp_path / "cache").knowledge.drafts
    assert load(pack, None, tmp_path / "cache").knowledge.drafts == first != ()


@pytest.mark.parametrize(
    ("written", "by_editor", "fault"),
    [
        ("    stance:\n", "    stance: support\n", "“summary” is empty"),
        ("    summary:\n", "    summary: Wants it.\n", "“stance” is empty"),
        ("    stance:\n", "", "“stance” is missing"),
        ("party: japan", "party: jappan", "there is no party “jappan”; did you mean “japan”?"),
        ("topic: water", "topic: watr", "there is no topic “watr”; did you mean “water”?"),
    ],
)
def test_a_half_coded_draft_is_a_fault(
    pack: Path, written: str, by_editor: str, fault: str
) -> None:
    (pack / "drafts.yaml").write_text(DRAFT.replace(written, by_editor))
    with pytest.raises(FaultyPack) as told:
        load(pack, pack / "documents")
    assert fault in str(told.value)


def test_a_position_and_a_draft_share_no_id(pack: Path) -> None:
    twice = DRAFT + DRAFT.split("positions:\n")[1].replace(
        "stance:\n    summary:", "stance: support\n    summary: Wants it."
    )
    (pack / "drafts.yaml").write_text(twice)
    with pytest.raises(FaultyPack) as told:
        load(pack)
    assert "“japan-1-water” stands already at" in str(told.value)
