"""New outputs are made beside the old ones and take their places together, at the end.

Everything is written to a folder of its own. When all is there, a list of what to move is written; from then on a run that
is killed is completed by the next one, and before that the old outputs have not been touched.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from papergraph.errors import PapergraphError
from papergraph.files import replacing


class _Moves(msgspec.Struct):
    """What takes its place, and what goes."""

    place: list[str]
    remove: list[str]


class Staging:
    """A folder in which new outputs wait until all of them are complete.

    Parameters
    ----------
    output
        Where the outputs go in the end.
    workshop
        A folder on the same file system for what is only needed meanwhile.
    """

    def __init__(self, output: Path, workshop: Path) -> None:
        self._output, self._ready, self._old = output, workshop / "ready.json", workshop / "old"
        self.folder = workshop / "new"
        self._finish()
        for leftover in workshop.glob(f".{self._ready.name}.*"):
            leftover.unlink()
        self.discard()
        self.folder.mkdir()
        self._made, self._handed = self.folder.stat(), set[str]()

    def __truediv__(self, name: str) -> Path:
        """Where to write an output."""
        self._handed.add(name)
        return self.folder / name

    @property
    def gone(self) -> bool:
        """Whether the folder is not the one that was written to: somebody has moved or removed it meanwhile."""
        try:
            same = os.path.samestat(self._made, self.folder.stat())
        except OSError:
            return True
        return not (same and all((self.folder / name).exists() for name in self._handed))

    def discard(self) -> None:
        """Drop what was written, unless it is taking its place."""
        if not self._ready.exists():
            shutil.rmtree(self.folder, ignore_errors=True)

    def commit(self, remove: Iterable[str] = ()) -> None:
        """Put everything that was written in its place, and remove these outputs of earlier builds.

        Raises
        ------
        FileNotFoundError
            What was written is gone.
        """
        if self.gone:
            raise lost(self.folder)
        place = sorted(os.listdir(self.folder))
        with replacing(self._ready, "wb") as file:
            file.write(msgspec.json.encode(_Moves(place, sorted(set(remove) - set(place)))))
        self._finish()

    def _finish(self) -> None:
        try:
            moves = msgspec.json.decode(self._ready.read_bytes(), type=_Moves)
        except FileNotFoundError:
            return
        except msgspec.MsgspecError:
            self._ready.unlink()
            return
        shutil.rmtree(self._old, ignore_errors=True)
        self._old.mkdir()
        for name in moves.place:
            new = self.folder / name
            if new.exists():
                if new.is_dir():  # no folder replaces another in one step
                    self._put_away(name)
                os.replace(new, self._output / name)
        for name in moves.remove:
            self._put_away(name)
        shutil.rmtree(self._old, ignore_errors=True)
        self._ready.unlink()

    def _put_away(self, name: str) -> None:
        with suppress(FileNotFoundError):
            os.replace(self._output / name, self._old / name)


def lost(folder: Path) -> FileNotFoundError:
    """What is raised where :attr:`Staging.gone`."""
    return FileNotFoundError(errno.ENOENT, "moved or removed during the build", str(folder))


def check_place(output: Path, files: Iterable[str], store: str) -> None:
    """Refuse to replace what no build has made: folders of the names of our files, or a folder that is no store.

    Raises
    ------
    PapergraphError
        Something of the user's is in the way.
    """
    for name in files:
        if (output / name).is_dir():
            raise PapergraphError(f"{output / name}: is a folder, where a file is to be written; choose another place with -o")
    folder = output / store
    if folder.exists() and not (folder / "CURRENT").exists() and any(folder.iterdir()):
        raise PapergraphError(f"{folder}: is no store of papergraph's and will not be replaced; choose another place with -o")
