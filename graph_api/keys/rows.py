"""The personal identifiers of the graph as a rotation sees them."""

from dataclasses import dataclass

from graph_api.engine.query import Query


@dataclass(frozen=True, slots=True)
class FormerRow:
    """An identifier under an older key."""

    key: str
    scheme: str
    cipher: str | None
    erased: bool
    subject_id: str


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """How many identifiers a statement wrote."""

    written: int


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """How many identifiers of a subject were emptied."""

    subject_id: str
    identifiers: int


FORMER_IDENTIFIERS = Query("keys/former_identifiers", FormerRow)
REKEY_IDENTIFIERS = Query("keys/rekey_identifiers", WrittenRow)
ERASE_CIPHERS = Query("keys/erase_ciphers", ErasedRow)
