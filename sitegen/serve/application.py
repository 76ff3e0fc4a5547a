"""The preview over HTTP and WebSocket, for this machine alone."""

import asyncio
import time
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from sitegen.serve.answer import HTML, answer, content_type
from sitegen.serve.guard import HEADERS, guarded
from sitegen.serve.host import same_origin
from sitegen.serve.injection import with_preview
from sitegen.serve.screen import Screen

PATIENCE = 1.0  # seconds
OWN_FILES = ("preview.js", "preview.css")


def application(screen: Screen, port: int) -> ASGIApp:
    """The site that `screen` shows, the preview's own files and its socket, for requests that name `port`'s host."""

    async def page(request: Request) -> Response:
        await _first_build(screen)
        site = screen.site  # once, so that the whole answer comes from one state
        found = answer(site, request.scope["path"])
        if found.location:
            query = f"?{request.url.query}" if request.url.query else ""
            return Response(status_code=found.status, headers={**HEADERS, "Location": found.location + query})
        body = found.body
        if found.type == HTML:
            body = with_preview(body, file=found.file, version=site.version, host=request.headers["host"])
        return Response(body, found.status, {**HEADERS, "Content-Type": found.type})

    async def socket(websocket: WebSocket) -> None:
        if not same_origin(websocket.headers.get("origin", ""), websocket.headers["host"]):
            await websocket.close()
            return
        await websocket.accept()
        queue = screen.listen(websocket.query_params.get("version", ""))
        sending = asyncio.create_task(_send_all(websocket, queue))
        try:
            async for _ in websocket.iter_text():
                pass  # browsers have nothing to say; this ends when the tab goes or the server stops
        finally:
            screen.forget(queue)
            sending.cancel()

    routes = [
        WebSocketRoute("/_sitegen/ws", socket),
        Route("/_sitegen/{name}", _own_file),
        Route("/{path:path}", page),
    ]
    return guarded(Starlette(routes=routes), port)


async def _first_build(screen: Screen) -> None:
    """A page that is asked for just after the start waits a moment, so that nobody sees the waiting page flash by."""
    until = time.monotonic() + PATIENCE
    while screen.site.waiting and time.monotonic() < until:
        await asyncio.sleep(0.02)


async def _own_file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in OWN_FILES:
        return PlainTextResponse("There is no such file.\n", 404, HEADERS)
    data = files("sitegen.serve").joinpath(name).read_bytes()
    return Response(data, headers={**HEADERS, "Content-Type": content_type(name)})


async def _send_all(websocket: WebSocket, queue: asyncio.Queue[str]) -> None:
    while True:
        await websocket.send_text(await queue.get())
