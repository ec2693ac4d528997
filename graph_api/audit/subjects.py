"""Subjects as the log knows them: a keyed hash under a key of their own, which erasure destroys."""

from __future__ import annotations

from collections.abc import Iterable

from graph_api.audit.entry import whole_text
from graph_api.errors import SubjectErased
from graph_api.secrets.provider import MASTER, KeyProvider
from graph_api.secrets.subject_keys import SubjectKeys
from graph_api.secrets.suite import SUITES, Suite

KEPT = 100_000


class Subjects:
    """The keyed hashes of subjects.

    While a subject's key lives its entries can be found; once it is destroyed the hash cannot be made from
    the id any more. What is done with an erased subject afterwards is kept under a hash of its own.
    """

    def __init__(self, keys: SubjectKeys, provider: KeyProvider, suite: str) -> None:
        self._keys = keys
        self._provider = provider
        self._suite = SUITES[suite]
        self._known: dict[str, bytes] = {}
        self._erasures = -1

    def hashes(self, subjects: Iterable[str]) -> dict[str, bytes]:
        """The hash of each subject; one that was never seen gets its key now."""
        wanted = set(subjects)
        if (erasures := self._keys.erasures()) != self._erasures or len(self._known) > KEPT:
            # An erased subject may not be known on from memory.
            self._known.clear()
            self._erasures = erasures
        # Asked one by one: a difference with the keys would walk through all of them, and stumble over another log's.
        known = self._known
        found = {subject: known[subject] for subject in wanted if subject in known}
        if missing := wanted - found.keys():
            for subject, key in self._keys.ensure(missing).items():
                found[subject] = known[subject] = self._hash(self._suite, key, subject)
        return found

    def found(self, subject: str) -> list[bytes]:
        """The hashes under which entries of a subject may stand; none if nobody ever looked."""
        subject = whole_text(subject)
        try:
            key = self._keys.find(subject)
        except SubjectErased:
            return [self._hash(suite, None, subject) for suite in SUITES.values()]
        return [self._hash(suite, key, subject) for suite in SUITES.values()] if key else []

    def _hash(self, suite: Suite, key: bytes | None, subject: str) -> bytes:
        secret, use = (key, "audit") if key else (self._provider.current(MASTER).secret, "audit-of-erased")
        return suite.mac(suite.derived(secret, use), subject.encode()).hex().encode()
