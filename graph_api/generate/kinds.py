"""The kinds of records, list entries and sanctions that befall the subjects of the fictional province."""

from __future__ import annotations

from typing import NamedTuple

from graph_api.generate import tables
from graph_api.generate.tables import EXCHANGE, ORGANS


class RecordKind(NamedTuple):
    """One kind of record: what it is called, who decides it, under which documents."""

    weight: int
    trigger: str
    kind: str
    name: str
    organ: int
    document_word: str  # of the document number
    documents: str
    articles: str
    severity: str = "SERIOUS"
    finding: bool = False  # whether the decision can find persons responsible
    sector: str | None = None  # taken instead of a drawn kind for bodies of this sector
    qualifiers: str | None = None
    amount: bool = False


#: The first kind belongs to bodies whose business licence is revoked; weight 0 is never drawn at large.
BODY_RECORDS = (
    RecordKind(0, "BUSINESS_LICENCE_REVOKED", "adm.penalty", "吊销营业执照", tables.MARKET, "澄市监罚", "",
               "", finding=True),
    RecordKind(0, "SECTOR_LICENCE_REVOKED", "adm.penalty", "吊销食品生产经营许可证", tables.MARKET,
               "澄市监食罚", "food-safety-law",
               "art.123", finding=True, sector="FOOD"),
    RecordKind(0, "ORDERED_CLOSED", "adm.penalty", "责令关闭", tables.SAFETY, "澄应急罚",
               "work-safety-law", "",
               finding=True, sector="HAZARDOUS_CHEMICALS"),
    RecordKind(0, "SAFETY_UNIT_CLOSED", "adm.safety-violations", "依法予以关闭并吊销有关证照", tables.SAFETY,
               "澄应急关", "work-safety-law",
               "art.113", finding=True, sector="MINE"),
    RecordKind(0, "REGISTRATION_CERT_REVOKED", "adm.penalty", "吊销登记证书", tables.CIVIL_AFFAIRS, "澄民罚",
               "charity-law", "art.110",
               finding=True, sector="CHARITY"),
    RecordKind(20, "ADMIN_PENALTY_SERIOUS", "adm.penalty", "罚款、没收违法所得（情节严重）", tables.MARKET,
               "澄市监罚", "admin-penalty-law",
               "art.9", finding=True, qualifiers="SERIOUS_CIRCUMSTANCES", amount=True),
    RecordKind(40, "ADMIN_PENALTY", "adm.penalty", "警告、罚款", tables.MARKET, "澄市监罚",
               "admin-penalty-law", "art.9", "GENERAL",
               amount=True),
    RecordKind(15, "BANKRUPTCY_LIQUIDATION", "jud.bankruptcy", "破产清算", tables.COURT, "澄破",
               "enterprise-bankruptcy-law", "art.107",
               "GENERAL", finding=True, qualifiers="MISMANAGEMENT"),
    RecordKind(8, "ORDERED_CLOSED", "adm.penalty", "责令关闭", tables.MARKET, "澄市监罚",
               "admin-penalty-law", "art.9", finding=True),
    RecordKind(6, "FALSE_REGISTRATION_REVOKED", "reg.changes-and-cancellation", "撤销虚假登记",
               tables.MARKET, "澄市监撤",
               "market-entity-registration", "art.40", finding=True),
    RecordKind(6, "BIDDING_VIOLATION", "adm.penalty", "串通投标罚款", tables.MARKET, "澄市监罚",
               "bidding-law", "art.53", amount=True),
    RecordKind(12, "CONSUMPTION_RESTRICTION_ORDER", "jud.consumption-order", "限制消费令", tables.COURT,
               "澄执限", "spc-consumption-2015",
               "art.3", "GENERAL"),
)  # fmt: skip

PERSON_RECORDS = (
    RecordKind(10, "CONSUMPTION_RESTRICTION_ORDER", "jud.consumption-order", "限制消费令", tables.COURT,
               "澄执限",
               "spc-consumption-2015", "art.3", "GENERAL"),
    RecordKind(3, "PROFESSIONAL_LICENCE_REVOKED", "occ.qualification", "吊销执业证书", tables.JUSTICE,
               "澄司罚", "lawyers-law", "art.49"),
    RecordKind(2, "DISMISSED_FOR_VIOLATION", "adm.market-ban-and-disqualification", "因违法行为被解除职务",
               tables.SECURITIES, "澄证监",
               "securities-law", "art.124"),
    RecordKind(3, "ADMIN_PENALTY", "adm.penalty", "警告、罚款", tables.MARKET, "澄市监罚",
               "admin-penalty-law", "art.9", "GENERAL",
               amount=True),
)  # fmt: skip


