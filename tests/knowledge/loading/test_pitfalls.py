"""What YAML takes without a word: told as a fault with its place, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from knowledge.errors import FaultyPack
from knowledge.loading.loader import load
from knowledge.loading.pitfalls import find_pitfalls
from knowledge.yaml_source import read_yaml

PACK = "pack: {id: water, name: Water talks, description: Talks about water.}\n"


def told(text: str) -> list[str]:
    return [f"{d.line}:{d.column} {d.code}" for d in find_pitfalls(text, read_yaml(text, "x.yaml"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("positions:\n  - summary: Backs item #4 and more\n", ["2:25 cut-off"]),
        ("positions:\n  - summary: Backs item # 4 and more\n", ["2:25 cut-off"]),
        ("positions:\n  - topic: wells #4\n", ["2:18 cut-off"]),
        ("positions:\n  - summary: #4 is backed\n    stance:\n", ["2:14 cut-off"]),
        ("terms:\n  - aliases: [one, two #2\n    ]\n", ["2:24 cut-off"]),
        ("terms:\n  - note: Of two lines\n      and the second #2\n", ["3:22 cut-off"]),
        ("events:\n  – id: x\n", ["2:3 character"]),
        ("party:\u00a0japan\n", ["1:7 character"]),
        ("positions:\n  -\u00a0party: japan\n", ["2:4 character"]),
        ("speakers:\n  JAPAN:\u00a0japan\n", ["2:9 character"]),
        ("pack: {id:\u00a0water}\n", ["1:11 character"]),
        ("when: 2018–03–13\n", ["1:11 character"]),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n", ["2:1 conflict", "6:1 conflict"]),
    ],
)
def test_what_an_editor_did_not_mean(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "positions:\n  - topic: wells # by “well”\n",
        "positions:\n  - summary: # yours to write\n    stance:\n",
        "positions:\n  - summary: Le Japon\u00a0dit\u00a0«\u00a0non\u00a0»\n",
        "positions:\n  - summary: 'Backs item #4'\n    # A comment of its own line.\n",
        "positions:\n  - summary: |\n      Backs item #4\n",
        "terms:\n  - name: C#\n    description: A sharp – and no flat – note\u00a0here.\n",
        "# A comment – with a dash\nterms: []\n",
        "name: Title\n=======\n",
    ],
)
def test_what_may_be_meant(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [("UK", "; GB is United Kingdom"), ("jp", "; JP is Japan"), ("XX", ""), ("EU", "")],
)
def test_a_code_that_is_no_state(tmp_path: Path, code: str, hint: str) -> None:
    (tmp_path / "pack.yaml").write_text(f"{PACK}states:\n  somewhere: {code}\n")
    with pytest.raises(FaultyPack) as fault:
        load(tmp_path)
    (diagnostic,) = fault.value.diagnostics
    assert diagnostic.code == "code"
    assert diagnostic.message.endswith(f"ISO 3166 (CH){hint}")


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        (
            "{id: one, heading: Wells}, {id: two, heading: WELLS}",
            "“WELLS” is the heading of section “one”, too",
        ),
        (
            "{id: one, begins: On wells}, {id: two, begins: On wells}",
            "“On wells” begins section “one”, too",
        ),
        ("{id: one, heading: Wells}, {id: two, begins: Wells}", ""),
    ],
)
def test_two_sections_that_begin_alike(tmp_path: Path, sections: str, message: str) -> None:
    (tmp_path / "pack.yaml").write_text(
        f"{PACK}sources:\n"
        "  - id: notes\n    name: Notes\n    author: A\n    date: 2024\n    kind: notes\n"
        f"    form: prose\n    file: notes.txt\n    sha256: {'0' * 64}\n"
        f"    sections: [{sections}]\n"
    )
    if not message:
        load(tmp_path)
        return
    with pytest.raises(FaultyPack) as fault:
        load(tmp_path)
    (diagnostic,) = fault.value.diagnostics
    assert (diagnostic.line, diagnostic.code) == (11, "heading")
    assert diagnostic.message == message


def test_nobody_speaks_on_behalf_of_a_state(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        f"{PACK}states: {{kenya: KE}}\nsources:\n"
        "  - id: notes\n    name: Notes\n    author: A\n    date: 2024\n    kind: notes\n"
        f"    form: colon\n    file: notes.txt\n    sha256: {'0' * 64}\n"
        "    attributions: {East: kenya}\n"
    )
    with pytest.raises(FaultyPack) as fault:
        load(tmp_path)
    (diagnostic,) = fault.value.diagnostics
    assert (diagnostic.line, diagnostic.column, diagnostic.code) == (12, 26, "group")
    assert diagnostic.message == "“kenya” is a state; one speaks on behalf of a group"


def test_files_that_are_passed_over_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pack.yaml").write_text(PACK)
    for name in ("B.YAML", "terms.yaml.txt", "notes.txt"):
        (tmp_path / name).write_text("terms: []\n")
    assert main(["check", str(tmp_path)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line for line in out if line.startswith("Passed over")] == [
        f"Passed over: {tmp_path / 'B.YAML'}; a pack's files end in “.yaml”.",
        f"Passed over: {tmp_path / 'terms.yaml.txt'}; a pack's files end in “.yaml”.",
    ]
