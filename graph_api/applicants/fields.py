"""The root field that checks an applicant and its people in a scene of the law."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.applicants.rows import PEOPLE_OF_APPLICANT
from graph_api.applicants.service import Listing, Party, check
from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.evidence.service import evidence_of
from graph_api.law.facts import FOREVER
from graph_api.law.lawbook import Law
from graph_api.law.tables import Scene
from graph_api.lawlists.types import CodedWord, LegalDocument, coded
from graph_api.paging import LARGEST_PAGE
from graph_api.payloads import AnyFailure
from graph_api.positions.types import subject_by_id
from graph_api.propagation.fields import ORIGINS
from graph_api.records.rows import ItemsById
from graph_api.records.types import CreditRecord, record_of
from graph_api.subjects.failures import expected
from graph_api.subjects.fields import AsOf, KnownAsOf, found_subject
from graph_api.subjects.types import Organization

if TYPE_CHECKING:
    from graph_api.subjects.types import Subject

Info = strawberry.Info[Context, None]
strawberry.enum(Listing, description="Whether a party is listed on the day (是否列入名单).")
CONSEQUENCE = "NONE, REFERENCE (weighed), STRICT_REVIEW, LIMITED, MUST_CHANGE, EXCLUDED or REFUSED (后果)."


@strawberry.type(description="A scene in which an applicant and its people are looked up (查询场景).")
class CheckScene:
    """A scene in which an applicant and its people are looked up."""

    code: str = strawberry.field(description="Code (代码).")
    name_zh: str = strawberry.field(description="Name in Chinese (名称).")
    name_en: str = strawberry.field(description="Name in English (英文名称).")
    document: LegalDocument | None = strawberry.field(description="Where it stands (依据文件).")
    articles: list[str] = strawberry.field(description="The clause (条款).")
    text_zh: str = strawberry.field(description="What the clause says (条文大意).")
    text_en: str = strawberry.field(description="What the clause says, in English (条文大意英文).")
    roles: list[CodedWord] = strawberry.field(description="Roles it looks at (查询身份).")
    triggers: list[CodedWord] = strawberry.field(description="Listings it looks for (查询名单).")
    consequence_applicant: str = strawberry.field(description=f"If the applicant is listed: {CONSEQUENCE}")
    consequence_person: str = strawberry.field(description=f"If one of its people is listed: {CONSEQUENCE}")

    @classmethod
    def of(cls, law: Law, scene: Scene) -> CheckScene:
        """The scene of the law data."""
        document = law.documents.get(scene.document)
        words = law.vocabulary
        return cls(
            code=scene.code,
            name_zh=scene.name_zh,
            name_en=scene.name_en,
            document=LegalDocument.of(law, document) if document else None,
            articles=list(scene.articles),
            text_zh=scene.text_zh,
            text_en=scene.text_en,
            roles=[coded(words.role, role) for role in scene.roles],
            triggers=[coded(words.trigger, code) for code in scene.triggers],
            consequence_applicant=scene.consequence_applicant,
            consequence_person=scene.consequence_person,
        )


@strawberry.type(description="The applicant or one of its people in a check (受查主体).")
class CheckedParty:
    """The applicant or one of its people in a check."""

    roles: list[CodedWord] = strawberry.field(description="Roles in the applicant; empty: itself (身份).")
    roles_certain: bool = strawberry.field(description="Whether a role is certainly held (身份是否确定).")
    listing: Listing = strawberry.field(description="Whether listed on the day (是否列入名单).")
    consequence: str = strawberry.field(description=CONSEQUENCE)
    subject_id: strawberry.Private[str]
    item_keys: strawberry.Private[list[str]]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Who (主体).")
    async def subject(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """Who."""
        return await subject_by_id(info.context, self.clocks, self.subject_id)

    @strawberry.field(description="By what listed; closed ones are left out (列入信息).")
    async def because(self, info: Info) -> list[CreditRecord]:
        """By what listed."""
        rows = await ItemsById.of(info.context, self.clocks).load_many(self.item_keys)
        return [record_of(info.context, self.clocks, row) for row in rows if row]


@strawberry.type(description="What looking up an applicant and its people gave (申请人查询结果).")
class ApplicantCheck:
    """What looking up an applicant and its people gave; the organ decides."""

    scene: CheckScene = strawberry.field(description="The scene (场景).")
    as_of: date = strawberry.field(description="The day asked about (基准日).")
    applicant: CheckedParty = strawberry.field(description="The applicant itself (申请人).")
    people: list[CheckedParty] = strawberry.field(
        description="Its people in the roles of the scene (相关人员)."
    )
    consequence: str = strawberry.field(description=f"The heaviest that follows: {CONSEQUENCE}")
    not_checked: list[CodedWord] = strawberry.field(
        description="Listings that no loaded source covers: nothing found says nothing of them (未覆盖名单)."
    )
    roles_nobody_known: list[CodedWord] = strawberry.field(
        description="Roles of the scene that nobody is known to hold (未知任职人的身份)."
    )


CheckPayload = Annotated[ApplicantCheck | AnyFailure, strawberry.union("ApplicantCheckPayload")]


def scene_of(law: Law, code: str, on: date) -> Scene:
    """The scene of a code in force on a day."""
    for scene in law.scenes:
        if scene.code == code and scene.since <= on < (scene.until or FOREVER):
            return scene
    known = ", ".join(sorted({scene.code for scene in law.scenes}))
    raise InputInvalid(
        "scene", f"it must be one of {known}, in force on the day", f"应为当日有效的 {known} 之一"
    )


def _party(context: Context, clocks: Clocks, party: Party) -> CheckedParty:
    return CheckedParty(
        roles=[coded(context.law.vocabulary.role, role) for role in party.roles],
        roles_certain=party.roles_certain,
        listing=party.listing,
        consequence=party.consequence,
        subject_id=party.subject_id,
        item_keys=[f"{ORIGINS[item.origin]}:{item.item_id}" for item in party.items],
        clocks=clocks,
    )


async def applicant_check(
    context: Context, clocks: Clocks, organization: str, scene: Scene
) -> ApplicantCheck:
    """The check of one applicant: three calls to the database, whatever the number of people."""
    law = context.law
    rows = await context.db.read(
        PEOPLE_OF_APPLICANT, organization=organization, on=clocks.as_of, size=LARGEST_PAGE * 5 + 1
    )
    if len(rows) > LARGEST_PAGE * 5:
        raise InputInvalid("organization", "it has more than 500 people in office", "任职人员超过 500 人")
    pairs: list[tuple[str, str | None]] = [(organization, None), *((row.subject_id, None) for row in rows)]
    evidence = await evidence_of(context.db, pairs, clocks.known_as_of)
    facts = [found.facts for found in evidence.found]
    found = check(law, scene, facts[0], facts[1:], facts[0].coverage, clocks.as_of)
    words = law.vocabulary
    return ApplicantCheck(
        scene=CheckScene.of(law, scene),
        as_of=clocks.as_of,
        applicant=_party(context, clocks, found.applicant),
        people=[_party(context, clocks, party) for party in found.people],
        consequence=found.consequence,
        not_checked=[coded(words.trigger, code) for code in found.not_checked],
        roles_nobody_known=[coded(words.role, role) for role in found.vacant],
    )


@strawberry.type
class ApplicantsQuery:
    """An applicant and its people looked up at once."""

    @strawberry.field(description="The scenes in which applicants are looked up (查询场景).")
    def check_scenes(self, info: Info) -> list[CheckScene]:
        """The scenes in which applicants are looked up."""
        return [CheckScene.of(info.context.law, scene) for scene in info.context.law.scenes]

    @strawberry.field(
        description="Legal representative, principal, actual controller, directors, supervisors, senior managers "
        "and the applicant itself, looked up at once in a scene of the law (申请人查询)."
    )
    @expected
    async def applicant_check(
        self,
        info: Info,
        organization: Annotated[
            strawberry.ID, strawberry.argument(description="Id of the applicant (申请机构).")
        ],
        scene: Annotated[str, strawberry.argument(description="Code of the scene, see checkScenes (场景).")],
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> CheckPayload:
        """An applicant and its people looked up at once."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        wanted = scene_of(context.law, scene, clocks.as_of)
        await context.access.demand(("ANSWER",), str(organization), "organization")
        found = await found_subject(context, clocks, str(organization), "organization")
        if not isinstance(found, Organization):
            raise InputInvalid("organization", "it is a person's id", "该标识属于自然人")
        return await applicant_check(context, clocks, str(found.id), wanted)
