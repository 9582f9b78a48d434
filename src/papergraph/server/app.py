"""The ASGI application: the SPARQL 1.1 protocol, the pages, and the nodes under their IRIs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from papergraph.server.formats import HTML, TRIPLES, choose
from papergraph.server.patience import BODY
from papergraph.server.pool import Pool
from papergraph.server.shielding import Shield
from papergraph.server.wire import Limits, Reply, Task

_TEMPLATES = Path(__file__).parent / "templates"
_FORM = "application/x-www-form-urlencoded"
#: Drawings that are kept.
_KEPT = 16

Pairs = list[tuple[str, str]]


def application(store: str, base: str, limits: Limits, workers: int, hosts: Iterable[str] = ()) -> Starlette:
    """The application on a store.

    Parameters
    ----------
    store
        Folder of an Oxigraph store.
    base
        What the IRIs of its nodes begin with.
    limits
        What one request may take.
    workers
        Processes that answer.
    hosts
        Names that the server goes by, beside those of the loopback.
    """
    service = _Service(Pool(store, workers, limits), base, limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.pool.start()
        yield
        await service.pool.stop()

    nodes = {"/id/", urlsplit(base).path} - {"", "/"}
    routes = [
        Route("/", service.home),
        Route("/sparql", service.sparql, methods=["GET", "POST"]),
        Route("/queries/{name}", service.named),
        Route("/graph", service.graph),
        Route("/style.css", _style),
        *(Route(f"{path}{{rest:path}}", service.node) for path in sorted(nodes) if path.startswith("/") and "{" not in path),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Shield, hosts=tuple(hosts))],
        exception_handlers={HTTPException: _one_line},  # type: ignore[dict-item]
    )


async def _one_line(_: Request, error: HTTPException) -> Response:
    return PlainTextResponse(f"{error.detail}\n", error.status_code, headers=error.headers)


@lru_cache
def _sheet() -> str:
    return (_TEMPLATES / "style.css").read_text("utf-8")


async def _style(_: Request) -> Response:
    return Response(_sheet(), media_type="text/css")


def _response(reply: Reply) -> Response:
    return Response(reply.body, reply.status, dict(reply.headers), media_type=reply.media)


class _Service:
    """What the routes call."""

    def __init__(self, pool: Pool, base: str, limits: Limits) -> None:
        self.pool, self.base, self.limits = pool, base, limits
        self._drawn: dict[str, Reply] = {}
        self._drawing = asyncio.Lock()

    async def home(self, request: Request) -> Response:
        """The query page, with a query to begin with if one is given."""
        text = request.query_params.get("query", "")[: self.limits.request]
        return _response(await self.pool.run(Task("home", text)))

    async def sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 protocol's query operation."""
        pairs = _pairs(request.scope["query_string"])
        if request.method == "POST":
            pairs += await self._posted(request)
        queries = [value for name, value in pairs if name == "query"]
        if any(name == "update" for name, _ in pairs):
            raise HTTPException(403, "this endpoint is read-only: updates are refused")
        if not queries and request.method != "POST":
            if choose(request.headers.get("accept", ""), TRIPLES) == HTML:
                return RedirectResponse("/", 303)
            return Response(_description(), media_type="text/turtle")
        if len(queries) != 1:
            raise HTTPException(400, "give one query, as the parameter query")
        task = Task(
            "query",
            queries[0],
            _accept(request, pairs),
            default_graphs=_values(pairs, "default-graph-uri"),
            named_graphs=_values(pairs, "named-graph-uri"),
        )
        return _response(await self.pool.run(task))

    async def _posted(self, request: Request) -> Pairs:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media == "application/sparql-update":
            raise HTTPException(403, "this endpoint is read-only: updates are refused")
        if media not in (_FORM, "application/sparql-query"):
            raise HTTPException(415, f"send a query as {_FORM} or application/sparql-query")
        try:
            body = await asyncio.wait_for(self._body(request), BODY)
        except (asyncio.TimeoutError, TimeoutError) as error:
            raise HTTPException(408, "the request came too slowly", {"Connection": "close"}) from error
        if media == _FORM:
            return _pairs(body)
        try:
            return [("query", body.decode())]
        except UnicodeDecodeError as error:
            raise HTTPException(400, "the query is not UTF-8") from error

    async def _body(self, request: Request) -> bytes:
        body = bytearray()
        async for block in request.stream():
            body += block
            if len(body) > self.limits.request:
                limit = f"{self.limits.request // 1000} kB"
                raise HTTPException(413, f"the request is larger than {limit}", {"Connection": "close"})
        return bytes(body)

    async def named(self, request: Request) -> Response:
        """A named query; its parameters are names of nodes."""
        pairs = _pairs(request.scope["query_string"])
        task = Task("named", request.path_params["name"][:200], _accept(request, pairs), dict(pairs))
        return _response(await self.pool.run(task))

    async def node(self, request: Request) -> Response:
        """A node of the graph."""
        accept = _accept(request, _pairs(request.scope["query_string"]))
        return _response(await self.pool.run(Task("node", request.path_params["rest"][:2000], accept)))

    async def graph(self, request: Request) -> Response:
        """The interactive page, drawn once for each focus."""
        focus = request.query_params.get("focus", "")[:500]
        if focus not in self._drawn:
            async with self._drawing:
                reply = self._drawn.get(focus) or await self.pool.run(Task("draw", focus))
            if reply.status != 200:
                return _response(reply)
            if len(self._drawn) >= _KEPT:
                self._drawn.pop(next(iter(self._drawn)))
            self._drawn[focus] = reply
        return _response(self._drawn[focus])


def _pairs(text: bytes) -> Pairs:
    try:
        return parse_qsl(text.decode(), keep_blank_values=True, max_num_fields=50, errors="strict")
    except ValueError as error:
        raise HTTPException(400, "the parameters cannot be read: send at most 50, as UTF-8") from error


def _values(pairs: Pairs, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in pairs if key == name)


def _accept(request: Request, pairs: Pairs) -> str:
    """The format that is asked for: by the parameter `format` or `output`, else by the Accept header."""
    named = [value for key, value in pairs if key in ("format", "output") and value]
    return named[0][:200] if named else request.headers.get("accept", "")[:2000]


def _description() -> str:
    """What the service says of itself, where it is asked without a query."""
    formats = " ,\n    ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMATS)
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .

[] a sd:Service ;
  sd:endpoint </sparql> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} .
"""


_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples")
