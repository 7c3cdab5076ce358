"""Structured logs without personal data: event names and values from fixed sets, never a text, an address or a path with a token."""

from __future__ import annotations

import logging
import logging.config
from collections.abc import MutableMapping
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def only_where(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace a traceback by exception type and code lines: messages and local values can hold what people typed."""
    info = event.pop("exc_info", None)
    if info and (error := info[1] if isinstance(info, tuple) else info) and isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["where"] = [f"{frame.f_code.co_filename}:{line}" for frame, line in _frames(error)][-8:]
        # The SQLSTATE of a database error: PostgreSQL's own log has no errors (core/db/database_log.py).
        if sqlstate := getattr(error.__cause__ or error, "pgcode", None):
            event["sqlstate"] = sqlstate
    return event


def _frames(error: BaseException) -> list[tuple[Any, int]]:
    frames, trace = [], error.__traceback__
    while trace:
        frames.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    return frames


def without_request(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep only the message template: Django logs "Not Found: /path", and paths and arguments may contain tokens or typed text."""
    record = event.get("_record")
    if record is not None and not event.get("_from_structlog"):
        # ``record.args`` is empty here already; ``record.msg`` is still the template, except where Django formatted the message
        # before logging it (suspicious requests).
        event["event"] = record.name if record.name.startswith("django.security") else str(record.msg)
    return event


def configure(*, level: str, human: bool) -> None:
    structlog.configure(
        processors=[*SHARED, only_where, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = structlog.dev.ConsoleRenderer() if human else structlog.processors.JSONRenderer(ensure_ascii=False)
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "plain": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": SHARED,
                    "processors": [
                        without_request,
                        only_where,
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        renderer,
                    ],
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {
                "django.server": {"handlers": [], "propagate": False},
                "fontTools": {"level": "WARNING"},
                # Logs the identifier of each security key.
                "fido2": {"level": "WARNING"},
            },
        }
    )
