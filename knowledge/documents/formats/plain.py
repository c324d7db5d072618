"""Plain text and Markdown, as they stand."""

from __future__ import annotations

import codecs

from knowledge.documents.formats import Extract
from knowledge.errors import FormatError


def read(content: bytes) -> Extract:
    """Decode UTF-8, with or without a mark, or UTF-16 with one."""
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return Extract(content.decode("utf-16" if utf_16 else "utf-8-sig"), marked=False)
    except UnicodeDecodeError as error:
        raise FormatError("the document is not UTF-8 text") from error
