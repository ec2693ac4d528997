"""Takes the problems that subjects report, marks what they contest and turns no verdict; a window closes them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from graph_api.access.minors import is_minor
from graph_api.access.policy import Reach
from graph_api.context import BEIJING, Clocks, Context
from graph_api.engine.transaction import Transaction
from graph_api.errors import InputInvalid
from graph_api.ids.keys import once_id
from graph_api.problems.rows import (
    BY_RECEIPT,
    CLOSE_PROBLEM,
    COUNT_SINCE,
    FILE_PROBLEM,
    FORGET_MARKS,
    MARKS,
    OF_SUBJECTS,
    OF_TARGET,
    STANDING_ON,
    ProblemRow,
)
from graph_api.problems.targets import POSSIBLE, Contested, contested
from graph_api.refusals import OwnProblem, ProblemClosed, ProblemNotFound, TargetNotYours, TooManyProblems
from graph_api.subjects.rows import SubjectsById
from graph_api.written import checked_text, refuse_numbers

LONGEST_WORDS = 1000
A_DAY = timedelta(days=1)
#: What a row says of the subject and not of its problem.
OF_SUBJECT = frozenset({"subject_id", "sealed", "born"})
#: Digits of a receipt behind its year: drawn, so that one receipt tells nothing of the others.
DIGITS = 12


class ProblemKind(StrEnum):
    """What is the matter."""

    NOT_ME = "NOT_ME"
    IMPERSONATED = "IMPERSONATED"
    WRONG = "WRONG"
    EXPIRED = "EXPIRED"


class ProblemState(StrEnum):
    """What became of a problem."""

    OPEN = "OPEN"
    PASSED_ON = "PASSED_ON"
    UPHELD = "UPHELD"
    NOT_UPHELD = "NOT_UPHELD"


@dataclass(frozen=True, slots=True)
class Filing:
    """A report as it comes in; `subject_id` is whose matter it is, where somebody else files it."""

    kind: ProblemKind
    target: str
    words: str
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """What a window made of a problem, and why."""

    receipt: str
    outcome: ProblemState
    reason: str


async def report(context: Context, filing: Filing) -> ProblemRow:
    """The problem as kept, open, with its receipt; the same thing reported again gives the same one."""
    subject_ids = await _for_whom(context, filing)
    words = _text("input.words", filing.words)
    if filing.target.startswith(POSSIBLE) and filing.kind is not ProblemKind.NOT_ME:
        raise InputInvalid(
            "input.kind", "of a possible subject only NOT_ME is reported", "对可能主体仅可反映“不是本人”"
        )
    found = await contested(context, subject_ids, filing.target)
    if found is None:
        context.access.refuse(None, "Mutation.reportProblem", filing.target)
        raise TargetNotYours("input.target")
    about = {"subject_id": found.subject_id, "kind": filing.kind.value, "fact": found.fact}
    kept = _standing(await context.db.read(OF_TARGET, **about))

    async def file(transaction: Transaction) -> ProblemRow:
        before = await transaction.run(OF_TARGET, **about)
        # Somebody may have been quicker.
        return _standing(before) or await _file(context, transaction, filing, found, words, len(before))

    if kept is None:
        kept = await context.db.write_facts(file)
    context.access.viewed(found.subject_id, "Mutation.reportProblem")
    return kept


async def _for_whom(context: Context, filing: Filing) -> Sequence[str]:
    """The subjects whose matter a report may be: oneself, or who came to the window."""
    viewer, access = context.viewer, context.access
    if Reach.SELF in access.rights.reaches.get("DISPUTE", ()):
        if filing.subject_id is None:
            return viewer.subject_ids
    elif filing.subject_id is None or not viewer.case_ref:
        raise InputInvalid(
            "input.subjectId",
            "for somebody else, say for whom, and the case in the header Credit-Case",
            "代为反映的，请指明信息主体，并在请求头 Credit-Case 中注明办件编号",
        )
    await access.demand(("DISPUTE",), filing.subject_id, "input.subjectId")
    if filing.subject_id not in viewer.subject_ids and await _is_minor(context, filing.subject_id):
        # Else whoever files would learn what is kept about a child from what is answered.
        await access.demand(("SEALED",), filing.subject_id, "input.subjectId")
    return (filing.subject_id,)


async def _is_minor(context: Context, subject_id: str) -> bool:
    row = await SubjectsById.of(context, Clocks(context.today())).load(subject_id)
    values = row.subject if row else {}
    return bool(values.get("minor_sealed")) or is_minor(values.get("birth_date"), context.today())


def _text(path: str, given: str) -> str:
    refuse_numbers(path, given)
    return checked_text(path, given, LONGEST_WORDS, lines=True)


def _standing(rows: Sequence[ProblemRow]) -> ProblemRow | None:
    """The report that still stands; one that was not upheld may be made again."""
    return next((row for row in rows if row.state != ProblemState.NOT_UPHELD), None)


async def _file(
    context: Context, transaction: Transaction, filing: Filing, found: Contested, words: str, nth: int
) -> ProblemRow:
    """Keeps the report and marks what it contests; the verdict is looked at by nobody and stays as it is."""
    at = transaction.recorded_at
    most = context.settings.problems_per_day
    counted = await transaction.run(COUNT_SINCE, subject_id=found.subject_id, since=at - A_DAY)
    if counted[0].number >= most:
        raise TooManyProblems("input", most)
    row = ProblemRow(
        subject_id=found.subject_id,
        problem_id=once_id("problem", found.subject_id, f"{filing.kind}\x1f{found.fact}\x1f{nth}"),
        receipt=_receipt(at.astimezone(BEIJING).year),
        kind=filing.kind.value,
        target=filing.target,
        fact=found.fact,
        candidate_id=found.candidate_id,
        words=words,
        case_ref=context.viewer.case_ref,
        state=ProblemState.OPEN.value,
        filed_at=at,
        filed_by=context.viewer.caller_id,
        closed_at=None,
        reason=None,
        sealed=False,
        born=None,
    )
    marked = await _mark(transaction, row, disputed=True)
    values = {name: getattr(row, name) for name in row.__dataclass_fields__ if name not in OF_SUBJECT}
    given = {name: value for name, value in values.items() if value is not None}
    kept = given | {"marked": marked}
    await transaction.run(FILE_PROBLEM, subject_id=row.subject_id, values=kept)
    return row


def _receipt(year: int) -> str:
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    return f"WT-{year}-{digits[:4]}-{digits[4:8]}-{digits[8:]}"


async def _mark(transaction: Transaction, row: ProblemRow, *, disputed: bool) -> bool:
    """Whether the mark on the fact of a problem was changed by this; a namesake nobody joined has none."""
    kind, _, key = row.fact.partition(":")
    query = MARKS.get(kind)
    if query is None:
        return False
    given = {
        "key": key,
        "subject_id": row.subject_id,
        "disputed": disputed,
        "recorded_at": transaction.recorded_at,
    }
    wanted = {name: value for name, value in given.items() if name in query.parameters}
    return (await transaction.run(query, **wanted))[0].written > 0


async def close(context: Context, closing: Closing) -> ProblemRow:
    """The problem, closed; one not upheld takes its mark away, unless another report still stands on the fact."""
    reason = _text("input.reason", closing.reason)
    receipt = closing.receipt.strip().upper()
    found = await context.db.read(BY_RECEIPT, receipt=receipt)
    if not found or not await context.access.sees("CASEWORK", found[0].subject_id):
        context.access.refuse(None, "Mutation.closeProblem", receipt)
        raise ProblemNotFound("input.receipt")
    filed = found[0].filed_by == context.viewer.caller_id and closing.outcome is not ProblemState.PASSED_ON
    if filed or found[0].subject_id in context.viewer.subject_ids:
        raise OwnProblem("input.receipt")
    if not await opened(context, found[0]):
        raise context.access.refusal("SEALED", "input.receipt")

    async def work(transaction: Transaction) -> ProblemRow:
        row = (await transaction.run(BY_RECEIPT, receipt=receipt))[0]
        if (row.state, row.reason) == (closing.outcome, reason):
            return row
        at = transaction.recorded_at
        written = await transaction.run(
            CLOSE_PROBLEM,
            problem_id=row.problem_id,
            state=closing.outcome.value,
            reason=reason,
            closed_by=context.viewer.caller_id,
            recorded_at=at,
        )
        if not written[0].written:
            raise ProblemClosed("input.receipt")
        if closing.outcome is ProblemState.NOT_UPHELD:
            await _unmark(transaction, row)
        return replace(row, state=closing.outcome.value, reason=reason, closed_at=at)

    closed = await context.db.write_facts(work)
    context.access.viewed(closed.subject_id, "Mutation.closeProblem")
    return closed


async def opened(context: Context, row: ProblemRow) -> bool:
    """Whether what a report is about may be shown: of a minor only to whom its seal is open."""
    minor = row.sealed or is_minor(row.born, context.today())
    return not minor or await context.access.sees("SEALED", row.subject_id)


async def _unmark(transaction: Transaction, row: ProblemRow) -> None:
    """Takes off the mark that reports put on a fact, once none of them stands; a mark of the source stays."""
    rest = (await transaction.run(STANDING_ON, fact=row.fact))[0]
    if rest.ours and not rest.standing:
        await _mark(transaction, row, disputed=False)
        await transaction.run(FORGET_MARKS, fact=row.fact)


async def reported_by(context: Context, subject_ids: Sequence[str]) -> list[ProblemRow]:
    """The problems these subjects reported, newest first."""
    return await context.db.read(OF_SUBJECTS, subject_ids=list(subject_ids))
