"""Every case of tests/law/*.toml holds in the kernel."""

import pytest

from graph_api.law.source import the_law
from tests.law.case_file import Case, cases, failures


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in cases()])
def test_the_case_holds(case: Case) -> None:
    assert failures(case, the_law()) == []
