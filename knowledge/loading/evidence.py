"""Checks of a pack against the documents: locators, voices, labels, and words that are theirs."""

from __future__ import annotations

from typing import Any

from knowledge.diagnostics import Fault
from knowledge.documents.forms.labels import trim
from knowledge.documents.library import Library
from knowledge.documents.locators import Document, parse_locator
from knowledge.errors import LocatorError
from knowledge.loading.copying import COPIED_WORDS, SharedWords
from knowledge.loading.draft import Draft
from knowledge.loading.floors import check_order
from knowledge.loading.labels import tell_label
from knowledge.model import (
    CITING,
    SUMMARY_WORDS,
    Party,
    Position,
    Remark,
    Source,
    Uncoded,
    walk,
)
from knowledge.yaml_source import Path as Place
from knowledge.yaml_source import nearest

_MANY = 3  # labels of another style than the form's, from which on the form may be the wrong one


def check_evidence(draft: Draft, library: Library) -> None:
    """Check all entries against the documents at hand.

    Args:
        draft: the entries; faults are added to its diagnostics.
        library: the documents; what needs one that is not at hand is not checked.
    """
    _check_locators(draft, library)
    _check_summaries(draft, library)
    _check_labels(draft, library)


def _check_locators(draft: Draft, library: Library) -> None:
    sources = draft.by_id("sources")
    for entry in draft.all():
        if isinstance(entry, Uncoded):
            continue  # what is learnt of a document renews its drafts; no answer has them
        for path, node in walk(entry):
            if isinstance(node, CITING) and node.source in sources:
                for number, text in enumerate(node.locators):
                    place = (*path, "locators", number)
                    _check_locator(draft, library, entry, sources[node.source], place, text)
        if isinstance(entry, Remark) and entry.source in sources:
            for name in ("sides_with", "differs_from"):
                for party, text in getattr(entry, name).items():
                    _check_locator(
                        draft, library, entry, sources[entry.source], (name, party), text
                    )


def _check_locator(
    draft: Draft, library: Library, entry: Any, source: Source, path: Place, text: str
) -> None:
    try:
        locator = parse_locator(text, source.addressed)
        document = library.documents.get(source.id)
        if document is not None:
            locator.leaves(document.lengths)
    except LocatorError as error:
        draft.fault(entry, path, Fault.LOCATOR, str(error))
        return
    if not source.spoken or not isinstance(entry, Remark):
        return
    speaker = locator.unit.rsplit(" ", 1)[0]
    if entry.party not in draft.declared.get(Party, ()):
        return  # reported as such
    if speaker != entry.party:
        message = f"“{text}” is not “{entry.party}” speaking but “{speaker}”"
        draft.fault(entry, path, Fault.SPEAKER, message)
    elif document is not None:
        _check_voice(draft, entry, source, document.attributions[locator.unit], path)


def _check_voice(draft: Draft, position: Remark, source: Source, printed: str, path: Place) -> None:
    """Hold a position's voice to what the record prints: "on behalf of" or nothing."""
    group = source.attributions.get(printed) if printed else None
    if printed and group is None:
        return  # reported once for the source
    if group != position.on_behalf_of:
        if group:
            message = f"the record has this on behalf of “{printed}”: write “on_behalf_of: {group}”"
        else:
            message = "the record has this on nobody's behalf: take “on_behalf_of” out"
        draft.fault(position, path, Fault.VOICE, message)


_OWN_WORDS = ("summary", "definition")  # names and titles may be the source's, by right


def _check_summaries(draft: Draft, library: Library) -> None:
    for position in draft.entries(Position):
        count = len(position.summary.split())
        if count > SUMMARY_WORDS:
            message = f"the summary has {count} words, at most {SUMMARY_WORDS} are allowed"
            draft.fault(position, ("summary",), Fault.LONG, message)
    runs = [SharedWords(document.passages.values()) for document in library.documents.values()]
    for entry in draft.all():
        for path, node in walk(entry) if runs else ():
            for name in _OWN_WORDS:
                text = getattr(node, name, "") or ""  # a draft has none
                for copied in filter(None, (source.copied(text) for source in runs)):
                    message = f"repeats {COPIED_WORDS} words of a source: “{copied}”"
                    draft.fault(entry, (*path, name), Fault.COPIED, message)


def _check_labels(draft: Draft, library: Library) -> None:
    """Every printed label and "on behalf of" of a floor record has to be somebody's."""
    for source in draft.entries(Source):
        if source.id in library.unreadable:
            message = f"“{source.file}” cannot be read: {library.unreadable[source.id]}"
            draft.fault(source, ("file",), Fault.UNREADABLE, message)
        document = library.documents.get(source.id)
        if document is None:
            continue
        for number, section in enumerate(source.sections):
            if section.id not in document.lengths:
                message = f"no text in the document stands under the section “{section.id}”"
                draft.fault(source, ("sections", number), Fault.SECTION, message)
        _check_labels_of(draft, source, document)
        check_order(draft, source, document)


def _check_labels_of(draft: Draft, source: Source, document: Document) -> None:
    lines: dict[str, list[int]] = {}
    for label, line in document.unknown_labels:
        lines.setdefault(label, []).append(line)
    for label, numbers in lines.items():
        message = tell_label(draft, source, document.style, label, numbers)
        draft.fault(source, ("speakers",), Fault.LABEL, message)
    marked = {turn.label for turn in document.interventions if turn.label != trim(turn.label)}
    if len(marked.intersection(lines)) >= _MANY:
        message = (
            f"{len(marked)} labels have another mark than those of the form “{document.style}”:"
            " “form: auto” tries every form"
        )
        draft.fault(source, ("form",), Fault.LABEL, message)
    for turn in document.interventions:
        if turn.attribution and turn.attribution not in source.attributions:
            hint = nearest(turn.attribution, list(source.attributions))
            message = (
                f"“attributions” lacks “{turn.attribution}”, for whom “{turn.label}” speaks "
                f"in line {turn.line} of the document{hint}"
            )
            draft.fault(source, ("attributions",), Fault.LABEL, message)
