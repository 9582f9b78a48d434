"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from papergraph.errors import PapergraphError
from papergraph.files import replacing


def test_a_file_is_replaced_at_the_end(tmp_path: Path):
    path = tmp_path / "deep" / "file.txt"
    with replacing(path) as file:
        file.write("old\n")
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write("new\n")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_link_is_replaced_and_its_target_stays(tmp_path: Path):
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with replacing(tmp_path / "link") as file:
        file.write("new")
    assert (tmp_path / "target").read_text() == "old" and not (tmp_path / "link").is_symlink()


def test_a_pipe_is_written_to_and_stays():
    reading, writing = os.pipe()
    with replacing(f"/dev/fd/{writing}", "wb") as file:
        file.write(b"through")
    assert os.read(reading, 100) == b"through"
    os.close(reading)
    os.close(writing)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root could break a device")
def test_a_device_stays(tmp_path: Path):
    device = tmp_path / "null"
    try:
        os.mknod(device, 0o666 | 0o020000, os.makedev(1, 3))
        device.open("wb").close()
    except OSError:
        pytest.skip("devices cannot be made here")
    with replacing(device) as file:
        file.write("nothing")
    assert device.is_char_device()


def test_a_folder_cannot_be_written(tmp_path: Path):
    with pytest.raises(PapergraphError, match="cannot be written"), replacing(tmp_path) as file:
        file.write("x")