class ListKind(NamedTuple):
    """One list of subjects."""

    body_weight: int
    person_weight: int
    code: str
    trigger: str
    name: str
    organ: int
    document: str
    first_year: int  # the list is as old as its document
    months: int  # stated term; 0: none
    grounds: tuple[str, str]
    removal: str


LISTS = (
    ListKind(40, 100, "jd", "JUDGMENT_DEBTOR_LIST", "失信被执行人名单", tables.COURT, "spc-list-2017", 2014, 24,
             ("有履行能力而拒不履行生效法律文书确定义务", "违反财产报告制度"),
             "履行完毕或者达成执行和解并履行完毕"),
    ListKind(20, 0, "samr", "SAMR_SERIOUS_LIST", "市场监督管理严重违法失信名单", tables.MARKET, "samr-44", 2022, 36,
             ("被列入经营异常名录届满三年仍未履行公示义务", "提交虚假材料骗取登记"),
             "列入满一年并已自觉履行义务"),
    ListKind(12, 4, "wages", "WAGE_ARREARS_LIST", "拖欠农民工工资失信联合惩戒对象名单", tables.LABOUR,
             "mohrss-45", 2022, 36,
             ("克扣、无故拖欠农民工工资达到认定拒不支付劳动报酬罪数额标准",
             "因拖欠农民工工资违法行为引发群体性事件"), "已改正拖欠工资违法行为满六个月并书面承诺"),
    ListKind(10, 3, "tax", "TAX_SERIOUS_SUBJECT", "重大税收违法失信主体", tables.TAX, "sta-54", 2022, 36,
             ("逃避缴纳税款", "虚开增值税专用发票"), "缴清税款、滞纳金和罚款并作出承诺"),
    ListKind(6, 2, "safety", "SAFETY_SERIOUS_LIST", "安全生产严重失信主体名单", tables.SAFETY, "mem-11", 2024, 36,
             ("发生较大生产安全事故", "被责令停产停业整顿后拒不执行"), "列入满十二个月并完成整改"),
    ListKind(40, 0, "abnormal", "ABNORMAL_OPERATION_LIST", "经营异常名录", tables.MARKET,
             "enterprise-publicity-2014", 2015, 0,
             ("未按规定期限公示年度报告", "通过登记的住所无法联系"), "补报年度报告或者依法办理住所变更登记"),
)  # fmt: skip


class SanctionKind(NamedTuple):
    """One kind of sanction that names a person, its offices and possible terms in months (0: for life)."""

    weight: int
    trigger: str
    name: str
    authority: str
    document_word: str
    positions: str
    org_kinds: str
    sectors: str
    documents: str
    articles: str
    months: tuple[int, ...]
    listed_only: bool = False


_OFFICERS = "DIRECTOR;SUPERVISOR;SENIOR_MANAGER"

SANCTIONS = (
    SanctionKind(20, "ADMIN_MARKET_BAN", "证券市场禁入", ORGANS[tables.SECURITIES][0], "澄证监禁入",
                 f"{_OFFICERS};ANY_PRACTICE",
                 "SECURITIES_ISSUER;SECURITIES_COMPANY;PUBLIC_FUND_MANAGER", "SECURITIES;FUNDS",
                 "securities-law;csrc-185",
                 "art.221", (36, 60, 60, 120, 0)),
    SanctionKind(30, "UNFIT_DECLARATION", "公开认定不适合担任上市公司董事、监事、高级管理人员", EXCHANGE,
                 "澄证纪", _OFFICERS, "LISTED_COMPANY",
                 "", "", "", (36, 60, 120, 0), listed_only=True),
    SanctionKind(15, "ADMIN_DISQUALIFICATION", "取消任职资格", ORGANS[tables.BANKING][0], "澄金罚",
                 "DIRECTOR;SENIOR_MANAGER",
                 "BANKING_INSTITUTION", "BANKING", "banking-supervision-law", "art.48", (12, 36, 60, 0)),
    SanctionKind(20, "ADMIN_PENALTY_RESTRICTED_EMPLOYMENT", "限制从业", ORGANS[tables.MARKET][0],
                 "澄市监食限", "MANAGEMENT_WORK;FOOD_SAFETY_MANAGER",
                 "SECTOR_ENTERPRISE", "FOOD", "food-safety-law", "art.135", (60, 120, 0)),
    SanctionKind(10, "ACCOUNTABILITY_BAN", "国有企业禁入限制", ORGANS[tables.STATE_ASSETS][0], "澄国资责",
                 _OFFICERS,
                 "WHOLLY_STATE_OWNED_COMPANY;STATE_CONTROLLED_COMPANY", "", "sasac-46", "", (60, 60, 0)),
)  # fmt: skip
