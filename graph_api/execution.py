"""One GraphQL request from text to JSON: documents parsed, measured, validated and planned once, errors shaped."""

from __future__ import annotations

import hashlib
import inspect
import re
import uuid
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)

from graph_api.context import Context
from graph_api.cost import Plan, plans
from graph_api.errors import CreditGraphError, InputInvalid
from graph_api.limits import TextLimits, check_limits, too_much

log = structlog.get_logger("credit_graph.api")

#: Documents kept; each is a few kilobytes.
DOCUMENTS = 512
#: What stands behind these words in a message of graphql-core is what the caller sent, and is not sent back.
GIVEN_VALUE = re.compile(
    r"\b(found|got invalid value|got|invalid value|cannot represent[^:]*|Value) ?:? .*", re.S
)
#: Names of a schema are ASCII, so other characters in a message were sent by the caller; so were long numbers.
GIVEN_TEXT = re.compile(r"[^\x20-\x7e]+|[0-9]{8,}[0-9Xx]*")
#: A name in which a citizen's number might hide: it would come back as a key of the answer.
LONG_NUMBER = re.compile(r"[0-9]{15}")
LITERAL = re.compile(r'"""(?:\\"""|[^"]|"(?!""))*"""|"(?:\\.|[^"\\\n])*"|#[^\n]*')


@dataclass(frozen=True, slots=True)
class Read:
    """A document that may be executed, with the plan of what each of its operations costs."""

    document: DocumentNode
    plans: Mapping[str | None, Plan]


Errors = list[GraphQLError]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation with its variables and its cost, not executed yet; `digest` is the SHA-256 of its text.

    `changes` are the root fields of a mutation as the document asks them; empty for a query.
    """

    digest: str
    document: DocumentNode
    operation: str | None
    variables: dict[str, Any] | None
    cost: int
    changes: tuple[str, ...] = ()


class Executor:
    """Runs documents against one schema."""

    def __init__(
        self, schema: GraphQLSchema, limits: TextLimits, production: bool, trusted: Iterable[str] = ()
    ) -> None:
        self.schema = schema
        self.limits = limits
        self.rules = (
            (*specified_rules, NoSchemaIntrospectionCustomRule) if production else tuple(specified_rules)
        )
        self._documents: OrderedDict[str, Read | Errors] = OrderedDict()
        self._trusted = {text: self._published(text) for text in trusted}

    def document(self, text: str) -> Read | Errors:
        """The document of a text, or what is wrong with it; each text is looked at once."""
        trusted = self._trusted.get(text)
        if trusted is not None:
            return trusted
        if len(text) > self.limits.characters:
            # Not even kept: refusing it costs nothing.
            return [too_much("characters", self.limits.characters)]
        found = self._documents.get(text)
        if found is None:
            found = self._documents[text] = self._read(text)
            if len(self._documents) > DOCUMENTS:
                self._documents.popitem(last=False)
        else:
            self._documents.move_to_end(text)
        return found

    def _read(self, text: str) -> Read | Errors:
        if LONG_NUMBER.search(text) and LONG_NUMBER.search(LITERAL.sub('""', text)):
            return [GraphQLError("A name in the document holds a long number. Give numbers as variables.")]
        limits = self.limits
        try:
            document = parse(
                text, no_location=True, max_lexical_tokens=limits.tokens, max_comments=limits.comments
            )
            check_limits(document, limits)
            return self._validated(document)
        except GraphQLError as error:
            if "Parsing aborted" in error.message or "more than" in error.message:
                return [too_much("tokens", limits.tokens)]
            return [error]
        except RecursionError:
            return [too_much("levels", limits.depth)]

    def _published(self, text: str) -> Read | Errors:
        try:
            return self._validated(parse(text, no_location=True))
        except GraphQLError as error:
            return [error]

    def _validated(self, document: DocumentNode) -> Read | Errors:
        errors = validate(self.schema, document, self.rules, max_errors=5, hide_suggestions=True)
        return errors or Read(document, plans(self.schema, document))

    def prepare(
        self, text: str, variables: dict[str, Any] | None, operation: str | None, most: int
    ) -> Prepared | Errors:
        """The operation ready to be executed, or why it is not: nothing has been computed for it yet."""
        read = self.document(text)
        if isinstance(read, list):
            return read
        chosen = get_operation_ast(read.document, operation)
        if chosen is None:
            return [GraphQLError("There is no such operation, or more than one.")]
        cost = read.plans[chosen.name.value if chosen.name else None].cost(variables)
        if cost > most:
            return [too_much("cost", most)]
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Prepared(digest, read.document, operation, variables, cost, _changes(chosen, self.schema))

    async def execute(self, prepared: Prepared, context: Context) -> dict[str, Any]:
        """The response to one operation, ready to be written as JSON."""
        running = execute(
            self.schema,
            prepared.document,
            context_value=context,
            variable_values=prepared.variables,
            operation_name=prepared.operation,
            hide_suggestions=True,
        )
        result = await running if inspect.isawaitable(running) else running
        response: dict[str, Any] = {"data": result.data}
        if result.errors:
            response["errors"] = [shaped(error) for error in result.errors]
        return response


def refused(errors: Errors) -> dict[str, Any]:
    """The response to a request of which nothing was executed; it has no `data`."""
    return {"errors": [shaped(error) for error in errors]}


def masked(message: str) -> str:
    """A message of graphql-core without the values that the caller sent."""
    return GIVEN_TEXT.sub("…", GIVEN_VALUE.sub(r"\1 something that does not fit.", message))


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
        extensions = {"code": "BAD_REQUEST"} | (error.extensions or {})
        return found | {"message": masked(error.message), "extensions": extensions}
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


def _changes(operation: OperationDefinitionNode, schema: GraphQLSchema) -> tuple[str, ...]:
    """The fields of the mutation type that a text names anywhere at its root; a fragment there names them all."""
    if operation.operation is not OperationType.MUTATION or schema.mutation_type is None:
        return ()
    chosen = operation.selection_set.selections
    plain = [each.name.value for each in chosen if isinstance(each, FieldNode)]
    named = plain if len(plain) == len(chosen) else list(schema.mutation_type.fields)
    return tuple(sorted(f"Mutation.{name}" for name in set(named)))


def written(response: dict[str, Any]) -> bytes:
    """The response as JSON."""
    return orjson.dumps(response)
