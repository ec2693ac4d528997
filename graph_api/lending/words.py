"""What a lender reads: what was found, what was not, what was not looked at; never what to do about it."""

from __future__ import annotations

from typing import NamedTuple

from graph_api.lending.asks import CreditStatus, Lack
from graph_api.lending.service import Checked


class Text(NamedTuple):
    """A sentence in Chinese and English."""

    zh: str
    en: str


DECIDES = Text(
    "是否授信或者合作、以何条件，由查询机构依法自行决定；本答复只说明查到什么、查了哪些来源。",
    "Whether and on what terms to deal with them is for who asks to decide by law; this answer says only what was "
    "found and which sources were asked.",
)
SAID: dict[CreditStatus, Text] = {
    CreditStatus.HIT_PUBLIC: Text(
        "在依法公示的信息中查到 {number} 项，来源、日期、文号和核实途径见所列各项。",
        "{number} published item(s) found; each says its source, dates, document number and where to verify it.",
    ),
    CreditStatus.HIT_CONSENTED: Text(
        "在须经授权的信息中查到 {number} 项当日生效的措施，见所列各项；未公示的原始记录不予提供。",
        "{number} measure(s) that hold on the day found in what takes an authorisation; unpublished "
        "records behind them are not given.",
    ),
    CreditStatus.CLEAR_IN_COVERAGE: Text(
        "在所列来源的覆盖范围内未查到；所列之外的事项未核查，对其有无不作任何说明。",
        "Nothing found within the sources named; nothing is said, either way, about what they do not cover.",
    ),
    CreditStatus.CONSENT_NEEDED: Text(
        "依法公示的信息中未查到；其余信息须经被查询主体对本机构、本用途授权后查询。无论是否在册，答复相同。",
        "Nothing found in what is published; anything else takes the authorisation of whom is asked about, to this "
        "body for this purpose. The answer is the same whether or not they are on record.",
    ),
}
LACKS: dict[Lack, Text] = {
    Lack.NAME_DIFFERS: Text(
        "所给姓名与该号码登记的姓名不一致；请核对证件。",
        "The name given is not the one on record for this number; compare the document.",
    ),
    Lack.SHARED_NUMBER: Text(
        "该号码登记在不止一个主体名下，不能认定是谁；请向登记机关核实。",
        "More than one subject is on record under this number, so nobody can be told; ask the registration authority.",
    ),
    Lack.NOT_REGISTERED: Text(
        "已接入的登记来源中没有该机构；请核对统一社会信用代码。",
        "No register that was loaded has this organization; check its unified social credit code.",
    ),
    Lack.COVERAGE: Text(
        "没有来源覆盖所查日期，不能说明有无。",
        "No source covers the day asked about; nothing can be said either way.",
    ),
}
UNSETTLED = Text(
    "另有 {number} 项措施是否适用尚有未知事项，均未经确定，不作为查到的信息。",
    " {number} further measure(s) depend on what is not known; none is established, and none counts as found.",
)
FROM_PERSON = Text("被查询人本人", "the person asked about")
FROM_BODY = Text("被查询的机构", "the organization asked about")
HOW = Text(
    "请{whom}登录后作出授权（grantAuthorisation）：被授权机构 {grantee}，用途 {purpose}，数据类别 {classes}；"
    "其可随时撤回。",
    "{whom} can sign in and authorise (grantAuthorisation) the body {grantee} for the purpose {purpose} and the "
    "data classes {classes}, and can end it at any time.",
)
VERIFY = Text(
    "可向作出机关{authority}核实，文号 {number}；本条由来源 {source} 提供。",
    "To be verified with {authority}, which decided it, under the number {number}; the source {source} told us.",
)
JOINED = Text(
    "来源只写明名称、没有号码，按“{why}”归集到该主体，请先核实是否为同一主体。",
    " The source gave a name and no number; it was joined to this subject by “{why}”, so make sure first that they "
    "are one.",
)
UNKNOWN = Text("（不详）", "(not known)")


def said(checked: Checked) -> Text:
    """An answer in words."""
    text = LACKS[checked.lack] if checked.lack else SAID[checked.status]
    number, open_ones = checked.number, checked.open_number
    zh, en = text.zh.format(number=number), text.en.format(number=number)
    if open_ones:
        zh, en = zh + UNSETTLED.zh.format(number=open_ones), en + UNSETTLED.en.format(number=open_ones)
    return Text(f"{zh}{DECIDES.zh}", f"{en} {DECIDES.en}")


def how(person: bool, grantee: str, purpose: str, classes: str) -> Text:
    """From whom consent is needed, and how it is given."""
    whom = FROM_PERSON if person else FROM_BODY
    named = {"grantee": grantee, "purpose": purpose, "classes": classes}
    en = HOW.en.format(whom=whom.en, **named)
    return Text(HOW.zh.format(whom=whom.zh, **named), f"{en[0].upper()}{en[1:]}")


def verified(
    authority: str | None, number: str | None, source: str | None, joined_by: str | None = None
) -> Text:
    """Where an item can be verified; first of all that it is theirs, where it was joined by a name."""
    given = {"authority": authority, "number": number, "source": source}
    zh, en = (
        {name: value or unknown for name, value in given.items()} for unknown in (UNKNOWN.zh, UNKNOWN.en)
    )
    joined = (
        Text(JOINED.zh.format(why=joined_by), JOINED.en.format(why=joined_by)) if joined_by else Text("", "")
    )
    return Text(VERIFY.zh.format(**zh) + joined.zh, VERIFY.en.format(**en) + joined.en)
