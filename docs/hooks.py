"""Pages that the site makes while it is built: the named queries, and the guides that lie at the top of the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
HEAD = """# Named queries

They ship with papergraph, as files in `ontology/queries/`. Ask one with [`papergraph query --name`](../commands/query.md),
or at `/queries/NAME` of [`papergraph serve`](../commands/serve.md).
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    pages = {"reference/queries.md": queries(), **{name: (ROOT / source).read_text("utf-8") for name, source in TOP.items()}}
    for name, text in pages.items():
        files.append(File.generated(config, name, content=text))
    return files


#: Page -> file at the top of the repository.
TOP = {"contributing.md": "CONTRIBUTING.md", "changelog.md": "CHANGELOG.md"}


def queries() -> str:
    """A page of the named queries: what each answers, and its text."""
    from papergraph.graph.named import named_queries

    return HEAD + "".join(map(section, named_queries()))


def section(query: Any) -> str:
    """One query."""
    return f"\n## {query.name}\n\n{query.about}\n\n```sparql\n{query.sparql.strip()}\n```\n"
