"""The algorithms of both suites, held to published values, and what must not open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.errors import KeyUnavailable
from graph_api.secrets.suite import SUITES, Suite

both = pytest.mark.parametrize("suite", SUITES.values(), ids=list(SUITES))


def test_the_hashes_are_those_of_their_standards() -> None:
    # FIPS 180-2 appendix B.1 and GB/T 32905-2016 annex A.1, both of "abc".
    assert SUITES["international"].digest(b"abc").hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert SUITES["sm"].digest(b"abc").hex() == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


def test_the_keyed_hash_is_hmac() -> None:
    # RFC 4231 test case 2.
    assert SUITES["international"].mac(b"Jefe", b"what do ya want for nothing?").hex() == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


@both
@given(clear=st.binary(max_size=100), bound=st.binary(max_size=20), place=st.integers(0, 10_000))
def test_what_is_sealed_opens_only_whole_and_where_it_belongs(
    suite: Suite, clear: bytes, bound: bytes, place: int
) -> None:
    key, other = suite.derived(b"k" * 32, "a"), suite.derived(b"k" * 32, "b")
    sealed = suite.seal(key, clear, bound)
    assert suite.open(key, sealed, bound) == clear
    assert suite.seal(key, clear, bound) != sealed
    changed = bytearray(sealed)
    changed[place % len(sealed)] ^= 1
    for wrong in (
        (other, sealed, bound),
        (key, bytes(changed), bound),
        (key, sealed, bound + b"x"),
        (key, b"", bound),
    ):
        with pytest.raises(KeyUnavailable, match="not of this key"):
            suite.open(*wrong)
