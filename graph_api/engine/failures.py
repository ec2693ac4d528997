"""Driver errors as ours, decided in one place; messages that may carry values stay behind."""

from neo4j import exceptions as driver

from graph_api.errors import (
    ConstraintViolated,
    EngineError,
    EngineTimeout,
    EngineUnavailable,
    QueryFailed,
    QueryTooExpensive,
    WriteConflict,
    WriteRefused,
)

TIMED_OUT = ("TransactionTimedOut", "Transaction.Terminated", "LockClientStopped", "TimeoutException")
TOO_EXPENSIVE = ("OutOfMemory", "MemoryPoolOutOfMemory", "TransactionOutOfMemory", "StackOverFlow")
UNAVAILABLE = ("DatabaseUnavailable", "DatabaseNotFound", "NotALeader", "ReadOnly", "Security.")
SAFE_TO_QUOTE = ("Statement.SyntaxError", "Statement.SemanticError", "Statement.ParameterMissing")


def as_ours(error: driver.Neo4jError | driver.DriverError, query: str, limit: float) -> EngineError:
    """The failure of ours that says what the driver's error means to a caller."""
    if isinstance(error, driver.ConstraintError):
        return ConstraintViolated(query)
    if isinstance(error, driver.DriverError):
        return EngineUnavailable(type(error).__name__)
    code = error.code or ""
    if isinstance(error, driver.Forbidden) or code.endswith("Statement.AccessMode"):
        return WriteRefused(query)
    if any(mark in code for mark in TIMED_OUT):
        return EngineTimeout(query, limit)
    if any(mark in code for mark in TOO_EXPENSIVE):
        return QueryTooExpensive(query)
    if any(mark in code for mark in UNAVAILABLE):
        return EngineUnavailable(code)
    if isinstance(error, driver.TransientError):
        return WriteConflict(query)
    quoted = any(mark in code for mark in SAFE_TO_QUOTE)
    return QueryFailed(query, f"{code} {error.message}" if quoted else code)
