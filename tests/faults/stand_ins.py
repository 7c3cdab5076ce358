"""A mail server and a virus scanner that fail as told."""

from __future__ import annotations

import socketserver
import threading
import time
from dataclasses import dataclass, field


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@dataclass
class MailServer:
    """``refuses``: every recipient is refused for now. ``holds_start``, ``holds_end``: seconds before a mail may be sent, and before it is
    acknowledged. A mail that has come whole is delivered, whether or not the sender waits for the acknowledgement.
    """

    refuses: bool = False
    holds_start: float = 0.0
    holds_end: float = 0.0
    begun: int = 0
    accepted: list[str] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self) -> None:
        mails = self

        class Session(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                try:
                    mails._talk(self)
                except OSError:
                    return

        self._server = _Server(("127.0.0.1", 0), Session)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _talk(self, session: socketserver.StreamRequestHandler) -> None:
        def say(line: str) -> None:
            session.wfile.write(f"{line}\r\n".encode())

        say("220 mail.example")
        while line := session.rfile.readline().decode("utf-8", "replace").strip():
            command = line[:4].upper()
            if command == "RCPT" and self.refuses:
                self.refused += 1
                say("451 try again later")
            elif command == "DATA":
                self.begun += 1
                time.sleep(self.holds_start)
                say("354 go on")
                self._take(session)
                time.sleep(self.holds_end)
                say("250 accepted")
            elif command == "QUIT":
                say("221 bye")
                return
            else:
                say("250 mail.example")

    def _take(self, session: socketserver.StreamRequestHandler) -> None:
        lines = []
        while (line := session.rfile.readline()) != b".\r\n":
            if not line:
                raise ConnectionResetError
            lines.append(line.decode("utf-8", "replace"))
        self.accepted.append("".join(lines))


class Scanner:
    """clamd that finds nothing, on a port that is closed while it is down."""

    def __init__(self) -> None:
        self.port = 0
        self._server: _Server | None = None
        self.start()
        self.stop()

    def start(self) -> None:
        self._server = _Server(("127.0.0.1", self.port), _Scan)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Scan(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.rfile.read(len(b"zINSTREAM\0"))
        while size := int.from_bytes(self.rfile.read(4)):
            self.rfile.read(size)
        self.wfile.write(b"stream: OK\0")
