"""The rows of `subjects` and `identifiers`."""

from __future__ import annotations

import polars as pl

from graph_api.generate import days, numbers
from graph_api.generate.classes import CLASSES, ORGAN_CLASS
from graph_api.generate.draws import lookup
from graph_api.generate.tables import (
    COMMON_GIVEN,
    COUNTIES,
    GIVEN_CHARACTERS,
    ORGANS,
    SURNAMES,
    TRADE_SYLLABLES,
)
from graph_api.generate.world import World, body_key, person_key, reference, status_text

#: Every so many persons one bears the name of an earlier person on purpose.
NAMESAKE_EVERY, NAMESAKE_BEFORE = 40, 3
FIRST_STOCK_CODE, STOCK_CODES = 930_000, 70_000
FORMER_NAMES, UNKNOWN_BIRTH, WITHOUT_USCC = 40, 250, 30
_BODY = pl.col("body")
_CLASS = pl.col("class")


def of_class(attribute: str) -> pl.Expr:
    """A text that all bodies of a class share."""
    return lookup([getattr(kind, attribute) or None for kind in CLASSES], _CLASS)


def person_name(world: World, person: pl.Expr) -> pl.Expr:
    """The name of a person, at times on purpose that of another."""
    borrowed = person % NAMESAKE_EVERY == NAMESAKE_EVERY - 1
    bearer = pl.when(borrowed).then(person - NAMESAKE_BEFORE).otherwise(person)
    draws = world.draws
    surname = lookup(list(SURNAMES), draws.weighted(bearer, "surname", list(SURNAMES.values())))
    male = _is_male(world, bearer)
    return surname + pl.when(male).then(_given(world, bearer, "男")).otherwise(_given(world, bearer, "女"))


def _given(world: World, person: pl.Expr, gender: str) -> pl.Expr:
    draws = world.draws
    characters = list(GIVEN_CHARACTERS[gender])
    first = draws.pick(person, f"given:first:{gender}", characters)
    second = draws.pick(person, f"given:second:{gender}", characters)
    rare = pl.when(draws.chance(person, "given:single", 150)).then(first).otherwise(first + second)
    common = draws.pick(person, f"given:common:{gender}", COMMON_GIVEN[gender])
    return pl.when(draws.chance(person, "given:common", 180)).then(common).otherwise(rare)


def _is_male(world: World, person: pl.Expr) -> pl.Expr:
    return numbers.resident_parts(person, world.seed)[2] % 2 == 1


def resident_number(world: World, person: pl.Expr) -> pl.Expr:
    """The resident number of a person."""
    return numbers.resident_number(*numbers.resident_parts(person, world.seed))


def bodies(world: World, start: int, stop: int) -> pl.DataFrame:
    """Organisations with their class, code and region, for all that is built from them."""
    draws = world.draws
    frame = pl.DataFrame({"body": pl.int_range(start, stop, dtype=pl.Int64, eager=True)})
    frame = frame.with_columns(
        **{"class": world.body_class(_BODY)}, place=draws.below(_BODY, "county", len(COUNTIES))
    )
    county = lookup([region.code for region in COUNTIES], pl.col("place"))
    organ = lookup([region for _, region in ORGANS], pl.when(len(ORGANS) > _BODY).then(_BODY))
    return frame.with_columns(
        key=body_key(_BODY),
        region=pl.coalesce(organ, county),
        code=numbers.organisation_code(_BODY, world.seed),
        founded=world.founded(_BODY),
        standing=world.status(_BODY),
    ).with_columns(uscc=numbers.uscc(of_class("issuer"), pl.col("region"), pl.col("code")))


def _trade(world: World, part: int) -> pl.Expr:
    """The code (part 0) or the word (part 1) of the trade of a body."""
    flat = [trade[part] for kind in CLASSES for trade in kind.trades]
    counts = [len(kind.trades) for kind in CLASSES]
    starts = [sum(counts[:place]) for place in range(len(counts))]
    count = lookup(counts, _CLASS, pl.UInt64)
    step = (world.draws.bits(_BODY, "trade") % count).cast(pl.Int64)
    return lookup(flat, lookup(starts, _CLASS, pl.Int64) + step)


def body_name(world: World, former: str = "") -> pl.Expr:
    """The name of a body, or the one it bore before."""
    draws = world.draws
    city = lookup([region.city for region in COUNTIES], pl.col("place"))
    first = draws.pick(_BODY, f"trade:first{former}", TRADE_SYLLABLES)
    second = draws.pick(_BODY, f"trade:second{former}", TRADE_SYLLABLES)
    third = draws.pick(_BODY, f"trade:third{former}", TRADE_SYLLABLES)
    longer = pl.when(draws.chance(_BODY, f"trade:long{former}", 350)).then(third).otherwise(pl.lit(""))
    suffix = of_class("suffix").fill_null("")
    name = pl.concat_str(city, first, second, longer, _trade(world, 1), suffix)
    organ = lookup([name for name, _ in ORGANS], pl.when(len(ORGANS) > _BODY).then(_BODY))
    return pl.coalesce(organ, name)


