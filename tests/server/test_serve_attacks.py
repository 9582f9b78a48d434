"""What a server meets: updates, queries that never end, foreign hosts, slow clients; it lives on."""

from __future__ import annotations

import contextlib
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from served import Server

from papergraph.server.guard import calls_others, update_word

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"


def ask(server: Server, query: str, **options: object) -> httpx.Response:
    return httpx.post(server.address + "/sparql", data={"query": query}, timeout=30, **options)  # type: ignore[arg-type]


def is_alive(server: Server) -> bool:
    return httpx.get(server.address + "/sparql", params={"query": "ASK { }"}, timeout=30).json()["boolean"] is True


def raw(server: Server, request: bytes, timeout: float = 10) -> bytes:
    """What the server sends until it closes the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=timeout) as connection:
        connection.sendall(request)
        received = b""
        while block := connection.recv(65536):
            received += block
        return received


UPDATES = [
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX a: <http://a/> # remark\nINSERT { ?s a:b 1 } WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:1/x.ttl>",
    "load silent <file:///etc/passwd>",
    "DROP ALL",
    "CLEAR DEFAULT",
]


@pytest.mark.parametrize("update", UPDATES)
def test_updates_are_refused(server: Server, update: str):
    address = server.address + "/sparql"
    media = {"Content-Type": "application/sparql-update"}
    for answer in (
        ask(server, update),
        httpx.get(address, params={"query": update}),
        httpx.post(address, data={"update": update}),
        httpx.post(address, content=update, headers=media),
    ):
        assert answer.status_code == 403 and "read-only" in answer.text and len(answer.text.splitlines()) == 1


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    "SELECT * { service SILENT <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:%d/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE # {\n <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    'SELECT * { ?a ?b ?c FILTER(?a<?b#c> """\n) SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } #"""\n }',
    "PREFIX x: <http://127.0.0.1:%d/> SELECT * { ?a ?b 'service' SERVICE x:y\\'z { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <http://127.0.0.1:%d/> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:%d/\\u0041#> { ?s ?p ?o } } } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_no_query_calls_another_server(server: Server, query: str):
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.05)
        answer = ask(server, query % other.getsockname()[1])
        assert answer.status_code == 403 and "SERVICE is refused" in answer.text and len(answer.text.splitlines()) == 1
        with pytest.raises(TimeoutError):
            other.accept()


def test_graphs_are_not_fetched(server: Server):
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.05)
        address = f"http://127.0.0.1:{other.getsockname()[1]}/x.ttl"
        assert ask(server, f"SELECT * FROM <{address}> {{ ?s ?p ?o }}").json()["results"]["bindings"] == []
        httpx.get(server.address + "/sparql", params={"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": address})
        with pytest.raises(TimeoutError):
            other.accept()


def test_the_word_service_in_names_and_texts_is_none():
    assert not calls_others("SELECT ?service { ?service x:service-x ?o ; <a:b> 'service desk' FILTER(?o = \"service\") }")
    assert calls_others("SELECT * { ?s ?p trueSERVICE ?x { } }") and calls_others("'x'SERVICE'y'" + "SERVICE")
    assert update_word("SELECT * { ?s ?p 'INSERT' }") is None and update_word("base <a:b> insert data { }") == "INSERT"


def test_the_guard_is_linear():
    begun = time.perf_counter()
    assert not calls_others("service " * 10 + "'") or True
    calls_others(('"service' * 1000 + '" ') * 30)
    update_word("PREFIX " * 40_000)
    update_word(" " * 250_000 + "#" * 1000)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("query", ["SELECT", "SELECT * {", "", "nonsense \x00", 'SELECT * { ?s ?p "\ud83d\ude00 }', "{" * 5000])
def test_malformed_sparql_is_one_line(server: Server, query: str):
    answer = ask(server, query.encode("utf-16", "surrogatepass").decode("utf-16"))
    assert answer.status_code == 400 and len(answer.text.splitlines()) == 1 and len(answer.text) < 400


def test_a_deep_query_does_not_end_the_server(server: Server):
    media = {"Content-Type": "application/sparql-query"}
    deep = "SELECT * { " + "{" * 60_000 + "}" * 60_000 + " }"
    answer = httpx.post(server.address + "/sparql", content=deep, headers=media, timeout=30)
    assert answer.status_code in (200, 400, 503)
    assert is_alive(server)


def test_an_endless_query_ends_and_the_server_lives_on(server: Server):
    begun = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: ask(server, ENDLESS), range(3)))
    assert {answer.status_code for answer in answers} == {503} and "stopped after 2 seconds" in answers[0].text
    assert time.monotonic() - begun < 12 and is_alive(server)


