"""Word documents: text by mammoth; what is tracked, and whose, from the document itself."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

from knowledge.documents.formats import Extract
from knowledge.documents.formats.html import mark_up
from knowledge.errors import FormatError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_STYLE_MAP = "u => u\np[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
LARGEST_PART = 64 * 1024 * 1024  # bytes of XML; more is no document but a bomb


def read(content: bytes) -> Extract:
    """Read a Word document: insertions are in the text, deletions are told."""
    mammoth: Any = import_module("mammoth")  # has no types
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            remarks = tuple(_tell_changes(archive))
        html = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=_STYLE_MAP,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        ).value
    except (KeyError, ValueError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise FormatError("the document is damaged, or no Word document") from error
    return Extract(mark_up(html), remarks, whole=True)


def _tell_changes(archive: zipfile.ZipFile) -> Iterator[str]:
    """Say whose insertions, deletions and comments a document has."""
    counts: dict[str, Counter[str]] = {
        what: Counter() for what in ("insertions", "deletions", "comments")
    }
    for name in set(_PARTS).intersection(archive.namelist()):
        for element in _parse(archive, name).iter():
            if element.tag in (f"{_W}ins", f"{_W}moveTo"):
                counts["insertions"][_author(element)] += 1
            elif element.tag in (f"{_W}del", f"{_W}moveFrom"):
                counts["deletions"][_author(element)] += 1
    if "word/comments.xml" in archive.namelist():
        for element in _parse(archive, "word/comments.xml").iter(f"{_W}comment"):
            counts["comments"][_author(element)] += 1
    for what, by in counts.items():
        if by:
            whose = ", ".join(f"{author} ({count})" for author, count in by.most_common())
            yield f"{_KEPT[what]}: {whose}"


_KEPT = {
    "insertions": "a draft with tracked insertions, which are in the text, by",
    "deletions": "a draft with tracked deletions, which are not in the text, by",
    "comments": "comments, which are not in the text, by",
}


def _parse(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise ValueError(name)
    content = archive.read(name)
    if b"<!DOCTYPE" in content[:1024]:  # Word writes none, and entities can multiply
        raise ValueError(name)
    return ElementTree.fromstring(content)  # noqa: S314


def _author(element: ElementTree.Element) -> str:
    return element.get(f"{_W}author", "") or "somebody unnamed"
