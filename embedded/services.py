"""Run PostgreSQL and Redis on one machine while they are needed.

As a library, `with services(directory) as env: …`; as a program, `python -m embedded.services exec -- COMMAND…`.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from embedded.directories import claim, data_directory, private_sockets, secret_key, sole_use
from embedded.network import ADDRESS, chosen_port
from embedded.postgres import Postgres, clean_environment
from embedded.preparation import Preparation
from embedded.processes import Processes, die_with, recover
from embedded.redis import start_redis
from embedded.refusals import CannotStart
from embedded.running import addresses_of_running_services, service_addresses
from embedded.sealing_keys import cell_keys
from embedded.steps import complain

LEDGERS = ("services.json", "application.json")
STOP_GRACE = 20


def services_needed() -> dict[str, bool]:
    """The services for which the environment has no address."""
    if bool(os.environ.get("DATABASE_URL")) != bool(os.environ.get("PUBLIC_DATABASE_URL")):
        raise CannotStart("Set DATABASE_URL and PUBLIC_DATABASE_URL together: public pages have a role of their own.")
    return {"postgres": not os.environ.get("DATABASE_URL"), "redis": not os.environ.get("REDIS_URL")}


@contextmanager
def services(
    data_dir: Path,
    postgres: bool = True,
    redis: bool = True,
    *,
    volatile: bool = False,
    processes: Processes | None = None,
) -> Iterator[dict[str, str]]:
    """Start the services, yield their environment variables, and always stop them at the end.

    Pass `processes` to supervise them.
    """
    claim(data_dir)
    with ExitStack() as stack:
        stack.enter_context(sole_use(data_dir))
        recover(data_dir / ledger for ledger in LEDGERS)
        sockets = stack.enter_context(private_sockets(data_dir))
        started = processes or Processes(data_dir / LEDGERS[0])
        stack.callback(started.stop, grace=STOP_GRACE)
        env: dict[str, str] = {}
        if redis:
            env |= start_redis(started, data=data_dir, sockets=sockets)
        if postgres:
            env |= Postgres(data_dir, sockets, volatile=volatile).start(started)
        stack.enter_context(service_addresses(data_dir, env))
        yield env


def local_environment(data_dir: Path, found: dict[str, str]) -> dict[str, str]:
    """Defaults for settings.py on a developer's machine; variables that are already set are kept."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MACHOURA_LOCAL": "1",
        "PUBLIC_ORIGIN": f"http://{ADDRESS}:{chosen_port()}",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret_key(data_dir),
        **cell_keys(data_dir),
    }
    inherited = clean_environment() if "DATABASE_URL" in found else dict(os.environ)
    return {**defaults, **inherited, **found, "PORTAL_DATA": str(data_dir), "PYTHONUNBUFFERED": "1"}


def environment_beside_running_services() -> dict[str, str]:
    """The environment for a command in another terminal; raises :class:`CannotStart` when no services run."""
    data_dir = data_directory()
    return local_environment(data_dir, addresses_of_running_services(data_dir))


def execute(command: list[str], *, volatile: bool, prepare: bool) -> int:
    """Run one command with the services and return its exit code."""
    data_dir = data_directory()
    claim(data_dir)
    started = Processes(data_dir / LEDGERS[0])
    with services(data_dir, **services_needed(), volatile=volatile, processes=started) as found:
        env = local_environment(data_dir, found)
        if prepare:
            Preparation(data_dir, env, started).files()
        parent = os.getpid()
        # A terminal sends Ctrl-C to the command, too: wait until it ends, then stop the services.
        signal.signal(signal.SIGINT, lambda *_: None)
        try:
            child = subprocess.Popen(command, env=env, preexec_fn=lambda: die_with(parent))  # nosec B603  # the developer's own command
        except OSError as error:
            raise CannotStart(f"{command[0]} cannot be run: {error.strerror}.") from None
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda received, _: child.send_signal(received))
        code = child.wait()
    return code if code >= 0 else 128 - code


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m embedded.services", description="Embedded PostgreSQL and Redis.")
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("exec", help="start the services, run a command with their environment, stop them")
    run.add_argument("--volatile", action="store_true", help="no fsync: for tests")
    run.add_argument("--files", action="store_true", help="compile translations, collect static files first")
    run.add_argument("command", nargs="+", metavar="COMMAND")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(129))
    try:
        return execute(chosen.command, volatile=chosen.volatile, prepare=chosen.files)
    except CannotStart as refusal:
        return complain(str(refusal))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
