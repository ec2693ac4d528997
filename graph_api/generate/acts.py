"""What records, list entries and sanctions share: the deciding document, its stage, withdrawal and repair.

An act is a row with `row` (its number for draws), `key`, `target`, `day` (the day number of the decision),
`word` (of the document number), `title` and `authority`.
"""

from __future__ import annotations

import polars as pl

from graph_api.generate import days
from graph_api.generate.world import World

#: Of a thousand acts: only proposed, only reported, withdrawn, repaired, with an unknown document number.
PROPOSED, REPORTED, WITHDRAWN, REPAIRED, WITHOUT_NUMBER = 40, 15, 30, 80, 200
#: Of a thousand decisions: preceded by a notice, confirmed, amended or stayed by a later document.
NOTICED, FOLLOWED = 150, 40
FOLLOWING = ("CONFIRMS", "AMENDS", "STAYS")
_TITLES = {
    "PRECEDED_BY": "事先告知书",
    "ANNULS": "撤销决定书",
    "CONFIRMS": "复议决定书",
    "AMENDS": "变更决定书",
    "STAYS": "停止执行决定书",
}

_ROW, _DAY = pl.col("row"), pl.col("day")


def with_fate(world: World, frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Add stage, withdrawal, repair (day numbers) and whether a notice came before or a document followed."""
    draws = world.draws
    roll = draws.below(_ROW, f"stage:{name}", 1000)
    stage = (
        pl.when(roll < PROPOSED)
        .then(pl.lit("PROPOSAL"))
        .when(roll < PROPOSED + REPORTED)
        .then(pl.lit("REPORT"))
        .otherwise(pl.lit("DECISION"))
    )
    later = draws.below(_ROW, f"later:{name}", 500) + 40
    decided = roll >= PROPOSED + REPORTED
    fate = draws.below(_ROW, f"fate:{name}", 1000)
    past = decided & (_DAY + later <= days.LAST)
    return frame.with_columns(
        stage=stage,
        withdrawn_on=pl.when(past & (fate < WITHDRAWN)).then(_DAY + later),
        repaired_on=pl.when(past & (fate >= 1000 - REPAIRED)).then(_DAY + later),
        noticed=decided & draws.chance(_ROW, f"noticed:{name}", NOTICED),
        following=pl.when(past & (fate >= WITHDRAWN) & (fate < WITHDRAWN + FOLLOWED)).then(
            draws.pick(_ROW, f"following:{name}", FOLLOWING)
        ),
        followed_on=_DAY + later,
    )


def fate_columns(world: World, name: str) -> dict[str, pl.Expr]:
    """The columns of withdrawal and repair as a bundle has them."""
    kind = world.draws.pick(_ROW, f"withdrawn:{name}", ("WITHDRAWN", "ANNULLED", "CHANGED"))
    return {
        "withdrawn": days.text(pl.col("withdrawn_on")),
        "withdrawn_kind": pl.when(pl.col("withdrawn_on").is_not_null()).then(kind),
        "repaired": days.text(pl.col("repaired_on")),
    }


def decision_key() -> pl.Expr:
    """The key of the document of an act."""
    return pl.concat_str(pl.lit("D-"), pl.col("key"))


def document_number(world: World, name: str) -> pl.Expr:
    """A document number such as 澄市监罚〔2021〕173号; unknown for some."""
    year = days.text(_DAY).str.slice(0, 4)
    count = (world.draws.below(_ROW, f"number:{name}", 9000) + 1).cast(pl.String)
    number = pl.concat_str(pl.col("word"), pl.lit("〔"), year, pl.lit("〕"), count, pl.lit("号"))
    return pl.when(~world.draws.chance(_ROW, f"number:unknown:{name}", WITHOUT_NUMBER)).then(number)


def decision_rows(world: World, frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The documents of acts, with the notices before and the documents after them."""
    own = frame.select(
        key=decision_key(),
        number=document_number(world, name),
        title="title",
        authority="authority",
        stage="stage",
        decided=days.text(_DAY),
    )
    return pl.concat([own, *(_related(frame, kind) for kind in _TITLES)])


def _of_relation(frame: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The acts whose document has a related one of this kind, with the day of that one."""
    if kind == "PRECEDED_BY":
        return frame.filter("noticed").with_columns(on=_DAY - 30)
    if kind == "ANNULS":
        return frame.filter(pl.col("withdrawn_on").is_not_null()).with_columns(on=pl.col("withdrawn_on"))
    return frame.filter(pl.col("following") == kind).with_columns(on=pl.col("followed_on"))


def _related_key(kind: str) -> pl.Expr:
    return pl.concat_str(decision_key(), pl.lit(f"-{kind.lower().replace('_', '-')}"))


def _related(frame: pl.DataFrame, kind: str) -> pl.DataFrame:
    return _of_relation(frame, kind).select(
        key=_related_key(kind),
        number=pl.lit(None, dtype=pl.String),
        title=pl.lit(_TITLES[kind]),
        authority="authority",
        stage=pl.lit("PROPOSAL" if kind == "PRECEDED_BY" else "DECISION"),
        decided=days.text(pl.col("on")),
    )


def decision_relation_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """How the documents of acts stand to each other."""
    parts = []
    for kind in _TITLES:
        ends = (decision_key(), _related_key(kind))
        source, goal = ends if kind == "PRECEDED_BY" else ends[::-1]
        parts.append(
            _of_relation(frame, kind).select(
                key=pl.concat_str(pl.lit("T-"), _related_key(kind)),
                to=goal,
                type=pl.lit(kind),
                **{"from": source},
            )
        )
    return pl.concat(parts)


def repair_rows(world: World, frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The repairs of acts."""
    limited = world.draws.chance(_ROW, f"repair:until:{name}", 100)
    return frame.filter(pl.col("repaired_on").is_not_null()).select(
        key=pl.concat_str(pl.lit("F-"), pl.col("key")),
        target="target",
        granted=days.text(pl.col("repaired_on")),
        until=pl.when(limited).then(days.text(pl.col("repaired_on") + 730)),
        authority="authority",
    )
