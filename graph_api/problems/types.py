"""Reported problems as clients see them."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

import strawberry

from graph_api.context import Context
from graph_api.problems.rows import ProblemRow
from graph_api.problems.service import Closing, Filing, ProblemKind, ProblemState, opened
from graph_api.problems.targets import POSSIBLE

Info = strawberry.Info[Context, None]

strawberry.enum(
    ProblemKind,
    description="NOT_ME: it is about somebody else. IMPERSONATED: registered under one's name without one's knowledge "
    "(冒名登记). WRONG: it is not so. EXPIRED: its term is over (问题类别).",
)
strawberry.enum(
    ProblemState,
    description="OPEN: nobody decided yet. PASSED_ON: the organ that keeps the fact was asked. UPHELD: it is right, "
    "and the source is to correct the fact. NOT_UPHELD: it is not, and the mark is gone (处理状态).",
)


@strawberry.enum(description="What a window made of a problem (处理结果).")
class ProblemOutcome(Enum):
    """What a window made of a problem."""

    UPHELD = strawberry.enum_value(
        "UPHELD", description="It is right; the mark stays and the source is to correct the fact (属实)."
    )
    NOT_UPHELD = strawberry.enum_value(
        "NOT_UPHELD", description="It is not; the mark goes, unless another report stands (不属实)."
    )
    PASSED_ON = strawberry.enum_value(
        "PASSED_ON", description="The organ that keeps the fact was asked; it may be closed again (已转办)."
    )


@strawberry.input(
    description="What is wrong with something kept about oneself; it marks the thing as contested and changes no "
    "verdict (问题反映)."
)
class ReportProblemInput:
    """What is wrong with something kept about oneself."""

    kind: ProblemKind = strawberry.field(description="What is the matter (问题类别).")
    target: strawberry.ID = strawberry.field(
        description="Id of a record, sanction, list entry, post, holding or restriction of one's own, or of a possible "
        "subject that one was shown (反映对象)."
    )
    words: str = strawberry.field(
        description="What is wrong, in 1 to 1000 characters, without the number of any citizen (说明)."
    )
    subject_id: strawberry.ID | None = strawberry.field(
        default=None, description="For whom, where an officer files it for who came to the window (信息主体)."
    )

    def plain(self) -> Filing:
        """The report as a plain value."""
        subject_id = None if self.subject_id is None else str(self.subject_id)
        return Filing(self.kind, str(self.target), self.words, subject_id)


@strawberry.input(description="What a window made of a problem (处理意见).")
class CloseProblemInput:
    """What a window made of a problem."""

    receipt: str = strawberry.field(description="Number of its receipt (回执编号).")
    outcome: ProblemOutcome = strawberry.field(description="What was found (处理结果).")
    reason: str = strawberry.field(
        description="Why, for the subject to read, in 1 to 1000 characters, without the number of any citizen (理由)."
    )

    def plain(self) -> Closing:
        """The decision as a plain value."""
        return Closing(self.receipt, ProblemState(str(self.outcome.value)), self.reason)


@strawberry.type(
    description="A problem that a subject reported with something kept about it; seen by itself and by the window that "
    "works on it, by nobody else (反映事项)."
)
class Problem:
    """A problem that a subject reported."""

    id: strawberry.ID = strawberry.field(description="Its id (标识).")
    receipt: str = strawberry.field(description="Number of the receipt (回执编号).")
    kind: ProblemKind = strawberry.field(description="What is the matter (问题类别).")
    target: strawberry.ID | None = strawberry.field(
        description="What it was reported of; of a minor only to whom its seal is open (反映对象)."
    )
    contested: strawberry.ID | None = strawberry.field(
        description="The fact that is marked contested; null: none, for nobody joined the namesake (已标注对象)."
    )
    words: str | None = strawberry.field(
        description="What is wrong, in the words of the subject; of a minor only to whom its seal is open (说明)."
    )
    state: ProblemState = strawberry.field(description="What became of it (处理状态).")
    filed_at: datetime = strawberry.field(description="When it was filed (提出时间).")
    closed_at: datetime | None = strawberry.field(description="When the window closed it (办结时间).")
    reason: str | None = strawberry.field(description="Why, in the words of the window (理由).")
    case_ref: str | None = strawberry.field(
        description="Case in which an officer filed it for the subject (办件编号)."
    )
    subject_id: strawberry.ID = strawberry.field(description="Whose matter it is (信息主体).")
    candidate: strawberry.Private[str | None]

    @strawberry.field(description="The namesake it is about, for the window alone (同名主体).")
    async def candidate_id(self, info: Info) -> strawberry.ID | None:
        """The namesake it is about, for the window alone."""
        working = self.candidate and await info.context.access.sees("CASEWORK", str(self.subject_id))
        return strawberry.ID(self.candidate) if self.candidate and working else None

    @classmethod
    async def of(cls, context: Context, row: ProblemRow) -> Problem:
        """The problem of a row, noted as shown."""
        context.access.viewed(row.subject_id, "Problem")
        shown = await opened(context, row)
        return cls(
            id=strawberry.ID(row.problem_id),
            receipt=row.receipt,
            kind=ProblemKind(row.kind),
            target=strawberry.ID(row.target) if shown else None,
            contested=_contested(row) if shown else None,
            words=row.words if shown else None,
            state=ProblemState(row.state),
            filed_at=row.filed_at,
            closed_at=row.closed_at,
            reason=row.reason if shown else None,
            case_ref=row.case_ref,
            subject_id=strawberry.ID(row.subject_id),
            candidate=row.candidate_id if shown else None,
        )


def _contested(row: ProblemRow) -> strawberry.ID | None:
    """The id by which `node` or a list shows the fact; none of a namesake whom nobody joined."""
    kind, _, key = row.fact.partition(":")
    if row.fact.startswith(POSSIBLE):
        return None
    return strawberry.ID(row.fact if kind in ("record", "sanction", "entry") else key)
