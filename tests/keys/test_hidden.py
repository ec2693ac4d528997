"""The ciphertext of a number is for the rotation of keys alone: no question reads it, no client sees it."""

from graph_api.engine.query import corpus
from graph_api.schema import schema

READERS = {
    "keys/erase_ciphers.cypher",
    "keys/former_identifiers.cypher",
    "load/find_identifiers.cypher",
    "load/seal_identifiers.cypher",
}


def test_no_field_of_the_schema_is_a_ciphertext() -> None:
    assert "cipher" not in schema.as_str().lower()


def test_only_rotation_and_loading_touch_ciphertexts() -> None:
    touching = {
        file.relative_to(corpus()).as_posix()
        for file in corpus().rglob("*.cypher")
        if ".cipher" in file.read_text() or "identifier {.*" in file.read_text()
    }
    assert touching == READERS
