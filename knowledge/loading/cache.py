"""A compiled pack: what was read and checked once need not be read and checked again.

The cache is one file for each pack.  It is used only where its key agrees: the content of the
pack's files, of this program and of its data, and Babel's version.  It holds JSON, which is
validated as it is read; a file that is damaged, old or not to be written is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

import knowledge
from knowledge.model import SECTIONS, Entry, Pack, Uncoded
from knowledge.names.index import Index, Ref
from knowledge.turns import give_way

_MAGIC = b"compact pack 2\n"
_COMPILED: dict[str, type[Entry]] = {
    "pack": Pack,
    "drafts": Uncoded,
    **{
        name: model
        for name, model in SECTIONS.items()
        if name not in ("state_names", "ambiguous_names", "translations")
    },
}
_SETS = ("checked", "named", "shared")
_CHUNK = 50  # entries that are read at a stretch, in which no other thread gets on
_CHUNK_OF_NAMES = 500


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pack as it was when it was found fit to answer.

    Args:
        entries: by section, in the order of the files.
        index: from words to entries.
        checked: the source documents that were at hand for the checks.
        named: those that are read otherwise where names are known.
        shared: names that several parties are known by.
        doubts: what is wrong with documents of which passages are left out, a line each.
    """

    entries: Mapping[str, Sequence[Any]]
    index: Index = field(repr=False)
    checked: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackCache:
    """The compiled packs of a folder.

    Args:
        folder: where they are; it is made when something is written.
    """

    folder: Path

    def read(self, key: str) -> Compiled | None:
        """Read a compiled pack.

        Args:
            key: of the content that it has to be made from.

        Returns:
            The pack, or None where there is none that can be trusted.
        """
        try:
            content = self._path(key).read_bytes()
            return _decode(content, key)
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            return None

    def write(self, key: str, compiled: Compiled) -> None:
        """Keep a compiled pack; a folder that cannot be written is no fault."""
        path = self._path(key)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix="pack-", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.writelines(_encode(compiled, key))
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            for old in sorted(self.folder.glob("pack-*.json"), key=_age)[:-8]:
                old.unlink(missing_ok=True)
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self.folder / f"pack-{key[:32]}.json"


def _age(path: Path) -> float:
    return path.stat().st_mtime


def content_key(files: Iterable[tuple[str, bytes]]) -> str:
    """Give the key of a pack's files, read with this program.

    Args:
        files: path in the pack and content, in order.
    """
    digest = hashlib.sha256(_program().encode())
    for name, content in files:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def hash_program(package: Path) -> str:
    """Hash what decides how a pack is read: all code and data of a package, and Babel's version.

    Args:
        package: its folder; sub-packages count, packs do not.
    """
    digest = hashlib.sha256(version("babel").encode())
    data = (path for form in ("yaml", "txt") for path in package.glob(f"data/*.{form}"))
    for path in sorted((*package.rglob("*.py"), *data)):
        name = path.relative_to(package).as_posix()
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def _program() -> str:
    return hash_program(Path(knowledge.__path__[0]))


def _encode(compiled: Compiled, key: str) -> list[bytes]:
    blobs: list[bytes] = []
    parts: list[tuple[str, int]] = []

    def put(name: str, blob: bytes) -> None:
        blobs.append(blob)
        parts.append((name, len(blob)))

    index = compiled.index
    names = [
        [name, index.shown[name], *(text for ref in refs for text in (ref.kind, ref.id))]
        for name, refs in index.names.items()
    ]
    for start in range(0, len(names), _CHUNK_OF_NAMES):
        chunk = names[start : start + _CHUNK_OF_NAMES]
        put("names", json.dumps(chunk, ensure_ascii=False, separators=(",", ":")).encode())
    for name in _SETS:
        put(name, json.dumps(sorted(getattr(compiled, name))).encode())
    put("doubts", json.dumps(compiled.doubts).encode())
    for name, model in _COMPILED.items():
        adapter = _adapter(model)
        entries = list(compiled.entries[name])
        for start in range(0, len(entries), _CHUNK):
            some = entries[start : start + _CHUNK]
            put(name, adapter.dump_json(some, exclude_defaults=True))
    head = json.dumps({"key": key, "parts": parts, "sha256": _digest(blobs)}).encode() + b"\n"
    return [_MAGIC, head, *blobs]


def _adapter(model: type[Entry]) -> TypeAdapter[list[Entry]]:
    return TypeAdapter(list[model])  # type: ignore[valid-type]


def _digest(blobs: Iterable[bytes | memoryview]) -> str:
    digest = hashlib.sha256()
    for blob in blobs:
        digest.update(blob)
    return digest.hexdigest()


def _decode(content: bytes, key: str) -> Compiled | None:
    if not content.startswith(_MAGIC):
        return None
    end = content.index(b"\n", len(_MAGIC)) + 1
    head = json.loads(content[len(_MAGIC) : end])
    body = memoryview(content)[end:]
    if head["key"] != key or _digest([body]) != head["sha256"]:
        return None
    entries: dict[str, list[Any]] = {name: [] for name in _COMPILED}
    index, sets, doubts = Index(), dict[str, frozenset[str]](), tuple[str, ...]()
    for name, blob in _parts(head["parts"], body):
        give_way()
        if name == "names":
            _fill(index, json.loads(blob))
        elif name in _SETS:
            sets[name] = frozenset(json.loads(blob))
        elif name == "doubts":
            doubts = tuple(json.loads(blob))
        else:
            entries[name] += _adapter(_COMPILED[name]).validate_json(blob)
    return Compiled(entries, index, doubts=doubts, **sets)


def _parts(parts: Iterable[tuple[str, int]], body: memoryview) -> Iterator[tuple[str, bytes]]:
    start = 0
    for name, length in parts:
        yield name, bytes(body[start : start + length])
        start += length


def _fill(index: Index, names: Iterable[list[Any]]) -> None:
    for name, shown, *refs in names:
        give_way()
        index.add_folded(name, shown, map(Ref, refs[::2], refs[1::2]))
