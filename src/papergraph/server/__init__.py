"""A graph over HTTP: SPARQL protocol, a query page, the interactive page and a page for each node.

The server itself never touches the graph: worker processes do, and one that takes too long is killed and replaced.
"""
