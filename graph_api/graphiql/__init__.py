"""The query page: GraphiQL as `make web` built it, from our own files; no other server is asked for anything."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

BUILT = Path(__file__).parents[1] / "_web" / "graphiql"

#: Scripts come from files only. Styles may be inline, for the editor (Monaco) places each line and token by a style
#: of its own and knows no nonce; nothing that a style could load comes from elsewhere either.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "connect-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}

NOT_BUILT_ZH = "网页尚未构建：请安装 Node 20.19 以上，在源码目录执行 make web；/graphql 照常可用。"
NOT_BUILT_EN = (
    "The web pages are not built: run `make web` in the sources (Node 20.19 or newer). /graphql works."
)


def is_built(built: Path = BUILT) -> bool:
    """Whether there is a page to serve."""
    return (built / "index.html").is_file()


class QueryPage:
    """Serves the built page and its assets with the headers above; 503 and what to do where nothing was built."""

    def __init__(self, built: Path = BUILT) -> None:
        self.built = built
        self.files = Files(directory=built, html=True, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await (self.files if is_built(self.built) else not_built(scope))(scope, receive, guarded)


class Files(StaticFiles):
    """Files whose name tells their content are kept by the browser for good; the page itself is asked for anew."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, and how long it may be kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        hashed = Path(full_path).parent.name == "assets"
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        return response


def not_built(scope: Scope) -> Response:
    """503, as a page or as JSON, with what to do."""
    if "text/html" in Headers(scope=scope).get("accept", ""):
        text = (
            f"<!doctype html><meta charset=utf-8><title>503</title><p>{NOT_BUILT_ZH}<p lang=en>{NOT_BUILT_EN}"
        )
        return HTMLResponse(text, 503)
    told = {"code": "PAGE_NOT_BUILT", "zh": NOT_BUILT_ZH, "en": NOT_BUILT_EN}
    return JSONResponse({"errors": [{"message": NOT_BUILT_EN, "extensions": told}]}, 503)
