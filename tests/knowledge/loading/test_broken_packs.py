"""A corpus of broken packs: each is told all its faults, with place, code and words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import FaultyPack
from knowledge.loading.loader import PACKS, load
from tests.conftest import ROOT

CORPUS = ROOT / "tests" / "data" / "broken"
CASES = sorted(case.name for case in CORPUS.iterdir() if case.is_dir())


def faults(case: str) -> list[str]:
    """Load a case from within its folder, so that the paths are its own."""
    documents = Path("documents") if (CORPUS / case / "documents").is_dir() else None
    with pytest.raises(FaultyPack) as caught:
        load(Path(), documents)
    return [str(fault) for fault in caught.value.diagnostics]


@pytest.mark.parametrize("case", CASES)
def test_every_fault_is_told(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CORPUS / case)
    assert faults(case) == Path("expected.txt").read_text(encoding="utf-8").splitlines()


def test_the_corpus_has_every_kind_of_fault() -> None:
    """Every code that the checks can give is in the corpus; a new one needs a case."""
    told = {
        line.split(" ")[1]
        for case in CASES
        for line in (CORPUS / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    }
    assert told == {
        "anchor", "circle", "code", "copied", "date", "duplicate-alias", "duplicate-id",
        "duplicate-key", "empty", "encoding", "file", "floor", "group", "id", "key", "label",
        "locator", "long", "merge-key", "missing-key", "pack", "section", "speaker", "syntax",
        "tag", "too-deep", "translation", "type", "unknown-event", "unknown-key", "unknown-party",
        "unknown-session", "unknown-source", "unknown-term", "unknown-topic", "unmarked-alias",
        "unreadable", "value", "voice", "zone",
    }  # fmt: skip


def test_faults_are_sorted_by_file_line_and_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CORPUS / "many-files")
    with pytest.raises(FaultyPack) as caught:
        load(Path())
    places = [(fault.file, fault.line, fault.column) for fault in caught.value.diagnostics]
    assert places == sorted(places)
    assert {file for file, _, _ in places} == {
        "a/parties.yaml",
        "a/states.yaml",
        "b/topics.yaml",
        "pack.yaml",
        "positions.yaml",
        "z.yaml",
    }


def test_without_the_document_what_needs_it_is_not_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(CORPUS / "locators-against-the-document")
    with pytest.raises(FaultyPack) as caught:
        load(Path())
    assert [str(fault) for fault in caught.value.diagnostics] == [
        "positions.yaml:15:27 speaker “kenya 1.1” is not “japan” speaking but “kenya”"
    ]
    for case in ("copied-words", "unknown-labels", "missing-sections", "document-not-utf-8"):
        monkeypatch.chdir(CORPUS / case)
        load(Path())


def test_a_folder_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FaultyPack) as caught:
        load(Path("packs/none"))
    assert str(caught.value) == (
        "packs/none:1:1 pack there is no such folder; a pack is a folder with YAML files"
    )


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gone.yaml").symlink_to("nowhere")
    with pytest.raises(FaultyPack) as caught:
        load(Path())
    assert str(caught.value) == (
        "gone.yaml:1:1 file this file cannot be read: No such file or directory"
    )


def test_the_command_line_tells_them_all_and_fails() -> None:
    expected = (CORPUS / "many-files" / "expected.txt").read_text(encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "check", "."],
        cwd=CORPUS / "many-files",
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    told = [line for line in (ran.stdout + ran.stderr).splitlines() if ".yaml:" in line]
    assert told == expected.splitlines()


@pytest.mark.parametrize("file", ["topics.yaml", "states.yaml", "sources.yaml", "events.yaml"])
def test_what_follows_from_a_file_that_cannot_be_read_is_not_told(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(PACKS / "gcm", tmp_path / "pack")
    monkeypatch.chdir(tmp_path / "pack")
    Path(file).write_text(Path(file).read_text("utf-8") + "\n  - id: [unclosed\n", "utf-8")
    # A fault beside it that does not follow from it is told all the same.
    Path("more.yaml").write_text(
        "parties:\n  - {id: narnia, name: Narnia, kind: country, groups: [no-such-group]}\n",
        encoding="utf-8",
    )
    with pytest.raises(FaultyPack) as caught:
        load(Path())
    told = [(fault.file, fault.code.value) for fault in caught.value.diagnostics]
    assert (file, "syntax") in told
    assert {of for of, _ in told} == {file, "more.yaml"}


def test_of_a_file_that_is_not_there_nothing_is_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(PACKS / "gcm", tmp_path / "pack")
    monkeypatch.chdir(tmp_path / "pack")
    Path("topics.yaml").unlink()
    Path("topics.yaml").symlink_to("nowhere")
    with pytest.raises(FaultyPack) as caught:
        load(Path())
    assert [(fault.file, fault.code.value) for fault in caught.value.diagnostics] == [
        ("topics.yaml", "file")
    ]
