"""The words of the fictional province: places, names, trades. Made for this generator; shares are rounded."""

from __future__ import annotations

from typing import NamedTuple

PROVINCE = "澄岭省"
PROVINCE_CODE = "990000"


class Region(NamedTuple):
    """A county of the province, with the city above it."""

    code: str
    city: str
    county: str


_CITIES = {"望川市": "01", "鹭溪市": "02", "松泉市": "03", "石渚市": "04"}
_DISTRICTS = ("青榆区", "苇渡区", "墨砚县", "松针县", "鹤汀县", "枫汀县")

COUNTIES = tuple(
    Region(f"99{prefix}{number:02d}", city, county)
    for city, prefix in _CITIES.items()
    for number, county in enumerate(_DISTRICTS, 1)
)

#: Surnames with their share per thousand.
SURNAMES = {
    "王": 72, "李": 72, "张": 68, "刘": 52, "陈": 50, "杨": 32, "黄": 26, "赵": 25, "吴": 24, "周": 23,
    "徐": 18, "孙": 17, "马": 16, "朱": 15, "胡": 14, "郭": 14, "何": 13, "林": 13, "高": 12, "罗": 11,
    "郑": 11, "梁": 10, "谢": 9, "宋": 9, "唐": 8, "许": 8, "韩": 8, "邓": 8, "冯": 7, "曹": 7, "彭": 7,
    "曾": 7, "肖": 6, "田": 6, "董": 6, "潘": 6, "袁": 6, "蔡": 6, "蒋": 6, "余": 6, "于": 6, "杜": 5,
    "叶": 5, "程": 5, "魏": 5, "苏": 5, "吕": 5, "丁": 5, "任": 5, "卢": 4, "姚": 4, "沈": 4, "钟": 4,
    "姜": 4, "崔": 4, "谭": 4, "陆": 4, "范": 4, "汪": 3, "廖": 3, "石": 3, "金": 3, "韦": 3, "贾": 3,
    "夏": 3, "付": 3, "方": 3, "邹": 3, "熊": 3, "白": 3, "孟": 2, "秦": 2, "邱": 2, "侯": 2, "江": 2,
    "尹": 2, "薛": 2, "闫": 2, "段": 2, "雷": 2, "龙": 2, "黎": 2, "史": 2, "陶": 2, "贺": 2, "毛": 2,
    "郝": 2, "顾": 2, "龚": 2, "邵": 2, "万": 2, "覃": 1, "武": 1, "钱": 1, "戴": 1, "严": 1, "莫": 1,
    "孔": 1, "向": 1, "常": 1, "汤": 1, "欧阳": 1, "司马": 1, "上官": 1, "诸葛": 1,
}  # fmt: skip

#: Given names that so many people bear that namesakes are the rule.
COMMON_GIVEN = {
    "男": ("伟", "强", "磊", "军", "勇", "杰", "涛", "超", "明", "刚", "建国", "志强", "建军", "海涛"),
    "女": ("芳", "娜", "敏", "静", "丽", "燕", "艳", "玲", "婷", "红", "秀英", "丽娟", "秀兰", "桂英"),
}  # fmt: skip

#: Characters of the rarer given names.
GIVEN_CHARACTERS = {
    "男": "文建志国明华伟俊宇浩泽天嘉子立永德成庆海波峰鹏飞林森东旭晨阳凯瑞博思远致承启云山川岩柏松知行望舟",
    "女": "文思雨欣怡梦婷佳慧雅静美淑秀玉兰梅晓春雪晴月莹琳瑶琪诗语若心悦然宁安芸蕾薇素清婉如竹溪禾棠絮筠",
}

TRADE_SYLLABLES = (
    "瑞", "恒", "鑫", "盛", "泰", "华", "宏", "远", "景", "嘉", "安", "诚", "达", "昌", "隆", "丰", "博",
    "汇", "联", "润", "德", "正", "信", "佳", "启", "晟", "皓", "澜", "锦", "云", "星", "航", "禾", "沐",
    "临", "创", "力", "智", "海", "川", "岳", "松", "柏", "蓝", "青", "明", "和", "顺", "源", "兴", "凯",
    "睿", "弘", "致",
)  # fmt: skip

#: The supervising and deciding organs, the first bodies of every bundle: (name, region code).
ORGANS = (
    ("澄岭省人民政府国有资产监督管理委员会", PROVINCE_CODE),
    ("澄岭省市场监督管理局", PROVINCE_CODE),
    ("澄岭省民政厅", PROVINCE_CODE),
    ("澄岭省教育厅", PROVINCE_CODE),
    ("澄岭省司法厅", PROVINCE_CODE),
    ("澄岭省应急管理厅", PROVINCE_CODE),
    ("国家金融监督管理总局澄岭监管局", PROVINCE_CODE),
    ("中国证券监督管理委员会澄岭监管局", PROVINCE_CODE),
    ("澄岭省高级人民法院", PROVINCE_CODE),
    ("国家税务总局澄岭省税务局", PROVINCE_CODE),
    ("澄岭省人力资源和社会保障厅", PROVINCE_CODE),
    ("澄岭省农业农村厅", PROVINCE_CODE),
    ("望川市市场监督管理局", "990100"),
    ("鹭溪市市场监督管理局", "990200"),
    ("松泉市市场监督管理局", "990300"),
    ("石渚市市场监督管理局", "990400"),
)

#: An exchange that exists only here; it declares people unfit, by self-discipline.
EXCHANGE = "澄岭证券交易所"

#: Positions of the organs above.
STATE_ASSETS, MARKET, CIVIL_AFFAIRS, EDUCATION, JUSTICE, SAFETY = range(6)
BANKING, SECURITIES, COURT, TAX, LABOUR, FARMING = range(6, 12)
