"""Why a request or a command is refused because of who makes it.

CallerRefused
├── CredentialsRefused          401: a token or key that proves nothing
├── CredentialsInUrl            400: a token or key in the address
├── TooManyFailures             429: too many bad credentials from one place
├── KeysUnavailable             503: the keys of a provider cannot be read
├── StatementRefused            400: a header that says nothing we know
├── RoleNotStated               400: several roles, none named
├── RoleNotHeld                 403: a role that the caller has not
├── SecondFactorMissing         403: the role asks for a second factor
├── OutOfScope                  a root field that the key may not ask
├── CallerUnknown               403: signed in, but not registered here
├── NotEntitled                 a command by somebody who gives no rights
├── DutiesSeparated             two duties that nobody holds together
├── NotToOneself                a role given to oneself
├── LastSecurityAdministrator   nobody would be left to give rights
├── RoleNotGiven                a role that is nobody's to give, or not to a service
└── FirstRunRefused             the secret of the first run is void
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from graph_api.access.viewer import Role
from graph_api.errors import CallerRefused, InputInvalid

#: What is wrong with credentials; a sentence never repeats any part of them.
REASONS: dict[str, tuple[str, str]] = {
    "MALFORMED": ("格式不正确", "it is neither a token nor a key"),
    "REPEATED": ("出现了多次", "it is given more than once"),
    "TOO_LONG": ("过长", "it is too long"),
    "ALGORITHM": ("签名算法不被接受", "its algorithm is not accepted"),
    "HEADER": ("令牌头部含有不被接受的参数", "its header carries what is not accepted"),
    "TYPE": ("不是访问令牌", "it is no access token"),
    "ISSUER": ("签发方不受信任", "its issuer is not trusted here"),
    "KEY_ID": ("签名密钥未知", "its signing key is unknown"),
    "SIGNATURE": ("签名不正确", "its signature is wrong"),
    "AUDIENCE": ("不是签发给本服务的", "it is not meant for this service"),
    "EXPIRED": ("已过期", "it has expired"),
    "NOT_YET": ("尚未生效", "it is not valid yet"),
    "CLAIMS": ("内容不完整", "its claims are incomplete"),
    "NUMBER": ("所载身份号码不合规", "the number in it fails its check"),
    "MISSING": ("未提供", "there is none, but a role is stated"),
    "KEY": ("不正确", "it is wrong"),
    "REVOKED": ("已撤销", "it has been revoked"),
    "DISABLED": ("调用方已停用", "its caller has been disabled"),
}


class CredentialsRefused(CallerRefused):
    """A token or key that proves nothing; `reason` is one of REASONS."""

    code = "CREDENTIALS_REFUSED"
    status: ClassVar[int] = 401

    def __init__(self, reason: str) -> None:
        zh, en = REASONS[reason]
        super().__init__(
            f"凭证不可用：{zh}。请重新登录或更换密钥后重试。",
            f"The credentials are refused: {en}. Sign in again or use another key.",
        )
        self.reason = reason


class CredentialsInUrl(CallerRefused):
    """A token or key in the address, where logs and proxies keep it."""

    code = "CREDENTIALS_IN_URL"
    status: ClassVar[int] = 400

    def __init__(self) -> None:
        super().__init__(
            "密钥或令牌不得写入网址。请改用 Authorization 请求头，并视该密钥为已泄露、立即更换。",
            "Keys and tokens are not accepted in an address. Send the Authorization header, and rotate this key: "
            "take it for leaked.",
        )


class TooManyFailures(CallerRefused):
    """Too many bad credentials from one place; `retry_after` seconds to wait."""

    code = "TOO_MANY_FAILURES"
    status: ClassVar[int] = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"来自该处的错误凭证过多。请 {retry_after} 秒后重试。",
            f"Too many bad credentials came from there. Try again in {retry_after} s.",
        )
        self.retry_after = retry_after


class KeysUnavailable(CallerRefused):
    """The keys of a provider cannot be read, so nobody can be believed."""

    code = "KEYS_UNAVAILABLE"
    status: ClassVar[int] = 503

    def __init__(self) -> None:
        super().__init__(
            "身份提供方的公钥暂时无法读取。请稍后重试；若持续，请检查 issuers 设置。",
            "The keys of the identity provider cannot be read now. Try again later; if it lasts, check `issuers`.",
        )


class StatementRefused(CallerRefused):
    """A header of ours that says nothing we know."""

    code = "STATEMENT_REFUSED"
    status: ClassVar[int] = 400

    def __init__(self, header: str, zh: str, en: str) -> None:
        super().__init__(
            f"请求头 {header} 不可用：{zh}。请更正后重试。",
            f"The header {header} cannot be used: {en}. Correct it and try again.",
        )


class RoleNotStated(CallerRefused):
    """The caller has several roles and named none."""

    code = "ROLE_NOT_STATED"
    status: ClassVar[int] = 400

    def __init__(self, roles: Iterable[Role]) -> None:
        listed = ", ".join(roles)
        super().__init__(
            f"您有多个角色（{listed}）。请在请求头 Credit-Role 中写明其一。",
            f"You have several roles ({listed}). Name one in the header Credit-Role.",
        )


class RoleNotHeld(CallerRefused):
    """A role that the caller or its key has not."""

    code = "ROLE_NOT_HELD"

    def __init__(self, roles: Iterable[Role]) -> None:
        listed = ", ".join(roles) or "-"
        super().__init__(
            f"您没有该角色（现有：{listed}）。请改用现有角色，或请安全管理员授予。",
            f"You do not have this role (you have: {listed}). Use one of yours or ask a security administrator.",
        )


class SecondFactorMissing(CallerRefused):
    """The role asks for a second factor, which these credentials do not show."""

    code = "SECOND_FACTOR_MISSING"

    def __init__(self, role: Role) -> None:
        super().__init__(
            f"角色 {role} 须经双因素认证。请以双因素方式重新登录；API 密钥不足以使用该角色。",
            f"The role {role} asks for a second factor. Sign in again with two factors; an API key is not enough.",
        )


class OutOfScope(CallerRefused):
    """A root field that the key may not ask."""

    code = "OUT_OF_SCOPE"

    def __init__(self, outside: Iterable[str], scopes: Iterable[str]) -> None:
        asked, may = ", ".join(outside), ", ".join(sorted(scopes))
        super().__init__(
            f"该密钥不可查询 {asked}，只可查询 {may}。请改用其他密钥，或请安全管理员新建。",
            f"This key may not ask {asked}; it may ask {may}. Use another key, or ask for one.",
        )


class CallerUnknown(CallerRefused):
    """Somebody whom the provider knows and we do not."""

    code = "CALLER_UNKNOWN"

    def __init__(self) -> None:
        super().__init__(
            "登录有效，但尚未在此登记。请安全管理员执行 credit-graph user add 登记后重试。",
            "You are signed in but not registered here. Ask a security administrator for `credit-graph user add`.",
        )


class NotEntitled(CallerRefused):
    """A command by somebody who gives no rights."""

    code = "NOT_ENTITLED"

    def __init__(self) -> None:
        super().__init__(
            "只有安全管理员可以执行此命令。请以其 API 密钥（--as 或 CREDIT_GRAPH_KEY）重试。",
            "Only a security administrator may do this. Try again with such an API key (--as or CREDIT_GRAPH_KEY).",
        )


class DutiesSeparated(CallerRefused):
    """Two duties that nobody holds together."""

    code = "DUTIES_SEPARATED"

    def __init__(self, role: Role, held: Iterable[Role]) -> None:
        listed = ", ".join(held)
        super().__init__(
            f"角色 {role} 与现有角色（{listed}）须由不同的人担任。请先收回现有角色，或授予他人。",
            f"The role {role} and {listed} are held by different people. Take those first, or give it to another.",
        )


class RoleNotGiven(CallerRefused):
    """A role that is nobody's to give, or one for people given to a service."""

    code = "ROLE_NOT_GIVEN"

    def __init__(self, role: Role) -> None:
        super().__init__(
            f"角色 {role} 不能授予该调用方：它由登录方式决定，或只能由自然人担任。请选择其他角色。",
            f"The role {role} cannot be given here: it comes from signing in, or is for people only. Choose another.",
        )


