"""The rows of `ownership`, `control` and `relations`: chains, rings, mutual holdings, hubs, branches."""

from __future__ import annotations

import polars as pl

from graph_api.generate import days
from graph_api.generate.classes import BRANCH_CLASS, CLASSES, COMPANIES, ORGAN_CLASS
from graph_api.generate.days import LAST
from graph_api.generate.draws import lookup
from graph_api.generate.tables import ORGANS
from graph_api.generate.world import (
    BLOCK,
    MUTUAL_FIRST,
    MUTUAL_SECOND,
    SELF_OWNER,
    World,
    body_key,
    person_key,
    reference,
)

#: Slots of ownership: the first holder, a second and a third one, and what makes rings.
FIRST, SECOND, THIRD, RING = range(4)
SLOTS = 4
SECOND_HOLDERS, THIRD_HOLDERS = 800, 450
HUB_HOLDERS, RINGS = 90, 350  # of a thousand second holders; of a thousand chains
HUB_EVERY = 500  # one block in so many is led by a hub
CONTROLLED = 80
MEANS = ("SHAREHOLDING", "AGREEMENT", "PERSONNEL")

_BODY, _SLOT, _CLASS = pl.col("body"), pl.col("slot"), pl.col("class")
_EDGE = _BODY * SLOTS + _SLOT
_PLACE = _BODY % BLOCK
_PARTNERSHIP = next(place for place, kind in enumerate(CLASSES) if kind.capacity == "GENERAL_PARTNER")

_WHOLE, _RING_SHARE = 10_000, 800  # basis points
#: Classes that can have more than one holder.
_SHARED = [
    place
    for place, kind in enumerate(CLASSES)
    if kind.capacity in ("SHAREHOLDER", "GENERAL_PARTNER", "MEMBER")
    and kind.family != "SMALL"
    and kind.state_capital != "WHOLLY"
]


def _capacity() -> pl.Expr:
    first = lookup([kind.capacity or None for kind in CLASSES], _CLASS)
    return (
        pl.when((_CLASS == _PARTNERSHIP) & (_SLOT > FIRST)).then(pl.lit("LIMITED_PARTNER")).otherwise(first)
    )


