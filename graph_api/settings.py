"""What can be set from outside, each by an environment variable CREDIT_GRAPH_<NAME>."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph_api.access.issuers import Issuer
from graph_api.access.viewer import Role

#: Where containers put secrets, one file each, named as the variable in small letters.
SECRETS = Path("/run/secrets")


def default_home() -> Path:
    """The folder for all state: credit-graph under the XDG data home."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "credit-graph"


class Settings(BaseSettings):
    """The settings of one process, read once at start."""

    model_config = SettingsConfigDict(
        env_prefix="CREDIT_GRAPH_",
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        secrets_dir=SECRETS if SECRETS.is_dir() else None,
        hide_input_in_errors=True,
    )

    home: Path = Field(default_factory=default_home, description="Folder for all state.")
    engine: Literal["embedded", "neo4j"] = Field(
        "embedded", description="The graph engine: `embedded` (ArcadeDB, started by us) or `neo4j`."
    )
    neo4j_uri: str = Field("bolt://127.0.0.1:7687", description="Address of Neo4j; neo4j:// for a cluster.")
    neo4j_user: str = Field("neo4j", description="User on Neo4j.")
    neo4j_password: SecretStr = Field(SecretStr(""), description="Password on Neo4j; never logged.")
    neo4j_database: str = Field("neo4j", description="Database on Neo4j.")
    read_timeout: float = Field(10.0, gt=0, description="Seconds a read may take before it is stopped.")
    write_timeout: float = Field(60.0, gt=0, description="Seconds a write may take, its retries included.")
    stream_timeout: float = Field(3600.0, gt=0, description="Seconds a read of the whole graph may take.")
    write_retry: float = Field(20.0, ge=0, description="Seconds during which a conflicting write is retried.")
    connect_timeout: float = Field(3.0, gt=0, description="Seconds to wait for a connection.")
    pool_size: int = Field(50, gt=0, description="Connections kept to the engine.")
    slow_query: float = Field(1.0, ge=0, description="Seconds after which a query is logged by file name.")
    load_batch: int = Field(5000, gt=0, description="Rows that one load transaction writes.")
    stream_batch: int = Field(5000, gt=0, description="Rows fetched at once while streaming.")
    embedded_heap: str = Field(
        "1g", pattern=r"^\d+[mg]$", description="Largest Java heap of the embedded engine."
    )
    embedded_start_timeout: float = Field(
        60.0, gt=0, description="Seconds to wait for the embedded engine to answer its first query."
    )
    embedded_fsync: bool = Field(
        False, description="Flush every commit of the embedded engine to disk: survives a power cut, slower."
    )
    host: str = Field("127.0.0.1", description="Address on which the service listens.")
    port: int = Field(8077, ge=0, le=65535, description="Port on which the service listens; 0 picks one.")
    production: bool = Field(False, description="Close introspection and the query page; open by default.")
    crypto: Literal["international", "sm"] = Field(
        "international",
        description="Algorithms for new hashes and ciphertexts: SHA-256 and AES-256-GCM, or `sm`: SM3 and SM4-GCM.",
    )
    keys_from: Literal["file", "environment"] = Field(
        "file",
        description="Where keys are: files under the folder for all state, or CREDIT_GRAPH_KEY_<NAME>.",
    )
    key_command: str = Field(
        "",
        description="Program that prints keys of a key management service; it takes the place of keys_from.",
    )
    key_grace: float = Field(
        15.0,
        ge=0,
        description="Seconds between a new key and its first use in the graph; every process knows it by then.",
    )
    audit_head_every: int = Field(10_000, gt=0, description="Audit records after which a head is signed.")
    harvest_alarm: int = Field(
        2000, gt=0, description="Distinct subjects a caller may look at in a day before an alarm."
    )
    probe_alarm: int = Field(
        50, gt=0, description="Refused questions about people by one caller in a day before an alarm."
    )
    probe_stop: int = Field(
        200, gt=0, description="Refused questions about people by one caller in a day before it is stopped."
    )
    problems_per_day: int = Field(
        20, gt=0, description="Problems that one subject may report within a day; the same one again is none."
    )
    harvest_stop: int = Field(
        20_000, gt=0, description="Distinct subjects a caller may look at in a day before it is stopped."
    )
    access: Literal["open", "closed"] = Field(
        "open",
        description="`open`: everybody on this machine sees everything, on loopback only; `closed`: callers sign in.",
    )
    issuers: tuple[Issuer, ...] = Field(
        (), description="OpenID providers whose tokens are believed, as JSON; see docs/security.md."
    )
    strong_roles: frozenset[Role] = Field(
        frozenset(
            {
                Role.SECURITY_ADMINISTRATOR,
                Role.ADMINISTRATOR,
                Role.AUDITOR,
                Role.CASE_OFFICER,
                Role.ANALYST,
            }
        ),
        description="Roles in which one asks only after a second factor, as a JSON list.",
    )
    key: SecretStr = Field(SecretStr(""), description="API key of whoever runs a command that gives rights.")
    tls_certificate: Path | None = Field(
        None, description="Certificate chain (PEM) with which the service itself speaks TLS."
    )
    tls_key: Path | None = Field(None, description="Private key (PEM) of `tls_certificate`.")
    behind_proxy: bool = Field(
        False,
        description="A proxy before the service terminates TLS: only then may it listen beyond loopback without it.",
    )
    trusted_proxies: tuple[str, ...] = Field(
        (),
        description="Addresses (JSON list) whose X-Forwarded-For and -Proto are believed; none by default.",
    )
    hosts: tuple[str, ...] = Field(
        (), description="Names (JSON list) under which the service answers, beside loopback's and `host`."
    )
    origins: tuple[str, ...] = Field(
        (), description="Other origins (JSON list, https://…) whose pages may ask; none by default."
    )
    trusted_documents: Path | None = Field(
        None, description="Manifest {sha256: document}, or a folder of manifests and .graphql files."
    )
    documents: Literal["off", "known-only"] = Field(
        "off", description="`known-only`: no document but the trusted ones is answered."
    )
    connections: int = Field(1000, gt=0, description="Connections held open; further ones are closed.")
    in_flight: int = Field(64, gt=0, description="Requests worked on at once.")
    queue: int = Field(256, ge=0, description="Requests that wait for their turn; further ones get 503.")
    queue_wait: float = Field(0.4, gt=0, description="Seconds a request may wait for its turn, then 503.")
    head_timeout: float = Field(10.0, gt=0, description="Seconds in which the head of a request must arrive.")
    body_timeout: float = Field(20.0, gt=0, description="Seconds in which the body of a request must arrive.")
    rate_public: int = Field(
        30_000, ge=0, description="Cost a minute of one address that did not sign in; 0 is no bound."
    )
    rate_known: int = Field(3_000_000, ge=0, description="Cost a minute of one caller; 0 is no bound.")
    ownership_depth: int = Field(30, gt=0, description="Rings of holders one question may look at.")
    ownership_subjects: int = Field(1000, gt=0, description="Subjects one question of ownership may look at.")
    ownership_seconds: float = Field(
        5.0,
        gt=0,
        description="Seconds a question of ownership may fetch, and again reckon; what is left is said to be cut.",
    )
    limit_cost_public: int = Field(5000, gt=0, description="Cost of one request without signing in.")
    limit_cost_known: int = Field(100_000, gt=0, description="Cost of one request of a known caller.")
    limit_cost_trusted: int = Field(20_000, gt=0, description="Cost of one request by a trusted document.")
    limit_body_public: int = Field(262_144, gt=0, description="Bytes of a body without signing in.")
    limit_body_known: int = Field(1_048_576, gt=0, description="Bytes of a body of a known caller.")
    limit_values: int = Field(50_000, gt=0, description="Values in the variables of a request.")
    limit_nesting: int = Field(16, gt=0, description="Levels of the variables of a request.")
    limit_text: int = Field(10_000, gt=0, description="Characters of one text in the variables.")
    limit_characters: int = Field(20_000, gt=0, description="Characters of a document.")
    limit_tokens: int = Field(1000, gt=0, description="Tokens of a document.")
    limit_comments: int = Field(100, ge=0, description="Comments in a document.")
    limit_depth: int = Field(10, gt=0, description="Levels of a document; edges and node are one.")
    limit_aliases: int = Field(15, ge=0, description="Aliases in a document.")
    limit_directives: int = Field(50, ge=0, description="Directives in a document.")
    limit_root_fields: int = Field(20, gt=0, description="Root fields of an operation.")
    limit_repeats: int = Field(100, gt=0, description="How often one field may stand in a document.")
