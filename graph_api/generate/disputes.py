"""The rows of `objections` and `same_as`: what is contested, and who may be the same person."""

from __future__ import annotations

import polars as pl

from graph_api.generate import days
from graph_api.generate.days import LAST
from graph_api.generate.subjects import NAMESAKE_BEFORE, NAMESAKE_EVERY
from graph_api.generate.world import World, body_key, person_key, reference

#: Of a thousand acts and posts so many are contested; likewise of bodies whose representative denies it.
CONTESTED, IMPERSONATED = 70, 3
_KINDS = ("OBJECTION", "VERIFICATION", "VERIFICATION", "RECONSIDERATION", "LITIGATION")
_OUTCOMES = ("UPHELD", "REJECTED", "REJECTED", "WITHDRAWN")
_ROW = pl.col("row")
#: Of a hundred objections: only filed, accepted and open, accepted with a stay; the others are decided.
_ONLY_FILED, _OPEN, _STAYED = 30, 55, 75


def _course(world: World, name: str, filed: pl.Expr) -> dict[str, pl.Expr]:
    """How far an objection has come."""
    draws = world.draws
    roll = draws.below(_ROW, f"objection:course:{name}", 100)
    accepted = filed + 5
    stayed = (roll >= _OPEN) & (roll < _STAYED)
    decided = roll >= _STAYED
    ending = accepted + draws.below(_ROW, f"objection:length:{name}", 160) + 20
    over = decided & (ending <= LAST)
    return {
        "filed": days.known(filed),
        "accepted": pl.when(roll >= _ONLY_FILED).then(days.known(accepted)),
        "stayed_from": pl.when(stayed).then(days.known(accepted)),
        "stayed_until": pl.when(stayed & draws.chance(_ROW, f"objection:stay:{name}", 500)).then(
            days.known(ending)
        ),
        "decided": pl.when(over).then(days.text(ending)),
        "outcome": pl.when(over).then(draws.pick(_ROW, f"objection:outcome:{name}", _OUTCOMES)),
    }


def objection_rows(world: World, acts: pl.DataFrame, name: str) -> pl.DataFrame:
    """Objections to acts by the subjects they are about."""
    draws = world.draws
    filed = pl.min_horizontal(
        pl.col("day") + draws.below(_ROW, f"objection:filed:{name}", 60) + 3, pl.lit(LAST - 10)
    )
    return acts.filter(draws.chance(_ROW, f"contested:{name}", CONTESTED)).select(
        key=pl.concat_str(pl.lit("Q-"), pl.col("key")),
        target="target",
        kind=draws.pick(_ROW, f"objection:{name}", _KINDS),
        by="subject",
        **_course(world, name, filed),
    )


def impersonation_rows(world: World, posts: pl.DataFrame) -> pl.DataFrame:
    """Representatives who say that somebody registered them in their name (冒名登记)."""
    draws = world.draws
    contested = (
        (pl.col("slot") == 0) & ~pl.col("local") & draws.chance(pl.col("body"), "impersonated", IMPERSONATED)
    )
    frame = posts.filter(contested).with_columns(row=pl.col("body"))
    filed = pl.lit(LAST) - draws.below(_ROW, "impersonated:filed", 700) - 30
    return frame.select(
        key=pl.concat_str(pl.lit("Q-H-"), body_key(_ROW)),
        target=pl.concat_str(pl.lit("position:H"), _ROW.cast(pl.String).str.zfill(8), pl.lit("-0")),
        kind=pl.lit("IMPERSONATION"),
        by="holder",
        **_course(world, "impersonation", filed),
    )


def same_as_rows(world: World, people: pl.DataFrame) -> pl.DataFrame:
    """Proposed, joined and reversed joins between namesakes of whom one is known only by name."""
    draws, person = world.draws, pl.col("person")
    borrowed = (person % NAMESAKE_EVERY == NAMESAKE_EVERY - 1) & (person >= NAMESAKE_BEFORE)
    known = world.is_local(pl.max_horizontal(person - NAMESAKE_BEFORE, pl.lit(0)))
    frame = people.filter(borrowed & (pl.col("local") != known))
    return frame.select(
        key=pl.concat_str(pl.lit("E-"), pl.col("key")),
        to=reference(person_key(person - NAMESAKE_BEFORE)),
        state=draws.pick(person, "same", ("PROPOSED", "PROPOSED", "JOINED", "REVERSED")),
        evidence=pl.lit("姓名相同，任职机构相邻"),
        judged_by=draws.pick(person, "same:judge", ("登记机关核对", None)),
        **{"from": reference(pl.col("key"))},
    )
