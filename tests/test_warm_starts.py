"""The nursery tells of a process what `subprocess` would, also of one that ends before anybody asks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from tests import warm_starts
from tests.warm_starts import Started


def test_number_and_end_may_come_together() -> None:
    ours, keepers = socket.socketpair()
    with keepers:
        keepers.send(b"4711\n-9\n")
    one = Started(["x"], ours)
    assert (one.pid, one.wait(0)) == (4711, -9)


def test_half_a_number_is_no_number() -> None:
    ours, keepers = socket.socketpair()
    with keepers:
        keepers.send(b"4711\n1")
        one = Started(["x"], ours)
        assert one.poll() is None
        keepers.send(b"2\n")
        assert one.poll() == 12


def test_a_keeper_that_is_gone_is_said() -> None:
    ours, keepers = socket.socketpair()
    with ours:
        with keepers:
            keepers.send(b"4711\n")
        with pytest.raises(EOFError):
            Started(["x"], ours).wait(1)


def test_a_real_process_is_killed_and_one_ends_by_itself(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import sys\nsys.exit(int(sys.argv[1]))\n")
    sleeping = tmp_path / "sleeping.py"
    sleeping.write_text("import time\ntime.sleep(600)\n")
    with TemporaryFile() as output:
        assert warm_starts.start([str(script), "3"], dict(os.environ), output, output).wait(60) == 3
        one = warm_starts.start([str(sleeping)], dict(os.environ), output, output)
        with pytest.raises(subprocess.TimeoutExpired):
            one.wait(0)
        one.kill()
        assert one.wait(60) == -signal.SIGKILL


def test_what_is_left_running_ends_with_the_tests(tmp_path: Path) -> None:
    sleeping = tmp_path / "sleeping.py"
    sleeping.write_text("import time\ntime.sleep(600)\n")
    runner = (
        "import os, sys\nfrom tests import warm_starts\n"
        "print(warm_starts.start([sys.argv[1]], dict(os.environ), sys.stdout, sys.stdout).pid)"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", runner, str(sleeping)],
        cwd=warm_starts.ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert not ran.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int(ran.stdout), 0)
