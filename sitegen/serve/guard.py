"""A server on this machine answers only those who call it by its own name."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from sitegen.serve.host import known_host

# Drafts are nobody else's: `no-store` keeps them out of caches, the second line out of other sites' pages.
HEADERS = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}


def guarded(app: ASGIApp, port: int) -> ASGIApp:
    """`app` for known hosts only; everything else is refused before it is looked at."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return
        if known_host(Headers(scope=scope).get("host", ""), port):
            await app(scope, receive, send)
        elif scope["type"] == "http":
            text = f"This preview answers to http://127.0.0.1:{port}/ alone.\n"
            await PlainTextResponse(text, 403, HEADERS)(scope, receive, send)
        else:
            await WebSocket(scope, receive, send).close()

    return guard
