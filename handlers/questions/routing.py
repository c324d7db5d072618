"""Which subcommand a line is meant for, where it is named, misspelt, put last or left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.names.index import Index, Kind, Reading, edit_budget
from knowledge.names.normal import normalise

DEFAULT = "position"


@dataclass(frozen=True, slots=True)
class Route:
    """Where a line goes.

    Args:
        command: the subcommand's name.
        words: what it is to read.
        misspelt: the word that was read as the subcommand, where it was not spelt so; or "".
    """

    command: str
    words: str
    misspelt: str = ""


# How people ask in whole sentences: what the line begins with, the subcommand, what stands before
# the rest of the words.
_SPOKEN: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(rf"(?:{pattern})\s*", re.IGNORECASE), command, before)
    for pattern, command, before in (
        (r"who(?:['’]?s|\s+(?:is|are|was|were))\s+(?:against|opposed\s+to)\b", "who", "opposes "),
        (r"who(?:['’]?s|\s+(?:is|are|was|were))\s+(?:for|in\s+favou?r\s+of)\b", "who", "supports "),
        (r"who\s+(?:said\s+what|spoke|talked|commented)\s+(?:on|about)\b", "topic", ""),
        (r"who(?:['’]s|s|\s+(?:is|are|was|were))\b", "people", ""),
        (r"when(?:['’]?s|\s+(?:is|are|was|were|will|does|do|did))\b", "event", ""),
        (r"(?:meaning|definition)\s+of\b", "term", ""),
        (r"what(?:['’]?s|\s+(?:is|comes|happens))\s+next\b|que\s+sigue|что\s+дальше", "next", ""),
        (r"next\s+(?:events?|sessions?|meetings?|steps?|deadlines?)\b", "next", ""),
        (r"qui\s+(?:soutient|appuie|est\s+pour)|qui[eé]n(?:es)?\s+apoyan?", "who", "supports "),
        (r"кто\s+(?:поддерживает|за)\b|谁支持|من\s+يؤيد", "who", "supports "),
        (r"qui\s+s['’]oppose\s+(?:à|aux?)|qui\s+est\s+contre", "who", "opposes "),
        (
            r"qui[eé]n(?:es)?\s+se\s+oponen?\s+al?\b|кто\s+против|谁反对|من\s+يعارض",
            "who",
            "opposes ",
        ),
        (
            r"qui\s+(?:est|sont)|qui[eé]n\s+es|кто\s+(?:такой|такая|это)|谁是|من\s+(?:هو|هي)",
            "people",
            "",
        ),
        (r"(?:quand|cu[aá]ndo)\s+(?:est|es|a|aura|ser[aá]|fue)?\b|когда|متى", "event", ""),
        (r"compare[rz]|comparar|compara|сравни(?:ть|те)?|比较|对比|قارن", "compare", ""),
        (r"cherche[rz]?|buscar?|поиск|найти|найди|搜索|查找|ابحث|بحث", "search", ""),
        (r"что\s+такое|什么是|qu['’]est-ce\s+que|qu[eé]\s+es|ما\s+(?:هو|هي)", "what", ""),
        (r"what(?:['’]?s|\s+(?:is|are))(?:\s+an?)?\b", "what", ""),
        (r"помощь|帮助|مساعدة", "help", ""),
    )
)
_MEANS = re.compile(
    r"what\s+(?:does|do|did)\s+(?:an?\s+|the\s+)?(?P<what>.+?)\s+(?:mean|stand\s+for|refer\s+to)\W*$",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\s+(?:(?:to\s+)?(?:take\s+place|happen|start|begin|end|be(?:\s+held)?|held))?\W*$",
    re.IGNORECASE,
)
_AGAINST_EACH_OTHER = re.compile(
    r"\b(?:vs|versus|compared?\s+(?:to|with)|(?:differences?|compare)\s+between)\b", re.IGNORECASE
)
_LAST = frozenset(
    "compare topic term brief gaps people timeline event proposal search who sources".split()
)
_BY_KIND: tuple[tuple[Kind, str], ...] = (
    ("term", "term"),
    ("event", "event"),
    ("person", "people"),
    ("source", "sources"),
)


def route(text: str, index: Index, called: Mapping[str, str]) -> Route:
    """Choose the subcommand that a line is meant for.

    Args:
        text: the line, without "/compact".
        index: the names that can be asked for.
        called: the subcommands' names by every word that calls them.

    Returns:
        Where it goes; the default subcommand where nothing says more.
    """
    first, _, rest = text.partition(" ")
    if not first:
        return Route("help", "")
    spoken = _spoken(text, index)
    if spoken is not None:
        return spoken
    command = called.get(first.casefold())
    if command is not None:
        return Route(command, rest.strip())
    whole = index.read(text)
    if _AGAINST_EACH_OTHER.search(text) and _is_comparison(whole):
        return Route("compare", _AGAINST_EACH_OTHER.sub(" ", text))
    before, _, last = text.rpartition(" ")
    if before and last.casefold().strip("?!. ") in _LAST:
        return Route(last.casefold().strip("?!. "), before)
    if whole.matches and not whole.unknown:
        return Route(DEFAULT, text)
    near = _near_command(first, index, called)
    if near is not None:
        return Route(near, rest.strip(), first)
    return Route(_by_kind(text, index, whole), text)


def _spoken(text: str, index: Index) -> Route | None:
    means = _MEANS.match(text)
    if means:
        return Route("term", means["what"])
    for pattern, command, before in _SPOKEN:
        match = pattern.match(text)
        if match is None:
            continue
        rest = text[match.end() :].strip(" ?!.؟？。")
        if command == "what":
            reading = index.read(rest, frozenset({"term"}))
            named = reading.matches and not reading.unknown
            return Route("term", rest) if named and _is_one_name(rest, index) else None
        if command == "event":
            rest = _ENDING.sub("", rest + " ")
        if not rest and command != "next" and command != "help":
            return None
        return Route(command, "" if command == "next" else before + rest)
    return None


def _is_one_name(words: str, index: Index) -> bool:
    """Tell whether words are one name and nothing else, so that "what is it" asks what it means."""
    folded = normalise(words)
    for article in ("the ", "a ", "an ", "la ", "le ", "el ", "l ", "los ", "les "):
        if folded.startswith(article) and folded not in index.names:
            folded = folded.removeprefix(article)
    return any(ref.kind == "term" for ref in index.names.get(folded, ())) or (
        len(folded.split()) == 1
    )


def _is_comparison(reading: Reading) -> bool:
    parties = [m for m in reading.matches if any(ref.kind == "party" for ref in m.refs)]
    return len(parties) > 1 and any(
        ref.kind == "topic" for match in reading.matches for ref in match.refs
    )


def _near_command(first: str, index: Index, called: Mapping[str, str]) -> str | None:
    """Find the one subcommand that a misspelt word can only mean."""
    if normalise(first) in index.names:
        return None
    return nearest_command(first, called)


def nearest_command(word: str, called: Mapping[str, str]) -> str | None:
    """Find the one subcommand that a misspelt word can only mean.

    Args:
        word: as it was typed.
        called: the subcommands' names by every word that calls them.

    Returns:
        Its name, or None where there is none or more than one.
    """
    word = word.casefold()
    budget = edit_budget(word)
    if not budget:
        return None
    near = process.extract(word, called.keys(), scorer=OSA.distance, score_cutoff=budget)
    near = [(name, edits, key) for name, edits, key in near if edits <= edit_budget(name)]
    least = min((edits for _, edits, _ in near), default=0)
    meant = {called[name] for name, edits, _ in near if edits == least}
    return meant.pop() if len(meant) == 1 else None


def _by_kind(text: str, index: Index, whole: Reading) -> str:
    """Choose by what the words name: parties and topics first, then one kind that fits all."""
    if whole.unknown or not whole.matches:
        for exact in (True, False):
            for kind, name in _BY_KIND:
                reading = index.read(text, frozenset({kind}))
                edits = sum(match.edits for match in reading.matches)
                if reading.matches and not reading.unknown and not (exact and edits):
                    return name
    return DEFAULT
