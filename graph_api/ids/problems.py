"""What can be wrong with an identifier: a code for programs, a sentence in Chinese and in English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why an identifier is not what it claims to be."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Checked:
    """An identifier in canonical form with what is wrong with it; `notes` are reported and refuse nothing."""

    scheme: str
    value: str
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether every check that refuses was passed."""
        return self.problem is None


EMPTY = Problem("EMPTY", "号码为空", "the number is empty")
MASKED = Problem("MASKED", "号码已脱敏，不能作为标识", "the number is masked and identifies nobody")
CHARSET = Problem("CHARSET", "含有不允许的字符", "it contains a character the standard does not allow")
CHECK_DIGIT = Problem("CHECK_DIGIT", "校验码不符", "the check digit does not fit")
INNER_CHECK_DIGIT = Problem(
    "INNER_CHECK_DIGIT", "第9至17位组织机构代码校验码不符", "the check digit of places 9 to 17 does not fit"
)
REGION = Problem(
    "REGION", "行政区划代码不在现行省级区划之内", "its region digits name no present province-level division"
)
BIRTH_DATE = Problem("BIRTH_DATE", "出生日期无效", "the birth date in it is not a possible one")
LEGACY_FORM = Problem(
    "LEGACY_FORM", "旧式号码，没有校验码，不用于归并", "an old form without a check digit; it joins nothing"
)
FORM = Problem("FORM", "格式不符", "it has not the form of such a number")
UNKNOWN_SCHEME = Problem("UNKNOWN_SCHEME", "未知的标识类型", "this scheme is not known")


def wrong_length(expected: str, found: int) -> Problem:
    """The problem of a number with another number of places than its standard says."""
    return Problem(
        "LENGTH", f"应为{expected}位，实为{found}位", f"it has {found} places instead of {expected}"
    )
