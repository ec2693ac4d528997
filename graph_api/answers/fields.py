"""The root fields that find answers again."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph_api.answers import service
from graph_api.answers.rows import AnswerRow
from graph_api.answers.seal import KEPT, SEALED
from graph_api.answers.types import (
    KeptAnswer,
    Receipt,
    SealedAnswer,
    receipt_of,
)
from graph_api.context import Context
from graph_api.errors import CreditGraphError
from graph_api.payloads import AnyFailure, failure_of
from graph_api.refusals import SubjectNotFound

Info = strawberry.Info[Context, None]
AnswerResult = Annotated[KeptAnswer | SealedAnswer | AnyFailure, strawberry.union("AnswerResult")]
ReceiptResult = Annotated[Receipt | AnyFailure, strawberry.union("ReceiptResult")]


async def _open(context: Context, row: AnswerRow) -> bool:
    """Whether a stored answer may be shown; one that may not is as if it were not there."""
    person = service.person_of(row)
    shown = await context.access.sees_case(row.kept_by, person)
    if shown:
        context.access.viewed(person, "KeptAnswer")
    return shown


@strawberry.type
class AnswersQuery:
    """Answers found again."""

    @strawberry.field(description="An answer as it was given, with what differs today beside it (答复).")
    async def answer(self, info: Info, id: strawberry.ID) -> AnswerResult:
        """An answer as it was given."""
        try:
            row = await service.find(info.context.db, str(id))
        except CreditGraphError as failed:
            return failure_of(failed)
        if row is not None and await _open(info.context, row):
            return KeptAnswer.of(row)
        if str(id).startswith(SEALED):
            return SealedAnswer(id=id)
        return failure_of(
            SubjectNotFound(
                "id",
                f"no answer of this id is kept; ids begin with {KEPT} or {SEALED}",
                "没有保存该编号的答复",
            )
        )

    @strawberry.field(description="The answers stored under a case, ready to print (办件回执).")
    async def receipt(self, info: Info, case_ref: str) -> ReceiptResult:
        """The answers stored under a case, ready to print."""
        try:
            rows = await service.of_case(info.context.db, case_ref)
            rows = [row for row in rows if await _open(info.context, row)]
        except CreditGraphError as failed:
            return failure_of(failed)
        if not rows:
            return failure_of(
                SubjectNotFound(
                    "caseRef", "no answer is stored under this case", "该办件编号下没有保存的答复"
                )
            )
        return receipt_of(case_ref, rows)
