"""The rows of `list_entries` and `sanctions`: lists with entry and exit, and bans that name a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import polars as pl

from graph_api.generate import acts, days
from graph_api.generate.draws import lookup
from graph_api.generate.kinds import LISTS, SANCTIONS
from graph_api.generate.tables import ORGANS
from graph_api.generate.world import SETTLING, World, reference

#: Of a thousand bodies and persons so many are on a list; so many persons are sanctioned by name.
LISTED = {"body": 30, "person": 14}
SANCTIONED = 5
LEFT = 450
_ORDERED = 150  # of a thousand entries give no stated term although the list knows one
FIRST_DAY = days.number(date(2014, 1, 1))
_AVERAGE_MONTH = 30.44

_ROW, _DAY, _KIND = pl.col("row"), pl.col("day"), pl.col("list_kind")
Carrier = Literal["body", "person"]


def _of(attribute: str) -> pl.Expr:
    return lookup([getattr(kind, attribute) or None for kind in LISTS], _KIND)


def entries(world: World, subjects: pl.DataFrame, carrier: Carrier) -> pl.DataFrame:
    """The listed among bodies or among persons known by a number."""
    draws, row = world.draws, pl.col(carrier)
    listed = draws.chance(row, f"listed:{carrier}", LISTED[carrier])
    listed = listed & (pl.col("standing") == 0 if carrier == "body" else ~pl.col("local"))
    weights = [getattr(kind, f"{carrier}_weight") for kind in LISTS]
    frame = subjects.filter(listed).select(
        row=row,
        subject=reference(pl.col("key")),
        list_kind=draws.weighted(row, f"list:{carrier}", weights),
        founded="founded" if carrier == "body" else pl.lit(0),
        key=pl.concat_str(pl.lit("L-"), pl.col("key")),
    )
    organ = [ORGANS[kind.organ][0] for kind in LISTS]
    first = lookup([days.number(date(kind.first_year, 1, 1)) for kind in LISTS], _KIND, pl.Int64)
    first = pl.max_horizontal(first, pl.col("founded") + SETTLING)
    span = (days.LAST - first).cast(pl.UInt64)
    frame = frame.with_columns(
        day=first + (draws.bits(_ROW, f"listed:day:{carrier}") % span).cast(pl.Int64),
        authority=lookup(organ, _KIND),
        word=pl.lit("澄列"),
        title=pl.concat_str(pl.lit("列入"), _of("name"), pl.lit("决定书")),
        target=pl.concat_str(pl.lit("entry:"), pl.col("key")),
    )
    # A list is entered by a decision; what is merely proposed is no entry.
    return acts.with_fate(world, frame, f"{carrier}-entry").with_columns(stage=pl.lit("DECISION"))


def entry_rows(world: World, frame: pl.DataFrame, carrier: Carrier) -> pl.DataFrame:
    """The rows of `list_entries`."""
    draws, debtor = world.draws, pl.col("trigger") == "JUDGMENT_DEBTOR_LIST"
    frame = frame.with_columns(
        trigger=_of("trigger"), qualifier_roll=draws.below(_ROW, f"debt:{carrier}", 100)
    )
    person = carrier == "person"
    roll = pl.col("qualifier_roll")
    debt = pl.lit("LARGE_PERSONAL_DEBT")
    left = _DAY + draws.below(_ROW, f"stay:{carrier}", 900) + 60
    leaves = draws.chance(_ROW, f"left:{carrier}", LEFT)
    months = lookup([kind.months or None for kind in LISTS], _KIND, pl.Int64)
    stated = ~draws.chance(_ROW, f"term:{carrier}", _ORDERED)
    ground = draws.below(_ROW, f"ground:{carrier}", 2)
    return frame.select(
        "key", "subject", "trigger", "authority",
        list=_of("code"),
        name=_of("name"),
        carrier=pl.lit("PERSON" if person else "ORGANISATION"),
        level=draws.pick(_ROW, f"level:{carrier}", ("省级", "市级", "县级", "县级", None)),
        ground=lookup([text for kind in LISTS for text in kind.grounds], _KIND * 2 + ground),
        basis=_of("document"),
        notice=_sometimes(world, carrier, "notice", "已书面告知列入事由、依据和权利"),
        measures_told=_sometimes(world, carrier, "measures", "已提示可能采取的惩戒措施"),
        removal_conditions=_of("removal"),
        remedies=_sometimes(world, carrier, "remedies", "可以申请复议或者提起诉讼"),
        qualifiers=pl.when(debtor & person & (roll < 45)).then(debt),
        not_qualifiers=pl.when(debtor & person & (roll >= 45) & (roll < 60)).then(debt),
        documents=_of("document"),
        entered=days.imprecise(draws, _ROW, f"entered:{carrier}", _DAY),
        left=pl.when(leaves).then(days.known(left)),
        until_stated=pl.when(stated).then(_after(_DAY, months)),
        published=days.known(_DAY + 3),
        decision=acts.decision_key(),
        **acts.fate_columns(world, f"{carrier}-entry"),
    )  # fmt: skip


def _after(day: pl.Expr, months: pl.Expr) -> pl.Expr:
    """The first free day after so many months."""
    ending = pl.concat_str(months.cast(pl.String), pl.lit("mo"))
    return day.cast(pl.Int32).cast(pl.Date).dt.offset_by(ending).dt.offset_by("1d").cast(pl.String)


def _sometimes(world: World, carrier: str, name: str, text: str) -> pl.Expr:
    return pl.when(world.draws.chance(_ROW, f"{name}:{carrier}", 800)).then(pl.lit(text))


def _of_sanction(attribute: str) -> pl.Expr:
    return lookup([getattr(kind, attribute) or None for kind in SANCTIONS], pl.col("sanction_kind"))


def sanctions(world: World, people: pl.DataFrame) -> pl.DataFrame:
    """The persons sanctioned by name."""
    draws, person = world.draws, pl.col("person")
    frame = people.filter(~pl.col("local") & draws.chance(person, "sanctioned", SANCTIONED)).select(
        row=person,
        subject=reference(pl.col("key")),
        sanction_kind=draws.weighted(person, "sanction", [kind.weight for kind in SANCTIONS]),
        day=draws.below(person, "sanction:day", days.LAST - FIRST_DAY) + FIRST_DAY,
        key=pl.concat_str(pl.lit("X-"), pl.col("key")),
    )
    frame = frame.with_columns(
        authority=_of_sanction("authority"),
        word=_of_sanction("document_word"),
        title=_of_sanction("name"),
        target=pl.concat_str(pl.lit("sanction:"), pl.col("key")),
        months=_months(world),
    )
    return acts.with_fate(world, frame, "sanction")


def _months(world: World) -> pl.Expr:
    """The term of a sanction in months; 0 is for life."""
    flat = [months for kind in SANCTIONS for months in kind.months]
    starts = _starts([len(kind.months) for kind in SANCTIONS])
    kind = pl.col("sanction_kind")
    count = lookup([len(kind.months) for kind in SANCTIONS], kind, pl.UInt64)
    step = (world.draws.bits(_ROW, "sanction:term") % count).cast(pl.Int64)
    return lookup(flat, lookup(starts, kind, pl.Int64) + step, pl.Int64)


def _starts(counts: Sequence[int]) -> list[int]:
    return [sum(counts[:place]) for place in range(len(counts))]


def sanction_rows(world: World, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of `sanctions`."""
    draws, months = world.draws, pl.col("months")
    life, untold = months == 0, draws.chance(_ROW, "sanction:untold", 60)
    termed = ~life & ~untold
    listed_only = lookup([kind.listed_only for kind in SANCTIONS], pl.col("sanction_kind"), pl.Boolean)
    return frame.select(
        "key", "subject", "stage",
        trigger=_of_sanction("trigger"),
        decision=acts.decision_key(),
        name="title",
        positions=_of_sanction("positions"),
        org_kinds=_of_sanction("org_kinds"),
        sectors=_of_sanction("sectors"),
        listed_only=pl.when(listed_only).then(pl.lit("true")).otherwise(pl.lit("false")),
        decided=days.text(_DAY),
        since=days.imprecise(draws, _ROW, "sanction:since", _DAY),
        until=pl.when(termed).then(_after(_DAY, months)),
        months=pl.when(termed).then(months.cast(pl.String)),
        life=pl.when(life).then(pl.lit("true")).otherwise(pl.lit("false")),
        open_term=pl.when(untold & ~life).then(pl.lit("true")).otherwise(pl.lit("false")),
        qualifiers=pl.lit("STATED_IN_DECISION"),
        documents=_of_sanction("documents"),
        articles=_of_sanction("articles"),
        basis=_of_sanction("documents"),
        **acts.fate_columns(world, "sanction"),
    )  # fmt: skip
