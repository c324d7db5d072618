"""YAML to data: what was written stays, faults are told with their place, nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.yaml_source import ALIASED_NODES, DEPTH, Diagnostic, nearest, read_yaml


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read_yaml(text, "f.yaml").diagnostics]


@pytest.mark.parametrize(
    ("written", "data"),
    [
        # What YAML 1.1 turns into something else stays what was written.
        ("NO", "NO"), ("no", "no"), ("on", "on"), ("Off", "Off"), ("yes", "yes"), ("y", "y"),
        ("12:30", "12:30"), ("190:20:30.15", "190:20:30.15"), ("1.10", "1.10"), ("1_000", "1_000"),
        ("012", "012"), ("0o14", "0o14"), ("0x1F", "0x1F"), ("1e3", "1e3"), ("+1", "+1"),
        (".inf", ".inf"), ("2018-03-13", "2018-03-13"), ("2018-03-13 10:00", "2018-03-13 10:00"),
        ("=", "="), ("9" * 5000, "9" * 5000), ("1." + "0" * 400, "1." + "0" * 400),
        # Core types.
        ("7", 7), ("0", 0), ("-12", -12), ("1.5", 1.5), ("-0.25", -0.25), ("2018", 2018),
        ("true", True), ("True", True), ("FALSE", False), ("~", None), ("null", None), ("", None),
        # Quotes make words of them.
        ('"7"', "7"), ("'true'", "true"), ('""', ""), ('"~"', "~"), ("|\n  7", "7"),
        # Collections.
        ("[a, {b: 1}]", ["a", {"b": 1}]), ("{}", {}), ("[]", []),
    ],
)  # fmt: skip
def test_what_was_written_stays(written: str, data: object) -> None:
    result = read_yaml(f"key: {written}", "f.yaml")
    assert result.diagnostics == []
    assert result.data == {"key": data}
    assert isinstance(result.data, dict)
    assert type(result.data["key"]) is type(data)


def test_keys_are_text() -> None:
    result = read_yaml("NO: Norway\n2018: a\ntrue: b\n12:30: c\n", "f.yaml")
    assert result.data == {"NO": "Norway", "2018": "a", "true": "b", "12:30": "c"}
    assert result.diagnostics == []


@pytest.mark.parametrize("text", ["", " ", "# only a comment\n", "---\n"])
def test_an_empty_file_has_no_data(text: str) -> None:
    result = read_yaml(text, "f.yaml")
    assert result.data is None
    assert result.diagnostics == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["f.yaml:3:1 duplicate-key “a” stands already in line 1"]),
        (
            "x:\n  - {b: 1, b: 2}\n  - 'c': 1\n    \"c\": 2\n",
            [
                "f.yaml:2:12 duplicate-key “b” stands already in line 2",
                "f.yaml:4:5 duplicate-key “c” stands already in line 3",
            ],
        ),
        ("a: !!str 12\n", ["f.yaml:1:4 tag tags such as !!str are not used in packs"]),
        ("a: !!int '12'\n", ["f.yaml:1:4 tag tags such as !!int are not used in packs"]),
        ("a: !!set {b, c}\n", ["f.yaml:1:4 tag tags such as !!set are not used in packs"]),
        ("- !party japan\n", ["f.yaml:1:3 tag tags such as !party are not used in packs"]),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            ["f.yaml:1:4 tag tags such as !!python/object/apply:os.system are not used in packs"],
        ),
        (
            "a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n",
            ["f.yaml:3:3 merge-key “<<” merges nothing in packs; write the keys out"],
        ),
        ("? [a, b]\n: c\n", ["f.yaml:1:3 key a key has to be plain text"]),
        ("a: &a [1, *a]\n", ["f.yaml:1:4 anchor an anchor that contains itself"]),
        ("a: &a\n  b: {c: *a}\n", ["f.yaml:1:4 anchor an anchor that contains itself"]),
        (
            "a: *nobody\n",
            [
                "f.yaml:1:4 syntax not YAML: found undefined alias; "
                "write *word in quotes if it is no alias"
            ],
        ),
        (
            "a: [1, 2\nb: 3\n",
            [
                "f.yaml:2:2 syntax not YAML: while parsing a flow sequence "
                "did not find expected ',' or ']' (it begins in line 1)"
            ],
        ),
        (
            "a: b: c\n",
            [
                "f.yaml:1:5 syntax not YAML: mapping values are not allowed in this context; "
                "put text that has “: ” in it in quotes"
            ],
        ),
        (
            "a: 1\n---\nb: 2\n",
            [
                "f.yaml:2:1 syntax not YAML: a file of a pack has one document, "
                "and here another begins"
            ],
        ),
        ('a: 1\nb: "open\n', [
            "f.yaml:2:4 syntax not YAML: while scanning a quoted scalar "
            "found unexpected end of stream",
        ]),
        ("a:\n\t- b\n", [
            "f.yaml:2:1 syntax not YAML: while scanning for the next token found character that "
            "cannot start any token; indent with spaces, not tabs, and put @ % ` in quotes",
        ]),
        ("é: \x07\n", ["f.yaml:1:4 syntax not YAML: the character U+0007 may not stand in a file"]),
        (
            "a: 1\nb: \x00",
            ["f.yaml:2:4 syntax not YAML: the character U+0000 may not stand in a file"],
        ),
        ("é: \ud800", ["f.yaml:1:4 syntax not YAML: the character U+D800 may not stand in a file"]),
    ],
)  # fmt: skip
def test_faults_are_told_with_their_place(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


def test_faults_of_one_file_come_together_and_the_rest_is_read() -> None:
    result = read_yaml("a: 1\na: 2\nb: !x y\n<<: 1\nc: 3\n", "f.yaml")
    assert [fault.code for fault in result.diagnostics] == ["duplicate-key", "tag", "merge-key"]
    assert result.data == {"a": 1, "b": "y", "c": 3}


def test_an_anchor_may_repeat_a_node() -> None:
    result = read_yaml("a: &a [1, 2]\nb: *a\nc: &word japan\nd: *word\n", "f.yaml")
    assert result.data == {"a": [1, 2], "b": [1, 2], "c": "japan", "d": "japan"}
    assert result.diagnostics == []


def test_a_billion_laughs_are_refused() -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    (fault,) = read_yaml("\n".join(lines), "f.yaml").diagnostics
    assert (fault.code, fault.message) == ("anchor", "aliases repeat more than 10000 nodes")


def test_aliases_may_repeat_as_many_nodes_as_a_pack_has() -> None:
    item = "[" + ", ".join("x" * 99) + "]"
    whole = f"a: &a {item}\n" + "".join(f"b{n}: *a\n" for n in range(ALIASED_NODES // 100))
    assert faults(whole) == []
    assert len(faults(whole + "one: *a\n")) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 100_000, (1, DEPTH + 1)),
        ("a: " + "[" * 100_000 + "]" * 100_000, (1, DEPTH + 3)),
        ("{a: " * 60 + "}" * 60, (1, DEPTH * 4 + 1)),
        ("[ # ]\n" * 100_000, (DEPTH + 1, 1)),
        ('["]", ' * 100_000, (1, DEPTH * 6 + 1)),
        ("- " * 100_000, (1, DEPTH * 2 + 1)),
        ("? " * 300, (1, DEPTH * 2 + 1)),
        ("".join(" " * n + "a:\n" for n in range(400)), (DEPTH + 1, DEPTH + 1)),
    ],
)
def test_deep_nesting_is_refused(text: str, place: tuple[int, int]) -> None:
    (fault,) = read_yaml(text, "f.yaml").diagnostics
    assert (fault.code, fault.line, fault.column) == ("too-deep", *place)
    assert fault.message == "nested deeper than 50 levels, which no pack needs"


def test_nesting_as_deep_as_allowed() -> None:
    result = read_yaml("[" * DEPTH + "]" * DEPTH, "f.yaml")
    assert result.diagnostics == []
    assert len(faults("[" * (DEPTH + 1) + "]" * (DEPTH + 1))) == 1


def test_many_brackets_are_not_deep() -> None:
    result = read_yaml("a: [" + "[], " * 5000 + "]\nb: '" + "[" * 5000 + "'\n", "f.yaml")
    assert result.diagnostics == []


PLACES = """\
# A comment.
parties:
  - id: japan
    aliases: [Nippon, "Nihon"]
  - {id: kenya, name: Kenya}