class NotToOneself(CallerRefused):
    """A role given to oneself."""

    code = "NOT_TO_ONESELF"

    def __init__(self) -> None:
        super().__init__(
            "任何人不得授予自己角色。请由另一名安全管理员授予。",
            "Nobody gives a role to oneself. Ask another security administrator.",
        )


class LastSecurityAdministrator(CallerRefused):
    """Nobody would be left to give rights."""

    code = "LAST_SECURITY_ADMINISTRATOR"

    def __init__(self) -> None:
        super().__init__(
            "这是最后一名可用的安全管理员。请先设立另一名安全管理员。",
            "This is the last security administrator who can act. Make another one first.",
        )


class FirstRunRefused(CallerRefused):
    """The secret of the first run is wrong, used or too old."""

    code = "FIRST_RUN_REFUSED"

    def __init__(self) -> None:
        super().__init__(
            "首次启动密文不正确、已使用或已过期。请重新启动服务以取得新的密文。",
            "The secret of the first run is wrong, used or too old. Start the service again for a new one.",
        )


class OpenBeyondLoopback(InputInvalid):
    """Open access on an address that others can reach."""

    code = "OPEN_BEYOND_LOOPBACK"

    def __init__(self) -> None:
        super().__init__(
            "access",
            "open access is for loopback only and the host is not; set CREDIT_GRAPH_ACCESS=closed, or listen on "
            "127.0.0.1",
            "开放模式只能监听本机回环地址；请设置 CREDIT_GRAPH_ACCESS=closed，或改为监听 127.0.0.1",
        )
