"""Writing files so that an interrupted run leaves the old ones whole, and finding the files that ship with papergraph."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from papergraph.errors import PapergraphError

_PACKAGE = Path(__file__).parent
#: How the system and SQLite say that a disk is full.
_FULL = (os.strerror(errno.ENOSPC), "disk is full")


def resource(*parts: str) -> Path:
    """Path of a file that ships with papergraph.

    `ontology/` lies inside the package once installed and at the top of a checkout before that.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    """
    for root in (_PACKAGE, _PACKAGE.parent.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))


@contextmanager
def replacing(path: str | os.PathLike[str], mode: str = "w", *, durable: bool = True) -> Iterator[IO]:  # type: ignore[type-arg]
    """Open a temporary file beside `path` that takes its place when the block ends without an error.

    Text is UTF-8 with `\\n` line ends. A symbolic link at `path` is replaced, never followed. A device or a pipe
    (`/dev/null`, `/dev/stdout`) is written to as it is. Where it need not be `durable` at once, :func:`make_durable` sees
    to that later.

    Raises
    ------
    PapergraphError
        The folder cannot be written, or the disk is full.
    """
    target = Path(path)
    temporary = ""
    try:
        text = {} if "b" in mode else {"encoding": "utf-8", "newline": "\n"}
        if target.exists() and not target.is_file():
            with open(target, mode, **text) as file:  # type: ignore[call-overload]
                yield file
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        with os.fdopen(handle, mode, **text) as file:  # type: ignore[call-overload]
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


def unwritable(path: str | os.PathLike[str], error: Exception, other: str = "place") -> PapergraphError:
    """What a user reads where something cannot be written.

    Parameters
    ----------
    path
        What was to be written.
    error
        As the system, Oxigraph or SQLite raised it.
    other
        What to choose another of.
    """
    reason = " ".join(str(getattr(error, "strerror", None) or error).split())
    if any(words in reason for words in _FULL):
        reason, advice = "no space left on the disk", "make room, or choose"
    else:
        advice = "choose"
    return PapergraphError(f"{os.fspath(path)}: cannot be written ({reason}); {advice} another {other} with -o")


def full_temporary(file: IO[bytes], error: OSError) -> PapergraphError:
    """What a user reads where a temporary file cannot be written; closes the file."""
    with suppress(OSError):
        file.close()  # else Python complains when it does that
    folder, reason = tempfile.gettempdir(), error.strerror or error
    return PapergraphError(f"{folder}: cannot be written ({reason}); make room, or name another folder in TMPDIR")


def make_durable(*paths: Path) -> None:
    """Wait until files are on the disk, whatever happens to the machine."""
    for path in paths:
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
