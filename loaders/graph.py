"""The graph as the loader writes it: one spec for each kind of node and of relationship, one query file each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph_api.engine.query import Query


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """How many rows a statement wrote."""

    written: int


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node found by its key."""

    key: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A relationship found by its fact_id, with the keys of its ends."""

    fact_id: str
    origin: str
    target: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A subject found by its id."""

    subject_id: str
    is_person: bool
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """An identifier with the subject it names."""

    key: str
    subject_id: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class NameRow:
    """An organisation found by its name."""

    name: str
    subject_id: str


@dataclass(frozen=True, slots=True)
class LocalNameRow:
    """A person known by name within a body."""

    key: str
    subject_id: str
    source: str
    source_keys: list[str]


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """How far the load of one file has come."""

    key: str
    rows: int


@dataclass(frozen=True)
class NodeSpec:
    """A kind of node that carries facts: its key property and its three queries."""

    key: str
    find: Query[NodeRow]
    create: Query[WrittenRow]
    change: Query[WrittenRow]


@dataclass(frozen=True)
class EdgeSpec:
    """A kind of relationship; a bare link has no values that could change."""

    find: Query[FactRow]
    create: Query[WrittenRow]
    change: Query[WrittenRow] | None = None


def _node(name: str, key: str) -> NodeSpec:
    return NodeSpec(
        key,
        Query(f"load/find_{name}", NodeRow),
        Query(f"load/create_{name}", WrittenRow),
        Query(f"load/change_{name}", WrittenRow),
    )


def _edge(name: str, changes: bool = False) -> EdgeSpec:
    return EdgeSpec(
        Query(f"load/find_{name}", FactRow),
        Query(f"load/create_{name}", WrittenRow),
        Query(f"load/change_{name}", WrittenRow) if changes else None,
    )


NODES: Mapping[str, NodeSpec] = {
    "decisions": _node("decisions", "decision_id"),
    "records": _node("records", "record_id"),
    "sanctions": _node("sanctions", "sanction_id"),
    "list_entries": _node("list_entries", "entry_id"),
    "objections": _node("objections", "objection_id"),
    "repairs": _node("repairs", "repair_id"),
    "characteristics": _node("characteristics", "characteristic_id"),
}
FACT_EDGES = ("holds", "owns", "controls", "branch_of", "supervised_by", "same_as", "finds_responsible")
LINK_EDGES = (
    "against",
    "on",
    "lists",
    "record_of",
    "sanction_of",
    "based_on",
    "issued_by",
    "preceded_by",
    "confirms",
    "amends",
    "annuls",
    "stays",
    "contests_record",
    "contests_sanction",
    "contests_list_entry",
    "repairs_record",
    "repairs_sanction",
    "repairs_list_entry",
    "by",
    "describes",
)
EDGES: Mapping[str, EdgeSpec] = {
    **{name: _edge(name, changes=True) for name in FACT_EDGES},
    **{name: _edge(name) for name in LINK_EDGES},
}
CREATE_SUBJECTS: Mapping[str, Query[WrittenRow]] = {
    "PERSON": Query("load/create_people", WrittenRow),
    "ENTERPRISE": Query("load/create_enterprises", WrittenRow),
    "PUBLIC_INSTITUTION": Query("load/create_public_institutions", WrittenRow),
    "SOCIAL_ORGANIZATION": Query("load/create_social_organizations", WrittenRow),
    "GOVERNMENT_ORGAN": Query("load/create_government_organs", WrittenRow),
    "INDIVIDUAL_BUSINESS": Query("load/create_individual_businesses", WrittenRow),
    "COOPERATIVE": Query("load/create_cooperatives", WrittenRow),
    "PARTNERSHIP": Query("load/create_partnerships", WrittenRow),
    "OTHER": Query("load/create_other_organizations", WrittenRow),
}
FIND_IDENTIFIERS = Query("load/find_identifiers", IdentifierRow)
FIND_SUBJECTS = Query("load/find_subjects", SubjectRow)
FIND_ORGANIZATIONS_BY_NAME = Query("load/find_organizations_by_name", NameRow)
FIND_LOCAL_NAMES = Query("load/find_local_names", LocalNameRow)
FIND_PROGRESS = Query("load/find_progress", ProgressRow)
CHANGE_SUBJECTS = Query("load/change_subjects", WrittenRow)
CREATE_IDENTIFIERS = Query("load/create_identifiers", WrittenRow)
SEAL_IDENTIFIERS = Query("load/seal_identifiers", WrittenRow)
CREATE_LOCAL_NAMES = Query("load/create_local_names", WrittenRow)
ADD_LOCAL_NAMES = Query("load/add_local_names", WrittenRow)
MARK_STALE = Query("load/mark_stale", WrittenRow)
END_PROGRESS = Query("load/end_progress", WrittenRow)
SAVE_PROGRESS = Query("load/save_progress", WrittenRow)
SAVE_COVERAGE = Query("load/save_coverage", WrittenRow)
