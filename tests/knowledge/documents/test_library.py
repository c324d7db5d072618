"""The documents at hand: found by name or by hash, quoted only where the hash agrees."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from knowledge.documents.library import LARGEST_DOCUMENT, Library, open_library
from knowledge.errors import LocatorError
from knowledge.model import Source
from knowledge.when import When

RECORD = "ALFA – one – two\n\nBRAVO – three\n"
PAPER = "I. OPENING\n\nWater is scarce.\n\nWells are not.\n"


def source(key: str, text: str | bytes, form: str, **more: object) -> Source:
    content = text.encode() if isinstance(text, str) else text
    return Source.model_validate(
        {
            "id": key,
            "name": key.title(),
            "author": "A note-taker",
            "date": When.parse("2018"),
            "kind": "notes",
            "form": form,
            "file": f"{key}.txt",
            "sha256": hashlib.sha256(content).hexdigest(),
            **more,
        }
    )


NOTES = source("notes", RECORD, "floor", speakers={"ALFA": "alfa", "BRAVO": "bravo"})
TEXT = source("paper", PAPER, "prose", sections=[{"id": "I", "heading": "I. OPENING"}])


def opened(folder: Path | None) -> Library:
    return open_library(folder, [NOTES, TEXT])


def test_found_by_name(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(RECORD)
    (tmp_path / "paper.txt").write_text(PAPER)
    library = opened(tmp_path)
    assert set(library.documents) == {"notes", "paper"}
    assert library.changed == {}
    assert library.quote("notes", ["alfa 1.2", "bravo 1"]) == ("two", "three")
    assert library.quote("notes", ["alfa 1"]) == ("one", "two")
    assert library.quote("paper", ["I.1-2"]) == ("Water is scarce.", "Wells are not.")


def test_found_by_hash_under_another_name(tmp_path: Path) -> None:
    (tmp_path / "copy of something.text").write_text(RECORD)
    (tmp_path / "unrelated.bin").write_bytes(b"\xff\x00")
    (tmp_path / "folder").mkdir()
    library = opened(tmp_path)
    assert set(library.documents) == {"notes"}
    assert library.quote("notes", ["alfa 1.1"]) == ("one",)


def test_a_changed_document_is_named_and_never_quoted(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(RECORD.replace("one", "won"))
    library = opened(tmp_path)
    assert library.documents == {}
    assert set(library.changed) == {"notes"}
    assert library.quote("notes", ["alfa 1.1"]) == ()


def test_the_right_document_under_another_name_beside_a_changed_one(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(RECORD.replace("one", "won"))
    (tmp_path / "notes-old.txt").write_text(RECORD)
    library = opened(tmp_path)
    assert library.quote("notes", ["alfa 1.1"]) == ("one",)
    assert library.changed == {}


def test_names_and_documents_swapped(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(PAPER)
    (tmp_path / "paper.txt").write_text(RECORD)
    library = opened(tmp_path)
    assert set(library.documents) == {"notes", "paper"}
    assert library.changed == {}


@pytest.mark.parametrize("folder", ["missing", "a file"])
def test_a_folder_that_is_none(tmp_path: Path, folder: str) -> None:
    (tmp_path / "a file").write_text("")
    library = opened(tmp_path / folder)
    assert (library.documents, library.changed, library.folder) == ({}, {}, True)
    assert library.quote("notes", ["alfa 1.1"]) == ()


def test_no_folder_named() -> None:
    library = opened(None)
    assert (library.documents, library.folder) == ({}, False)


def test_an_empty_folder(tmp_path: Path) -> None:
    library = opened(tmp_path)
    assert (library.documents, library.changed, library.folder) == ({}, {}, True)


def test_a_document_that_is_no_utf8(tmp_path: Path) -> None:
    content = "ALFA – caf".encode() + b"\xe9"
    latin = source("latin", content, "floor", speakers={"ALFA": "alfa"})
    (tmp_path / "latin.txt").write_bytes(content)
    library = open_library(tmp_path, [latin])
    assert library.documents == {}
    assert set(library.unreadable) == {"latin"}
    assert library.changed == {}


def test_a_byte_order_mark_hides_no_label(tmp_path: Path) -> None:
    content = "\ufeff" + RECORD
    marked = source("marked", content, "floor", speakers={"ALFA": "alfa", "BRAVO": "bravo"})
    (tmp_path / "marked.txt").write_text(content, encoding="utf-8")
    assert open_library(tmp_path, [marked]).quote("marked", ["alfa 1"]) == ("one", "two")


def test_a_large_file_of_another_name_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "film.mp4").open("wb") as film:
        film.truncate(LARGEST_DOCUMENT + 1)
    huge = source("huge", b"", "prose", sha256=_hash_of_zeros(LARGEST_DOCUMENT + 1))
    assert open_library(tmp_path, [huge]).documents == {}
    (tmp_path / "film.mp4").rename(tmp_path / "huge.txt")
    assert set(open_library(tmp_path, [huge]).documents) == {"huge"}


def _hash_of_zeros(count: int) -> str:
    digest = hashlib.sha256()
    digest.update(bytes(count))
    return digest.hexdigest()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_file_that_may_not_be_read_is_not_at_hand(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(RECORD)
    path.chmod(0)
    library = opened(tmp_path)
    assert (library.documents, library.changed) == ({}, {})


def test_a_locator_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(RECORD)
    with pytest.raises(LocatorError):
        opened(tmp_path).quote("notes", ["alfa 2"])
