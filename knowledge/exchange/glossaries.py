"""Terms of glossaries in TBX (ISO 30042, of 2008 and of 2019), as entries of a pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_external_ges, feature_namespaces

from knowledge.drafting.sources import id_of
from knowledge.errors import FormatError
from knowledge.exchange.reading import Reading, Spot
from knowledge.exchange.sections import Item
from knowledge.names.normal import LANGUAGES
from knowledge.yaml_source import Path

# Names of the elements of 2008, then of 2019.
_CONCEPTS = ("termEntry", "conceptEntry")
_SECTIONS = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_ROOTS = ("martif", "tbx")
_XML = "http://www.w3.org/XML/1998/namespace"
# What TBX calls a term that is short for another (ISO 12620, "term type").
_SHORT = {"abbreviation", "acronym", "initialism", "shortForm", "abbreviatedForm"}
_TAKEN = {"definition", "termType"}


@dataclass(slots=True)
class _Element:
    """An element, its text and where it begins."""

    tag: str
    attributes: dict[str, str]
    spot: Spot
    words: list[str] = field(default_factory=list)
    children: list[_Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self._texts()).split())

    @property
    def kind(self) -> str:
        """What it holds: named by an attribute, or, with the tags of 2019, by the tag itself."""
        return self.attributes.get("type", self.tag)

    def _texts(self) -> Iterator[str]:
        yield from self.words
        for child in self.children:
            yield from child._texts()

    def find(self, *tags: str) -> Iterator[_Element]:
        """Yield the elements under it that have one of these tags."""
        for child in self.children:
            if child.tag in tags:
                yield child
            yield from child.find(*tags)


class _Builder(ContentHandler):
    """Builds elements with their places, which no tree of the standard library has."""

    def __init__(self, parser: Any) -> None:
        super().__init__()
        self.open = [_Element("", {}, (1, 1))]
        self.parser = parser

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802
        read = {
            ("xml:" if space == _XML else "") + key: value for (space, key), value in attrs.items()
        }
        spot = (self.parser.getLineNumber(), self.parser.getColumnNumber() + 1)
        element = _Element(name[1], read, spot)
        self.open[-1].children.append(element)
        self.open.append(element)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802
        self.open.pop()

    def characters(self, content: str) -> None:
        self.open[-1].words.append(content)

    def skippedEntity(self, name: str) -> None:  # noqa: N802
        raise SAXException(f"it has the entity &{name}; from another file")


@dataclass(slots=True)
class _Name:
    """A term of a concept, as it stands."""

    text: str
    spot: Spot
    short: bool


def read_glossary(content: bytes, file: str, source: str) -> Reading:
    """Read a glossary in TBX.

    An abbreviation is what people look up, and what it stands for is its sense.  A definition is
    taken where it is said to be English or of no language; a concept without one, or without an
    English term, is left and told.

    Args:
        content: of the file.
        file: its name, for faults.
        source: id of the pack's source that the glossary is; each sense cites it.

    Returns:
        Terms, named in English, with what they are called in the official languages as
        translations.

    Raises:
        FormatError: where it is no TBX.
    """
    root = _parse(content, file)
    glossary = next(root.find(*_ROOTS), None)
    if glossary is None:
        raise FormatError(f"{file}: this is no TBX file: it has no “tbx” or “martif”.")
    reading = Reading(file)
    passed: Counter[str] = Counter()
    spelt: dict[str, Item] = {}
    language = _language(glossary) or "en"
    for concept in glossary.find(*_CONCEPTS):
        _read_concept(concept, language, source, reading, spelt, passed)
    if not spelt and not reading.remarks:
        raise FormatError(f"{file}: there are no terms in it.")
    if passed:
        listed = ", ".join(f"{what} ({number})" for what, number in sorted(passed.items()))
        reading.remarks.append(f"not taken: {listed}")
    return reading


def _parse(content: bytes, file: str) -> _Element:
    from defusedxml import DefusedXmlException
    from defusedxml.sax import make_parser

    parser = make_parser()
    builder = _Builder(parser)
    # Glossaries of 2008 name a type of document in another file; as it is, no other file is read.
    parser.forbid_external = False
    parser.setFeature(feature_external_ges, False)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(builder)
    try:
        parser.feed(content)
        parser.close()
    except DefusedXmlException as error:
        raise FormatError(f"{file}: this is no TBX file: it declares entities ({error}).") from None
    except SAXException as error:
        line = parser.getLineNumber() or 1
        raise FormatError(f"{file}:{line}: this is no TBX file: {error.getMessage()}.") from None
    return builder.open[0]


def _language(element: _Element) -> str:
    found = element.attributes.get("xml:lang", element.attributes.get("lang", ""))
    return found.replace("_", "-").split("-")[0].casefold()


def _read_concept(
    concept: _Element,
    language: str,
    source: str,
    reading: Reading,
    spelt: dict[str, Item],
    passed: Counter[str],
) -> None:
    """Read a concept into a term, or into a further sense of one that has its name."""
    names: dict[str, list[_Name]] = {}
    for section in concept.find(*_SECTIONS):
        names.setdefault(_language(section) or language, []).extend(_names(section))
    english = names.get("en", [])
    if not english:
        listed = next((name.text for each in names.values() for name in each), "")
        _leave(concept, listed, "has no English term", reading)
        return
    name, full = _choose(english)
    definition = _definition(concept, language)
    if definition is None:
        _leave(concept, name.text, "has no definition in English", reading)
        return
    sense: Item = {
        "means": full.text,
        "definition": definition.text,
        "citations": [{"source": source}],
    }
    key = id_of(name.text)
    others = [each.text for each in english if each.text not in (name.text, full.text)]
    if key in spelt:
        spelt[key]["senses"].append(sense)
        spelt[key]["aliases"] = list(dict.fromkeys([*spelt[key].get("aliases", ()), *others]))
    else:
        term: Item = {"id": key, "name": name.text, "senses": [sense]}
        if others:
            term["aliases"] = list(dict.fromkeys(others))
        spelt[key] = term
        spots: dict[Path, Spot] = {(): concept.spot, ("name",): name.spot}
        spots["senses", 0, "definition"] = definition.spot
        reading.add("terms", term, spots, made=True)
    _translate(concept, key, names, reading)
    _count_passed(concept, names, passed)


def _leave(concept: _Element, name: str, why: str, reading: Reading) -> None:
    called = f"“{name}”" if name else "a concept"
    reading.remarks.append(f"left: {called} in line {concept.spot[0]} {why}")


def _names(section: _Element) -> Iterator[_Name]:
    groups = [group for group in section.find(*_TERMS) if next(group.find("term"), None)]
    for group in groups or [section]:
        types = {
            each.text for each in group.find("termNote", "termType") if each.kind == "termType"
        }
        for term in group.find("term"):
            if term.text:
                yield _Name(term.text, term.spot, bool(types & _SHORT))


def _choose(names: list[_Name]) -> tuple[_Name, _Name]:
    """Choose what a concept is looked up by, and what that stands for."""
    short = [name for name in names if name.short]
    if not short and len(names) > 1:
        # Glossaries often leave out what kind of term one is; capitals tell.
        short = [name for name in names if name.text.isupper() and " " not in name.text]
    full = next((name for name in names if name not in short), names[0])
    return (short[0] if short else names[0]), full


def _definition(concept: _Element, language: str) -> _Element | None:
    """Give the English definition: of the English section first, else of the whole concept."""
    english = [each for each in concept.find(*_SECTIONS) if (_language(each) or language) == "en"]
    others = [each for each in concept.find(*_SECTIONS) if each not in english]
    foreign = [id(each) for section in others for each in _definitions(section)]
    own = [each for section in english for each in _definitions(section)]
    whole = [each for each in _definitions(concept) if id(each) not in foreign]
    fitting = [each for each in (*own, *whole) if (_language(each) or "en") == "en"]
    return next(iter(fitting), None)


def _definitions(element: _Element) -> list[_Element]:
    return [each for each in element.find("descrip", "definition") if _defines(each)]


def _defines(element: _Element) -> bool:
    return element.kind == "definition" and bool(element.text)


def _translate(
    concept: _Element, key: str, names: dict[str, list[_Name]], reading: Reading
) -> None:
    others = {
        code: list(dict.fromkeys(name.text for name in names[code]))
        for code in LANGUAGES
        if code != "en" and names.get(code)
    }
    if others:
        spots: dict[Path, Spot] = {(): concept.spot}
        spots |= {
            (code, n): names[code][n].spot for code in others for n in range(len(others[code]))
        }
        reading.add("translations", {"term": key, **others}, spots)


def _count_passed(concept: _Element, names: dict[str, list[_Name]], passed: Counter[str]) -> None:
    """Count what a pack has no place for."""
    for code in names:
        if code not in LANGUAGES:
            passed[f"terms in “{code}”"] += len(names[code])
    for each in concept.find("descrip", "admin", "note", "xref", "ref", "termNote"):
        if each.kind not in _TAKEN:
            passed[each.kind] += 1
