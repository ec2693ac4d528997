"""Drafts against what the graph holds: create what is missing, close and change what differs, else nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graph_api.engine.transaction import Transaction
from graph_api.ids.keys import fact_id
from graph_api.ids.sealed_numbers import SealedNumbers
from loaders.attempt import Attempt
from loaders.facts import SET_BY_OTHERS, Drafts, EdgeDraft, NodeDraft, needed_nodes
from loaders.graph import (
    ADD_LOCAL_NAMES,
    CHANGE_SUBJECTS,
    CREATE_IDENTIFIERS,
    CREATE_LOCAL_NAMES,
    CREATE_SUBJECTS,
    EDGES,
    MARK_STALE,
    NODES,
    SEAL_IDENTIFIERS,
    FactRow,
)
from loaders.merge import merged, teller
from loaders.rows import Doubt, Facts

NEVER_COMPARED = frozenset({"recorded_at", "joined_by"})
SUBJECT_EDGES = frozenset({"holds", "owns", "controls", "branch_of", "supervised_by", "same_as"})
SUBJECT_TARGETS = frozenset({"against", "on", "lists", "finds_responsible", "by", "describes"})
Values = dict[str, Any]


async def write_subjects(
    transaction: Transaction, attempt: Attempt, sealed_numbers: SealedNumbers | None
) -> None:
    """Writes new subjects, changed ones, and the identifiers and local names that lead to them."""
    at = attempt.recorded_at
    by_kind: dict[str, list[Values]] = defaultdict(list)
    for fresh in attempt.fresh.values():
        by_kind[fresh.kind].append(fresh.values)
    for kind, rows in by_kind.items():
        await transaction.run(CREATE_SUBJECTS[kind], rows=rows, recorded_at=at)
    if attempt.current:
        changed = [_timeless(values) for values in attempt.current.values()]
        await transaction.run(CHANGE_SUBJECTS, rows=changed, recorded_at=at)
    # A rehearsal makes no keys.
    further_ciphers = _seal(attempt, sealed_numbers) if sealed_numbers else []
    if further_ciphers:
        await transaction.run(SEAL_IDENTIFIERS, rows=further_ciphers)
    if attempt.identifiers:
        await transaction.run(CREATE_IDENTIFIERS, rows=list(attempt.identifiers.values()), recorded_at=at)
    made: set[str] = set()
    first: list[Values] = []
    further: list[Values] = []
    for row in attempt.local_rows:
        (further if row["key"] in made or row["key"] in attempt.stored_local else first).append(row)
        made.add(row["key"])
    if first:
        await transaction.run(CREATE_LOCAL_NAMES, rows=first, recorded_at=at)
    if further:
        await transaction.run(ADD_LOCAL_NAMES, rows=further, recorded_at=at)


def _seal(attempt: Attempt, sealed_numbers: SealedNumbers) -> list[Values]:
    """Puts ciphertexts on the new identifiers; returns those for identifiers that are in the graph without."""
    if not attempt.numbers:
        return []
    ciphers = sealed_numbers.seal(list(attempt.numbers.values()))
    further = []
    for key, cipher in zip(attempt.numbers, ciphers, strict=True):
        if cipher is None:
            continue
        if key in attempt.identifiers:
            attempt.identifiers[key]["identifier"]["cipher"] = cipher
        else:
            further.append({"key": key, "cipher": cipher})
    return further


def _timeless(values: Values) -> Values:
    return {name: value for name, value in values.items() if name != "recorded_at"}


async def write_drafts(transaction: Transaction, attempt: Attempt, drafts: Drafts) -> None:
    """Writes the nodes and relationships of a batch and notes which subjects they touch."""
    stored = await _stored_nodes(transaction, drafts)
    _refuse_unfounded(attempt, drafts, stored)
    pending = _compare_nodes(attempt, drafts, stored)
    _apply_repairs(drafts, pending, stored)
    for table, keyed in pending.items():
        created = [values for key, values in keyed.items() if key not in stored[table]]
        changed = [_timeless(values) for key, values in keyed.items() if key in stored[table]]
        if created:
            await transaction.run(NODES[table].create, rows=created, recorded_at=attempt.recorded_at)
        if changed:
            await transaction.run(NODES[table].change, rows=changed, recorded_at=attempt.recorded_at)
    await _write_edges(transaction, attempt, drafts)
    _touch_corrected(attempt, drafts)
    await _touch_repaired(transaction, attempt, drafts)


async def _stored_nodes(transaction: Transaction, drafts: Drafts) -> dict[str, dict[str, Values]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for node in drafts.nodes:
        wanted[node.table].add(node.key)
    for table, key in needed_nodes(drafts):
        wanted[table].add(key)
    stored: dict[str, dict[str, Values]] = defaultdict(dict)
    for table, keys in wanted.items():
        for row in await transaction.run(NODES[table].find, keys=sorted(keys)):
            stored[table][row.key] = row.values
    return stored


def _refuse_unfounded(attempt: Attempt, drafts: Drafts, stored: Mapping[str, Mapping[str, Values]]) -> None:
    """Drops what points at a decision, record, sanction or entry that nobody loaded."""
    drafted = {(node.table, node.key) for node in drafts.nodes}
    unfounded: dict[int, Facts] = {}
    for edge in drafts.edges:
        for table, key in edge.needs:
            if (table, key) not in drafted and key not in stored.get(table, {}):
                unfounded[id(edge.fact)] = edge.fact
    for fact in unfounded.values():
        attempt.outcome.reject(
            fact,
            Doubt(
                "",
                "UNKNOWN_TARGET",
                "所引用的决定或者记录未载入",
                "the decision or record it refers to is not loaded",
            ),
        )
    if unfounded:
        drafts.nodes = [node for node in drafts.nodes if id(node.fact) not in unfounded]
        drafts.edges = [edge for edge in drafts.edges if id(edge.fact) not in unfounded]


def _compare_nodes(
    attempt: Attempt, drafts: Drafts, stored: Mapping[str, Mapping[str, Values]]
) -> dict[str, dict[str, Values]]:
    """The nodes to be written, by table and key, with their complete values."""
    pending: dict[str, dict[str, Values]] = defaultdict(dict)
    for node in drafts.nodes:
        table = pending[node.table]
        before = table.get(node.key) or stored.get(node.table, {}).get(node.key)
        outcome = attempt.outcome
        if before is None:
            table[node.key] = node.values
            outcome.created[node.table] += 1
            continue
        after = (
            _decision_after(attempt, node, before)
            if node.table == "decisions"
            else _after(before, node.values)
        )
        if _same(before, after):
            outcome.unchanged[node.table] += 1
            continue
        is_stored = node.key in stored.get(node.table, {})
        outcome.changed[node.table] += is_stored
        attempt.corrected.add(id(node.fact))
        outcome.unchanged[node.table] += not is_stored
        table[node.key] = after
    return pending


def _decision_after(attempt: Attempt, node: NodeDraft, before: Values) -> Values:
    """A decision may be told by several rows and sources: the one believed most wins on each property."""
    stated = {name: value for name, value in node.values.items() if name not in ("source", "source_row")}
    after, disagreements = merged(before, stated, teller(attempt.source, str(node.fact.values["key"])))
    for one in disagreements:
        attempt.outcome.conflict(
            node.fact,
            one.name,
            "VALUE_DIFFERS",
            f"同一文书的 {one.name} 说法不一：采信“{one.kept}”，未采信“{one.refused}”",
            f"{one.name} of one decision differs: {one.kept} is believed, {one.refused} is not",
        )
    return after


def _after(before: Values, stated: Values) -> Values:
    kept = {name: value for name, value in before.items() if name in SET_BY_OTHERS and value is not None}
    says_fate = "repaired" in stated or "withdrawn" in stated
    # A source says nothing of who contests its rows, so a row that is read again takes no mark away.
    silent = ("disputed",) if says_fate else ("usable", "disputed")
    own = {name: value for name, value in stated.items() if name not in silent}
    return {**stated, **kept, **own}


def _same(before: Values, after: Values) -> bool:
    left = {name: value for name, value in before.items() if name not in NEVER_COMPARED and value is not None}
    right = {name: value for name, value in after.items() if name not in NEVER_COMPARED and value is not None}
    return left == right


def _apply_repairs(
    drafts: Drafts, pending: dict[str, dict[str, Values]], stored: Mapping[str, Mapping[str, Values]]
) -> None:
    for (table, key), patch in drafts.repaired.items():
        before = pending[table].get(key) or stored.get(table, {}).get(key)
        if before is not None and not _same(before, {**before, **patch}):
            pending[table][key] = {**before, **patch}


async def _write_edges(transaction: Transaction, attempt: Attempt, drafts: Drafts) -> None:
    by_name: dict[str, list[EdgeDraft]] = defaultdict(list)
    for edge in drafts.edges:
        by_name[edge.name].append(edge)
    for name, edges in by_name.items():
        spec = EDGES[name]
        found = await transaction.run(spec.find, fact_ids=[edge.fact_id for edge in edges])
        stored = {row.fact_id: row for row in found}
        created, changed = [], {}
        for edge in edges:
            verdict = _compare_edge(attempt, edge, stored.get(edge.fact_id), bool(spec.change))
            if edge.counts and edge.name not in ("issued_by",):
                getattr(attempt.outcome, verdict)[edge.fact.table] += 1
            if verdict == "created":
                attempt.outcome.linked += "joined_by" in edge.values
                created.append({"origin": edge.origin, "target": edge.target, "values": edge.values})
            elif verdict == "changed":
                kept = stored[edge.fact_id].values
                changed[edge.fact_id] = _timeless(_after(kept, edge.values))
            if verdict != "unchanged":
                _touch(attempt, edge)
        if created:
            await transaction.run(spec.create, rows=created, recorded_at=attempt.recorded_at)
        if changed and spec.change:
            await transaction.run(
                spec.change, fact_ids=list(changed), values=changed, recorded_at=attempt.recorded_at
            )


def _compare_edge(attempt: Attempt, edge: EdgeDraft, stored: FactRow | None, changes: bool) -> str:
    if stored is None:
        return "created"
    if (stored.origin, stored.target) != (edge.origin, edge.target):
        attempt.outcome.conflict(
            edge.fact,
            "",
            "FACT_MOVED",
            "同一行先前指向另一主体；请撤回旧行后以新键值报送",
            "this row named another subject before; withdraw it and send the new fact under a new key",
        )
        return "unchanged"
    return (
        "changed" if changes and not _same(stored.values, _after(stored.values, edge.values)) else "unchanged"
    )


def _touch(attempt: Attempt, edge: EdgeDraft) -> None:
    if edge.name in SUBJECT_EDGES:
        ends = {edge.origin, edge.target}
        if ends & attempt.touched or not ends <= attempt.fresh.keys():
            attempt.touched |= ends
    elif edge.name in SUBJECT_TARGETS:
        attempt.touched.add(edge.target)


def _touch_corrected(attempt: Attempt, drafts: Drafts) -> None:
    """A corrected fact touches its subject though what ties them stays as it was."""
    for edge in drafts.edges:
        if edge.name in SUBJECT_TARGETS and id(edge.fact) in attempt.corrected:
            attempt.touched.add(edge.target)


async def _touch_repaired(transaction: Transaction, attempt: Attempt, drafts: Drafts) -> None:
    """A repair or an objection touches the subject of what it repairs or contests."""
    links = {"records": "against", "sanctions": "on", "list_entries": "lists"}
    wanted: dict[str, list[str]] = defaultdict(list)
    for edge in drafts.edges:
        verb = edge.name.partition("_")[0]
        if verb in ("contests", "repairs") and edge.needs:
            table = edge.needs[0][0]
            key = str(edge.fact.values["target"]).partition(":")[2]
            wanted[links[table]].append(key)
    for name, keys in wanted.items():
        attempt.touched.update(await _targets(transaction, attempt, name, keys))


async def _targets(transaction: Transaction, attempt: Attempt, name: str, keys: Iterable[str]) -> set[str]:
    fact_ids = [fact_id(attempt.source, name, key) for key in keys]
    return {row.target for row in await transaction.run(EDGES[name].find, fact_ids=fact_ids)}


async def mark_stale(transaction: Transaction, attempt: Attempt) -> None:
    """Marks the touched subjects, so that their restrictions are projected again."""
    if attempt.touched:
        await transaction.run(
            MARK_STALE, subject_ids=sorted(attempt.touched), recorded_at=attempt.recorded_at
        )
