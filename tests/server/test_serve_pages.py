"""What a browser gets: pages without scripts, hostile names shown as text, strict headers."""

from __future__ import annotations

import re

import httpx
import pytest
from lxml import html
from served import Server

from papergraph.graph.named import named_queries

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def get(server: Server, path: str, **options: object) -> httpx.Response:
    return httpx.get(server.address + path, headers=BROWSER, timeout=60, **options)  # type: ignore[arg-type]


def test_the_query_page_lists_the_named_queries_and_needs_no_network(server: Server):
    answer = get(server, "/")
    page = html.fromstring(answer.text)
    forms = {form.get("action") for form in page.iter("form")}
    assert {f"/queries/{query.name}" for query in named_queries()} | {"/sparql"} == forms
    assert "<script" not in answer.text
    loaded = [link.get("href") for link in page.iter("link")]
    assert loaded == ["/style.css", "data:,"] and get(server, "/style.css").headers["content-type"].startswith("text/css")


def test_a_query_to_begin_with_is_text(server: Server):
    page = html.fromstring(get(server, "/", params={"query": "</textarea><script>x</script>"}).text)
    assert page.findtext(".//textarea").strip() == "</textarea><script>x</script>" and page.find(".//script") is None


def test_a_node_has_its_card_with_evidence(server: Server):
    page = html.fromstring(get(server, "/id/method/alphanet").text)
    text = " ".join(page.text_content().split())
    assert "AlphaNet beats BetaNet (Snow, by 2 points)" in text and "BetaNet on Snow by 2 points & <more>." in text
    assert [mark.text for mark in page.iter("mark")] == ["AlphaNet", "beats"]
    assert "<img src=x onerror=alert(1)>" in text and page.find(".//script") is None and page.find(".//img") is None
    assert "/id/method/betanet" in {link.get("href") for link in page.iter("a")}


@pytest.mark.parametrize(
    "path", ["paper/p1", "dataset/snow", "task/t7", "paper/p1/comparison/c1", "paper/p1/evidence/e1", "about"]
)
def test_every_kind_of_node_has_a_page(server: Server, path: str):
    answer = get(server, f"/id/{path}")
    assert answer.status_code == 200 and "<script" not in answer.text


def test_links_of_pages_lead_somewhere(server: Server):
    page = html.fromstring(get(server, "/id/paper/p1").text)
    for address in {link.get("href") for link in page.iter("a") if link.get("href").startswith("/")}:
        assert get(server, address, follow_redirects=True).status_code == 200, address


def test_a_named_query_as_a_page_and_as_json(server: Server):
    page = html.fromstring(get(server, "/queries/who-beats", params={"method": "BetaNet"}).text)
    assert "AlphaNet" in page.find(".//table").text_content()
    found = httpx.get(server.address + "/queries/who-beats", params={"method": "betanet"}).json()
    assert [row["winner"]["value"] for row in found["results"]["bindings"]] == ["AlphaNet"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/queries/who-beats", 400, "needs method"),
        ("/queries/who-beats?method=AlphaNett", 404, "similar names: AlphaNet"),
        ('/queries/who-beats?method=x"} DROP ALL', 404, "of this name"),
        ("/queries/nonsense", 404, "no query is named"),
        ("/queries/..%2f..%2fetc%2fpasswd", 404, ""),
    ],
)
def test_a_named_query_that_cannot_be_asked(server: Server, path: str, status: int, says: str):
    answer = get(server, path)
    assert answer.status_code == status and says in answer.text and len(answer.text.splitlines()) == 1


def test_the_interactive_page(server: Server):
    answer = get(server, "/graph")
    assert answer.status_code == 200 and "AlphaNet" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy and "frame-ancestors 'none'" in policy
    assert get(server, "/graph", params={"focus": "BetaNet"}).status_code == 200
    assert get(server, "/graph", params={"focus": "Nothing"}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/style.css", "/id/method/alphanet", "/nothing", "/sparql?query=x", "/graph"])
def test_headers_are_strict(server: Server, path: str):
    headers = get(server, path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer" and headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers and "access-control-allow-origin" not in headers


def test_the_service_describes_itself(server: Server):
    answer = httpx.get(server.address + "/sparql")
    assert answer.headers["content-type"].startswith("text/turtle") and re.search(r"a sd:Service", answer.text)
    assert get(server, "/sparql").headers["location"] == "/"
