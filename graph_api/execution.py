"""One GraphQL request from text to JSON: documents parsed, measured and validated once, errors shaped."""

from __future__ import annotations

import inspect
import re
import uuid
from collections import OrderedDict
from typing import Any

import orjson
import structlog
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    execute,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)

from graph_api.context import Context
from graph_api.errors import CreditGraphError, InputInvalid
from graph_api.limits import Limits, check_limits

log = structlog.get_logger("credit_graph.api")

#: Documents kept; each is a few kilobytes.
DOCUMENTS = 512
#: A value the caller sent may be a person's number; it is not sent back.
GIVEN_VALUE = re.compile(r"\b(found|got invalid value|got|invalid value)\b:? .*", re.S)


class Executor:
    """Runs documents against one schema."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, production: bool) -> None:
        self.schema = schema
        self.limits = limits
        self.rules = (
            (*specified_rules, NoSchemaIntrospectionCustomRule) if production else tuple(specified_rules)
        )
        self._documents: OrderedDict[str, DocumentNode | list[GraphQLError]] = OrderedDict()

    def document(self, text: str) -> DocumentNode | list[GraphQLError]:
        """The document of a text, or what is wrong with it; each text is looked at once."""
        found = self._documents.get(text)
        if found is None:
            found = self._documents[text] = self._read(text)
            if len(self._documents) > DOCUMENTS:
                self._documents.popitem(last=False)
        else:
            self._documents.move_to_end(text)
        return found

    def _read(self, text: str) -> DocumentNode | list[GraphQLError]:
        try:
            document = parse(text, no_location=True, max_tokens=self.limits.tokens)
            check_limits(document, self.limits)
        except GraphQLError as error:
            return [error]
        except RecursionError:
            return [
                GraphQLError("The document is nested too deeply.", extensions={"code": "QUERY_TOO_EXPENSIVE"})
            ]
        return validate(self.schema, document, self.rules, max_errors=5) or document

    async def run(
        self, text: str, variables: dict[str, Any] | None, operation: str | None, context: Context
    ) -> dict[str, Any]:
        """The response to one request, ready to be written as JSON."""
        document = self.document(text)
        if isinstance(document, list):
            return {"data": None, "errors": [shaped(error) for error in document]}
        if get_operation_ast(document, operation) is None:
            return {
                "data": None,
                "errors": [shaped(GraphQLError("There is no such operation, or more than one."))],
            }
        running = execute(
            self.schema, document, context_value=context, variable_values=variables, operation_name=operation
        )
        result = await running if inspect.isawaitable(running) else running
        response: dict[str, Any] = {"data": result.data}
        if result.errors:
            response["errors"] = [shaped(error) for error in result.errors]
        return response


def shaped(error: GraphQLError) -> dict[str, Any]:
    """An error as the client sees it: expected ones in full, all others masked with an id."""
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    found: dict[str, Any] = {"path": error.path} if error.path else {}
    if isinstance(cause, CreditGraphError):
        extensions = {"code": cause.code, "zh": cause.zh, "en": cause.en}
        if isinstance(cause, InputInvalid):
            extensions["input"] = cause.path
        return found | {"message": cause.en, "extensions": extensions}
    if cause is None or isinstance(cause, GraphQLError):
        message = GIVEN_VALUE.sub(r"\1 something that does not fit.", error.message)
        return found | {"message": message, "extensions": {"code": "BAD_REQUEST"} | (error.extensions or {})}
    fault = uuid.uuid4().hex
    # The kind and place of the fault only: its text may hold personal data.
    log.error("fault", id=fault, kind=type(cause).__name__, at=_place(cause), path=error.path)
    return found | {
        "message": f"Something went wrong on our side; report the id {fault}.",
        "extensions": {"code": "INTERNAL", "id": fault, "zh": f"系统内部错误，请报告编号 {fault}。"},
    }


def _place(cause: BaseException) -> str:
    trace = cause.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"


def written(response: dict[str, Any]) -> bytes:
    """The response as JSON."""
    return orjson.dumps(response)
