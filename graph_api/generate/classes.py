"""The classes of bodies of the fictional province, the posts each class has, and the shares of both."""

from __future__ import annotations

from typing import NamedTuple

from graph_api.generate import tables

Trade = tuple[str, str]  # GB/T 4754 code, the word of it in a company name


class BodyClass(NamedTuple):
    """One class of bodies: how often it occurs (of 1,000) and what all of its members share."""

    weight: int
    kind: str
    legal_form: str
    org_kinds: str
    suffix: str
    trades: tuple[Trade, ...]
    issuer: str  # first two characters of the USCC
    family: str  # of posts
    capacity: str  # of its first holder
    sectors: str = ""
    not_org_kinds: str = ""
    state_capital: str | None = None
    listed: bool = False
    organ: int = -1  # position of the supervising organ


class Post(NamedTuple):
    """One post of a family: the share (of 1,000) of its bodies that have it, and whether it is over."""

    position: str
    role_text: str
    per_mille: int
    ended: bool = False


_TRADES: tuple[Trade, ...] = (
    ("6510", "软件"), ("6420", "网络科技"), ("5219", "商贸"), ("5179", "机电设备"), ("4790", "建筑工程"),
    ("7010", "置业"), ("7020", "物业服务"), ("5430", "物流"), ("1810", "服饰"), ("2110", "家具"),
    ("3311", "金属制品"), ("3812", "电机"), ("7212", "投资"), ("6210", "餐饮"), ("7251", "广告"),
    ("7481", "工程咨询"), ("4620", "环保"), ("3021", "建材"), ("5181", "进出口贸易"), ("8111", "汽车服务"),
)  # fmt: skip
_FOOD: tuple[Trade, ...] = (("1411", "食品"), ("1431", "粮油"), ("1440", "乳业"), ("5121", "食品贸易"))
_CHEMICALS: tuple[Trade, ...] = (("2611", "化工"), ("2614", "化学"), ("5942", "化学品仓储"))
_MINES: tuple[Trade, ...] = (("0610", "煤业"), ("0810", "矿业"))
_SHOPS: tuple[Trade, ...] = (("5211", "百货店"), ("6220", "小吃店"), ("8111", "汽修部"), ("5219", "便利店"))
_FARMS: tuple[Trade, ...] = (("0141", "蔬菜种植"), ("0313", "生猪养殖"), ("0111", "水稻种植"))

_LIMITED, _JOINT, _COOPERATIVE = "有限责任公司", "股份有限公司", "农民专业合作社"
_NOT_STATE = "LISTED_COMPANY;WHOLLY_STATE_OWNED_COMPANY;STATE_CONTROLLED_COMPANY;STATE_PARTICIPATED_COMPANY"
_LTD = "COMPANY;LIMITED_COMPANY"
_PLC = "COMPANY;JOINT_STOCK_COMPANY"

