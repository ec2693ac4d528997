"""What a caller sent that cannot be answered: the branch of the error tree that becomes payload types.

InputInvalid
├── InvalidDate             a date that is none, or before 1949
├── ContradictoryClocks     knowledge of a day that has not come
├── InvalidIdentifier       a number that fails its standard
├── InvalidOffice           an office or class of bodies that the law's vocabulary lacks
├── TooManyInputs           more questions than one request may ask
├── TooManyProblems         more reports than one subject makes in a day
├── ProblemClosed           somebody closed the problem before
├── OwnProblem              nobody decides a matter of one's own
├── SameHands               who asked for a release, or is looked at by it, does not decide on it
├── ReleaseDecided          the release was decided before, or lapsed
└── NotFound
    ├── SubjectNotFound         nobody and nothing of that name, number or id
    ├── AuthorisationNotFound   no authorisation of one's own has that id
    ├── TargetNotYours          nothing of one's own has that id
    ├── ProblemNotFound         no problem within one's reach has that receipt
    └── ReleaseNotFound         no release of one's own organ has that id
"""

from graph_api.errors import InputInvalid, NotFound
from graph_api.ids.persons import check_resident_number


class InvalidDate(InputInvalid):
    """A date that is no date, or one before the law we know."""

    code = "INVALID_DATE"

    def __init__(self, path: str) -> None:
        # What was given is not repeated: it may be anything, a citizen's number among it.
        super().__init__(
            path,
            "it is not a date from 1949-10-01 on, written YYYY-MM-DD",
            "不是 1949-10-01 以后、按 YYYY-MM-DD 书写的日期",
        )


class ContradictoryClocks(InputInvalid):
    """A moment of knowledge that has not come yet."""

    code = "CONTRADICTORY_CLOCKS"

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "it lies in the future: nothing is known yet as of then; leave it out for present knowledge",
            "该时点尚未到来，届时所知无从查询；省略即为现时所知",
        )


class InvalidIdentifier(InputInvalid):
    """A number that fails the check of its standard."""

    code = "INVALID_IDENTIFIER"


def no_such_subject(path: str, given: str | None) -> InputInvalid:
    """The refusal of an id that nobody has: a citizen's number given as an id is said to have no place there."""
    if given and check_resident_number(given).problem is None:
        return InvalidIdentifier(
            path,
            "an identity number is not accepted as an id; give it as `document`",
            "此处不接受公民身份号码，请以 document 提供",
        )
    return SubjectNotFound(path)


class InvalidOffice(InputInvalid):
    """A position, class of bodies, sector or other code that the law's vocabulary lacks."""

    code = "INVALID_OFFICE"


class TooManyInputs(InputInvalid):
    """More questions than one request may ask."""

    code = "TOO_MANY_INPUTS"

    def __init__(self, path: str, given: int, most: int) -> None:
        super().__init__(
            path,
            f"{given} inputs were given, at most {most} are answered at once; split them",
            f"共 {given} 项，一次最多 {most} 项，请分批提交",
        )


class SubjectNotFound(NotFound):
    """Nobody and nothing of that id, name or number is in the graph."""

    code = "SUBJECT_NOT_FOUND"

    def __init__(self, path: str, reason: str = "", reason_zh: str = "") -> None:
        super().__init__(
            path,
            reason or "no such subject is in the graph; look for it with searchSubjects",
            reason_zh or "图谱中没有该主体，可用 searchSubjects 查找",
        )


class AuthorisationNotFound(NotFound):
    """No authorisation of that id is the caller's own, whether or not it is somebody else's."""

    code = "AUTHORISATION_NOT_FOUND"

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "you gave no authorisation of this id; me { authorisations } lists yours",
            "没有您作出的该项授权，可用 me { authorisations } 查看",
        )


class TargetNotYours(NotFound):
    """Nothing of that id is the subject's own, whether or not it is somebody else's."""

    code = "TARGET_NOT_YOURS"

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "nothing kept about you has this id; me { subjects restrictions possibleSubjects } shows what is",
            "没有关于您本人的该项信息，可用 me { subjects restrictions possibleSubjects } 查看",
        )


class ProblemNotFound(NotFound):
    """No problem of that receipt is within the reach of the window, whether or not there is one elsewhere."""

    code = "PROBLEM_NOT_FOUND"

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "no problem within your reach has this receipt; `problems` lists them",
            "管辖范围内没有该回执编号的反映事项，可用 problems 查看",
        )


class TooManyProblems(InputInvalid):
    """More reports than one subject makes in a day."""

    code = "TOO_MANY_PROBLEMS"

    def __init__(self, path: str, most: int) -> None:
        super().__init__(
            path,
            f"{most} problems were reported within a day, which is the most; go on tomorrow or at the window",
            f"一日内已反映 {most} 项，达到上限，请次日再提交或者到窗口办理",
        )


class ProblemClosed(InputInvalid):
    """Somebody closed the problem before, otherwise."""

    code = "PROBLEM_CLOSED"

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "it was closed before; the subject may report it again",
            "该事项已办结，信息主体可以重新反映",
        )


class OwnProblem(InputInvalid):
    """Nobody decides a matter of one's own."""

    code = "OWN_PROBLEM"

    def __init__(self, path: str) -> None:
        super().__init__(
            path, "it is your own; somebody else has to close it", "该事项由您本人提出，请由他人办理"
        )


class ReleaseNotFound(NotFound):
    """No release of that id is of the caller's organ, whether or not it is of another's."""

    code = "RELEASE_NOT_FOUND"

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "no officer of your organ asked for this; `releases` lists what was asked for",
            "本机关没有该项特别查询申请，可用 releases 查看",
        )


class SameHands(InputInvalid):
    """Who asked for a release, whoever answers for that caller, and who is looked at by it do not decide on it."""

    code = "SAME_HANDS"

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "another officer has to do it: nobody decides on what oneself asked for, or on oneself",
            "申请人不得自行批准，涉及本人的事项应当回避，请由本机关其他工作人员办理",
        )


class ReleaseDecided(InputInvalid):
    """The release was decided before, or nobody decided in time."""

    code = "RELEASE_DECIDED"

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "it was decided or taken back before, or has lapsed; it can be asked for again",
            "该申请已办结、已撤回或者逾期未批，可重新申请",
        )
