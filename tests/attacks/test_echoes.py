"""What a caller sends comes back in no error: not a number, not a name, wherever it is put."""

import json

import pytest

from tests.attacks.attacking import DIGITS, NUMBER, Attacker

SEARCH = "searchSubjects(text: %s) { __typename }"
NAME = "林致远"


@pytest.mark.parametrize("given", [NUMBER, DIGITS])
@pytest.mark.parametrize(
    "text",
    [
        # As a name: it would be a key of the answer, or stand in a message or a path.
        "{ _%s: __typename }",
        "query Q%s { __typename }",
        "query ($v%s: String) { __typename }",
        "{ ...F%s } fragment F%s on Query { __typename }",
        "{ a%s }",
        "{ __typename @d%s }",
        "{ searchSubjects(a%s: 1) { __typename } }",
        '{ searchSubjects(text: "a", kind: K%s) { __typename } }',
        "{ ... on T%s { a } }",
        # As a value of another type.
        '{ searchSubjects(text: "a", kind: "%s") { __typename } }',
        '{ searchSubjects(text: "a", first: "%s") { __typename } }',
        "{ searchSubjects(text: %s) { __typename } }",
        '{ searchSubjects(text: "a", kind: %s) { __typename } }',
        '{ nodes(ids: {a: "%s"}) { id } }',
        '{ officerEligibility(input: "%s") { __typename } }',
        '{ officerEligibility(input: {person: {subjectId: "%s", named: null}}) { __typename } }',
        "{ officerEligibility(input: {N%s: 1}) { __typename } }",
        # In what cannot be read.
        "{ %s",
        '{ "%s" }',
        '{ searchSubjects(text: "%s }',
        "{ searchSubjects(text: $%s) { __typename } }",
        '{ checkScenes(asOf: "%s") { code } }',
        '{ subject(id: "a", asOf: "%s") { ... on Failure { code textZh textEn } } }',
        '{ subject(id: "a", knownAsOf: "%s") { ... on Failure { code textZh textEn } } }',
        '{ restrictions(after: "%s") { ... on Failure { code textZh textEn } } }',
        '{ searchSubjects(text: "a", region: "%s") { ... on Failure { code textZh textEn } } }',
        '{ organization(uscc: "%s") { ... on Failure { code textZh textEn } } }',
    ],
)
async def test_a_number_in_the_document_is_not_repeated(
    attack: Attacker, text: str, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = await attack.ask(text.replace("%s", given))
    assert given[:15] not in told.text
    assert told.queries == 0
    assert told.status == 200
    assert told.code in ("BAD_REQUEST", "INVALID_DATE", "INPUT_INVALID", "INVALID_IDENTIFIER", "FORBIDDEN")
    seen = capsys.readouterr()
    assert given[:15] not in seen.out + seen.err


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ('query ($a: Int) { searchSubjects(text: "a", first: $a) { __typename } }', {"a": "%s"}),
        ('query ($a: SubjectKind) { searchSubjects(text: "a", kind: $a) { __typename } }', {"a": "%s"}),
        ("query ($a: String!) { searchSubjects(text: $a) { __typename } }", {"a": {"%s": "%s"}}),
        ("query ($a: String!) { searchSubjects(text: $a) { __typename } }", {"a": ["%s"]}),
        ("query ($a: [ID!]!) { nodes(ids: $a) { id } }", {"a": ["x", None, {"b": "%s"}]}),
        (
            "query ($a: OfficerEligibilityInput!) { officerEligibility(input: $a) { __typename } }",
            {"a": {"person": {"document": {"%s": "%s"}}, "office": {"position": "DIRECTOR"}}},
        ),
        (
            "query ($a: OfficerEligibilityInput!) { officerEligibility(input: $a) { __typename } }",
            {"a": {"person": {"subjectId": "%s", "named": "%s"}, "office": "%s"}},
        ),
        ("query ($a: Boolean!) { __typename @skip(if: $a) }", {"a": "%s"}),
        ("query ($a: Boolean!) { __typename @skip(if: $a) }", {"%s": True}),
    ],
)
@pytest.mark.parametrize("given", [NUMBER, DIGITS, NAME])
async def test_a_variable_that_does_not_fit_is_not_repeated(
    attack: Attacker, text: str, variables: dict[str, object], given: str
) -> None:
    filled = json.loads(json.dumps(variables).replace("%s", given))
    told = await attack.ask(text, filled)
    assert given not in told.text
    assert given[:15] not in told.text or given == NAME
    assert told.seen == (200, "BAD_REQUEST")
    assert told.queries == 0


async def test_the_name_of_an_operation_is_not_repeated(attack: Attacker) -> None:
    told = await attack.ask("{ __typename }", operationName=NUMBER)
    assert told.seen == (200, "BAD_REQUEST")
    assert NUMBER not in told.text


async def test_a_number_in_a_text_or_a_comment_of_a_document_is_no_name(attack: Attacker) -> None:
    told = await attack.ask(f"# {NUMBER}\n{{ __typename @skip(if: false) }}")
    assert told.body == {"data": {"__typename": "Query"}}