#: The first COMPANIES classes can own and be owned; ownership chains, rings and hubs are made of them.
CLASSES = (
    BodyClass(330, "ENTERPRISE", "有限责任公司(自然人投资或控股)", _LTD, "有限公司", _TRADES, "91",
              "COMPANY", "SHAREHOLDER",
              not_org_kinds=_NOT_STATE, state_capital="NONE"),
    BodyClass(70, "ENTERPRISE", "有限责任公司(自然人独资)", _LTD, "有限公司", _TRADES, "91", "SMALL",
              "SHAREHOLDER",
              state_capital="NONE"),
    BodyClass(40, "ENTERPRISE", "其他有限责任公司", _LTD, "有限公司", _TRADES, "91", "COMPANY",
              "SHAREHOLDER"),
    BodyClass(40, "ENTERPRISE", "股份有限公司(非上市)", _PLC, _JOINT, _TRADES, "91", "BOARD", "SHAREHOLDER",
              not_org_kinds="LISTED_COMPANY"),
    BodyClass(10, "ENTERPRISE", "股份有限公司(上市)", f"{_PLC};LISTED_COMPANY;SECURITIES_ISSUER", _JOINT,
              _TRADES, "91",
              "LISTED", "SHAREHOLDER", listed=True, organ=tables.SECURITIES),
    BodyClass(12, "ENTERPRISE", "有限责任公司(国有独资)", f"{_LTD};WHOLLY_STATE_OWNED_COMPANY",
              "集团有限公司", _TRADES, "91",
              "BOARD", "SHAREHOLDER", state_capital="WHOLLY", organ=tables.STATE_ASSETS),
    BodyClass(14, "ENTERPRISE", "有限责任公司(国有控股)", f"{_LTD};STATE_CONTROLLED_COMPANY", "发展有限公司",
              _TRADES, "91",
              "BOARD", "SHAREHOLDER", state_capital="CONTROLLED", organ=tables.STATE_ASSETS),
    BodyClass(12, "ENTERPRISE", _LIMITED, f"{_LTD};STATE_PARTICIPATED_COMPANY", "合营有限公司", _TRADES,
              "91", "BOARD",
              "SHAREHOLDER", state_capital="PARTICIPATED", organ=tables.STATE_ASSETS),
    BodyClass(60, "ENTERPRISE", _LIMITED, _LTD, "有限公司", _FOOD, "91", "FOOD", "SHAREHOLDER",
              sectors="FOOD"),
    BodyClass(30, "ENTERPRISE", _LIMITED, _LTD, "有限公司", _CHEMICALS, "91", "HAZARD", "SHAREHOLDER",
              sectors="HAZARDOUS_CHEMICALS", organ=tables.SAFETY),
    BodyClass(16, "ENTERPRISE", _LIMITED, _LTD, "有限责任公司", _MINES, "91", "MINE", "SHAREHOLDER",
              sectors="MINE",
              organ=tables.SAFETY),
    BodyClass(8, "ENTERPRISE", _JOINT, f"{_PLC};COMMERCIAL_BANK;BANKING_INSTITUTION", "银行股份有限公司",
              (("6621", ""),), "91", "BOARD", "SHAREHOLDER", sectors="BANKING", organ=tables.BANKING),
    BodyClass(150, "INDIVIDUAL_BUSINESS", "个体工商户", "INDIVIDUAL_BUSINESS", "", _SHOPS, "92", "PROPRIETOR",
              "PROPRIETOR"),
    BodyClass(40, "PARTNERSHIP", "有限合伙企业", "PARTNERSHIP", "合伙企业（有限合伙）", (("7212", "投资"),
              ("6730", "创业投资")),
              "91", "PARTNERSHIP", "GENERAL_PARTNER"),
    BodyClass(30, "ENTERPRISE", "个人独资企业", "SOLE_PROPRIETORSHIP", "经营部", _TRADES, "91", "PROPRIETOR",
              "SOLE_INVESTOR"),
    BodyClass(40, "COOPERATIVE", _COOPERATIVE, "COOPERATIVE", "专业合作社", _FARMS, "93", "COUNCIL", "MEMBER",
              organ=tables.FARMING),
    BodyClass(40, "ENTERPRISE", "有限责任公司分公司", "BRANCH", "有限公司分公司", _TRADES, "91", "BRANCH",
              ""),
    BodyClass(20, "SOCIAL_ORGANIZATION", "民办非企业单位", "PRIVATE_SCHOOL;SCHOOL;CIVIL_NON_ENTERPRISE",
              "学校",
              (("8334", "高级中"), ("8321", "实验小")), "52", "SCHOOL", "SPONSOR", sectors="EDUCATION",
              organ=tables.EDUCATION),
    BodyClass(8, "SOCIAL_ORGANIZATION", "基金会", "FOUNDATION;SOCIAL_ORGANISATION", "基金会", (("9530",
              "公益"),), "53",
              "COUNCIL", "SPONSOR", sectors="CHARITY", organ=tables.CIVIL_AFFAIRS),
    BodyClass(12, "OTHER", "律师事务所", "LAW_FIRM", "律师事务所", (("7231", ""),), "31", "LAW_FIRM",
              "GENERAL_PARTNER",
              sectors="LEGAL_SERVICES", organ=tables.JUSTICE),
    BodyClass(18, "PUBLIC_INSTITUTION", "事业单位", "PUBLIC_INSTITUTION", "中心", (("8411", "医疗"), ("7320",
              "研究")), "12",
              "INSTITUTION", ""),
    BodyClass(0, "GOVERNMENT_ORGAN", "机关", "STATE_ORGAN", "", (("9220", ""),), "11", "ORGAN", ""),
)  # fmt: skip
COMPANIES = 12
ORGAN_CLASS = len(CLASSES) - 1
BRANCH_CLASS = next(place for place, body in enumerate(CLASSES) if body.family == "BRANCH")

