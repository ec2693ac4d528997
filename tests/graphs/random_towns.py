"""Small random towns: a few people and bodies, posts with missing dates, records, sanctions and lists of all kinds."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from graph_api.law.lawbook import Law
from tests.graphs.drawing import Drawing

FIRST = date(2016, 1, 1)
#: Half of all items: those that restrict officers of ordinary companies.
COMMON = (
    "BUSINESS_LICENCE_REVOKED",
    "JUDGMENT_DEBTOR_LIST",
    "CONVICTION_ECONOMIC",
    "DEPRIVATION_OF_POLITICAL_RIGHTS",
    "OVERDUE_LARGE_DEBT",
    "BANKRUPTCY_LIQUIDATION",
)


def random_town(law: Law, seed: int, people: int = 6, bodies: int = 4, items: int = 10) -> Drawing:
    """A town drawn from a seed; the same seed draws the same town."""
    chance = Random(seed)  # noqa: S311 - a town is no secret
    town = Drawing()
    persons = [f"P{number:02}" for number in range(people)]
    organizations = [f"O{number:02}" for number in range(bodies)]
    kinds = ("LIMITED_COMPANY", "JOINT_STOCK_COMPANY", "LISTED_COMPANY", "FOUNDATION")
    for key in persons:
        town.person(key, f"某{key}", birth_date=chance.choice((None, date(1980, 2, 29))))
    for key in organizations:
        town.organization(key, f"{key}公司", org_kinds=[chance.choice(kinds)])
    _roles(town, chance, law, persons, organizations)
    triggers = sorted(law.by_trigger)
    for number in range(items):
        trigger = chance.choice(COMMON if chance.random() < 0.5 else triggers)
        _item(town, chance, trigger, number, persons, organizations)
    return town


def _day(chance: Random) -> date:
    return FIRST + timedelta(days=chance.randrange(3600))


def _maybe(chance: Random, value: Any) -> Any:
    return value if chance.random() < 0.7 else None


def _roles(town: Drawing, chance: Random, law: Law, persons: list[str], organizations: list[str]) -> None:
    positions = sorted(law.vocabulary.position)
    common = ["LEGAL_REPRESENTATIVE", "DIRECTOR", "CHAIRMAN", "GENERAL_MANAGER", "SUPERVISOR"]
    for number in range(len(persons) * 2):
        since = _day(chance)
        town.holds(
            chance.choice(persons),
            chance.choice(organizations),
            chance.choice(common if chance.random() < 0.8 else positions),
            fact_id=f"post-{number}",
            since=_maybe(chance, since),
            until=chance.choice((None, since + timedelta(days=chance.randrange(1, 1500)))),
            seen=_maybe(chance, date(2024, 6, 30)),
        )
    town.link("OWNS", persons[0], organizations[0], capacity="SHAREHOLDER", share_min=0.6, share_max=0.6)
    town.link("CONTROLS", persons[1], organizations[0], means="协议")


def _item(
    town: Drawing, chance: Random, trigger: str, number: int, persons: list[str], organizations: list[str]
) -> None:
    on_person = chance.random() < 0.4
    subject = chance.choice(persons if on_person else organizations)
    decided = _day(chance)
    shared = {
        "decided": _maybe(chance, decided),
        "qualifiers": chance.choice(([], ["SERIOUS_CIRCUMSTANCES"])),
        "sectors": chance.choice(([], ["FOOD"])),
        "repaired": chance.choice((None, None, decided + timedelta(days=400))),
    }
    carrier = "PERSON" if on_person else "ORGANISATION"
    key = f"item-{number}"
    if (kind := chance.randrange(3)) == 0 and on_person:
        town.sanction(key, subject, trigger, since=decided, months=chance.choice((None, 12, 60)), **shared)
    elif kind == 1:
        left = chance.choice((None, decided + timedelta(days=500)))
        town.entry(
            key, subject, trigger, carrier=carrier, entered=_maybe(chance, decided), left=left, **shared
        )
    else:
        town.record(
            key, subject, trigger, carrier=carrier, severity=chance.choice((None, "SERIOUS")),
            effective=_maybe(chance, decided), conduct_from=_maybe(chance, decided - timedelta(days=200)),
            conduct_until=_maybe(chance, decided - timedelta(days=100)), **shared,
        )  # fmt: skip
        if not on_person and chance.random() < 0.5:
            town.finding(
                key, chance.choice(persons), chance.choice(("LEGAL_REPRESENTATIVE", "DIRECTLY_RESPONSIBLE"))
            )
    label = {0: "Sanction", 1: "ListEntry"}.get(kind, "Record") if (kind or on_person) else "Record"
    if chance.random() < 0.3:
        accepted = decided + timedelta(days=30)
        town.objection(
            f"objection-{number}",
            key,
            label,
            kind="VERIFICATION",
            filed=decided,
            accepted=_maybe(chance, accepted),
        )
