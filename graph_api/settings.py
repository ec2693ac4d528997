"""What can be set from outside, each by an environment variable CREDIT_GRAPH_<NAME>."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_home() -> Path:
    """The folder for all state: credit-graph under the XDG data home."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "credit-graph"


class Settings(BaseSettings):
    """The settings of one process, read once at start."""

    model_config = SettingsConfigDict(env_prefix="CREDIT_GRAPH_", frozen=True, extra="ignore")

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
        300, gt=0, description="Distinct subjects a caller may look at in a day before an alarm."
    )
    harvest_stop: int = Field(
        1000, gt=0, description="Distinct subjects a caller may look at in a day before it is stopped."
    )
