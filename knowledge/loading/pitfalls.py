"""What YAML takes without a word and no editor means: cut-off text, odd characters, merges."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml as pyyaml

from knowledge.diagnostics import Diagnostic, Fault
from knowledge.yaml_source import Yaml

_AFTER_TEXT = re.compile(r"\S[ \t]+#")
_COMMENT = re.compile(r"[ \t]+#(?P<said>.*)")
_ALL_CUT = re.compile(r"[ \t]*:[ \t]+(?P<mark>#)(?P<said>\S.*)")
# What is prose, in which "#" is a character like others; elsewhere a comment may follow a value.
_PROSE = frozenset("summary definition description note reason proposition means".split())
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_DASH = re.compile(r"^[ \t]*(?P<mark>[‐-―−])[ \t\u00a0]+\S", re.MULTILINE)
# At the beginning of a line, after its hyphen or its key, or after a key in braces.
_SPACE = re.compile(
    r"(?:^[ \t]*(?:-(?: [ \t]*|(?=[\u00a0\u2007\u202f])))?(?:[\w'-]+:)?|[{,][ \t]*[a-z_]+:)"
    r"(?P<mark>[\u00a0\u2007\u202f]+)",
    re.MULTILINE,
)
_EXACT = re.compile(
    r"^[ \t]*(?:- )?(?:id|when|date|as_of|time|code|sha256|party|topic|stance|session"
    r"|source):[^#\n]*?(?P<mark>[\u00a0\u2007\u202f‐-―−])",
    re.MULTILINE,
)
_CUT = "“#{said}” is cut off as a comment; put the text in quotes"
_NAMES = {
    "\u00a0": "a no-break space",
    "\u2007": "a figure space",
    "\u202f": "a narrow no-break space",
}


def find_pitfalls(text: str, parsed: Yaml) -> list[Diagnostic]:
    """Find what an editor cannot have meant in a file of a pack.

    Args:
        text: of the file.
        parsed: the same as YAML.

    Returns:
        Marks of an unfinished merge alone, where there are any: they bring the rest about.
    """
    conflicts = [_at(text, m.start(), parsed.file) for m in _CONFLICT.finditer(text)]
    if conflicts:
        message = "a mark of an unfinished merge; keep one of the two versions"
        return [Diagnostic(*place, Fault.CONFLICT, message) for place in conflicts]
    return [*_odd_characters(text, parsed.file), *_cut_off(text, parsed)]


def _at(text: str, position: int, file: str) -> tuple[str, int, int]:
    return file, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _odd_characters(text: str, file: str) -> Iterator[Diagnostic]:
    if text.isascii():
        return
    told: set[int] = set()
    for expression, right in ((_DASH, "“-”"), (_SPACE, "a space"), (_EXACT, "")):
        for match in expression.finditer(text):
            start = match.start("mark")
            if start in told:
                continue
            told.add(start)
            mark = match["mark"][0]
            name = _NAMES.get(mark, f"“{mark}”, which is no hyphen")
            instead = right or ("a space" if mark in _NAMES else "“-”")
            message = f"here stands {name}; write {instead}"
            yield Diagnostic(*_at(text, start, file), Fault.CHARACTER, message)


def _cut_off(text: str, parsed: Yaml) -> Iterator[Diagnostic]:
    """Find text that ends at a " #": all after it is a comment, and no answer shows it."""
    if parsed.root is None or not _AFTER_TEXT.search(text):
        return
    lines = text.splitlines()
    for name in _empty_keys(parsed.root):
        line, column = name.end_mark.line, name.end_mark.column
        if name.value in _PROSE and (all_cut := _ALL_CUT.match(lines[line], column)):
            message, place = _CUT.format(said=all_cut["said"]), all_cut.start("mark") + 1
            yield Diagnostic(parsed.file, line + 1, place, Fault.CUT_OFF, message)
    for key, node in _plain_values(parsed.root):
        end = node.end_mark
        # A plain value of several lines ends where the next thing begins.
        line, column = end.line, end.column
        if line >= len(lines) or (column == 0 and line > node.start_mark.line):
            continue
        comment = _COMMENT.match(lines[line], column)
        if comment and (key in _PROSE or not comment["said"].startswith(" ")):
            message = _CUT.format(said=comment["said"])
            yield Diagnostic(parsed.file, line + 1, column + 2, Fault.CUT_OFF, message)


def _empty_keys(node: pyyaml.Node) -> Iterator[pyyaml.ScalarNode]:
    """Yield each key after which nothing is written."""
    if isinstance(node, pyyaml.MappingNode):
        for name, value in node.value:
            if isinstance(value, pyyaml.ScalarNode):
                if not value.style and not value.value:
                    yield name
            else:
                yield from _empty_keys(value)
    elif isinstance(node, pyyaml.SequenceNode):
        for value in node.value:
            yield from _empty_keys(value)


def _plain_values(node: pyyaml.Node, key: str = "") -> Iterator[tuple[str, pyyaml.ScalarNode]]:
    if isinstance(node, pyyaml.MappingNode):
        for name, value in node.value:
            yield from _plain_values(value, str(name.value))
    elif isinstance(node, pyyaml.SequenceNode):
        for value in node.value:
            yield from _plain_values(value, key)
    elif isinstance(node, pyyaml.ScalarNode) and not node.style and node.value:
        yield key, node
