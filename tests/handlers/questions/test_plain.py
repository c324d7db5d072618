"""What is written plainly, and that no line is passed over in which there is something to write."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.questions.plain import RULES, write_plainly
from handlers.questions.rules import Rule, parts_of

LATIN = st.characters(max_codepoint=0x24F)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern.pattern[:30])
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_a_pattern_finds_has_one_of_the_words_that_it_needs(
    rule: Rule, data: st.DataObject
) -> None:
    line = data.draw(st.from_regex(rule.pattern, alphabet=LATIN))
    assert rule.may_find(parts_of(line)), line


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("hi all, what did Japan say on paras twenty two", "what did Japan say on paras 22"),
        ("Annex II 8m and 8 b, right?", "Annex II 8(m) and 8(b) ?"),
        ("8m migrants", "8m migrants"),
        ("TAKEN STOCK, TAKE STOCK", "TAKEN STOCK, stocktaking"),
        ("when shed be done anyway", "when she would be done"),
        ("la 4ª sesión", "la 4th sesión"),
        ("thanks!", "thanks!"),
        ("which delagations suport it", "which delegations support it"),
        ("moderater of panel 2", "moderator of panel 2"),
        ("Suport of federated states", "Suport of federated states"),
    ],
)
def test_a_line_is_written_plainly(line: str, plain: str) -> None:
    assert write_plainly(line) == plain
