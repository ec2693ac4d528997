"""The rows of `characteristics`: bodies renamed, privatised, listed, delisted, moved, struck off in steps."""

from __future__ import annotations

import polars as pl

from graph_api.generate import days
from graph_api.generate.classes import CLASSES, ORGAN_CLASS
from graph_api.generate.draws import lookup
from graph_api.generate.subjects import body_name, is_renamed
from graph_api.generate.tables import COUNTIES
from graph_api.generate.world import SETTLING, World, reference, status_text

#: Of a thousand bodies of their kind.
PRIVATISED, DELISTED, LISTED_LATER, MOVED, FIRST_REVOKED = 40, 60, 500, 25, 400
_BODY, _CLASS, _FOUNDED = pl.col("body"), pl.col("class"), pl.col("founded")
_REVOKED, _ANNULLED = 1, 3
Value = pl.Expr | str


def characteristic_rows(world: World, bodies: pl.DataFrame) -> list[pl.DataFrame]:
    """What the bodies of a chunk were before, and since when they are what they are."""
    return [
        *_renamed(world, bodies),
        *_privatised(world, bodies),
        *_delisted(world, bodies),
        *_listed_later(world, bodies),
        *_moved(world, bodies),
        *_struck_off(world, bodies),
    ]


def _rows(
    bodies: pl.DataFrame, what: str, name: str, value: Value, since: pl.Expr | None, until: pl.Expr | None
) -> pl.DataFrame:
    """One fact for each of the bodies; `what` tells its key from those of their other facts."""
    return bodies.select(
        key=pl.concat_str(pl.lit(f"H-{what}-"), pl.col("key")),
        organization=reference(pl.col("key")),
        name=pl.lit(name),
        value=pl.lit(value) if isinstance(value, str) else value,
        since=pl.lit(None, pl.String) if since is None else days.text(since),
        until=pl.lit(None, pl.String) if until is None else days.text(until),
    )


def _changed(bodies: pl.DataFrame, name: str, before: Value, after: Value, on: pl.Expr) -> list[pl.DataFrame]:
    """The two facts about a change on a day."""
    return [
        _rows(bodies, f"{name}-1", name, before, _FOUNDED, on),
        _rows(bodies, f"{name}-2", name, after, on, None),
    ]


def _renamed(world: World, bodies: pl.DataFrame) -> list[pl.DataFrame]:
    renamed = bodies.filter(is_renamed(world))
    return _changed(
        renamed, "NAME", body_name(world, ":former"), body_name(world), world.befell(_BODY, "renamed")
    )


def _privatised(world: World, bodies: pl.DataFrame) -> list[pl.DataFrame]:
    private = lookup([kind.state_capital for kind in CLASSES], _CLASS) == "NONE"
    sold = bodies.filter(private & world.draws.chance(_BODY, "privatised", PRIVATISED))
    return _changed(sold, "STATE_CAPITAL", "CONTROLLED", "NONE", world.befell(_BODY, "privatised"))


def _delisted(world: World, bodies: pl.DataFrame) -> list[pl.DataFrame]:
    unlisted = [kind.legal_form == "股份有限公司(非上市)" for kind in CLASSES]
    were = lookup(unlisted, _CLASS, pl.Boolean) & world.draws.chance(_BODY, "delisted", DELISTED)
    return _changed(bodies.filter(were), "LISTED", "true", "false", world.befell(_BODY, "delisted"))


def _listed_later(world: World, bodies: pl.DataFrame) -> list[pl.DataFrame]:
    listed = lookup([kind.listed for kind in CLASSES], _CLASS, pl.Boolean)
    later = bodies.filter(listed & world.draws.chance(_BODY, "listed:later", LISTED_LATER))
    return _changed(later, "LISTED", "false", "true", world.befell(_BODY, "listed"))


def _moved(world: World, bodies: pl.DataFrame) -> list[pl.DataFrame]:
    moved = bodies.filter((_CLASS != ORGAN_CLASS) & world.draws.chance(_BODY, "moved", MOVED))
    further = world.draws.below(_BODY, "moved:from", len(COUNTIES) - 1) + 1
    before = lookup([region.code for region in COUNTIES], (pl.col("place") + further) % len(COUNTIES))
    return _changed(moved, "REGION", before, pl.col("region"), world.befell(_BODY, "moved"))


def _struck_off(world: World, bodies: pl.DataFrame) -> list[pl.DataFrame]:
    """Of bodies that are over: until when they operated; some of those annulled had been revoked before."""
    over = bodies.filter(pl.col("standing").is_between(_REVOKED, _ANNULLED))
    end = world.befell(_BODY, "status")
    first = (pl.col("standing") == _ANNULLED) & world.draws.chance(_BODY, "revoked:first", FIRST_REVOKED)
    revoked = end - 1 - world.draws.below(_BODY, "revoked:on", SETTLING - 2)
    ended = pl.when(first).then(revoked).otherwise(end)
    return [
        _rows(over, "STATUS-1", "STATUS", "OPERATING", _FOUNDED, ended),
        _rows(over.filter(first), "STATUS-2", "STATUS", "REVOKED", revoked, end),
        _rows(over, "STATUS-3", "STATUS", status_text(pl.col("standing")), end, None),
    ]
