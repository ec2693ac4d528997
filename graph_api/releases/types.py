"""Releases as clients see them."""

from __future__ import annotations

from datetime import datetime

import strawberry

from graph_api.context import Context
from graph_api.releases.rows import ReleaseRow
from graph_api.releases.service import ReleaseState, Wanted, state_of

strawberry.enum(
    ReleaseState,
    description="WAITING: nobody decided yet. LAPSED: nobody decided in time; ask again. IN_FORCE: it opens its "
    "classes now. REFUSED: it opens nothing. ENDED: its term is over. WITHDRAWN: it was ended before (批准状态).",
)


@strawberry.input(
    description="A special look at what is sealed, closed or past, for the purpose and the case that the headers "
    "Credit-Purpose and Credit-Case state (特别查询申请)."
)
class RequestReleaseInput:
    """A special look at what is sealed, closed or past."""

    subject_ids: list[strawberry.ID] = strawberry.field(description="At which subjects, each named (主体).")
    classes: list[str] = strawberry.field(
        description="At which data classes, each named: SEALED, CLOSED, PAST (数据类别)."
    )
    reason: str = strawberry.field(
        description="Why, in 1 to 500 characters, without the number of any citizen (理由)."
    )
    days: int = strawberry.field(description="For how many days from the approval, at most 30 (期限).")
    client_key: str = strawberry.field(
        description="A key of your own; sent twice, it is asked for once (请求键值)."
    )

    def plain(self) -> Wanted:
        """The wish as a plain value."""
        subject_ids = tuple(str(each) for each in self.subject_ids)
        return Wanted(subject_ids, tuple(self.classes), self.reason, self.days, self.client_key)


@strawberry.type(
    description="A special look: what one officer asked for and a second one of the organ decided (特别查询)."
)
class Release:
    """A special look."""

    id: strawberry.ID = strawberry.field(
        description="Its id, which every look through it carries (批准编号)."
    )
    organ: str = strawberry.field(description="Whose officers ask and decide (机关).")
    requested_by: strawberry.ID = strawberry.field(description="The caller who asked (申请人).")
    requested_at: datetime = strawberry.field(description="When (申请时间).")
    reason: str = strawberry.field(description="Why (理由).")
    purpose: str = strawberry.field(description="For which purpose (用途).")
    case_ref: str = strawberry.field(description="In which case (办件编号).")
    classes: list[str] = strawberry.field(description="Which data classes it opens (数据类别).")
    subject_ids: list[strawberry.ID] = strawberry.field(description="Of which subjects (主体).")
    days: int = strawberry.field(description="For how many days from the approval (期限).")
    decided_by: strawberry.ID | None = strawberry.field(
        description="The caller who approved or refused (批准人)."
    )
    decided_at: datetime | None = strawberry.field(description="When that was (批准时间).")
    refusal: str | None = strawberry.field(description="Why it was refused (不予批准的理由).")
    until: datetime | None = strawberry.field(description="The moment from which it is over (失效时间).")
    ended_at: datetime | None = strawberry.field(description="When it was ended before that (终止时间).")
    state: ReleaseState = strawberry.field(description="What became of it (状态).")

    @classmethod
    def of(cls, context: Context, row: ReleaseRow) -> Release:
        """The release of a row, noted as shown about each of its subjects."""
        for subject_id in row.subject_ids:
            context.access.viewed(subject_id, "Release")
        return cls(
            id=strawberry.ID(row.approval_id),
            organ=row.grantee,
            requested_by=strawberry.ID(row.requested_by),
            requested_at=row.requested_at,
            reason=row.reason,
            purpose=row.purpose,
            case_ref=row.case_ref,
            classes=row.classes,
            subject_ids=[strawberry.ID(each) for each in row.subject_ids],
            days=row.days,
            decided_by=_id(row.approved_by or row.refused_by),
            decided_at=row.approved_at or row.refused_at,
            refusal=row.refusal,
            until=row.until,
            ended_at=row.ended_at,
            state=state_of(context, row),
        )


def _id(given: str | None) -> strawberry.ID | None:
    return None if given is None else strawberry.ID(given)
