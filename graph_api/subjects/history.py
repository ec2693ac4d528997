"""What an organization was on a day and when it was what, as clients see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

import strawberry

from graph_api.context import Clocks
from graph_api.law.facts import Body, Characteristic
from graph_api.law.history import body_on, days_of
from graph_api.law.logic import Tri
from graph_api.positions.service import Tenure, known_days, tenure_of
from graph_api.positions.types import Days

#: The properties that follow the dated facts, as the graph names them.
DATED = ("org_kinds", "sectors", "region", "listed", "state_capital", "supervising_organ", "status")


class CharacteristicName(Enum):
    """Which property of an organization a dated fact speaks of."""

    NAME = "NAME"
    ORG_KIND = "ORG_KIND"
    SECTOR = "SECTOR"
    STATE_CAPITAL = "STATE_CAPITAL"
    SUPERVISING_ORGAN = "SUPERVISING_ORGAN"
    REGION = "REGION"
    LISTED = "LISTED"
    STATUS = "STATUS"


strawberry.enum(CharacteristicName, description="Which property a dated fact speaks of (事项).")


@strawberry.type(description="What an organization was between two days (机构历史信息).")
class DatedFact:
    """What an organization was between two days."""

    id: strawberry.ID = strawberry.field(description="Id of the fact (事实标识).")
    name: CharacteristicName = strawberry.field(description="Which property (事项).")
    value: str = strawberry.field(description="Its value: a name, a code, true or false (内容).")
    days: Days = strawberry.field(description="When it began and ended to hold (期间).")
    tenure: Tenure = strawberry.field(description="Whether it holds on the day asked for (状态).")
    source: str | None = strawberry.field(description="Source that told us (数据来源).")
    recorded_at: datetime | None = strawberry.field(description="When we knew (入库时间).")


def facts_of(told: Iterable[Mapping[str, Any]], clocks: Clocks) -> list[DatedFact]:
    """The dated facts about an organization: by property, oldest first; what was taken back does not count."""
    usable = [values for values in told if values.get("usable") is not False]
    return [
        DatedFact(
            id=strawberry.ID(str(values["characteristic_id"])),
            name=CharacteristicName(values["name"]),
            value=str(values["value"]),
            days=Days(**known_days(values)),
            tenure=tenure_of(values, clocks.as_of),
            source=values.get("source"),
            recorded_at=values.get("recorded_at"),
        )
        for values in sorted(usable, key=_order)
    ]


def _order(values: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(values["name"]), str(values.get("since") or ""), str(values["characteristic_id"])


def on_the_day(values: Mapping[str, Any], told: Iterable[Mapping[str, Any]], day: date) -> dict[str, Any]:
    """The properties of an organization with those replaced that its dated facts speak of."""
    history = tuple(Characteristic.of(each) for each in told if each.get("usable") is not False)
    if not history:
        return dict(values)
    then = body_on(Body.of({**values, "history": history}), day)
    dated = {name: getattr(then, name) for name in DATED}
    return {
        **values,
        **dated,
        "name": then.name,
        "status_since": _status_since(values, history, then.status, day),
    }


def _status_since(
    values: Mapping[str, Any], history: Iterable[Characteristic], status: str | None, day: date
) -> date | None:
    """Since when the status of the day holds, where a dated fact says it; else as last seen, where that is the same."""
    statuses = [fact for fact in history if fact.name == "STATUS"]
    if not statuses:
        as_seen: date | None = values.get("status_since")
        return as_seen
    begins = (fact.since for fact in statuses if fact.value == status and days_of(fact).at(day) is Tri.YES)
    return next((since.earliest for since in begins if since is not None and since.exact), None)
