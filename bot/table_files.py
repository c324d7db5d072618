"""An answer's table as files, for the command line."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from bot.funnel import EXIT_STATUS, respond
from bot.render.pictures import render_picture
from bot.render.tables import describe, render_csv
from bot.render.text import render_text
from handlers.answers.answer import Answer
from handlers.request import Services

STANDARD_OUTPUT = "-"


def write_files(line: str, named: Mapping[str, str], services: Services) -> int:
    """Answer a line and write its table into files; say of a picture what it shows.

    Args:
        line: what is asked.
        named: the file by its form, "csv", "png" or "svg"; "-" for the standard output.
        services: what handlers use.

    Returns:
        The exit status.
    """
    status = 0
    for form, name in named.items():
        outcome = respond(line, services, _FORMS[form], explain=_explain)
        content, told = outcome.drawn
        status = max(status, EXIT_STATUS[outcome.status])
        if content and name == STANDARD_OUTPUT:
            sys.stdout.buffer.write(content)
        elif content:
            try:
                Path(name).write_bytes(content)
            except OSError as error:
                sys.stderr.write(f"{name} cannot be written: {error.strerror}.\n")
                return EXIT_STATUS["fault"]
        if told and (name != STANDARD_OUTPUT or not content):
            sys.stdout.write(f"{told}\n")
    return status


def _draw_csv(answer: Answer) -> tuple[bytes, str]:
    return render_csv(answer), ""


def _draw_png(answer: Answer) -> tuple[bytes, str]:
    return render_picture(answer, "png"), describe(answer)


def _draw_svg(answer: Answer) -> tuple[bytes, str]:
    return render_picture(answer, "svg"), describe(answer)


def _explain(answer: Answer) -> tuple[bytes, str]:
    return b"", render_text(answer)


_FORMS = {"csv": _draw_csv, "png": _draw_png, "svg": _draw_svg}
