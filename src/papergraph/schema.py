"""The JSON Schema of `facts.jsonl`, which ships as `facts.schema.json`.

After a change of the model: `python -m papergraph.schema > src/papergraph/facts.schema.json`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from papergraph.model import SCHEMA, Facts

_STAGES = ("candidates", "definitions")


def facts_schema() -> dict[str, Any]:
    """JSON Schema of one line of `facts.jsonl`.

    Examples
    --------
    >>> facts_schema()["$ref"]
    '#/$defs/Facts'
    """
    schema = msgspec.json.schema(Facts)
    definitions: dict[str, dict[str, Any]] = schema["$defs"]
    facts = definitions["Facts"]
    facts["properties"]["schema"] = {"const": SCHEMA}
    for name in _STAGES:
        facts["properties"][name]["description"] = "Only in facts of one part of a corpus (papergraph extract --shard)."
    for definition in definitions.values():
        definition["description"] = " ".join(definition.get("description", "").replace(":class:", "").split("\n\n")[0].split())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Facts of one paper", **schema}


if __name__ == "__main__":
    print(msgspec.json.format(msgspec.json.encode(facts_schema()), indent=1).decode())
