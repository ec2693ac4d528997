"""Bytes to a server and back, for what no HTTP client would send."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any


def post(body: bytes, *headers: str, host: str = "localhost") -> bytes:
    """A whole request to /graphql."""
    lines = [
        "POST /graphql HTTP/1.1",
        f"host: {host}",
        "content-type: application/json",
        f"content-length: {len(body)}",
        *headers,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def exchange(port: int, *parts: bytes, pause: float = 0.0, wait: float = 10.0) -> bytes:
    """What the server sends: one whole answer, or all until it closes or `wait` seconds are over."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    found = b""
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            if pause:
                await asyncio.sleep(pause)
        async with asyncio.timeout(wait):
            while chunk := await reader.read(65536):
                found += chunk
                if _is_whole(found):
                    break
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()
    return found


def _is_whole(answer: bytes) -> bool:
    head, end, body = answer.lower().partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    return bool(end and length and len(body) >= int(length.group(1)))


def read(answer: bytes) -> tuple[int, dict[str, str], Any]:
    """Status, headers and JSON body of one answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return int(first.split()[1]), headers, json.loads(body) if body.startswith(b"{") else None
