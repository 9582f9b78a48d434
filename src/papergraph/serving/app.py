"""The ASGI application: what each address answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, move_on_after
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from papergraph.graph.named import named_queries
from papergraph.serving.limits import Limits
from papergraph.serving.messages import Ask, Describe, Reply, failure
from papergraph.serving.negotiation import RESULTS, SHORT, TRIPLES, choose
from papergraph.serving.pages import node_page, page_policy, query_page
from papergraph.serving.workers import Pool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Receive, Scope, Send

#: Names by which a server on this machine is called.
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_FORM = "application/x-www-form-urlencoded"
_UPDATE = "this endpoint is read-only: there is no SPARQL UPDATE"


def create_app(
    path: Path | str, *, limits: Limits | None = None, hosts: Sequence[str] = LOOPBACK, cors: bool = False
) -> Starlette:
    """The application for a graph.

    Parameters
    ----------
    path
        Folder of `papergraph build`, or an RDF file.
    limits
        Bounds on the work for one request.
    hosts
        Names in the `Host` header that are answered; others are refused, so that no page of another site can be made to read
        the graph through a name that points here.
    cors
        Whether pages of other sites may read the endpoint.

    Raises
    ------
    PapergraphError
        The graph cannot be opened.
    """
    service = _Service(Path(path), limits or Limits())

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await run_sync(service.pool.close)

    routes = [
        Route("/", service.home, methods=["GET"]),
        Route("/sparql", service.sparql, methods=["GET", "POST"]),
        Route("/graph", service.picture, methods=["GET"]),
        Route("/{path:path}", service.node, methods=["GET"]),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.add_middleware(_Guard, hosts=tuple(hosts), cors=cors)
    app.state.service = service
    return app


#: What a browser asks before it sends a query from a page of another site.
_PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


class _Guard:
    """Refuses foreign Host headers, and adds the headers that every answer has."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], cors: bool) -> None:
        self.app, self.hosts, self.cors = app, {host.lower() for host in hosts}, cors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _host(Headers(scope=scope).get("host", "")) not in self.hosts and "*" not in self.hosts:
            refusal = PlainTextResponse("This server does not answer to that name (see --allow-host).\n", 421)
            await refusal(scope, receive, send)
            return

        if self.cors and scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                more = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
                more += (
                    [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", b"X-SPARQL-MaxRows")]
                    if self.cors
                    else []
                )
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await self.app(scope, receive, with_headers)


def _host(header: str) -> str:
    """The name in a Host header, without its port."""
    if header.startswith("["):
        return header.partition("]")[0].lower() + "]"
    return header.partition(":")[0].lower()


class _Service:
    """The graph's answers."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits
        self.pool = Pool(str(path), limits)
        # More requests than this wait for a thread, and then for a worker.
        self._threads = CapacityLimiter(limits.workers * 8)

    async def _call(self, request: Ask | Describe) -> Reply:
        return await run_sync(partial(self.pool.call, request), limiter=self._threads)

    async def home(self, request: Request) -> Response:
        """The query page."""
        html = query_page(named_queries(), self.pool.base, self.limits)
        return Response(html, media_type="text/html", headers={"Content-Security-Policy": page_policy()})

    async def picture(self, request: Request) -> Response:
        """The interactive page that `papergraph build` or `papergraph viz` has written."""
        from papergraph.views.page import content_security_policy

        page = (self.path if self.path.is_dir() else self.path.parent) / "papergraph.html"
        if not page.is_file():
            return PlainTextResponse("There is no page yet: `papergraph viz` writes it beside the graph.\n", 404)
        html = await run_sync(page.read_bytes)
        return Response(html, media_type="text/html", headers={"Content-Security-Policy": content_security_policy()})

    async def sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 protocol, queries only."""
        fields = parse_qsl(request.url.query, keep_blank_values=True, max_num_fields=200)
        if request.method == "POST":
            media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            with move_on_after(self.limits.seconds) as waiting:
                body = await _body(request, self.limits.query_bytes)
            if waiting.cancelled_caught:
                return _response(failure(408, "the query did not arrive in time"))
            if isinstance(body, Reply):
                return _response(body)
            if media == "application/sparql-update":
                return _response(failure(403, _UPDATE))
            if media == _FORM:
                fields += parse_qsl(body, keep_blank_values=True, max_num_fields=200)
            elif media == "application/sparql-query":
                fields.append(("query", body))
            else:
                return _response(failure(415, f"send a query as {_FORM} or application/sparql-query"))
        return await self._query(request, fields)

    async def _query(self, request: Request, fields: list[tuple[str, str]]) -> Response:
        given = dict(fields)
        queries = [value for name, value in fields if name == "query"]
        if "update" in given:
            return _response(failure(403, _UPDATE))
        if not queries:
            return await self._description(request)
        if len(queries) > 1 or len(queries[0].encode("utf-8", "replace")) > self.limits.query_bytes:
            return _response(failure(413 if len(queries) == 1 else 400, "send one query of at most 100,000 bytes"))
        accept = request.headers.get("accept", "")
        short = SHORT.get(given.get("format", given.get("output", "")).lower())
        ask = Ask(
            query=queries[0],
            bindings={name[1:]: value for name, value in fields if name.startswith("$")},
            default_graphs=[value for name, value in fields if name == "default-graph-uri"],
            named_graphs=[value for name, value in fields if name == "named-graph-uri"],
            accept=short if short and accept in ("", "*/*") else accept,
            rows=self.limits.rows,
            answer_bytes=self.limits.answer_bytes,
        )
        return _response(await self._call(ask))

    async def _description(self, request: Request) -> Response:
        """Without a query: what the endpoint is, to people and to programs."""
        accept = request.headers.get("accept", "")
        if choose(accept, ["text/html", *TRIPLES]) == "text/html" and "text/html" in accept:
            return await self.home(request)
        formats = " , ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMATS)
        text = (
            "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
            "<> a sd:Service ;\n"
            "    sd:supportedLanguage sd:SPARQL11Query ;\n"
            "    sd:endpoint <> ;\n"
            "    sd:feature sd:UnionDefaultGraph ;\n"
            f"    sd:resultFormat {formats} .\n"
        )
        return Response(text, media_type="text/turtle")

    async def node(self, request: Request) -> Response:
        """A node of the graph: its card for people, its triples for programs."""
        path = request.path_params["path"]
        accept = request.headers.get("accept", "")
        media = choose(accept, ["text/html", *TRIPLES])
        if media is None:
            return _response(failure(406, f"this address answers as text/html or as {', '.join(list(TRIPLES)[:4])}"))
        html = media == "text/html"
        reply = await self._call(Describe(path=path, accept=accept, html=html, rows=self.limits.rows))
        headers = {"Vary": "Accept"}
        if html and reply.status == 200:
            page = node_page(json.loads(reply.body))
            return Response(page, media_type="text/html", headers=headers | {"Content-Security-Policy": page_policy()})
        reply.headers |= headers
        return _response(reply)


_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples")


async def _body(request: Request, most: int) -> str | Reply:
    """The body of a request as text, or why it is refused."""
    data = bytearray()
    # Percent signs may make a form three times as long as what it holds.
    async for piece in request.stream():
        data += piece
        if len(data) > 3 * most + 10_000:
            return failure(413, f"send one query of at most {most:,} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return failure(400, "the query is no UTF-8")


def _response(reply: Reply) -> Response:
    headers = dict(reply.headers)
    if reply.status == 503:
        headers["Retry-After"] = "1"
    return Response(reply.body, reply.status, headers | {"Content-Type": reply.media})


__all__ = ["LOOPBACK", "RESULTS", "create_app"]
