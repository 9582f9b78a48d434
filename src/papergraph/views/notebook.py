"""The page inside a notebook."""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING, Any

from papergraph.files import replacing
from papergraph.views.naming import resolve
from papergraph.views.page import Page, render
from papergraph.views.reading import Reader
from papergraph.views.scene import scene

if TYPE_CHECKING:
    from papergraph.graph import Graph


def shown(graph: Graph, focus: str | None = None, height: int = 600, **options: Any) -> Shown:
    """The page of a graph, whole or around the node of a name; options as of `papergraph.views.scene.scene`."""
    iri = resolve(graph, focus) if focus is not None else None
    return Shown(render(scene(Reader(graph), iri, **options)), height)


class Shown:
    """A page that a notebook shows where it is the value of a cell.

    Parameters
    ----------
    page
        The page.
    height
        Of its frame, in pixels.
    """

    def __init__(self, page: Page, height: int = 600) -> None:
        self.page, self.height = page, height

    def __repr__(self) -> str:
        return f"<papergraph page: {self.page.title}. {self.page.note}>"

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.page.html)}" width="100%" height="{self.height}" style="border:0" '
            f'title="{escape(self.page.title)}" '
            'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads">'
            "</iframe>"
        )

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page to a file."""
        with replacing(path) as file:
            file.write(self.page.html)