def test_a_client_that_goes_away_blocks_nobody(server: Server):
    for _ in range(3):
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(server.address + "/sparql", data={"query": ENDLESS}, timeout=0.2)
    assert is_alive(server)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_row_limit(server: Server, form: str):
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    answer = httpx.get(server.address + "/sparql", params={"query": query, "format": form}, timeout=30)
    assert answer.status_code == 200 and answer.headers["x-sparql-maxrows"] == "500"
    if form == "json":
        assert len(answer.json()["results"]["bindings"]) == 500
    elif form in ("csv", "tsv"):
        assert len(answer.text.splitlines()) == 501
    few = httpx.get(server.address + "/sparql", params={"query": query + " LIMIT 500"}, timeout=30)
    assert "x-sparql-maxrows" not in few.headers and len(few.json()["results"]["bindings"]) == 500


def test_the_row_limit_of_triples(server: Server):
    query = "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }"
    answer = ask(server, query, headers={"Accept": "application/n-triples"})
    assert len(answer.text.splitlines()) == 500 and answer.headers["x-sparql-maxrows"] == "500"


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/id/../../../etc/passwd",
        "/id/..%2f..%2fetc/passwd",
        "/style.css/../app.py",
        "//etc/passwd",
        "/id/%00",
        "/id/a b",
        "/id/<x>",
        "/id/method/%ff%fe",
        "/id//",
        "/templates/home.html",
        "/id/%0d%0aX-A:%20b",
    ],
)
def test_path_traversal(server: Server, path: str):
    request = f"GET {path.replace(' ', '%20')} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = raw(server, request.encode())
    assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400")) and b"root:" not in answer
    assert b"\r\nX-A" not in answer


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8000", 421),
        ("", 421),
    ],
)
def test_foreign_hosts_are_refused(server: Server, host: str, status: int):
    assert httpx.get(server.address + "/style.css", headers={"Host": host}).status_code == status


def test_large_requests_are_refused(server: Server):
    assert ask(server, "#" * 400_000).status_code == 413
    media = {"Content-Type": "application/sparql-query"}
    endless = (b"#" * 65536 for _ in range(1000))
    with contextlib.suppress(httpx.TransportError):  # the server closes the connection while the client still sends
        assert httpx.post(server.address + "/sparql", content=endless, headers=media).status_code == 413
    long = b"GET /?" + b"a" * 400_000 + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with contextlib.suppress(ConnectionError):
        assert raw(server, long).startswith(b"HTTP/1.1 4")
    assert is_alive(server)


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"content": b"query", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"content": b"\xff\xfe", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ({"content": b"query=%ff", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400),
        ({"content": b"a&" * 1000, "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400),
        ({"params": {"query": "ASK {}"}, "data": {"query": "ASK {}"}}, 400),
        ({"data": {}}, 415),
    ],
)
def test_bad_requests(server: Server, options: dict[str, object], status: int):
    answer = httpx.post(server.address + "/sparql", **options)  # type: ignore[arg-type]
    assert answer.status_code == status and len(answer.text.splitlines()) == 1


def test_other_methods_are_refused(server: Server):
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert httpx.request(method, server.address + "/sparql").status_code == 405


def test_a_hundred_connections(server: Server):
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(100)]
    with ThreadPoolExecutor(50) as pool:
        paths = ["/sparql?query=ASK{}", "/id/method/alphanet"] * 50
        answers = list(pool.map(lambda path: httpx.get(server.address + path, timeout=30).status_code, paths))
    assert answers == [200] * 100
    for connection in idle:
        connection.close()


def test_a_slow_client_is_cut_off(server: Server):
    """Headers that never end, a body that never comes; both at once, to wait once."""
    half = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "
    form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nquery="
    with ThreadPoolExecutor(2) as pool:
        begun = time.monotonic()
        no_end = pool.submit(raw, server, half, 15)
        no_body = pool.submit(raw, server, b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n" + form, 15)
        with contextlib.suppress(ConnectionResetError):
            assert no_end.result() == b""
        assert no_body.result().startswith(b"HTTP/1.1 408")
    assert time.monotonic() - begun < 14 and is_alive(server)


@pytest.mark.parametrize("hosts", [b"", b"Host: localhost\r\nHost: evil.example\r\n"])
def test_no_host_and_two_hosts(server: Server, hosts: bytes):
    answer = raw(server, b"GET / HTTP/1.0\r\n" + hosts + b"Connection: close\r\n\r\n")
    assert answer.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))
