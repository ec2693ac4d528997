"""What a lender learns behind the consent of the subject: what it opened, to whom, for what, while it lasts."""

from __future__ import annotations

from typing import Any

import pytest

from graph_api.access.viewer import OPEN, PUBLIC, Purpose, Role, Viewer
from graph_api.engine.db import Database
from tests.graphs.asking import ask
from tests.graphs.drawing import run
from tests.graphs.viewers import BANK, OTHER_BANK, later, lender, subject
from tests.lending.town import (
    CLEAN,
    COMPANY,
    HIDDEN,
    MINOR,
    PUBLISHED,
    VICTIM,
    asked,
    consents,
    person,
    told,
    town,
)

REVOKE = "mutation($id: ID!) { revokeAuthorisation(id: $id) { ... on Authorisation { state } } }"
BEHIND = "WITH_CONSENT"


def status(answers: list[dict[str, Any]]) -> list[str]:
    return [each.get("status") or each["__typename"] for each in answers]


async def test_consent_needed_says_from_whom_and_how_and_never_that_there_is_anything(db: Database) -> None:
    await town(db, projected=True)
    calls, answers = [], []
    for who in (HIDDEN, CLEAN, VICTIM, MINOR, None):
        answer = await asked(db, person(who, BEHIND))
        calls.append(answer.calls)
        answers += answer.data["answer"]
    # With hidden records, without, a minor, not on record: one answer, one number of calls.
    assert all(each == answers[0] for each in answers)
    assert len(set(calls)) == 1
    told_now = answers[0]
    assert (told_now["status"], told_now["subject"], told_now["opened"]) == ("CONSENT_NEEDED", None, [])
    assert told_now["consent"] == {
        "grantee": BANK,
        "purpose": "LENDING",
        "classes": ["ANSWER", "MEASURE", "NETWORK"],
        "textZh": f"请被查询人本人登录后作出授权（grantAuthorisation）：被授权机构 {BANK}，用途 LENDING，"
        "数据类别 ANSWER, MEASURE, NETWORK；其可随时撤回。",
        "textEn": f"The person asked about can sign in and authorise (grantAuthorisation) the body {BANK} for the "
        "purpose LENDING and the data classes ANSWER, MEASURE, NETWORK, and can end it at any time.",
    }
    # A wrong name changes nothing either: whether the number is on record is not told.
    assert await told(db, person(HIDDEN, BEHIND, name="何人")) == [told_now]
    # What is public needs no consent, and more than that does.
    [debtor] = await told(db, person(PUBLISHED, BEHIND))
    assert (debtor["status"], debtor["consent"]["classes"]) == ("HIT_PUBLIC", told_now["consent"]["classes"])


async def test_an_authorisation_opens_its_classes_to_its_body_for_its_purpose_while_it_lasts(
    db: Database,
) -> None:
    await town(db, projected=True)
    given = await consents(db, HIDDEN)
    answer = await asked(db, person(HIDDEN, BEHIND), person(CLEAN, BEHIND))
    hit, other = answer.data["answer"]
    assert (hit["status"], hit["published"], hit["opened"]) == ("HIT_CONSENTED", [], ["MEASURE"])
    assert (hit["authorisations"], hit["stale"]) == ([given], False)
    held = {each["code"] for each in hit["restrictions"]}
    assert {"company.officer.licence-revoked", "registration.legal-rep.licence-revoked"} <= held
    assert {each["state"] for each in hit["restrictions"]} == {"FIRM"}
    assert {each["state"] for each in hit["unsettled"]} == {"POSSIBLE"}
    # A measure that reaches it by its post and by a finding is one.
    assert hit["textZh"].startswith(f"在须经授权的信息中查到 {len(held)} 项当日生效的措施，见所列各项；")
    # Measures were opened, and not where it holds posts.
    assert hit["subject"]["positions"] == {"edges": []}
    assert "positions" in [each["field"] for each in hit["subject"]["masked"]]
    assert hit["consent"]["classes"] == ["ANSWER", "NETWORK"]
    # The authorisation of one opens nothing of another.
    assert (other["status"], other["authorisations"]) == ("CONSENT_NEEDED", [])

    needed = ["CONSENT_NEEDED"]
    assert status(await told(db, person(HIDDEN, BEHIND), viewer=lender(OTHER_BANK))) == needed
    procurement = lender(purpose=Purpose.PROCUREMENT)
    assert status(await told(db, person(HIDDEN, BEHIND), viewer=procurement)) == needed
    assert status(await told(db, person(HIDDEN, BEHIND), now=lambda: later(days=200))) == needed
    # At the level of what is public an authorisation opens nothing.
    assert status(await told(db, person(HIDDEN))) == ["CLEAR_IN_COVERAGE"]
    [differs] = await told(db, person(HIDDEN, BEHIND, name="何人"))
    assert (differs["lack"], differs["restrictions"], differs["authorisations"]) == ("NAME_DIFFERS", [], [])
    await ask(db, REVOKE, viewer=subject(HIDDEN), now=later, id=given)
    assert status(await told(db, person(HIDDEN, BEHIND))) == needed


