"""Feedback on answers: the dots under an answer, the form that they open, the report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from bot.render.slack.blocks import (
    OPTION_VALUE,
    Block,
    Message,
    clear,
    fit,
    overflow,
    paragraph,
    small_print,
    strong,
)
from handlers.answers.answer import Answer
from handlers.registry import find_command

FEEDBACK = "feedback"  # id of the dots, and of the form
WORDS, NAME = "words", "name"  # block and action ids of the form
Kind = Literal["wrong", "missing"]
LABELS: dict[Kind, str] = {"wrong": "Wrong", "missing": "Missing"}
_QUESTIONS: dict[Kind, str] = {"wrong": "What is wrong?", "missing": "What is missing?"}
WORDS_TEXT = 1_000
REPORT_TEXT = 2_000  # of the answer in a report
_GOES_ON = "…"  # at the end of a question that is too long for an option


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody chose under an answer.

    Args:
        kind: whether something is wrong or missing.
        line: the question; it ends in "…" where it was too long to be carried whole.
    """

    kind: Kind
    line: str

    @property
    def is_whole(self) -> bool:
        """Whether the question can be asked again."""
        return not self.line.endswith(_GOES_ON)


@dataclass(frozen=True, slots=True)
class Report:
    """What goes to the maintainers.

    Args:
        kind, question: what was chosen, under the answer to what.
        words: what the person adds, or "".
        answer: what was answered, as plain text.
        pack: name and version of the pack.
        by: id of the person; "" where the name is left out.
    """

    kind: Kind
    question: str
    words: str
    answer: str
    pack: str
    by: str


def takes_feedback(answer: Answer) -> bool:
    """Tell whether an answer is about what is on record, and not about a person's own reminders."""
    if not answer.query or answer.effects or any(note.kind == "fault" for note in answer.notes):
        return False
    command = find_command(answer.command or answer.query.split(" ")[0])
    return command is None or not command.uses_store


def offer_feedback(answer: Answer, asked: str) -> list[Block]:
    """Give the dots that stand last among an answer's buttons; nothing for some answers.

    Args:
        answer: what is shown.
        asked: the line that brings it again.
    """
    if not takes_feedback(answer):
        return []
    options = [(label, _carry(kind, asked)) for kind, label in LABELS.items()]
    return [overflow(options, FEEDBACK)]


def _carry(kind: Kind, line: str) -> str:
    value = f"{kind}:{clear(line)}"
    return value if len(value) <= OPTION_VALUE else value[: OPTION_VALUE - 1] + _GOES_ON


def read_remark(value: str) -> Remark | None:
    """Read what an option behind the dots carries; None where it is no such option's."""
    kind, colon, line = value.partition(":")
    found = next((known for known in LABELS if known == kind), None)
    return Remark(found, line) if found and colon else None


def render_feedback_form(remark: Remark) -> Block:
    """Draw the form: what is wrong or missing, and whether the name is left out, as it is first."""
    leave_out = {"text": _plain("Leave my name out"), "value": NAME}
    words = {"type": "plain_text_input", "action_id": WORDS, "multiline": True}
    name = {"type": "checkboxes", "action_id": NAME, "options": [leave_out]}
    return {
        "type": "modal",
        "callback_id": FEEDBACK,
        "private_metadata": json.dumps([remark.kind, remark.line], ensure_ascii=False),
        "title": _plain(_QUESTIONS[remark.kind]),
        "submit": _plain("Send"),
        "close": _plain("Cancel"),
        "blocks": [
            small_print(fit(f"In the answer to: {remark.line}", 500)),
            _ask(WORDS, "In your words", {**words, "max_length": WORDS_TEXT}),
            _ask(
                NAME,
                "Those who keep the record see question and answer",
                {**name, "initial_options": [leave_out]},
            ),
        ],
    }


def _ask(name: str, label: str, element: Block) -> Block:
    label_ = _plain(label)
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": label_,
        "element": element,
    }


def read_feedback_form(view: dict[str, Any]) -> tuple[Remark, str, bool] | None:
    """Read a form: what was chosen, the words, and whether the name goes along; None if damaged."""
    try:
        kind, line = json.loads(view["private_metadata"])
        values = view["state"]["values"]
        words = str(values[WORDS][WORDS].get("value") or "")
        named = values[NAME][NAME]["selected_options"] == []
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    remark = read_remark(f"{kind}:{line}")
    return (remark, words[:WORDS_TEXT], named) if remark else None


def render_thanks(title: str, sentence: str) -> Block:
    """Draw what stands in the form's place when it has been sent."""
    return {
        "type": "modal",
        "title": _plain(title),
        "close": _plain("Close"),
        "blocks": [paragraph(fit(sentence, 500))],
    }


def render_report(report: Report) -> Message:
    """Draw a report for the maintainers' channel."""
    label = LABELS[report.kind]
    blocks = [paragraph(f"*{label}*  {strong(report.question, 500)}")]
    for text, most in ((report.words, 2 * WORDS_TEXT), (report.answer, REPORT_TEXT)):
        if text.strip():
            blocks.append(paragraph(_quote(fit(text, most))))
    by = f"<@{report.by}>" if report.by.isalnum() else "without a name"
    blocks.append(small_print(f"{fit(report.pack, 200)} · {by}"))
    return {"text": f"{label}: {fit(report.question, 500)}", "blocks": blocks}


def _quote(text: str) -> str:
    return "\n".join(f"> {line.strip()}" for line in text.splitlines() if line.strip())


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}
