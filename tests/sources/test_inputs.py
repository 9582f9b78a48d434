"""Files, folders, globs and standard input; packed files; what cannot be read."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from papergraph.errors import InputError, UsageError
from papergraph.sources import SkipLog, demo, read, streams
from papergraph.sources.context import MAX_RECORD

GOOD = b'{"id": "%d", "title": "Good Paper %d", "abstract": "Fine."}\n'


def lines(count: int, start: int = 0) -> bytes:
    return b"".join(GOOD % (number, number) for number in range(start, start + count))


def test_demo_corpus():
    assert len(list(read([demo()]))) == 80


def test_folder_glob_and_the_same_file_twice(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.jsonl").write_bytes(lines(2))
    (tmp_path / "deep" / "a.jsonl.gz").write_bytes(gzip.compress(lines(2, 2)))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "figure.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.jsonl").write_bytes(lines(9, 9))
    log = SkipLog()
    found = list(read([tmp_path, tmp_path / "b.jsonl", str(tmp_path / "*.jsonl")], skipped=log))
    assert [paper.id for paper in found] == ["0", "1", "2", "3"]
    assert [paper.sources for paper in found][::2] == [["b.jsonl"], ["deep/a.jsonl.gz"]]
    assert [skip.where for skip in log.named] == ["empty.txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "x").write_bytes(gzip.compress(lines(3)))
    with (tmp_path / "x").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert [paper.sources for paper in read(["-"])] == [["stdin"]] * 3


@pytest.mark.parametrize("given", ["missing.jsonl", "*.nothing", "a\0b", "/dev/zero", "{folder}"])
def test_not_there(tmp_path: Path, given: str):
    with pytest.raises(UsageError):
        list(read([given.format(folder=tmp_path)]))


def test_unknown_format():
    with pytest.raises(UsageError, match="no such format"):
        list(read([demo()], format="docx"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read(tmp_path: Path):
    (tmp_path / "x.jsonl").write_bytes(lines(1))
    (tmp_path / "x.jsonl").chmod(0)
    with pytest.raises(UsageError, match="Permission denied"):
        list(read([tmp_path / "x.jsonl"]))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\n ", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG image"),
        (b"PK\x03\x04....", "is a ZIP archive"),
        (b"\0\1\2\3" * 50, "binary data"),
        ("Título".encode("utf-16-le") * 9, "binary data"),
        (b"\xff\xfe", "is empty"),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "packed twice"),
        (b"<rss><channel/></rss>", "root <rss>"),
        (b"nothing here\n", "no papers found"),
        (b'{"title": "half', "no papers found"),
        (b"author,year\nA,2020\n", "no papers found"),
        ("title,abstract\nÉté,x\n".encode("latin-1"), "is not UTF-8"),
        (b"[1, 2]", "no papers found"),
    ],
)
def test_unusable_file_is_named_in_one_line(reading, content: bytes, message: str):
    with pytest.raises(InputError, match=message) as caught:
        reading(content, "some file.txt")
    assert str(caught.value).startswith("some file.txt") and "\n" not in str(caught.value)


def test_half_a_line_is_skipped_and_named(reading):
    papers, log = reading(lines(2) + b'{"title": "Half a pa')
    assert len(papers) == 2 and [skip.where for skip in log.named] == ["input:3"]
    with pytest.raises(InputError, match="input:3: not JSON"):
        reading(lines(2) + b'{"title": "Half a pa', strict=True)


def test_records_that_cannot_be_used(reading):
    content = lines(1) + '{"title": "Été"}\n'.encode("latin-1") + b'[1]\n7\n{"abstract": "x"}\n{"title": 7}\n{"title": " "}\n\n'
    papers, log = reading(content)
    assert len(papers) == 1
    assert dict(log.reasons) == {"not JSON in UTF-8, or cut short": 1, "not a JSON object": 2, "no title": 3}
    assert log.lines()[0] == "3 records skipped: no title (input:5, input:6, input:7)"


def test_log_names_the_first_thousand(reading):
    _, log = reading(lines(1) + b"{}\n" * 3000)
    assert log.total == 3000 and len(log.named) == 1000


def test_title_alone_is_kept(reading):
    papers, log = reading(b'{"title": "Only a Title"}\n')
    assert papers[0].abstract == "" and not log.total


def test_abstract_of_a_megabyte_is_kept(reading):
    papers, _ = reading(json.dumps({"title": "Long", "abstract": "word " * 200_000}))
    assert len(papers[0].abstract) == 1_000_000


def test_line_above_the_limit_is_skipped(reading, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(streams, "MAX_RECORD", 1000)
    papers, log = reading(lines(1) + b'{"title": "' + b"x" * 5_000_000 + b'"}\n' + lines(1, 1))
    assert [paper.id for paper in papers] == ["0", "1"] and log.named[0].where == "input:2"


def test_array_that_is_cut_short_gives_what_is_whole(reading):
    text = b"[" + b",".join(lines(3).splitlines()) + b', {"title": "Half'
    papers, log = reading(text)
    assert len(papers) == 3 and "cut short" in log.named[0].reason and log.named[0].where == "input:[4]"


@pytest.mark.parametrize("pack", ["gzip", "zstandard"])
def test_packed_file_that_is_cut_short(reading, pack: str):
    module = pytest.importorskip(pack)
    content = b"".join(GOOD % (number, number**9) for number in range(20_000))
    packed = module.compress(content)
    papers, log = reading(packed[: len(packed) // 2])
    assert 0 < len(papers) < 20_000 and log.total == 1


def test_gzip_that_lies_about_its_size(reading):
    packed = gzip.compress(lines(5))
    papers, log = reading(packed[:-4] + b"\x01\0\0\0")
    assert len(papers) == 5 and "damaged" in log.named[0].reason
    papers, log = reading(packed[:-8] + b"\x01\0\0\0" + packed[-4:])
    assert len(papers) == 5 and "damaged" in log.named[0].reason


def test_bomb_is_refused(reading, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(streams, "_BOMB_SIZE", 2**20)
    with pytest.raises(InputError, match="400 times its size"):
        reading(gzip.compress(b'{"title": "' + b"x" * 2**25))


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE feed [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><feed><entry><title>&b;</title></entry></feed>',
        '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed><entry><title>&x;</title></entry></feed>',
        "<feed>" + "<a>" * 100_000,
        "<feed><entry><title>" + "<a/>" * 200_000,
        '<?xml version="1.0" encoding="no-such"?><feed/>',
        "<feed><entry></feed>",
    ],
    ids=["bomb", "external", "deep", "wide", "encoding", "broken"],
)
def test_hostile_xml_is_refused(reading, xml: str):
    with pytest.raises(InputError):
        reading(xml)


def test_xml_that_is_cut_short_gives_what_is_whole(reading):
    papers, log = reading("<feed><entry><title>One</title></entry><entry><title>Tw")
    assert [paper.title for paper in papers] == ["One"] and log.total == 1


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '{"a":' * 200_000, '[{"title": "x", "a": ' + "[" * 200_000 + "]" * 200_000 + "}]"]
)
def test_deep_json_is_refused(reading, text: str):
    with pytest.raises(InputError):
        reading(text)


def test_limits_fit_together():
    assert MAX_RECORD > 2 * 2**20


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
@pytest.mark.parametrize(
    "start", [b'{"title": "', b"[", b"<feed>", b"@article{a, title={", b"title,abstract\n", b"TY  - JOUR\n", b"x"]
)
def test_line_of_a_hundred_megabytes_in_little_memory(tmp_path: Path, start: bytes):
    path = tmp_path / "long"
    with path.open("wb") as file:
        file.write(lines(1) * (start == b'{"title": "') + start)
        for _ in range(100):
            file.write(b"x" * 2**20)
    program = (
        "import resource; from papergraph.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_AS, (800 * 2**20,) * 2)\n"
        f"main(['read', {str(path)!r}])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert result.returncode == (0 if start == b'{"title": "' else 1)
    assert "Traceback" not in result.stderr and "MB" in result.stderr
