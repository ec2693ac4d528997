"""No answer to a lender says what to do: it refuses nobody, advises nothing and scores nobody."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from graphql import GraphQLObjectType, get_named_type

from graph_api.app import served_schema
from graph_api.lending import words
from graph_api.lending.asks import CreditStatus, Lack

ADVICE = re.compile(
    r"recommend|advis|should|ought|refus|reject|declin|deny|denied|do not lend|not to lend|avoid|caution|risk|rating|"
    r"score|creditworth|建议|应当|应予|不应|不宜|不得授信|不予授信|拒绝|拒贷|慎贷|谨慎|避免|风险|评分|评级|信用等级|不良",
    re.IGNORECASE,
)
#: Said of the check itself: that it gives no score and no advice.
DENIED = {"CreditCheck"}
OURS = (
    "CreditCheck",
    "PublishedItem",
    "NeededConsent",
    "CreditStatus",
    "CreditLack",
    "CreditLevel",
    "CreditCheckInput",
)


def every_text() -> list[str]:
    texts = [
        *words.SAID.values(),
        *words.LACKS.values(),
        words.DECIDES,
        words.UNSETTLED,
        words.UNKNOWN,
        words.how(True, "g", "LENDING", "MEASURE"),
        words.how(False, "g", "LENDING", "MEASURE"),
        words.verified("a", "1", "s"),
        words.verified(None, None, None),
        words.verified("a", "1", "s", "NAME: 某公司"),
    ]
    return list(chain.from_iterable(texts))


def test_every_status_and_every_lack_has_its_words() -> None:
    assert set(words.SAID) == set(CreditStatus) - {CreditStatus.NOT_ENOUGH_DATA}
    assert set(words.LACKS) == set(Lack)


@pytest.mark.parametrize("text", every_text())
def test_no_text_of_an_answer_recommends_refuses_or_scores(text: str) -> None:
    assert ADVICE.findall(text) == []


@pytest.mark.parametrize("text", ["建议谨慎授信", "High risk: we recommend to decline", "信用评分 60"])
def test_the_test_would_notice_advice(text: str) -> None:
    assert ADVICE.findall(text) != []


def test_nothing_of_the_schema_advises_and_no_field_of_an_answer_is_a_number() -> None:
    kinds = [served_schema().type_map[name] for name in OURS]
    said = {kind.name: kind.description or "" for kind in kinds}
    numbers = []
    for kind in kinds:
        for name, field in getattr(kind, "fields", {}).items():
            said[f"{kind.name}.{name}"] = field.description or ""
            if isinstance(kind, GraphQLObjectType) and get_named_type(field.type).name in ("Int", "Float"):
                numbers.append(f"{kind.name}.{name}")
    assert numbers == []
    assert {name for name, text in said.items() if ADVICE.search(text)} == DENIED
