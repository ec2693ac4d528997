"""The keys of the graph: subjects are minted, facts are derived from what their source says."""

import hashlib
import secrets
import time

from graph_api.ids.names import normalize_name

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_subject_id() -> str:
    """A new opaque subject id: 26 characters, ordered by time, with 80 random bits (a ULID)."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def fact_id(source: str, kind: str, key: str) -> str:
    """The id of a fact, the same whenever this source says it again under this key."""
    digest = hashlib.blake2b(f"{kind}\x1f{key}".encode(), digest_size=16).hexdigest()
    return f"{source}:{kind}:{digest}"


def local_name_key(organization_id: str, name: str) -> str:
    """The key of a person known only by name within a body."""
    return f"{organization_id}|{normalize_name(name)}"


def once_id(kind: str, owner: str, client_key: str) -> str:
    """The id of what an owner sends under a key of its own: the same however often it is sent."""
    digest = hashlib.blake2b(f"{owner}\x1f{client_key}".encode(), digest_size=16).hexdigest()
    return f"{kind}-{digest}"
