"""Answers a lender: what law makes public to everybody, and behind the consent of the subject what it opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_api.access.access import Tried
from graph_api.context import Clocks, Context
from graph_api.eligibility.references import NOBODY
from graph_api.errors import CreditGraphError
from graph_api.lending.asks import CreditAsk, CreditLevel, CreditStatus, Lack, Target, targets
from graph_api.lending.findings import SHOWN, Findings, behind_consent, findings_of
from graph_api.lending.telling import BoundRow
from graph_api.records.rows import ItemRow

MOST = 1000
#: How a check is called in the log that its subject reads.
LOGGED = "CreditCheck"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to one check."""

    target: Target
    findings: Findings
    status: CreditStatus
    lack: Lack | None
    published: tuple[ItemRow, ...]
    bound: tuple[BoundRow, ...]
    unsettled: tuple[BoundRow, ...]
    more: bool
    opened: tuple[str, ...]
    """The classes behind consent that are open here."""
    missing: tuple[str, ...]
    """Those that consent would add."""
    authorisations: tuple[str, ...]
    subject_id: str | None
    """Whom it is about, where something of it is public or opened; else nobody can tell that there is somebody."""

    @property
    def number(self) -> int:
        """How many items, or different measures, of its status it names."""
        return len(self.published if self.status is CreditStatus.HIT_PUBLIC else _measures(self.bound))

    @property
    def open_number(self) -> int:
        """How many further measures are not established."""
        return len(_measures(self.unsettled) - _measures(self.bound))


def _measures(rows: Sequence[BoundRow]) -> set[str]:
    """The measures of restrictions: one may reach its subject in more ways than one."""
    return {str(row.restriction["measure"]) for row in rows}


Result = Checked | CreditGraphError


async def check_all(context: Context, asks: Sequence[CreditAsk], clocks: Clocks) -> list[Result]:
    """The answers in the order of the checks; as many calls for subjects on record as for those who are not."""
    found = await targets(context, asks)
    asked = [each for each in found if isinstance(each, Target)]
    if not asked:
        return [each for each in found if not isinstance(each, Target)]
    findings = await findings_of(context, clocks, asked)
    results: list[Result] = [
        _checked(context, findings, each) if isinstance(each, Target) else each for each in found
    ]
    for result in results:
        if isinstance(result, Checked):
            _note(context, result)
    return results


def _checked(context: Context, findings: Findings, target: Target) -> Checked:
    there = [each for each in target.ids if each in findings.there]
    asked = target.ask.level is CreditLevel.WITH_CONSENT
    # For who is not there what is open for nobody: the demo, which opens everything, then answers alike.
    openings = (findings.opened.get(each, frozenset()) for each in there or (NOBODY,))
    opened = frozenset.intersection(*openings) if asked else frozenset[str]()
    told_of = there if asked else ()
    published = [row for each in there for row in findings.items[each]]
    bound = [row for each in told_of for row in findings.bound.get(each, ())]
    unsettled = [row for each in told_of for row in findings.unsettled.get(each, ())]
    known = bool(published), bool(bound), opened
    status, lack = _status(target, findings, known, len(there))
    told = lack in (None, Lack.COVERAGE)
    return Checked(
        target=target,
        findings=findings,
        status=status,
        lack=lack,
        published=tuple(published[:SHOWN]) if told else (),
        bound=tuple(bound[:SHOWN]) if told else (),
        unsettled=tuple(unsettled[:SHOWN]) if told else (),
        more=told and max(len(published), len(bound), len(unsettled)) > SHOWN,
        opened=tuple(sorted(opened)) if told else (),
        missing=tuple(sorted(behind_consent(context) - opened)) if asked and told else (),
        authorisations=tuple(sorted(context.access.authorisations_of(there[0])))
        if asked and told and there
        else (),
        subject_id=there[0] if told and there and (published or opened or _registered(target)) else None,
    )


def _registered(target: Target) -> bool:
    """Whether the register publishes whom a check means, as it does every organization."""
    return target.ask.organization is not None


def _status(
    target: Target, findings: Findings, known: tuple[bool, bool, frozenset[str]], there: int
) -> tuple[CreditStatus, Lack | None]:
    """What was found. Whether somebody is on record turns it only where that is public or opened by consent."""
    hit, bound, opened = known
    if _registered(target) and not there:
        return CreditStatus.NOT_ENOUGH_DATA, Lack.NOT_REGISTERED
    if there > 1 and (hit or opened):
        return CreditStatus.NOT_ENOUGH_DATA, Lack.SHARED_NUMBER
    if there and target.name_differs and (hit or opened):
        return CreditStatus.NOT_ENOUGH_DATA, Lack.NAME_DIFFERS
    if hit:
        return CreditStatus.HIT_PUBLIC, None
    if target.ask.level is CreditLevel.WITH_CONSENT and "MEASURE" not in opened:
        return CreditStatus.CONSENT_NEEDED, None
    if bound:
        return CreditStatus.HIT_CONSENTED, None
    if not findings.coverage:
        return CreditStatus.NOT_ENOUGH_DATA, Lack.COVERAGE
    return CreditStatus.CLEAR_IN_COVERAGE, None


def _note(context: Context, result: Checked) -> None:
    """Puts down who was asked about, whatever the answer, and whom nothing was told of: they may know who asked."""
    target = result.target
    if result.lack is Lack.NAME_DIFFERS:
        # Every name tried counts, several in one batch too.
        context.access.refused |= {Tried(each, LOGGED, str(target.place)) for each in target.ids}
    elif result.status is CreditStatus.CONSENT_NEEDED:
        for each in target.ids or (None,):
            context.access.refuse(each, LOGGED, target.key)
    elif target.ask.person is not None:
        # Nobody is an entry too: what is written takes time.
        for each in target.ids or ("",):
            context.access.viewed(each, LOGGED)
