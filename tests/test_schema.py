"""The schema of facts that ships is that of the model."""

from __future__ import annotations

import msgspec

from papergraph.building import stages
from papergraph.files import resource
from papergraph.model import SCHEMA, Facts
from papergraph.schema import facts_schema


def test_the_shipped_schema_is_current():
    shipped = msgspec.json.decode(resource("facts.schema.json").read_bytes())
    assert shipped == facts_schema(), "run: python -m papergraph.schema > src/papergraph/facts.schema.json"


def test_a_line_holds_the_version_of_its_schema_and_is_read_back():
    facts = Facts(id="a", title="A title", tasks=["a task"])
    line = stages.line(facts)
    told = msgspec.json.decode(line)
    always = {"schema", "methods", "families", "datasets", "tasks", "hardware", "comparisons", "results", "claims_sota", "code"}
    assert told.keys() == always | {"id", "title", "evidence"}, "what the format promises is written even where it is empty"
    assert (told["schema"], told["id"], told["title"], told["tasks"]) == (SCHEMA, "a", "A title", ["a task"])
    assert stages.read_line(line) == facts