async def test_each_class_shows_itself_alone(db: Database) -> None:
    await town(db, projected=True)
    await consents(db, HIDDEN, ("NETWORK",))
    [posts] = await told(db, person(HIDDEN, BEHIND))
    assert (posts["status"], posts["opened"], posts["restrictions"]) == ("CONSENT_NEEDED", ["NETWORK"], [])
    assert posts["subject"]["positions"] == {
        "edges": [{"node": {"position": {"code": "LEGAL_REPRESENTATIVE"}}}]
    }
    assert posts["consent"]["classes"] == ["ANSWER", "MEASURE"]
    [differs] = await told(db, person(HIDDEN, BEHIND, name="何人"))
    assert (differs["lack"], differs["subject"]) == ("NAME_DIFFERS", None)


async def test_a_victim_of_a_stolen_identity_and_a_minor_are_not_hit(db: Database) -> None:
    await town(db, projected=True)
    await consents(db, VICTIM)
    await consents(db, MINOR)
    await consents(db, CLEAN)
    victim, minor, clean = await told(
        db, person(VICTIM, BEHIND), person(MINOR, BEHIND), person(CLEAN, BEHIND)
    )
    # The registration authority has accepted the case: what came through the post rests.
    assert (victim["status"], victim["restrictions"], victim["unsettled"]) == ("CLEAR_IN_COVERAGE", [], [])
    assert (minor["status"], minor["subject"], minor["authorisations"]) == ("CONSENT_NEEDED", None, [])
    assert clean["status"] == "CLEAR_IN_COVERAGE"
    await run(
        db,
        "MATCH (:Subject {subject_id: $who})-[post:HOLDS]->() SET post.accepted_dispute = null",
        who=VICTIM,
    )
    await run(db, "MERGE (:StaleMark {subject_id: $who})", who=VICTIM)
    [waiting] = await told(db, person(VICTIM, BEHIND))
    assert waiting["stale"] is True


@pytest.mark.parametrize(
    ("viewer", "answer"),
    [
        (PUBLIC, ["NotPermitted"]),
        (Viewer("bank-desk", Role.LENDER, organ=BANK), ["NotPermitted"]),
        (Viewer("w", Role.APPROVER, organ="O", purpose=Purpose.LICENSING), ["NotPermitted"]),
        (lender(), ["HIT_PUBLIC", "CONSENT_NEEDED"]),
        (OPEN, ["HIT_PUBLIC", "CLEAR_IN_COVERAGE"]),
    ],
    ids=lambda value: getattr(value, "role", ""),
)
async def test_who_may_ask_is_a_lender_for_its_purposes(
    db: Database, viewer: Viewer, answer: list[str]
) -> None:
    await town(db)
    assert status(await told(db, {"organization": COMPANY}, person(None, BEHIND), viewer=viewer)) == answer


async def test_the_purpose_of_the_input_is_the_purpose_of_the_request(db: Database) -> None:
    await town(db)
    unstated = Viewer("bank-desk", Role.LENDER, organ=BANK)
    stated = person(CLEAN, BEHIND) | {"purpose": "PROCUREMENT"}
    [answer] = await told(db, stated, viewer=unstated)
    assert (answer["status"], answer["consent"]["purpose"]) == ("CONSENT_NEEDED", "PROCUREMENT")
    assert status(await told(db, stated)) == ["InvalidInput"]


async def test_the_past_is_not_for_a_lender_and_the_demo_sees_what_was_known(db: Database) -> None:
    await town(db)
    moment = "2026-02-01T00:00:00Z"
    assert status(await told(db, person(PUBLISHED), knownAsOf=moment)) == ["NotPermitted"]
    seen = await told(db, person(PUBLISHED), person(HIDDEN, BEHIND), viewer=OPEN, knownAsOf=moment)
    assert status(seen) == ["HIT_PUBLIC", "HIT_CONSENTED"]
    before = await told(db, person(PUBLISHED), viewer=OPEN, knownAsOf="2025-12-01T00:00:00Z")
    assert status(before) == ["CLEAR_IN_COVERAGE"]
