"""From a document's bytes to its text, in one notation for every format.

The notation is that of plain notes: ``# `` before a heading, ``**`` around bold, ``*`` around
italics, ``<u>`` around underlined words, ``- `` or ``1. `` before an item, a tab between the cells
of a row, ``<v Name>`` before what a voice says, ``[1]`` where a footnote is called and
``<sup>1</sup> `` before the note.  What the document has of these marks as its own characters is
protected, so that no star of a text becomes a label.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from knowledge.errors import FormatError

# Characters of the notation, and what stands for them where a document has them as text.
_MARKS = "*#<|"
_PROTECT = {ord(mark): chr(0xE000 + place) for place, mark in enumerate(_MARKS)}
_RESTORE = {ord(held): chr(mark) for mark, held in _PROTECT.items()}


@dataclass(frozen=True, slots=True)
class Extract:
    """What was read of a document.

    Args:
        text: in the notation of plain notes.
        remarks: what a reader has to know: tracked changes and whose, heads that were left out.
        whole: whether its paragraphs are whole; those of plain text and of pages may be cut.
        marked: whether its marks are a format's; in plain text they are as somebody wrote them.
    """

    text: str
    remarks: tuple[str, ...] = ()
    whole: bool = False
    marked: bool = True


_READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".markdown": "plain",
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".vtt": "captions",
    ".srt": "captions",
}
_SIGNS = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"), (b"WEBVTT", "captions"))
FORMATS = tuple(_READERS)


def extract(content: bytes, file: str) -> Extract:
    """Read a document.

    Args:
        content: the file as it came.
        file: its name, which tells the format; a sign in the content tells it better.

    Returns:
        Its text.

    Raises:
        FormatError: where it is of no format that is read, damaged, without text, or where the
            library for it is not installed.
    """
    name = PurePath(file).suffix.lower()
    module = next((m for sign, m in _SIGNS if content.startswith(sign)), _READERS.get(name))
    if module is None:
        known = ", ".join(dict.fromkeys(FORMATS))
        raise FormatError(f"“{name or file}” is no format that is read; these are: {known}")
    try:
        read: Callable[[bytes], Extract] = import_module(f"{__name__}.{module}").read
        found = read(content)
    except FormatError:
        raise
    except ImportError as error:
        message = f"reading {name} needs {error.name}: pip install 'compact-bot[documents]'"
        raise FormatError(message) from error
    except Exception as error:
        # What others' libraries raise at a damaged file is without end, and is the file's fault.
        raise FormatError(
            "the document is damaged, or no such document as its name says"
        ) from error
    if not found.text.strip():
        raise FormatError("there is no text in it; a scanned document needs text recognition first")
    return found


def protect(text: str) -> str:
    """Write a text's own characters so that none is taken for a mark."""
    return text.translate(_PROTECT)


def restore(text: str) -> str:
    """Give a text its own characters back."""
    return text.translate(_RESTORE)
