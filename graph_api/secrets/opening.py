"""Which holder of keys an installation uses, from its settings."""

from __future__ import annotations

from pathlib import Path

from graph_api.secrets.command import CommandKeys
from graph_api.secrets.environment import EnvironmentKeys
from graph_api.secrets.files import FileKeys
from graph_api.secrets.provider import KeyProvider
from graph_api.secrets.subject_keys import SubjectKeys
from graph_api.secrets.suite import SUITES, Suite
from graph_api.settings import Settings


def settings_of(home: Path) -> Settings:
    """The settings of this process with that folder for all state."""
    return Settings(home=home)


def suite_of(settings: Settings) -> Suite:
    """The suite of algorithms that is set."""
    return SUITES[settings.crypto]


def open_provider(settings: Settings) -> KeyProvider:
    """The holder of keys that is set: a program, the environment, or files."""
    if settings.key_command:
        return CommandKeys(settings.key_command)
    if settings.keys_from == "environment":
        return EnvironmentKeys()
    return FileKeys(settings.home, settings.crypto)


def open_subject_keys(settings: Settings, provider: KeyProvider | None = None) -> SubjectKeys:
    """The keys of the subjects of this installation."""
    return SubjectKeys(settings.home, provider or open_provider(settings), suite_of(settings))
