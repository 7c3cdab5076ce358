"""The HTTP status of a refusal comes from one place."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from core.db.rate_limits import Reached
from core.db.states import IllegalMove
from core.db.upload_quotas import Spent
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.files import NotYet, Refused
from core.web.refusals import status_of
from proposals.concerns.submission import TooMany
from tests.packages import APPS


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotAllowed, 403),
        (TooMany, 429), (Spent, 429), (Reached, 429),
        (DomainError, 409), (EditedMeanwhile, 409), (IllegalMove, 409), (Refused, 409), (NotYet, 409),
    ],
)  # fmt: skip
def test_status_of_a_refusal(error: type[DomainError], status: int) -> None:
    assert status_of(error("sentence")) == status


def test_no_view_chooses_the_status_of_a_domain_error_itself() -> None:
    for app in APPS:
        for module in pkgutil.walk_packages([str(Path(settings.BASE_DIR, app))], f"{app}."):
            if ".migrations" not in module.name and ".management" not in module.name:
                importlib.import_module(module.name)
    errors = {error.__name__ for error in _kinds(DomainError)} | {"DomainError"}
    errors -= {"WrongKey"}  # 410: the draft is in another browser, a page of its own

    wrong = [
        f"{path.relative_to(settings.BASE_DIR)}:{handler.lineno}"
        for app in ("accounts", "portal")
        for path in Path(settings.BASE_DIR, app).rglob("*.py")
        for handler in ast.walk(ast.parse(path.read_text()))
        if isinstance(handler, ast.ExceptHandler) and handler.type and errors & _names(handler.type)
        if any(
            isinstance(node, ast.Constant) and node.value in {400, 403, 409, 410, 422, 429}
            for node in ast.walk(handler)
        )
    ]

    assert wrong == []


def _kinds(error: type[DomainError]) -> Iterator[type[DomainError]]:
    for kind in error.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _names(expression: ast.expr) -> set[str]:
    return {
        ast.unparse(node).rpartition(".")[2]
        for node in ast.walk(expression)
        if isinstance(node, ast.Name | ast.Attribute)
    }
