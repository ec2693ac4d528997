"""The address and the digest of an answer: hashes of canonical JSON, so the same answer has the same ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any

from strawberry.types import get_object_definition, has_object_definition
from strawberry.types.private import is_private

from graph_api.eligibility.asks import Judged
from graph_api.scalars import write_datetime

KEPT, SEALED = "kept-", "sealed-"
#: Fields that speak about the answer and are no part of it.
ABOUT = frozenset({"answerId", "digest", "kept"})


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys in order, no blanks, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain_leaf)


def sha256(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def answer_id_of(judged: Judged) -> str:
    """The content address: of what was asked, what was known, the law and the kernel."""
    known = judged.known_as_of
    content = {
        "inputs": judged.inputs(),
        "known_as_of": write_datetime(known) if known else None,
        "law": judged.law.digest,
        "kernel": judged.kernel_version,
    }
    return (KEPT if judged.kept else SEALED) + sha256(canonical(content))


def digest_of(answer: Any) -> str:
    """The digest of an answer as clients see it, whole."""
    return sha256(canonical(plain(answer)))


def plain(value: Any) -> Any:
    """A value of the schema as the JSON that GraphQL gives for all of its fields, but those about the answer."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not has_object_definition(value):
        return _plain_leaf(value)
    shape: Any = type(value)
    return {name: plain(read(value)) for name, read in _readers(shape)}


@lru_cache(maxsize=64)
def _readers(shape: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """How each field of a type is read, by its name in the schema."""
    found: list[tuple[str, Callable[[Any], Any]]] = []
    for field in get_object_definition(shape, strict=True).fields:
        name = field.graphql_name or _camel(field.python_name)
        if name not in ABOUT and not is_private(field.type):
            resolver = field.base_resolver
            read: Any = resolver.wrapped_func if resolver else attrgetter(field.python_name)
            found.append((name, read))
    return tuple(found)


def _plain_leaf(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return write_datetime(value)
    return value.isoformat() if isinstance(value, date) else value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
