"""Expected failures as types of the schema: each says where it stands and what to do, in two languages."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph_api import refusals
from graph_api.errors import CreditGraphError, Forbidden, InputInvalid

CODE = "Code of the failure, for programs (错误代码)."
PATH = "Where in the input the trouble stands (出错位置)."
ZH = "What is wrong and what to do, in Chinese (中文说明)."
EN = "What is wrong and what to do, in English (英文说明)."


@strawberry.interface(
    description="An expected failure: not a verdict, and never to be read as one (预期的失败)."
)
class Failure:
    """An expected failure."""

    code: str = strawberry.field(description=CODE)
    path: str = strawberry.field(description=PATH)
    text_zh: str = strawberry.field(description=ZH)
    text_en: str = strawberry.field(description=EN)


@strawberry.type(description="Nobody and nothing of that id, name or number is in the graph (主体不存在).")
class SubjectNotFound(Failure):
    """Nobody and nothing of that id, name or number is in the graph."""


@strawberry.type(description="A number that fails the check of its standard (标识号码不合规).")
class InvalidIdentifier(Failure):
    """A number that fails the check of its standard."""


@strawberry.type(description="A date that is none, or before 1949-10-01 (日期无效).")
class InvalidDate(Failure):
    """A date that is none, or too early."""


@strawberry.type(description="A moment of knowledge that has not come (时点矛盾).")
class ContradictoryClocks(Failure):
    """A moment of knowledge that has not come."""


@strawberry.type(
    description="An office, class of bodies or other code that the law data lack (职务或机构类别无效)."
)
class InvalidOffice(Failure):
    """An office or class of bodies that the law data lack."""


@strawberry.type(description="More questions than one request may ask (输入过多).")
class TooManyInputs(Failure):
    """More questions than one request may ask."""


@strawberry.type(description="Input that cannot be used for another reason (输入不可用).")
class InvalidInput(Failure):
    """Input that cannot be used for another reason."""


@strawberry.type(
    description="The graph engine did not answer; nothing follows about the person (数据库未应答)."
)
class EngineFailure(Failure):
    """The graph engine did not answer."""


@strawberry.type(
    description="Not open to the role and purpose of this request; nothing follows about the subject (无权查询)."
)
class NotPermitted(Failure):
    """Not open to the role and purpose of this request."""


AnyFailure = (
    SubjectNotFound
    | InvalidIdentifier
    | InvalidDate
    | ContradictoryClocks
    | InvalidOffice
    | TooManyInputs
    | InvalidInput
    | EngineFailure
    | NotPermitted
)
FailureUnion = Annotated[AnyFailure, strawberry.union("AnyFailure")]

_TYPES: dict[type[CreditGraphError], type[Failure]] = {
    refusals.SubjectNotFound: SubjectNotFound,
    refusals.InvalidIdentifier: InvalidIdentifier,
    refusals.InvalidDate: InvalidDate,
    refusals.ContradictoryClocks: ContradictoryClocks,
    refusals.InvalidOffice: InvalidOffice,
    refusals.TooManyInputs: TooManyInputs,
    Forbidden: NotPermitted,
}


def failure_of(error: CreditGraphError) -> AnyFailure:
    """The payload of an expected failure."""
    path = error.path if isinstance(error, InputInvalid | Forbidden) else ""
    fallback = InvalidInput if isinstance(error, InputInvalid) else EngineFailure
    chosen = _TYPES.get(type(error), fallback)
    return chosen(code=error.code, path=path, text_zh=error.zh, text_en=error.en)  # type: ignore[return-value]
