from __future__ import annotations

import os
import socket

from embedded.refusals import CannotStart

ADDRESS = "127.0.0.1"
DEFAULT_PORT = "8000"


def chosen_port() -> int:
    text = os.environ.get("PORT") or DEFAULT_PORT
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise CannotStart(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        # Like the web server: a port whose connections are in TIME_WAIT counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except PermissionError:
            raise CannotStart(f"Port {port} needs administrator rights: choose another, PORT=8080 make run.") from None
        except OSError:
            other = port + 1 if port < 65535 else 8080
            raise CannotStart(
                f"Port {port} is taken by another program: stop it, or choose another, PORT={other} make run."
            ) from None
