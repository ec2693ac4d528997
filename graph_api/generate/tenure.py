"""The rows of `positions`: who holds and held which post, as imprecisely as registers say it."""

from __future__ import annotations

import polars as pl

from graph_api.generate import days
from graph_api.generate.classes import CLASSES, FAMILIES, FORMER, REPRESENTATIVE, SLOTS
from graph_api.generate.days import LAST
from graph_api.generate.draws import lookup
from graph_api.generate.subjects import person_name, resident_number
from graph_api.generate.world import BLOCK, World, body_key, person_key, reference

#: Of a thousand posts beyond the first two, so many are held by neighbours and by people with many posts.
NEAR, BUSY = 550, 40
NEIGHBOURHOOD = 6
BUSY_PERSONS = 400  # one person in so many collects posts
SAME_AS_REPRESENTATIVE = 450
BY_NUMBER = 100  # of a thousand holders are referred to by their number instead of their key
PARTNER_BODIES = 300  # of a thousand partnerships are led by a body through its representative

_BODY, _SLOT, _CLASS = pl.col("body"), pl.col("slot"), pl.col("class")
_POST = _BODY * SLOTS + _SLOT
_FAMILY_NAMES = list(FAMILIES)
_CLASS_FAMILY = [_FAMILY_NAMES.index(kind.family) for kind in CLASSES]
_POSTS = [post for posts in FAMILIES.values() for post in posts]
_PARTNERSHIP_CLASS = next(place for place, kind in enumerate(CLASSES) if kind.family == "PARTNERSHIP")


def _post(attribute: str, dtype: type[pl.DataType] = pl.String) -> pl.Expr:
    """What the table of posts says about the post of a row."""
    family = lookup(_CLASS_FAMILY, _CLASS, pl.Int64)
    return lookup([getattr(post, attribute) for post in _POSTS], family * SLOTS + _SLOT, dtype)


