"""The two real engines of the test suite: ArcadeDB from its wheel, Neo4j from its Maven artifact."""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from graph_api.engine.embedded import embedded
from graph_api.engine.endpoint import Endpoint
from graph_api.engine.neo4j import NEO4J
from graph_api.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "tests" / "neo4j"
OLDEST_JAVA = 21
CONFIGURATION = """\
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.memory.pagecache.size=128m
"""


class EngineMissingError(Exception):
    """What the engine needs is not on this machine; the message says what."""


@contextlib.asynccontextmanager
async def arcadedb(home: Path) -> AsyncIterator[Endpoint]:
    """The embedded engine in a folder of its own."""
    async with embedded(Settings(home=home)) as endpoint:
        yield endpoint


@contextlib.asynccontextmanager
async def neo4j(home: Path) -> AsyncIterator[Endpoint]:
    """A real Neo4j in a folder of its own."""
    with neo4j_process(home) as endpoint:
        yield endpoint


@contextlib.contextmanager
def neo4j_process(home: Path) -> Iterator[Endpoint]:
    """The process of a real Neo4j, which ends when its input closes, however this process ends."""
    java = newest_java()
    port, password = _free_port(), secrets.token_urlsafe(24)
    (home / "arguments").write_text(f"-cp {os.pathsep.join(neo4j_classpath())}\n")
    (home / "neo4j.conf").write_text(CONFIGURATION.format(port=port))
    command = [
        *(str(java), "-Xmx1g", "-XX:+UseSerialGC", f"@{home / 'arguments'}"),
        *("--add-opens", "java.base/java.nio=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"),
        *("--add-modules", "jdk.incubator.vector", str(HERE / "Launcher.java"), str(home)),
    ]
    with (home / "output.log").open("w") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=home
        )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(password + "\n")
        process.stdin.flush()
        if not any(line.strip() == "ready" for line in process.stdout):
            raise RuntimeError(f"Neo4j does not start:\n{(home / 'output.log').read_text()[-2000:]}")
        yield Endpoint(
            dialect=NEO4J, uri=f"bolt://127.0.0.1:{port}", database="neo4j", writer=("neo4j", password)
        )
    finally:
        # Its files are thrown away, so it need not write them in order.
        process.kill()
        process.communicate()


ENGINES = {"arcadedb": arcadedb, "neo4j": neo4j}


def newest_java() -> Path:
    """The newest Java that runs Neo4j and can compile the launcher."""
    found = [(version, java) for java in _javas() if (version := _java_version(java)) >= OLDEST_JAVA]
    if not found:
        raise EngineMissingError(f"no Java {OLDEST_JAVA} or later with javac beside it")
    return max(found)[1]


def _javas() -> Iterator[Path]:
    named = [os.environ.get("CREDIT_GRAPH_JAVA"), os.environ.get("JAVA_HOME"), shutil.which("java")]
    places = [Path(name) for name in named if name]
    for place in [*places, *sorted(Path("/usr/lib/jvm").glob("*/bin/java"))]:
        java = place / "bin" / "java" if place.is_dir() else place
        if java.is_file() and java.resolve().with_name("javac").is_file():
            yield java.resolve()


def _java_version(java: Path) -> int:
    told = subprocess.run([java, "-version"], capture_output=True, text=True)
    match = re.search(r'version "(\d+)', told.stderr)
    return int(match.group(1)) if match else 0


def neo4j_classpath() -> list[str]:
    """The jars of the artifact in pom.xml, resolved once and kept in .cache/."""
    pom = HERE / "pom.xml"
    kept = ROOT / ".cache" / f"neo4j-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}.classpath"
    if kept.is_file() and all(Path(jar).is_file() for jar in kept.read_text().split(os.pathsep)):
        return kept.read_text().split(os.pathsep)
    maven = shutil.which("mvn")
    if maven is None:
        raise EngineMissingError("no Maven to fetch Neo4j with")
    kept.parent.mkdir(exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    resolved = subprocess.run(
        [maven, "-q", "-B", "-f", pom, "dependency:build-classpath", f"-Dmdep.outputFile={draft}"],
        capture_output=True,
        text=True,
    )
    if resolved.returncode:
        raise EngineMissingError(f"Maven cannot fetch Neo4j: {resolved.stdout[-500:]}")
    draft.replace(kept)
    return kept.read_text().strip().split(os.pathsep)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
