"""The question of ownership as tests ask it, and small graphs to ask it of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from graph_api.access.viewer import OPEN, Purpose
from graph_api.engine.db import Database
from graph_api.settings import Settings
from tests.graphs import asking
from tests.graphs.asking import Answer
from tests.graphs.drawing import Drawing

OWNERSHIP = """query($subject: ID!, $direction: OwnershipDirection! = UP, $depth: Int, $asOf: Date, $first: Int,
  $after: String, $knownAsOf: DateTime) {
  ownership(subject: $subject, direction: $direction, depth: $depth, asOf: $asOf, knownAsOf: $knownAsOf) {
    ... on Failure { code path }
    ... on Ownership { direction complete subjectsLookedAt ringsLookedAt boundedLoops
      leftOpen { exactMin exactMax } masked { field reason } overstated { id }
      cuts { reasons share { exactMin exactMax } subject { id } }
      shares(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node {
        share { exactMin exactMax known min max } direct { exactMax } votes { exactMin exactMax }
        couldBe cutCanChangeIt rings marks holder { id } organization { id }
        paths { share { exactMax } steps { holder { id } facts } } } } } } } }"""
LONG_AGO = date(2000, 1, 1)
#: Without a purpose not even the demo opens what is kept about minors.
EVERYTHING = replace(OPEN, purpose=Purpose.SUPERVISION)


async def ask(db: Database, question: str, **given: Any) -> Answer:
    """The answer to a question, with time enough for an engine that has only just started."""
    patient = Settings(home=db.settings.home, ownership_seconds=120, read_timeout=60)
    return await asking.ask(db, question, **{"settings": patient, **given})


def owns(drawing: Drawing, holder: str, organization: str, share: float | None, **values: Any) -> Drawing:
    """A stake held since long ago."""
    given = {"capacity": "SHAREHOLDER", "since": LONG_AGO, "share_min": share, "share_max": share, **values}
    return drawing.link("OWNS", holder, organization, **given)


def companies(*names: str) -> Drawing:
    """Companies named by letters; a name that begins with P is a person."""
    drawing = Drawing()
    for name in names:
        if name.startswith("P"):
            drawing.person(name, f"人{name}")
        else:
            drawing.organization(name, f"{name}有限公司")
    return drawing


def published() -> Drawing:
    """The published example, with a person above it."""
    drawing = companies("A", "B", "C", "D", "P")
    for holder, organization, share in (
        ("A", "B", 0.5), ("A", "C", 0.5), ("B", "D", 0.6), ("C", "D", 0.4), ("P", "A", 0.3),
    ):  # fmt: skip
        owns(drawing, holder, organization, share)
    return drawing


def shares(answer: Any) -> dict[str, str]:
    """The shares of an answer by the subject at the other end, as fractions."""
    found = answer.data["ownership"]
    end = "holder" if found["direction"] == "UP" else "organization"
    return {edge["node"][end]["id"]: told(edge["node"]["share"]) for edge in found["shares"]["edges"]}


def told(share: dict[str, Any]) -> str:
    """Bounds as one text."""
    least, most = share["exactMin"], share["exactMax"]
    return str(least) if least == most else f"{least} to {most}"