SLOTS = 8
REPRESENTATIVE, FORMER = 0, 1  # the post of the representative now, and of the one before
_LEGAL = Post("LEGAL_REPRESENTATIVE", "法定代表人", 1000)
_WAS_LEGAL = Post("LEGAL_REPRESENTATIVE", "原法定代表人", 250, ended=True)
_SUPERVISOR = Post("SUPERVISOR", "监事", 450)
_WAS_DIRECTOR = Post("DIRECTOR", "原董事", 150, ended=True)
_NONE = Post("STAFF", "", 0)
_COMPANY = (
    _LEGAL, _WAS_LEGAL, Post("EXECUTIVE_DIRECTOR", "执行董事", 700), Post("MANAGER", "经理", 550),
    _SUPERVISOR,
    Post("PRINCIPAL", "主要负责人", 120), _WAS_DIRECTOR, Post("CHIEF_FINANCIAL_OFFICER", "财务负责人", 120),
)  # fmt: skip
_BOARD = (
    _LEGAL, _WAS_LEGAL, Post("CHAIRMAN", "董事长", 950), Post("GENERAL_MANAGER", "总经理", 850),
    Post("SUPERVISORY_CHAIRMAN", "监事会主席", 700), Post("DIRECTOR", "董事", 800), _WAS_DIRECTOR,
    Post("DEPUTY_MANAGER", "副总经理", 500),
)  # fmt: skip


def _with(posts: tuple[Post, ...], slot: int, post: Post) -> tuple[Post, ...]:
    return (*posts[:slot], post, *posts[slot + 1 :])


#: Posts by family and slot. Slot 0 is always there, slot 1 is who was it before.
FAMILIES: dict[str, tuple[Post, ...]] = {
    "COMPANY": _COMPANY,
    "SMALL": _with(_with(_COMPANY, 4, _NONE), 6, _NONE),
    "FOOD": _with(_COMPANY, 5, Post("FOOD_SAFETY_MANAGER", "食品安全管理人员", 700)),
    "HAZARD": _with(_COMPANY, 5, Post("PRINCIPAL", "主要负责人", 800)),
    "MINE": _with(_COMPANY, 5, Post("MINE_HEAD", "矿长", 800)),
    "BOARD": _BOARD,
    "LISTED": _with(_with(_BOARD, 5, Post("INDEPENDENT_DIRECTOR", "独立董事", 900)), 7,
    Post("BOARD_SECRETARY", "董事会秘书", 900)),
    "PROPRIETOR": (
        Post("PROPRIETOR", "经营者", 1000), Post("PROPRIETOR", "原经营者", 60, ended=True), *(_NONE,) * 6,
    ),
    "PARTNERSHIP": (
        Post("EXECUTIVE_PARTNER", "执行事务合伙人", 1000), Post("EXECUTIVE_PARTNER", "原执行事务合伙人", 150,
        ended=True),
        Post("APPOINTED_REPRESENTATIVE", "委派代表", 350), *(_NONE,) * 5,
    ),
    "COUNCIL": (
        _LEGAL, _WAS_LEGAL, Post("COUNCIL_LEADER", "理事长", 900), Post("COUNCIL_MEMBER", "理事", 700),
        Post("COUNCIL_MEMBER", "监事（理事会）", 300), *(_NONE,) * 3,
    ),
    "SCHOOL": (
        _LEGAL, _WAS_LEGAL, Post("SCHOOL_HEAD", "校长", 950), Post("COUNCIL_LEADER", "理事长", 800),
        Post("COUNCIL_MEMBER", "理事", 600), *(_NONE,) * 3,
    ),
    "LAW_FIRM": (
        Post("PERSON_IN_CHARGE", "负责人", 1000), Post("PERSON_IN_CHARGE", "原负责人", 200, ended=True),
        Post("LAW_FIRM_PARTNER", "合伙人", 900), Post("LAW_FIRM_PARTNER", "合伙人", 700), *(_NONE,) * 4,
    ),
    "BRANCH": (
        Post("PERSON_IN_CHARGE", "负责人", 1000), Post("PERSON_IN_CHARGE", "原负责人", 200, ended=True),
        *(_NONE,) * 6,
    ),
    "INSTITUTION": (
        _LEGAL, _WAS_LEGAL, Post("PUBLIC_INSTITUTION_STAFF", "工作人员", 600), *(_NONE,) * 5,
    ),
    "ORGAN": (
        Post("LEADING_OFFICIAL", "主要负责人", 1000), Post("LEADING_OFFICIAL", "原主要负责人", 800,
        ended=True),
        Post("CIVIL_SERVANT", "公务员", 900), *(_NONE,) * 5,
    ),
}  # fmt: skip
