"""Who asks in a test: a subject, two banks, officers of an organ, and somebody abroad."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from graph_api.access.viewer import OPEN, PUBLIC, Purpose, Role, Viewer

BANK, OTHER_BANK = "91310000MA1FL0007C", "91440300MA5DA0002M"
ORGAN, SUPERVISING = "11310000000000001K", "11000000000000002X"
NOW = datetime(2026, 6, 1, 2, tzinfo=UTC)
"""Ten in the morning in Beijing."""


def subject(*subject_ids: str, name: str = "张三") -> Viewer:
    """Somebody whom a verified number binds to these subjects, asking about oneself."""
    return Viewer("citizen-1", Role.SUBJECT, name=name, subject_ids=subject_ids, purpose=Purpose.SELF)


def lender(organ: str | None = BANK, purpose: Purpose = Purpose.LENDING, caller: str = "bank-desk") -> Viewer:
    """A desk of a bank."""
    return Viewer(caller, Role.LENDER, organ=organ, purpose=purpose)


def officer(
    caller: str = "officer-1",
    organ: str = ORGAN,
    regions: tuple[str, ...] = ("31",),
    purpose: Purpose = Purpose.CORRECTION,
    case_ref: str | None = None,
) -> Viewer:
    """A case officer of an organ."""
    return Viewer(caller, Role.CASE_OFFICER, organ=organ, regions=regions, purpose=purpose, case_ref=case_ref)


def abroad(viewer: Viewer, country: str = "SG") -> Viewer:
    """The same one, sitting in another country."""
    return replace(viewer, country=country)


def later(**duration: float) -> datetime:
    """Some time after NOW."""
    return NOW + timedelta(**duration)


STRANGERS = (
    PUBLIC,
    OPEN,
    subject("P9"),
    subject(),
    lender(),
    officer(),
    Viewer("approver", Role.APPROVER, organ=ORGAN, regions=("",), purpose=Purpose.OFFICE_CHECK),
    Viewer("regulator", Role.REGULATOR, organ=ORGAN, regions=("",), purpose=Purpose.SUPERVISION),
    Viewer("analyst", Role.ANALYST, organ=ORGAN, regions=("",), purpose=Purpose.ANALYSIS),
    Viewer("auditor", Role.AUDITOR, organ=ORGAN, purpose=Purpose.AUDIT),
    Viewer("admin", Role.ADMINISTRATOR, purpose=Purpose.OPERATION),
    Viewer("security", Role.SECURITY_ADMINISTRATOR, purpose=Purpose.OPERATION),
    replace(subject("P1"), purpose=None),
)
"""Everybody but P1 asking about itself."""
