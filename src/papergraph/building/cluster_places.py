"""Files on a shared disk or at URLs that fsspec knows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from papergraph.errors import PapergraphError, UsageError
from papergraph.files import replacing


def is_url(place: str) -> bool:
    """Whether a place is no path."""
    return "://" in place


def opened(place: str) -> IO[bytes]:
    """Open for reading.

    Raises
    ------
    UsageError
        It cannot be read from this machine.
    """
    advice = "every machine of the cluster must see it: put it on a shared disk, or give its URL"
    with _clearly(UsageError, place, "read", advice):
        if not is_url(place):
            return Path(place).open("rb")
        import fsspec

        file: IO[bytes] = fsspec.open(place, "rb").open()
        return file


def matches(pattern: str) -> list[str]:
    """URLs that a glob stands for, sorted.

    Raises
    ------
    UsageError
        There are none.
    """
    from fsspec.core import url_to_fs

    with _clearly(UsageError, pattern, "read"):
        files, path = url_to_fs(pattern)
        found = sorted(files.unstrip_protocol(match) for match in files.glob(path))
    if not found:
        raise UsageError(f"{pattern}: no such file")
    return found


def put(place: str, data: bytes) -> None:
    """Write a whole file; what was there is replaced.

    Raises
    ------
    PapergraphError
        It cannot be written.
    """
    if not is_url(place):
        with replacing(place, "wb") as file:
            file.write(data)
        return
    import fsspec

    with _clearly(PapergraphError, place, "written"), fsspec.open(place, "wb", auto_mkdir=True) as file:
        file.write(data)


def refuse_filled(place: str) -> None:
    """Refuse a folder that holds something.

    Raises
    ------
    PapergraphError
        Files of an earlier run would be taken for files of this one.
    """
    with _clearly(PapergraphError, place, "read"):
        if is_url(place):
            from fsspec.core import url_to_fs

            files, path = url_to_fs(place)
            filled = files.exists(path) and bool(files.ls(path))
        else:
            filled = os.path.exists(place) and bool(os.listdir(place))
    if filled:
        raise PapergraphError(f"{place}: is not empty; choose another place for the partitions")


@contextmanager
def _clearly(kind: type[PapergraphError], place: str, done: str, advice: str = "") -> Iterator[None]:
    try:
        yield
    except PapergraphError:
        raise
    except Exception as error:  # the libraries behind URLs raise what they like
        reason = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
        raise kind(f"{place}: cannot be {done} ({reason})" + (f"; {advice}" if advice else "")) from None
