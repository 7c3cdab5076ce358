"""All check constraints of a row that is being saved, asked of the database in one statement."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import FieldError
from django.db import DatabaseError, models, router, transaction
from django.db.models import BooleanField, CheckConstraint, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE


class CheckedAtOnce(models.Model):
    """Django asks for each constraint alone, in a savepoint of its own: for a meeting with sixty columns that was most of the time of a form.

    Where one is broken, or the database refuses the question, Django asks for each, to name those that are broken.
    """

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        self._holding = _all_hold(self, set(exclude or ()))
        try:
            super().validate_constraints(exclude)
        finally:
            self._holding = False

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        found = super().get_constraints()
        if not getattr(self, "_holding", False):
            return found
        return [(model, [each for each in own if not isinstance(each, CheckConstraint)]) for model, own in found]


def _all_hold(row: models.Model, exclude: set[str]) -> bool:
    values: dict[str, Any] = row._get_field_expression_map(meta=row._meta, exclude=exclude)  # type: ignore[attr-defined]
    using = router.db_for_write(type(row), instance=row)
    checks = [Q(each.condition) for each in row._meta.constraints if isinstance(each, CheckConstraint)]
    # As Django does: what names a column that the form leaves out is not asked.
    asked = [each for each in checks if set(each.referenced_base_fields) <= values.keys()]
    query = Query(None)
    for name in set().union(*(each.referenced_base_fields for each in asked)):
        value = values[name]
        query.add_annotation(value if hasattr(value, "resolve_expression") else Value(value), name, select=False)
    query.add_annotation(Value(1), "_check")
    for each in asked:
        query.add_q(Q(Coalesce(each, True, output_field=BooleanField())))
    try:
        with transaction.atomic(using=using):
            return query.get_compiler(using=using).execute_sql(SINGLE) is not None
    except (DatabaseError, FieldError):
        return False
