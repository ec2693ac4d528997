"""Makes a ground of a candidate that matched: its effect, its end, who acts and the ways out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from graph_api.law.candidates import Candidate, last_barred_day
from graph_api.law.facts import DAY_ZERO, FOREVER
from graph_api.law.lawbook import Outcome
from graph_api.law.office import Match
from graph_api.law.proof import ground_lines
from graph_api.law.verdict import ConditionKind, Effect, Ground, GroundState, Unknown, WayOut


class Weighed(NamedTuple):
    """What a candidate says against one restricted office; `left_out` is why it gives no ground all the same."""

    candidate: Candidate
    match: Match
    state: GroundState
    unknowns: tuple[Unknown, ...]
    left_out: str


def ground_of(
    candidate: Candidate, match: Match, state: GroundState, unknowns: tuple[Unknown, ...]
) -> Ground:
    version, measure = candidate.version, candidate.version.measure
    condition = ConditionKind(match.outcome.value) if match.outcome is not Outcome.BAR else None
    last, end = last_barred_day(candidate.span, candidate.run)
    begin = candidate.span.possible_from if state is GroundState.UNPROVEN else candidate.span.firm_from
    since = begin if begin not in (FOREVER, DAY_ZERO) else None
    ground = Ground(
        measure=measure.code,
        version=measure.since,
        document=version.document.id,
        articles=measure.articles,
        name_zh=measure.name_zh,
        name_en=measure.name_en,
        force=measure.force,
        condition_kind=condition,
        effect=_effect(condition, state, unknowns),
        state=state,
        item=candidate.item,
        path=candidate.path,
        span=candidate.span,
        since=since,
        last_barred_day=last,
        end=end,
        in_office=measure.in_office.effect,
        in_office_text=measure.in_office.text_zh or measure.in_office.text,
        competent_zh=measure.competent_zh or _COMPETENT.get(measure.in_office.effect, ("", ""))[0],
        competent_en=measure.competent_en or _COMPETENT.get(measure.in_office.effect, ("", ""))[1],
        unknowns=unknowns,
        ways_out=_ways_out(candidate, state, last),
        lines=(),
    )
    return replace(ground, lines=ground_lines(ground, candidate, match))


#: Who acts where a measure does not name the organ itself, by what must be done.
_COMPETENT = {
    "APPOINTMENT_VOID_AND_REMOVE": (
        "公司的选举、委派或者聘任机构",
        "the body that elects, appoints or employs",
    ),
    "MUST_REMOVE": ("任免机构", "the appointing body"),
    "REMOVE_BY_PROCEDURE": ("任免机关", "the appointing organ"),
    "MUST_CHANGE_REGISTRATION": ("登记机关", "the registration authority"),
    "MUST_CHANGE": ("任免机构或者登记机关", "the appointing body or the registration authority"),
    "REPLACEMENT_CAN_BE_ORDERED": ("行业监督管理机关", "the sector regulator"),
    "EMPLOYER_PENALISED": ("行业监督管理机关", "the sector regulator"),
}


def _effect(condition: ConditionKind | None, state: GroundState, unknowns: tuple[Unknown, ...]) -> Effect:
    if condition is ConditionKind.REFERENCE or state is GroundState.SUSPENDED:
        return Effect.NOT_BARRED
    if condition is ConditionKind.PERMISSION:
        return Effect.BARRED
    if condition is not None:
        return Effect.ORGAN_DECIDES
    if state is GroundState.PROVEN:
        return Effect.BARRED
    if any(unknown.code == "RESPONSIBILITY_NOT_ESTABLISHED" for unknown in unknowns):
        return Effect.NOT_BARRED
    return Effect.ORGAN_DECIDES


def _ways_out(candidate: Candidate, state: GroundState, last: date | None) -> tuple[WayOut, ...]:
    item, measure = candidate.item, candidate.version.measure
    ways = [WayOut("EXPIRY", last)] if last is not None else []
    if item is None:
        return (WayOut("GIVE_UP_POST"),)
    if item.origin == "LIST_ENTRY":
        ways.append(WayOut("LIST_REMOVAL", by_zh=item.authority or "", by_en=item.authority or ""))
    if measure.ended_by_repair:
        ways.append(WayOut("REPAIR", by_zh=item.authority or "", by_en=item.authority or ""))
    if measure.term.type == "UNTIL_CURED":
        ways.append(WayOut("CURE"))
    if measure.permission_zh:
        ways.append(WayOut("PERMISSION", by_zh=measure.permission_zh, by_en=measure.permission_en or ""))
    if state is GroundState.UNPROVEN:
        ways.append(WayOut("SETTLE_UNKNOWN"))
    ways.append(WayOut("REMEDY", by_zh=item.authority or "", by_en=item.authority or ""))
    return tuple(ways)
