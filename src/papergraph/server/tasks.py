"""What a worker can do: answer queries, describe nodes, draw pages."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from papergraph.errors import UsageError
from papergraph.server.wire import Limits, Reply, Task, refusal

if TYPE_CHECKING:
    from papergraph.graph.graph import Graph

#: Seconds that pages may take: their work is bounded, so these are for slow machines.
_PAGES = 60.0


def seconds(task: Task, limits: Limits) -> float:
    """Seconds that a task may take."""
    return limits.seconds if task.do in ("query", "named") else max(_PAGES, limits.seconds)


def run(graph: Graph, task: Task, limits: Limits) -> Reply:
    """Do a task."""
    return _TASKS[task.do](graph, task, limits)


def _query(graph: Graph, task: Task, limits: Limits) -> Reply:
    from papergraph.server.answering import answer

    return answer(graph, task, limits)


def _named(graph: Graph, task: Task, limits: Limits) -> Reply:
    """A named query whose parameters are names of nodes or IRIs."""
    import msgspec
    import pyoxigraph as ox

    from papergraph.graph.named import named_query
    from papergraph.server.answering import answer

    named = named_query(task.text)
    bindings: dict[str, Any] = {}
    for parameter in named.parameters:
        name = task.values.get(parameter.name, "").strip()
        if not name and parameter.optional:
            continue
        if not name:
            return refusal(400, f"the query {named.name} needs {parameter.name}: {parameter.about}")
        bindings[parameter.name] = ox.NamedNode(_one(graph, name, parameter.types))
    return answer(graph, msgspec.structs.replace(task, text=named.sparql), limits, bindings)


def _one(graph: Graph, name: str, types: tuple[str, ...]) -> str:
    """The one node that a name denotes; of several classes the first that may stand there."""
    nodes = graph.find(name[:500], types)
    if not nodes:
        similar = graph.suggest(name[:200])
        hint = f"; similar names: {', '.join(similar)}" if similar else ""
        raise UsageError(f"{name[:200]}: no {' or '.join(types)} of this name in the graph{hint}")
    first = min(types.index(node.type) for node in nodes)
    found = [node for node in nodes if node.type == types[first]]
    if len(found) > 1:
        raise UsageError(f"{name[:200]}: several nodes have this name; give one IRI: {', '.join(node.iri for node in found)}")
    return found[0].iri


def _node(graph: Graph, task: Task, limits: Limits) -> Reply:
    """A node, a claim or a piece of evidence: its page, or its triples (with those that lead to it)."""
    import pyoxigraph as ox

    from papergraph.server.answering import written
    from papergraph.server.formats import HTML, NODE, choose
    from papergraph.server.pages import node_page

    iri = graph.base + task.text
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return refusal(404, "there is no such node in the graph")
    out = graph.store.quads_for_pattern(node, None, None)
    back = graph.store.quads_for_pattern(None, None, node)
    quads = list(islice(chain(out, back), limits.rows))
    if not any(quad.subject == node for quad in quads):
        return refusal(404, "there is no such node in the graph")
    triples = list(dict.fromkeys(ox.Triple(q.subject, q.predicate, q.object) for q in quads))
    media = choose(task.accept, NODE)
    if media == HTML:
        return Reply(200, HTML, node_page(graph, iri, triples))
    return written(graph, triples, media, limits, iri)


def _home(graph: Graph, task: Task, limits: Limits) -> Reply:
    from papergraph.server.pages import home_page

    return Reply(200, "text/html", home_page(graph, task.text, limits))


def _draw(graph: Graph, task: Task, limits: Limits) -> Reply:
    """The interactive page, whole or around a node."""
    from papergraph.views.naming import resolve
    from papergraph.views.page import content_security_policy, render
    from papergraph.views.reading import Reader
    from papergraph.views.scene import scene

    focus = resolve(graph, task.text[:500]) if task.text else None
    page = render(scene(Reader(graph), focus))
    policy = content_security_policy() + "; frame-ancestors 'none'"
    return Reply(200, "text/html", page.html.encode("utf-8", "replace"), {"Content-Security-Policy": policy})


_TASKS = {"query": _query, "named": _named, "node": _node, "home": _home, "draw": _draw}
