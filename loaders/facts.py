"""Bundle rows to nodes and relationships of the graph, before it is asked what it already holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph_api.ids.keys import fact_id
from loaders.attempt import Attempt
from loaders.graph import NODES
from loaders.index import WorkingIndex
from loaders.rows import Facts, refused

# Columns that name something else and are no properties.
POINTERS = frozenset(
    {
        "key",
        "subject",
        "holder",
        "organization",
        "person",
        "record",
        "decision",
        "target",
        "from",
        "to",
        "by",
        "region",
    }
    | {"authority_ref"}
)
# Properties that repairs, withdrawals and objections set: a row that is silent on them takes nothing back.
SET_BY_OTHERS = frozenset(
    {
        "repaired",
        "repaired_latest",
        "withdrawn",
        "withdrawn_latest",
        "withdrawn_kind",
        "usable",
        "disputed",
        "joined_by",
    }
)
EDGE_OF = {
    "positions": ("holds", "holder", "organization"),
    "ownership": ("owns", "holder", "organization"),
    "control": ("controls", "holder", "organization"),
    "same_as": ("same_as", "from", "to"),
}
SUBJECT_LINK = {"records": "against", "sanctions": "on", "list_entries": "lists"}
DECISION_LINK = {"records": "record_of", "sanctions": "sanction_of", "list_entries": "based_on"}
TARGETS = {"record": "records", "sanction": "sanctions", "entry": "list_entries"}
TARGET_LINK = {"records": "record", "sanctions": "sanction", "list_entries": "list_entry"}


@dataclass
class NodeDraft:
    """A node a row asks for."""

    table: str
    key: str
    values: dict[str, Any]
    fact: Facts


@dataclass
class EdgeDraft:
    """A relationship a row asks for; `counts` where it is what the row itself says."""

    name: str
    fact_id: str
    origin: str
    target: str
    fact: Facts
    values: dict[str, Any] = field(default_factory=dict)
    counts: bool = False
    needs: tuple[tuple[str, str], ...] = ()


@dataclass
class Drafts:
    """Everything a batch asks of the graph."""

    nodes: list[NodeDraft] = field(default_factory=list)
    edges: list[EdgeDraft] = field(default_factory=list)
    repaired: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


def node_id(source: str, table: str, key: str) -> str:
    """The id of the node that a row of this table stands for."""
    return fact_id(source, table, key)


def decision_id(source: str, fact: Facts) -> str:
    """The id of a decision: by authority and number whoever tells of it, else by the row of its source."""
    authority, number = fact.values.get("authority"), fact.values.get("number")
    if authority and number:
        return fact_id("decision", "number", f"{authority}|{number}")
    return node_id(source, "decisions", str(fact.values["key"]))


def draft(attempt: Attempt, drafts: Drafts, fact: Facts, ids: dict[str, str], index: WorkingIndex) -> None:
    """Adds what one row asks for; RowRefusedError where it points at nothing."""
    table = fact.table
    if table in EDGE_OF:
        name, origin, target = EDGE_OF[table]
        evidence = attempt.join_of(fact, origin) or attempt.join_of(fact, target)
        drafts.edges.append(
            _edge(attempt, name, ids[origin], ids[target], fact, _properties(fact) | evidence)
        )
    elif table == "relations":
        name = fact.values["type"].lower()
        values = {key: value for key, value in _properties(fact).items() if key != "type"}
        drafts.edges.append(_edge(attempt, name, ids["from"], ids["to"], fact, values))
    elif table == "findings":
        _draft_finding(attempt, drafts, fact, ids)
    elif table == "decisions":
        _draft_decision(attempt, drafts, fact, ids, index)
    elif table in SUBJECT_LINK:
        _draft_item(attempt, drafts, fact, ids, index)
    elif table == "characteristics":
        identity = node_id(attempt.source, table, str(fact.values["key"]))
        drafts.nodes.append(_node(attempt, table, identity, fact, _properties(fact)))
        drafts.edges.append(_link(attempt, "describes", identity, ids["organization"], fact, {}))
    elif table in ("objections", "repairs"):
        _draft_remedy(attempt, drafts, fact, ids)
    elif table == "decision_relations":
        ends = [_decision(attempt, fact, column, index) for column in ("from", "to")]
        needs = tuple(("decisions", end) for end in ends)
        drafts.edges.append(_edge(attempt, fact.values["type"].lower(), ends[0], ends[1], fact, {}, needs))


def _properties(fact: Facts) -> dict[str, Any]:
    return {name: value for name, value in fact.values.items() if name not in POINTERS}


def _edge(
    attempt: Attempt,
    name: str,
    origin: str,
    target: str,
    fact: Facts,
    values: dict[str, Any],
    needs: tuple[tuple[str, str], ...] = (),
) -> EdgeDraft:
    key = str(fact.values["key"])
    identity = fact_id(attempt.source, name, key)
    carried = {"fact_id": identity, **values, **attempt.fact_values(key)}
    return EdgeDraft(name, identity, origin, target, fact, carried, counts=True, needs=needs)


def _link(
    attempt: Attempt,
    name: str,
    origin: str,
    target: str,
    fact: Facts,
    values: dict[str, Any],
    needs: tuple[tuple[str, str], ...] = (),
) -> EdgeDraft:
    edge = _edge(attempt, name, origin, target, fact, values, needs)
    edge.counts = False
    return edge


def _node(attempt: Attempt, table: str, key: str, fact: Facts, values: dict[str, Any]) -> NodeDraft:
    carried = {NODES[table].key: key, **values, **attempt.fact_values(str(fact.values["key"]))}
    if "repaired" in values or "withdrawn" in values:
        carried["usable"] = False
    return NodeDraft(table, key, carried, fact)


def _decision(attempt: Attempt, fact: Facts, column: str, index: WorkingIndex) -> str:
    key = str(fact.values[column])
    return index.decision(key) or node_id(attempt.source, "decisions", key)


def _draft_decision(
    attempt: Attempt, drafts: Drafts, fact: Facts, ids: dict[str, str], index: WorkingIndex
) -> None:
    identity = decision_id(attempt.source, fact)
    index.add_decision(str(fact.values["key"]), identity)
    values = _properties(fact)
    if organ := ids.get("authority_ref"):
        values["authority_id"] = organ
        drafts.edges.append(_link(attempt, "issued_by", identity, organ, fact, {}))
    drafts.nodes.append(_node(attempt, "decisions", identity, fact, values))


def _draft_item(
    attempt: Attempt, drafts: Drafts, fact: Facts, ids: dict[str, str], index: WorkingIndex
) -> None:
    table = fact.table
    identity = node_id(attempt.source, table, str(fact.values["key"]))
    drafts.nodes.append(_node(attempt, table, identity, fact, _properties(fact)))
    evidence = attempt.join_of(fact, "subject")
    drafts.edges.append(_link(attempt, SUBJECT_LINK[table], identity, ids["subject"], fact, evidence))
    if "decision" in fact.values:
        decision = _decision(attempt, fact, "decision", index)
        needs = (("decisions", decision),)
        drafts.edges.append(_link(attempt, DECISION_LINK[table], identity, decision, fact, {}, needs))


def _draft_finding(attempt: Attempt, drafts: Drafts, fact: Facts, ids: dict[str, str]) -> None:
    record = node_id(attempt.source, "records", str(fact.values["record"]))
    values = {"state": "FOUND", **_properties(fact), **attempt.join_of(fact, "person")}
    drafts.edges.append(
        _edge(attempt, "finds_responsible", record, ids["person"], fact, values, (("records", record),))
    )


def _draft_remedy(attempt: Attempt, drafts: Drafts, fact: Facts, ids: dict[str, str]) -> None:
    table = fact.table
    identity = node_id(attempt.source, table, str(fact.values["key"]))
    drafts.nodes.append(_node(attempt, table, identity, fact, _properties(fact)))
    kind, _, key = str(fact.values["target"]).partition(":")
    post = {}
    if kind in TARGETS:
        target_table = TARGETS[kind]
        target = node_id(attempt.source, target_table, key)
        verb = "contests" if table == "objections" else "repairs"
        needs = ((target_table, target),)
        drafts.edges.append(
            _link(attempt, f"{verb}_{TARGET_LINK[target_table]}", identity, target, fact, {}, needs)
        )
        if table == "repairs":
            drafts.repaired[target_table, target] = {"repaired": fact.values["granted"], "usable": False}
    elif kind == "position" and table == "objections" and "by" in ids:
        post = {"post": fact_id(attempt.source, "holds", key)}
    else:
        raise refused(
            "target",
            "REFERENCE",
            "引用格式不符或缺少提出人",
            "not record:…, sanction:…, entry:… or position:… with its author",
        )
    if "by" in ids:
        drafts.edges.append(_link(attempt, "by", identity, ids["by"], fact, post))


def needed_nodes(drafts: Drafts) -> Iterator[tuple[str, str]]:
    """The nodes that relationships point at and that must exist, beside those drafted."""
    for edge in drafts.edges:
        yield from edge.needs
    yield from drafts.repaired
