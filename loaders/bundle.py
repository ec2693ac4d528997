"""The tables of the canonical bundle: their columns, their types, and a row checked against them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loaders.characteristics import check_characteristic, check_code
from loaders.rows import RowRefusedError, refused
from loaders.values import READERS, read_list, read_when
from loaders.words import Words


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, and whether a row must fill it."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the bundle."""

    name: str
    columns: Mapping[str, Column]


def _table(name: str, described: str) -> Table:
    """A table from words like `key:key!`: name, type (text if unsaid), `!` where required."""
    columns = {}
    for word in described.split():
        column, _, kind = word.removesuffix("!").partition(":")
        columns[column] = Column(column, kind or "text", word.endswith("!"))
    return Table(name, columns)


_FATE = "withdrawn:when withdrawn_kind:code=withdrawn_kind repaired:when"

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        _table(
            "subjects",
            "key:key! kind:code=subject_kind! name! former_names:list uscc:uscc numbers:list legal_form "
            "org_kinds:codes=org_kind not_org_kinds:codes=org_kind sectors:codes=sector "
            "sectors_complete:flag industry region listed:flag state_capital:code=state_capital "
            "supervising_organ status:code=status status_since:when established:when capital stock_code "
            "birth_date:when birth_year:whole gender:code=gender "
            "qualifications:list local_to:ref",
        ),
        _table("identifiers", "subject:ref! scheme! value! since:when until:when"),
        _table(
            "positions",
            "key:key! holder:ref! organization:ref! position:code=position! role_text since:when until:when "
            "ended:flag seen:when nominated_by:code=nominated_by acting_for function accepted_dispute:when",
        ),
        _table(
            "ownership",
            "key:key! holder:ref! organization:ref! capacity:code=capacity! share_min:fraction "
            "share_max:fraction votes_min:fraction votes_max:fraction since:when until:when seen:when",
        ),
        _table(
            "control",
            "key:key! holder:ref! organization:ref! means! since:when until:when seen:when",
        ),
        _table("relations", "key:key! from:ref! to:ref! type:code=relation! since:when until:when"),
        _table(
            "characteristics",
            "key:key! organization:ref! name:code=characteristic! value! since:when until:when seen:when",
        ),
        _table(
            "decisions", "key:key! number title authority authority_ref:ref stage:code=stage decided:when"
        ),
        _table(
            "records",
            "key:key! subject:ref! kind:record_kind! trigger:code=trigger! decision item name "
            "carrier:code=carrier stage:code=stage severity qualifiers:codes=qualifier "
            "not_qualifiers:codes=qualifier basis documents:list articles:list sectors:codes=sector "
            "conduct_from:when conduct_until:when event_on:when decided:when effective:when "
            "sentence_completed:when paroled:when probation_expired:when political_rights_completed:when "
            "liquidation_completed:when proceedings_ended:when removed_from_office:when published:when "
            f"ended:when {_FATE} display_until:when performance amount:number publicity region",
        ),
        _table(
            "findings",
            "key:key! record! person:ref! as:code=role! degree state:code=finding_state conduct_from:when "
            "conduct_until:when",
        ),
        _table(
            "sanctions",
            "key:key! subject:ref! trigger:code=trigger! decision name stage:code=stage "
            "positions:codes=position org_kinds:codes=org_kind sectors:codes=sector region listed_only:flag "
            "decided:when since:when until:when months:whole life:flag open_term:flag "
            f"qualifiers:codes=qualifier documents:list articles:list basis {_FATE}",
        ),
        _table(
            "list_entries",
            "key:key! subject:ref! list! trigger:code=trigger! decision name carrier:code=carrier authority "
            "level ground basis notice measures_told removal_conditions remedies qualifiers:codes=qualifier "
            "not_qualifiers:codes=qualifier sectors:codes=sector documents:list entered:when left:when "
            f"until_stated:when {_FATE} published:when",
        ),
        _table(
            "objections",
            "key:key! target! kind:code=objection_kind! by:ref filed:when accepted:when stayed_from:when "
            "stayed_until:when decided:when outcome:code=outcome",
        ),
        _table("repairs", "key:key! target! granted:when! until:when authority"),
        _table("decision_relations", "key:key! from! to! type:code=decision_relation!"),
        _table("same_as", "key:key! from:ref! to:ref! state:code=same_as_state! evidence judged_by"),
        _table("coverage", "source! trigger:code=trigger! region since:when until:when"),
    )
}


def check_row(table: Table, values: Mapping[str, str], words: Words) -> dict[str, Any]:
    """The filled columns of a row with their types; RowRefusedError for the first that is doubtful."""
    typed: dict[str, Any] = {}
    for column in table.columns.values():
        text = values.get(column.name, "").strip()
        if text:
            typed.update(_read(column, text, words))
        elif column.required:
            raise refused(column.name, "MISSING", "必填列为空", "a required column is empty")
    if "until" in typed and "since" in typed and typed.get("until_latest", typed["until"]) < typed["since"]:
        raise refused("until", "ENDS_BEFORE_START", "止日早于起日", "it ends before it begins")
    if table.name == "characteristics":
        check_characteristic(typed, words)
    return typed


def _read(column: Column, text: str, words: Words) -> dict[str, Any]:
    kind, _, vocabulary = column.kind.partition("=")
    if kind == "when":
        return dict(read_when(column.name, text))
    if kind == "code":
        check_code(column.name, text, words.codes[vocabulary])
        return {column.name: text}
    if kind == "codes":
        codes = read_list(column.name, text)
        for code in codes:
            check_code(column.name, code, words.codes[vocabulary])
        return {column.name: codes}
    if kind == "record_kind":
        if text not in words.record_kinds:
            raise not_catalogued(column.name, text)
        return {column.name: text}
    if kind == "uscc":
        return {column.name: text}
    return {column.name: READERS[kind](column.name, text)}


def not_catalogued(column: str, kind: str) -> RowRefusedError:
    """The error for a record of a kind that neither catalogue lets anybody keep."""
    return refused(
        column,
        "NOT_IN_CATALOGUE",
        f"信息类别“{kind[:40]}”不在全国或者地方公共信用信息目录内，不得归集",
        f"kind {kind[:40]} is in neither the national nor the regional catalogue and may not be kept",
    )
