"""The hashes of subjects are found without walking through all that are known, so several logs may ask at once."""

from __future__ import annotations

from collections.abc import Iterator

from tests.audit.conftest import Place


class NeverWalked(dict[str, bytes]):
    """What is known, while another log of the process adds to it: nobody may walk through it."""

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError("dictionary changed size during iteration")

    def keys(self) -> Iterator[str]:  # type: ignore[override] it is never asked
        return iter(self)


def test_who_is_wanted_is_asked_for_and_nobody_else(place: Place) -> None:
    before = place.subjects.hashes(["s1", "s2"])
    place.subjects._known = NeverWalked(before)
    assert place.subjects.hashes(["s2", "s3"]) == {
        "s2": before["s2"],
        "s3": place.subjects.found("s3")[0],
    }
