"""The query page: our own files, no other server is asked for anything."""

from __future__ import annotations

from pathlib import Path

from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).with_name("static")


def page() -> StaticFiles:
    """The page and its assets."""
    return StaticFiles(directory=STATIC, html=True)