def _hub(world: World) -> pl.Expr:
    """A company that holds shares of very many others: the first of one of the first blocks."""
    blocks = max(1, world.organisations // BLOCK // HUB_EVERY)
    return (world.draws.below(_EDGE, "hub", blocks) + 1) * BLOCK


def _owning_body(world: World) -> pl.Expr:
    """The body that owns, where the holder is a body and no person; empty otherwise."""
    draws = world.draws
    of_the_state = [kind.state_capital in ("WHOLLY", "CONTROLLED") for kind in CLASSES]
    state = lookup(of_the_state, _CLASS, pl.Boolean)
    chained = (_PLACE > 0) & (world.chain_length(_BODY) >= _PLACE)
    company = _CLASS < COMPANIES
    return (
        pl.when(_SLOT == RING)
        .then(_ring_holder(world))
        .when((_SLOT == FIRST) & chained)
        .then(_BODY - 1)
        .when((_SLOT == FIRST) & state)
        .then(pl.lit(0, dtype=pl.Int64))
        .when((_SLOT == SECOND) & company & draws.chance(_EDGE, "hub:held", HUB_HOLDERS))
        .then(_hub(world))
    )


def _ring_holder(world: World) -> pl.Expr:
    mutual, length = world.mutual(_BODY), world.chain_length(_BODY)
    ring = (_PLACE == 0) & (length > 0) & world.draws.chance(_BODY // BLOCK, "ring", RINGS)
    return (
        pl.when(ring)
        .then(pl.min_horizontal(_BODY + length, pl.lit(world.organisations - 1)))
        .when(mutual & (_PLACE == MUTUAL_FIRST))
        .then(_BODY + (MUTUAL_SECOND - MUTUAL_FIRST))
        .when(mutual & (_PLACE == MUTUAL_SECOND))
        .then(_BODY - (MUTUAL_SECOND - MUTUAL_FIRST))
        .when(world.owns_itself(_BODY) & (_PLACE == SELF_OWNER))
        .then(_BODY)
    )


def _owning_person(world: World) -> pl.Expr:
    anybody = world.draws.below(_EDGE, "owner", world.persons)
    return pl.when(_SLOT == THIRD).then(anybody).otherwise(world.resident(_BODY, _SLOT))


def _exists(world: World) -> pl.Expr:
    draws = world.draws
    shared = _CLASS.is_in(_SHARED)
    ring = shared & pl.col("owner").is_not_null() & (pl.col("owner") < world.organisations)
    return (
        pl.when(_SLOT == FIRST)
        .then(True)
        .when(_SLOT == SECOND)
        .then(shared & draws.chance(_EDGE, "second", SECOND_HOLDERS))
        .when(_SLOT == THIRD)
        .then(shared & draws.chance(_EDGE, "third", THIRD_HOLDERS))
        .otherwise(ring)
    )


def _basis_points(world: World) -> pl.Expr:
    """The share of a row in basis points; the shares of one body never pass the whole."""
    first = 3400 + world.draws.below(_BODY, "share", 5800)
    alone = ~_CLASS.is_in(_SHARED)
    rest = _WHOLE - _RING_SHARE - first.clip(upper_bound=_WHOLE - _RING_SHARE)
    return (
        pl.when(alone)
        .then(_WHOLE)
        .when(_SLOT == FIRST)
        .then(first.clip(upper_bound=_WHOLE - _RING_SHARE))
        .when(_SLOT == SECOND)
        .then(rest * 7 // 10)
        .when(_SLOT == THIRD)
        .then(rest * 3 // 10)
        .otherwise(_RING_SHARE)
    )


def _fraction(points: pl.Expr) -> pl.Expr:
    part = pl.concat_str(pl.lit("0."), points.cast(pl.String).str.zfill(4))
    return pl.when(points >= _WHOLE).then(pl.lit("1")).otherwise(part)


def ownership_rows(world: World, bodies: pl.DataFrame) -> pl.DataFrame:
    """The rows of `ownership`."""
    draws = world.draws
    slots = pl.DataFrame({"slot": pl.int_range(0, SLOTS, dtype=pl.Int64, eager=True)})
    frame = bodies.select("body", "class", "founded").join(slots, how="cross", maintain_order="left")
    frame = frame.with_columns(owner=_owning_body(world), capacity=_capacity())
    frame = frame.filter(pl.col("capacity").is_not_null() & _exists(world))
    frame = frame.with_columns(share=_basis_points(world), roll=draws.below(_EDGE, "share:known", 100))
    person = reference(person_key(_owning_person(world)))
    share, exact, ranged = pl.col("share"), pl.col("roll") < 78, pl.col("roll") < 90
    low = _fraction(pl.when(exact).then(share).otherwise(share // 2))
    high = _fraction(share)
    return frame.select(
        key=pl.concat_str(
            pl.lit("W"), _BODY.cast(pl.String).str.zfill(8), pl.lit("-"), _SLOT.cast(pl.String)
        ),
        holder=pl.when(pl.col("owner").is_not_null())
        .then(reference(body_key(pl.col("owner"))))
        .otherwise(person),
        organization=reference(body_key(_BODY)),
        capacity="capacity",
        share_min=pl.when(ranged).then(low),
        share_max=pl.when(ranged).then(high),
        votes_min=pl.when(exact & draws.chance(_EDGE, "votes", 300)).then(low),
        votes_max=pl.when(exact & draws.chance(_EDGE, "votes", 300)).then(high),
        since=days.imprecise(draws, _EDGE, "owned", pl.col("founded")),
        seen=days.text(pl.lit(LAST) - draws.below(_EDGE, "owned:seen", 90)),
    )


def control_rows(world: World, bodies: pl.DataFrame) -> pl.DataFrame:
    """The rows of `control`: actual controllers of companies."""
    draws = world.draws
    frame = bodies.filter((_CLASS < COMPANIES) & draws.chance(_BODY, "controlled", CONTROLLED))
    return frame.select(
        key=pl.concat_str(pl.lit("K"), _BODY.cast(pl.String).str.zfill(8)),
        holder=reference(person_key(world.resident(_BODY, draws.below(_BODY, "controller", 2)))),
        organization=reference(body_key(_BODY)),
        means=draws.pick(_BODY, "means", MEANS),
        since=days.imprecise(draws, _BODY, "controlled", pl.col("founded")),
        seen=days.text(pl.lit(LAST) - draws.below(_BODY, "controlled:seen", 90)),
    )


def relation_rows(world: World, bodies: pl.DataFrame) -> pl.DataFrame:
    """The rows of `relations`: branches of the first company of their block, and supervision by an organ."""
    organ = lookup([kind.organ for kind in CLASSES], _CLASS, pl.Int64)
    branches = bodies.filter((_CLASS == BRANCH_CLASS) & (len(ORGANS) <= _BODY))
    supervised = bodies.filter((organ >= 0) & (_CLASS != ORGAN_CLASS))
    since = days.imprecise(world.draws, _BODY, "related", pl.col("founded"))
    own = pl.col("key")
    return pl.concat(
        [
            branches.select(
                key=pl.concat_str(pl.lit("B-"), own),
                to=reference(body_key(_BODY // BLOCK * BLOCK)),
                type=pl.lit("BRANCH_OF"),
                since=since,
                **{"from": reference(own)},
            ),
            supervised.select(
                key=pl.concat_str(pl.lit("S-"), own),
                to=reference(body_key(organ)),
                type=pl.lit("SUPERVISED_BY"),
                since=since,
                **{"from": reference(own)},
            ),
        ]
    )
