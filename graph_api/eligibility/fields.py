"""The root fields of the office question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

import strawberry

from graph_api.answers.seal import plain
from graph_api.answers.service import differences, keep_all
from graph_api.context import Clocks, Context
from graph_api.eligibility.asks import Ask, Judged
from graph_api.eligibility.changes import Change
from graph_api.eligibility.inputs import OfficerEligibilityInput, ProposedOfficesInput
from graph_api.eligibility.service import MOST, Answer
from graph_api.eligibility.simulating import Asked, People, of_organization, of_question, organization_of
from graph_api.eligibility.simulation import (
    Changed,
    SimulatedBar,
    SimulatedOffice,
    SimulatedPerson,
    SimulateInput,
    Simulation,
)
from graph_api.eligibility.timeline import TimelineResult, timeline_of
from graph_api.eligibility.types import EligibilityResult, OfficeVerdict
from graph_api.eligibility.weighing import weighed
from graph_api.errors import CreditGraphError, Forbidden, InputInvalid, NotFound
from graph_api.law.lawbook import Law
from graph_api.law.wording import Words
from graph_api.paging import cursor_of, key_of
from graph_api.payloads import AnyFailure, failure_of
from graph_api.refusals import TooManyInputs

Info = strawberry.Info[Context, None]
SimulationResult = Annotated[Simulation | AnyFailure, strawberry.union("SimulationResult")]
MOST_CHANGES = 50
#: What a caller may meet and mend; anything else is a fault of the engine or ours.
EXPECTED = (InputInvalid, Forbidden)


def shown(answer: Answer) -> EligibilityResult:
    """An answer as its type of the union."""
    if isinstance(answer, CreditGraphError):
        return failure_of(answer)
    return OfficeVerdict(judged=answer, words=Words(answer.law))


async def permitted(context: Context, ask: Ask, answer: Answer) -> Answer:
    """The answer, if it may be given about whom it is; a refusal tells nothing, not even whether they are known."""
    access = context.access
    codes = ("ANSWER",) if ask.known_as_of is None else ("ANSWER", "PAST")
    if not all(access.everywhere(code) for code in codes):
        if not isinstance(answer, Judged | NotFound):
            return answer
        person, key = _asked_about(ask, answer)
        if not await access.sees_all(codes, person or ""):
            access.refuse(person, "OfficeVerdict", key)
            return access.refusal("ANSWER", f"{ask.path}.person")
        if ask.authorisation_id and ask.authorisation_id not in access.authorisations_of(person or ""):
            return InputInvalid(
                f"{ask.path}.authorisationId",
                "no such authorisation of this person covers the question",
                "没有覆盖本次查询的该项授权",
            )
    if isinstance(answer, Judged):
        if answer.facts.person.known:
            access.viewed(answer.facts.person.subject_id, "OfficeVerdict")
        return await weighed(access, answer, context.today())
    return answer


def _asked_about(ask: Ask, answer: Judged | NotFound) -> tuple[str | None, str]:
    """The person of an answer, None where the graph has none, and what tells such askings apart."""
    if isinstance(answer, Judged):
        person = answer.facts.person
        return (person.subject_id if person.known else None), answer.person_key or ask.path
    return None, ask.person.subject_id or ask.path


async def _answered(context: Context, asks: list[Ask], clocks: Clocks) -> list[EligibilityResult]:
    """The answers to several questions, those to be kept stored in one call."""
    answers = await context.eligibility.many(asks, clocks.known_as_of)
    results = [
        shown(await permitted(context, ask, answer)) for ask, answer in zip(asks, answers, strict=True)
    ]
    await keep_all(
        context.db,
        [each for each in results if isinstance(each, OfficeVerdict)],
        context.access.grantee,
    )
    return results


@strawberry.type
class EligibilityQuery:
    """The office question and what belongs to it."""

    @strawberry.field(
        description="May this person hold this office in this body on this date, and if not: why, until when, "
        "and how does it end? (任职资格)"
    )
    async def officer_eligibility(
        self,
        info: Info,
        input: OfficerEligibilityInput,
        as_of: date | None = None,
        known_as_of: datetime | None = None,
    ) -> EligibilityResult:
        """May this person hold this office in this body on this date?"""
        context = info.context
        try:
            clocks = context.clocks(as_of if input.as_of is None else input.as_of, known_as_of)
            ask = input.plain(clocks, "input")
            result = shown(await permitted(context, ask, await context.eligibility.one(ask)))
            if isinstance(result, OfficeVerdict) and result.judged.kept:
                await keep_all(context.db, [result], context.access.grantee)
        except EXPECTED as refusal:
            return failure_of(refusal)
        return result

    @strawberry.field(description="Up to 1,000 questions at once; each fails on its own (批量任职资格).")
    async def officer_eligibilities(
        self,
        info: Info,
        inputs: list[OfficerEligibilityInput],
        as_of: date | None = None,
        known_as_of: datetime | None = None,
    ) -> list[EligibilityResult]:
        """Up to 1,000 questions at once."""
        context = info.context
        try:
            clocks = context.clocks(as_of, known_as_of)
            if len(inputs) > MOST:
                raise TooManyInputs("inputs", len(inputs), MOST)
        except EXPECTED as refusal:
            return [failure_of(refusal)]
        results: list[EligibilityResult | None] = [None] * len(inputs)
        asks: list[tuple[int, Ask]] = []
        for place, given in enumerate(inputs):
            try:
                own = clocks
                if given.as_of is not None:
                    day = context.clocks(given.as_of, None, f"inputs[{place}].").as_of
                    own = replace(clocks, as_of=day)
                asks.append((place, given.plain(own, f"inputs[{place}]")))
            except EXPECTED as refusal:
                results[place] = failure_of(refusal)
        answered = await _answered(context, [ask for _, ask in asks], clocks)
        for (place, _), result in zip(asks, answered, strict=True):
            results[place] = result
        return [result for result in results if result is not None]

    @strawberry.field(description="The officers of a body that is not registered yet (拟设立机构的任职资格).")
    async def proposed_offices(
        self,
        info: Info,
        input: ProposedOfficesInput,
        as_of: date | None = None,
        known_as_of: datetime | None = None,
    ) -> list[EligibilityResult]:
        """The officers of a body that is not registered yet."""
        try:
            clocks = info.context.clocks(as_of, known_as_of)
            if len(input.offices) > MOST:
                raise TooManyInputs("input.offices", len(input.offices), MOST)
        except EXPECTED as refusal:
            return [failure_of(refusal)]
        return await _answered(info.context, input.questions(clocks), clocks)

    @strawberry.field(
        description="The days on which the answer turns, with the answer from each on (任职资格时间线)."
    )
    async def eligibility_timeline(
        self,
        info: Info,
        input: OfficerEligibilityInput,
        known_as_of: datetime | None = None,
    ) -> TimelineResult:
        """The days on which the answer turns."""
        context = info.context
        try:
            clocks = context.clocks(None, known_as_of)
            ask = input.plain(clocks, "input")
            answer = await permitted(context, ask, await context.eligibility.one(ask))
        except EXPECTED as refusal:
            return failure_of(refusal)
        return failure_of(answer) if isinstance(answer, CreditGraphError) else timeline_of(answer)

    @strawberry.field(
        description="What invented facts would change, through the same kernel; nothing is written (模拟)."
    )
    async def simulate(
        self,
        info: Info,
        input: SimulateInput,
        as_of: date | None = None,
        known_as_of: datetime | None = None,
    ) -> SimulationResult:
        """What invented facts would change."""
        context = info.context
        try:
            clocks = context.clocks(as_of, known_as_of)
            if len(input.changes) > MOST_CHANGES:
                raise TooManyInputs("input.changes", len(input.changes), MOST_CHANGES)
            changes = [change.plain(context.law, place) for place, change in enumerate(input.changes)]
            if bool(input.question) == bool(input.organization):
                raise InputInvalid(
                    "input", "give `question` or `organization`", "请提供 question 或者 organization"
                )
            if input.question is None:
                return await _of_organization(context, input, changes, clocks)
            if input.office or input.after:
                raise InputInvalid(
                    "input",
                    "`office` and `after` go with `organization`; a question has its own office",
                    "office 与 after 仅用于 organization",
                )
            ask = input.question.plain(clocks, "input.question")
            both = await of_question(context.eligibility, ask, changes)
            today = await permitted(context, ask, both if isinstance(both, CreditGraphError) else both[0])
            if isinstance(today, CreditGraphError):
                return failure_of(today)
        except EXPECTED as refusal:
            return failure_of(refusal)
        assert not isinstance(both, CreditGraphError)
        return _compared(today, both[1])


async def _of_organization(
    context: Context, input: SimulateInput, changes: list[Change], clocks: Clocks
) -> Simulation:
    """The people of an organization for whom something would change, of those this viewer may ask about."""
    assert input.organization is not None
    access = context.access
    organization = await organization_of(context.eligibility, input.organization.plain())
    await access.demand(("MEASURE",), organization, "input.organization")
    asked = Asked(
        organization,
        changes,
        clocks.as_of,
        clocks.known_as_of,
        input.office.plain() if input.office else None,
        str(key_of(input.after, 1, "input.after")[0]) if input.after else "",
    )
    found = await of_organization(context.eligibility, asked)
    codes = ("ANSWER",) if clocks.known_as_of is None else ("ANSWER", "PAST")
    seen = [each for each in found.effects if await access.sees_all(codes, each.person_id)]
    for each in seen:
        access.viewed(each.person_id, "SimulatedPerson")
    return _effects(context.law, found._replace(effects=seen))


def _effects(law: Law, found: People) -> Simulation:
    people = [
        SimulatedPerson(
            person_id=strawberry.ID(each.person_id),
            name=each.name,
            gained=[SimulatedBar.of(bar, law) for bar in each.gained],
            lost=[SimulatedBar.of(bar, law) for bar in each.lost],
            offices=[SimulatedOffice.of(turned, law) for turned in each.turned],
        )
        for each in found.effects
    ]
    return Simulation(
        today=None,
        then=None,
        differences=[],
        people=people,
        people_looked_at=found.looked_at,
        people_in_all=found.in_all,
        has_more_people=found.more,
        end_cursor=cursor_of((found.last,)) if found.last else None,
    )


def _compared(today: Judged, then: Judged) -> Simulation:
    then = replace(then, hidden=today.hidden)
    words = Words(today.law)
    before, after = OfficeVerdict(judged=today, words=words), OfficeVerdict(judged=then, words=words)
    found = [Changed.of(each) for each in differences(plain(before), plain(after))]
    return Simulation(
        today=before,
        then=after,
        differences=found,
        people=[],
        people_looked_at=1,
        people_in_all=1,
        has_more_people=False,
        end_cursor=None,
    )
