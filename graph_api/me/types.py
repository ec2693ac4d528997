"""Oneself as clients see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from graph_api.answers.types import KeptAnswer
from graph_api.consent.service import given_by
from graph_api.consent.types import Authorisation
from graph_api.context import Clocks, Context
from graph_api.lawlists.types import CodedWord, coded
from graph_api.me import service
from graph_api.me.rows import ANSWERS_ABOUT, NamesakeRow
from graph_api.me.service import Look
from graph_api.paging import page_size
from graph_api.problems.service import reported_by
from graph_api.problems.targets import possible_id
from graph_api.problems.types import Problem
from graph_api.restrictions.types import Restriction, restriction_of
from graph_api.subjects.rows import SubjectsById
from graph_api.subjects.types import Subject, subject_of

Info = strawberry.Info[Context, None]


@strawberry.type(
    description="Where somebody of one's name, known without a number, holds a post: perhaps oneself "
    "(可能为本人的记录)."
)
class PossibleSubject:
    """Where somebody of one's name holds a post."""

    id: strawberry.ID = strawberry.field(
        description="A reference of one's own to it: report NOT_ME of it by reportProblem (引用编号)."
    )
    name_masked: str = strawberry.field(description="The name, masked (脱敏姓名).")
    region: str | None = strawberry.field(
        description="Region of the body, GB/T 2260; null: unknown (所在地区)."
    )
    org_kinds: list[CodedWord] = strawberry.field(description="Kinds of the body (机构类别).")
    claim_zh: str = strawberry.field(description="How to say that it is, or is not, oneself (认领方式).")
    claim_en: str = strawberry.field(description="How to say that it is, or is not, oneself (认领方式).")


@strawberry.type(description="One time somebody was shown something about oneself (查询记录).")
class AccessLogEntry:
    """One time somebody was shown something about oneself."""

    at: datetime = strawberry.field(description="When (时间).")
    organ: str = strawberry.field(
        description="Which organ or caller; `public` for who did not sign in; never an officer's name (查询机构)."
    )
    role: str | None = strawberry.field(description="In which role (角色).")
    purpose: str | None = strawberry.field(description="What for (用途).")
    authorisation: str | None = strawberry.field(
        description="By which authorisation or release (授权或者批准编号)."
    )
    case_ref: str | None = strawberry.field(description="In which case (办件编号).")
    action: str = strawberry.field(description="VIEW, ANSWER or CHANGE (行为).")
    outcome: str = strawberry.field(description="OK, or REFUSED: asked and not told (结果).")
    fields: list[str] = strawberry.field(description="Which fields, as Type.field (字段).")

    @classmethod
    def of(cls, look: Look) -> AccessLogEntry:
        """A look as clients see it."""
        return cls(
            at=look.at,
            organ=look.organ,
            role=look.role,
            purpose=look.purpose,
            authorisation=look.authorisation,
            case_ref=look.case_ref,
            action=look.action,
            outcome=look.outcome,
            fields=list(look.fields),
        )


def possible_of(context: Context, row: NamesakeRow) -> PossibleSubject:
    """A namesake's place as clients see it."""
    return PossibleSubject(
        id=strawberry.ID(possible_id(context.number_key, row.subject_id, row.other_id)),
        name_masked=row.name[:1] + "*" * (len(row.name) - 1),
        region=row.region,
        org_kinds=[coded(context.law.vocabulary.org_kind, code) for code in row.org_kinds],
        claim_zh="如为本人任职，请持身份证件向登记机关申请关联；如非本人，无须处理，同名不产生任何限制。",
        claim_en="If this is you, ask the registration authority to join it, with your document; if it is not, "
        "nothing is to be done: a shared name restricts nobody.",
    )


@strawberry.type(description="What is kept about oneself, what one authorised, and who looked (本人).")
class Me:
    """What is kept about oneself, what one authorised, and who looked."""

    subject_ids: strawberry.Private[Sequence[str]]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="The subjects a verified number binds to this login (本人主体).")
    async def subjects(self, info: Info) -> list[Subject]:
        """The subjects a verified number binds to this login."""
        rows = await SubjectsById.of(info.context, self.clocks).load_many(list(self.subject_ids))
        return [subject_of(row, self.clocks) for row in rows if row is not None]

    @strawberry.field(
        description="Where people of one's name are known without a number, at most 20 (可能主体)."
    )
    async def possible_subjects(self, info: Info) -> list[PossibleSubject]:
        """Where people of one's name are known without a number."""
        rows = await service.namesakes(info.context, self.subject_ids)
        return [possible_of(info.context, row) for row in rows]

    @strawberry.field(
        description="What restricts one on the day asked for, with its grounds, at most 100 (本人限制)."
    )
    async def restrictions(self, info: Info) -> list[Restriction]:
        """What restricts one on the day asked for."""
        rows = await service.restrictions_of(info.context, self.clocks, self.subject_ids)
        return [restriction_of(info.context, self.clocks, row) for row in rows]

    @strawberry.field(description="The answers kept about one, newest first, at most 100 (留存答复).")
    async def answers(self, info: Info) -> list[KeptAnswer]:
        """The answers kept about one."""
        rows = await info.context.db.read(ANSWERS_ABOUT, subject_ids=list(self.subject_ids))
        return [KeptAnswer.of(row) for row in rows]

    @strawberry.field(description="The authorisations one gave, newest first (本人授权).")
    async def authorisations(self, info: Info) -> list[Authorisation]:
        """The authorisations one gave."""
        rows = await given_by(info.context, self.subject_ids)
        return [Authorisation.of(row, info.context.now()) for row in rows]

    @strawberry.field(description="The problems one reported, newest first, at most 100 (本人反映).")
    async def problems(self, info: Info) -> list[Problem]:
        """The problems one reported."""
        rows = await reported_by(info.context, self.subject_ids)
        return [await Problem.of(info.context, row) for row in rows]

    @strawberry.field(
        description="Who was shown what about one, newest first; this request is not in it yet (查询留痕)."
    )
    async def access_log(
        self,
        info: Info,
        first: Annotated[int | None, strawberry.argument(description="How many, 1 to 100 (条数).")] = None,
        since: Annotated[datetime | None, strawberry.argument(description="Not before (起始时间).")] = None,
    ) -> list[AccessLogEntry]:
        """Who was shown what about one."""
        found = await service.looks(info.context, self.subject_ids, since, page_size(first))
        return [AccessLogEntry.of(look) for look in found]
