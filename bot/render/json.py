"""An answer as data: the public JSON interface, described by answer.schema.json."""

from __future__ import annotations

from typing import Any, get_args

from bot.render.text import render_text
from handlers.answers.answer import Answer, EntryKind, Statement, Table

Json = dict[str, Any]


def render_json(answer: Answer) -> Json:
    """Give the whole answer, not its page, as JSON data.

    Args:
        answer: what is to be said.

    Returns:
        An object that fits ``bot/answer.schema.json``.
    """
    return {
        "query": answer.query,
        "command": answer.command,
        "title": answer.title,
        "text": render_text(answer, whole=True),
        "board": [
            {"stance": row.stance, "by": row.by, "names": list(row.names)} for row in answer.rows()
        ],
        "tables": [_table(table) for table in answer.tables()],
        "statements": [_statement(said) for said in answer.statements()],
        "related": [_statement(said) for said in answer.statements(related=True)],
        **{
            kind: [dict(entry.data) for entry in answer.entries(kind)]
            for kind in get_args(EntryKind)
        },
        "choices": [
            {"label": choice.label, "command": choice.command} for choice in answer.choices
        ],
        "notes": [{"kind": note.kind, "text": note.text} for note in answer.notes],
    }


def _table(table: Table) -> Json:
    return {
        "caption": table.caption,
        "topics": [
            {"id": key, "name": name} for key, name in zip(table.topics, table.columns, strict=True)
        ],
        "rows": [
            {
                "voice": row.name,
                "party": row.party,
                "on_behalf_of": row.on_behalf_of or None,
                "cells": [
                    {"stances": list(cell.stances), "on_part": cell.below} for cell in row.cells
                ],
            }
            for row in table.rows
        ],
    }


def _statement(said: Statement) -> Json:
    return {
        "id": said.id,
        "voice": said.voice,
        "party": said.party_name,
        "on_behalf_of": said.on_behalf_of_name or None,
        "topic": said.topic_name,
        "stance": said.stance,
        "summary": said.summary,
        "date": said.date,
        "session": said.session_name,
        "voiced_by": said.voiced_by or None,
        "source": said.cited.source_name,
        "locator": said.cited.locator,
        "quotes": list(said.cited.quotes),
        "note": said.note or None,
        "ids": {
            "party": said.party,
            "on_behalf_of": said.on_behalf_of or None,
            "topic": said.topic,
            "session": said.session,
            "source": said.cited.source,
        },
    }
