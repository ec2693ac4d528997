"""How user text becomes a full-text query, and the search itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from graph_api.context import Context
from graph_api.errors import InputInvalid
from graph_api.ids.doubtful import doubtful
from graph_api.ids.names import HAN, normalize_name, search_text
from graph_api.ids.organizations import check_uscc
from graph_api.refusals import InvalidIdentifier
from graph_api.subjects.rows import BY_USCC, COUNT_SEARCH, SEARCH, HitRow

LONGEST_TEXT = 100
ONE_HAN = re.compile(HAN)
#: Punctuation separates words in the index as well; it cannot be sought.
NOT_SOUGHT = re.compile(r"[^\w·]+", re.UNICODE)


class SubjectKind(Enum):
    """What a subject is; the value is its label in the graph."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    ENTERPRISE = "Enterprise"
    PUBLIC_INSTITUTION = "PublicInstitution"
    SOCIAL_ORGANIZATION = "SocialOrganization"
    GOVERNMENT_ORGAN = "GovernmentOrgan"
    INDIVIDUAL_BUSINESS = "IndividualBusiness"
    COOPERATIVE = "Cooperative"
    PARTNERSHIP = "Partnership"
    OTHER = "OtherOrganization"


def _simplified(text: str) -> str:
    """The text in one form and in simplified characters, as the index has every name too."""
    normal = normalize_name(text)
    return search_text([text])[len(normal) + 1 :] or normal


def full_text(text: str) -> str:
    """What the full-text index is asked for: every word as a phrase, in simplified characters, nothing else obeyed."""
    if len(text) > LONGEST_TEXT:
        raise InputInvalid("text", f"it has more than {LONGEST_TEXT} characters", f"超过 {LONGEST_TEXT} 字")
    if problem := doubtful(text):
        raise InputInvalid("text", problem.en, problem.zh)
    words = [
        word for part in text.split() for word in NOT_SOUGHT.split(_simplified(part)) if word.strip("_·")
    ]
    if not words:
        raise InputInvalid("text", "it has no letter, digit or character to seek", "没有可检索的文字")
    # The index cuts Chinese into pairs of characters, so one alone is the beginning of a pair.
    return " AND ".join(f"{word}*" if ONE_HAN.fullmatch(word) else f'"{word}"' for word in words)


def region_prefix(region: str | None) -> str | None:
    """The digits of a region (GB/T 2260) that all regions within it share."""
    if region is None:
        return None
    if not re.fullmatch(r"\d{2}|\d{4}|\d{6}", region):
        raise InputInvalid(
            "region", "a region has two, four or six digits (GB/T 2260)", "行政区划代码为二、四或六位数字"
        )
    digits = region.rstrip("0")
    return digits + "0" * (len(digits) % 2)


@dataclass(frozen=True)
class Search:
    """A search for subjects, checked."""

    text: str
    kind: str | None
    region: str | None

    async def page(self, context: Context, score: float | None, after: str, size: int) -> list[HitRow]:
        """The hits after a score and id, best first."""
        return await context.db.read(
            SEARCH,
            index=context.db.dialect.full_text_index,
            text=self.text,
            kind=self.kind,
            region=self.region,
            score=score,
            after=after,
            size=size,
        )

    async def count(self, context: Context) -> int:
        """How many hits there are."""
        index = context.db.dialect.full_text_index
        rows = await context.db.read(
            COUNT_SEARCH, index=index, text=self.text, kind=self.kind, region=self.region
        )
        return rows[0].number


async def id_of_uscc(context: Context, uscc: str) -> str | None:
    """The id of the organization with this code, None where there is none; refuses a code that fails its check."""
    checked = check_uscc(uscc)
    if checked.problem is not None:
        raise InvalidIdentifier("uscc", checked.problem.en, checked.problem.zh)
    rows = await context.db.read(BY_USCC, uscc=checked.value)
    return rows[0].subject_id if rows else None
