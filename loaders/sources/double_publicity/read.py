"""Derived columns for administrative licences (XK_…) and penalties (CF_…) of the 双公示 exchange format."""

from collections.abc import Iterator, Mapping

from graph_api.ids.names import is_masked_name, normalize_name
from graph_api.ids.organizations import MASK, check_uscc
from loaders.rows import Reject, Row

Rows = Iterator[Row | Reject]
DOCUMENTS = {
    "身份证": "RESIDENT_ID",
    "居民身份证": "RESIDENT_ID",
    "港澳台居民居住证": "RESIDENT_ID",
    "护照号": "PASSPORT",
    "护照": "PASSPORT",
    "港澳居民来往内地通行证": "HK_MACAO_PERMIT",
    "台湾居民来往大陆通行证": "TAIWAN_PERMIT",
    "外国人永久居留身份证": "FOREIGN_PERMIT",
}
LEGACY = {"GSZC": "REGISTRATION_NUMBER", "ZZJG": "ORG_CODE", "SWDJ": "TAX_NUMBER"}
KINDS = (
    ("合作社", "COOPERATIVE"),
    ("合伙", "PARTNERSHIP"),
    ("公司", "ENTERPRISE"),
    ("厂", "ENTERPRISE"),
    ("事业单位", "PUBLIC_INSTITUTION"),
)
TRIGGERS = (
    ("限制从业", "ADMIN_PENALTY_RESTRICTED_EMPLOYMENT"),
    ("责令关闭", "ORDERED_CLOSED"),
)


def licence_rows(rows: Rows, name: str) -> Rows:
    """Rows of licences with `_kind`, `_key`, `_subject`, `_numbers` and the legal representative."""
    return _rows(rows, "XK", "XK_WSH", "XK_XKBH")


def penalty_rows(rows: Rows, name: str) -> Rows:
    """Rows of penalties with the same derived columns and `_trigger`."""
    return _rows(rows, "CF", "CF_WSH", "CF_NR")


def _rows(rows: Rows, prefix: str, number: str, item: str) -> Rows:
    for row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        values = {_today(column.upper()): text.strip() for column, text in row.values.items()}
        authority = values.get("XK_XKJG" if prefix == "XK" else "CF_CFJG", "") or values.get("CF_XZJG", "")
        document = values.get(number, "")
        who = normalize_name(values.get(f"{prefix}_XDR_MC", ""))
        derived = {
            **_counterparty(values, prefix, document, who),
            "_decision": f"{authority}|{document}"
            if authority and document
            else f"{prefix}|{who}|{document}",
            "_record": f"{prefix}|{authority}|{document}|{who}|{values.get(item, '')[:80]}",
            "_trigger": _trigger(values) if prefix == "CF" else "ADMIN_LICENCE",
        }
        yield Row(row.file, row.line, {**row.values, **derived})


def _today(column: str) -> str:
    """The present code of a column: GSDJ and ZDM are older spellings."""
    return column.replace("_XDR_GSDJ", "_XDR_GSZC").replace("_XDR_ZDM", "_XDR_ZZJG")


def _counterparty(values: Mapping[str, str], prefix: str, document: str, who: str) -> dict[str, str]:
    category = values.get(f"{prefix}_XDR_LB", "")
    code = check_uscc(values.get(f"{prefix}_XDR_SHXYM", ""))
    numbers = [
        f"{scheme}={values[f'{prefix}_XDR_{column}']}"
        for column, scheme in LEGACY.items()
        if values.get(f"{prefix}_XDR_{column}")
    ]
    if category == "自然人":
        scheme = DOCUMENTS.get(values.get(f"{prefix}_XDR_ZJLX", ""), "")
        personal = values.get(f"{prefix}_XDR_ZJHM", "") or values.get(f"{prefix}_XDR_SFZ", "")
        if not scheme and values.get(f"{prefix}_XDR_SFZ"):
            scheme = "RESIDENT_ID"
        # A masked number identifies nobody: the person is then known by this row alone.
        numbers = [f"{scheme}={personal}"] if scheme and personal and not MASK.search(personal) else []
    key = code.value if code.valid else f"{prefix}|{document}|{who}"
    return {
        "_key": key,
        "_subject": f"key:{key}",
        "_kind": _kind(category, who),
        "_numbers": ";".join(numbers),
        **_representative(values, prefix, category, key),
    }


def _kind(category: str, who: str) -> str:
    if category == "自然人":
        return "PERSON"
    if category == "个体工商户":
        return "INDIVIDUAL_BUSINESS"
    return next((kind for word, kind in KINDS if word in who), "OTHER") if category else ""


def _representative(values: Mapping[str, str], prefix: str, category: str, key: str) -> dict[str, str]:
    """The legal representative named beside an organisation: a post, never a party to the decision."""
    name = normalize_name(values.get(f"{prefix}_FRDB", "") or values.get(f"{prefix}_FR", ""))
    if not name or category == "自然人" or is_masked_name(name):
        return {"_representative": ""}
    return {"_representative": f"local:key:{key}|{name}"}


def _trigger(values: Mapping[str, str]) -> str:
    """What the penalty sets off, read from its category and content; by itself a penalty bars nobody."""
    text = values.get("CF_CFLB", "") + values.get("CF_CFLB1", "") + values.get("CF_CFLB2", "")
    content = values.get("CF_NR", "") + values.get("CF_JG", "")
    for word, trigger in TRIGGERS:
        if word in text:
            return trigger
    if "吊销营业执照" in content:
        return "BUSINESS_LICENCE_REVOKED"
    if "吊销" in content and values.get("CF_NR_ZKDX"):
        return "SECTOR_LICENCE_REVOKED"
    return "ADMIN_PENALTY"