été: {"x": 1, y: [2, 3]}
"""


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), False, (2, 1)),
        (("parties",), True, (2, 1)),
        (("parties",), False, (3, 3)),
        (("parties", 0), False, (3, 5)),
        (("parties", 0, "id"), False, (3, 9)),
        (("parties", 0, "id"), True, (3, 5)),
        (("parties", 0, "aliases"), False, (4, 14)),
        (("parties", 0, "aliases", 1), False, (4, 23)),
        (("parties", 1), False, (5, 5)),
        (("parties", 1, "name"), False, (5, 23)),
        (("été", "x"), False, (6, 12)),
        (("été", "y", 1), False, (6, 22)),
        # What is not there points to its nearest parent.
        (("parties", 1, "kind"), False, (5, 5)),
        (("parties", 7), False, (3, 3)),
        (("parties", 0, "id", "more"), False, (3, 9)),
        (("nothing",), True, (2, 1)),
    ],
)
def test_every_node_knows_its_place(
    path: tuple[str | int, ...], key: bool, place: tuple[int, int]
) -> None:
    fault = read_yaml(PLACES, "f.yaml").fault(path, "code", "message", key=key)
    assert fault == Diagnostic("f.yaml", *place, "code", "message")


def test_of_two_equal_keys_the_first_is_read_and_pointed_to() -> None:
    result = read_yaml("a: 1\na: 2\n", "f.yaml")
    assert result.data == {"a": 1}
    assert result.fault(("a",), "c", "m").line == 1


def test_a_byte_order_mark_is_no_part_of_a_key() -> None:
    result = read_yaml("\ufeffa: 1\n", "f.yaml")
    assert result.data == {"a": 1}


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("japn", "; did you mean “japan”?"),
        ("kneya", "; did you mean “kenya”?"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_the_nearest_word(word: str, hint: str) -> None:
    assert nearest(word, ["japan", "kenya"]) == hint
    assert nearest(word, []) == ""


def plain(data: object) -> bool:
    if isinstance(data, dict):
        return all(isinstance(key, str) and plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(plain(item) for item in data)
    return data is None or isinstance(data, str | bool | int | float)


PIECES = st.sampled_from(
    [
        "a", "b: ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", "&a ", "*a ", "!!str ", "!x ",
        "<<: ", "\n", "\n  ", "#", "'", '"',
        "|\n", "---\n", "...", "%YAML 1.2\n", "NO", "1.10", "~", "\t",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.text() | st.text(st.characters()) | st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_data_or_faults(text: str) -> None:
    result = read_yaml(text, "f.yaml")
    assert plain(result.data)
    for fault in result.diagnostics:
        assert fault.line >= 1
        assert fault.column >= 1
        assert fault.message
        assert "\n" not in str(fault)
