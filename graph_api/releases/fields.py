"""How a special look is asked for, decided, ended and found."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph_api.context import Context
from graph_api.paging import Connection, connection, moment_of, page_size
from graph_api.payloads import AnyFailure
from graph_api.releases import service
from graph_api.releases.types import Release, RequestReleaseInput
from graph_api.subjects.failures import expected
from graph_api.subjects.fields import After, First

Info = strawberry.Info[Context, None]
Waiting = Annotated[bool, strawberry.argument(description="Only those that wait for a decision (仅待批准).")]
ReleaseId = Annotated[strawberry.ID, strawberry.argument(description="Id of the release (批准编号).")]
Reason = Annotated[
    str, strawberry.argument(description="Why it is refused, in 1 to 500 characters (不予批准的理由).")
]


@strawberry.type(description="Special looks, the newest first (特别查询列表).")
class ReleaseList(Connection[Release]):
    """Special looks, the newest first; they are not counted."""


ReleasePayload = Annotated[Release | AnyFailure, strawberry.union("ReleasePayload")]
ReleasesPayload = Annotated[ReleaseList | AnyFailure, strawberry.union("ReleasesPayload")]


@strawberry.type
class ReleasesQuery:
    """What is asked for and was released."""

    @strawberry.field(
        description="Special looks that officers of one's organ asked for, the newest first; the auditor sees those of "
        "every organ (特别查询)."
    )
    @expected
    async def releases(
        self, info: Info, waiting: Waiting = False, first: First = None, after: After = None
    ) -> ReleasesPayload:
        """Special looks that officers of one's organ asked for."""
        context, size = info.context, page_size(first)
        at, approval_id = moment_of(after)
        rows = await service.listed(context, waiting, at, approval_id, size + 1)
        page = connection(
            rows,
            size,
            lambda row: (row.requested_at, row.approval_id),
            lambda row: Release.of(context, row),
            after,
            _uncounted,
        )
        return ReleaseList(edges=page.edges, page_info=page.page_info, count=_uncounted)


async def _uncounted() -> int | None:
    return None


@strawberry.type
class ReleasesMutation:
    """How a special look is asked for, decided and ended."""

    @strawberry.mutation(
        description="Ask a second officer of one's organ to release a special look; it opens nothing by itself "
        "(申请特别查询)."
    )
    @expected
    async def request_release(self, info: Info, input: RequestReleaseInput) -> ReleasePayload:
        """Ask a second officer of one's organ to release a special look."""
        return Release.of(info.context, await service.request(info.context, input.plain()))

    @strawberry.mutation(
        description="Release what another of one's organ asked for: to that caller alone, these classes of these "
        "subjects, for its days (批准特别查询)."
    )
    @expected
    async def approve_release(self, info: Info, id: ReleaseId) -> ReleasePayload:
        """Release what another of one's organ asked for."""
        return Release.of(info.context, await service.approve(info.context, str(id)))

    @strawberry.mutation(description="Refuse what another of one's organ asked for (不予批准).")
    @expected
    async def refuse_release(self, info: Info, id: ReleaseId, reason: Reason) -> ReleasePayload:
        """Refuse what another of one's organ asked for."""
        return Release.of(info.context, await service.refuse(info.context, str(id), reason))

    @strawberry.mutation(
        description="End a release, or take back what was asked for, at once (终止特别查询)."
    )
    @expected
    async def end_release(self, info: Info, id: ReleaseId) -> ReleasePayload:
        """End a release, or take back what was asked for."""
        return Release.of(info.context, await service.end(info.context, str(id)))
