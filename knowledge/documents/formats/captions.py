"""Captions of recordings, WebVTT and SubRip: what each voice says."""

from __future__ import annotations

import io
import re

from knowledge.documents.formats import Extract, protect
from knowledge.errors import FormatError

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+(?P<name>[^>]*))?>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|lang|ruby|rt|font)(?:[.\s][^>]*)?>|<[\d:.]+>")


def read(content: bytes) -> Extract:
    """Read captions: a block for each run of cues of one voice, and for each cue without one."""
    import webvtt

    try:
        text = content.decode("utf-8-sig")
        form = "vtt" if text.startswith("WEBVTT") else "srt"
        cues = webvtt.from_buffer(io.StringIO(text), format=form).captions
    except (UnicodeDecodeError, webvtt.errors.MalformedFileError) as error:
        raise FormatError("the captions are damaged, or not UTF-8 text") from error
    blocks: list[str] = []
    last: str | None = None
    voiced = any("<v" in cue.raw_text for cue in cues)
    for cue in cues:
        for name, words in _voices(cue.raw_text.replace("\n", " " if voiced else "\n")):
            if not words:
                continue
            if not voiced:
                blocks.append(words)
            elif name and name == last:
                blocks[-1] += " " + words
            else:
                blocks.append(f"<v {name}>{words}")
            last = name
    return Extract("\n\n".join(blocks) + "\n")


def _voices(cue: str) -> list[tuple[str, str]]:
    """Part a cue by its voices; what stands before the first is nobody's."""
    found: list[tuple[str, str]] = []
    name, start = "", 0
    for match in [*_VOICE.finditer(cue), None]:
        end = match.start() if match else len(cue)
        found.append((name, protect(_TAG.sub("", cue[start:end])).strip()))
        if match:
            name, start = protect((match["name"] or "").strip()), match.end()
    return found
