"""YAML to plain data, with the place of every node.

YAML 1.2 core types, so that ``NO`` stays Norway and ``on`` stays a word; and a number stays the
text that was written unless it is written in its shortest form, so that ``1.10`` and ``12:30`` are
not changed in silence.  Duplicate keys, merge keys, tags and runaway anchors are faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from knowledge.diagnostics import Diagnostic, Fault

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})\Z")
_STR = "tag:yaml.org,2002:str"
_FLOAT = re.compile(r"-?[0-9]+\.[0-9]+\Z")

# Aliases may repeat a node, but not multiply: a document of nine lines can otherwise grow to
# thousands of millions of nodes ("billion laughs").
ALIASED_NODES = 10_000
# No pack nests deeper. The C composer keeps no count and exhausts the stack at some ten thousand.
DEPTH = 50
# Fewer brackets than this cannot exhaust it, so that most files are parsed only once.
_SAFE_OPENERS = 3_000
_DEEP_INDENT = re.compile(rf"^[ \t?:-]{{{DEPTH * 4},}}", re.MULTILINE)
_RESOLVER: Any = yaml.resolver.Resolver()

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Yaml:
    """A parsed file.

    Args:
        file: path as it is to be shown.
        data: plain data; None for an empty or unreadable file.
        root: the node graph, for looking up places.
        diagnostics: faults of the YAML itself.
        text: of a file that could not be read, as far as it has one.
    """

    file: str
    data: object = None
    root: yaml.Node | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    text: str | None = None

    def fault(self, path: Path, code: Fault, message: str, *, key: bool = False) -> Diagnostic:
        """Make a diagnostic for the node at a path.

        Args:
            path: keys and indexes from the root; what is not there points to its nearest parent.
            code: the kind of fault.
            message: what is wrong.
            key: point to the last key itself rather than to its value.

        Returns:
            The diagnostic with the node's line and column.
        """
        line, column = self.place(path, key=key)
        return Diagnostic(self.file, line, column, code, message)

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Find the node at a path.

        Args:
            path: keys and indexes from the root; what is not there points to its nearest parent.
            key: point to the last key itself rather than to its value.

        Returns:
            Its line and column, counted from 1.
        """
        mark = self._mark(path, key)
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)

    def _mark(self, path: Path, key: bool) -> yaml.Mark | None:
        node = self.root
        if node is None:
            return None
        for depth, step in enumerate(path):
            found = None
            if isinstance(node, yaml.MappingNode):
                for key_node, value_node in node.value:
                    if key_node.value == str(step):
                        if key and depth == len(path) - 1:
                            return cast(yaml.Mark, key_node.start_mark)
                        found = value_node
                        break  # of equal keys the first one counts
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                found = node.value[step] if step < len(node.value) else None
            if found is None:
                return cast(yaml.Mark, node.start_mark)
            node = found
        return cast(yaml.Mark, node.start_mark)


def read_yaml(text: str, file: str) -> Yaml:
    """Parse one YAML document.

    Args:
        text: the document.
        file: path to show in diagnostics.

    Returns:
        Data, places and faults; never raises for a fault of the document.
    """
    result = Yaml(file)
    try:
        # Nesting that would exhaust the composer's stack is refused before it composes anything.
        fault = _too_deep(text, file) if _may_be_deep(text) else None
        if fault is None:
            result.root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        fault = _nesting_fault(error, text, file) or _syntax_fault(error, text, file)
    if fault is not None:
        result.diagnostics.append(fault)
        return result
    if result.root is not None:
        result.data = _Construction(result).build(result.root)
    return result


_HINTS = {
    "undefined alias": "; write *word in quotes if it is no alias",
    "cannot start any token": "; indent with spaces, not tabs, and put @ % ` in quotes",
    "mapping values are not allowed": "; put text that has “: ” in it in quotes",
}


def _syntax_fault(error: yaml.YAMLError | UnicodeEncodeError, text: str, file: str) -> Diagnostic:
    if isinstance(error, yaml.MarkedYAMLError):
        begun, mark = error.context_mark, error.problem_mark or error.context_mark
        problem = " ".join(filter(None, (error.context, error.problem)))
        if begun and "end of stream" in problem:
            mark = begun  # where it was opened says more than where the file ends
        elif "single document" in problem:
            problem = "a file of a pack has one document, and here another begins"
        elif begun and mark and begun.line != mark.line:
            problem += f" (it begins in line {begun.line + 1})"
        problem += next((hint for sign, hint in _HINTS.items() if sign in problem), "")
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Diagnostic(file, line, column, Fault.SYNTAX, f"not YAML: {problem}")
    if isinstance(error, UnicodeEncodeError):
        before, character = text[: error.start], error.object[error.start]
    else:  # a character that YAML does not have; the C reader counts bytes
        position, code = getattr(error, "position", 0), getattr(error, "character", 0)
        before = text.encode()[:position].decode(errors="ignore")
        character = chr(code) if isinstance(code, int) else str(code)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"not YAML: the character U+{ord(character[:1] or ' '):04X} may not stand in a file"
    return Diagnostic(file, line, column, Fault.SYNTAX, message)


