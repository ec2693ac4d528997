"""Answers found again, as clients see them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import strawberry

from graph_api.answers import service
from graph_api.answers.rows import AnswerRow
from graph_api.answers.seal import canonical, plain
from graph_api.context import Context
from graph_api.eligibility.types import OfficeVerdict
from graph_api.eligibility.weighing import weighed
from graph_api.errors import CreditGraphError
from graph_api.law.wording import Words
from graph_api.scalars import write_datetime

#: Fields that change with every load or release and say nothing about the answer itself.
FRAME = frozenset({"knownAsOf", "lawVersion", "kernelVersion"})


@strawberry.type(description="One place where the answer of then and of today differ (差异).")
class Difference:
    """One place where two answers differ."""

    path: str = strawberry.field(description="Where (位置).")
    then: str | None = strawberry.field(description="What was said then, as JSON (当时).")
    now: str | None = strawberry.field(description="What is said now, as JSON (现在).")


@strawberry.type(description="The same question asked today (重新计算).")
class Recomputed:
    """The same question asked today."""

    same: bool = strawberry.field(
        description="Whether the answer is the same but for its versions (是否一致)."
    )
    law_changed: bool = strawberry.field(description="Whether the law data changed since (法律数据是否变化).")
    differences: list[Difference] = strawberry.field(description="Where they differ (差异).")
    today: OfficeVerdict | None = strawberry.field(description="The answer of today (现在的答复).")
    failure: str | None = strawberry.field(
        description="Why it cannot be answered today, if so (不能重新计算的原因)."
    )


@strawberry.type(description="An answer that was stored, as it was given (保存的答复).")
class KeptAnswer:
    """An answer that was stored."""

    id: strawberry.ID = strawberry.field(description="Its id (答复编号).")
    case_ref: str | None = strawberry.field(description="Its case (办件编号).")
    kept_at: datetime = strawberry.field(description="When it was stored (保存时间).")
    as_of: date = strawberry.field(description="The day it was asked about (查询日期).")
    known_as_of: datetime | None = strawberry.field(description="Up to when facts were known (所知截止时刻).")
    body: str = strawberry.field(description="The answer as JSON, byte for byte as given (答复原文).")
    digest: str = strawberry.field(description="SHA-256 of the body (摘要).")
    law_version: str = strawberry.field(description="Digest of the law data then (当时的法律数据版本).")
    kernel_version: str = strawberry.field(description="Version of the kernel then (当时的内核版本).")
    row: strawberry.Private[AnswerRow]

    @classmethod
    def of(cls, row: AnswerRow) -> KeptAnswer:
        """The stored answer as clients see it."""
        return cls(
            id=strawberry.ID(row.answer_id),
            case_ref=row.case_ref,
            kept_at=row.kept_at,
            as_of=row.as_of,
            known_as_of=row.known_as_of,
            body=row.body,
            digest=row.digest,
            law_version=row.law_digest,
            kernel_version=row.kernel_version,
            row=row,
        )

    @strawberry.field(description="The same question by present knowledge, law and kernel (重新计算).")
    async def recompute(self, info: strawberry.Info[Context, None]) -> Recomputed:
        """The same question by present knowledge."""
        context = info.context
        changed = self.row.law_digest != context.law.digest
        if not await context.access.sees("ANSWER", service.person_of(self.row)):
            why = context.access.words("ANSWER")[1]
            return Recomputed(same=False, law_changed=changed, differences=[], today=None, failure=why)
        answer = await service.ask_again(context.eligibility, self.row)
        if isinstance(answer, CreditGraphError):
            return Recomputed(same=False, law_changed=changed, differences=[], today=None, failure=answer.zh)
        today = OfficeVerdict(
            judged=await weighed(context.access, answer, context.today()), words=Words(answer.law)
        )
        found = service.differences(_bare(json.loads(self.body)), _bare(plain(today)))
        shown = [Difference(path=path, then=_text(then), now=_text(now)) for path, then, now in found]
        return Recomputed(same=not found, law_changed=changed, differences=shown, today=today, failure=None)


def _bare(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key not in FRAME}


def _text(value: Any) -> str | None:
    return None if value is None else canonical(value)


@strawberry.type(
    description="An answer that was sealed and not stored: ask its question again with its knownAsOf "
    "and the same id and digest come back (未保存的答复)."
)
class SealedAnswer:
    """An answer that was sealed and not stored."""

    id: strawberry.ID = strawberry.field(description="Its id (答复编号).")

    @strawberry.field(description="Always true: the same question gives the same id (可以重新计算).")
    def recomputable(self) -> bool:
        """Whether it can be recomputed."""
        return True

    @strawberry.field(description="Always false (未保存).")
    def kept(self) -> bool:
        """Whether it is stored."""
        return False

    @strawberry.field(description="What to do, in Chinese (说明).")
    def text_zh(self) -> str:
        """What to do, in Chinese."""
        return (
            "该答复未保存，但可以重新计算：以同一问题、同一 asOf 与 knownAsOf 再次查询，编号与摘要应当一致。"
        )

    @strawberry.field(description="What to do, in English (说明).")
    def text_en(self) -> str:
        """What to do, in English."""
        return "Not kept, but recomputable: ask the same question at the same asOf and knownAsOf."


@strawberry.type(description="The answers of a case, ready to print (办件回执).")
class Receipt:
    """The answers of a case, ready to print."""

    case_ref: str = strawberry.field(description="The case (办件编号).")
    answers: list[KeptAnswer] = strawberry.field(description="Its answers, oldest first (答复).")
    text_zh: str = strawberry.field(description="The receipt in Chinese, plain text (回执).")
    text_en: str = strawberry.field(description="The receipt in English, plain text (回执).")


def receipt_of(case_ref: str, rows: Sequence[AnswerRow]) -> Receipt:
    """The printable receipt of a case."""
    zh = [f"任职资格核查回执　办件编号：{case_ref}", "=" * 40]
    en = [f"Receipt of the office question, case {case_ref}", "=" * 40]
    for number, row in enumerate(rows, start=1):
        body = json.loads(row.body)
        stamp = write_datetime(row.kept_at)
        zh += [
            f"{number}. {body['textZh']}",
            f"答复编号：{row.answer_id}",
            f"摘要：{row.digest}",
            f"出具时间：{stamp}",
            "",
        ]
        en += [
            f"{number}. {body['textEn']}",
            f"Answer: {row.answer_id}",
            f"Digest: {row.digest}",
            f"Given: {stamp}",
            "",
        ]
    answers = [KeptAnswer.of(row) for row in rows]
    return Receipt(case_ref=case_ref, answers=answers, text_zh="\n".join(zh), text_en="\n".join(en))