def holder(world: World) -> pl.Expr:
    """The person in the post of a row (columns body, slot)."""
    draws = world.draws
    same = (_SLOT == 2) & draws.chance(_POST, "same", SAME_AS_REPRESENTATIVE)
    roll = draws.below(_POST, "circle", 1000)
    near = world.resident(_BODY, draws.below(_POST, "near", NEIGHBOURHOOD))
    busy = draws.below(_POST, "busy", max(1, world.persons // BUSY_PERSONS))
    anybody = draws.below(_POST, "anybody", world.persons)
    return (
        pl.when((_SLOT == REPRESENTATIVE) | same)
        .then(world.resident(_BODY))
        .when(_SLOT == 2)
        .then(world.resident(_BODY, 1))
        .when(roll < NEAR)
        .then(near)
        .when(roll < NEAR + BUSY)
        .then(busy)
        .otherwise(anybody)
    )


def with_person(world: World, frame: pl.DataFrame) -> pl.DataFrame:
    """Add `person` and the reference `holder` to rows of body and slot.

    Somebody known only by name belongs to one body; the same name in another body is another person there.
    """
    person = pl.col("person")
    frame = frame.with_columns(person=holder(world))
    local = world.is_local(person)
    frame = frame.with_columns(
        local=local,
        stranger=local & (world.home(person) != _BODY),
        numbered=~local & world.draws.chance(_POST, "by-number", BY_NUMBER),
    )
    return pl.concat(
        [
            frame.filter(~pl.col("stranger") & ~pl.col("numbered")).with_columns(
                holder=reference(person_key(person))
            ),
            frame.filter("stranger").with_columns(
                holder=pl.concat_str(
                    pl.lit("local:"), reference(body_key(_BODY)), pl.lit("|"), person_name(world, person)
                )
            ),
            frame.filter("numbered").with_columns(
                holder=pl.concat_str(pl.lit("number:RESIDENT_ID:"), resident_number(world, person))
            ),
        ]
    ).sort("body", "slot")


def posts(world: World, bodies: pl.DataFrame) -> pl.DataFrame:
    """The posts that exist, one row for each body and slot, with holder and day numbers."""
    slots = pl.DataFrame({"slot": pl.int_range(0, SLOTS, dtype=pl.Int64, eager=True)})
    frame = bodies.select("body", "class", "founded", "standing").join(
        slots, how="cross", maintain_order="left"
    )
    frame = frame.filter(world.draws.chance(_POST, "post", _post("per_mille", pl.Int64)))
    return (
        with_person(world, frame)
        .with_columns(begun=_begun(world), over=_over(world))
        .with_columns(ended=_is_over())
    )


def change_day(world: World) -> pl.Expr:
    """The day on which the representative of a body changed, where it changed."""
    return world.befell(_BODY, "representative")


def has_former(world: World) -> pl.Expr:
    """Whether a body had another representative before (columns body, class)."""
    family = lookup(_CLASS_FAMILY, _CLASS, pl.Int64)
    share = lookup([post.per_mille for post in _POSTS], family * SLOTS + FORMER, pl.Int64)
    return world.draws.chance(_BODY * SLOTS + FORMER, "post", share)


def _begun(world: World) -> pl.Expr:
    founded = pl.col("founded")
    room = (LAST - founded - 30).cast(pl.UInt64)
    later = founded + (world.draws.bits(_POST, "begun") % room).cast(pl.Int64)
    first = pl.when(has_former(world)).then(change_day(world)).otherwise(founded)
    earlier = founded + (world.draws.bits(_POST, "begun") % (room // 3 + 1)).cast(pl.Int64)
    return (
        pl.when(_SLOT == REPRESENTATIVE)
        .then(first)
        .when(_SLOT == FORMER)
        .then(founded)
        .when(_post("ended", pl.Boolean))
        .then(earlier)
        .otherwise(pl.when(world.draws.chance(_POST, "founding", 450)).then(founded).otherwise(later))
    )


def _over(world: World) -> pl.Expr:
    """The day number on which a post of the past ended; a former representative leaves at the change."""
    ending = (
        pl.col("founded") + (world.draws.bits(_POST, "over") % _half_life()).cast(pl.Int64) + _half_life()
    )
    return pl.when(_SLOT == FORMER).then(change_day(world)).otherwise(ending.cast(pl.Int64))


def _half_life() -> pl.Expr:
    return ((LAST - pl.col("founded")) // 2).cast(pl.UInt64)


def _is_over() -> pl.Expr:
    return _post("ended", pl.Boolean)


def position_rows(world: World, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of `positions`."""
    draws = world.draws
    partner = (_CLASS == _PARTNERSHIP_CLASS) & draws.chance(_BODY, "partner:body", PARTNER_BODIES)
    company = reference(body_key(partner_body(world)))
    since = days.imprecise(draws, _POST, "since", pl.col("begun"))
    rough = days.imprecise(draws, _POST, "until", pl.col("over"))
    # As text an imprecise day is its earliest one: the end is told exactly where it would come before the beginning.
    until = pl.when(rough < since).then(days.text(pl.col("over"))).otherwise(rough)
    seen = days.text(pl.lit(LAST) - draws.below(_POST, "seen", 90))
    by_state = lookup([kind.state_capital == "PARTICIPATED" for kind in CLASSES], _CLASS, pl.Boolean)
    represents = partner & (_post("position") == "APPOINTED_REPRESENTATIVE")
    return frame.select(
        key=pl.concat_str(
            pl.lit("H"), _BODY.cast(pl.String).str.zfill(8), pl.lit("-"), _SLOT.cast(pl.String)
        ),
        holder=pl.when(partner & (_SLOT == REPRESENTATIVE)).then(company).otherwise(pl.col("holder")),
        organization=reference(body_key(_BODY)),
        position=_post("position"),
        role_text=_post("role_text"),
        since=since,
        until=pl.when("ended").then(until),
        ended=pl.when("ended")
        .then(pl.lit("true"))
        .otherwise(draws.pick(_POST, "ended", ("false", "false", None))),
        seen=pl.when(draws.chance(_POST, "seen:known", 700)).then(seen),
        nominated_by=pl.when(by_state).then(
            draws.pick(_POST, "nominated", ("STATE", "STATE", "OTHER", None))
        ),
        acting_for=pl.when(represents).then(company),
        function=pl.when(_post("position") == "PRINCIPAL").then(pl.lit("实际主持全面工作")),
    )


def partner_body(world: World) -> pl.Expr:
    """The body that leads a partnership: the first company of its block (the block of organs has none)."""
    return pl.max_horizontal(_BODY // BLOCK, pl.lit(1)) * BLOCK
