"""Every style of notes with its traps: no word in another's mouth, no label passed over."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.documents.formats import Extract, extract
from knowledge.documents.proposing import Proposal, propose
from knowledge.documents.roster import Roster
from knowledge.model import Party
from knowledge.names.normal import normalise, state_name
from tests.knowledge.documents.made import make_docx, make_pdf

CORPUS = sorted((Path(__file__).parents[2] / "data" / "styles").glob("*.yaml"))
CODES = (
    "BO CA CL CN CD CG DE FR GN GW GY ID IN JP KE KP KR LI MR MU ML MW NE NG NO PE PY RO RU SD SS "
    "SI SK TD TR UY UZ"
)

NAMES = {"KR": "Republic of Korea", "TR": "Turkey"}


def _party(key: str, name: str, kind: str, *aliases: str, code: str = "") -> Party:
    return Party.model_validate(
        {"id": key, "name": name, "kind": kind, "aliases": aliases, "code": code}
    )


ROSTER = Roster(
    (
        *(
            _party(normalise(name).replace(" ", "-"), name, "state", code=code)
            for code, name in (
                (code, NAMES.get(code) or state_name(code)) for code in CODES.split()
            )
        ),
        _party("african-group", "African Group", "group"),
        _party("g77", "Group of 77 and China", "group", "G77"),
        _party("eu", "European Union", "group"),
        _party("chair", "Chair", "chair"),
    ),
    frozenset({"korea", "congo"}),
)


def _load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def _extract(case: dict[str, Any]) -> Extract:
    text, file = case["text"], case["file"]
    if file.endswith(".docx"):
        return extract(make_docx(text, case.get("notes", ())), file)
    if file.endswith(".pdf"):
        return extract(make_pdf(text), file)
    return extract(text.encode(), file)


def _propose(case: dict[str, Any]) -> Proposal:
    read = _extract(case)
    return propose(read, ROSTER)


def _said(proposal: Proposal) -> dict[str, list[str]]:
    document = proposal.document
    if document.told:
        found: dict[str, list[str]] = {}
        for tellings in document.told.values():
            for telling in tellings:
                found.setdefault(telling.speaker, []).append(telling.words)
        return found
    return {turn.unit: list(turn.parts) for turn in document.interventions}


def _words(said: dict[str, list[str]]) -> Counter[tuple[str, str]]:
    return Counter(
        (unit.split(" ")[0], word)
        for unit, parts in said.items()
        for word in normalise(" ".join(parts)).split()
    )


@pytest.fixture(params=CORPUS, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return _load(request.param)


def test_who_said_what(case: dict[str, Any]) -> None:
    proposal = _propose(case)
    assert _said(proposal) == (case.get("said") or case["told"])


def test_what_is_known_guessed_and_left(case: dict[str, Any]) -> None:
    proposal = _propose(case)
    assert [label for label, _, _ in proposal.unknown] == case.get("unknown", [])
    assert sorted(proposal.guessed) == sorted(case.get("guessed", []))
    assert sorted(proposal.note_taker) == sorted(case.get("note_taker", []))


def test_for_whom(case: dict[str, Any]) -> None:
    proposal = _propose(case)
    spoken = {unit: whom for unit, whom in proposal.document.attributions.items() if whom}
    assert spoken == case.get("for", {})
    assert set(spoken.values()) <= set(proposal.attributions)


def test_the_form_is_found_by_trying(case: dict[str, Any]) -> None:
    document = _propose(case).document
    forms = case["form"] if isinstance(case["form"], list) else [case["form"]]
    assert document.style in forms, document.why
    assert document.why.startswith(document.style)


def test_what_is_nobodys_is_kept(case: dict[str, Any]) -> None:
    if "nobody" in case:
        assert [words for _, words in _propose(case).document.aside] == case["nobody"]


def test_its_sections(case: dict[str, Any]) -> None:
    proposal = _propose(case)
    if "sections" in case:
        assert [mark.id for mark in proposal.sections] == case["sections"]
    under = {leaf.rsplit(".", 1)[0] for leaf in proposal.document.passages}
    assert {mark.id for mark in proposal.sections} <= under


def test_remarks(case: dict[str, Any]) -> None:
    remarks = _extract(case).remarks
    assert len(remarks) == len(case.get("remarks", ()))
    for remark, begins in zip(remarks, case.get("remarks", ()), strict=True):
        assert remark.startswith(begins)


def test_no_word_is_in_another_mouth() -> None:
    """The figure for the whole corpus: words under a speaker who did not say them."""
    wrong = sum(
        (_words(_said(_propose(case))) - _words(case.get("said") or case["told"])).total()
        for case in map(_load, CORPUS)
    )
    assert wrong == 0
