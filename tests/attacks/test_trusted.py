"""Attack 15: where only trusted documents are answered, no other is, and an id stands for one text only."""

import json
from pathlib import Path

import pytest

from graph_api.surface.documents import DocumentsInvalid, document_id, read_documents
from tests.attacks.conftest import nowhere

TRUSTED = "query Batch($inputs: [OfficerEligibilityInput!]!) { officerEligibilities(inputs: $inputs) { __typename } }"
#: Twenty aliases: more than a text may have, and published all the same.
WIDE = "{ " + " ".join(f"a{n}: __typename" for n in range(20)) + " }"
ID = document_id(WIDE)


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """What gql.tada's generate-persisted writes."""
    file = tmp_path / "persisted.json"
    file.write_text(json.dumps({document_id(text): text for text in (TRUSTED, WIDE)}))
    return file


async def test_only_trusted_documents_are_answered_where_that_is_set(home: Path, manifest: Path) -> None:
    async with nowhere(home, trusted_documents=manifest, documents="known-only") as attack:
        assert (await attack.ask("{ __typename }")).seen == (403, "DOCUMENTS_ONLY")
        assert (await attack.raw(json.dumps({"documentId": ID}))).body["data"]["a19"] == "Query"
        # The text itself is as good as its id.
        assert (await attack.ask(WIDE)).status == 200


@pytest.mark.parametrize(
    "wanted",
    ["sha256:" + "0" * 64, "sha256:", "", "../../etc/passwd", ID.upper(), ID.removeprefix("sha256:")],
)
async def test_a_document_nobody_published_is_refused(home: Path, manifest: Path, wanted: str) -> None:
    async with nowhere(home, trusted_documents=manifest) as attack:
        assert (await attack.raw(json.dumps({"documentId": wanted}))).seen == (400, "DOCUMENT_UNKNOWN")


async def test_a_text_that_is_not_the_one_of_its_id_is_refused(home: Path, manifest: Path) -> None:
    async with nowhere(home, trusted_documents=manifest) as attack:
        told = await attack.ask("{ __typename }", documentId=ID)
        assert told.seen == (400, "DOCUMENT_MISMATCH")
        assert (await attack.ask(WIDE, documentId=ID)).body["data"]["a0"] == "Query"


async def test_a_trusted_document_is_free_of_limits_of_text_and_not_of_its_variables(
    home: Path, manifest: Path
) -> None:
    async with nowhere(home, trusted_documents=manifest, limit_cost_trusted=500) as attack:
        question = {"person": {"subjectId": "p"}, "office": {"position": "DIRECTOR"}}
        body = {"documentId": document_id(TRUSTED), "variables": {"inputs": [question] * 600}}
        assert (await attack.raw(json.dumps(body))).seen == (200, "QUERY_TOO_EXPENSIVE")
        body["variables"] = {"inputs": "x" * 20_000}
        assert (await attack.raw(json.dumps(body))).seen == (413, "VARIABLES_TOO_LARGE")


def test_a_folder_of_documents_and_manifests_is_read(tmp_path: Path, manifest: Path) -> None:
    (tmp_path / "one.graphql").write_text("{ __typename }")
    (tmp_path / "notes.txt").write_text("not read")
    assert read_documents(tmp_path) == {document_id(text): text for text in (TRUSTED, WIDE, "{ __typename }")}


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"sha256:00": "{ __typename }"}', "\udcff"])
def test_a_manifest_that_does_not_fit_its_hashes_does_not_start_the_service(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "persisted.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DocumentsInvalid):
        read_documents(file)


@pytest.mark.parametrize("text", ["{ gone }", "{ gone", "no document"])
async def test_a_trusted_document_that_does_not_fit_the_schema_says_so(
    home: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "persisted.json"
    file.write_text(json.dumps({document_id(text): text}))
    async with nowhere(home, trusted_documents=file) as attack:
        told = await attack.raw(json.dumps({"documentId": document_id(text)}))
        assert told.seen == (200, "BAD_REQUEST")
