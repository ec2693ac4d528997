"""A subject authorises one named body for one purpose and a term, nobody else does it, and it ends at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from graph_api.access.access import Access
from graph_api.access.policy import shipped_policy
from graph_api.access.viewer import Purpose, Viewer
from graph_api.engine.db import Database
from tests.graphs.asking import ask
from tests.graphs.drawing import Drawing, run
from tests.graphs.viewers import BANK, NOW, OTHER_BANK, STRANGERS, later, lender, subject

GIVEN = (
    "__typename ... on Authorisation { id subjectId grantee granteeName purpose classes since until recordedAt "
    "revokedAt state } ... on Failure { code path textEn }"
)
GRANT = f"mutation($input: GrantInput!) {{ answer: grantAuthorisation(input: $input) {{ {GIVEN} }} }}"
REVOKE = f"mutation($id: ID!) {{ answer: revokeAuthorisation(id: $id) {{ {GIVEN} }} }}"


def wish(**changes: Any) -> dict[str, Any]:
    return {
        "subjectId": "P1",
        "grantee": BANK,
        "purpose": "LENDING",
        "classes": ["MEASURE"],
        "until": "2026-12-01",
        "clientKey": "loan-1",
    } | changes


async def people(db: Database) -> None:
    await (
        Drawing()
        .person("P1", "张三")
        .person("P2", "李四")
        .person("P9", "王五")
        .organization("B1", "申浦银行股份有限公司", uscc=BANK)
        .write(db)
    )


async def granted(db: Database, viewer: Viewer | None = None, at: datetime = NOW, **changes: Any) -> Any:
    viewer = viewer or subject("P1")
    return (await ask(db, GRANT, viewer=viewer, now=lambda: at, input=wish(**changes))).data["answer"]


async def revoked(db: Database, id: str, viewer: Viewer | None = None, at: datetime = NOW) -> Any:
    return (await ask(db, REVOKE, viewer=viewer or subject("P1"), now=lambda: at, id=id)).data["answer"]


async def opened(
    db: Database, viewer: Viewer, subject_id: str = "P1", at: datetime = NOW, code: str = "MEASURE"
) -> bool:
    """Whether a class is open to a viewer about a subject at a moment."""
    return await Access(shipped_policy(), viewer, db, lambda: at).sees(code, subject_id)


async def kept(db: Database) -> int:
    return int((await run(db, "MATCH (a:Authorisation) RETURN count(a) AS n"))[0]["n"])


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda viewer: f"{viewer.role}-{viewer.purpose}")
async def test_nobody_authorises_for_somebody_else(db: Database, stranger: Viewer) -> None:
    await people(db)
    answer = await granted(db, stranger)
    assert (answer["__typename"], answer["code"]) == ("NotPermitted", "FORBIDDEN")
    assert await kept(db) == 0


async def test_the_refusal_is_the_same_whether_or_not_the_subject_exists(db: Database) -> None:
    await people(db)
    somebody = await granted(db, subjectId="P2")
    assert somebody == await granted(db, subjectId="nobody")
    assert somebody["__typename"] == "NotPermitted"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"grantee": "*"}, "input.grantee"),
        ({"grantee": ""}, "input.grantee"),
        ({"grantee": "public"}, "input.grantee"),
        ({"grantee": "EVERYBODY"}, "input.grantee"),
        ({"grantee": "所有银行"}, "input.grantee"),
        ({"grantee": "11010519491231002X"}, "input.grantee"),
        # A code with a mistake in it would name nobody.
        ({"grantee": f"{BANK[:-1]}{'0' if BANK[-1] != '0' else '1'}"}, "input.grantee"),
        ({"classes": []}, "input.classes"),
        ({"classes": ["ALL"]}, "input.classes"),
        ({"classes": ["MEASURE", "PERSONAL"]}, "input.classes"),
        ({"classes": ["SEALED"]}, "input.classes"),
        ({"purpose": "SUPERVISION"}, "input.purpose"),
        ({"purpose": ""}, "input.purpose"),
        ({"until": "2026-06-01"}, "input.until"),
        ({"until": "2020-01-01"}, "input.until"),
        ({"until": "2027-06-02"}, "input.until"),
        ({"since": "2026-05-31"}, "input.since"),
        ({"since": "2026-12-01"}, "input.until"),
        ({"since": "2027-05-01", "until": "2028-05-01"}, "input.until"),
        ({"until": "soon"}, "input.until"),
        ({"clientKey": " "}, "input.clientKey"),
    ],
)
async def test_a_blanket_authorisation_is_refused(db: Database, changes: dict[str, Any], path: str) -> None:
    await people(db)
    answer = await granted(db, **changes)
    assert answer.get("path") == path
    assert await kept(db) == 0


async def test_an_authorisation_says_whom_what_for_and_until_when(db: Database) -> None:
    await people(db)
    answer = await granted(db, classes=["NETWORK", "MEASURE"], until="2027-06-01")
    assert answer | {"id": ""} == {
        "__typename": "Authorisation",
        "id": "",
        "subjectId": "P1",
        "grantee": BANK,
        "granteeName": "申浦银行股份有限公司",
        "purpose": "LENDING",
        "classes": ["MEASURE", "NETWORK"],
        "since": "2026-06-01T02:00:00Z",
        "until": "2027-05-31T16:00:00Z",
        "recordedAt": "2026-06-01T02:00:00Z",
        "revokedAt": None,
        "state": "IN_FORCE",
    }


async def test_it_opens_to_nobody_but_the_body_for_the_purpose_the_class_and_the_subject(
    db: Database,
) -> None:
    await people(db)
    await granted(db)
    assert await opened(db, lender())
    assert not await opened(db, lender(OTHER_BANK))
    assert not await opened(db, lender(None, caller=BANK[:-1]))
    assert not await opened(db, lender(purpose=Purpose.PROCUREMENT))
    assert not await opened(db, lender(), code="NETWORK")
    assert not await opened(db, lender(), code="PERSONAL")
    assert not await opened(db, lender(), code="SEALED")
    assert not await opened(db, lender(), "P2")


async def test_it_holds_from_its_first_moment_to_its_last(db: Database) -> None:
    await people(db)
    answer = await granted(db, since="2026-07-01", until="2026-07-02")
    assert (answer["state"], answer["since"]) == ("NOT_YET", "2026-06-30T16:00:00Z")
    moments = [
        datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC),
        datetime(2026, 6, 30, 16, tzinfo=UTC),
        datetime(2026, 7, 1, 15, 59, 59, tzinfo=UTC),
        datetime(2026, 7, 1, 16, tzinfo=UTC),
    ]
    assert [await opened(db, lender(), at=at) for at in moments] == [False, True, True, False]


async def test_revoking_closes_it_at_once_and_keeps_the_day(db: Database) -> None:
    await people(db)
    given = await granted(db)
    assert await opened(db, lender(), at=later(hours=1))
    ended = await revoked(db, given["id"], at=later(hours=1))
    assert ended == given | {"revokedAt": "2026-06-01T03:00:00Z", "state": "REVOKED"}
    assert not await opened(db, lender(), at=later(hours=1))
    assert await revoked(db, given["id"], at=later(hours=2)) == ended


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda viewer: f"{viewer.role}-{viewer.purpose}")
async def test_nobody_revokes_what_somebody_else_gave(db: Database, stranger: Viewer) -> None:
    await people(db)
    given = await granted(db)
    theirs, nobodys = await revoked(db, given["id"], stranger), await revoked(db, "authorisation-0", stranger)
    assert theirs == nobodys
    assert theirs["code"] in ("FORBIDDEN", "AUTHORISATION_NOT_FOUND")
    assert await opened(db, lender())


async def test_the_same_key_gives_the_same_authorisation_once(db: Database) -> None:
    await people(db)
    first = await granted(db)
    assert await granted(db, at=later(minutes=5)) == first
    assert await kept(db) == 1
    other = await granted(db, at=later(minutes=5), classes=["NETWORK"])
    assert (other["code"], other["path"]) == ("INPUT_INVALID", "input.clientKey")
    assert not await opened(db, lender(), code="NETWORK")
    # A key belongs to its subject: the same word of somebody else is another key.
    theirs = await granted(db, subject("P2"), subjectId="P2")
    assert theirs["subjectId"] == "P2"
    assert await kept(db) == 2


async def test_a_key_sent_again_after_the_end_does_not_open_anew(db: Database) -> None:
    await people(db)
    given = await granted(db)
    await revoked(db, given["id"], at=later(hours=1))
    again = await granted(db, at=later(hours=2))
    assert (again["id"], again["state"]) == (given["id"], "REVOKED")
    assert not await opened(db, lender(), at=later(hours=2))
