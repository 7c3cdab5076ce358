"""Where a concern stands in the queue, and to whom it is assigned, as its page shows it."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from portal.staff import lists
from portal.staff.forms import OfficeForm
from proposals.concerns import assignment, queue
from proposals.models import Concern


class AssignForm(OfficeForm):
    """``person``: empty releases the concern; ``seen``: to whom it was assigned on the page."""

    person = forms.ModelChoiceField(User.objects.none(), required=False)
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = [person.pk for person in assignment.people().here]
        self.fields["person"].queryset = User.objects.filter(pk__in=here)


def context(concern: Concern, user: User) -> dict[str, Any]:
    """``loads``: those who can be assigned, each with the number of concerns that wait for this person."""
    people = assignment.people()
    counts = lists.capped_each([assignment.waiting_of(person) for person in people.here])
    return {
        "me": user,
        "neighbours": queue.neighbours(concern, user),
        "loads": list(zip(people.here, counts, strict=True)),
        "is_gone": any(person.pk == concern.assignee_id for person in people.gone),
    }
