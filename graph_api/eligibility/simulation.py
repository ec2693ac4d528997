"""What invented facts would change, as clients give them and see them."""

from __future__ import annotations

import json
from datetime import date

import strawberry

from graph_api.eligibility.changes import AddItem, BeginPost, Change, EndItem, EndPost, exactly
from graph_api.eligibility.inputs import BodyRefInput, OfficeInput, OfficerEligibilityInput
from graph_api.eligibility.simulating import Turned
from graph_api.eligibility.types import OfficeVerdict
from graph_api.errors import InputInvalid
from graph_api.law.facts import Item, Post
from graph_api.law.lawbook import Law
from graph_api.law.verdict import Bar
from graph_api.law.wording import Words
from graph_api.refusals import InvalidDate, InvalidOffice


@strawberry.input(description="Somebody a decision would find responsible (责任人).")
class ResponsibleInput:
    """Somebody a decision would find responsible."""

    person: strawberry.ID = strawberry.field(description="The person (责任人).")
    role: str = strawberry.field(description="In which role, a role code (责任角色).")


@strawberry.input(description="A decision, list entry or ban that does not exist yet (拟作出的决定).")
class AddFactInput:
    """A decision, list entry or ban that does not exist yet."""

    against: strawberry.ID = strawberry.field(description="Whom it would be made against (对象).")
    trigger: str = strawberry.field(description="Trigger code of the law's vocabulary (触发代码).")
    on: date = strawberry.field(description="Day of decision or of entry (决定或者列入日期).")
    list_code: str | None = strawberry.field(
        default=None, description="Code of the list, for an entry (名单代码)."
    )
    conduct_from: date | None = strawberry.field(
        default=None, description="When the conduct began (行为起始)."
    )
    conduct_until: date | None = strawberry.field(default=None, description="When it ended (行为终止).")
    qualifiers: list[str] | None = strawberry.field(
        default=None, description="Known to be true of it (性质)."
    )
    sectors: list[str] | None = strawberry.field(default=None, description="Its sectors (行业).")
    documents: list[str] | None = strawberry.field(
        default=None, description="Legal documents it cites (依据)."
    )
    articles: list[str] | None = strawberry.field(default=None, description="Articles it cites (条款).")
    positions: list[str] | None = strawberry.field(default=None, description="A ban's positions (禁入职务).")
    months: int | None = strawberry.field(default=None, description="A ban's term in months (期限月数).")
    life: bool = strawberry.field(default=False, description="Whether a ban is for life (终身).")
    responsible: list[ResponsibleInput] | None = strawberry.field(
        default=None, description="Whom it would find responsible (责任人)."
    )


@strawberry.input(description="A post taken up (拟任职务).")
class BeginPostInput:
    """A post taken up."""

    person: strawberry.ID = strawberry.field(description="Who (任职人).")
    organization: strawberry.ID = strawberry.field(description="Where (机构).")
    position: str = strawberry.field(description="Position code (职务代码).")
    since: date = strawberry.field(description="From when (起始).")


@strawberry.input(description="A post given up (拟辞去职务).")
class EndPostInput:
    """A post given up."""

    fact_id: str = strawberry.field(description="Id of the post, as a ground's path gives it (任职标识).")
    until: date = strawberry.field(description="First day after it (终止).")


@strawberry.input(description="A list entry lifted, or a record or ban withdrawn (拟移出或者撤销).")
class EndFactInput:
    """A list entry lifted, or a record or ban withdrawn."""

    id: strawberry.ID = strawberry.field(description="Its id (标识).")
    on: date = strawberry.field(description="From which day (日期).")


