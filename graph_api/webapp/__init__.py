"""The web app as `make web` built it: one page for all its addresses, its files, and the documents it asks by."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import Message, Receive, Scope, Send

from graph_api.graphiql import Files, not_built

BUILT = Path(__file__).parents[1] / "_web" / "app"
#: The documents of the app by their hashes, so that it works where no other document is answered.
DOCUMENTS = BUILT / "documents.json"
#: The addresses of the app below the prefix it is served under; anything else is not found.
PLACES = re.compile(r"/(?:ask|batch|answers/[\w-]{1,100}|subjects/[\w-]{1,100})?", re.ASCII)
#: Stands in the built page where the nonce of a request goes.
NONCE = "__NONCE__"

#: Scripts come from files only. The component library writes its styles while it runs; only those elements that carry
#: the nonce of this very answer are taken, and nothing that a style could load comes from anywhere.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        f"style-src 'self' 'nonce-{NONCE}'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def documents() -> Path | None:
    """The manifest of the app's documents, where the app is built."""
    return DOCUMENTS if DOCUMENTS.is_file() else None


def is_built(built: Path = BUILT) -> bool:
    """Whether there is an app to serve."""
    return (built / "index.html").is_file()


class WebApp:
    """The page at each address of the app and the files below `app/`; where nothing was built, what to do."""

    def __init__(self, built: Path = BUILT) -> None:
        self.built = built
        self.files = Files(directory=built / "app", check_dir=False)

    async def page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page, with a nonce of its own and its files named from where it stands."""
        if not is_built(self.built):
            await not_built(scope)(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(18)
        up = "../" * (str(scope["path"]).count("/") - 1)
        text = (self.built / "index.html").read_text(encoding="utf-8")
        text = text.replace('="./', f'="{up or "./"}').replace(NONCE, nonce)
        policy = {"content-security-policy": POLICY.replace(NONCE, nonce)}
        await HTMLResponse(text, headers=HEADERS | policy)(scope, receive, send)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A file of the app."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name in ("referrer-policy", "x-content-type-options"):
                    found[name] = HEADERS[name]
            await send(message)

        await self.files(scope, receive, guarded)
