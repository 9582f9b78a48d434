"""What a wiki accepts: an iframe snippet, a static SVG, a Mermaid diagram, or a scoped HTML fragment."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

from papergraph.errors import UsageError
from papergraph.views import svg
from papergraph.views.reading import web_address
from papergraph.views.scene import Scene
from papergraph.views.tabulating import COLUMNS, full_title, note_of, rows_of
from papergraph.views.words import shorten


def checked_page(page: str) -> str:
    """The address of a page: absolute http(s), or relative without a scheme.

    Raises
    ------
    UsageError
        Any other (`javascript:` and the like).
    """
    relative = page and ":" not in page.split("/", 1)[0] and page.isprintable() and not any(c in page for c in " <>\"'`\\")
    if not relative and web_address(page) is None:
        raise UsageError(f"--page {page!r}: give an http(s) address or a relative path")
    return page.split("#", 1)[0]


def iframe(page: str, focus: str | None, title: str, height: int = 600) -> str:
    """An iframe that shows a page in a sandbox: scripts run, nothing else of the wiki can be reached.

    Parameters
    ----------
    page
        Address of the page.
    focus
        Name of the node to focus, if any.
    title
        What screen readers say of the frame.
    height
        In pixels; the width is the wiki's.
    """
    from markupsafe import escape

    source = page + (f"#{quote(focus, safe='')}" if focus else "")
    return (
        f'<iframe src="{escape(source)}" title="{escape(shorten(title, 120))}" width="100%" height="{height}" '
        'style="border:0" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads">'
        "</iframe>\n"
    )


def fragment(shown: Scene, page: str | None = None) -> str:
    """The picture and its table as HTML that can stand in any page: styles scoped, no script."""
    from jinja2 import Environment
    from markupsafe import Markup

    from papergraph.files import resource

    key = "pge-" + hashlib.sha256("\n".join(shown.chosen.nodes).encode()).hexdigest()[:8]
    picture = svg.render(shown, page, table=False)
    width = re.search(r' width="(\d+)"', picture)
    style = resource("views", "page", "fragment.css").read_text("utf-8")
    style = style.replace("KEY", key).replace("WIDTH", width[1] if width else "600")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        resource("views", "page", "fragment.html").read_text("utf-8")
    )
    text: str = template.render(
        key=key,
        title=full_title(shown),
        note=note_of(shown),
        columns=COLUMNS,
        rows=rows_of(shown),
        picture=Markup(picture),  # escaped by its template
        style=Markup(style),
    )
    return text
