"""The compiled pack: the same as the pack itself, and never trusted when it is not."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.loading.cache import PackCache, hash_program
from knowledge.loading.loader import PACKS, FaultyPack, load

PACK = PACKS / "gcm"


def assert_same(first: KnowledgeBase, second: KnowledgeBase) -> None:
    for field in fields(first):
        if field.name != "index":
            assert getattr(first, field.name) == getattr(second, field.name), field.name
    assert first.index.names == second.index.names
    assert first.index.shown == second.index.shown
    for line in ("jpan iom", "korea, republic of: data", "guinea bixxau", "nl salvador"):
        assert first.index.read(line) == second.index.read(line)


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note, for each look into the cache, whether a pack was found there."""
    found: list[bool] = []
    read = PackCache.read

    def note(self: PackCache, key: str) -> object:
        compiled = read(self, key)
        found.append(compiled is not None)
        return compiled

    monkeypatch.setattr(PackCache, "read", note)
    return found


def test_warm_is_the_same_as_cold(tmp_path: Path, reads: list[bool]) -> None:
    cold = load(PACK, None, tmp_path).knowledge
    warm = load(PACK, None, tmp_path).knowledge
    assert reads == [False, True]
    assert_same(cold, warm)
    assert_same(load(PACK).knowledge, warm)


def test_a_changed_file_is_read_anew(tmp_path: Path, reads: list[bool]) -> None:
    pack = Path(shutil.copytree(PACK, tmp_path / "pack"))
    load(pack, None, tmp_path / "cache")
    names = pack / "pack.yaml"
    names.write_text(names.read_text("utf-8").replace("Global Compact", "Changed Compact"), "utf-8")
    changed = load(pack, None, tmp_path / "cache").knowledge
    assert reads == [False, False]
    assert changed.pack.name.startswith("Changed Compact")


def test_a_fault_is_told_however_warm(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(PACK, tmp_path / "pack"))
    load(pack, None, tmp_path / "cache")
    (pack / "more.yaml").write_text("topics: [{id: 3}]\n", "utf-8")
    for _ in range(2):
        with pytest.raises(FaultyPack):
            load(pack, None, tmp_path / "cache")


@pytest.mark.parametrize("damage", ["cut", "letter", "empty", "noise", "folder"])
def test_a_damaged_cache_is_passed_over(tmp_path: Path, reads: list[bool], damage: str) -> None:
    whole = load(PACK, None, tmp_path).knowledge
    path = only_file(tmp_path)
    content = path.read_bytes()
    middle = len(content) // 2
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(
            {
                "cut": content[:-1],
                "letter": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
                "empty": b"",
                "noise": bytes(range(256)) * 9,
            }[damage]
        )
    assert_same(whole, load(PACK, None, tmp_path).knowledge)
    assert reads == [False, False]


def test_a_cache_of_other_content_is_not_taken(tmp_path: Path) -> None:
    """A file under another's name: its own key says what it was made from."""
    load(PACK, None, tmp_path)
    key = "0" * 64
    shutil.copy(only_file(tmp_path), tmp_path / f"pack-{key[:32]}.json")
    assert PackCache(tmp_path).read(key) is None


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("no folder", "utf-8")
    assert load(PACK, None, taken).knowledge.pack.id == "gcm"
    assert taken.read_text("utf-8") == "no folder"


def test_documents_that_were_not_there_are_checked_against(
    tmp_path: Path, documents: Path, reads: list[bool]
) -> None:
    load(PACK, None, tmp_path)
    cold = load(PACK, documents, tmp_path)
    written = only_file(tmp_path).read_bytes()
    warm = load(PACK, documents, tmp_path)
    assert reads == [False, True, True]
    assert cold.library.documents.keys() == warm.library.documents.keys()
    assert only_file(tmp_path).read_bytes() == written
    assert len(load(PACK, None, tmp_path).library.documents) == 0
    assert b'["' + next(iter(sorted(cold.library.documents))).encode() in written


def test_the_key_changes_with_any_file_of_the_program(tmp_path: Path) -> None:
    package = tmp_path / "package"
    for name in ("model.py", "names/index.py", "loading/checks.py", "data/states.yaml"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("as it was", "utf-8")
    keys = [hash_program(package)]
    for name in ("model.py", "names/index.py", "loading/checks.py", "data/states.yaml"):
        (package / name).write_text("changed", "utf-8")
        keys.append(hash_program(package))
    assert len(set(keys)) == 5
    (package / "packs").mkdir()
    (package / "packs" / "topics.yaml").write_text("topics: []", "utf-8")
    assert hash_program(package) == keys[-1]
