"""What rank, unchecked text and frame clauses may do, whatever a law file says: the kernel enforces it too."""

from __future__ import annotations

from datetime import date

from graph_api.law.facts import Facts, Item, Person, Question
from graph_api.law.kernel import judge, office_of
from graph_api.law.lawbook import Law, Outcome
from graph_api.law.model import BARRING_LEVELS, Level
from graph_api.law.source import the_law


def test_no_basis_below_central_policy_bars_nationwide() -> None:
    barring = [version for version in the_law().versions if version.outcome is Outcome.BAR]
    below = [
        version.key
        for version in barring
        if version.level not in BARRING_LEVELS and not (version.measure.region or version.document.region)
    ]
    assert barring
    assert below == []


def _judged(law: Law, level: str) -> str:
    """The verdict on a debtor for a large debt, were the Company Law of this rank."""
    document = law.documents["company-law-2023"].model_copy(update={"level": Level(level)})
    changed = Law(law.vocabulary, {**law.documents, document.id: document}, law.lists)
    entry = Item.of(
        {
            "item_id": "e",
            "origin": "LIST_ENTRY",
            "trigger": "JUDGMENT_DEBTOR_LIST",
            "subject": "p",
            "qualifiers": ["LARGE_PERSONAL_DEBT"],
            "entered": date(2025, 1, 1),
        }
    )
    question = Question(office_of("DIRECTOR", "COMPANY"), date(2026, 1, 1))
    verdict = judge(changed, question, Facts(Person("p", identified=True), items=(entry,)))
    return (verdict.condition_kind or verdict.verdict).value


def test_the_same_clause_bars_as_law_and_is_only_weighed_as_a_departments_rule() -> None:
    assert _judged(the_law(), "LAW") == "INELIGIBLE"
    assert _judged(the_law(), "DEPT_RULE") == "REFERENCE"
    assert _judged(the_law(), "SELF_REGULATION") == "SELF_DISCIPLINE"
