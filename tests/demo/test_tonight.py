from __future__ import annotations

import pytest

from consultations.models import AgendaItem
from demo import people, tonight
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_start_page_of_the_demonstration_begins_with_the_meeting_of_today(replayed: None) -> None:
    meeting = tonight.play()

    assert meeting is not None
    assert tonight.play() is None
    assert AgendaItem.objects.filter(meeting=meeting, demand__isnull=False).exists()
    users = people.ensure()
    assert signed_in(users["recorder"]).get("/staff/").context["tonight"] == [meeting]
    page = signed_in(users["head"]).get(f"/staff/meetings/{meeting.pk}/announcement/")
    assert page.context["waits_for_another"]
