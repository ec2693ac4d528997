"""Authorisations as clients see them."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from graph_api.consent.rows import AuthorisationRow
from graph_api.consent.service import ConsentState, Wanted, state_of

strawberry.enum(
    ConsentState,
    description="IN_FORCE: it opens its classes now. NOT_YET: it begins later. ENDED: its term is over. REVOKED: the "
    "subject ended it (授权状态).",
)


@strawberry.input(
    description="What a subject lets one named body see: no authorisation is for everybody, for everything or for "
    "ever (授权内容)."
)
class GrantInput:
    """What a subject lets one named body see."""

    subject_id: strawberry.ID = strawberry.field(description="The subject that authorises: oneself (授权人).")
    grantee: str = strawberry.field(
        description="The one body authorised: its unified social credit code; a caller without an organ by its id "
        "(被授权机构)."
    )
    purpose: str = strawberry.field(
        description="For exactly one purpose: LENDING 授信 or PROCUREMENT 采购与合作."
    )
    classes: list[str] = strawberry.field(
        description="The data classes it opens, each named: NETWORK, MEASURE, ANSWER (数据类别)."
    )
    until: date = strawberry.field(
        description="First day on which it is over, at most a year from today (失效日)."
    )
    since: date | None = strawberry.field(
        default=None, description="First day on which it holds; now, where not given (生效日)."
    )
    client_key: str = strawberry.field(
        description="A key of your own; sent twice, the authorisation is given once (请求键值)."
    )

    def plain(self) -> Wanted:
        """The wish as a plain value."""
        return Wanted(
            str(self.subject_id),
            self.grantee,
            self.purpose,
            tuple(self.classes),
            self.until,
            self.since,
            self.client_key,
        )


@strawberry.type(description="What a subject lets one named body see, for one purpose and for a time (授权).")
class Authorisation:
    """What a subject lets one named body see."""

    id: strawberry.ID = strawberry.field(description="Its id (授权编号).")
    subject_id: strawberry.ID = strawberry.field(description="Who gave it (授权人).")
    grantee: str = strawberry.field(description="Whom it authorises (被授权机构).")
    grantee_name: str | None = strawberry.field(
        description="Name of that body, where the register has it (被授权机构名称)."
    )
    purpose: str = strawberry.field(description="For which purpose (用途).")
    classes: list[str] = strawberry.field(description="Which data classes it opens (数据类别).")
    since: datetime = strawberry.field(description="From when (生效时间).")
    until: datetime = strawberry.field(description="The moment from which it is over (失效时间).")
    recorded_at: datetime = strawberry.field(description="When it was given (作出时间).")
    revoked_at: datetime | None = strawberry.field(description="When the subject ended it (撤回时间).")
    state: ConsentState = strawberry.field(description="Whether it opens anything now (状态).")

    @classmethod
    def of(cls, row: AuthorisationRow, now: datetime) -> Authorisation:
        """The authorisation of a row."""
        return cls(
            id=strawberry.ID(row.authorisation_id),
            subject_id=strawberry.ID(row.subject_id),
            grantee=row.grantee,
            grantee_name=row.grantee_name,
            purpose=row.purpose,
            classes=row.classes,
            since=row.since,
            until=row.until,
            recorded_at=row.recorded_at,
            revoked_at=row.revoked_at,
            state=state_of(row, now),
        )