@strawberry.input(one_of=True, description="One invented change (拟议变化).")
class ChangeInput:
    """One invented change."""

    add_decision: AddFactInput | None = strawberry.field(
        default=strawberry.UNSET, description="A record (决定)."
    )
    add_list_entry: AddFactInput | None = strawberry.field(
        default=strawberry.UNSET, description="A list entry (列入名单)."
    )
    impose_ban: AddFactInput | None = strawberry.field(
        default=strawberry.UNSET, description="A ban by decision (禁入决定)."
    )
    begin_post: BeginPostInput | None = strawberry.field(
        default=strawberry.UNSET, description="A post begun (任职)."
    )
    end_post: EndPostInput | None = strawberry.field(
        default=strawberry.UNSET, description="A post ended (辞任)."
    )
    lift_entry: EndFactInput | None = strawberry.field(
        default=strawberry.UNSET, description="An entry lifted (移出名单)."
    )
    withdraw: EndFactInput | None = strawberry.field(
        default=strawberry.UNSET, description="A record withdrawn (撤销)."
    )

    def plain(self, law: Law, place: int) -> Change:
        """The change as a plain value; refuses codes the law lacks."""
        path = f"input.changes[{place}]"
        for origin, given in (
            ("RECORD", self.add_decision),
            ("LIST_ENTRY", self.add_list_entry),
            ("SANCTION", self.impose_ban),
        ):
            if given:
                return _fact(law, given, origin, place, path)
        if self.begin_post:
            return _post(law, self.begin_post, place, path)
        if self.end_post:
            return EndPost(self.end_post.fact_id, _day(self.end_post.until, path))
        ended = self.lift_entry or self.withdraw
        if not ended:
            raise InputInvalid(path, "it is empty", "内容为空")
        return EndItem(str(ended.id), _day(ended.on, path), lifted=bool(self.lift_entry))


def _day(given: date, path: str) -> date:
    if not isinstance(given, date):
        raise InvalidDate(path)
    return given


def _days(given: AddFactInput, path: str) -> tuple[date, date | None, date | None]:
    optional = (
        None if each is None else _day(each, path) for each in (given.conduct_from, given.conduct_until)
    )
    return (_day(given.on, path), *optional)  # type: ignore[return-value]


def _fact(law: Law, given: AddFactInput, origin: str, place: int, path: str) -> AddItem:
    if given.trigger not in law.vocabulary.trigger:
        raise InvalidOffice(f"{path}.trigger", "it is not a trigger of the law", "不是法律数据中的触发代码")
    on, begun, ended = _days(given, path)
    decided, entered = (None, exactly(on)) if origin == "LIST_ENTRY" else (exactly(on), None)
    item = Item(
        item_id=f"invented-{place}",
        origin=origin,
        trigger=given.trigger,
        subject=str(given.against),
        list=given.list_code,
        decided=decided,
        effective=decided,
        entered=entered,
        conduct_from=exactly(begun),
        conduct_until=exactly(ended),
        qualifiers=tuple(given.qualifiers or ()),
        sectors=tuple(given.sectors or ()),
        documents=tuple(given.documents or ()),
        articles=tuple(given.articles or ()),
        positions=tuple(given.positions or ()),
        months=given.months,
        life=given.life,
        source="simulation",
    )
    return AddItem(item, tuple((str(each.person), each.role) for each in given.responsible or ()))


def _post(law: Law, given: BeginPostInput, place: int, path: str) -> BeginPost:
    if given.position not in law.vocabulary.position:
        raise InvalidOffice(f"{path}.position", "it is not a position of the law", "不是法律数据中的职务代码")
    since = exactly(_day(given.since, path))
    post = Post(
        f"invented-{place}",
        str(given.organization),
        position=given.position,
        since=since,
        source="simulation",
    )
    return BeginPost(str(given.person), post)


@strawberry.input(description="An office question or an organization, and what would change (模拟).")
class SimulateInput:
    """An office question or an organization, and what would change."""

    question: OfficerEligibilityInput | None = strawberry.field(
        default=None, description="The question whose answer is compared (任职资格问题)."
    )
    organization: BodyRefInput | None = strawberry.field(
        default=None, description="Or the organization whose people are compared (机构)."
    )
    office: OfficeInput | None = strawberry.field(
        default=None,
        description="With an organization: an office each person is asked about beside those they hold (另问的职务).",
    )
    after: str | None = strawberry.field(
        default=None, description="With an organization: the people after this cursor (人员游标)."
    )
    changes: list[ChangeInput] = strawberry.field(description="What would change, at most 50 (拟议变化).")


