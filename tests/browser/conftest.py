"""A headless Chromium, and pages of the invented corpus served to it."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "views"))

from corpus import write
from papergraph.graph import Graph, open_graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium (or the one that PAPERGRAPH_BROWSER names)."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
    path = os.environ.get("PAPERGRAPH_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no browser found: install chromium, or name one in PAPERGRAPH_BROWSER")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the corpus's graph in `graph/`; tests put their pages beside it."""
    folder = tmp_path_factory.mktemp("site")
    write(folder / "graph")
    return folder


@pytest.fixture(scope="session")
def graph(site: Path) -> Graph:
    """The corpus as a graph."""
    return open_graph(site / "graph")


class Watched:
    """A page and what went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: (self.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def open(self, url: str) -> Page:
        """Go there and wait until the picture is drawn."""
        self.page.goto(url)
        self.page.wait_for_selector("canvas", state="attached")
        self.page.wait_for_timeout(150)
        return self.page

    def check(self) -> None:
        """No request but for the page itself, no error."""
        assert len([url for url in self.requests if not url.startswith(("blob:", "data:"))]) == 1, self.requests
        assert self.errors == []


@pytest.fixture
def watched(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Make a page in a context of its own: `watched(width=360, color_scheme="dark")`."""
    contexts = []

    def make(width: int = 900, height: int = 600, **options: Any) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        return Watched(context.new_page())

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def served(site: Path) -> Iterator[Callable[[dict[str, str]], str]]:
    """Serve the site on a local port of its own, with these headers; gives the address."""
    servers = []

    def start(headers: dict[str, str] | None = None) -> str:
        class Handler(SimpleHTTPRequestHandler):
            def end_headers(self) -> None:
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                super().end_headers()

            def do_GET(self) -> None:
                if self.path == "/favicon.ico":
                    self.send_response(204)
                    self.end_headers()
                else:
                    super().do_GET()

            def log_message(self, *arguments: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