def is_renamed(world: World) -> pl.Expr:
    """Whether a body bore another name before."""
    return world.draws.chance(_BODY, "renamed", FORMER_NAMES) & (_CLASS != ORGAN_CLASS)


def body_rows(world: World, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of `subjects` for organisations."""
    draws = world.draws
    operating = pl.col("standing") == 0
    organ = lookup([ORGANS[kind.organ][0] if kind.organ >= 0 else None for kind in CLASSES], _CLASS)
    shown = ~draws.chance(_BODY, "uscc:missing", WITHOUT_USCC) | (_CLASS == ORGAN_CLASS)
    return frame.select(
        "key",
        "region",
        kind=of_class("kind"),
        name=body_name(world),
        former_names=pl.when(is_renamed(world)).then(body_name(world, ":former")),
        uscc=pl.when(shown).then(pl.col("uscc")),
        legal_form=of_class("legal_form"),
        org_kinds=of_class("org_kinds"),
        not_org_kinds=of_class("not_org_kinds"),
        sectors=of_class("sectors"),
        sectors_complete=draws.pick(_BODY, "sectors:complete", ("true", "true", None)),
        industry=_trade(world, 0),
        listed=pl.when(_is_listed())
        .then(pl.lit("true"))
        .otherwise(draws.pick(_BODY, "listed", ("false", "false", None))),
        state_capital=of_class("state_capital"),
        supervising_organ=organ,
        status=status_text(pl.col("standing")),
        status_since=pl.when(~operating).then(days.text(world.befell(_BODY, "status"))),
        established=days.imprecise(draws, _BODY, "founded", pl.col("founded")),
        capital=(draws.below(_BODY, "capital", 500) * 100000 + 100000).cast(pl.String),
        stock_code=_stock_code(),
    )


def _is_listed() -> pl.Expr:
    return lookup([kind.listed for kind in CLASSES], _CLASS, pl.Boolean)


def _stock_code() -> pl.Expr:
    """A stock code of a range that no exchange uses; there are codes for the first bodies only."""
    code = pl.concat_str((_BODY + FIRST_STOCK_CODE).cast(pl.String), pl.lit(".BJ"))
    return pl.when(_is_listed() & (_BODY < STOCK_CODES)).then(code)


def persons(world: World, start: int, stop: int) -> pl.DataFrame:
    """Persons with their number and where they belong."""
    person = pl.col("person")
    county, birth, sequence = numbers.resident_parts(person, world.seed)
    frame = pl.DataFrame({"person": pl.int_range(start, stop, dtype=pl.Int64, eager=True)})
    frame = frame.with_columns(county=county, birth=birth, sequence=sequence)
    return frame.with_columns(
        key=person_key(person),
        name=person_name(world, person),
        local=world.is_local(person),
        number=numbers.resident_number(pl.col("county"), pl.col("birth"), pl.col("sequence")),
    )


def person_rows(world: World, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of `subjects` for persons; some are known only by their name within a body."""
    person, local = pl.col("person"), pl.col("local")
    draws = world.draws
    born = days.text(pl.col("birth"))
    shown = ~draws.chance(person, "birth:unknown", UNKNOWN_BIRTH) & ~local
    gender = pl.when(pl.col("sequence") % 2 == 1).then(pl.lit("MALE")).otherwise(pl.lit("FEMALE"))
    return frame.select(
        "key",
        "name",
        kind=pl.lit("PERSON"),
        birth_date=pl.when(shown).then(born),
        birth_year=pl.when(~local).then(born.str.slice(0, 4)),
        gender=pl.when(~local).then(gender),
        qualifications=draws.pick(person, "qualification", (*(None,) * 24, "律师", "注册会计师")),
        local_to=pl.when(local).then(reference(body_key(world.home(person)))),
    )


def identifier_rows(world: World, organisations: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The rows of `identifiers`: resident numbers, organisation codes of older bodies, stock codes."""
    subject = reference(pl.col("key"))
    residents = people.filter(~pl.col("local")).select(
        subject=subject, scheme=pl.lit("RESIDENT_ID"), value=pl.col("number")
    )
    older = organisations.filter(world.draws.chance(_BODY, "code:kept", 300)).select(
        subject=subject, scheme=pl.lit("ORG_CODE"), value=pl.col("code")
    )
    listed = organisations.filter(_stock_code().is_not_null()).select(
        subject=subject, scheme=pl.lit("STOCK_CODE"), value=_stock_code()
    )
    return pl.concat([residents, older, listed])