@strawberry.type(description="A measure that would reach or leave a person (措施).")
class SimulatedBar:
    """A measure that would reach or leave a person."""

    measure: str = strawberry.field(description="Code of the measure (措施代码).")
    name_zh: str = strawberry.field(description="Its name in Chinese (措施名称).")
    role: str = strawberry.field(description="The role by which it reaches (角色).")
    item: str | None = strawberry.field(description="The record, ban or entry (触发事实).")
    certain: bool = strawberry.field(description="Whether it would certainly reach (是否确定).")

    @classmethod
    def of(cls, bar: Bar, law: Law) -> SimulatedBar:
        """The measure as clients see it."""
        names = {version.code: version.measure.name_zh for version in law.versions}
        item = bar.item.item_id if bar.item else None
        certain = bar.certainty == 2
        name = names.get(bar.measure, bar.measure)
        return cls(measure=bar.measure, name_zh=name, role=bar.path.role, item=item, certain=certain)


@strawberry.type(description="An office whose answer would change (答复变化的职务).")
class SimulatedOffice:
    """An office whose answer would change."""

    post: strawberry.ID | None = strawberry.field(
        description="Id of the post held today or then; null for the office that was asked about (任职标识)."
    )
    today: OfficeVerdict = strawberry.field(description="The answer today (现在的答复).")
    then: OfficeVerdict = strawberry.field(description="The answer it would be (届时的答复).")

    @classmethod
    def of(cls, turned: Turned, law: Law) -> SimulatedOffice:
        """The office as clients see it."""
        words = Words(law)
        return cls(
            post=strawberry.ID(turned.post) if turned.post else None,
            today=OfficeVerdict(judged=turned.today, words=words),
            then=OfficeVerdict(judged=turned.then, words=words),
        )


@strawberry.type(description="What would change for one person (对一人的影响).")
class SimulatedPerson:
    """What would change for one person."""

    person_id: strawberry.ID = strawberry.field(description="The person (主体标识).")
    name: str = strawberry.field(description="The name (姓名).")
    gained: list[SimulatedBar] = strawberry.field(description="Measures that would reach (新增措施).")
    lost: list[SimulatedBar] = strawberry.field(description="Measures that would end (终止措施).")
    offices: list[SimulatedOffice] = strawberry.field(
        description="Offices held, and the one asked about, whose answer would change (答复变化的职务)."
    )


@strawberry.type(description="One place where the answers differ (差异).")
class Changed:
    """One place where the answers differ."""

    path: str = strawberry.field(description="Where (位置).")
    today: str = strawberry.field(description="What is said today, as JSON (现在).")
    then: str = strawberry.field(description="What would be said, as JSON (届时).")

    @classmethod
    def of(cls, found: tuple[str, object, object]) -> Changed:
        """The difference as clients see it."""
        path, today, then = found
        return cls(
            path=path, today=json.dumps(today, ensure_ascii=False), then=json.dumps(then, ensure_ascii=False)
        )


@strawberry.type(description="The difference to today; nothing was written (模拟结果).")
class Simulation:
    """The difference to today."""

    today: OfficeVerdict | None = strawberry.field(description="The answer today (现在的答复).")
    then: OfficeVerdict | None = strawberry.field(description="The answer it would be (届时的答复).")
    differences: list[Changed] = strawberry.field(description="Where they differ (差异).")
    people: list[SimulatedPerson] = strawberry.field(
        description="People for whom something changes, of those looked at (受影响的人)."
    )
    people_looked_at: int = strawberry.field(
        description="How many people were looked at, at most 500 (已查人数)."
    )
    people_in_all: int = strawberry.field(description="How many people there are to look at (应查人数).")
    has_more_people: bool = strawberry.field(
        description="Whether people were left out of this answer (是否还有人员)."
    )
    end_cursor: str | None = strawberry.field(
        description="Give it as `input.after` for those left out (末条游标)."
    )
