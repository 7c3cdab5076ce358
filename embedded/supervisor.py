"""`make run`: starts services, preparation, web server, worker and scheduler, and stops all of them when one ends or on Ctrl-C."""

from __future__ import annotations

import http.client
import os
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from textwrap import indent

from embedded.directories import claim, data_directory, log_file
from embedded.network import ADDRESS, chosen_port, refuse_taken_port
from embedded.preparation import Preparation
from embedded.processes import PAUSE, Child, Processes, die_with
from embedded.refusals import CannotStart
from embedded.services import LEDGERS, local_environment, services, services_needed
from embedded.steps import ROOT, complain, say, step

STOP_GRACE = 10
ANSWER_LIMIT = 90
WATCH_INTERVAL = 0.5
LANGUAGES = ("ar", "fr", "en")
NO_KEYS = "only the public one, so nothing confidential opens here"


class Stopped(BaseException):
    """This process received a signal to stop."""


def stop_on_signals() -> None:
    def stop(number: int, _frame: object) -> None:
        ignore_signals()  # a second Ctrl-C must not interrupt the stopping, which has a time limit
        raise Stopped(signal.Signals(number).name)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def run() -> int:
    started = time.monotonic()
    data, port, needed = data_directory(), chosen_port(), services_needed()
    claim(data)
    say(f"Starting (data in {data})")
    with ExitStack() as stack:
        own = Processes(data / LEDGERS[0])
        with step("PostgreSQL and Redis"):
            found = stack.enter_context(services(data, **needed, processes=own))
            # After ``recover``, which has stopped the web server of a killed run.
            refuse_taken_port(port)
        application = Processes(data / LEDGERS[1])
        stack.callback(application.stop, grace=STOP_GRACE)
        env = local_environment(data, found)
        # Invented contacts, marked as such, of the demonstration that this command loads.
        env.setdefault("SITE_FILE", str(ROOT / "demo" / "site.json"))
        preparation = Preparation(data, env, application)
        preparation.files()
        preparation.database(embedded=needed["postgres"])
        start_application(application, env, data, port)
        with step("web server"):
            wait_for_answer(port, application)
        keys = env.get("CELL_PRIVATE_KEYS") or NO_KEYS
        say(welcome(data, port, keys, preparation.accounts(), time.monotonic() - started))
        ended = wait_for_end(own, application)
        raise CannotStart(f"{ended.name} ended by itself, so everything stops; its last words:\n{ended.last_words()}")


def start_application(processes: Processes, env: dict[str, str], data: Path, port: int) -> None:
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "config.celery"]
    (data / "clock").mkdir(mode=0o700, exist_ok=True)
    commands = {
        "web": [*python, "gunicorn", "config.wsgi", *gunicorn_options(port)],
        "worker": [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "-l", "INFO"],
        "clock": [*celery, "beat", "--schedule", str(data / "clock" / "schedule"), "--pidfile=", "-l", "INFO"],
    }
    for name, command in commands.items():
        processes.start(name, command, env=env, log=log_file(data, name), cwd=ROOT)


def gunicorn_options(port: int) -> list[str]:
    memory = "/dev/shm"  # nosec B108  # gunicorn creates a heartbeat file there, which must not wait for a disk
    return [
        f"--bind={ADDRESS}:{port}",
        "--worker-class=gthread",
        "--workers=2",
        "--threads=4",
        f"--graceful-timeout={STOP_GRACE // 2}",
        "--no-control-socket",
        "--logger-class=config.server_log.ServerLog",
        # Otherwise one worker may take all connections while the other is idle.
        "--reuse-port",
        *([f"--worker-tmp-dir={memory}"] if os.access(memory, os.W_OK) else []),
    ]


def wait_for_answer(port: int, processes: Processes) -> None:
    deadline = time.monotonic() + ANSWER_LIMIT
    while not answers(port):
        ended = processes.first_ended()
        if ended is not None:
            raise CannotStart(f"{ended.name} did not start; its last words:\n{ended.last_words()}")
        if time.monotonic() > deadline:
            raise CannotStart(f"The web server gives no answer on port {port}; its log is in the data directory.")
        time.sleep(PAUSE)


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=30)
    try:
        connection.request("GET", f"/{LANGUAGES[0]}/")
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()


def welcome(data: Path, port: int, keys: str, accounts: str, seconds: float) -> str:
    site = f"http://{ADDRESS}:{port}"
    return f"""
The portal is up (after {seconds:.1f} s).
  public    {"  ".join(f"{site}/{language}/" for language in LANGUAGES)}
  staff     {site}/staff/
  members   {site}/members/

Demonstration accounts
{indent(accounts, "  ")}

  data      {data}
  mail      {data / "mail"}  (each message is a file)
  logs      {data / "logs"}
  keys      {keys}  (lose them, and no confidential concern can be read: docs/sealing.md)
Ctrl-C stops everything; the data stay.
"""


def wait_for_end(*groups: Processes) -> Child:
    while True:
        for group in groups:
            ended = group.first_ended()
            if ended is not None:
                return ended
        time.sleep(WATCH_INTERVAL)


def main(arguments: list[str]) -> int:
    if "--with-parent" in arguments:  # stop when `make` is killed
        die_with(os.getppid())
    stop_on_signals()
    try:
        return run()
    except Stopped:
        say("\nStopped. The data stay.")
        return 0
    except CannotStart as refusal:
        return complain(str(refusal))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
