"""A town in which Zhang San has one thing of every kind that can be contested, and others have theirs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from graph_api.access.viewer import Viewer
from graph_api.engine.db import Database
from graph_api.law.source import the_law
from graph_api.projection.service import project
from graph_api.settings import Settings
from tests.graphs.asking import ask
from tests.graphs.drawing import Drawing, run
from tests.graphs.viewers import officer, subject

ME, OTHER, NAMESAKE = "P1", "P2", "P3"
TOLD = (
    "__typename ... on Problem { receipt kind target contested words state closedAt reason caseRef subjectId "
    "candidateId } ... on Failure { code path textEn textZh }"
)
REPORT = f"mutation($input: ReportProblemInput!) {{ answer: reportProblem(input: $input) {{ {TOLD} }} }}"
CLOSE = f"mutation($input: CloseProblemInput!) {{ answer: closeProblem(input: $input) {{ {TOLD} }} }}"
OPEN_ONES = f"""query($first: Int, $after: String, $state: ProblemState! = OPEN) {{
  answer: problems(state: $state, first: $first, after: $after) {{
  ... on ProblemList {{ totalCount pageInfo {{ hasNextPage endCursor }} edges {{ node {{ {TOLD[11:].split("... on F")[0]} }} }} }}
  ... on Failure {{ code path }} }} }}"""  # noqa: E501 - one selection
MINE = "{ me { ... on Me { problems { receipt state target } } ... on Failure { code } } }"
MARKS = """
MATCH (a)-[fact:HOLDS|OWNS|CONTROLS|FINDS_RESPONSIBLE|SAME_AS]->() WHERE fact.disputed RETURN fact.fact_id AS id
UNION MATCH (n:Record) WHERE n.disputed RETURN n.record_id AS id
UNION MATCH (n:Sanction) WHERE n.disputed RETURN n.sanction_id AS id
UNION MATCH (n:ListEntry) WHERE n.disputed RETURN n.entry_id AS id
UNION MATCH (n:Subject) WHERE n.disputed RETURN n.subject_id AS id
"""
WORDS = "该记录所列时间与决定书不符。"


async def town(db: Database, *, joined: bool = False, projected: bool = False) -> None:
    """The town; its restrictions where they are wanted, for the mirror of the law takes seconds."""
    drawing = (
        Drawing()
        .person(ME, "张三")
        .person(OTHER, "李四")
        .person(NAMESAKE, "张三", identified=False)
        .organization("O1", "甲有限公司", region="310101", org_kinds=["LIMITED_COMPANY"])
        .organization("O2", "乙有限公司", region="440300", org_kinds=["LIMITED_COMPANY"])
        .holds(ME, "O1", "LEGAL_REPRESENTATIVE", since=date(2018, 1, 1), fact_id="post-1")
        .holds(OTHER, "O2", "DIRECTOR", since=date(2018, 1, 1), fact_id="post-2")
        .holds(NAMESAKE, "O2", "SUPERVISOR", since=date(2018, 1, 1), fact_id="post-3")
        .link("OWNS", ME, "O1", fact_id="share-1", capacity="SHAREHOLDER", share_min=0.6, share_max=0.6)
        .link("CONTROLS", ME, "O1", fact_id="control-1", means="协议")
        .record("R1", ME, "ADMIN_PENALTY", carrier="PERSON", decided=date(2024, 1, 1), publicity="PUBLIC")
        .record("R2", OTHER, "ADMIN_PENALTY", carrier="PERSON", decided=date(2024, 1, 1), publicity="PUBLIC")
        .record(
            "R3",
            "O1",
            "BUSINESS_LICENCE_REVOKED",
            decided=date(2024, 8, 1),
            effective=date(2024, 8, 1),
            conduct_from=date(2023, 1, 1),
            conduct_until=date(2024, 1, 1),
            qualifiers=["DUE_TO_VIOLATION"],
        )
        .finding("R3", ME, "LEGAL_REPRESENTATIVE", fact_id="finding-1")
        .sanction("S1", ME, "MARKET_BAN", since=date(2024, 1, 1), months=60)
        .entry("E1", ME, "JUDGMENT_DEBTOR_LIST", carrier="PERSON", entered=date(2024, 1, 1))
    )
    if joined:
        drawing.link("SAME_AS", NAMESAKE, ME, fact_id="join-1", ends=("Subject", "Subject"), state="PROPOSED")
    await drawing.write(db)
    if projected:
        await project(db, the_law(), everything=True)


async def reported(
    db: Database,
    target: str = "record:R1",
    viewer: Viewer | None = None,
    settings: Settings | None = None,
    **more: Any,
) -> Any:
    """What a report is answered."""
    given = {"kind": "WRONG", "target": target, "words": WORDS} | more
    return (await ask(db, REPORT, viewer=viewer or subject(ME), settings=settings, input=given)).data[
        "answer"
    ]


async def closed(
    db: Database,
    receipt: str,
    outcome: str = "NOT_UPHELD",
    viewer: Viewer | None = None,
    reason: str = "经核实，记录无误。",
) -> Any:
    """What closing is answered."""
    given = {"receipt": receipt, "outcome": outcome, "reason": reason}
    return (await ask(db, CLOSE, viewer=viewer or officer(), input=given)).data["answer"]


async def listed(db: Database, viewer: Viewer, **more: Any) -> Any:
    """What a window finds to work on."""
    return (await ask(db, OPEN_ONES, viewer=viewer, **more)).data["answer"]


async def marks(db: Database) -> list[str]:
    """Everything that carries the mark."""
    return sorted(row["id"] for row in await run(db, MARKS))


async def kept(db: Database) -> int:
    """How many reports there are."""
    return int((await run(db, "MATCH (p:Problem) RETURN count(p) AS n"))[0]["n"])


async def watermark(db: Database) -> datetime:
    """The time of the facts."""
    (row,) = await run(db, "MATCH (w:Watermark {name: 'facts'}) RETURN w.at AS at")
    at: datetime = row["at"].to_native()
    return at.replace(tzinfo=UTC)


async def possible(db: Database, viewer: Viewer | None = None) -> list[str]:
    """The references of one's namesakes."""
    question = "{ me { ... on Me { possibleSubjects { id } } } }"
    found = (await ask(db, question, viewer=viewer or subject(ME))).data["me"]["possibleSubjects"]
    return [each["id"] for each in found]
