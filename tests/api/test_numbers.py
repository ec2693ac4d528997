"""A citizen's number has one place; anywhere else it is refused and not repeated."""

import pytest

from tests.api.asking import Client

NUMBER = "11010119900307803X"


@pytest.mark.parametrize(
    "question",
    [
        f'officerEligibility(input: {{person: {{subjectId: "{NUMBER}"}}, '
        'office: {position: "DIRECTOR", bodyClass: ["COMPANY"]}})',
        f'person(id: "{NUMBER}")',
        f'subject(id: "{NUMBER}")',
    ],
)
async def test_a_citizens_number_is_no_id(ask: Client, question: str) -> None:
    answer = await ask(
        f"{{ found: {question} {{ __typename ... on Failure {{ code path textEn textZh }} }} }}"
    )
    found = answer.data["found"]
    assert (found["__typename"], found["code"]) == ("InvalidIdentifier", "INVALID_IDENTIFIER")
    assert "document" in found["textEn"]
    assert NUMBER not in str(answer.body)
