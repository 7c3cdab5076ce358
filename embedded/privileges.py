"""PostgreSQL refuses to run as root: run it as another user who can still reach the files that it needs."""

from __future__ import annotations

import ctypes
import os
import pwd
from collections.abc import Callable
from pathlib import Path

from embedded.processes import libc
from embedded.refusals import CannotStart

PR_SET_SECUREBITS = 28
# With it setuid keeps the capabilities, and access(2), which initdb uses, takes them into account.
SECBIT_NO_SETUID_FIXUP = 1 << 2
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 47, 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522
PREFERRED = ("postgres", "nobody")


class CapabilityHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class CapabilitySet(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def database_user(data: Path) -> pwd.struct_passwd:
    """The owner of an existing cluster, otherwise the first of :data:`PREFERRED` that exists; initdb needs a user with a name."""
    owner = data.stat().st_uid if data.exists() else 0
    candidates = [pwd.getpwuid(owner).pw_name] if owner else list(PREFERRED)
    for name in candidates:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotStart("PostgreSQL does not run as root and there is no user postgres or nobody: use a plain user.")


def becoming(user: pwd.struct_passwd, *, reading: list[Path]) -> Callable[[], None]:
    """The ``preexec_fn`` that changes the user before PostgreSQL starts.

    Under a folder such as /root the ordinary user could not even start the program. Only then it keeps CAP_DAC_OVERRIDE;
    the alternative, opening every parent folder to everybody, would remain after the run.
    """
    keeps_access = not can_reach(user, reading)
    library = libc()

    def become() -> None:
        if keeps_access and library is not None:
            library.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
        if keeps_access and library is not None:
            keep_file_access(library)

    return become


def keep_file_access(library: ctypes.CDLL) -> None:
    header = CapabilityHeader(CAPABILITY_VERSION_3, 0)
    bit = 1 << CAP_DAC_OVERRIDE
    sets = (CapabilitySet * 2)(CapabilitySet(bit, bit, bit), CapabilitySet(0, 0, 0))
    library.capset(ctypes.byref(header), sets)
    library.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def can_reach(user: pwd.struct_passwd, paths: list[Path]) -> bool:
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
            os._exit(0 if all(os.access(path, os.R_OK) for path in paths) else 1)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
