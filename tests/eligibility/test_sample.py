"""The sample that ships tells what it is meant to tell, from its files through the graph to the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph_api.engine.db import Database
from graph_api.generate import sample
from graph_api.law.source import the_law
from graph_api.projection.service import project, verify
from loaders.run import load
from tests.api.asking import Client

COMPANY, LISTED = ["COMPANY"], ["LISTED_COMPANY"]
#: Number, kind of body, verdict, effect and condition on 2026-09-30, asked for as director.
STORY = [
    ("the debtor on the list", "990900197503120179", COMPANY, ("INELIGIBLE", "BARRED", None)),
    ("his namesake", "990900198109240353", COMPANY, ("ELIGIBLE", "NOT_BARRED", None)),
    ("who left the list", "990900196907050512", COMPANY, ("ELIGIBLE", "NOT_BARRED", None)),
    ("no finding against him", "990900197205180288", COMPANY, ("UNDETERMINED", "NOT_BARRED", None)),
    ("found responsible", "99090019680220073X", COMPANY, ("INELIGIBLE", "BARRED", None)),
    ("resigned before the conduct", "990900197711030194", COMPANY, ("ELIGIBLE", "NOT_BARRED", None)),
    ("impersonated, the case accepted", "990900198306150461", COMPANY, ("SUSPENDED", "NOT_BARRED", None)),
    (
        "unfit, a listed company",
        "990900196408090114",
        LISTED,
        ("CONDITIONAL", "ORGAN_DECIDES", "SELF_DISCIPLINE"),
    ),
    ("unfit, any other company", "990900196408090114", COMPANY, ("ELIGIBLE", "NOT_BARRED", None)),
    (
        "banned from the market, a listed company",
        "990900197001260593",
        LISTED,
        ("INELIGIBLE", "BARRED", None),
    ),
    (
        "banned from the market, any other company",
        "990900197001260593",
        COMPANY,
        ("ELIGIBLE", "NOT_BARRED", None),
    ),
    ("only a prior notice", "990900197912170644", LISTED, ("ELIGIBLE", "NOT_BARRED", None)),
]


def question(number: str, kinds: list[str]) -> dict[str, Any]:
    """Asked as director of a body of these kinds."""
    person = {"document": {"type": "RESIDENT_ID", "number": number}}
    return {"person": person, "office": {"position": "DIRECTOR", "bodyClass": kinds}}


async def test_everybody_in_the_sample_gets_the_answer_of_their_story(db: Database, tmp_path: Path) -> None:
    sample(tmp_path / "sample")
    report = await load(db, "bundle", tmp_path / "sample", home=db.settings.home)
    assert report.rejected == 0
    await project(db, the_law())
    assert (await verify(db, the_law())).agrees
    document = (
        "query ($inputs: [OfficerEligibilityInput!]!) { officerEligibilities(inputs: $inputs, "
        'asOf: "2026-09-30") { ... on OfficeVerdict { verdict effect conditionKind } } }'
    )
    told = await Client(db)(document, inputs=[question(number, kinds) for _, number, kinds, _ in STORY])
    answers = [tuple(each.values()) for each in told.data["officerEligibilities"]]
    assert dict(zip((name for name, *_ in STORY), answers, strict=True)) == {
        name: wanted for name, *_, wanted in STORY
    }
