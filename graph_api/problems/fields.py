"""How a problem is reported, and how a window finds and closes those within its reach."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from graph_api.access.access import WHOLE_COUNTRY
from graph_api.context import Context
from graph_api.paging import Connection, connection, moment_of, page_size
from graph_api.payloads import AnyFailure
from graph_api.problems import service
from graph_api.problems.rows import COUNT_TO_WORK_ON, TO_WORK_ON
from graph_api.problems.service import ProblemState
from graph_api.problems.types import CloseProblemInput, Problem, ReportProblemInput
from graph_api.subjects.failures import expected
from graph_api.subjects.fields import After, First

Info = strawberry.Info[Context, None]
State = Annotated[ProblemState, strawberry.argument(description="In which state (处理状态).")]


@strawberry.type(description="Reported problems, the oldest first (反映事项列表).")
class ProblemList(Connection[Problem]):
    """Reported problems, the oldest first."""


ProblemPayload = Annotated[Problem | AnyFailure, strawberry.union("ProblemPayload")]
ProblemsPayload = Annotated[ProblemList | AnyFailure, strawberry.union("ProblemsPayload")]


@strawberry.type
class ProblemsQuery:
    """What a window has to work on."""

    @strawberry.field(
        description="Problems reported by subjects within the regions of one's organ, the oldest first (待办反映)."
    )
    @expected
    async def problems(
        self, info: Info, state: State = ProblemState.OPEN, first: First = None, after: After = None
    ) -> ProblemsPayload:
        """Problems reported by subjects within the regions of one's organ."""
        context, size = info.context, page_size(first)
        at, problem_id = moment_of(after)
        regions = context.viewer.regions
        reach: dict[str, Any] = {
            "state": state.value,
            "everywhere": WHOLE_COUNTRY in regions or context.access.everywhere("CASEWORK"),
            "regions": list(regions),
            "organ": context.viewer.organ or "",
        }
        rows = await context.db.read(TO_WORK_ON, after=at, after_id=problem_id, limit=size + 1, **reach)

        async def count() -> int | None:
            return (await context.db.read(COUNT_TO_WORK_ON, **reach))[0].number

        made = {row.problem_id: await Problem.of(context, row) for row in rows[:size]}
        page = connection(
            rows,
            size,
            lambda row: (row.filed_at, row.problem_id),
            lambda row: made[row.problem_id],
            after,
            count,
        )
        return ProblemList(edges=page.edges, page_info=page.page_info, count=count)


@strawberry.type
class ProblemsMutation:
    """What a subject reports, and what a window makes of it."""

    @strawberry.mutation(
        description="Report that something kept about oneself is wrong: it gives a receipt and marks the thing as "
        "contested; no verdict changes by it, and the same report gives the same receipt (反映问题)."
    )
    @expected
    async def report_problem(self, info: Info, input: ReportProblemInput) -> ProblemPayload:
        """Report that something kept about oneself is wrong."""
        return await Problem.of(info.context, await service.report(info.context, input.plain()))

    @strawberry.mutation(
        description="Close a problem with an outcome and a reason; one not upheld loses its mark, unless another "
        "report stands (办结反映)."
    )
    @expected
    async def close_problem(self, info: Info, input: CloseProblemInput) -> ProblemPayload:
        """Close a problem with an outcome and a reason."""
        return await Problem.of(info.context, await service.close(info.context, input.plain()))
