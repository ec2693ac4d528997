"""Three holders of keys behind one port: files, the environment, a program."""

import base64
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graph_api.errors import KeyUnavailable
from graph_api.secrets.command import CommandKeys
from graph_api.secrets.environment import EnvironmentKeys
from graph_api.secrets.files import FileKeys
from graph_api.secrets.opening import open_provider
from graph_api.secrets.provider import Key
from graph_api.settings import Settings

SECRET = bytes(range(32))
SERVICE = """
import base64, pathlib, secrets, sys
folder, name, version, *verb = pathlib.Path(sys.argv[1]), *sys.argv[2:]
made = sorted(int(file.suffix[1:]) for file in folder.glob(f"{name}.*"))
if verb == ["destroy"]:
    (folder / f"{name}.{version}").unlink()
    sys.exit()
if version == "next" or not made:
    made.append(max(made, default=0) + 1)
    (folder / f"{name}.{made[-1]}").write_bytes(secrets.token_bytes(32))
number = int(version) if version.isdigit() else made[-1]
try:
    key = (folder / f"{name}.{number}").read_bytes()
except FileNotFoundError:
    sys.exit("a word that must not be repeated")
print(number, base64.b64encode(key).decode())
"""


@pytest.fixture
def service(tmp_path: Path) -> str:
    """A command that keeps keys the way a key management service would."""
    (tmp_path / "kms").mkdir()
    (tmp_path / "kms.py").write_text(SERVICE)
    return f"{sys.executable} {tmp_path / 'kms.py'} {tmp_path / 'kms'}"


@pytest.fixture(params=["file", "command"])
def rotating(request: pytest.FixtureRequest, tmp_path: Path, service: str) -> FileKeys | CommandKeys:
    """A holder that can make keys."""
    return FileKeys(tmp_path / "home") if request.param == "file" else CommandKeys(service)


def test_a_key_is_made_rotated_and_destroyed(rotating: FileKeys | CommandKeys) -> None:
    first = rotating.current("numbers")
    assert (first.version, len(first.secret)) == (1, 32)
    second = rotating.rotate("numbers")
    assert second.version == 2
    assert second.secret != first.secret
    assert rotating.current("numbers") == second
    assert rotating.version("numbers", 1) == first
    assert rotating.versions("numbers") == (1, 2)
    with pytest.raises(KeyUnavailable, match="rotate the key first"):
        rotating.destroy("numbers", 2)
    rotating.destroy("numbers", 1)
    assert rotating.versions("numbers") == (2,)
    with pytest.raises(KeyUnavailable, match="destroyed"):
        rotating.version("numbers", 1)
    assert rotating.current("master").version == 1


def test_no_key_shows_its_secret() -> None:
    assert repr(Key(1, SECRET, "sm")) == "Key(version=1, suite='sm')"


def test_files_are_private_and_a_rotation_is_seen_by_a_running_process(tmp_path: Path) -> None:
    one, other = FileKeys(tmp_path), FileKeys(tmp_path)
    assert one.current("numbers") == other.current("numbers")
    for _ in range(3):
        newest = one.rotate("numbers")
        assert other.current("numbers") == newest
    one.destroy("numbers", 2)
    assert other.versions("numbers") == (1, 3, 4)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "keys").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from graph_api.secrets.files import FileKeys; "
        "print(FileKeys(pathlib.Path(sys.argv[1])).current('numbers').secret.hex())"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    assert len({each.communicate()[0] for each in running}) == 1
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["numbers.1.international.key"]


def test_the_environment_holds_one_version_and_says_why_it_cannot_rotate() -> None:
    keys = EnvironmentKeys({"CREDIT_GRAPH_KEY_NUMBERS": base64.b64encode(SECRET).decode()})
    assert keys.current("numbers") == Key(1, SECRET)
    assert keys.versions("numbers") == (1,)
    with pytest.raises(KeyUnavailable, match="cannot rotate"):
        keys.rotate("numbers")
    with pytest.raises(KeyUnavailable, match="CREDIT_GRAPH_KEY_MASTER is not set"):
        keys.current("master")


@pytest.mark.parametrize("text", ["?", "c2hvcnQ=", ""])
def test_a_bad_key_in_the_environment_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(KeyUnavailable) as refused:
        EnvironmentKeys({"CREDIT_GRAPH_KEY_AUDIT": text}).current("audit")
    assert not text or text not in str(refused.value)


def test_a_program_gets_no_shell_and_its_words_are_not_repeated(service: str, tmp_path: Path) -> None:
    keys = CommandKeys(service)
    with pytest.raises(KeyUnavailable) as refused:
        keys.version("numbers", 7)
    assert "must not be repeated" not in str(refused.value)
    with pytest.raises(KeyUnavailable, match="no key can be called so"):
        keys.current("numbers; touch x")
    with pytest.raises(KeyUnavailable, match="did not print"):
        CommandKeys(f"{sys.executable} -c print('1')").current("numbers")
    with pytest.raises(KeyUnavailable, match="FileNotFoundError"):
        CommandKeys(str(tmp_path / "absent")).current("numbers")


def test_the_settings_choose_the_holder(
    tmp_path: Path, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(open_provider(Settings(home=tmp_path)), FileKeys)
    monkeypatch.setenv("CREDIT_GRAPH_KEYS_FROM", "environment")
    assert isinstance(open_provider(Settings(home=tmp_path)), EnvironmentKeys)
    monkeypatch.setenv("CREDIT_GRAPH_KEY_COMMAND", service)
    assert isinstance(open_provider(Settings(home=tmp_path)), CommandKeys)
    assert not os.listdir(tmp_path / "kms")