def _may_be_deep(text: str) -> bool:
    openers = text.count("[") + text.count("{")
    return openers >= _SAFE_OPENERS or _DEEP_INDENT.search(text) is not None


def _too_deep(text: str, file: str) -> Diagnostic | None:
    """Find where a document is nested deeper than a pack needs."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH:
                mark = cast(yaml.Mark, event.start_mark)
                return Diagnostic(file, mark.line + 1, mark.column + 1, Fault.TOO_DEEP, _TOO_DEEP)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _nesting_fault(error: Exception, text: str, file: str) -> Diagnostic | None:
    """Tell apart the nesting that PyYAML itself refuses, from 6.0.4 on at a thousand levels.

    It refuses while it looks ahead, before it has told of the levels that no pack has; the text
    before that place tells of them.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return None
    if "nesting depth" not in (error.problem or ""):
        return None
    mark = error.problem_mark
    try:
        found = _too_deep(text[: mark.index], file)
    except yaml.YAMLError:  # what was cut off was needed to make sense of the rest
        found = None
    return found or Diagnostic(file, mark.line + 1, mark.column + 1, Fault.TOO_DEEP, _TOO_DEEP)


_TOO_DEEP = f"nested deeper than {DEPTH} levels, which no pack needs"


class _Construction:
    """Turns a node graph into data, once."""

    def __init__(self, result: Yaml) -> None:
        self.result = result
        self.seen: set[int] = set()
        self.open: set[int] = set()  # what is being built: the path from the root
        self.aliased = 0
        self.stopped = False

    def fault(self, node: yaml.Node, code: Fault, message: str) -> None:
        mark = cast(yaml.Mark, node.start_mark)
        self.result.diagnostics.append(
            Diagnostic(self.result.file, mark.line + 1, mark.column + 1, code, message)
        )

    def build(self, node: yaml.Node, repeated: bool = False) -> object:
        if self.stopped:
            return None
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        kind = "seq" if isinstance(node, yaml.SequenceNode) else "map"
        if node.tag != f"tag:yaml.org,2002:{kind}":
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(node, Fault.TAG, f"tags such as {tag} are not used in packs")
            return None
        identity = id(node)
        if identity in self.open:
            self.fault(node, Fault.ANCHOR, "an anchor that contains itself")
            return None
        if len(self.open) == DEPTH:
            self.stopped = True
            self.fault(node, Fault.TOO_DEEP, _TOO_DEEP)
            return None
        repeated = repeated or identity in self.seen
        if repeated:
            self.aliased += 1 + len(node.value)
            if self.aliased > ALIASED_NODES:
                self.stopped = True
                self.fault(node, Fault.ANCHOR, f"aliases repeat more than {ALIASED_NODES} nodes")
                return None
        self.seen.add(identity)
        self.open.add(identity)
        data: object
        if isinstance(node, yaml.SequenceNode):
            data = [self.build(item, repeated) for item in node.value]
        else:
            data = dict(self.pairs(node, repeated))
        self.open.discard(identity)
        return data

    def pairs(self, node: yaml.Node, repeated: bool) -> Iterator[tuple[str, object]]:
        first: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.fault(key_node, Fault.KEY, "a key has to be plain text")
                continue
            key = key_node.value
            if key == "<<" and not key_node.style:
                self.fault(
                    key_node, Fault.MERGE_KEY, "“<<” merges nothing in packs; write the keys out"
                )
                continue
            if key in first:
                line = first[key].start_mark.line + 1
                self.fault(key_node, Fault.DUPLICATE_KEY, f"“{key}” stands already in line {line}")
                continue
            first[key] = key_node
            yield key, self.build(value_node, repeated)

    def scalar(self, node: yaml.ScalarNode) -> object:
        text: str = node.value
        if node.tag != _implied_tag(node):
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(node, Fault.TAG, f"tags such as {tag} are not used in packs")
            return text
        return text if node.style else _read_plain(text)


def _implied_tag(node: yaml.ScalarNode) -> str:
    """Give the tag that the C loader (YAML 1.1) finds where none is written."""
    if node.style:
        return _STR
    if node.tag == _STR and isinstance(_read_plain(node.value), str):
        return _STR  # the common case, without asking the slow resolver
    return str(_RESOLVER.resolve(yaml.ScalarNode, node.value, (True, False)))


def _read_plain(text: str) -> object:
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text) and repr(float(text)) == text:
        return float(text)
    return text


def nearest(word: str, known: Sequence[str]) -> str:
    """Word a hint to the nearest known word.

    Args:
        word: what was written.
        known: what could have been meant.

    Returns:
        "; did you mean “x”?" or "" where nothing is near.
    """
    near = nearest_of(word, known)
    return f"; did you mean “{near}”?" if near else ""


def nearest_of(word: str, known: Sequence[str]) -> str:
    """Give the nearest known word, or "" where nothing is near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    budget = max(1, len(word) // 3)
    best = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=budget)
    return best[0] if best else ""
