"""What every command shares: how it prints, how it fails, how it waits."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from enum import IntEnum
from typing import Any, NoReturn, TypeVar

import orjson
import typer
from rich.console import Console

from graph_api.errors import CreditGraphError, EngineError, LawInvalid
from graph_api.law.lawbook import Law
from graph_api.law_start import sound_law as checked_law
from graph_api.settings import Settings

Result = TypeVar("Result")

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    FOUND = 1
    """`verify` or `law lint` found something; a command could not do what was asked."""
    BAD_INPUT = 2
    REJECTED = 3
    """A load left rows out; they are in the rejects file."""
    ENGINE = 4


def print_json(value: Any) -> None:
    """Prints a value as JSON on standard output, and nothing else."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS) + b"\n")
    sys.stdout.flush()


def stop(code: Exit, *lines: str) -> NoReturn:
    """Says what is wrong on standard error and ends."""
    for line in lines:
        errors.print(line, markup=False)
    raise typer.Exit(code)


def run(work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """The result of asynchronous work; a failure of ours becomes its sentence and an exit code."""
    try:
        return asyncio.run(work())
    except EngineError as error:
        stop(Exit.ENGINE, error.en, error.zh)
    except CreditGraphError as error:
        stop(Exit.BAD_INPUT, error.en, error.zh)
    except KeyboardInterrupt:
        stop(Exit.FOUND, "Interrupted. 已中断。")


def sound_law() -> Law:
    """The law, if it reads and lints; otherwise the first finding with file, line and reason, and the end."""
    try:
        return checked_law()
    except LawInvalid as error:
        stop(Exit.BAD_INPUT, error.en, error.zh)


def settings() -> Settings:
    """The settings of this process, its state folder made."""
    found = Settings()
    found.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found
