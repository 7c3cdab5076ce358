"""Gunicorn's own log messages about requests, without the request line, header or IP address that it complains about.

A request line can contain a follow-up link, a header can contain a session cookie. For Django's messages see core/logs.py.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any

from gunicorn.glogging import Logger

ABOUT_REQUESTS = ("Invalid request", "Error handling request", "Socket error processing request")


class WithoutRequest(logging.Filter):
    """Log only class and code lines of an exception: its message can contain parts of the request."""

    def filter(self, record: logging.LogRecord) -> bool:
        for start in ABOUT_REQUESTS:
            if str(record.msg).startswith(start):
                record.msg, record.args = start + _where(record.exc_info), ()
                record.exc_info = record.exc_text = None
        return True


class ServerLog(Logger):
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        if not any(isinstance(each, WithoutRequest) for each in self.error_log.filters):
            self.error_log.addFilter(WithoutRequest())


def _where(failure: Any) -> str:
    error = failure[1] if isinstance(failure, tuple) else None
    if error is None:
        return ""
    lines = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-4:]]
    return f": {type(error).__name__} at {', '.join(lines)}"
