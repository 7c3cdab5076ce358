"""Rows that one of several subqueries names."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet


def in_any(*keys: QuerySet[Any, Any], field: str = "pk") -> Q:
    """The condition that ``field`` is among the values of one of ``keys``, each a queryset of one column without NULL.

    With ``Q(pk__in=one) | Q(pk__in=other)`` PostgreSQL reads the whole table, whatever few rows the subqueries name.
    """
    first, *rest = (each.order_by() for each in keys)
    return Q(**{f"{field}__in": first.union(*rest)})
