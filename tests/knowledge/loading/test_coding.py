"""How far two readers of the stances agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.request import Services
from knowledge.errors import FaultyPack
from knowledge.loading.coding import (
    agreement_by_topic,
    agreement_with_pack,
    measure_agreement,
    read_coding,
)
from knowledge.loading.loader import PACKS
from tests.conftest import ROOT


def pairs(table: dict[tuple[str, str], int]) -> list[tuple[str, str]]:
    return [pair for pair, count in table.items() for _ in range(count)]


def test_kappa_of_a_worked_table() -> None:
    # 35 of 50 alike; by chance 26 would be: (0.7 - 0.52) / (1 - 0.52).
    table = {("yes", "yes"): 25, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 10}
    agreement = measure_agreement(pairs(table))
    assert (agreement.rows, agreement.same) == (50, 35)
    assert agreement.kappa == pytest.approx(0.3478, abs=5e-5)


def test_kappa_is_nothing_where_chance_would_do_as_well() -> None:
    table = {("yes", "yes"): 4, ("yes", "no"): 4, ("no", "yes"): 4, ("no", "no"): 4}
    assert measure_agreement(pairs(table)).kappa == 0


def test_readers_with_one_word_for_all_agree() -> None:
    assert measure_agreement([("statement", "statement")] * 3).kappa == 1


def test_the_table_of_the_docs_is_what_the_readers_coded(bare: Services) -> None:
    codings = read_coding(PACKS / "gcm", bare.knowledge)
    topics, others = agreement_by_topic(codings)
    assert others is not None
    whole = measure_agreement(coding.pair for coding in codings)
    expected = [
        f"| {name} | {agreement.rows} | {agreement.kappa:.2f} |"
        for name, agreement in {"all": whole, **topics, "topics of fewer rows": others}.items()
    ]
    page = (ROOT / "docs" / "stances.md").read_text(encoding="utf-8").splitlines()
    start = page.index("| topic | rows | kappa |") + 2
    assert page[start : start + len(expected) + 1] == [*expected, ""]
    assert f"{whole.rows} were coded" in " ".join(page)
    assert f"agree on {whole.same / whole.rows:.1%}".replace("%", " %") in " ".join(page)


def test_every_stance_that_both_readers_missed_says_why(bare: Services) -> None:
    coded = {p.id: p for p in bare.knowledge.positions}
    for coding in read_coding(PACKS / "gcm", bare.knowledge):
        entry = coded.get(coding.entry)
        if entry and coding.topic in entry.topics:
            now = entry.on(coding.topic).stance
            assert now in coding.pair or entry.coded, coding


def test_the_settled_stances_keep_to_both_readers(bare: Services) -> None:
    settled = agreement_with_pack(read_coding(PACKS / "gcm", bare.knowledge), bare.knowledge)
    assert settled is not None
    assert min(agreement.kappa for agreement in settled) > 0.9


def test_a_pack_without_codings_has_none(bare: Services, tmp_path: Path) -> None:
    assert read_coding(tmp_path, bare.knowledge) == ()
    assert agreement_with_pack((), bare.knowledge) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("entry,topic,one,two\n", "1:1 value the first line has to be entry,topic,first,second"),
        ("a,gfmd,support\n", "2:1 value a row has 4 values, this one 3"),
        ("a,gfdm,support,oppose\n", "2:1 unknown-topic there is no topic “gfdm”"),
        (
            "a,gfmd,support,yes\n",
            "2:1 value “yes” is no stance; "
            "there are support, conditional, oppose, question, statement",
        ),
    ],
)
def test_faults(bare: Services, tmp_path: Path, text: str, place: str) -> None:
    if not text.startswith("entry"):
        text = "entry,topic,first,second\n" + text
    (tmp_path / "coding.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FaultyPack) as caught:
        read_coding(tmp_path, bare.knowledge)
    assert str(caught.value) == f"{tmp_path / 'coding.csv'}:{place}"
