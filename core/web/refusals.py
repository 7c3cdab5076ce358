"""The HTTP status of a refusal. The only place that knows one: a domain error says what is wrong, not how a browser is told."""

from __future__ import annotations

from http import HTTPStatus

from core.errors import DomainError, NotAllowed, TooMuch


def status_of(refusal: DomainError) -> HTTPStatus:
    if isinstance(refusal, NotAllowed):
        return HTTPStatus.FORBIDDEN
    if isinstance(refusal, TooMuch):
        return HTTPStatus.TOO_MANY_REQUESTS
    return HTTPStatus.CONFLICT
