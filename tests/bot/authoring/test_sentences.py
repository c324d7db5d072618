"""Where notes are cut into sentences: not at an abbreviation, and before a figure, too."""

from __future__ import annotations

from tests.bot.authoring.conftest import WithNotes

NOTES = """\
Kenya: wants strategic env. assessments in, mandatory. 2/3 or 3/4 is no issue for us.

Peru: Small group again 14:00, pump facil. reports Mon 30 Nov
"""


def test_a_passage_is_a_sentence(with_notes: WithNotes) -> None:
    compact = with_notes("evening.txt", NOTES, "water")
    assert compact("new", "Water", "evening.txt")[0] == 0
    assert compact("documents", "evening")[1].splitlines()[2:] == [
        "kenya 1.1  Kenya: wants strategic env. assessments in, mandatory.",
        "kenya 1.2  Kenya: 2/3 or 3/4 is no issue for us.",
        "peru 1.1   Peru: Small group again 14:00, pump facil. reports Mon 30 Nov",
    ]
    compact("ingest", "evening.txt", "--session", "session-1")
    told = compact("ask", "Kenya strategic")[1]
    assert "“wants strategic env. assessments in, mandatory.”" in told
