#!/usr/bin/env python3
"""Django's command line. Without settings in the environment it uses the services of a running `make run`."""

import atexit
import os
import secrets
import sys
import tempfile
from importlib.util import find_spec

VENV_PYTHON = os.path.join(os.path.dirname(os.path.abspath(__file__)), ".venv", "bin", "python")


# Commands that read files and ask neither the database nor Redis.
WITHOUT_SERVICES = ("find_personal_data", "measure_similarity", "measure_neighbours")


def use_virtual_environment():
    """`./manage.py` starts the system's Python, which has no Django: start this file again with the Python of `.venv`."""
    if find_spec("django") is not None:
        return
    if not os.path.exists(VENV_PYTHON) or os.path.samefile(sys.prefix, os.path.dirname(os.path.dirname(VENV_PYTHON))):
        sys.exit("Nothing is installed yet: type `make run`.")
    os.execv(VENV_PYTHON, [VENV_PYTHON, *sys.argv])  # noqa: S606  # nosec B606  # our own file, no shell


def use_running_services():
    """What a started service or an installation sets stays as it is."""
    if os.environ.get("SECRET_KEY") or os.environ.get("DATABASE_URL"):
        return
    if sys.argv[1:2] and sys.argv[1] in WITHOUT_SERVICES:
        use_no_services()
        return
    from embedded.refusals import CannotStart
    from embedded.services import environment_beside_running_services

    try:
        os.environ.update(environment_beside_running_services())
    except CannotStart as refusal:
        sys.exit(str(refusal))


def use_no_services():
    """What settings.py asks for, leading nowhere; keys and files of the portal are not touched."""
    folder = tempfile.TemporaryDirectory(prefix="machoura-")
    atexit.register(folder.cleanup)
    nowhere = "postgres://nobody@127.0.0.1:1/none"
    os.environ.update(MACHOURA_LOCAL="1", PORTAL_DATA=folder.name, SECRET_KEY=secrets.token_hex())
    os.environ.update(DATABASE_URL=nowhere, PUBLIC_DATABASE_URL=nowhere, REDIS_URL="redis://127.0.0.1:1")


if __name__ == "__main__":
    use_virtual_environment()
    use_running_services()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
