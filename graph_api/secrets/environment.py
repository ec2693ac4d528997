"""Keys from the environment, for platforms that hand secrets to a process that way."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping

from graph_api.errors import KeyUnavailable
from graph_api.secrets.provider import Key, checked_name, checked_secret, destroyed

PREFIX = "CREDIT_GRAPH_KEY_"


class EnvironmentKeys:
    """One version of each key, in `CREDIT_GRAPH_KEY_<NAME>` as base64."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = os.environ if environment is None else environment

    def current(self, name: str) -> Key:
        """The key in the variable."""
        variable = PREFIX + checked_name(name).upper().replace("-", "_")
        text = self._environment.get(variable)
        if not text:
            raise KeyUnavailable(name, f"环境变量 {variable} 未设置", f"{variable} is not set")
        try:
            secret = base64.b64decode(text, validate=True)
        except binascii.Error:
            # The text is a secret, so it is not repeated.
            raise KeyUnavailable(name, f"{variable} 不是 base64", f"{variable} is no base64") from None
        return Key(1, checked_secret(name, secret))

    def version(self, name: str, number: int) -> Key:
        """The one version there is."""
        if number != 1:
            raise destroyed(name, number)
        return self.current(name)

    def versions(self, name: str) -> tuple[int, ...]:
        """The one version, where the variable is set."""
        return (self.current(name).version,)

    def rotate(self, name: str) -> Key:
        """Refused: an environment holds one version, so what the old one sealed would be lost."""
        raise KeyUnavailable(
            name,
            "环境变量只有一个版本，不能轮换；请改用文件或者密钥管理系统",
            "an environment holds one version and cannot rotate; keep keys in files or in a key service",
        )

    def destroy(self, name: str, number: int) -> None:
        """Refused: a process cannot take a variable from whoever set it."""
        raise KeyUnavailable(name, "请在设置环境变量之处销毁", "destroy it where the environment is set")
