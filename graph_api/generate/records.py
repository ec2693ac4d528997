"""The rows of `records` and `findings`: what befell bodies and persons, and who was found responsible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from graph_api.generate import acts, days
from graph_api.generate.classes import CLASSES, FORMER, REPRESENTATIVE
from graph_api.generate.draws import lookup
from graph_api.generate.kinds import BODY_RECORDS, PERSON_RECORDS, RecordKind
from graph_api.generate.tables import ORGANS
from graph_api.generate.tenure import change_day, has_former, with_person
from graph_api.generate.world import World, reference

#: Of a thousand bodies so many carry a record besides those whose licence is revoked; likewise of persons.
BODY_SHARE, PERSON_SHARE = 26, 6
OF_THE_SECTOR = 600  # of a thousand records of a body in such a sector
FINDINGS, NOT_RESPONSIBLE = 550, 150
UNKNOWN_CONDUCT, UNKNOWN_LIQUIDATION = 250, 400
REVOKED = 1
FIRST_DAY = days.number(date(2012, 1, 1))

_BODY, _ROW, _DAY = pl.col("body"), pl.col("row"), pl.col("day")
_ROLES = (
    "LEGAL_REPRESENTATIVE",
    "LEGAL_REPRESENTATIVE",
    "DIRECTLY_RESPONSIBLE_PRINCIPAL",
    "DIRECTLY_RESPONSIBLE",
    "PRINCIPAL",
)
_DEGREES = ("主要责任", "直接责任", "次要责任", None)


def _of(kinds: Sequence[RecordKind], attribute: str) -> pl.Expr:
    return lookup([getattr(kind, attribute) or None for kind in kinds], pl.col("record_kind"))


def _described(frame: pl.DataFrame, kinds: Sequence[RecordKind]) -> pl.DataFrame:
    organ = [ORGANS[kind.organ][0] for kind in kinds]
    flags = {
        flag: lookup([getattr(kind, flag) for kind in kinds], pl.col("record_kind"), pl.Boolean)
        for flag in ("finding", "amount")
    }
    return frame.with_columns(
        authority=lookup(organ, pl.col("record_kind")),
        word=_of(kinds, "document_word"),
        title=_of(kinds, "name"),
        trigger=_of(kinds, "trigger"),
        kind=_of(kinds, "kind"),
        documents=_of(kinds, "documents"),
        articles=_of(kinds, "articles"),
        severity=_of(kinds, "severity"),
        qualifier=_of(kinds, "qualifiers"),
        target=pl.concat_str(pl.lit("record:"), pl.col("key")),
        **flags,
    )


def body_records(world: World, bodies: pl.DataFrame) -> pl.DataFrame:
    """The acts against bodies, at most one for each."""
    draws = world.draws
    revoked = pl.col("standing") == REVOKED
    sectors = [kind.sector for kind in BODY_RECORDS]
    by_class = [sectors.index(kind.sectors) if kind.sectors in sectors else None for kind in CLASSES]
    special = lookup(by_class, pl.col("class"), pl.Int64)
    drawn = draws.weighted(_BODY, "record", [kind.weight for kind in BODY_RECORDS])
    of_sector = special.is_not_null() & draws.chance(_BODY, "record:sector", OF_THE_SECTOR)
    kind = pl.when(revoked).then(pl.lit(0, dtype=pl.Int64)).when(of_sector).then(special).otherwise(drawn)
    frame = bodies.filter(revoked | draws.chance(_BODY, "recorded", BODY_SHARE))
    frame = frame.select(
        "body",
        "class",
        row=_BODY,
        subject=reference(pl.col("key")),
        sectors=lookup([kind.sectors or None for kind in CLASSES], pl.col("class")),
        record_kind=kind,
        day=pl.when(revoked).then(world.befell(_BODY, "status")).otherwise(world.befell(_BODY, "record")),
        key=pl.concat_str(pl.lit("R-"), pl.col("key")),
    )
    return acts.with_fate(world, _described(frame, BODY_RECORDS), "body-record")


def person_records(world: World, people: pl.DataFrame) -> pl.DataFrame:
    """The acts against persons who are known by a number."""
    draws, person = world.draws, pl.col("person")
    frame = people.filter(~pl.col("local") & draws.chance(person, "recorded:person", PERSON_SHARE))
    frame = frame.select(
        row=person,
        subject=reference(pl.col("key")),
        sectors=pl.lit(None, dtype=pl.String),
        record_kind=draws.weighted(person, "record:person", [kind.weight for kind in PERSON_RECORDS]),
        day=draws.below(person, "record:day", days.LAST - FIRST_DAY) + FIRST_DAY,
        key=pl.concat_str(pl.lit("R-"), pl.col("key")),
    )
    return acts.with_fate(world, _described(frame, PERSON_RECORDS), "person-record")


def record_rows(world: World, frame: pl.DataFrame, carrier: str) -> pl.DataFrame:
    """The rows of `records`."""
    return frame.select(
        "key", "subject", "kind", "trigger", "stage", "severity", "documents", "articles", "sectors",
        decision=acts.decision_key(),
        name="title",
        carrier=pl.lit(carrier),
        basis=pl.concat_str("documents", "articles", separator=" ", ignore_nulls=True).replace("", None),
        **_qualifiers(world, carrier),
        **_record_days(world, carrier),
        **acts.fate_columns(world, f"{carrier}-record"),
        **_performance(world, carrier),
        publicity=pl.lit("PUBLIC" if carrier == "ORGANISATION" else "PUBLIC_MASKED"),
    )  # fmt: skip


def _qualifiers(world: World, carrier: str) -> dict[str, pl.Expr]:
    """What the decision says, or denies; about some it is silent."""
    roll = world.draws.below(_ROW, f"qualifier:{carrier}", 100)
    return {
        "qualifiers": pl.when(roll < 60).then(pl.col("qualifier")),
        "not_qualifiers": pl.when((roll >= 60) & (roll < 80)).then(pl.col("qualifier")),
    }


def _performance(world: World, carrier: str) -> dict[str, pl.Expr]:
    draws, amount = world.draws, pl.col("amount")
    sum_of_money = ((draws.below(_ROW, f"amount:{carrier}", 400) + 1) * 5000).cast(pl.String)
    done = draws.pick(_ROW, f"performance:{carrier}", ("全部履行", "部分履行", "未履行", None))
    return {"amount": pl.when(amount).then(sum_of_money), "performance": pl.when(amount).then(done)}


def _conduct(world: World, carrier: str) -> tuple[pl.Expr, pl.Expr]:
    until = _DAY - world.draws.below(_ROW, f"conduct:until:{carrier}", 170) - 10
    return until - world.draws.below(_ROW, f"conduct:length:{carrier}", 900), until


def _record_days(world: World, carrier: str) -> dict[str, pl.Expr]:
    draws = world.draws
    since, until = _conduct(world, carrier)
    told = ~draws.chance(_ROW, f"conduct:unknown:{carrier}", UNKNOWN_CONDUCT)
    bankrupt = pl.col("trigger") == "BANKRUPTCY_LIQUIDATION"
    completed = bankrupt & ~draws.chance(_ROW, "liquidation:unknown", UNKNOWN_LIQUIDATION)
    dismissed = pl.col("trigger") == "DISMISSED_FOR_VIOLATION"
    return {
        "conduct_from": pl.when(told).then(days.imprecise(draws, _ROW, f"conduct:from:{carrier}", since)),
        "conduct_until": pl.when(told).then(days.imprecise(draws, _ROW, f"conduct:to:{carrier}", until)),
        "event_on": days.text(_DAY),
        "decided": days.imprecise(draws, _ROW, f"decided:{carrier}", _DAY),
        "effective": days.known(_DAY + 15),
        "liquidation_completed": pl.when(completed).then(days.known(_DAY + 420)),
        "proceedings_ended": pl.when(completed).then(days.known(_DAY + 450)),
        "removed_from_office": pl.when(dismissed).then(days.text(_DAY)),
        "published": days.known(_DAY + 7),
        "display_until": days.text(_DAY + 1096),
    }


def finding_rows(world: World, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of `findings`: for some decisions the representative of the time, for the others nobody."""
    draws = world.draws
    found = frame.filter(pl.col("finding") & draws.chance(_BODY, "found", FINDINGS))
    before = has_former(world) & (change_day(world) > _DAY)
    found = with_person(
        world, found.with_columns(slot=pl.when(before).then(FORMER).otherwise(REPRESENTATIVE))
    )
    since, until = _conduct(world, "ORGANISATION")
    told = draws.chance(_BODY, "found:conduct", 500)
    cleared = draws.chance(_BODY, "found:cleared", NOT_RESPONSIBLE)
    return found.select(
        key=pl.concat_str(pl.lit("V-"), pl.col("key")),
        record="key",
        person="holder",
        degree=draws.pick(_BODY, "found:degree", _DEGREES),
        state=pl.when(cleared).then(pl.lit("NOT_RESPONSIBLE")).otherwise(pl.lit("FOUND")),
        conduct_from=pl.when(told).then(days.text(since)),
        conduct_until=pl.when(told).then(days.text(until)),
        **{"as": draws.pick(_BODY, "found:as", _ROLES)},
    )
