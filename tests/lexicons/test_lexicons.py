"""The shipped lexicons are consistent, and mistakes in a user's own are told clearly."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from papergraph.errors import InputError, PapergraphError, UsageError
from papergraph.lexicons import CLASSES, LEXICONS, USER_KINDS, Entry, common_words, load, load_user

ENTRIES = [entry for kind in LEXICONS for entry in load(kind)]


def key(form: str) -> str:
    return re.sub(r"[\s_-]", "", form).lower()


def written(form: str, exact: bool) -> str:
    """What a form is compared by: its letters, and their case where that matters."""
    return re.sub(r"[\s_-]", "", form) if exact else key(form)


@pytest.mark.parametrize(("kind", "least"), [
    ("dataset", 900), ("method", 900), ("family", 500), ("task", 500), ("metric", 250), ("hardware", 200), ("venue", 300),
])  # fmt: skip
def test_each_lexicon_loads_and_is_rich(kind: str, least: int) -> None:
    assert len(load(kind)) >= least
    assert {entry.kind for entry in load(kind)} <= set(LEXICONS[kind][1])


def test_each_file_says_what_it_is_for() -> None:
    folder = Path(load.__code__.co_filename).parent
    for file in [file for file, _ in LEXICONS.values()] + ["words.txt"]:
        assert (folder / file).read_text(encoding="utf-8").startswith("# ")


def test_no_form_denotes_two_entries_of_one_kind() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in ENTRIES:
        for form, exact, _ in entry.forms():
            owners[entry.kind, written(form, exact)].add(entry.name)
    assert {k: v for k, v in owners.items() if len(v) > 1} == {}


def test_no_form_is_of_two_kinds_unless_case_or_a_cue_decides() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in ENTRIES:
        for form, exact, cue in entry.forms():
            if not cue:
                owners[written(form, exact)].add(entry.kind)
    assert {form: kinds for form, kinds in owners.items() if len(kinds) > 1} == {}


def test_no_entry_repeats_a_form() -> None:
    for entry in ENTRIES:
        forms = [form for form, _, _ in entry.forms()]
        assert len(set(forms)) == len(forms), entry


@pytest.mark.parametrize("kind", ["dataset", "method"])
def test_a_base_is_an_entry_and_chains_of_bases_end(kind: str) -> None:
    entries = {entry.name: entry for entry in load(kind)}
    for entry in entries.values():
        seen = {entry.name}
        while entry.base is not None:
            assert entry.base in entries and entry.base not in seen, entry
            entry = entries[entry.base]
            seen.add(entry.name)


@pytest.mark.parametrize("kind", ["dataset", "method"])
def test_a_name_that_is_a_word_needs_its_case(kind: str) -> None:
    words = common_words()
    for entry in load(kind):
        for form, exact, _ in entry.forms():
            assert exact or form == form.lower() or form.lower() not in words, entry


def test_metrics_and_hardware_have_their_fields() -> None:
    assert all(entry.cls in CLASSES["metric"] for entry in load("metric"))
    assert all(entry.cls in CLASSES["hardware"] for entry in load("hardware"))
    assert {entry.name: entry.better for entry in load("metric") if entry.name in ("FID", "mIoU", "latency", "FPS")} == {
        "FID": "lower", "mIoU": "higher", "latency": "lower", "FPS": "higher",
    }  # fmt: skip
    assert all(entry.cls in ("generic", "platform") or entry.name == "CUDA" for entry in load("hardware") if entry.bare)


@pytest.mark.parametrize(("kind", "form", "name"), [
    ("dataset", "MS COCO", "COCO"), ("dataset", "AIME24", "AIME 2024"), ("dataset", "MMLU-Pro", "MMLU-Pro"),
    ("dataset", "τ-bench", "tau-bench"), ("method", "Vision Transformer", "ViT"),
    ("method", "Proximal Policy Optimization", "PPO"),
    ("method", "Llama", "LLaMA"), ("family", "chain-of-thought prompting", "chain-of-thought"),
    ("task", "ASR", "automatic speech recognition"),
    ("metric", "word error rate", "WER"), ("hardware", "NVIDIA A100", "A100"), ("hardware", "CoreML", "Core ML"),
])  # fmt: skip
def test_what_a_form_denotes(kind: str, form: str, name: str | None) -> None:
    found = [entry.name for entry in load(kind) if key(form) in {key(f) for f, _, _ in entry.forms()}]
    assert found == ([name] if name else [])


def test_generic_acronyms_are_no_methods() -> None:
    names = {form for entry in load("method") for form, _, cue in entry.forms() if not cue}
    assert names.isdisjoint(
        {"OOD", "SSL", "NLP", "ASR", "AI", "GPU", "IoT", "KG", "QA", "OCR", "GUI", "LLM", "CNN", "RAG", "CoT", "MoE", "RL"}
    )


def test_common_words_are_lower_case_and_hold_words_of_the_field() -> None:
    words = common_words()
    assert {"the", "learning", "transformer", "benchmark", "whisper", "go"} <= words
    assert all(re.fullmatch("[a-z]+", word) for word in words)


def test_loading_is_cached_and_callers_cannot_spoil_it() -> None:
    load("task").clear()
    assert load("task")
    assert common_words() is common_words()


def test_a_user_lexicon(tmp_path: Path) -> None:
    file = tmp_path / "my.jsonl"
    file.write_text(
        '# mine\n\n{"kind": "method", "name": "WombatNet", "aliases": ["Wombat Network"], "case": true}\n', encoding="utf-8"
    )
    assert load_user(file) == [Entry(name="WombatNet", kind="method", aliases=("Wombat Network",), case=True)]


@pytest.mark.parametrize(("line", "message"), [
    ('{"name": "WombatNet"}', "missing required field `kind`"),
    ('{"name": "WombatNet", "kind": "model"}', "Invalid enum value 'model'"),
    ('{"name": "WombatNet", "kind": "place"}', 'kind "place" is not possible here'),
    ('{"name": " ", "kind": "method"}', "is empty"),
    ('{"kind": "method"}', "missing required field `name`"),
    ('{"name": "WombatNet", "kind": "method", "alias": ["W"]}', "unknown field `alias`"),
    ('{"name": "WombatNet", "kind": "method", "aliases": "W"}', "Expected `array`"),
    ('{"name": "WER", "kind": "metric", "better": "less"}', "Invalid enum value 'less'"),
    ('{"name": "WER", "kind": "metric", "class": "speed"}', "class 'speed' is not possible here"),
    ("WombatNet", "JSON is malformed"),
    ('["WombatNet"]', "Expected `object`"),
])  # fmt: skip
def test_a_wrong_line_is_told_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "my.jsonl"
    file.write_text(f"# mine\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_user(file)
    assert str(error.value).startswith(f"{file}:2: ") and message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_line_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "my.jsonl"
    file.write_bytes('{"name": "Würfel", "kind": "method"}'.encode("latin-1"))
    with pytest.raises(PapergraphError, match=r"my\.jsonl:1"):
        load_user(file)


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "my.jsonl"
    file.write_text('{"kind": "method", "name": "WombatNet"}\n', encoding="utf-8-sig")
    assert [entry.name for entry in load_user(file)] == ["WombatNet"]


def test_a_missing_user_lexicon_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the lexicon"):
        load_user(tmp_path / "none.jsonl")


def test_every_user_kind_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "my.jsonl"
    file.write_text("".join(f'{{"name": "x{kind}", "kind": "{kind}"}}\n' for kind in USER_KINDS), encoding="utf-8")
    assert [entry.kind for entry in load_user(file)] == list(USER_KINDS)
