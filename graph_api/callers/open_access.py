"""Open access is for loopback only, and says so wherever it can be heard."""

from __future__ import annotations

import ipaddress

from graph_api.callers.refusals import OpenBeyondLoopback
from graph_api.settings import Settings

ALOUD_EN = (
    "Open access: everybody on this machine sees everything. Set CREDIT_GRAPH_ACCESS=closed before real data."
)
ALOUD_ZH = "开放模式：本机任何人均可查看全部数据。使用真实数据前请设置 CREDIT_GRAPH_ACCESS=closed。"
HEADER = (b"credit-access", b"open")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address; a name other than localhost is not looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_access(settings: Settings) -> None:
    """Refuses to start where everybody beyond this machine would see everything."""
    if settings.access == "open" and not is_loopback(settings.host):
        raise OpenBeyondLoopback()
