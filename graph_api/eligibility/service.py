"""The office question answered: references resolved, facts fetched together, each judged by the kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from graph_api.eligibility.asks import Ask, BodyRef, Judged, OfficeRef, PersonRef
from graph_api.eligibility.coalesce import Coalescer
from graph_api.eligibility.offices import check_office, office_of
from graph_api.eligibility.references import NOBODY, Resolved, resolve
from graph_api.engine.db import Database
from graph_api.errors import CreditGraphError, InputInvalid
from graph_api.evidence.service import Found, evidence_of
from graph_api.ids.keyed_hash import NumberKey
from graph_api.law.facts import Office, Question
from graph_api.law.kernel import judge
from graph_api.law.lawbook import Law
from graph_api.refusals import no_such_subject

Answer = Judged | CreditGraphError
MOST = 1000


class Eligibility:
    """Answers the office question over one database and one law; shared by all requests of a process."""

    def __init__(self, db: Database, law: Law, number_key: NumberKey) -> None:
        self.db = db
        self.law = law
        self.number_key = number_key
        self.evidence = Coalescer(db)

    async def one(self, ask: Ask) -> Answer:
        """The answer to one question; concurrent ones share a call."""
        refused = self._refused(ask)
        if refused is not None:
            return refused
        resolved = Resolved(ask.person.subject_id, None) if _is_plain(ask) and ask.person.subject_id else None
        if resolved is None:
            found = (await resolve(self.db, self.number_key, [ask]))[0]
            if isinstance(found, CreditGraphError):
                return found
            resolved = found
        elif ask.office.body is not None:
            resolved = replace(resolved, body_id=ask.office.body.subject_id)
        facts, watermark = await self.evidence.facts((resolved.person_id, resolved.body_id), ask.known_as_of)
        return self._judged(ask, resolved, facts, watermark)

    async def many(self, asks: Sequence[Ask], known_as_of: datetime | None = None) -> list[Answer]:
        """The answers in the order of the questions: one call to find, one to fetch; failures stay apart."""
        answers: list[Answer | None] = [self._refused(ask) for ask in asks]
        open_asks = [(place, ask) for place, ask in enumerate(asks) if answers[place] is None]
        resolved = await resolve(self.db, self.number_key, [ask for _, ask in open_asks])
        pairs: list[tuple[int, Ask, Resolved]] = []
        for (place, ask), found in zip(open_asks, resolved, strict=True):
            if isinstance(found, CreditGraphError):
                answers[place] = found
            else:
                pairs.append((place, ask, found))
        evidence = await evidence_of(
            self.db, [(each.person_id, each.body_id) for _, _, each in pairs], known_as_of
        )
        for (place, ask, each), facts in zip(pairs, evidence.found, strict=True):
            answers[place] = self._judged(ask, each, facts, evidence.watermark)
        return [answer for answer in answers if answer is not None]

    async def again(self, resolved: Resolved, office: Office, as_of: date) -> Answer:
        """The answer to a question that was resolved before, by present knowledge."""
        body_id = office.body.subject_id
        facts, watermark = await self.evidence.facts((resolved.person_id, resolved.body_id), None)
        ask = Ask(
            PersonRef(subject_id=resolved.person_id),
            OfficeRef(
                office.position,
                BodyRef(subject_id=body_id) if body_id else None,
                office.body.org_kinds,
                office.body.name,
                office.body.sectors,
                office.body.region,
                office.body.listed,
                office.body.state_capital,
                office.nominated_by_state,
                office.permissions,
            ),
            as_of,
        )
        return self._judged(ask, resolved, facts, watermark)

    def _refused(self, ask: Ask) -> InputInvalid | None:
        try:
            check_office(self.law, ask.office, f"{ask.path}.office")
        except InputInvalid as refusal:
            return refusal
        return None

    def _judged(self, ask: Ask, resolved: Resolved, found: Found, watermark: datetime | None) -> Answer:
        facts, body = found
        if resolved.known and not facts.person.known:
            return no_such_subject(f"{ask.path}.person.subjectId", ask.person.subject_id)
        if ask.office.body is not None and body is None:
            return no_such_subject(f"{ask.path}.office.body", ask.office.body.subject_id)
        person = replace(facts.person, candidates=resolved.candidates, known=resolved.known)
        if not resolved.known:
            person = replace(person, subject_id=NOBODY)
        facts = replace(facts, person=person)
        office = office_of(ask.office, body)
        question = Question(office, ask.as_of, ask.known_as_of)
        notes = resolved.notes if body is not None else (*resolved.notes, "BODY_DESCRIBED")
        verdict = judge(self.law, question, facts)
        return Judged(ask, self.law, verdict, question, facts, watermark, notes, resolved.key)


def _is_plain(ask: Ask) -> bool:
    """Whether nothing has to be looked up before the facts are fetched."""
    body = ask.office.body
    return bool(ask.person.subject_id) and (body is None or (bool(body.subject_id) and not body.uscc))
