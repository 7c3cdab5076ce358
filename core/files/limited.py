"""Run programs that read uploaded files in a child process with limits on memory and time, and without network where the kernel allows it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MEMORY = 512 * 1024 * 1024
SECONDS = 10
# Wall-clock time, not CPU time: the machine may be busy with other things.
PATIENCE = 30
# The child sets its own limits before it calls exec; ``preexec_fn`` is not safe with threads.
BEGIN = """
import ctypes, os, resource, sys
seconds, memory, *command = sys.argv[1:]
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
try:
    ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)
except (AttributeError, OSError):
    pass
limits = {"CPU": int(seconds), "DATA": int(memory), "CORE": 0, "FSIZE": 0}
for name, wanted in limits.items():
    kind = getattr(resource, "RLIMIT_" + name)
    most = resource.getrlimit(kind)[1]
    wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(kind, (wanted, wanted))
os.execvpe(command[0], command, {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"})
"""


class Failed(Exception):
    """The program ended with an error, or reached a limit."""


def run(
    command: Sequence[str],
    content: bytes,
    *,
    seconds: int = SECONDS,
    memory: int = MEMORY,
    succeeds: Sequence[int] = (0,),
) -> subprocess.CompletedProcess[bytes]:
    """Run ``command`` with ``content`` as standard input; returns its standard output. Nothing is written to disk."""
    limited = [sys.executable, "-I", "-B", "-c", BEGIN, str(seconds), str(memory), *command]
    try:
        done = subprocess.run(limited, input=content, capture_output=True, cwd=ROOT, timeout=PATIENCE)  # noqa: S603  # nosec B603  # our own command, no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(type(error).__name__) from None
    if done.returncode not in succeeds:
        raise Failed(f"exit {done.returncode}")
    return done
