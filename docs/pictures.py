"""Make the pictures of the documents: `python docs/pictures.py [GRAPH]`, by default from `outputs/` (needs playwright)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]

#: File -> options of `papergraph viz`, width, height, colour scheme.
PAGES = {
    "page.png": ([], 1280, 800, "light"),
    "outperforms.png": (["--view", "outperforms"], 1280, 800, "light"),
    "focus-dark.png": (["--focus", "DiT", "--hops", "2", "--max-nodes", "40"], 1100, 700, "dark"),
    "phone.png": (["--focus", "DiT"], 360, 640, "light"),
}


def papergraph(*arguments: str) -> None:
    """Call the command on the graph."""
    graph = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "outputs")
    subprocess.run([sys.executable, "-m", "papergraph", *arguments, "--graph", graph], check=True)


def main() -> None:
    """Draw them all."""
    IMAGES.mkdir(exist_ok=True)
    papergraph("embed", "--as", "svg", "--focus", "DiT", "-o", str(IMAGES / "dit.svg"))
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=ARGUMENTS)
        for name, (options, width, height, scheme) in PAGES.items():
            page = Path(folder) / "page.html"
            papergraph("viz", *options, "-o", str(page))
            tab = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            tab.goto(page.as_uri())
            tab.wait_for_timeout(600)
            tab.screenshot(path=IMAGES / name)
            tab.close()
        chromium.close()


if __name__ == "__main__":
    main()
