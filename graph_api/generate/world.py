"""What all files of a bundle must agree on: how many subjects there are, who is what, who belongs where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from graph_api.generate.classes import CLASSES, COMPANIES, ORGAN_CLASS
from graph_api.generate.days import LAST, number
from graph_api.generate.draws import Draws, lookup
from graph_api.generate.tables import ORGANS

#: Of a thousand subjects so many are organisations; the others are persons.
ORGANISATIONS_PER_MILLE = 400
SMALLEST = 100
#: Organisations come in blocks: chains, rings, mutual holdings stay within one. The organs are the first.
BLOCK = 16
LONGEST_CHAIN = 12
CHAIN_BLOCKS = 300
MUTUAL_BLOCKS, SELF_BLOCKS = 120, 80
MUTUAL_FIRST, MUTUAL_SECOND, SELF_OWNER = 13, 14, 15
LOCAL_PERSONS = 120

STATUSES = ("OPERATING", "REVOKED", "DEREGISTERED", "ANNULLED", None)
_STATUS_WEIGHTS = (890, 25, 60, 10, 15)
#: Late enough that everybody born in the province was of age when the first body was founded.
_FOUNDED_FIRST, _FOUNDED_LAST = number(date(2004, 1, 1)), number(date(2023, 12, 31))
#: The earliest day after its founding on which something befalls a body.
SETTLING = 200


@dataclass(frozen=True)
class World:
    """One fictional province: a seed and a number of subjects."""

    seed: int
    subjects: int
    draws: Draws = field(init=False)

    def __post_init__(self) -> None:
        if self.subjects < SMALLEST:
            raise ValueError(f"at least {SMALLEST} subjects are needed, {self.subjects} were asked for")
        object.__setattr__(self, "draws", Draws(self.seed))

    @property
    def organisations(self) -> int:
        """How many of the subjects are organisations."""
        return self.subjects * ORGANISATIONS_PER_MILLE // 1000

    @property
    def persons(self) -> int:
        """How many of the subjects are persons."""
        return self.subjects - self.organisations

    def body_class(self, body: pl.Expr) -> pl.Expr:
        """The class of a body; what stands in a chain, a ring or a hub is always a company."""
        free = self.draws.weighted(body, "class", [kind.weight for kind in CLASSES])
        company = self.draws.weighted(body, "class", [kind.weight for kind in CLASSES[:COMPANIES]])
        return (
            pl.when(body < len(ORGANS))
            .then(pl.lit(ORGAN_CLASS, dtype=pl.Int64))
            .when(self._must_be_company(body))
            .then(company)
            .otherwise(free)
        )

    def _must_be_company(self, body: pl.Expr) -> pl.Expr:
        place = body % BLOCK
        chained = place <= self.chain_length(body)
        mutual = self.mutual(body) & place.is_in([MUTUAL_FIRST, MUTUAL_SECOND])
        return chained | mutual | (self.owns_itself(body) & (place == SELF_OWNER))

    def chain_length(self, body: pl.Expr) -> pl.Expr:
        """How deep the ownership chain of this body's block is; 0 means none."""
        block = body // BLOCK
        length = self.draws.below(block, "chain", LONGEST_CHAIN) + 1
        return pl.when(self.draws.chance(block, "chained", CHAIN_BLOCKS)).then(length).otherwise(0)

    def mutual(self, body: pl.Expr) -> pl.Expr:
        """Whether two bodies of the block own each other."""
        return self.draws.chance(body // BLOCK, "mutual", MUTUAL_BLOCKS)

    def owns_itself(self, body: pl.Expr) -> pl.Expr:
        """Whether the last body of the block holds shares of its own."""
        return self.draws.chance(body // BLOCK, "self", SELF_BLOCKS)

    def founded(self, body: pl.Expr) -> pl.Expr:
        """The day number on which a body was established."""
        return self.draws.below(body, "founded", _FOUNDED_LAST - _FOUNDED_FIRST) + _FOUNDED_FIRST

    def status(self, body: pl.Expr) -> pl.Expr:
        """The position of a body's status in the table; organs always operate."""
        drawn = self.draws.weighted(body, "status", _STATUS_WEIGHTS)
        return pl.when(body < len(ORGANS)).then(pl.lit(0, dtype=pl.Int64)).otherwise(drawn)

    def befell(self, body: pl.Expr, name: str) -> pl.Expr:
        """A day number in the life of a body."""
        start = self.founded(body) + SETTLING
        room = LAST - start - SETTLING
        return start + (self.draws.bits(body, f"befell:{name}") % room.cast(pl.UInt64)).cast(pl.Int64)

    def is_local(self, person: pl.Expr) -> pl.Expr:
        """Whether a person is known only by name, within the body that names him or her."""
        return self.draws.chance(person, "local", LOCAL_PERSONS)

    def home(self, person: pl.Expr) -> pl.Expr:
        """The body a person belongs to first."""
        return person * self.organisations // self.persons

    def resident(self, body: pl.Expr, further: pl.Expr | int = 0) -> pl.Expr:
        """The first person of a body, or one counted further on from there."""
        return ((body * self.persons + self.organisations - 1) // self.organisations + further) % self.persons


def body_key(body: pl.Expr) -> pl.Expr:
    """The key of an organisation in `subjects`."""
    return pl.concat_str(pl.lit("O"), body.cast(pl.String).str.zfill(8))


def person_key(person: pl.Expr) -> pl.Expr:
    """The key of a person in `subjects`."""
    return pl.concat_str(pl.lit("P"), person.cast(pl.String).str.zfill(8))


def reference(key: pl.Expr) -> pl.Expr:
    """A reference to a row of `subjects`."""
    return pl.concat_str(pl.lit("key:"), key)


def status_text(status: pl.Expr) -> pl.Expr:
    """The code of a status, empty where unknown."""
    return lookup(STATUSES, status)
