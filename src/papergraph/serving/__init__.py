"""The graph as a service: a SPARQL 1.1 endpoint, a query page, the picture, and its nodes as HTML and RDF."""

from __future__ import annotations

from papergraph.serving.limits import Limits

__all__ = ["Limits"]
